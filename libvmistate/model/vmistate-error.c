/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include <vmistate/vmistate-error.h>

/* The formatter would pull the name apart. */
/* clang-format off */
G_DEFINE_QUARK (vmistate-error-quark, vmistate_error)
/* clang-format on */

G_DEFINE_ENUM_TYPE (VmistateError, vmistate_error,
                    G_DEFINE_ENUM_VALUE (VMISTATE_ERROR_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_ERROR_CONNECTION, "connection"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_ERROR_PROTOCOL, "protocol"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_ERROR_TIMEOUT, "timeout"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_ERROR_NOT_FOUND, "not-found"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_ERROR_UNSUPPORTED, "unsupported"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_ERROR_STALE, "stale"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_ERROR_DENIED, "denied"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_ERROR_EVENT_LOOP, "event-loop"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_ERROR_CLOSED, "closed"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_ERROR_INVALID_DATA, "invalid-data"))

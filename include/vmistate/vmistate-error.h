/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-macros.h>

G_BEGIN_DECLS

/**
 * VMISTATE_ERROR:
 *
 * Error domain of this library. A cancelled operation is always
 * %G_IO_ERROR_CANCELLED instead.
 *
 * Since: 0.1
 */
#define VMISTATE_ERROR (vmistate_error_quark ())

/**
 * VmistateError:
 * @VMISTATE_ERROR_FAILED: something failed that no other code describes
 * @VMISTATE_ERROR_CONNECTION: the other side could not be reached
 * @VMISTATE_ERROR_PROTOCOL: the other side answered something that cannot be understood
 * @VMISTATE_ERROR_TIMEOUT: no answer came in time
 * @VMISTATE_ERROR_NOT_FOUND: there is no such VMI, file or part
 * @VMISTATE_ERROR_UNSUPPORTED: the other side cannot do this
 * @VMISTATE_ERROR_STALE: the answer exists but is too old to be used
 * @VMISTATE_ERROR_DENIED: not allowed
 * @VMISTATE_ERROR_EVENT_LOOP: the libvirt event loop is not what the call needs
 * @VMISTATE_ERROR_CLOSED: the object was stopped
 * @VMISTATE_ERROR_INVALID_DATA: the given text is not what it must be; the message names the path
 *
 * Error codes of %VMISTATE_ERROR. Codes may be added: a `switch` needs a default.
 *
 * Since: 0.1
 */
typedef enum
{
  VMISTATE_ERROR_FAILED,
  VMISTATE_ERROR_CONNECTION,
  VMISTATE_ERROR_PROTOCOL,
  VMISTATE_ERROR_TIMEOUT,
  VMISTATE_ERROR_NOT_FOUND,
  VMISTATE_ERROR_UNSUPPORTED,
  VMISTATE_ERROR_STALE,
  VMISTATE_ERROR_DENIED,
  VMISTATE_ERROR_EVENT_LOOP,
  VMISTATE_ERROR_CLOSED,
  VMISTATE_ERROR_INVALID_DATA,
} VmistateError;

VMISTATE_AVAILABLE_IN_0_1
GQuark vmistate_error_quark (void);

#define VMISTATE_TYPE_ERROR (vmistate_error_get_type ())
VMISTATE_AVAILABLE_IN_0_1
GType vmistate_error_get_type (void);

G_END_DECLS

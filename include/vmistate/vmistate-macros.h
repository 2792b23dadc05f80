/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined(VMISTATE_INSIDE) && !defined(VMISTATE_COMPILATION)
#error "Only <vmistate/vmistate.h> can be included directly."
#endif

#include <glib-object.h>

/* Everything is hidden unless marked; the map file is the second lock. */
#define VMISTATE_EXPORT __attribute__ ((visibility ("default"))) extern

#define VMISTATE_AVAILABLE_IN_0_1 VMISTATE_EXPORT

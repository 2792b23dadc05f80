/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-error.h>

G_BEGIN_DECLS

/**
 * VmistateEventLoop:
 * @VMISTATE_EVENT_LOOP_LIBRARY: this library registers an event loop with libvirt and runs it on
 *   a thread of its own while a libvirt source is started
 * @VMISTATE_EVENT_LOOP_HOST: the program has registered an event loop with libvirt, and runs it
 *
 * Whose event loop libvirt uses. There is one per process.
 *
 * Since: 0.1
 */
typedef enum
{
  VMISTATE_EVENT_LOOP_LIBRARY,
  VMISTATE_EVENT_LOOP_HOST,
} VmistateEventLoop;

#define VMISTATE_TYPE_EVENT_LOOP (vmistate_event_loop_get_type ())
VMISTATE_AVAILABLE_IN_0_1
GType vmistate_event_loop_get_type (void);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_init_event_loop (VmistateEventLoop policy, GError **error);

G_END_DECLS

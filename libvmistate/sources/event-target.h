/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What libvirt's callbacks of one connection are given instead of the session: it can be silenced
 * at once and from then on is harmless, however long libvirt keeps it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _VmistateEventTarget VmistateEventTarget;

/* Both on the event loop's thread; neither may call libvirt. @data: (transfer full) */
typedef void (*VmistateEventTargetFunc) (VmistateEventTarget *self, gpointer data,
                                         gpointer user_data);
typedef void (*VmistateEventTargetCloseFunc) (VmistateEventTarget *self, int reason,
                                              gpointer user_data);

VmistateEventTarget *_vmistate_event_target_new (VmistateEventTargetFunc func,
                                                 VmistateEventTargetCloseFunc close_func,
                                                 GDestroyNotify free_data, gpointer user_data);
VmistateEventTarget *_vmistate_event_target_ref (VmistateEventTarget *self);
void _vmistate_event_target_unref (gpointer self);

/* When this returns no function runs and none will. */
void _vmistate_event_target_silence (VmistateEventTarget *self);

/* @data: (transfer full) */
void _vmistate_event_target_deliver (VmistateEventTarget *self, gpointer data);
void _vmistate_event_target_deliver_close (VmistateEventTarget *self, int reason);

G_END_DECLS

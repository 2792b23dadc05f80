/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A timer in libvirt's event loop. As long as it beats, silence means that nothing happened; a
 * loop that nobody runs is silent too. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _VmistateHeart VmistateHeart;

/* @interval_msec: between two beats; -1: beats only when it is waited for */
VmistateHeart *_vmistate_heart_new (int interval_msec);
void _vmistate_heart_free (VmistateHeart *self);

/* Blocks until the event loop has come round once. Returns: FALSE if it did not in time */
gboolean _vmistate_heart_wait (VmistateHeart *self, guint timeout_msec);

/* How long ago the last beat was. */
gint64 _vmistate_heart_get_age_usec (VmistateHeart *self);

G_END_DECLS

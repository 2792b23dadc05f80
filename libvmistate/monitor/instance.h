/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-instance.h>

#include "derive/evidence.h"

G_BEGIN_DECLS

VmistateInstance *_vmistate_instance_new (const VmistateIdentity *identity);

/* Of a fact without UID: the name has to do. */
char *_vmistate_identity_key (const VmistateIdentity *identity);
const char *_vmistate_instance_get_key (VmistateInstance *self);
int _vmistate_instance_compare (gconstpointer a, gconstpointer b, gpointer user_data);

VmistateEvidence *_vmistate_instance_get_evidence (VmistateInstance *self);

/* Folds a fact in and derives. Returns: TRUE if the result differs from what was last told. */
gboolean _vmistate_instance_ingest (VmistateInstance *self, const VmistateSourceRecord *source,
                                    VmistateFact *fact);

/* Derives anew after something outside the evidence changed: a source's state, or time. */
gboolean _vmistate_instance_refresh (VmistateInstance *self);

/* Moves the instance's time on to @usec, since 1970 UTC, to see what grew old.
 * Returns: TRUE if the result differs from what was last told. */
gboolean _vmistate_instance_advance (VmistateInstance *self, gint64 usec);

/* The same by what passed since its newest fact, so that a replay of old facts ages as its own
 * clock says. */
gboolean _vmistate_instance_age (VmistateInstance *self, gint64 monotonic_usec);

/* When _vmistate_instance_age() will next find something, on the monotonic clock. */
gint64 _vmistate_instance_get_next_ageing (VmistateInstance *self);

/* Tells what was derived last: sets status and emits changed. In the owner context only.
 * @old_status, @new_status: (out) (transfer full)
 * Returns: FALSE if there is nothing to tell. */
gboolean _vmistate_instance_publish (VmistateInstance *self, VmistateStatus **old_status,
                                     VmistateStatus **new_status);

G_END_DECLS

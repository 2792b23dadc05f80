/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How often which event was told of which VMI, when last, and what I/O error stopped it. */

#pragma once

#include <vmistate/vmistate-fact.h>

G_BEGIN_DECLS

/* Of one VMI. Beyond that, events are counted together, as "OTHER". */
#define VMISTATE_MAX_EVENT_NAMES 32
/* Of all, gone ones among them. Beyond that, VMIs have no counts. */
#define VMISTATE_MAX_EVENT_VMS 65536

typedef struct _VmistateEventCounts VmistateEventCounts;

typedef struct
{
  GRefString *name; /* (owned) */
  guint64 count;
  gint64 last_usec; /* since 1970 UTC */
} VmistateEventCount;

VmistateEventCounts *_vmistate_event_counts_new (void);
void _vmistate_event_counts_free (VmistateEventCounts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VmistateEventCounts, _vmistate_event_counts_free)

void _vmistate_event_counts_take (VmistateEventCounts *self, VmistateFact *fact);
/* @uid: as vmistate_instance_get_uid() gives it */
void _vmistate_event_counts_forget (VmistateEventCounts *self, const char *uid);

/* Returns: (transfer none) (nullable) (element-type VmistateEventCount): in the order of the first
 * of each name */
GArray *_vmistate_event_counts_get (VmistateEventCounts *self, const char *uid);
/* How often its guest told that it panicked */
guint64 _vmistate_event_counts_get_panics (VmistateEventCounts *self, const char *uid);
/* The newest I/O error that paused the VMI. Its device and reason may be NULL.
 * Returns: whether there is one */
gboolean _vmistate_event_counts_get_io_error (VmistateEventCounts *self, const char *uid,
                                              const char **device, const char **reason);

G_END_DECLS

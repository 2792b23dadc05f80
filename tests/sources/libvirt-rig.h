/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A libvirt source without a monitor: what it tells, as lines of text. */

#pragma once

#include <vmistate/vmistate.h>

#include "monitor/sink.h"

G_BEGIN_DECLS

typedef struct
{
  GMainContext *context; /* where the facts come */
  VmistateInbox *inbox;
  VmistateSink *sink;
  GPtrArray *facts; /* (element-type VmistateFact) as they came */
  guint n_read;     /* of them, by rig_read() */
} LibvirtRig;

/* @context: (nullable): NULL for the default one */
void rig_init (LibvirtRig *self, GMainContext *context);
void rig_clear (LibvirtRig *self);

void rig_start (LibvirtRig *self, VmistateLibvirtSource *source);
/* Nothing may come any more. */
void rig_stop (LibvirtRig *self, VmistateLibvirtSource *source);

void rig_run_for (LibvirtRig *self, guint msec);

/* A fact as one line: "DOMAIN test", "STATE test 1/5", "STATE test 5/2 gone", "EVENT test LIFECYCLE
 * SUSPENDED PAUSED", "CHANNEL test open", "ANSWERS test yes", "SOURCE LIVE"; "after-gap " before
 * those that are. */
char *rig_describe (VmistateFact *fact);

/* Waits until @line comes, and returns everything up to it that was not read yet. Fails after
 * 20 s. */
char *rig_read_until (LibvirtRig *self, const char *line);
/* The newest fact that rig_read_until() has read. */
VmistateFact *rig_last (LibvirtRig *self);

guint rig_count_threads (void);
/* Fails if there are not soon so many: the kernel lists a thread for a moment after it was joined,
 * and one that nobody waits for takes its time. */
void rig_assert_threads (LibvirtRig *self, guint n);
guint rig_count_fds (void);

G_END_DECLS

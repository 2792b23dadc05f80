/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* One domain as the sampler knows it, and what the pass has gathered of it. */

#pragma once

#include <libvirt/libvirt.h>

#include <vmistate/vmistate-sink.h>

#include "quarantine.h"
#include "sampler-look.h"

G_BEGIN_DECLS

typedef enum
{
  VMISTATE_NUMBERS_NONE, /* not to be had: it does not run */
  VMISTATE_NUMBERS_WAITING,
  VMISTATE_NUMBERS_CAME,
  VMISTATE_NUMBERS_SKIPPED,
} VmistateNumbersState;

/* Borrowed from a call that the pass holds. */
typedef struct
{
  virTypedParameterPtr params;
  int n;
} VmistateNumbers;

typedef struct
{
  char *uuid;             /* (owned) */
  int run;                /* libvirt's number of this run; -1: none */
  GRefString *namespace_; /* (owned) (nullable) before it was identified, as the next two */
  GRefString *name;       /* (owned) (nullable) */
  GRefString *uid;        /* (owned) (nullable) */
  gboolean active;
  gboolean listed;       /* in the last survey */
  gboolean is_free;      /* its hypervisor answered when it was asked last */
  guint64 process_start; /* of the hypervisor process of this run, or 0 */
  GArray *places;        /* (owned) (nullable) (element-type VmistateVcpuPlace) of its vCPUs */
  gint64 missing_since;  /* since 1970 UTC: all passes were without its numbers; or 0 */
  VmistateQuarantine quarantine;

  /* The pass */
  gboolean has_cheap;
  VmistateNumbers cheap;
  VmistateNumbersState monitor_state;
  VmistateNumbers monitor;
  VmistateSampleMissing missing; /* why it was skipped */
  char *skipped;                 /* (owned) (nullable) the same in words */
  int cheap_run;                 /* libvirt's number of the run that the numbers are of */
  int monitor_run;
  gint64 taken_at;
  gint64 monotonic_usec; /* at the same moment */
  guint n_asked;         /* times that its hypervisor was to be entered */
  gboolean told;
} VmistateSampledDomain;

VmistateSampledDomain *_vmistate_sampled_domain_new (const char *uuid);
void _vmistate_sampled_domain_free (gpointer self);
/* Takes over who it is. What was known of another run does not hold for this one. */
void _vmistate_sampled_domain_identify (VmistateSampledDomain *self, const VmistateSight *sight);

void _vmistate_sampled_domain_begin_pass (VmistateSampledDomain *self);
/* @why: (transfer none) (nullable) */
void _vmistate_sampled_domain_skip (VmistateSampledDomain *self, VmistateSampleMissing missing,
                                    const char *why);
/* Forgets what the pass gathered, because it goes with its calls. */
void _vmistate_sampled_domain_end_pass (VmistateSampledDomain *self);

/* Whether the hypervisor itself was asked; libvirt leaves that out where somebody else is inside.
 * @groups: that were asked for */
gboolean _vmistate_numbers_are_whole (const VmistateNumbers *numbers, guint groups);

/* Once in a pass, when everything is there that will be.
 * @clock_id: names the monotonic clock */
void _vmistate_sampled_domain_tell (VmistateSampledDomain *self, VmistateSink *sink,
                                    const char *source_id, const char *clock_id);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What can be seen of domains without entering a hypervisor. */

#pragma once

#include <libvirt/libvirt.h>

#include <vmistate/vmistate-sample-missing.h>

#include "process.h"
#include "vcpu-places.h"

G_BEGIN_DECLS

/* Who is inside a hypervisor for longer than this does not come back soon. */
#define VMISTATE_OCCUPIED_USEC G_USEC_PER_SEC

typedef struct
{
  char uuid[VIR_UUID_STRING_BUFLEN];
  gboolean active;
  int run;                /* libvirt's number of this run; -1: none */
  GRefString *namespace_; /* (owned) */
  GRefString *name;       /* (owned) */
  GRefString *uid;        /* (owned) */

  gboolean has_control;
  virDomainControlInfo control;
  int pid;               /* or 0 */
  guint64 process_start; /* in the kernel's ticks, or 0 */
  VmistateProcessState process;
  GArray *places; /* (owned) (nullable) (element-type VmistateVcpuPlace) */
} VmistateSight;

void _vmistate_sight_free (gpointer self);

/* The process shows that nobody should enter. */
gboolean _vmistate_sight_is_suspect (const VmistateSight *self);

/* Blocks: on a worker. */
void _vmistate_sight_ask_control (VmistateSight *self, virDomainPtr handle);

/* Whether the hypervisor must not be entered.
 * @usec: (out): for how long that has been so, as far as is known
 * @missing: (out): why, and %VMISTATE_SAMPLE_MISSING_NOTHING if it may be entered
 * Returns: (transfer full) (nullable): the same in words */
char *_vmistate_sight_judge (const VmistateSight *self, gint64 *usec,
                             VmistateSampleMissing *missing);

/* Remembers which process runs which domain, and whose XML was read. Only the worker of the looking
 * calls touches it. */
typedef struct _VmistateSurveyor VmistateSurveyor;

/* @is_local: the hypervisors run on this host
 * @has_control: the driver can say who is inside one
 * @wants_places: of vCPUs */
VmistateSurveyor *_vmistate_surveyor_new (gboolean is_local, gboolean has_control,
                                          gboolean wants_places);
void _vmistate_surveyor_free (VmistateSurveyor *self);

gboolean _vmistate_surveyor_has_control (VmistateSurveyor *self);

/* Returns: (transfer full) (nullable): NULL if it has just gone */
VmistateSight *_vmistate_surveyor_meet (VmistateSurveyor *self, virDomainPtr handle);
/* After all were met: their processes, and no more of who was not met.
 * @sights: (element-type VmistateSight) */
void _vmistate_surveyor_finish (VmistateSurveyor *self, GPtrArray *sights);
/* Returns: (transfer full) (nullable): control info and process of one that was met before */
VmistateSight *_vmistate_surveyor_look (VmistateSurveyor *self, virDomainPtr handle);

G_END_DECLS

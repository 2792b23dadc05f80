/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What libvirt does with a domain for longer than a moment. */

#include "config.h"

#include "collection.h"

#include "model/job/job.h"

/* One that runs and the last of its kind may both be there. */
const char *
_vmistate_job_get_state_label (const VmistateVm *vm G_GNUC_UNUSED, gpointer record)
{
  return vmistate_job_is_running (record) ? "running" : "ended";
}

void
_vmistate_collect_job_states (VmistateCollection *c, VmistateSamples *samples,
                              const VmistateVm *vm G_GNUC_UNUSED, gpointer record)
{
  static const char *const types[] = { "none",   "bounded",   "unbounded", "completed",
                                       "failed", "cancelled", NULL };

  _vmistate_exposition_add_states (c->exposition, samples, c->labels, types,
                                   _vmistate_record_get_string (record, JOB_TYPE));
}

void
_vmistate_collect_job_throttle (VmistateCollection *c, VmistateSamples *samples,
                                const VmistateVm *vm G_GNUC_UNUSED, gpointer record)
{
  guint64 percent;

  if (vmistate_job_get_auto_converge_throttle_percent (record, &percent))
    _vmistate_exposition_add_double (c->exposition, samples, c->labels, (double) percent / 100);
}

/* As libvirt numbers it. */
void
_vmistate_collect_job_type (VmistateCollection *c, VmistateSamples *samples,
                            const VmistateVm *vm G_GNUC_UNUSED, gpointer record)
{
  gboolean bounded = vmistate_job_get_job_type (record) == VMISTATE_JOB_TYPE_BOUNDED;

  _vmistate_exposition_add_uint (c->exposition, samples, c->labels, bounded ? 1 : 2);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What was found to be wrong with a VMI. */

#include "config.h"

#include "instance.h"

#include "derive/findings/findings.h"

/* Samples tell the time too, but are no evidence. */
static gint64
find_now (const VmistateEvidence *evidence, VmistateSample *sample)
{
  gint64 taken_at = 0;

  _vmistate_record_get_int64 (sample, SAMPLE_TAKEN_AT, &taken_at);
  return MAX (_vmistate_evidence_get_now (evidence), taken_at);
}

/**
 * vmistate_instance_dup_findings:
 * @self: an instance
 *
 * What is wrong with the VMI, or with what can be known of it, as of now: one [class@Finding] for
 * each rule that holds, in the order of the rules. They follow from the newest facts and the newest
 * sample, and are made anew at each call; the same finding is equal to itself.
 *
 * Returns: (transfer full) (element-type VmistateFinding): the findings; empty where there are none
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_instance_dup_findings (VmistateInstance *self)
{
  const VmistateEvidence *evidence;
  const VmistateView *view;
  VmistateFindingScene scene = { 0 };

  g_return_val_if_fail (VMISTATE_IS_INSTANCE (self), NULL);

  evidence = _vmistate_instance_get_evidence (self);
  view = _vmistate_evidence_main_view (evidence);
  scene.domain = view != NULL ? view->domain.payload : NULL;
  scene.sample = _vmistate_instance_get_samples (self)->newest;
  scene.now_usec = find_now (evidence, scene.sample);
  return _vmistate_derive_findings (&scene);
}

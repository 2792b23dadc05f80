/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The numbers of a VMI: the newest, and those before, because rates need two. They are no evidence;
 * nothing is derived from them. */

#include "config.h"

#include "instance.h"

#include "model/sample/sample.h"

void
_vmistate_sample_pair_clear (VmistateSamplePair *self)
{
  g_clear_object (&self->newest);
  g_clear_object (&self->previous);
}

static gint64
get_time (VmistateSample *sample)
{
  return _vmistate_record_get_values (sample)[SAMPLE_TAKEN_AT].integer;
}

/* The fact tells when it was, if the sample does not.
 * Returns: (transfer full) */
static VmistateSample *
dup_with_time (VmistateFact *fact)
{
  VmistateSample *sample = VMISTATE_SAMPLE (_vmistate_fact_get_payload (fact));
  VmistateSample *copy;

  if (_vmistate_record_has (sample, SAMPLE_TAKEN_AT))
    return g_object_ref (sample);
  copy = VMISTATE_SAMPLE (_vmistate_record_copy (sample));
  _vmistate_record_set_time (copy, SAMPLE_TAKEN_AT, vmistate_fact_get_observed_at_usec (fact));
  return copy;
}

gboolean
_vmistate_instance_take_sample (VmistateInstance *self, VmistateFact *fact)
{
  VmistateSamplePair *pair = _vmistate_instance_get_samples (self);
  g_autoptr (VmistateSample) sample = dup_with_time (fact);
  gint64 at = get_time (sample);

  if (pair->newest == NULL || at > get_time (pair->newest))
    {
      g_set_object (&pair->previous, pair->newest);
      g_set_object (&pair->newest, sample);
      return TRUE;
    }
  if (at < get_time (pair->newest) && (pair->previous == NULL || at > get_time (pair->previous)))
    g_set_object (&pair->previous, sample);
  return FALSE;
}

/**
 * vmistate_instance_get_sample:
 * @self: an instance
 *
 * The newest numbers of the VMI. [signal@Instance::sampled] tells of new ones. How old they are is
 * told by [method@Sample.dup_taken_at]; they stay when the source is lost.
 *
 * Returns: (transfer none) (nullable): the sample; %NULL if no source has sampled it
 *
 * Since: 0.1
 */
VmistateSample *
vmistate_instance_get_sample (VmistateInstance *self)
{
  g_return_val_if_fail (VMISTATE_IS_INSTANCE (self), NULL);

  return _vmistate_instance_get_samples (self)->newest;
}

/**
 * vmistate_instance_get_previous_sample:
 * @self: an instance
 *
 * The numbers before the newest, for rates.
 *
 * Returns: (transfer none) (nullable): the sample; %NULL if there was one at most
 *
 * Since: 0.1
 */
VmistateSample *
vmistate_instance_get_previous_sample (VmistateInstance *self)
{
  g_return_val_if_fail (VMISTATE_IS_INSTANCE (self), NULL);

  return _vmistate_instance_get_samples (self)->previous;
}

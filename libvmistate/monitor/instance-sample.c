/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The newest numbers of one VMI. */

#include "config.h"

#include "instance-sample.h"

static GQuark
sample_quark (void)
{
  return g_quark_from_static_string ("vmistate-instance-sample");
}

void
_vmistate_instance_set_sample (VmistateInstance *self, VmistateSample *sample)
{
  g_object_set_qdata_full (G_OBJECT (self), sample_quark (),
                           sample != NULL ? g_object_ref (sample) : NULL, g_object_unref);
}

/**
 * vmistate_instance_get_sample:
 * @self: an instance
 *
 * The newest numbers of the VMI. The value never changes; keep a reference to compare it with a
 * later one.
 *
 * Returns: (transfer none) (nullable): the sample, or %NULL if there was none yet
 *
 * Since: 0.1
 */
VmistateSample *
vmistate_instance_get_sample (VmistateInstance *self)
{
  g_return_val_if_fail (VMISTATE_IS_INSTANCE (self), NULL);

  return g_object_get_qdata (G_OBJECT (self), sample_quark ());
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a status has no place for: the objects that it was derived from, as they were told. */

#include "config.h"

#include "instance.h"

/**
 * vmistate_instance_get_object:
 * @self: an instance
 *
 * The VMI's object of the Kubernetes API, as [method@Monitor.observe_object] or a source told it
 * last: metadata, specification and the status that was stored then, which is not that of
 * [method@Instance.get_status]. [method@Record.to_json] gives it as JSON, with those members that
 * this library makes use of; labels and annotations are among them, all of them.
 *
 * Who wrote the object may have chosen any text. It never changes; a newer one takes its place.
 * To be called in the context of the monitor.
 *
 * Returns: (transfer none) (nullable): the object; %NULL if none was told, or it was deleted
 *
 * Since: 0.1
 */
VmistateRecord *
vmistate_instance_get_object (VmistateInstance *self)
{
  const VmistateEvidence *evidence;

  g_return_val_if_fail (VMISTATE_IS_INSTANCE (self), NULL);

  evidence = _vmistate_instance_get_evidence (self);
  return _vmistate_evidence_has_vmi (evidence) ? evidence->control->vmi.payload : NULL;
}

/**
 * vmistate_instance_get_domain:
 * @self: an instance
 *
 * What the domain of the VMI is made of, as its XML said when it was read last: the same as a fact
 * of kind %VMISTATE_FACT_KIND_DOMAIN holds. [method@Record.to_json] gives it as JSON. Where several
 * sources know the domain, it is of the one that the status is of.
 *
 * It never changes; a newer one takes its place. To be called in the context of the monitor.
 *
 * Returns: (transfer none) (nullable): the domain; %NULL if no source has read it
 *
 * Since: 0.1
 */
VmistateRecord *
vmistate_instance_get_domain (VmistateInstance *self)
{
  const VmistateView *view;

  g_return_val_if_fail (VMISTATE_IS_INSTANCE (self), NULL);

  view = _vmistate_evidence_main_view (_vmistate_instance_get_evidence (self));
  return view != NULL ? view->domain.payload : NULL;
}

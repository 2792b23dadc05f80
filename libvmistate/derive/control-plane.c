/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Reading the objects of the control plane. */

#include "config.h"

#include "control-plane.h"

#include "kubevirt/control.h"

#include "model/condition.h"
#include "model/status.h"

#define LABEL_ARCHITECTURE "kubernetes.io/arch"

static gpointer
get_vmi_part (const VmistateEvidence *self, guint field)
{
  return _vmistate_evidence_has_vmi (self)
             ? _vmistate_record_get_record (self->control->vmi.payload, field)
             : NULL;
}

gpointer
_vmistate_evidence_get_vmi_metadata (const VmistateEvidence *self)
{
  return get_vmi_part (self, VMI_OBJECT_METADATA);
}

gpointer
_vmistate_evidence_get_vmi_spec (const VmistateEvidence *self)
{
  return get_vmi_part (self, VMI_OBJECT_SPEC);
}

gpointer
_vmistate_evidence_get_vmi_status (const VmistateEvidence *self)
{
  return get_vmi_part (self, VMI_OBJECT_STATUS);
}

gpointer
_vmistate_evidence_get_stored_condition (const VmistateEvidence *self, const char *type)
{
  return _vmistate_record_list_find (
      _vmistate_record_get_list (_vmistate_evidence_get_vmi_status (self), STATUS_CONDITIONS),
      CONDITION_TYPE, type);
}

gint64
_vmistate_evidence_get_told_at (const VmistateEvidence *self)
{
  const char *uid =
      _vmistate_record_get_string (_vmistate_evidence_get_vmi_metadata (self), OBJECT_META_UID);
  gint64 at = 0;

  if (self->control != NULL)
    at = MAX (_vmistate_history_since (&self->control->conditions),
              _vmistate_history_since (&self->control->failures));
  return uid != NULL && self->catalog != NULL
             ? MAX (at, _vmistate_catalog_get_pods_since (self->catalog, uid))
             : at;
}

gpointer
_vmistate_evidence_get_configuration (const VmistateEvidence *self)
{
  gpointer kubevirt =
      self->catalog != NULL ? _vmistate_catalog_get_configuration (self->catalog) : NULL;

  return _vmistate_record_get_record (_vmistate_record_get_record (kubevirt, KUBEVIRT_OBJECT_SPEC),
                                      KUBEVIRT_SPEC_CONFIGURATION);
}

const char *
_vmistate_evidence_get_host_architecture (const VmistateEvidence *self, const char *node)
{
  gpointer object = self->catalog != NULL && node != NULL ? _vmistate_catalog_get (
                        self->catalog, VMISTATE_OBJECT_NODE, /* namespace_= */ NULL, node)
                                                          : NULL;

  return _vmistate_meta_get_label (_vmistate_record_get_record (object, NODE_OBJECT_METADATA),
                                   LABEL_ARCHITECTURE);
}

gpointer
_vmistate_evidence_get_pod (const VmistateEvidence *self, const char *node, gboolean *known)
{
  gpointer metadata = _vmistate_evidence_get_vmi_metadata (self);
  const char *uid = _vmistate_record_get_string (metadata, OBJECT_META_UID);
  g_autoptr (GPtrArray) pods = NULL;

  *known = FALSE;
  if (uid == NULL || self->catalog == NULL)
    return NULL;
  pods = _vmistate_catalog_dup_pods (self->catalog, uid);
  *known = pods->len > 0
           || _vmistate_catalog_knows_pods (
               self->catalog, _vmistate_record_get_string (metadata, OBJECT_META_NAMESPACE));
  return _vmistate_pods_find_current (pods, node != NULL && *node != '\0' ? node : NULL);
}

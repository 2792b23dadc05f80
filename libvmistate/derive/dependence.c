/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "control-plane.h"
#include "dependence.h"

#include "kubevirt/control.h"

static const char *
get_meta (const VmistateEvidence *self, guint field)
{
  return _vmistate_record_get_string (_vmistate_evidence_get_vmi_metadata (self), field);
}

/* A Pod that only holds a volume is controlled by the launcher's Pod, not by the VMI. */
static gboolean
is_pod_of (const VmistateEvidence *self, const VmistateObjectRef *ref)
{
  const char *uid = get_meta (self, OBJECT_META_UID);
  g_autoptr (GPtrArray) pods = NULL;

  if (ref->vmi_uid == NULL || uid == NULL || self->catalog == NULL)
    return FALSE;
  if (g_str_equal (ref->vmi_uid, uid))
    return TRUE;
  pods = _vmistate_catalog_dup_pods (self->catalog, uid);
  for (guint i = 0; i < pods->len; i++)
    {
      const VmistateObservation *pod = pods->pdata[i];

      if (g_strcmp0 (_vmistate_pod_get_uid (pod->payload), ref->vmi_uid) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_claim_of (const VmistateEvidence *self, const VmistateObjectRef *ref)
{
  GPtrArray *volumes =
      _vmistate_record_get_list (_vmistate_evidence_get_vmi_spec (self), VMI_SPEC_VOLUMES);

  for (guint i = 0; volumes != NULL && i < volumes->len; i++)
    {
      if (g_strcmp0 (_vmistate_volume_get_claim_name (volumes->pdata[i]), ref->name) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_migration_of (const VmistateEvidence *self, const VmistateObjectRef *ref)
{
  return g_strcmp0 (ref->vmi_name, get_meta (self, OBJECT_META_NAME)) == 0;
}

static gboolean
is_node_of (const VmistateEvidence *self, const VmistateObjectRef *ref)
{
  gpointer status = _vmistate_evidence_get_vmi_status (self);

  if (_vmistate_record_is (status, STATUS_NODE_NAME, ref->name))
    return TRUE;
  for (guint i = 0; i < self->n_views; i++)
    {
      const VmistateView *view = &self->views[i];

      if (g_strcmp0 (view->source->node, ref->name) == 0)
        return TRUE;
    }
  return FALSE;
}

static const struct
{
  gboolean namespaced;
  gboolean (*is_of) (const VmistateEvidence *self, const VmistateObjectRef *ref); /* NULL: all */
} rules[] = {
  [VMISTATE_OBJECT_OTHER] = { TRUE, NULL },
  [VMISTATE_OBJECT_VMI] = { TRUE, NULL },
  [VMISTATE_OBJECT_POD] = { TRUE, is_pod_of },
  [VMISTATE_OBJECT_MIGRATION] = { TRUE, is_migration_of },
  [VMISTATE_OBJECT_CLAIM] = { TRUE, is_claim_of },
  [VMISTATE_OBJECT_DATA_VOLUME] = { TRUE, is_claim_of },
  [VMISTATE_OBJECT_NODE] = { FALSE, is_node_of },
  [VMISTATE_OBJECT_KUBEVIRT] = { FALSE, NULL },
};
G_STATIC_ASSERT (G_N_ELEMENTS (rules) == VMISTATE_OBJECT_N_KINDS);

gboolean
_vmistate_evidence_depends_on (const VmistateEvidence *self, const VmistateObjectRef *ref)
{
  if (!_vmistate_evidence_has_vmi (self))
    return FALSE;
  if (rules[ref->kind].namespaced && ref->namespace_ != NULL
      && g_strcmp0 (ref->namespace_, get_meta (self, OBJECT_META_NAMESPACE)) != 0)
    return FALSE;
  return rules[ref->kind].is_of == NULL || rules[ref->kind].is_of (self, ref);
}

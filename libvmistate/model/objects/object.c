/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "object.h"

#include "cluster-objects.h"
#include "pod-objects.h"
#include "vmi-objects.h"

#include "../payloads-control.h"
#include "../record-pool.h"

static const struct
{
  const char *name;
  GType (*type) (void);
} kinds[] = {
  [VMISTATE_OBJECT_OTHER] = { NULL, NULL },
  [VMISTATE_OBJECT_VMI] = { "VirtualMachineInstance", _vmistate_vmi_object_get_type },
  [VMISTATE_OBJECT_POD] = { "Pod", _vmistate_pod_object_get_type },
  [VMISTATE_OBJECT_MIGRATION] = { "VirtualMachineInstanceMigration",
                                  _vmistate_migration_object_get_type },
  [VMISTATE_OBJECT_CLAIM] = { "PersistentVolumeClaim", _vmistate_claim_object_get_type },
  [VMISTATE_OBJECT_DATA_VOLUME] = { "DataVolume", _vmistate_data_volume_object_get_type },
  [VMISTATE_OBJECT_NODE] = { "Node", _vmistate_node_object_get_type },
  [VMISTATE_OBJECT_KUBEVIRT] = { "KubeVirt", _vmistate_kubevirt_object_get_type },
};
G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == VMISTATE_OBJECT_N_KINDS);

VmistateObjectKind
_vmistate_object_kind_parse (const char *kind)
{
  for (guint i = VMISTATE_OBJECT_OTHER + 1; i < VMISTATE_OBJECT_N_KINDS; i++)
    {
      if (g_strcmp0 (kinds[i].name, kind) == 0)
        return i;
    }
  return VMISTATE_OBJECT_OTHER;
}

/* Reading */

G_STATIC_ASSERT (POD_OBJECT_METADATA == OBJECT_METADATA);
G_STATIC_ASSERT (VMI_OBJECT_METADATA == OBJECT_METADATA);

void
_vmistate_object_set_missing (GError **error, const char *path, const char *member)
{
  g_set_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA,
               "%s%s%s: an object needs this member", path, *path != '\0' ? "." : "", member);
}

static const char *
find_controller (gpointer metadata)
{
  GPtrArray *owners = _vmistate_record_get_list (metadata, OBJECT_META_OWNER_REFERENCES);

  for (guint i = 0; owners != NULL && i < owners->len; i++)
    {
      gboolean controller;

      if (_vmistate_record_get_boolean (owners->pdata[i], OWNER_REFERENCE_CONTROLLER, &controller)
          && controller)
        return _vmistate_record_get_string (owners->pdata[i], OWNER_REFERENCE_UID);
    }
  return NULL;
}

static gboolean
fill_ref (VmistateObjectRef *ref, gpointer object, const char *path, GError **error)
{
  gpointer metadata = _vmistate_record_get_record (object, OBJECT_METADATA);
  gpointer spec;

  if (metadata == NULL || !_vmistate_record_has (metadata, OBJECT_META_NAME))
    {
      _vmistate_object_set_missing (error, path, "metadata.name");
      return FALSE;
    }
  ref->namespace_ = _vmistate_record_get_string (metadata, OBJECT_META_NAMESPACE);
  ref->name = _vmistate_record_get_string (metadata, OBJECT_META_NAME);
  ref->uid = _vmistate_record_get_string (metadata, OBJECT_META_UID);
  if (ref->kind == VMISTATE_OBJECT_POD)
    ref->vmi_uid = find_controller (metadata);
  if (ref->kind == VMISTATE_OBJECT_MIGRATION
      && (spec = _vmistate_record_get_record (object, MIGRATION_OBJECT_SPEC)) != NULL)
    ref->vmi_name = _vmistate_record_get_string (spec, MIGRATION_SPEC_VMI_NAME);
  return TRUE;
}

gpointer
_vmistate_object_read_at (gpointer api_object, const char *path, VmistateObjectRef *ref,
                          GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (VmistateRecord) full = NULL;
  g_autoptr (VmistateRecord) lean = NULL;

  *ref = (VmistateObjectRef){ .kind = _vmistate_object_kind_parse (
                                  _vmistate_record_get_string (api_object, API_OBJECT_KIND)) };
  if (ref->kind == VMISTATE_OBJECT_OTHER)
    return NULL;
  node = _vmistate_record_to_node (api_object, VMISTATE_PROFILE_TRUTH);
  full = _vmistate_record_from_node (kinds[ref->kind].type (), node, path, error);
  if (full == NULL)
    return NULL;
  lean = _vmistate_record_lean (full);
  /* Metadata has the object's name. */
  _vmistate_record_pool_fields (lean, OBJECT_METADATA);
  if (!fill_ref (ref, lean, path, error))
    return NULL;
  if (ref->kind == VMISTATE_OBJECT_POD)
    _vmistate_pod_object_read_networks (lean);
  return g_steal_pointer (&lean);
}

gpointer
_vmistate_object_read (gpointer api_object, VmistateObjectRef *ref, GError **error)
{
  return _vmistate_object_read_at (api_object, "object", ref, error);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "meta-objects.h"

static const VmistateField owner_reference_fields[] = {
  [OWNER_REFERENCE_KIND] = { "kind", VMISTATE_FIELD_STRING },
  [OWNER_REFERENCE_NAME] = { "name", VMISTATE_FIELD_STRING },
  [OWNER_REFERENCE_UID] = { "uid", VMISTATE_FIELD_STRING },
  [OWNER_REFERENCE_CONTROLLER] = { "controller", VMISTATE_FIELD_BOOLEAN },
};
VMISTATE_DEFINE_RECORD (VmistateOwnerReference, _vmistate_owner_reference, owner_reference_fields,
                        OWNER_REFERENCE_N_FIELDS)

static const VmistateField object_meta_fields[] = {
  [OBJECT_META_NAME] = { "name", VMISTATE_FIELD_STRING },
  [OBJECT_META_NAMESPACE] = { "namespace", VMISTATE_FIELD_STRING },
  [OBJECT_META_UID] = { "uid", VMISTATE_FIELD_STRING },
  [OBJECT_META_RESOURCE_VERSION] = { "resourceVersion", VMISTATE_FIELD_STRING },
  [OBJECT_META_CREATION_TIMESTAMP] = { "creationTimestamp", VMISTATE_FIELD_TIME },
  [OBJECT_META_DELETION_TIMESTAMP] = { "deletionTimestamp", VMISTATE_FIELD_TIME },
  [OBJECT_META_LABELS] = { "labels", VMISTATE_FIELD_VARIANT, 0, NULL, "a{ss}" },
  [OBJECT_META_ANNOTATIONS] = { "annotations", VMISTATE_FIELD_VARIANT, 0, NULL, "a{ss}" },
  [OBJECT_META_FINALIZERS] = { "finalizers", VMISTATE_FIELD_TEXTS },
  [OBJECT_META_OWNER_REFERENCES] = { "ownerReferences", VMISTATE_FIELD_LIST, 0,
                                     _vmistate_owner_reference_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateObjectMeta, _vmistate_object_meta, object_meta_fields,
                        OBJECT_META_N_FIELDS)

static const VmistateField marker_fields[] = {
  [MARKER_ENABLED] = { "enabled", VMISTATE_FIELD_BOOLEAN },
};
VMISTATE_DEFINE_RECORD (VmistateMarker, _vmistate_marker, marker_fields, MARKER_N_FIELDS)

static const char *
lookup (gpointer metadata, guint field, const char *name)
{
  GVariant *texts = _vmistate_record_get_variant (metadata, field);
  const char *value = NULL;

  if (texts == NULL || !g_variant_lookup (texts, name, "&s", &value))
    return NULL;
  return value;
}

const char *
_vmistate_meta_get_label (gpointer metadata, const char *name)
{
  return lookup (metadata, OBJECT_META_LABELS, name);
}

const char *
_vmistate_meta_get_annotation (gpointer metadata, const char *name)
{
  return lookup (metadata, OBJECT_META_ANNOTATIONS, name);
}

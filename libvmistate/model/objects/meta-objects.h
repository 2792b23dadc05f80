/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Kubernetes metadata: what all API objects have in common. */

#pragma once

#include "../record.h"

G_BEGIN_DECLS

enum
{
  OWNER_REFERENCE_KIND,
  OWNER_REFERENCE_NAME,
  OWNER_REFERENCE_UID,
  OWNER_REFERENCE_CONTROLLER,
  OWNER_REFERENCE_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateOwnerReference, _vmistate_owner_reference, VMISTATE,
                      OWNER_REFERENCE_RECORD, VmistateRecord)

enum
{
  OBJECT_META_NAME,
  OBJECT_META_NAMESPACE,
  OBJECT_META_UID,
  OBJECT_META_RESOURCE_VERSION,
  OBJECT_META_CREATION_TIMESTAMP,
  OBJECT_META_DELETION_TIMESTAMP,
  OBJECT_META_LABELS,
  OBJECT_META_ANNOTATIONS,
  OBJECT_META_FINALIZERS,
  OBJECT_META_OWNER_REFERENCES,
  OBJECT_META_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateObjectMeta, _vmistate_object_meta, VMISTATE, OBJECT_META_RECORD,
                      VmistateRecord)

enum
{
  MARKER_ENABLED,
  MARKER_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateMarker, _vmistate_marker, VMISTATE, MARKER_RECORD, VmistateRecord)

/* (nullable): the value of a label or annotation. @metadata: (nullable): VmistateObjectMeta */
const char *_vmistate_meta_get_label (gpointer metadata, const char *name);
const char *_vmistate_meta_get_annotation (gpointer metadata, const char *name);

G_END_DECLS

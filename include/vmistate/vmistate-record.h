/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-error.h>
#include <vmistate/vmistate-profile.h>

G_BEGIN_DECLS

/* Opaque on purpose: records are made by the library alone, so neither struct is ABI beyond
 * the class padding that G_DECLARE_FINAL_TYPE of the subtypes needs. */
typedef struct _VmistateRecord VmistateRecord;
typedef struct _VmistateRecordClass VmistateRecordClass;

struct _VmistateRecordClass
{
  GObjectClass parent_class;

  /*< private >*/
  gpointer _reserved[8];
};

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VmistateRecord, g_object_unref)

#define VMISTATE_TYPE_RECORD (vmistate_record_get_type ())
#define VMISTATE_RECORD(obj)                                                                       \
  (G_TYPE_CHECK_INSTANCE_CAST ((obj), VMISTATE_TYPE_RECORD, VmistateRecord))
#define VMISTATE_IS_RECORD(obj) (G_TYPE_CHECK_INSTANCE_TYPE ((obj), VMISTATE_TYPE_RECORD))

VMISTATE_AVAILABLE_IN_0_1
GType vmistate_record_get_type (void);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_record_equal (VmistateRecord *self, VmistateRecord *other);

VMISTATE_AVAILABLE_IN_0_1
char **vmistate_record_diff (VmistateRecord *self, VmistateRecord *other);

VMISTATE_AVAILABLE_IN_0_1
char *vmistate_record_to_json (VmistateRecord *self, VmistateProfile profile);

G_END_DECLS

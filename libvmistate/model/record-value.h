/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Who owns the value of a field, by its kind. For the files that make and end records. */

#pragma once

#include "record.h"

G_BEGIN_DECLS

static inline VmistateFieldKind
_vmistate_record_get_kind (gpointer record, guint field)
{
  guint n_fields;

  return _vmistate_record_get_fields (record, &n_fields)[field].kind;
}

static inline void
_vmistate_value_release (VmistateFieldKind kind, VmistateValue *value)
{
  switch (kind)
    {
    case VMISTATE_FIELD_STRING:
    case VMISTATE_FIELD_QUANTITY:
      g_ref_string_release (value->string);
      break;
    case VMISTATE_FIELD_RECORD:
      g_object_unref (value->record);
      break;
    case VMISTATE_FIELD_LIST:
    case VMISTATE_FIELD_MAP:
      g_ptr_array_unref (value->list);
      break;
    case VMISTATE_FIELD_LAZY:
      _vmistate_lazy_list_unref (value->lazy);
      break;
    case VMISTATE_FIELD_TEXTS:
      _vmistate_texts_unref (value->texts);
      break;
    case VMISTATE_FIELD_VARIANT:
      g_variant_unref (value->variant);
      break;
    default: /* scalars */
      break;
    }
}

static inline void
_vmistate_value_acquire (VmistateFieldKind kind, VmistateValue *value)
{
  switch (kind)
    {
    case VMISTATE_FIELD_STRING:
    case VMISTATE_FIELD_QUANTITY:
      g_ref_string_acquire (value->string);
      break;
    case VMISTATE_FIELD_RECORD:
      g_object_ref (value->record);
      break;
    case VMISTATE_FIELD_LIST:
    case VMISTATE_FIELD_MAP:
      g_ptr_array_ref (value->list);
      break;
    case VMISTATE_FIELD_LAZY:
      _vmistate_lazy_list_ref (value->lazy);
      break;
    case VMISTATE_FIELD_TEXTS:
      _vmistate_texts_ref (value->texts);
      break;
    case VMISTATE_FIELD_VARIANT:
      g_variant_ref (value->variant);
      break;
    default: /* scalars */
      break;
    }
}

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Objects of the API hold far more than the rules ask for. What has nothing to be left out is
 * shared, not copied. */

#include "config.h"

#include "record.h"

static gboolean is_lean (VmistateRecord *record);

static gboolean
is_lean_list (GPtrArray *list)
{
  for (guint i = 0; i < list->len; i++)
    {
      if (!is_lean (list->pdata[i]))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_list (VmistateFieldKind kind)
{
  return kind == VMISTATE_FIELD_LIST || kind == VMISTATE_FIELD_MAP;
}

static gboolean
is_lean (VmistateRecord *record)
{
  guint n_fields;
  const VmistateField *fields = _vmistate_record_get_fields (record, &n_fields);
  VmistateValue *values = _vmistate_record_get_values (record);
  guint64 present = _vmistate_record_get_present (record);

  if (record->bits & VMISTATE_RECORD_HAS_UNKNOWN)
    return FALSE;
  while (present != 0)
    {
      guint i = _vmistate_fields_next (&present);

      if (fields[i].kind == VMISTATE_FIELD_RECORD && !is_lean (values[i].record))
        return FALSE;
      if (is_list (fields[i].kind) && !is_lean_list (values[i].list))
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
lean_list (GPtrArray *list)
{
  GPtrArray *lean = _vmistate_record_list_new ();

  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (lean, _vmistate_record_lean (list->pdata[i]));
  return lean;
}

gpointer
_vmistate_record_lean (gpointer record)
{
  guint n_fields;
  const VmistateField *fields = _vmistate_record_get_fields (record, &n_fields);
  VmistateValue *values = _vmistate_record_get_values (record);
  guint64 present = _vmistate_record_get_present (record);
  VmistateRecord *lean;

  if (is_lean (record))
    return g_object_ref (record);
  lean = _vmistate_record_copy (record);
  _vmistate_record_take_unknown (lean, NULL);
  while (present != 0)
    {
      guint i = _vmistate_fields_next (&present);

      if (fields[i].kind == VMISTATE_FIELD_RECORD)
        _vmistate_record_take_record (lean, i, _vmistate_record_lean (values[i].record));
      else if (is_list (fields[i].kind) && !is_lean_list (values[i].list))
        _vmistate_record_take_list (lean, i, lean_list (values[i].list));
    }
  return lean;
}

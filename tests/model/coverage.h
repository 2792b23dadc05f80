/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Whether test data leaves out no field of any record: whoever adds a field must add it there. */

#pragma once

#include "model/record.h"

G_BEGIN_DECLS

static inline void collect_record (GHashTable *seen, VmistateRecord *record);

static inline void
collect_list (GHashTable *seen, GPtrArray *list)
{
  for (guint i = 0; i < list->len; i++)
    collect_record (seen, list->pdata[i]);
}

static inline void
collect_value (GHashTable *seen, const VmistateField *field, const VmistateValue *value)
{
  if (field->kind == VMISTATE_FIELD_RECORD)
    collect_record (seen, value->record);
  else if (field->kind == VMISTATE_FIELD_LIST || field->kind == VMISTATE_FIELD_MAP)
    collect_list (seen, value->list);
  else if (field->kind == VMISTATE_FIELD_LAZY)
    collect_list (seen, _vmistate_lazy_list_read (value->lazy));
}

/* Adds to @seen, by type name, which fields are present somewhere in @record. */
static inline void
collect_record (GHashTable *seen, VmistateRecord *record)
{
  guint n_fields;
  const VmistateField *fields = _vmistate_record_get_fields (record, &n_fields);
  guint64 *present = g_hash_table_lookup (seen, G_OBJECT_TYPE_NAME (record));

  if (present == NULL)
    {
      present = g_new0 (guint64, 1);
      g_hash_table_insert (seen, (gpointer) G_OBJECT_TYPE_NAME (record), present);
    }
  *present |= _vmistate_record_get_present (record);
  for (guint i = 0; i < n_fields; i++)
    {
      if (_vmistate_record_has (record, i))
        collect_value (seen, &fields[i], &_vmistate_record_get_values (record)[i]);
    }
}

static inline void
assert_all_seen (GHashTable *seen, GType type)
{
  g_autoptr (VmistateRecord) record = g_object_new (type, NULL);
  guint64 *present = g_hash_table_lookup (seen, g_type_name (type));
  guint n_fields;
  const VmistateField *fields = _vmistate_record_get_fields (record, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      if (fields[i].flags & VMISTATE_FIELD_HIDDEN)
        continue;
      if (present == NULL || !(*present >> i & 1))
        g_error ("%s: no %s in the file", g_type_name (type), fields[i].name);
      if (fields[i].type != NULL)
        assert_all_seen (seen, fields[i].type ());
    }
}

G_END_DECLS

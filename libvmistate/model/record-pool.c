/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "record-pool.h"

/* Larger records hardly ever repeat: a status, a domain. Both bounds together say how much memory
 * the pool can take. */
#define MAX_FIELDS 16
#define MAX_BYTES  8192
#define N_PAIRS    1024

/* Two records of the same hash, the one that was asked for last in front. A record that is asked
 * for often stays, and those that are asked for once push each other out. */
typedef struct
{
  int lock;
  guint64 hashes[2];          /* (mutex lock) of @records */
  VmistateRecord *records[2]; /* (owned) (nullable) (mutex lock) */
} Pair;

static Pair pairs[N_PAIRS];

/* Measuring: what a record holds, and whether it is worth a place */

typedef struct
{
  guint64 hash;
  gsize n_bytes;
} Measure;

static gboolean measure_record (VmistateRecord *record, Measure *measure);

static void
add (Measure *measure, guint64 value)
{
  guint64 hash = (measure->hash ^ value) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  measure->hash = hash ^ hash >> 32;
}

/* Returns: whether there is room for as many more */
static gboolean
add_room (Measure *measure, gsize n_bytes)
{
  measure->n_bytes += n_bytes;
  return measure->n_bytes <= MAX_BYTES;
}

static gboolean
measure_bytes (const guchar *bytes, gsize n_bytes, Measure *measure)
{
  guint32 hash = 5381;

  if (!add_room (measure, n_bytes))
    return FALSE;
  for (gsize i = 0; i < n_bytes; i++)
    hash = hash * 33 + bytes[i];
  add (measure, hash);
  return TRUE;
}

static gboolean
measure_variant (GVariant *variant, Measure *measure)
{
  gsize n_bytes = g_variant_get_size (variant);

  return measure_bytes (g_variant_get_data (variant), n_bytes, measure);
}

static gboolean
measure_list (GPtrArray *list, Measure *measure)
{
  if (!add_room (measure, list->len * sizeof (gpointer)))
    return FALSE;
  add (measure, list->len);
  for (guint i = 0; i < list->len; i++)
    {
      if (!measure_record (list->pdata[i], measure))
        return FALSE;
    }
  return TRUE;
}

static gboolean
measure_texts (const VmistateTexts *texts, Measure *measure)
{
  for (gsize i = 0; texts->texts[i] != NULL; i++)
    {
      if (!measure_bytes ((const guchar *) texts->texts[i], g_ref_string_length (texts->texts[i]),
                          measure))
        return FALSE;
    }
  return TRUE;
}

/* Times hardly ever repeat, and what is made when somebody reads it is small as it is. */
static gboolean
measure_value (VmistateFieldKind kind, const VmistateValue *value, Measure *measure)
{
  switch (kind)
    {
    case VMISTATE_FIELD_STRING:
    case VMISTATE_FIELD_QUANTITY:
      return measure_bytes ((const guchar *) value->string, g_ref_string_length (value->string),
                            measure);
    case VMISTATE_FIELD_BOOLEAN:
    case VMISTATE_FIELD_INT32:
    case VMISTATE_FIELD_INT64:
    case VMISTATE_FIELD_UINT32:
    case VMISTATE_FIELD_UINT64:
    case VMISTATE_FIELD_DOUBLE: /* equal ones have the same bits: none is -0.0 or not a number */
      add (measure, (guint64) value->integer);
      return TRUE;
    case VMISTATE_FIELD_RECORD:
      return measure_record (value->record, measure);
    case VMISTATE_FIELD_LIST:
    case VMISTATE_FIELD_MAP:
      return measure_list (value->list, measure);
    case VMISTATE_FIELD_VARIANT:
      return measure_variant (value->variant, measure);
    case VMISTATE_FIELD_TEXTS:
      return measure_texts (value->texts, measure);
    case VMISTATE_FIELD_TIME:
    case VMISTATE_FIELD_LAZY:
    default:
      return FALSE;
    }
}

/* Returns: whether @record is worth a place */
static gboolean
measure_record (VmistateRecord *record, Measure *measure)
{
  guint n_fields;
  const VmistateField *fields = _vmistate_record_get_fields (record, &n_fields);
  const VmistateValue *values = _vmistate_record_get_values (record);
  guint64 present = _vmistate_record_get_present (record);

  if (n_fields > MAX_FIELDS || (record->bits & VMISTATE_RECORD_HAS_UNKNOWN))
    return FALSE;
  if (!add_room (measure, sizeof (VmistateRecord) + n_fields * sizeof (VmistateValue)))
    return FALSE;
  add (measure, G_OBJECT_TYPE (record));
  add (measure, present);
  while (present != 0)
    {
      guint i = _vmistate_fields_next (&present);

      if (!measure_value (fields[i].kind, &values[i], measure))
        return FALSE;
    }
  return TRUE;
}

/* The pool */

static gboolean
is_same (const Pair *pair, guint i, gpointer record, guint64 hash)
{
  return pair->records[i] != NULL && pair->hashes[i] == hash
         && _vmistate_record_same (pair->records[i], record);
}

/* Returns: whether the same as @record is in front of @pair, which is locked, from now on */
static gboolean
bring_to_front (Pair *pair, gpointer record, guint64 hash)
{
  VmistateRecord *found = pair->records[1];

  if (is_same (pair, 0, record, hash))
    return TRUE;
  if (!is_same (pair, 1, record, hash))
    return FALSE;
  pair->records[1] = pair->records[0];
  pair->hashes[1] = pair->hashes[0];
  pair->records[0] = found;
  pair->hashes[0] = hash;
  return TRUE;
}

/* Returns: (transfer full) (nullable) */
static gpointer
find (Pair *pair, gpointer record, guint64 hash)
{
  gpointer found = NULL;

  g_bit_lock (&pair->lock, 0);
  if (bring_to_front (pair, record, hash))
    found = g_object_ref (pair->records[0]);
  g_bit_unlock (&pair->lock, 0);
  return found;
}

/* Another thread may have put the same in since.
 * @record: (transfer full)
 * Returns: (transfer full) */
static gpointer
put (Pair *pair, gpointer record, guint64 hash)
{
  gpointer surplus = record;
  gpointer found;

  g_bit_lock (&pair->lock, 0);
  if (!bring_to_front (pair, record, hash))
    {
      surplus = pair->records[1];
      pair->records[1] = pair->records[0];
      pair->hashes[1] = pair->hashes[0];
      pair->records[0] = record;
      pair->hashes[0] = hash;
    }
  found = g_object_ref (pair->records[0]);
  g_bit_unlock (&pair->lock, 0);
  g_clear_object (&surplus);
  return found;
}

/* Returns: (transfer full) (nullable): NULL if it would be the same list */
static GPtrArray *
pool_list (GPtrArray *list)
{
  g_autoptr (GPtrArray) pooled = _vmistate_record_list_new ();
  gboolean differs = FALSE;

  for (guint i = 0; i < list->len; i++)
    {
      gpointer element = _vmistate_record_pool (g_object_ref (list->pdata[i]));

      differs = differs || element != list->pdata[i];
      g_ptr_array_add (pooled, element);
    }
  return differs ? g_steal_pointer (&pooled) : NULL;
}

/* The same @record with parts from the pool: a copy, because others may read @record just now.
 * @record: (transfer full)
 * Returns: (transfer full) */
static gpointer
pool_parts (gpointer record)
{
  guint n_fields;
  const VmistateField *fields = _vmistate_record_get_fields (record, &n_fields);
  const VmistateValue *values = _vmistate_record_get_values (record);
  guint64 present = _vmistate_record_get_present (record);
  gpointer copy = NULL;

  while (present != 0)
    {
      guint i = _vmistate_fields_next (&present);
      g_autoptr (VmistateRecord) part = NULL;
      g_autoptr (GPtrArray) list = NULL;

      if (fields[i].kind == VMISTATE_FIELD_RECORD)
        part = _vmistate_record_pool (g_object_ref (values[i].record));
      else if (fields[i].kind == VMISTATE_FIELD_LIST || fields[i].kind == VMISTATE_FIELD_MAP)
        list = pool_list (values[i].list);
      if (list == NULL && (part == NULL || part == values[i].record))
        continue;
      if (copy == NULL)
        copy = _vmistate_record_copy (record);
      if (list != NULL)
        _vmistate_record_take_list (copy, i, g_steal_pointer (&list));
      else
        _vmistate_record_take_record (copy, i, g_steal_pointer (&part));
    }
  if (copy == NULL)
    return record;
  g_object_unref (record);
  return copy;
}

/* A record that is known as a whole needs no look at its parts. */
gpointer
_vmistate_record_pool (gpointer record)
{
  Measure measure = { 0 };
  gpointer found;
  Pair *pair;

  if (!measure_record (record, &measure))
    return pool_parts (record);
  pair = &pairs[measure.hash % N_PAIRS];
  found = find (pair, record, measure.hash);
  if (found == NULL)
    return put (pair, pool_parts (record), measure.hash);
  g_object_unref (record);
  return found;
}

void
_vmistate_record_pool_fields (gpointer object, guint but)
{
  guint n_fields;
  const VmistateField *fields = _vmistate_record_get_fields (object, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      gpointer part =
          fields[i].kind == VMISTATE_FIELD_RECORD ? _vmistate_record_get_record (object, i) : NULL;

      if (part != NULL && i != but)
        _vmistate_record_take_record (object, i, _vmistate_record_pool (g_object_ref (part)));
    }
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Setting the fields of a record that nobody else has seen yet. */

#include "config.h"

#include "record-value.h"
#include "record-variant.h"
#include "text.h"
#include "time-text.h"

#include <math.h>
#include <string.h>

static G_DEFINE_QUARK (vmistate - record - unknown, unknown)

    static inline VmistateRecord *header (gpointer record)
{
  return record;
}

static inline void
mark_present (gpointer record, guint field)
{
  header (record)->bits |= G_GUINT64_CONSTANT (1) << field;
}

gboolean
_vmistate_field_fits (VmistateFieldKind kind, gint64 value)
{
  switch (kind)
    {
    case VMISTATE_FIELD_INT32:
      return value >= G_MININT32 && value <= G_MAXINT32;
    case VMISTATE_FIELD_UINT32:
      return value >= 0 && value <= G_MAXUINT32;
    case VMISTATE_FIELD_UINT64:
      return value >= 0;
    case VMISTATE_FIELD_TIME:
      return _vmistate_time_fits (value);
    default:
      return TRUE;
    }
}

void
_vmistate_record_clear_field (gpointer record, guint field)
{
  guint n_fields;
  const VmistateField *fields = _vmistate_record_get_fields (record, &n_fields);

  if (!_vmistate_record_has (record, field))
    return;
  _vmistate_value_release (fields[field].kind, &_vmistate_record_get_values (record)[field]);
  header (record)->bits &= ~(G_GUINT64_CONSTANT (1) << field);
}

static VmistateValue *
replace_value (gpointer record, guint field)
{
  _vmistate_record_clear_field (record, field);
  mark_present (record, field);
  return &_vmistate_record_get_values (record)[field];
}

/* @text: (transfer full) (nullable) */
static void
take_text (gpointer record, guint field, GRefString *text)
{
  if (text == NULL)
    _vmistate_record_clear_field (record, field);
  else
    replace_value (record, field)->string = text;
}

/* A guest or a hypervisor may have sent any bytes, JSON and bindings need UTF-8. */
void
_vmistate_record_set_string (gpointer record, guint field, const char *value)
{
  take_text (record, field, value != NULL ? _vmistate_text_new (value) : NULL);
}

void
_vmistate_record_set_constant (gpointer record, guint field, const char *value)
{
  take_text (record, field, value != NULL ? _vmistate_text_new_constant (value) : NULL);
}

void
_vmistate_record_set_text (gpointer record, guint field, GRefString *text)
{
  take_text (record, field, text != NULL ? g_ref_string_acquire (text) : NULL);
}

void
_vmistate_record_set_integer (gpointer record, guint field, gint64 value)
{
  if (_vmistate_field_fits (_vmistate_record_get_kind (record, field), value))
    replace_value (record, field)->integer = value;
  else
    _vmistate_record_clear_field (record, field);
}

void
_vmistate_record_set_string_if_absent (gpointer record, guint field, const char *value)
{
  if (!_vmistate_record_has (record, field))
    _vmistate_record_set_string (record, field, value);
}

void
_vmistate_record_set_boolean (gpointer record, guint field, gboolean value)
{
  replace_value (record, field)->integer = value != FALSE;
}

void
_vmistate_record_set_double (gpointer record, guint field, double value)
{
  if (isfinite (value))
    replace_value (record, field)->number = value + 0.0; /* -0.0 becomes 0.0, which equals it */
  else
    _vmistate_record_clear_field (record, field);
}

void
_vmistate_record_set_time (gpointer record, guint field, gint64 usec)
{
  _vmistate_record_set_integer (record, field, usec);
}

void
_vmistate_record_take_record (gpointer record, guint field, gpointer value)
{
  if (value == NULL)
    _vmistate_record_clear_field (record, field);
  else
    replace_value (record, field)->record = value;
}

void
_vmistate_record_set_record (gpointer record, guint field, gpointer value)
{
  _vmistate_record_take_record (record, field, value != NULL ? g_object_ref (value) : NULL);
}

/* An empty list is an absent one, as Kubernetes leaves both out, unless the field says otherwise.
 */
static gboolean
says_something (gpointer record, guint field, GPtrArray *records)
{
  guint n_fields;

  if (records == NULL)
    return FALSE;
  return records->len > 0
         || (_vmistate_record_get_fields (record, &n_fields)[field].flags
             & VMISTATE_FIELD_MAY_BE_EMPTY);
}

void
_vmistate_record_put_list (gpointer record, guint field, GPtrArray *records)
{
  if (records != NULL && records->len > 0
      && _vmistate_record_get_kind (record, field) == VMISTATE_FIELD_LAZY)
    {
      _vmistate_record_take_lazy (record, field, _vmistate_lazy_list_new_read (records));
      return;
    }
  if (says_something (record, field, records))
    {
      replace_value (record, field)->list = records;
      return;
    }
  _vmistate_record_clear_field (record, field);
  g_clear_pointer (&records, g_ptr_array_unref);
}

void
_vmistate_record_take_lazy (gpointer record, guint field, VmistateLazyList *lazy)
{
  if (lazy == NULL)
    _vmistate_record_clear_field (record, field);
  else
    replace_value (record, field)->lazy = lazy;
}

void
_vmistate_record_set_texts (gpointer record, guint field, const char *const *texts, gsize n)
{
  _vmistate_record_take_texts (record, field, _vmistate_texts_new (texts, n));
}

void
_vmistate_record_take_texts (gpointer record, guint field, VmistateTexts *texts)
{
  if (texts == NULL)
    _vmistate_record_clear_field (record, field);
  else
    replace_value (record, field)->texts = texts;
}

/* Empty is absent here too. */
void
_vmistate_record_take_variant (gpointer record, guint field, GVariant *value)
{
  GVariant *normal = value != NULL ? _vmistate_variant_normalise (value) : NULL;

  if (normal == NULL)
    _vmistate_record_clear_field (record, field);
  else
    replace_value (record, field)->variant = normal;
}

void
_vmistate_record_copy_field (gpointer to, guint to_field, gpointer from, guint from_field)
{
  guint n_fields;
  VmistateFieldKind kind = _vmistate_record_get_fields (from, &n_fields)[from_field].kind;
  VmistateValue value;

  if (!_vmistate_record_has (from, from_field))
    {
      _vmistate_record_clear_field (to, to_field);
      return;
    }
  value = _vmistate_record_get_values (from)[from_field];
  if (_vmistate_record_has (to, to_field)
      && _vmistate_record_get_values (to)[to_field].integer == value.integer)
    return;
  _vmistate_value_acquire (kind, &value);
  *replace_value (to, to_field) = value;
}

JsonObject *
_vmistate_record_get_unknown (gpointer record)
{
  if (!(header (record)->bits & VMISTATE_RECORD_HAS_UNKNOWN))
    return NULL;
  return g_object_get_qdata (record, unknown_quark ());
}

void
_vmistate_record_take_unknown (gpointer record, JsonObject *unknown)
{
  if (unknown != NULL)
    header (record)->bits |= VMISTATE_RECORD_HAS_UNKNOWN;
  else if (!(header (record)->bits & VMISTATE_RECORD_HAS_UNKNOWN))
    return;
  else
    header (record)->bits &= ~VMISTATE_RECORD_HAS_UNKNOWN;
  g_object_set_qdata_full (record, unknown_quark (), unknown, (GDestroyNotify) json_object_unref);
}

/* Several loads that miss the cache take hardly longer than one, if nothing waits in between. */
static void
prefetch (const VmistateField *fields, const VmistateValue *values, guint64 present)
{
  while (present != 0)
    {
      guint i = _vmistate_fields_next (&present);

      if (fields[i].kind >= VMISTATE_FIELD_RECORD)
        __builtin_prefetch (values[i].record, /* rw= */ 1);
    }
}

gpointer
_vmistate_record_copy (gpointer record)
{
  gpointer copy = g_object_new (G_OBJECT_TYPE (record), NULL);
  VmistateValue *values = _vmistate_record_get_values (copy);
  guint64 present = _vmistate_record_get_present (record);
  guint n_fields;
  const VmistateField *fields = _vmistate_record_get_fields (record, &n_fields);

  memcpy (values, _vmistate_record_get_values (record), n_fields * sizeof (VmistateValue));
  header (copy)->bits = present;
  prefetch (fields, values, present);
  while (present != 0)
    {
      guint i = _vmistate_fields_next (&present);

      _vmistate_value_acquire (fields[i].kind, &values[i]);
    }
  if (header (record)->bits & VMISTATE_RECORD_HAS_UNKNOWN)
    _vmistate_record_take_unknown (copy, json_object_ref (_vmistate_record_get_unknown (record)));
  return copy;
}

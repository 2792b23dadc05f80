/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "record.h"
#include "record-variant.h"
#include "text.h"
#include "time-text.h"

#include <math.h>
#include <string.h>

/**
 * VmistateRecord:
 *
 * An immutable value: a [class@Status], one of its parts, a [class@Fact] or a [class@Stamp].
 *
 * Records are made by the library and never change after they were handed out, so they may be
 * kept, compared and read from any thread. A number that was not observed is not 0: its getter
 * returns %FALSE; a text or part that was not observed is %NULL.
 *
 * Members of a JSON form that this version does not know are kept and written again.
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

G_DEFINE_ABSTRACT_TYPE (VmistateRecord, vmistate_record, G_TYPE_OBJECT)

static GQuark unknown_quark;

void
_vmistate_record_class_set_fields (VmistateRecordClass *klass, const VmistateField *fields,
                                   guint n_fields)
{
  klass->_reserved[VMISTATE_RECORD_CLASS_FIELDS] = (gpointer) fields;
  klass->_reserved[VMISTATE_RECORD_CLASS_N_FIELDS] = GUINT_TO_POINTER (n_fields);
}

static inline VmistateRecord *
header (gpointer record)
{
  return record;
}

static inline VmistateFieldKind
field_kind (gpointer record, guint field)
{
  guint n_fields;

  return _vmistate_record_get_fields (record, &n_fields)[field].kind;
}

static inline void
mark_present (gpointer record, guint field)
{
  header (record)->bits |= G_GUINT64_CONSTANT (1) << field;
}

static void
release_value (VmistateFieldKind kind, VmistateValue *value)
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
    case VMISTATE_FIELD_VARIANT:
      g_variant_unref (value->variant);
      break;
    default: /* scalars */
      break;
    }
}

static void
acquire_value (VmistateFieldKind kind, VmistateValue *value)
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
    case VMISTATE_FIELD_VARIANT:
      g_variant_ref (value->variant);
      break;
    default: /* scalars */
      break;
    }
}

static void
vmistate_record_finalize (GObject *object)
{
  guint n_fields;
  const VmistateField *fields = _vmistate_record_get_fields (object, &n_fields);
  VmistateValue *values = _vmistate_record_get_values (object);
  guint64 present = _vmistate_record_get_present (object);

  while (present != 0)
    {
      guint i = _vmistate_fields_next (&present);

      release_value (fields[i].kind, &values[i]);
    }

  G_OBJECT_CLASS (vmistate_record_parent_class)->finalize (object);
}

static void
vmistate_record_class_init (VmistateRecordClass *klass)
{
  unknown_quark = g_quark_from_static_string ("vmistate-record-unknown");
  G_OBJECT_CLASS (klass)->finalize = vmistate_record_finalize;
}

static void
vmistate_record_init (VmistateRecord *self G_GNUC_UNUSED)
{
}

/* Reading */

const char *
_vmistate_record_get_string (gpointer record, guint field)
{
  return _vmistate_record_has (record, field) ? _vmistate_record_get_values (record)[field].string
                                              : NULL;
}

gboolean
_vmistate_record_get_int64 (gpointer record, guint field, gint64 *value)
{
  gboolean has = _vmistate_record_has (record, field);

  if (value != NULL)
    *value = has ? _vmistate_record_get_values (record)[field].integer : 0;
  return has;
}

gboolean
_vmistate_record_get_boolean (gpointer record, guint field, gboolean *value)
{
  gint64 integer;
  gboolean has = _vmistate_record_get_int64 (record, field, &integer);

  if (value != NULL)
    *value = integer != 0;
  return has;
}

gboolean
_vmistate_record_get_int32 (gpointer record, guint field, gint32 *value)
{
  gint64 integer;
  gboolean has = _vmistate_record_get_int64 (record, field, &integer);

  if (value != NULL)
    *value = (gint32) integer;
  return has;
}

gboolean
_vmistate_record_get_uint32 (gpointer record, guint field, guint32 *value)
{
  gint64 integer;
  gboolean has = _vmistate_record_get_int64 (record, field, &integer);

  if (value != NULL)
    *value = (guint32) integer;
  return has;
}

gboolean
_vmistate_record_get_uint64 (gpointer record, guint field, guint64 *value)
{
  gint64 integer;
  gboolean has = _vmistate_record_get_int64 (record, field, &integer);

  if (value != NULL)
    *value = (guint64) integer;
  return has;
}

gboolean
_vmistate_record_get_double (gpointer record, guint field, double *value)
{
  gboolean has = _vmistate_record_has (record, field);

  if (value != NULL)
    *value = has ? _vmistate_record_get_values (record)[field].number : 0.0;
  return has;
}

GDateTime *
_vmistate_record_dup_time (gpointer record, guint field)
{
  g_autoptr (GDateTime) seconds = NULL;
  gint64 usec;

  if (!_vmistate_record_get_int64 (record, field, &usec))
    return NULL;
  seconds = g_date_time_new_from_unix_utc (usec / G_USEC_PER_SEC);
  return seconds != NULL ? g_date_time_add (seconds, usec % G_USEC_PER_SEC) : NULL;
}

/* Enums are kept as KubeVirt's text, so that a text from a newer version survives; nicks are
 * those texts. An absent or unlisted text gives 0, which is UNKNOWN in every enum of the model. */
int
_vmistate_record_get_enum (gpointer record, guint field, GType enum_type)
{
  const char *text = _vmistate_record_get_string (record, field);
  g_autoptr (GEnumClass) klass = g_type_class_ref (enum_type);
  GEnumValue *value = text != NULL ? g_enum_get_value_by_nick (klass, text) : NULL;

  return value != NULL ? value->value : 0;
}

gpointer
_vmistate_record_get_record (gpointer record, guint field)
{
  return _vmistate_record_has (record, field) ? _vmistate_record_get_values (record)[field].record
                                              : NULL;
}

GPtrArray *
_vmistate_record_get_list (gpointer record, guint field)
{
  if (!_vmistate_record_has (record, field))
    return NULL;
  if (field_kind (record, field) == VMISTATE_FIELD_LAZY)
    return _vmistate_lazy_list_read (_vmistate_record_get_values (record)[field].lazy);
  return _vmistate_record_get_values (record)[field].list;
}

VmistateLazyList *
_vmistate_record_get_lazy (gpointer record, guint field)
{
  return _vmistate_record_has (record, field) ? _vmistate_record_get_values (record)[field].lazy
                                              : NULL;
}

GVariant *
_vmistate_record_get_variant (gpointer record, guint field)
{
  return _vmistate_record_has (record, field) ? _vmistate_record_get_values (record)[field].variant
                                              : NULL;
}

/* Making */

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
  release_value (fields[field].kind, &_vmistate_record_get_values (record)[field]);
  header (record)->bits &= ~(G_GUINT64_CONSTANT (1) << field);
}

static VmistateValue *
replace_value (gpointer record, guint field)
{
  _vmistate_record_clear_field (record, field);
  mark_present (record, field);
  return &_vmistate_record_get_values (record)[field];
}

void
_vmistate_record_set_string (gpointer record, guint field, const char *value)
{
  if (value == NULL)
    _vmistate_record_clear_field (record, field);
  else
    {
      /* A guest or a hypervisor may have sent any bytes, JSON and bindings need UTF-8. */
      GRefString *copy = _vmistate_text_new (value);

      replace_value (record, field)->string = copy;
    }
}

void
_vmistate_record_set_text (gpointer record, guint field, GRefString *text)
{
  if (text == NULL)
    _vmistate_record_clear_field (record, field);
  else
    {
      g_ref_string_acquire (text);
      replace_value (record, field)->string = text;
    }
}

void
_vmistate_record_set_integer (gpointer record, guint field, gint64 value)
{
  if (_vmistate_field_fits (field_kind (record, field), value))
    replace_value (record, field)->integer = value;
  else
    _vmistate_record_clear_field (record, field);
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

/* An empty list is an absent one: Kubernetes leaves both out. */
void
_vmistate_record_put_list (gpointer record, guint field, GPtrArray *records)
{
  if (records != NULL && records->len > 0 && field_kind (record, field) == VMISTATE_FIELD_LAZY)
    {
      _vmistate_record_take_lazy (record, field, _vmistate_lazy_list_new_read (records));
      return;
    }
  if (records != NULL && records->len > 0)
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
  acquire_value (kind, &value);
  *replace_value (to, to_field) = value;
}

JsonObject *
_vmistate_record_get_unknown (gpointer record)
{
  if (!(header (record)->bits & VMISTATE_RECORD_HAS_UNKNOWN))
    return NULL;
  return g_object_get_qdata (record, unknown_quark);
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
  g_object_set_qdata_full (record, unknown_quark, unknown, (GDestroyNotify) json_object_unref);
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

      acquire_value (fields[i].kind, &values[i]);
    }
  if (header (record)->bits & VMISTATE_RECORD_HAS_UNKNOWN)
    _vmistate_record_take_unknown (copy, json_object_ref (_vmistate_record_get_unknown (record)));
  return copy;
}

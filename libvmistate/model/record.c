/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "record-value.h"

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

void
_vmistate_record_class_set_fields (VmistateRecordClass *klass, const VmistateField *fields,
                                   guint n_fields)
{
  klass->_reserved[VMISTATE_RECORD_CLASS_FIELDS] = (gpointer) fields;
  klass->_reserved[VMISTATE_RECORD_CLASS_N_FIELDS] = GUINT_TO_POINTER (n_fields);
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

      _vmistate_value_release (fields[i].kind, &values[i]);
    }

  G_OBJECT_CLASS (vmistate_record_parent_class)->finalize (object);
}

/* Nothing: a record has no references that could make a circle. What GObject itself does here for
 * every object, it does once more right after; that is a tenth of what it takes to end a record,
 * and they end by the hundred thousand a second. */
static void
vmistate_record_dispose (GObject *object G_GNUC_UNUSED)
{
}

static void
vmistate_record_class_init (VmistateRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vmistate_record_dispose;
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
_vmistate_record_is (gpointer record, guint field, const char *text)
{
  const char *value = _vmistate_record_get_string (record, field);

  if (value == text || value == NULL || text == NULL)
    return value == text;
  return *value == *text && strcmp (value, text) == 0;
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
_vmistate_record_is_true (gpointer record, guint field)
{
  gboolean value;

  _vmistate_record_get_boolean (record, field, &value);
  return value;
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
  if (_vmistate_record_get_kind (record, field) == VMISTATE_FIELD_LAZY)
    return _vmistate_lazy_list_read (_vmistate_record_get_values (record)[field].lazy);
  return _vmistate_record_get_values (record)[field].list;
}

VmistateLazyList *
_vmistate_record_get_lazy (gpointer record, guint field)
{
  return _vmistate_record_has (record, field) ? _vmistate_record_get_values (record)[field].lazy
                                              : NULL;
}

const char *const *
_vmistate_record_get_texts (gpointer record, guint field)
{
  if (!_vmistate_record_has (record, field))
    return NULL;
  return (const char *const *) _vmistate_record_get_values (record)[field].texts->texts;
}

GVariant *
_vmistate_record_get_variant (gpointer record, guint field)
{
  return _vmistate_record_has (record, field) ? _vmistate_record_get_values (record)[field].variant
                                              : NULL;
}

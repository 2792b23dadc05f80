/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* KubeVirt reads its block with Go's XML package: an element that is there makes its part exist
 * even without content, the last of several wins, and what is empty is as good as absent. */

#include "config.h"

#include "domain-notes.h"

#include "model/time-text.h"

#define K VMISTATE_XML_KUBEVIRT

#define NO_PART DOMAIN_NOTES_N_FIELDS

static const struct
{
  const char *path;
  guint field;
  GType (*type) (void);
} parts[] = {
  { K "accessCredential", DOMAIN_NOTES_CREDENTIAL, _vmistate_credential_note_get_type },
  { K "migration", DOMAIN_NOTES_MIGRATION, _vmistate_migration_note_get_type },
  { K "memoryDump", DOMAIN_NOTES_MEMORY_DUMP, _vmistate_memory_dump_note_get_type },
};

typedef struct
{
  const char *path;
  guint part; /* the notes' field that holds the record, or NO_PART: the notes themselves */
  guint field;
} Rule;

static const Rule rules[] = {
  { K "uid", NO_PART, DOMAIN_NOTES_UID },
  { K "graceperiod/" K "deletionGracePeriodSeconds", NO_PART, DOMAIN_NOTES_GRACE_PERIOD_SECONDS },
  { K "graceperiod/" K "deletionTimestamp", NO_PART, DOMAIN_NOTES_DELETION_TIMESTAMP },

  { K "accessCredential/" K "succeeded", DOMAIN_NOTES_CREDENTIAL, CREDENTIAL_NOTE_SUCCEEDED },
  { K "accessCredential/" K "message", DOMAIN_NOTES_CREDENTIAL, CREDENTIAL_NOTE_MESSAGE },

  { K "migration/" K "uid", DOMAIN_NOTES_MIGRATION, MIGRATION_NOTE_UID },
  { K "migration/" K "startTimestamp", DOMAIN_NOTES_MIGRATION, MIGRATION_NOTE_START_TIMESTAMP },
  { K "migration/" K "endTimestamp", DOMAIN_NOTES_MIGRATION, MIGRATION_NOTE_END_TIMESTAMP },
  { K "migration/" K "failed", DOMAIN_NOTES_MIGRATION, MIGRATION_NOTE_FAILED },
  { K "migration/" K "failureReason", DOMAIN_NOTES_MIGRATION, MIGRATION_NOTE_FAILURE_REASON },
  { K "migration/" K "abortStatus", DOMAIN_NOTES_MIGRATION, MIGRATION_NOTE_ABORT_STATUS },
  { K "migration/" K "mode", DOMAIN_NOTES_MIGRATION, MIGRATION_NOTE_MODE },

  { K "memoryDump/" K "fileName", DOMAIN_NOTES_MEMORY_DUMP, MEMORY_DUMP_NOTE_FILE_NAME },
  { K "memoryDump/" K "startTimestamp", DOMAIN_NOTES_MEMORY_DUMP,
    MEMORY_DUMP_NOTE_START_TIMESTAMP },
  { K "memoryDump/" K "endTimestamp", DOMAIN_NOTES_MEMORY_DUMP, MEMORY_DUMP_NOTE_END_TIMESTAMP },
  { K "memoryDump/" K "completed", DOMAIN_NOTES_MEMORY_DUMP, MEMORY_DUMP_NOTE_COMPLETED },
  { K "memoryDump/" K "failed", DOMAIN_NOTES_MEMORY_DUMP, MEMORY_DUMP_NOTE_FAILED },
  { K "memoryDump/" K "failureReason", DOMAIN_NOTES_MEMORY_DUMP, MEMORY_DUMP_NOTE_FAILURE_REASON },
};

/* Texts */

static void
set_boolean (gpointer record, guint field, const char *text)
{
  static const char *const yes[] = { "1", "t", "T", "true", "TRUE", "True", NULL };
  static const char *const no[] = { "0", "f", "F", "false", "FALSE", "False", NULL };

  if (g_strv_contains (yes, text))
    _vmistate_record_set_boolean (record, field, TRUE);
  else if (g_strv_contains (no, text))
    _vmistate_record_set_boolean (record, field, FALSE);
}

static void
set_integer (gpointer record, guint field, const char *text)
{
  gint64 value;

  if (g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &value, NULL))
    _vmistate_record_set_integer (record, field, value);
}

static void
set_time (gpointer record, guint field, const char *text)
{
  gint64 usec;

  if (_vmistate_time_from_text (text, &usec))
    _vmistate_record_set_time (record, field, usec);
}

static void
set_field (gpointer record, guint field, const char *text)
{
  guint n_fields;
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  _vmistate_record_clear_field (record, field);
  if (*text == '\0')
    return;
  switch (_vmistate_record_get_fields (record, &n_fields)[field].kind)
    {
    case VMISTATE_FIELD_BOOLEAN:
      set_boolean (record, field, stripped);
      break;
    case VMISTATE_FIELD_INT64:
      set_integer (record, field, stripped);
      break;
    case VMISTATE_FIELD_TIME:
      set_time (record, field, stripped);
      break;
    default:
      _vmistate_record_set_string (record, field, text);
      break;
    }
}

/* Elements */

void
_vmistate_domain_notes_open (VmistateDomainNotes *notes, const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (g_str_equal (path, parts[i].path) && !_vmistate_record_has (notes, parts[i].field))
        _vmistate_record_take_record (notes, parts[i].field, g_object_new (parts[i].type (), NULL));
    }
}

void
_vmistate_domain_notes_take_text (VmistateDomainNotes *notes, const char *path, const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const Rule *rule = &rules[i];
      gpointer record = rule->part == NO_PART ? (gpointer) notes
                                              : _vmistate_record_get_record (notes, rule->part);

      if (record != NULL && g_str_equal (path, rule->path))
        set_field (record, rule->field, text);
    }
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "source-table.h"

#include "model/stamp.h"

static const char *const state_names[] = {
  [VMISTATE_SOURCE_STATE_UNKNOWN] = "UNKNOWN",
  [VMISTATE_SOURCE_STATE_LIVE] = "LIVE",
  [VMISTATE_SOURCE_STATE_LOST] = "LOST",
};

static void
record_free (gpointer data)
{
  VmistateSourceRecord *record = data;

  g_clear_pointer (&record->id, g_ref_string_release);
  g_clear_pointer (&record->node, g_ref_string_release);
  g_clear_pointer (&record->cpu_model, g_ref_string_release);
  g_clear_pointer (&record->message, g_ref_string_release);
  _vmistate_history_clear (&record->states);
  g_free (record);
}

void
_vmistate_source_table_init (VmistateSourceTable *self)
{
  self->latest = NULL;
  self->records = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, record_free);
  self->unsupported =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  self->hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

void
_vmistate_source_table_clear (VmistateSourceTable *self)
{
  g_clear_pointer (&self->records, g_hash_table_unref);
  g_clear_pointer (&self->unsupported, g_hash_table_unref);
  g_clear_pointer (&self->hosts, g_hash_table_unref);
}

VmistateSourceRecord *
_vmistate_source_table_ensure (VmistateSourceTable *self, const char *id)
{
  VmistateSourceRecord *record = self->latest;

  if (record != NULL && g_str_equal (record->id, id))
    return record;
  record = g_hash_table_lookup (self->records, id);
  if (record == NULL)
    {
      record = g_new0 (VmistateSourceRecord, 1);
      record->id = g_ref_string_new (id);
      g_hash_table_insert (self->records, record->id, record);
    }
  self->latest = record;
  return record;
}

static gboolean
replace_text (GRefString **text, const char *fresh)
{
  if (g_strcmp0 (*text, fresh) == 0)
    return FALSE;
  g_clear_pointer (text, g_ref_string_release);
  *text = fresh != NULL ? g_ref_string_new (fresh) : NULL;
  return TRUE;
}

static VmistateSourceState
parse_state (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (state_names); i++)
    {
      if (g_strcmp0 (state_names[i], name) == 0)
        return i;
    }
  return VMISTATE_SOURCE_STATE_UNKNOWN;
}

/* An old report, of a source that has not said since where it is. */
static gboolean
learn_place (VmistateSourceRecord *record, const char *node, const char *cpu_model)
{
  gboolean changed = FALSE;

  if (record->node == NULL && node != NULL)
    changed |= replace_text (&record->node, node);
  if (record->cpu_model == NULL && cpu_model != NULL)
    changed |= replace_text (&record->cpu_model, cpu_model);
  return changed;
}

gboolean
_vmistate_source_table_fold (VmistateSourceTable *self, VmistateFact *fact)
{
  gpointer report = _vmistate_fact_get_payload (fact);
  VmistateSourceRecord *record =
      _vmistate_source_table_ensure (self, vmistate_fact_get_source (fact));
  const char *const *unsupported = _vmistate_record_get_texts (report, SOURCE_REPORT_UNSUPPORTED);
  const char *node = _vmistate_record_get_string (report, SOURCE_REPORT_NODE);
  const char *cpu_model = _vmistate_record_get_string (report, SOURCE_REPORT_CPU_MODEL);
  VmistateSourceState state =
      parse_state (_vmistate_record_get_string (report, SOURCE_REPORT_STATE));
  gint64 at = vmistate_fact_get_observed_at_usec (fact);
  gboolean changed = state != record->state;
  gboolean has_past = _vmistate_history_add (&record->states, at, state);

  if (at < record->heard_at)
    return learn_place (record, node, cpu_model) || has_past;
  record->heard_at = at;
  record->state = state;
  changed |=
      replace_text (&record->message, _vmistate_record_get_string (report, SOURCE_REPORT_MESSAGE));
  /* A lost source does not say where it was; its domains still are there. */
  if (node != NULL)
    changed |= replace_text (&record->node, node);
  if (cpu_model != NULL)
    changed |= replace_text (&record->cpu_model, cpu_model);
  if (changed)
    record->observed_at = at;
  changed |= has_past;
  if (unsupported != NULL)
    g_hash_table_replace (self->unsupported, g_strdup (record->id),
                          g_strdupv ((char **) unsupported));
  return changed;
}

static VmistateStamp *
stamp_new (const VmistateSourceRecord *record, const char *part, const char *state,
           const char *error)
{
  VmistateStamp *stamp = g_object_new (VMISTATE_TYPE_STAMP, NULL);

  _vmistate_record_set_string (stamp, STAMP_PART, part);
  _vmistate_record_set_string (stamp, STAMP_SOURCE, record->id);
  _vmistate_record_set_string (stamp, STAMP_STATE, state);
  _vmistate_record_set_string (stamp, STAMP_ERROR, error);
  if (record->observed_at != 0)
    _vmistate_record_set_time (stamp, STAMP_OBSERVED_AT, record->observed_at);
  return stamp;
}

GPtrArray *
_vmistate_source_table_dup_stamps (VmistateSourceTable *self)
{
  GPtrArray *stamps = _vmistate_record_list_new ();
  GList *ids = g_list_sort (g_hash_table_get_keys (self->records), (GCompareFunc) g_strcmp0);

  for (GList *l = ids; l != NULL; l = l->next)
    {
      const VmistateSourceRecord *record = g_hash_table_lookup (self->records, l->data);
      char **unsupported = g_hash_table_lookup (self->unsupported, l->data);

      g_ptr_array_add (stamps,
                       stamp_new (record, "source", state_names[record->state], record->message));
      for (guint i = 0; unsupported != NULL && unsupported[i] != NULL; i++)
        g_ptr_array_add (stamps, stamp_new (record, unsupported[i], "UNSUPPORTED", NULL));
    }
  g_list_free (ids);
  return stamps;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "log-counts.h"

#include "model/fact.h"
#include "model/payloads-log.h"

#include <string.h>

struct _VmistateLogCounts
{
  GHashTable *by_uid; /* (owned) (owned) uid -> (owned) numbers by severity */
  GTree *by_source;   /* (owned) (owned) id -> (owned) VmistateLogSourceCounts */
};

static int
compare_ids (gconstpointer a, gconstpointer b, gpointer user_data G_GNUC_UNUSED)
{
  return strcmp (a, b);
}

VmistateLogCounts *
_vmistate_log_counts_new (void)
{
  VmistateLogCounts *self = g_new0 (VmistateLogCounts, 1);

  self->by_uid = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->by_source = g_tree_new_full (compare_ids, NULL, g_free, g_free);
  return self;
}

void
_vmistate_log_counts_free (VmistateLogCounts *self)
{
  g_hash_table_unref (self->by_uid);
  g_tree_unref (self->by_source);
  g_free (self);
}

/* Of two VMIs with that name neither has it.
 * Returns: (transfer full) (nullable) */
static VmistateInstance *
find_only (VmistateMonitor *monitor, const char *namespace_, const char *name)
{
  g_autoptr (GPtrArray) found = vmistate_monitor_find_by_name (monitor, namespace_, name);

  return found->len == 1 ? g_object_ref (found->pdata[0]) : NULL;
}

/* A log is named after its domain, and KubeVirt calls domains NAMESPACE_NAME.
 * Returns: (transfer full) (nullable) */
static VmistateInstance *
find_instance (VmistateMonitor *monitor, VmistateFact *fact)
{
  const char *namespace_ = vmistate_fact_get_namespace (fact);
  const char *name = vmistate_fact_get_name (fact);
  const char *underscore;
  VmistateInstance *found;
  g_autofree char *other = NULL;

  if (name == NULL)
    return NULL;
  found = find_only (monitor, namespace_ != NULL ? namespace_ : "default", name);
  underscore = strchr (name, '_');
  if (found != NULL || namespace_ != NULL || underscore == NULL)
    return found;
  other = g_strndup (name, underscore - name);
  return find_only (monitor, other, underscore + 1);
}

static VmistateLogSeverity
get_severity (gpointer record)
{
  static const char *const names[] = { "error", "warning", "info" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (_vmistate_record_is (record, LOG_LINE_SEVERITY, names[i]))
        return i;
    }
  return VMISTATE_LOG_SEVERITY_UNKNOWN;
}

static gboolean
is_line (gpointer record)
{
  return !_vmistate_record_is (record, LOG_LINE_KIND, LOG_KIND_DROPPED)
         && !_vmistate_record_is (record, LOG_LINE_KIND, LOG_KIND_GAP);
}

static void
count_for_vm (VmistateLogCounts *self, VmistateMonitor *monitor, VmistateFact *fact,
              gpointer record)
{
  g_autoptr (VmistateInstance) instance = find_instance (monitor, fact);
  guint64 *numbers;

  if (instance == NULL)
    return;
  numbers = g_hash_table_lookup (self->by_uid, vmistate_instance_get_uid (instance));
  if (numbers == NULL && g_hash_table_size (self->by_uid) >= VMISTATE_MAX_LOG_VMS)
    return;
  if (numbers == NULL)
    {
      numbers = g_new0 (guint64, VMISTATE_LOG_N_SEVERITIES);
      g_hash_table_insert (self->by_uid, g_strdup (vmistate_instance_get_uid (instance)), numbers);
    }
  numbers[get_severity (record)]++;
}

static VmistateLogSourceCounts *
ensure_source (VmistateLogCounts *self, const char *id)
{
  VmistateLogSourceCounts *source = g_tree_lookup (self->by_source, id);

  if (source != NULL || g_tree_nnodes (self->by_source) >= VMISTATE_MAX_LOG_SOURCES)
    return source;
  source = g_new0 (VmistateLogSourceCounts, 1);
  g_tree_insert (self->by_source, g_strdup (id), source);
  return source;
}

static void
add (VmistateLogSourceCounts *source, VmistateLogCount which, guint64 n, gint64 usec)
{
  source->counts[which] += n;
  source->last_usec[which] = MAX (source->last_usec[which], usec);
}

static void
count_for_source (VmistateLogCounts *self, VmistateFact *fact, gpointer record)
{
  VmistateLogSourceCounts *source = ensure_source (self, vmistate_fact_get_source (fact));
  gint64 usec = vmistate_fact_get_observed_at_usec (fact);
  guint64 n;

  if (source == NULL)
    return;
  if (_vmistate_record_is (record, LOG_LINE_KIND, LOG_KIND_GAP))
    {
      add (source, VMISTATE_LOG_COUNT_GAPS, 1, usec);
      return;
    }
  if (_vmistate_record_get_uint64 (record, LOG_LINE_DROPPED, &n))
    add (source, VMISTATE_LOG_COUNT_DROPPED, n, usec);
  else
    n = 1;
  if (_vmistate_record_has (record, LOG_LINE_CUT_BYTES))
    add (source, VMISTATE_LOG_COUNT_TRUNCATED, 1, usec);
  add (source, VMISTATE_LOG_COUNT_LINES, n, usec);
}

void
_vmistate_log_counts_take (VmistateLogCounts *self, VmistateMonitor *monitor, VmistateFact *fact)
{
  gpointer record = _vmistate_fact_get_payload (fact);

  if (vmistate_fact_get_kind (fact) != VMISTATE_FACT_KIND_LOG)
    return;
  count_for_source (self, fact, record);
  if (is_line (record))
    count_for_vm (self, monitor, fact, record);
}

void
_vmistate_log_counts_forget (VmistateLogCounts *self, const char *uid)
{
  g_hash_table_remove (self->by_uid, uid);
}

const guint64 *
_vmistate_log_counts_get_vm (VmistateLogCounts *self, const char *uid)
{
  return g_hash_table_lookup (self->by_uid, uid);
}

GTree *
_vmistate_log_counts_get_sources (VmistateLogCounts *self)
{
  return self->by_source;
}

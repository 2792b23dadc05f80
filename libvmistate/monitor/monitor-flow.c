/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From facts to signals. Every fact is folded in and derived from at once, so that the result
 * never depends on how facts were bundled; only the telling is coalesced. */

#include "config.h"

#include "monitor.h"
#include "warm.h"

/* Of these are kept that nobody has described yet, or that are just being described. */
#define MAX_NEWBORN (256 * 1024)

/* Telling */

static void
announce (VmistateMonitor *self, VmistateInstance *instance)
{
  g_autoptr (VmistateStatus) nothing = NULL;
  g_autoptr (VmistateStatus) first = NULL;
  guint position;

  _vmistate_monitor_recall_log (self, instance);
  g_hash_table_steal (self->newborn, _vmistate_instance_get_key (instance));
  _vmistate_instance_get_place (instance)->newborn = FALSE;
  _vmistate_instance_publish (instance, &nothing, &first);
  position = _vmistate_fleet_add (&self->fleet, instance);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
  g_signal_emit (self, _vmistate_monitor_signals[MONITOR_SIGNAL_INSTANCE_ADDED], 0, instance);
  g_object_unref (instance); /* the reference of @newborn */
}

static void
tell_change (VmistateMonitor *self, VmistateInstance *instance)
{
  g_autoptr (VmistateStatus) before = NULL;
  g_autoptr (VmistateStatus) now = NULL;

  if (_vmistate_instance_publish (instance, &before, &now))
    g_signal_emit (self, _vmistate_monitor_signals[MONITOR_SIGNAL_INSTANCE_CHANGED], 0, instance,
                   before, now);
}

static void
tell_removal (VmistateMonitor *self, VmistateInstance *instance)
{
  guint position = _vmistate_fleet_remove (&self->fleet, instance);

  _vmistate_age_heap_remove (&self->ages, &_vmistate_instance_get_place (instance)->age);
  _vmistate_source_index_remove (&self->by_source, instance);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  g_signal_emit (self, _vmistate_monitor_signals[MONITOR_SIGNAL_INSTANCE_REMOVED], 0, instance);
}

static void
tell (VmistateMonitor *self, VmistateInstance *instance)
{
  VmistatePlace *place = _vmistate_instance_get_place (instance);

  if (place->newborn)
    {
      if (!_vmistate_evidence_is_described (_vmistate_instance_get_evidence (instance)))
        return;
      announce (self, instance);
    }
  else
    tell_change (self, instance);
  if (_vmistate_evidence_is_over (_vmistate_instance_get_evidence (instance))
      && place->iter != NULL)
    tell_removal (self, instance);
}

void
_vmistate_clear_source (GSource **source)
{
  if (*source == NULL)
    return;
  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* A handler may stop the monitor: then the rest stays untold. */
static void
flush (VmistateMonitor *self)
{
  g_autoptr (GPtrArray) dirty = g_steal_pointer (&self->dirty);

  _vmistate_clear_source (&self->flush);
  self->dirty = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < dirty->len; i++)
    _vmistate_instance_get_place (dirty->pdata[i])->dirty = FALSE;
  for (guint i = 0; i < dirty->len && self->inbox != NULL; i++)
    tell (self, dirty->pdata[i]);
}

static gboolean
flush_cb (gpointer user_data)
{
  g_autoptr (VmistateMonitor) self = g_object_ref (VMISTATE_MONITOR (user_data));

  flush (self);
  return G_SOURCE_REMOVE;
}

GSource *
_vmistate_monitor_attach_timer (VmistateMonitor *self, gint64 ready_time, GSourceFunc func,
                                const char *name)
{
  GSource *source = g_timeout_source_new (0);

  g_source_set_static_name (source, name);
  g_source_set_callback (source, func, self, NULL);
  g_source_set_ready_time (source, ready_time);
  g_source_attach (source, self->context);
  return source;
}

void
_vmistate_monitor_mark_dirty (VmistateMonitor *self, VmistateInstance *instance)
{
  VmistatePlace *place = _vmistate_instance_get_place (instance);

  if (self->coalesce_msec == 0 && self->dirty->len == 0)
    {
      g_autoptr (VmistateInstance) keep = g_object_ref (instance);

      tell (self, keep);
      return;
    }
  if (!place->dirty)
    g_ptr_array_add (self->dirty, g_object_ref (instance));
  place->dirty = TRUE;
  if (self->coalesce_msec == 0)
    flush (self);
  else if (self->flush == NULL)
    self->flush = _vmistate_monitor_attach_timer (
        self, g_get_monotonic_time () + self->coalesce_msec * G_GINT64_CONSTANT (1000), flush_cb,
        "vmistate flush");
}

/* Instances */

/* A copy, because telling a change may change the list. */
GPtrArray *
_vmistate_monitor_copy_instances (VmistateMonitor *self)
{
  GPtrArray *instances = g_ptr_array_new_with_free_func (g_object_unref);
  GSequenceIter *iter = g_sequence_get_begin_iter (self->fleet.sorted);
  GHashTableIter newborn;
  gpointer instance;

  for (; !g_sequence_iter_is_end (iter); iter = g_sequence_iter_next (iter))
    g_ptr_array_add (instances, g_object_ref (g_sequence_get (iter)));
  g_hash_table_iter_init (&newborn, self->newborn);
  while (g_hash_table_iter_next (&newborn, NULL, &instance))
    g_ptr_array_add (instances, g_object_ref (instance));
  return instances;
}

/* Facts */

VmistateInstance *
_vmistate_monitor_find_instance (VmistateMonitor *self, const char *key)
{
  VmistateInstance *instance = _vmistate_fleet_lookup (&self->fleet, key);

  return instance != NULL ? instance : g_hash_table_lookup (self->newborn, key);
}

gboolean
_vmistate_monitor_has_instance (VmistateInstance *instance)
{
  VmistatePlace *place = _vmistate_instance_get_place (instance);

  return place->newborn || place->iter != NULL;
}

VmistateInstance *
_vmistate_monitor_ensure_instance (VmistateMonitor *self, const VmistateIdentity *identity)
{
  g_autofree char *made = NULL;
  VmistateInstance *instance =
      _vmistate_monitor_find_instance (self, _vmistate_identity_key (identity, &made));

  if (instance != NULL)
    return instance;
  instance = _vmistate_instance_new (identity, self->catalog);
  _vmistate_instance_get_place (instance)->newborn = TRUE;
  g_hash_table_insert (self->newborn, (gpointer) _vmistate_instance_get_key (instance), instance);
  return instance;
}

/* Of events only that the guest has rebooted is kept. */
static gboolean
is_only_told (VmistateFact *fact)
{
  return vmistate_fact_get_kind (fact) == VMISTATE_FACT_KIND_DOMAIN_EVENT
         && g_strcmp0 (
                _vmistate_record_get_string (_vmistate_fact_get_payload (fact), DOMAIN_EVENT_NAME),
                "REBOOT")
                != 0;
}

static VmistateIdentity
get_identity (VmistateFact *fact)
{
  const char *namespace_ = vmistate_fact_get_namespace (fact);
  VmistateIdentity identity = {
    .namespace_ = namespace_ != NULL ? namespace_ : "default",
    .name = vmistate_fact_get_name (fact),
    .uid = vmistate_fact_get_uid (fact),
  };

  return identity;
}

/* Returns: (nullable): borrowed */
static VmistateInstance *
find_known (VmistateMonitor *self, VmistateFact *fact)
{
  VmistateIdentity identity = get_identity (fact);
  g_autofree char *made = NULL;

  return _vmistate_monitor_find_instance (self, _vmistate_identity_key (&identity, &made));
}

/* Numbers alone do not make a VMI known. */
static void
ingest_sample (VmistateMonitor *self, VmistateFact *fact, VmistateInstance *found)
{
  g_autoptr (VmistateInstance) keep = NULL;
  VmistateInstance *instance = found != NULL ? found : find_known (self, fact);

  if (instance == NULL || !_vmistate_instance_take_sample (instance, fact))
    return;
  keep = g_object_ref (instance);
  if (_vmistate_instance_get_place (instance)->iter != NULL)
    _vmistate_instance_tell_sample (instance);
}

/* What is told of a VMI before anybody has said that there is one is kept for it, because sources
 * do not wait for each other; but not without bound, because it may have gone.
 * Returns: (nullable): borrowed */
static VmistateInstance *
find_instance (VmistateMonitor *self, VmistateFact *fact)
{
  VmistateIdentity identity = get_identity (fact);
  VmistateInstance *instance = find_known (self, fact);

  if (instance != NULL)
    return instance;
  if (is_only_told (fact) || g_hash_table_size (self->newborn) >= MAX_NEWBORN)
    return NULL;
  return _vmistate_monitor_ensure_instance (self, &identity);
}

/* One may be told of before the VMI is. */
static void
ingest_job (VmistateMonitor *self, VmistateFact *fact, VmistateInstance *found)
{
  VmistateInstance *instance = found != NULL ? found : find_instance (self, fact);
  g_autoptr (VmistateInstance) keep = instance != NULL ? g_object_ref (instance) : NULL;
  g_autoptr (VmistateJob) job = NULL;

  if (instance == NULL)
    return;
  job = _vmistate_instance_take_job (instance, fact);
  if (job == NULL)
    return;
  g_object_ref (job);
  if (_vmistate_instance_get_place (instance)->iter != NULL)
    _vmistate_instance_tell_job (instance, job);
}

static gboolean
is_event (VmistateFact *fact)
{
  switch (vmistate_fact_get_kind (fact))
    {
    case VMISTATE_FACT_KIND_DOMAIN_EVENT:
      return TRUE;
    case VMISTATE_FACT_KIND_LOG:
      return !vmistate_fact_get_after_gap (fact);
    default:
      return FALSE;
    }
}

static void
ingest_about_vmi (VmistateMonitor *self, VmistateFact *fact, VmistateInstance *found)
{
  g_autoptr (VmistateInstance) keep = NULL;
  VmistateInstance *instance = found;
  VmistateSourceRecord *source;
  const VmistateEvidence *evidence;
  guint n_views;
  gboolean changed;

  if (is_event (fact))
    g_signal_emit (self, _vmistate_monitor_signals[MONITOR_SIGNAL_EVENT], 0, fact);
  if (vmistate_fact_get_name (fact) == NULL)
    return;
  /* What was found is kept by who found it. */
  if (instance == NULL)
    instance = keep = vmistate_fact_get_kind (fact) == VMISTATE_FACT_KIND_LOG
                          ? _vmistate_monitor_find_logged (self, fact)
                          : find_instance (self, fact);
  if (instance == NULL)
    return;
  if (keep != NULL)
    g_object_ref (keep);
  source = _vmistate_source_table_ensure (&self->table, vmistate_fact_get_source (fact));
  evidence = _vmistate_instance_get_evidence (instance);
  n_views = evidence->n_views;
  changed = _vmistate_instance_ingest (instance, source, fact);
  if (evidence->n_views > n_views || vmistate_fact_get_kind (fact) == VMISTATE_FACT_KIND_LOG)
    _vmistate_source_index_add (&self->by_source, source, instance);
  if (changed || _vmistate_instance_get_place (instance)->newborn)
    _vmistate_monitor_mark_dirty (self, instance);
  _vmistate_monitor_schedule_ageing (self, instance);
}

/* Instances of a source whose state changed. */
static void
refresh_instances_of (VmistateMonitor *self, const VmistateSourceRecord *source)
{
  g_autoptr (GPtrArray) instances = _vmistate_source_index_dup (&self->by_source, source);

  for (guint i = 0; i < instances->len && self->inbox != NULL; i++)
    {
      if (_vmistate_instance_refresh (instances->pdata[i], VMISTATE_TOUCH_SOURCE))
        _vmistate_monitor_mark_dirty (self, instances->pdata[i]);
    }
}

static gboolean
every_source_told (VmistateMonitor *self)
{
  for (guint i = 0; i < self->sources->len; i++)
    {
      const char *id = vmistate_source_get_id (self->sources->pdata[i]);

      if (_vmistate_source_table_ensure (&self->table, id)->state == VMISTATE_SOURCE_STATE_UNKNOWN)
        return FALSE;
    }
  return TRUE;
}

static void
ingest_about_source (VmistateMonitor *self, VmistateFact *fact)
{
  if (!_vmistate_source_table_fold (&self->table, fact))
    return;
  g_signal_emit (self, _vmistate_monitor_signals[MONITOR_SIGNAL_SOURCES_CHANGED], 0);
  refresh_instances_of (
      self, _vmistate_source_table_ensure (&self->table, vmistate_fact_get_source (fact)));
  if (self->synced || self->inbox == NULL || !every_source_told (self))
    return;
  flush (self);
  self->synced = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), _vmistate_monitor_props[MONITOR_PROP_SYNCED]);
}

/* A recording's own clock: what it says holds for all. */
static void
ingest_clock (VmistateMonitor *self, VmistateFact *fact)
{
  g_autoptr (GPtrArray) instances = _vmistate_monitor_copy_instances (self);

  for (guint i = 0; i < instances->len && self->inbox != NULL; i++)
    {
      if (_vmistate_instance_advance (instances->pdata[i],
                                      vmistate_fact_get_observed_at_usec (fact)))
        _vmistate_monitor_mark_dirty (self, instances->pdata[i]);
      _vmistate_monitor_schedule_ageing (self, instances->pdata[i]);
    }
}

static void
take_facts (GPtrArray *facts, gpointer user_data)
{
  g_autoptr (VmistateMonitor) self = g_object_ref (VMISTATE_MONITOR (user_data));
  VmistateWarm warm = { .fleet = &self->fleet, .facts = facts };

  for (guint i = 0; i < facts->len && self->inbox != NULL; i++)
    {
      VmistateFact *fact = facts->pdata[i];

      _vmistate_warm_step (&warm, i);
      switch (vmistate_fact_get_kind (fact))
        {
        case VMISTATE_FACT_KIND_SOURCE:
          ingest_about_source (self, fact);
          break;
        case VMISTATE_FACT_KIND_CLOCK:
          ingest_clock (self, fact);
          break;
        case VMISTATE_FACT_KIND_OBJECT:
        case VMISTATE_FACT_KIND_OBJECT_GONE:
        case VMISTATE_FACT_KIND_OBJECT_LIST:
          _vmistate_monitor_ingest_object (self, fact);
          break;
        case VMISTATE_FACT_KIND_SAMPLE:
          ingest_sample (self, fact, _vmistate_warm_find (&warm, i));
          break;
        case VMISTATE_FACT_KIND_HOST:
          _vmistate_monitor_ingest_host (self, fact);
          break;
        case VMISTATE_FACT_KIND_JOB:
          ingest_job (self, fact, _vmistate_warm_find (&warm, i));
          break;
        case VMISTATE_FACT_KIND_UNKNOWN:
          break;
        default:
          ingest_about_vmi (self, fact, _vmistate_warm_find (&warm, i));
        }
    }
  _vmistate_warm_clear (&warm);
}

void
_vmistate_monitor_open_inbox (VmistateMonitor *self)
{
  self->inbox = _vmistate_inbox_new (self->context, take_facts, self);
}

void
_vmistate_monitor_close_inbox (VmistateMonitor *self)
{
  if (self->inbox != NULL)
    _vmistate_inbox_close (self->inbox);
  g_clear_pointer (&self->inbox, _vmistate_inbox_unref);
  _vmistate_clear_source (&self->flush);
  _vmistate_clear_source (&self->ageing);
  for (guint i = 0; i < self->dirty->len; i++)
    _vmistate_instance_get_place (self->dirty->pdata[i])->dirty = FALSE;
  g_ptr_array_set_size (self->dirty, 0);
}

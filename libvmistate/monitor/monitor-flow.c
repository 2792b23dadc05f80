/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From facts to signals. Every fact is folded in and derived from at once, so that the result
 * never depends on how facts were bundled; only the telling is coalesced. */

#include "config.h"

#include "monitor.h"

/* Things do not grow old to the microsecond: several are looked at together. */
#define MIN_AGEING_USEC (250 * 1000)

/* Telling */

static void
announce (VmistateMonitor *self, VmistateInstance *instance)
{
  g_autoptr (VmistateStatus) nothing = NULL;
  g_autoptr (VmistateStatus) first = NULL;
  guint position;

  g_hash_table_steal (self->newborn, _vmistate_instance_get_key (instance));
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

  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  g_signal_emit (self, _vmistate_monitor_signals[MONITOR_SIGNAL_INSTANCE_REMOVED], 0, instance);
}

static void
tell (VmistateMonitor *self, VmistateInstance *instance)
{
  const char *key = _vmistate_instance_get_key (instance);

  if (g_hash_table_contains (self->newborn, key))
    announce (self, instance);
  else
    tell_change (self, instance);
  if (_vmistate_evidence_drop_gone (_vmistate_instance_get_evidence (instance))
      && _vmistate_fleet_lookup (&self->fleet, key) == instance)
    tell_removal (self, instance);
}

static void
clear_source (GSource **source)
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

  clear_source (&self->flush);
  self->dirty = g_ptr_array_new_with_free_func (g_object_unref);
  g_hash_table_remove_all (self->is_dirty);
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

static GSource *
attach_timer (VmistateMonitor *self, gint64 ready_time, GSourceFunc func, const char *name)
{
  GSource *source = g_timeout_source_new (0);

  g_source_set_static_name (source, name);
  g_source_set_callback (source, func, self, NULL);
  g_source_set_ready_time (source, ready_time);
  g_source_attach (source, self->context);
  return source;
}

static void
mark_dirty (VmistateMonitor *self, VmistateInstance *instance)
{
  if (g_hash_table_add (self->is_dirty, instance))
    g_ptr_array_add (self->dirty, g_object_ref (instance));
  if (self->coalesce_msec == 0)
    flush (self);
  else if (self->flush == NULL)
    self->flush = attach_timer (
        self, g_get_monotonic_time () + self->coalesce_msec * G_GINT64_CONSTANT (1000), flush_cb,
        "vmistate flush");
}

/* Ageing */

static void schedule_ageing (VmistateMonitor *self, VmistateInstance *instance);

/* A copy, because telling a change may change the list. */
static GPtrArray *
copy_instances (VmistateMonitor *self)
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

static void
age_all (VmistateMonitor *self, gint64 now)
{
  g_autoptr (GPtrArray) instances = copy_instances (self);

  for (guint i = 0; i < instances->len && self->inbox != NULL; i++)
    {
      VmistateInstance *instance = instances->pdata[i];

      if (_vmistate_instance_get_next_ageing (instance) <= now
          && _vmistate_instance_age (instance, now))
        mark_dirty (self, instance);
      schedule_ageing (self, instance);
    }
}

static gboolean
ageing_cb (gpointer user_data)
{
  g_autoptr (VmistateMonitor) self = g_object_ref (VMISTATE_MONITOR (user_data));

  clear_source (&self->ageing);
  self->next_ageing = G_MAXINT64;
  age_all (self, g_get_monotonic_time ());
  return G_SOURCE_REMOVE;
}

static void
schedule_ageing (VmistateMonitor *self, VmistateInstance *instance)
{
  gint64 next = _vmistate_instance_get_next_ageing (instance);

  if (next == G_MAXINT64 || next >= self->next_ageing || self->inbox == NULL)
    return;
  clear_source (&self->ageing);
  self->next_ageing = next;
  self->ageing = attach_timer (self, MAX (next, g_get_monotonic_time () + MIN_AGEING_USEC),
                               ageing_cb, "vmistate ageing");
}

/* Facts */

static gboolean
makes_instance (VmistateFact *fact)
{
  gboolean gone = FALSE;

  if (vmistate_fact_get_kind (fact) == VMISTATE_FACT_KIND_DOMAIN)
    return TRUE;
  if (vmistate_fact_get_kind (fact) != VMISTATE_FACT_KIND_DOMAIN_STATE)
    return FALSE;
  _vmistate_record_get_boolean (_vmistate_fact_get_payload (fact), DOMAIN_STATE_GONE, &gone);
  return !gone;
}

/* (nullable): what is told of a VMI that nobody has described yet has nowhere to go. */
static VmistateInstance *
find_instance (VmistateMonitor *self, VmistateFact *fact)
{
  const char *namespace_ = vmistate_fact_get_namespace (fact);
  VmistateIdentity identity = {
    .namespace_ = namespace_ != NULL ? namespace_ : "default",
    .name = vmistate_fact_get_name (fact),
    .uid = vmistate_fact_get_uid (fact),
  };
  g_autofree char *key = _vmistate_identity_key (&identity);
  VmistateInstance *instance = _vmistate_fleet_lookup (&self->fleet, key);

  if (instance == NULL)
    instance = g_hash_table_lookup (self->newborn, key);
  if (instance == NULL && makes_instance (fact))
    {
      instance = _vmistate_instance_new (&identity);
      g_hash_table_insert (self->newborn, (gpointer) _vmistate_instance_get_key (instance),
                           instance);
    }
  return instance;
}

static void
ingest_about_vmi (VmistateMonitor *self, VmistateFact *fact)
{
  g_autoptr (VmistateInstance) instance = NULL;
  VmistateSourceRecord *source;

  if (vmistate_fact_get_kind (fact) == VMISTATE_FACT_KIND_DOMAIN_EVENT)
    g_signal_emit (self, _vmistate_monitor_signals[MONITOR_SIGNAL_EVENT], 0, fact);
  if (vmistate_fact_get_name (fact) == NULL)
    return;
  instance = find_instance (self, fact);
  if (instance == NULL)
    return;
  g_object_ref (instance);
  source = _vmistate_source_table_ensure (&self->table, vmistate_fact_get_source (fact));
  if (_vmistate_instance_ingest (instance, source, fact)
      || g_hash_table_contains (self->newborn, _vmistate_instance_get_key (instance)))
    mark_dirty (self, instance);
  schedule_ageing (self, instance);
}

/* Instances of a source whose state changed. */
static void
refresh_instances_of (VmistateMonitor *self, const VmistateSourceRecord *source)
{
  g_autoptr (GPtrArray) instances = copy_instances (self);

  for (guint i = 0; i < instances->len && self->inbox != NULL; i++)
    {
      VmistateEvidence *evidence = _vmistate_instance_get_evidence (instances->pdata[i]);

      if (_vmistate_evidence_has_source (evidence, source)
          && _vmistate_instance_refresh (instances->pdata[i]))
        mark_dirty (self, instances->pdata[i]);
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
  g_autoptr (GPtrArray) instances = copy_instances (self);

  for (guint i = 0; i < instances->len && self->inbox != NULL; i++)
    {
      if (_vmistate_instance_advance (instances->pdata[i],
                                      vmistate_fact_get_observed_at_usec (fact)))
        mark_dirty (self, instances->pdata[i]);
    }
}

static void
take_facts (GPtrArray *facts, gpointer user_data)
{
  g_autoptr (VmistateMonitor) self = g_object_ref (VMISTATE_MONITOR (user_data));

  for (guint i = 0; i < facts->len && self->inbox != NULL; i++)
    {
      VmistateFact *fact = facts->pdata[i];

      switch (vmistate_fact_get_kind (fact))
        {
        case VMISTATE_FACT_KIND_SOURCE:
          ingest_about_source (self, fact);
          break;
        case VMISTATE_FACT_KIND_CLOCK:
          ingest_clock (self, fact);
          break;
        case VMISTATE_FACT_KIND_UNKNOWN:
          break;
        default:
          ingest_about_vmi (self, fact);
        }
    }
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
  clear_source (&self->flush);
  clear_source (&self->ageing);
  g_ptr_array_set_size (self->dirty, 0);
  g_hash_table_remove_all (self->is_dirty);
}

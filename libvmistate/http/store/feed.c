/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "feed.h"

/* What has to be told of one VMI */
typedef struct
{
  VmistateHttpSnapshot *snapshot; /* (owned) (nullable): unchanged */
  VmistateSample *sample;         /* (owned) (nullable): unchanged */
  gboolean removed;               /* before anything else here */
} News;

struct _VmistateHttpFeed
{
  VmistateMonitor *monitor; /* (owned) */
  VmistateHttpStore *store;
  GSource *source; /* (owned) in the server's thread: there are news */

  GMutex lock;
  GHashTable *news;   /* (owned) (mutex lock) (owned) uid -> (owned) News */
  GPtrArray *sources; /* (owned) (mutex lock) */
  gboolean synced;    /* (mutex lock) */
  guint64 generation; /* (mutex lock) */
};

static void
news_free (News *news)
{
  g_clear_pointer (&news->snapshot, _vmistate_http_snapshot_unref);
  g_clear_object (&news->sample);
  g_free (news);
}

static GHashTable *
make_news (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) news_free);
}

/* In the server's thread */

static void
take_news (VmistateHttpStore *store, const char *uid, News *news)
{
  if (news->removed)
    _vmistate_http_store_remove (store, uid);
  if (news->snapshot != NULL)
    _vmistate_http_store_put (store, g_steal_pointer (&news->snapshot));
  if (news->sample != NULL)
    _vmistate_http_store_put_sample (store, uid, news->sample);
}

static gboolean
news_cb (gpointer user_data)
{
  VmistateHttpFeed *self = user_data;
  g_autoptr (GHashTable) news = NULL;
  GHashTableIter iter;
  gpointer uid;
  gpointer value;

  g_source_set_ready_time (self->source, -1);
  g_mutex_lock (&self->lock);
  news = self->news;
  self->news = make_news ();
  g_mutex_unlock (&self->lock);

  /* A VMI that has gone makes room for one of the same name. */
  g_hash_table_iter_init (&iter, news);
  while (g_hash_table_iter_next (&iter, &uid, &value))
    {
      if (((News *) value)->removed && ((News *) value)->snapshot == NULL)
        take_news (self->store, uid, value);
    }
  g_hash_table_iter_init (&iter, news);
  while (g_hash_table_iter_next (&iter, &uid, &value))
    take_news (self->store, uid, value);
  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch (GSource *source G_GNUC_UNUSED, GSourceFunc callback, gpointer user_data)
{
  return callback (user_data);
}

static GSourceFuncs source_funcs = { .dispatch = dispatch };

/* In the context of the monitor */

/* Returns: (transfer none): to be filled under the lock */
static News *
get_news (VmistateHttpFeed *self, VmistateInstance *instance)
{
  const char *uid = vmistate_instance_get_uid (instance);
  News *news = g_hash_table_lookup (self->news, uid);

  if (news == NULL)
    {
      news = g_new0 (News, 1);
      g_hash_table_insert (self->news, g_strdup (uid), news);
    }
  self->generation++;
  return news;
}

static void
tell_state (VmistateHttpFeed *self, VmistateInstance *instance, VmistateStatus *status)
{
  VmistateHttpSnapshot *snapshot = _vmistate_http_snapshot_new (instance, status);
  VmistateHttpSnapshot *overtaken;
  News *news;

  g_mutex_lock (&self->lock);
  news = get_news (self, instance);
  overtaken = news->snapshot;
  news->snapshot = snapshot;
  g_mutex_unlock (&self->lock);
  g_clear_pointer (&overtaken, _vmistate_http_snapshot_unref);
  g_source_set_ready_time (self->source, 0);
}

static void
sampled_cb (VmistateInstance *instance, VmistateSample *sample, VmistateHttpFeed *self)
{
  g_mutex_lock (&self->lock);
  g_set_object (&get_news (self, instance)->sample, sample);
  g_mutex_unlock (&self->lock);
  g_source_set_ready_time (self->source, 0);
}

static void
listen_to (VmistateHttpFeed *self, VmistateInstance *instance)
{
  VmistateSample *sample = vmistate_instance_get_sample (instance);

  tell_state (self, instance, vmistate_instance_get_status (instance));
  if (sample != NULL)
    sampled_cb (instance, sample, self);
  g_signal_connect (instance, "sampled", G_CALLBACK (sampled_cb), self);
}

static void
added_cb (VmistateMonitor *monitor G_GNUC_UNUSED, VmistateInstance *instance,
          VmistateHttpFeed *self)
{
  listen_to (self, instance);
}

static void
removed_cb (VmistateMonitor *monitor G_GNUC_UNUSED, VmistateInstance *instance,
            VmistateHttpFeed *self)
{
  News *news;

  g_signal_handlers_disconnect_by_data (instance, self);
  g_mutex_lock (&self->lock);
  news = get_news (self, instance);
  g_clear_pointer (&news->snapshot, _vmistate_http_snapshot_unref);
  g_clear_object (&news->sample);
  news->removed = TRUE;
  g_mutex_unlock (&self->lock);
  g_source_set_ready_time (self->source, 0);
}

static void
changed_cb (VmistateMonitor *monitor G_GNUC_UNUSED, VmistateInstance *instance,
            VmistateStatus *before G_GNUC_UNUSED, VmistateStatus *after, VmistateHttpFeed *self)
{
  tell_state (self, instance, after);
}

static void
sources_changed_cb (VmistateMonitor *monitor, VmistateHttpFeed *self)
{
  GPtrArray *sources = vmistate_monitor_dup_source_stamps (monitor);
  GPtrArray *old;

  g_mutex_lock (&self->lock);
  old = self->sources;
  self->sources = sources;
  self->synced = vmistate_monitor_get_synced (monitor);
  self->generation++;
  g_mutex_unlock (&self->lock);
  g_clear_pointer (&old, g_ptr_array_unref);
}

static void
synced_cb (VmistateMonitor *monitor, GParamSpec *pspec G_GNUC_UNUSED, VmistateHttpFeed *self)
{
  sources_changed_cb (monitor, self);
}

VmistateHttpFeed *
_vmistate_http_feed_new (VmistateMonitor *monitor, GMainContext *context, VmistateHttpStore *store)
{
  VmistateHttpFeed *self = g_new0 (VmistateHttpFeed, 1);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (monitor));

  g_mutex_init (&self->lock);
  self->news = make_news ();
  self->monitor = g_object_ref (monitor);
  self->store = store;
  self->source = g_source_new (&source_funcs, sizeof (GSource));
  g_source_set_static_name (self->source, "vmistate-http news");
  g_source_set_callback (self->source, news_cb, self, NULL);
  g_source_attach (self->source, context);
  sources_changed_cb (monitor, self);
  g_signal_connect (monitor, "instance-added", G_CALLBACK (added_cb), self);
  g_signal_connect (monitor, "instance-removed", G_CALLBACK (removed_cb), self);
  g_signal_connect (monitor, "instance-changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (monitor, "sources-changed", G_CALLBACK (sources_changed_cb), self);
  g_signal_connect (monitor, "notify::synced", G_CALLBACK (synced_cb), self);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (VmistateInstance) instance = g_list_model_get_item (G_LIST_MODEL (monitor), i);

      listen_to (self, instance);
    }
  return self;
}

void
_vmistate_http_feed_free (VmistateHttpFeed *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->monitor));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (VmistateInstance) instance =
          g_list_model_get_item (G_LIST_MODEL (self->monitor), i);

      g_signal_handlers_disconnect_by_data (instance, self);
    }
  g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_object_unref (self->monitor);
  g_hash_table_unref (self->news);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* From any thread */

guint64
_vmistate_http_feed_get_generation (VmistateHttpFeed *self)
{
  guint64 generation;

  g_mutex_lock (&self->lock);
  generation = self->generation;
  g_mutex_unlock (&self->lock);
  return generation;
}

GPtrArray *
_vmistate_http_feed_dup_sources (VmistateHttpFeed *self)
{
  GPtrArray *sources;

  g_mutex_lock (&self->lock);
  sources = g_ptr_array_ref (self->sources);
  g_mutex_unlock (&self->lock);
  return sources;
}

gboolean
_vmistate_http_feed_get_synced (VmistateHttpFeed *self)
{
  gboolean synced;

  g_mutex_lock (&self->lock);
  synced = self->synced;
  g_mutex_unlock (&self->lock);
  return synced;
}

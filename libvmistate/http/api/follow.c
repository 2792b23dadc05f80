/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "follow.h"

struct _VmistateHttpFollow
{
  VmistateHttpCore *core;
  VmistateHttpStream *stream;
  VmistateHttpSelection *selection; /* (owned) */
  const VmistateHttpFollowWriter *writer;
  int form;
  guint64 revision;    /* that the client has been told of */
  GPtrArray *initial;  /* (owned) (nullable) (element-type VmistateHttpSnapshot) still to be told */
  guint next;          /* of them */
  gboolean idle;       /* it is to be said that there is nothing to say */
  gboolean over;       /* the time is */
  GSource *idle_timer; /* (owned) (nullable) */
  GSource *timeout;    /* (owned) (nullable) */
};

const char *const _vmistate_http_event_names[] = { "ADDED", "MODIFIED", "DELETED" };

/* What is sent */

/* One text for all who want the same of a change. Returns: (transfer none) */
static GBytes *
get_text (VmistateHttpFollow *self, VmistateHttpChange *change, VmistateHttpEvent event)
{
  gpointer key = GINT_TO_POINTER ((self->writer->key + self->form) * 4 + (int) event);
  GBytes *text;

  if (change->texts == NULL)
    change->texts = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_bytes_unref);
  text = g_hash_table_lookup (change->texts, key);
  if (text == NULL)
    {
      text = self->writer->write_event (event, self->form,
                                        change->after != NULL ? change->after : change->before);
      g_hash_table_insert (change->texts, key, text);
    }
  return text;
}

/* To a client a VMI exists while it is selected. */
static void
send_change (VmistateHttpFollow *self, VmistateHttpChange *change)
{
  gboolean was = _vmistate_http_selection_has (self->selection, change->before);
  gboolean is = _vmistate_http_selection_has (self->selection, change->after);

  if (was || is)
    _vmistate_http_stream_send (self->stream, get_text (self, change,
                                                        !was ? VMISTATE_HTTP_ADDED
                                                        : is ? VMISTATE_HTTP_MODIFIED
                                                             : VMISTATE_HTTP_DELETED));
}

static void
send_initial (VmistateHttpFollow *self)
{
  VmistateHttpSnapshot *snapshot = self->initial->pdata[self->next++];
  g_autoptr (GBytes) text = NULL;

  if (!_vmistate_http_selection_has (self->selection, snapshot))
    return;
  text = self->writer->write_event (VMISTATE_HTTP_ADDED, self->form, snapshot);
  _vmistate_http_stream_send (self->stream, text);
}

/* A client that was away, or slow, for longer than changes are remembered has to begin anew. */
static void
send_gone (VmistateHttpFollow *self)
{
  g_autoptr (GBytes) text = self->writer->write_gone ();

  _vmistate_http_stream_send (self->stream, text);
  _vmistate_http_stream_end (self->stream);
}

static void
send_idle (VmistateHttpFollow *self)
{
  g_autoptr (GBytes) text = self->writer->write_idle (self->revision);

  self->idle = FALSE;
  _vmistate_http_stream_send (self->stream, text);
}

/* Returns: FALSE if there is nothing to be sent */
static gboolean
send_next (VmistateHttpFollow *self)
{
  guint64 newest = _vmistate_http_store_get_revision (self->core->store);

  if (self->initial != NULL && self->next < self->initial->len)
    send_initial (self);
  else if (self->revision == newest)
    return FALSE;
  else if (!_vmistate_http_store_remembers (self->core->store, self->revision))
    send_gone (self);
  else
    send_change (self, _vmistate_http_store_get_change (self->core->store, ++self->revision));
  return TRUE;
}

static void
more (gpointer user_data)
{
  VmistateHttpFollow *self = user_data;

  while (_vmistate_http_stream_has_room (self->stream))
    {
      if (send_next (self))
        continue;
      g_clear_pointer (&self->initial, g_ptr_array_unref);
      if (self->idle)
        send_idle (self);
      if (self->over)
        _vmistate_http_stream_end (self->stream);
      return;
    }
}

/* Timers and the end */

static void
changed_cb (gpointer user_data)
{
  VmistateHttpFollow *self = user_data;

  _vmistate_http_stream_poke (self->stream);
}

static gboolean
idle_cb (gpointer user_data)
{
  VmistateHttpFollow *self = user_data;

  self->idle = TRUE;
  _vmistate_http_stream_poke (self->stream);
  return G_SOURCE_CONTINUE;
}

static gboolean
timeout_cb (gpointer user_data)
{
  VmistateHttpFollow *self = user_data;

  self->idle = self->idle_timer != NULL;
  self->over = TRUE;
  _vmistate_http_stream_poke (self->stream);
  return G_SOURCE_CONTINUE;
}

static void
stop_timer (GSource *source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

/* Returns: (transfer full) (nullable) */
static GSource *
start_timer (guint seconds, GSourceFunc func, VmistateHttpFollow *self)
{
  GSource *source;

  if (seconds == 0)
    return NULL;
  source = g_timeout_source_new_seconds (seconds);
  g_source_set_callback (source, func, self, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
  return source;
}

static void
ended (gpointer user_data)
{
  VmistateHttpFollow *self = user_data;

  _vmistate_http_store_unlisten (self->core->store, changed_cb, self);
  g_clear_pointer (&self->idle_timer, stop_timer);
  g_clear_pointer (&self->timeout, stop_timer);
  g_clear_pointer (&self->initial, g_ptr_array_unref);
  _vmistate_http_selection_free (self->selection);
  g_free (self);
}

static int
compare_revisions (gconstpointer a, gconstpointer b)
{
  const VmistateHttpSnapshot *first = *(VmistateHttpSnapshot *const *) a;
  const VmistateHttpSnapshot *second = *(VmistateHttpSnapshot *const *) b;

  return first->revision < second->revision ? -1 : first->revision > second->revision;
}

/* By revision: a client that is interrupted in the middle goes on from the last one it was told
 * of, and misses none.
 * Returns: (transfer full): all there is, as it is now */
static GPtrArray *
copy_all (VmistateHttpStore *store)
{
  GPtrArray *all = _vmistate_http_store_get_all (store);
  GPtrArray *copy = g_ptr_array_new_full (all->len, (GDestroyNotify) _vmistate_http_snapshot_unref);

  for (guint i = 0; i < all->len; i++)
    g_ptr_array_add (copy, _vmistate_http_snapshot_ref (all->pdata[i]));
  g_ptr_array_sort (copy, compare_revisions);
  return copy;
}

void
_vmistate_http_follow (VmistateHttpExchange *exchange, const VmistateHttpFollowOptions *options)
{
  static const VmistateHttpStreamFuncs funcs = { more, ended };
  VmistateHttpFollow *self = g_new0 (VmistateHttpFollow, 1);

  self->core = exchange->core;
  self->selection = options->selection;
  self->writer = options->writer;
  self->form = options->form;
  self->revision = options->revision;
  if (self->revision == 0)
    {
      self->initial = copy_all (self->core->store);
      self->revision = _vmistate_http_store_get_revision (self->core->store);
    }
  self->idle_timer = start_timer (options->idle_seconds, idle_cb, self);
  self->timeout = start_timer (options->timeout_seconds, timeout_cb, self);
  self->stream = _vmistate_http_stream_new (exchange, options->writer->content_type, &funcs, self);
  _vmistate_http_store_listen (self->core->store, changed_cb, self);
  _vmistate_http_stream_poke (self->stream);
}

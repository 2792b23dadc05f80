/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "event-impl.h"

#include <glib-unix.h>
#include <libvirt/libvirt.h>

/* A file descriptor or a timer that libvirt watches. Both are one GSource at a time, made anew
 * whenever what is waited for changes. */
typedef struct
{
  gatomicrefcount ref_count;
  int id;
  int fd;           /* -1 for a timer */
  gboolean removed; /* (mutex lock) */
  GSource *source;  /* (owned) (nullable) (mutex lock) NULL while nothing is waited for */

  virEventHandleCallback handle_cb;
  virEventTimeoutCallback timeout_cb;
  void *opaque;
  virFreeCallback free_cb; /* (nullable) */
} Watch;

static GMutex lock;
static GHashTable *watches;        /* (mutex lock) id -> (owned) Watch */
static GMainContext *loop_context; /* set once */
static int next_id = 1;            /* (mutex lock) */

static Watch *
watch_ref (Watch *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

static void
watch_unref (gpointer data)
{
  Watch *self = data;

  if (g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

static const struct
{
  int libvirt;
  GIOCondition glib;
} conditions[] = {
  { VIR_EVENT_HANDLE_READABLE, G_IO_IN },
  { VIR_EVENT_HANDLE_WRITABLE, G_IO_OUT },
  { VIR_EVENT_HANDLE_ERROR, G_IO_ERR },
  { VIR_EVENT_HANDLE_HANGUP, G_IO_HUP },
};

static GIOCondition
to_glib (int events)
{
  GIOCondition result = 0;

  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    result |= (events & conditions[i].libvirt) ? conditions[i].glib : 0;
  return result;
}

static int
to_libvirt (GIOCondition condition)
{
  int result = 0;

  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    result |= (condition & conditions[i].glib) ? conditions[i].libvirt : 0;
  return result;
}

/* Dispatching. A watch may be removed between being ready and being dispatched. */

static gboolean
is_removed (Watch *self)
{
  gboolean removed;

  g_mutex_lock (&lock);
  removed = self->removed;
  g_mutex_unlock (&lock);
  return removed;
}

static gboolean
handle_dispatch_cb (int fd, GIOCondition condition, gpointer user_data)
{
  g_autoptr (GSource) keep = g_source_ref (g_main_current_source ());
  Watch *self = user_data;

  if (!is_removed (self))
    self->handle_cb (self->id, fd, to_libvirt (condition), self->opaque);
  return G_SOURCE_CONTINUE;
}

static gboolean
timeout_dispatch_cb (gpointer user_data)
{
  g_autoptr (GSource) keep = g_source_ref (g_main_current_source ());
  Watch *self = user_data;

  if (!is_removed (self))
    self->timeout_cb (self->id, self->opaque);
  return G_SOURCE_CONTINUE;
}

/* Called with the lock held. */
static void
replace_source (Watch *self, GSource *source)
{
  if (self->source != NULL)
    {
      g_source_destroy (self->source);
      g_clear_pointer (&self->source, g_source_unref);
    }
  if (source == NULL)
    return;
  g_source_attach (source, loop_context);
  self->source = source;
}

static GSource *
new_handle_source (Watch *self, int events)
{
  GSource *source;

  if (events == 0)
    return NULL;
  source = g_unix_fd_source_new (self->fd, to_glib (events));
  g_source_set_callback (source, G_SOURCE_FUNC (handle_dispatch_cb), watch_ref (self), watch_unref);
  return source;
}

static GSource *
new_timeout_source (Watch *self, int msec)
{
  GSource *source;

  if (msec < 0)
    return NULL;
  source = g_timeout_source_new (msec);
  g_source_set_callback (source, timeout_dispatch_cb, watch_ref (self), watch_unref);
  return source;
}

/* Adding, changing, removing: from any thread */

static int
add_watch (Watch *self, GSource *(*new_source) (Watch *, int), int argument)
{
  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_lock (&lock);
  self->id = next_id++;
  g_hash_table_insert (watches, GINT_TO_POINTER (self->id), self);
  replace_source (self, new_source (self, argument));
  g_mutex_unlock (&lock);
  return self->id;
}

static void
update_watch (int id, GSource *(*new_source) (Watch *, int), int argument)
{
  Watch *self;

  g_mutex_lock (&lock);
  self = g_hash_table_lookup (watches, GINT_TO_POINTER (id));
  if (self != NULL)
    replace_source (self, new_source (self, argument));
  g_mutex_unlock (&lock);
}

static gboolean
free_cb (gpointer user_data)
{
  Watch *self = user_data;

  self->free_cb (self->opaque);
  return G_SOURCE_REMOVE;
}

/* libvirt may hold locks here that its free function takes: that runs from a clean stack. */
static int
remove_watch (int id)
{
  Watch *self;

  g_mutex_lock (&lock);
  self = g_hash_table_lookup (watches, GINT_TO_POINTER (id));
  if (self == NULL)
    {
      g_mutex_unlock (&lock);
      return -1;
    }
  self->removed = TRUE;
  replace_source (self, NULL);
  if (self->free_cb != NULL)
    {
      g_autoptr (GSource) idle = g_idle_source_new ();

      g_source_set_priority (idle, G_PRIORITY_DEFAULT);
      g_source_set_callback (idle, free_cb, watch_ref (self), watch_unref);
      g_source_attach (idle, loop_context);
    }
  g_hash_table_remove (watches, GINT_TO_POINTER (id));
  g_mutex_unlock (&lock);
  return 0;
}

static int
add_handle (int fd, int events, virEventHandleCallback callback, void *opaque,
            virFreeCallback free_func)
{
  Watch *self = g_new0 (Watch, 1);

  self->fd = fd;
  self->handle_cb = callback;
  self->opaque = opaque;
  self->free_cb = free_func;
  return add_watch (self, new_handle_source, events);
}

static void
update_handle (int id, int events)
{
  update_watch (id, new_handle_source, events);
}

static int
add_timeout (int msec, virEventTimeoutCallback callback, void *opaque, virFreeCallback free_func)
{
  Watch *self = g_new0 (Watch, 1);

  self->fd = -1;
  self->timeout_cb = callback;
  self->opaque = opaque;
  self->free_cb = free_func;
  return add_watch (self, new_timeout_source, msec);
}

static void
update_timeout (int id, int msec)
{
  update_watch (id, new_timeout_source, msec);
}

void
_vmistate_event_impl_register (GMainContext *context)
{
  loop_context = context;
  watches = g_hash_table_new_full (NULL, NULL, NULL, watch_unref);
  virEventRegisterImpl (add_handle, update_handle, remove_watch, add_timeout, update_timeout,
                        remove_watch);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "inbox.h"

struct _VmistateInbox
{
  gatomicrefcount ref_count;
  GMutex mutex;
  GSource *wakeup;  /* (owned) (nullable) (mutex mutex) NULL once closed */
  GPtrArray *facts; /* (owned) (mutex mutex) */
  guint n_taken;    /* (mutex mutex) of those that are taken just now */
  GPtrArray *spare; /* (owned) (nullable) (mutex mutex) empty, to take the place of @facts */

  VmistateInboxFunc func;
  gpointer user_data;
};

static GPtrArray *
new_facts (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

/* What one burst has grown to is room for the next, but not what a flood did. */
#define MAX_SPARE (16 * 1024)

static void
put_by (VmistateInbox *self, GPtrArray *facts)
{
  gboolean is_small = facts->len <= MAX_SPARE;

  g_ptr_array_set_size (facts, 0);
  g_mutex_lock (&self->mutex);
  self->n_taken = 0;
  if (is_small && self->spare == NULL)
    self->spare = g_steal_pointer (&facts);
  g_mutex_unlock (&self->mutex);
  g_clear_pointer (&facts, g_ptr_array_unref);
}

static gboolean
dispatch_cb (gpointer user_data)
{
  VmistateInbox *self = user_data;
  GPtrArray *facts;
  gboolean closed;

  g_mutex_lock (&self->mutex);
  closed = self->wakeup == NULL;
  if (!closed)
    g_source_set_ready_time (self->wakeup, -1);
  facts = g_steal_pointer (&self->facts);
  self->n_taken = facts->len;
  self->facts = self->spare != NULL ? g_steal_pointer (&self->spare) : new_facts ();
  g_mutex_unlock (&self->mutex);

  if (!closed && facts->len > 0)
    self->func (facts, self->user_data);
  put_by (self, facts);
  return G_SOURCE_CONTINUE;
}

/* A source that is only ever ready by its time: setting that is safe from any thread. */
static gboolean
wakeup_dispatch (GSource *source G_GNUC_UNUSED, GSourceFunc callback, gpointer user_data)
{
  return callback (user_data);
}

static GSourceFuncs wakeup_funcs = { .dispatch = wakeup_dispatch };

VmistateInbox *
_vmistate_inbox_new (GMainContext *context, VmistateInboxFunc func, gpointer user_data)
{
  VmistateInbox *self = g_new0 (VmistateInbox, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->facts = new_facts ();
  self->func = func;
  self->user_data = user_data;
  self->wakeup = g_source_new (&wakeup_funcs, sizeof (GSource));
  g_source_set_static_name (self->wakeup, "vmistate inbox");
  /* The source keeps the inbox, so that closing while it is dispatched is safe. */
  g_source_set_callback (self->wakeup, dispatch_cb, _vmistate_inbox_ref (self),
                         (GDestroyNotify) _vmistate_inbox_unref);
  g_source_attach (self->wakeup, context);
  return self;
}

VmistateInbox *
_vmistate_inbox_ref (VmistateInbox *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
_vmistate_inbox_unref (VmistateInbox *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->facts);
  g_clear_pointer (&self->spare, g_ptr_array_unref);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
_vmistate_inbox_put (VmistateInbox *self, VmistateFact *fact)
{
  g_mutex_lock (&self->mutex);
  if (self->wakeup != NULL)
    {
      g_ptr_array_add (self->facts, g_object_ref (fact));
      if (self->facts->len == 1)
        g_source_set_ready_time (self->wakeup, 0);
    }
  g_mutex_unlock (&self->mutex);
}

guint
_vmistate_inbox_get_n_waiting (VmistateInbox *self)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = self->facts->len + self->n_taken;
  g_mutex_unlock (&self->mutex);
  return n;
}

void
_vmistate_inbox_close (VmistateInbox *self)
{
  GSource *wakeup;

  g_mutex_lock (&self->mutex);
  wakeup = g_steal_pointer (&self->wakeup);
  g_ptr_array_set_size (self->facts, 0);
  g_mutex_unlock (&self->mutex);

  if (wakeup == NULL)
    return;
  g_source_destroy (wakeup);
  g_source_unref (wakeup);
}

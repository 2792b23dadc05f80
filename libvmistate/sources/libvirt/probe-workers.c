/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "probe-workers.h"

struct _VmistateProbeWorkers
{
  GAsyncQueue *asked;    /* (owned) (element-type VmistateProbeCall) */
  GAsyncQueue *returned; /* (owned) (element-type VmistateProbeCall) */
  GSource *source;       /* (owned) dispatched after something was returned */
  GPtrArray *threads;    /* (owned) (element-type GThread) */
  guint max_threads;
  guint n_pending; /* pushed and not popped */
};

/* Told apart from every call by its address. */
static int last_call;

void
_vmistate_probe_call_free (VmistateProbeCall *self)
{
  virConnectClose (self->connection);
  g_free (self->uuid);
  g_free (self);
}

/* Block statistics are what every QEMU has and answers at once. NOWAIT: where another call is
 * inside already, ours does not queue up behind it. What the answer is does not matter, only that
 * there is one. */
static void
enter (VmistateProbeCall *call)
{
  virDomainPtr domain = virDomainLookupByUUIDString (call->connection, call->uuid);
  virDomainPtr list[] = { domain, NULL };
  virDomainStatsRecordPtr *records = NULL;

  if (domain == NULL)
    return;
  if (virDomainListGetStats (list, VIR_DOMAIN_STATS_BLOCK, &records,
                             VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT)
      >= 0)
    virDomainStatsRecordListFree (records);
  virDomainFree (domain);
}

static gpointer
work (gpointer data)
{
  VmistateProbeWorkers *self = data;

  for (;;)
    {
      gpointer call = g_async_queue_pop (self->asked);

      if (call == &last_call)
        return NULL;
      enter (call);
      g_async_queue_push (self->returned, call);
      g_source_set_ready_time (self->source, 0);
    }
}

static gboolean
dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  /* First, so that a call that comes back from here on wakes the thread again. */
  g_source_set_ready_time (source, -1);
  return callback (user_data);
}

static GSourceFuncs source_funcs = { .dispatch = dispatch };

VmistateProbeWorkers *
_vmistate_probe_workers_new (GMainContext *context, guint max_threads, GSourceFunc returned,
                             gpointer user_data)
{
  VmistateProbeWorkers *self = g_new0 (VmistateProbeWorkers, 1);

  self->asked = g_async_queue_new ();
  self->returned = g_async_queue_new ();
  self->threads = g_ptr_array_new ();
  self->max_threads = max_threads;
  self->source = g_source_new (&source_funcs, sizeof (GSource));
  g_source_set_static_name (self->source, "vmistate probe returns");
  g_source_set_callback (self->source, returned, user_data, NULL);
  g_source_attach (self->source, context);
  return self;
}

/* Where no thread can be started the calls wait for those there are; without any, the next push
 * tries again. */
static void
start_thread (VmistateProbeWorkers *self)
{
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_try_new ("vmistate-probe", work, self, &error);

  if (thread != NULL)
    g_ptr_array_add (self->threads, thread);
  else
    g_debug ("no thread to probe with: %s", error->message);
}

void
_vmistate_probe_workers_push (VmistateProbeWorkers *self, virConnectPtr connection,
                              VmistateLease lease, const char *uuid)
{
  VmistateProbeCall *call = g_new0 (VmistateProbeCall, 1);

  call->connection = connection;
  call->lease = lease;
  call->uuid = g_strdup (uuid);
  self->n_pending++;
  g_async_queue_push (self->asked, call);
  if (self->threads->len < MIN (self->n_pending, self->max_threads))
    start_thread (self);
}

VmistateProbeCall *
_vmistate_probe_workers_pop (VmistateProbeWorkers *self)
{
  VmistateProbeCall *call = g_async_queue_try_pop (self->returned);

  if (call != NULL)
    self->n_pending--;
  return call;
}

guint
_vmistate_probe_workers_get_n_pending (VmistateProbeWorkers *self)
{
  return self->n_pending;
}

void
_vmistate_probe_workers_free (VmistateProbeWorkers *self)
{
  VmistateProbeCall *call;

  for (guint i = 0; i < self->threads->len; i++)
    g_async_queue_push (self->asked, &last_call);
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (self->threads->pdata[i]);
  g_ptr_array_unref (self->threads);
  while ((call = g_async_queue_try_pop (self->returned)) != NULL)
    _vmistate_probe_call_free (call);
  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_async_queue_unref (self->asked);
  g_async_queue_unref (self->returned);
  g_free (self);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "session.h"

#include "sources/event-loop.h"

/* Where the program runs the event loop it may stop doing so; more often would be no use. */
#define FOREIGN_BEAT_MSEC 2000

/* How long libvirt may take to let go of what it no longer needs. */
#define GOODBYE_MSEC 1000

static void
session_free (VmistateSession *self)
{
  g_clear_pointer (&self->domains, g_hash_table_unref);
  g_clear_pointer (&self->migrations, g_hash_table_unref);
  g_clear_pointer (&self->domain_jobs, g_hash_table_unref);
  g_clear_pointer (&self->callback_ids, g_array_unref);
  g_clear_pointer (&self->retired, g_ptr_array_unref);
  g_clear_pointer (&self->unsupported, g_ptr_array_unref);
  g_clear_pointer (&self->jitter, g_rand_free);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_object (&self->sink);
  g_free (self->lost_message);
  g_free (self->node);
  g_free (self->uri);
  g_free (self->id);
  g_free (self);
}

gboolean
_vmistate_session_is_stopping (VmistateSession *self)
{
  return g_atomic_int_get (&self->stopping);
}

void
_vmistate_session_emit (VmistateSession *self, VmistateFactKind kind,
                        const VmistateIdentity *identity, gint64 at, gboolean after_gap,
                        gpointer payload)
{
  g_autoptr (VmistateFact) fact = _vmistate_fact_new (kind, self->id, identity, at, payload);

  if (after_gap)
    _vmistate_record_set_boolean (fact, FACT_AFTER_GAP, TRUE);
  if (!_vmistate_session_is_stopping (self))
    vmistate_sink_emit (self->sink, fact);
}

/* The thread */

/* Runs in the context of whoever stopped the session: only there can the thread be joined, and
 * only then is it true that none is left. */
static gboolean
ended_cb (gpointer user_data)
{
  VmistateSession *self = user_data;
  g_autoptr (GTask) task = g_steal_pointer (&self->stop);

  g_thread_join (self->thread);
  session_free (self);
  g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

static void
tell_ended (VmistateSession *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "vmistate session ended");
  g_source_set_callback (source, ended_cb, self, NULL);
  g_source_attach (source, g_task_get_context (self->stop));
}

/* The event loop must still run while this happens: libvirt closes its sockets from there, some of
 * them only the second time it comes round. */
static void
say_goodbye (VmistateSession *self)
{
  g_clear_pointer (&self->poller, _vmistate_agent_poller_free);
  g_clear_pointer (&self->probe, _vmistate_probe_free);
  _vmistate_session_disconnect (self);
  _vmistate_session_close_jobs (self);
  if (_vmistate_heart_wait (self->heart, GOODBYE_MSEC))
    _vmistate_heart_wait (self->heart, GOODBYE_MSEC);
  g_clear_pointer (&self->heart, _vmistate_heart_free);
}

static gpointer
run_session (gpointer data)
{
  VmistateSession *self = data;
  g_autoptr (GMainContextPusher) pusher = g_main_context_pusher_new (self->context);

  self->heart = _vmistate_heart_new (_vmistate_event_loop_is_foreign () ? FOREIGN_BEAT_MSEC : -1);
  _vmistate_session_open_jobs (self);
  _vmistate_session_connect (self);
  g_main_loop_run (self->loop);
  say_goodbye (self);
  _vmistate_event_loop_release ();
  while (g_main_context_iteration (self->context, /* may_block= */ FALSE))
    ;
  g_clear_pointer (&pusher, g_main_context_pusher_free);
  if (self->stop != NULL)
    {
      tell_ended (self);
      return NULL;
    }
  g_thread_unref (self->thread);
  session_free (self);
  return NULL;
}

static VmistateSession *
session_new (const VmistateSessionOptions *options, VmistateSink *sink)
{
  VmistateSession *self = g_new0 (VmistateSession, 1);

  self->uri = g_strdup (options->uri);
  self->id = g_strdup (options->id);
  self->guest_agent = options->guest_agent;
  self->probe_interval_msec = options->probe_interval_msec;
  self->sink = g_object_ref (sink);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, /* is_running= */ FALSE);
  self->callback_ids = g_array_new (/* zero_terminated= */ FALSE, /* clear= */ FALSE, sizeof (int));
  self->retired = g_ptr_array_new_with_free_func (_vmistate_event_target_unref);
  self->unsupported = g_ptr_array_new_with_free_func (g_free);
  self->domains =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, _vmistate_known_domain_free);
  self->migrations = _vmistate_session_new_migrations ();
  self->domain_jobs = _vmistate_session_new_domain_jobs ();
  self->jitter = g_rand_new ();
  return self;
}

VmistateSession *
_vmistate_session_start (const VmistateSessionOptions *options, VmistateSink *sink, GError **error)
{
  g_autoptr (GError) local = NULL;
  VmistateSession *self;

  if (!_vmistate_event_loop_acquire (error))
    return NULL;
  self = session_new (options, sink);
  self->thread = g_thread_try_new ("vmistate-virt", run_session, self, &local);
  if (self->thread != NULL)
    return self;
  g_set_error_literal (error, VMISTATE_ERROR, VMISTATE_ERROR_FAILED, local->message);
  session_free (self);
  _vmistate_event_loop_release ();
  return NULL;
}

/* Stopping: first the helpers, whose workers may be inside libvirt, then the connections. */

static void
helper_stopped_cb (gpointer data G_GNUC_UNUSED, gpointer user_data)
{
  VmistateSession *self = user_data;

  self->n_stopping--;
  if (self->n_stopping == 0)
    g_main_loop_quit (self->loop);
}

static gboolean
stop_cb (gpointer user_data)
{
  VmistateSession *self = user_data;

  self->n_stopping = 1;
  if (self->poller != NULL)
    {
      self->n_stopping++;
      _vmistate_agent_poller_stop (self->poller, helper_stopped_cb, self);
    }
  if (self->probe != NULL)
    {
      self->n_stopping++;
      _vmistate_probe_stop (self->probe, helper_stopped_cb, self);
    }
  helper_stopped_cb (NULL, self);
  return G_SOURCE_REMOVE;
}

static void
invoke (VmistateSession *self, GSourceFunc func, gpointer data)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, NULL);
  g_source_attach (source, self->context);
}

void
_vmistate_session_stop (VmistateSession *self, GTask *task)
{
  self->stop = task;
  g_atomic_int_set (&self->stopping, TRUE);
  invoke (self, stop_cb, self);
}

/* Ping */

typedef struct
{
  VmistateSession *session;
  char *uid;
  guint timeout_msec;
  GTask *task; /* (owned) */
} PingRequest;

/* The poller knows whether the channel is open, not whether there is one. */
static gboolean
lacks_agent_channel (VmistateSession *self, const char *uid)
{
  GHashTableIter iter;
  VmistateKnownDomain *domain;

  g_hash_table_iter_init (&iter, self->domains);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &domain))
    {
      if (domain->description != NULL && g_strcmp0 (domain->description->uid, uid) == 0)
        return !_vmistate_record_has (domain->description->domain, DOMAIN_AGENT_CHANNEL);
    }
  return FALSE;
}

static gboolean
ping_cb (gpointer user_data)
{
  PingRequest *request = user_data;
  VmistateSession *self = request->session;

  if (lacks_agent_channel (self, request->uid))
    g_task_return_new_error (request->task, VMISTATE_ERROR, VMISTATE_ERROR_UNSUPPORTED,
                             "the domain has no channel for a guest agent");
  else if (self->poller != NULL)
    _vmistate_agent_poller_ping (self->poller, request->uid, request->timeout_msec,
                                 g_steal_pointer (&request->task));
  else if (self->guest_agent && !self->was_live)
    g_task_return_new_error (request->task, VMISTATE_ERROR, VMISTATE_ERROR_CONNECTION,
                             "%s is not connected", self->id);
  else
    g_task_return_new_error (request->task, VMISTATE_ERROR, VMISTATE_ERROR_UNSUPPORTED,
                             "%s does not ask guest agents", self->id);
  g_clear_object (&request->task);
  g_free (request->uid);
  g_free (request);
  return G_SOURCE_REMOVE;
}

void
_vmistate_session_ping (VmistateSession *self, const char *uid, guint timeout_msec, GTask *task)
{
  PingRequest *request = g_new0 (PingRequest, 1);

  request->session = self;
  request->uid = g_strdup (uid);
  request->timeout_msec = timeout_msec;
  request->task = task;
  invoke (self, ping_cb, request);
}

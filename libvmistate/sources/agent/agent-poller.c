/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Brings schedules, queue, pings and workers together. All state belongs to the thread that runs
 * the context; a worker only ever sees the job in its hands. */

#include "config.h"

#include "agent-poller.h"

#include <libvirt/virterror.h>

#include "agent-ping.h"
#include "agent-queue.h"
#include "agent-reply.h"
#include "sources/alarm.h"
#include "sources/workers.h"

#define DEFAULT_TIMEOUT_MSEC 5000
#define HOLDS_UNTIL_REVOKED  -1

struct _VmistateAgentPoller
{
  GMainContext *context; /* (owned) */
  VmistateSink *sink;    /* (owned) */
  char *source_id;       /* (owned) */
  VmistateLenders connections;
  VmistateAgentTransport transport;
  gpointer transport_data;
  guint timeout_msec;
  VmistateAgentTiming timing;
  VmistateAgentQueue queue;
  VmistateAgentPings pings;
  VmistateWorkers *workers; /* (owned) */
  GSource *timer;           /* (owned) */
  GFunc done;               /* (nullable) not NULL: stopping */
  gpointer done_data;
};

static void
emit (VmistateAgentPoller *self, VmistateAgentDomain *domain, VmistateAgentReply *reply,
      gint64 observed_at_usec, gint64 valid_for_msec)
{
  VmistateIdentity identity = _vmistate_agent_domain_get_identity (domain);
  g_autoptr (VmistateFact) fact =
      _vmistate_fact_new (VMISTATE_FACT_KIND_AGENT_REPLY, self->source_id, &identity,
                          observed_at_usec, g_object_ref (reply));

  if (valid_for_msec != HOLDS_UNTIL_REVOKED)
    _vmistate_record_set_integer (fact, FACT_VALID_FOR_MSEC, valid_for_msec);
  vmistate_sink_emit (self->sink, fact);
}

/* What is not asked because the agent does not offer it is told as if it had been. */
static void
emit_unsupported (VmistateAgentPoller *self, VmistateAgentDomain *domain, gint64 observed_at_usec)
{
  guint set = _vmistate_agent_schedule_take_unsupported (&domain->schedule);

  for (guint i = 0; i < VMISTATE_AGENT_N_QUESTIONS; i++)
    {
      g_autoptr (VmistateAgentReply) reply = NULL;

      if ((set & VMISTATE_AGENT_BIT (i)) == 0)
        continue;
      reply = _vmistate_agent_reply_new_failed (_vmistate_agent_questions[i].command, "unsupported",
                                                (domain->schedule.disabled & VMISTATE_AGENT_BIT (i))
                                                        != 0
                                                    ? "the guest agent has this command turned off"
                                                    : "the guest agent does not have this command");
      emit (self, domain, reply, observed_at_usec, HOLDS_UNTIL_REVOKED);
    }
}

/* Whether the reply says something of the guest: not if it was asked with less patience than ours
 * and failed, and not if what failed is the connection, of which its owner tells. */
static gboolean
counts (VmistateAgentPoller *self, VmistateAgentJob *job)
{
  if (job->generation != job->domain->generation)
    return FALSE;
  return job->outcome == VMISTATE_AGENT_OUTCOME_ANSWERED || job->timeout_msec >= self->timeout_msec;
}

static void
take_reply (VmistateAgentPoller *self, VmistateAgentJob *job)
{
  VmistateAgentDomain *domain = job->domain;
  gint64 now = g_get_monotonic_time ();

  if (job->ping != NULL)
    _vmistate_agent_pings_finish (&self->pings, job);
  _vmistate_agent_schedule_took (&domain->schedule, &self->timing, job->question,
                                 job->elapsed_usec);
  if (counts (self, job))
    {
      const char *error = _vmistate_record_get_string (job->reply, AGENT_REPLY_ERROR);
      gint64 valid_for_msec;

      _vmistate_agent_schedule_replied (&domain->schedule, &self->timing, job->question,
                                        job->outcome, job->reply, now);
      valid_for_msec = job->outcome == VMISTATE_AGENT_OUTCOME_UNSUPPORTED
                           ? HOLDS_UNTIL_REVOKED
                           : _vmistate_agent_schedule_valid_for_msec (
                               &domain->schedule, job->question, self->timeout_msec);
      if (g_strcmp0 (error, "connection") != 0)
        emit (self, domain, job->reply, job->observed_at_usec, valid_for_msec);
      emit_unsupported (self, domain, job->observed_at_usec);
    }
  _vmistate_agent_queue_end (&self->queue, domain, job->suspect, now);
}

static void
ask (VmistateAgentPoller *self, VmistateAgentDomain *domain, VmistateAgentQuestion question,
     guint timeout_msec, VmistateAgentPing *ping)
{
  VmistateAgentJob *job = g_new0 (VmistateAgentJob, 1);

  job->transport = self->transport;
  job->transport_data = self->transport_data;
  job->connection = _vmistate_lenders_lend (&self->connections, &job->lease);
  job->sink = self->sink;
  job->uuid = g_strdup (domain->uuid);
  job->question = question;
  job->timeout_msec = timeout_msec;
  job->domain = domain;
  job->generation = domain->generation;
  job->suspect = _vmistate_agent_schedule_is_suspect (&domain->schedule, question);
  job->ping = ping;
  if (ping != NULL)
    ping->job = job;
  _vmistate_agent_queue_begin (&self->queue, domain, job->suspect);
  _vmistate_workers_push (self->workers, job);
}

static gboolean
ask_next (VmistateAgentPoller *self, gint64 now)
{
  VmistateAgentDomain *domain;
  VmistateAgentPing *ping = _vmistate_agent_pings_peek (&self->pings, &self->queue, &domain);

  if (ping != NULL)
    {
      ask (self, domain, VMISTATE_AGENT_ASK_PING, (guint) ((ping->deadline - now + 999) / 1000),
           ping);
      return TRUE;
    }
  domain = _vmistate_agent_queue_peek (&self->queue, now);
  if (domain == NULL)
    return FALSE;
  ask (self, domain, domain->question, self->timeout_msec, /* ping= */ NULL);
  return TRUE;
}

/* Does what can be done now and sets the timer for the rest. */
static void
pump (VmistateAgentPoller *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 wake;

  _vmistate_agent_pings_expire (&self->pings, now);
  wake = _vmistate_agent_pings_next_deadline (&self->pings);
  if (self->connections.n > 0)
    {
      while (ask_next (self, now))
        ;
      wake = MIN (wake, _vmistate_agent_queue_next_turn (&self->queue, now));
    }
  g_source_set_ready_time (self->timer, wake == G_MAXINT64 ? -1 : wake);
}

static gboolean
on_timer (gpointer user_data)
{
  pump (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_returned (gpointer user_data)
{
  VmistateAgentPoller *self = user_data;
  VmistateAgentJob *job;

  while ((job = _vmistate_workers_pop (self->workers)) != NULL)
    {
      _vmistate_lenders_give_back (&self->connections, job->lease);
      if (self->done == NULL)
        take_reply (self, job);
      else
        _vmistate_agent_queue_end (&self->queue, job->domain, job->suspect, 0);
      _vmistate_agent_job_free (job);
    }
  if (self->done == NULL)
    pump (self);
  else if (self->queue.n_busy == 0)
    {
      g_clear_pointer (&self->workers, _vmistate_workers_free);
      self->done (self, self->done_data); /* may free */
    }
  return G_SOURCE_CONTINUE;
}

VmistateAgentPoller *
_vmistate_agent_poller_new_with_options (GMainContext *context, VmistateSink *sink,
                                         const char *source_id,
                                         const VmistateAgentPollerOptions *options)
{
  VmistateAgentPoller *self = g_new0 (VmistateAgentPoller, 1);

  self->context = g_main_context_ref (context);
  self->sink = g_object_ref (sink);
  self->source_id = g_strdup (source_id);
  self->transport =
      options->transport != NULL ? options->transport : _vmistate_agent_transport_libvirt;
  self->transport_data = options->transport_data;
  self->timeout_msec = options->timeout_msec;
  self->timing.divisor = options->divisor;
  self->timing.rand = g_rand_new_with_seed (options->seed);
  _vmistate_agent_queue_init (&self->queue, VMISTATE_AGENT_MAX_CALLS);
  g_queue_init (&self->pings.pings);
  self->workers =
      _vmistate_workers_new (context, VMISTATE_AGENT_MAX_CALLS, "vmistate-agent",
                             (VmistateWorkFunc) _vmistate_agent_job_run,
                             (GDestroyNotify) _vmistate_agent_job_free, on_returned, self);
  self->timer = _vmistate_alarm_new (context, "vmistate-agent-timer", on_timer, self);
  return self;
}

VmistateAgentPoller *
_vmistate_agent_poller_new (GMainContext *context, VmistateSink *sink, const char *source_id)
{
  const VmistateAgentPollerOptions options = {
    .timeout_msec = DEFAULT_TIMEOUT_MSEC,
    .divisor = 1,
    .seed = g_random_int (),
  };

  return _vmistate_agent_poller_new_with_options (context, sink, source_id, &options);
}

/* Whatever is under way to @domain no longer counts. */
static void
forsake (VmistateAgentPoller *self, VmistateAgentDomain *domain, VmistateError code,
         const char *message)
{
  domain->generation++;
  if (domain->uid != NULL)
    _vmistate_agent_pings_fail (&self->pings, domain->uid, code, message);
}

static void
ignore_error (void *data G_GNUC_UNUSED, virErrorPtr error G_GNUC_UNUSED)
{
}

/* A new connection may be to a daemon that forgot everything, so all is asked anew. */
static void
restart_domains (VmistateAgentPoller *self)
{
  g_autoptr (GList) domains = g_hash_table_get_values (self->queue.domains);
  gint64 now = g_get_monotonic_time ();

  for (GList *link = domains; link != NULL; link = link->next)
    {
      VmistateAgentDomain *domain = link->data;

      forsake (self, domain, VMISTATE_ERROR_CONNECTION, "the connection was lost");
      domain->connected = domain->connected && self->connections.n > 0;
      _vmistate_agent_schedule_start (&domain->schedule, now);
      _vmistate_agent_queue_update (&self->queue, domain);
    }
}

void
_vmistate_agent_poller_set_connections (VmistateAgentPoller *self, virConnectPtr *connections,
                                        guint n)
{
  if (self->done != NULL || (n == 0 && self->connections.n == 0))
    return;
  for (guint i = 0; i < n; i++)
    virConnSetErrorFunc (connections[i], NULL, ignore_error);
  _vmistate_lenders_set (&self->connections, connections, n);
  restart_domains (self);
  pump (self);
}

void
_vmistate_agent_poller_domain_changed (VmistateAgentPoller *self, const char *uuid,
                                       const VmistateIdentity *identity, gboolean running)
{
  VmistateAgentDomain *domain;

  if (self->done != NULL)
    return;
  domain = _vmistate_agent_queue_ensure (&self->queue, uuid);
  /* An agent cannot answer while its guest is paused, and that is no fault of its own. */
  if (domain->running && !running)
    forsake (self, domain, VMISTATE_ERROR_FAILED, "the guest is not running");
  _vmistate_agent_domain_identify (domain, identity);
  domain->known = TRUE;
  domain->running = running;
  _vmistate_agent_queue_update (&self->queue, domain);
  pump (self);
}

static void
set_connected (VmistateAgentPoller *self, const char *uuid, gboolean connected)
{
  VmistateAgentDomain *domain = _vmistate_agent_queue_ensure (&self->queue, uuid);

  forsake (self, domain, VMISTATE_ERROR_FAILED, "the guest agent's channel was closed");
  domain->connected = connected;
  _vmistate_agent_schedule_start (&domain->schedule, g_get_monotonic_time ());
  _vmistate_agent_queue_update (&self->queue, domain);
  pump (self);
}

static gboolean
is_connected (VmistateAgentPoller *self, const char *uuid)
{
  VmistateAgentDomain *domain = g_hash_table_lookup (self->queue.domains, uuid);

  return domain != NULL && domain->connected;
}

void
_vmistate_agent_poller_channel_changed (VmistateAgentPoller *self, const char *uuid,
                                        gboolean connected)
{
  if (self->done == NULL && connected != is_connected (self, uuid))
    set_connected (self, uuid, connected);
}

void
_vmistate_agent_poller_domain_rebooted (VmistateAgentPoller *self, const char *uuid)
{
  if (self->done == NULL && is_connected (self, uuid))
    set_connected (self, uuid, FALSE);
}

void
_vmistate_agent_poller_domain_gone (VmistateAgentPoller *self, const char *uuid)
{
  VmistateAgentDomain *domain = g_hash_table_lookup (self->queue.domains, uuid);

  if (self->done != NULL || domain == NULL)
    return;
  forsake (self, domain, VMISTATE_ERROR_NOT_FOUND, "the domain is gone");
  domain->known = FALSE;
  domain->running = FALSE;
  domain->connected = FALSE;
  _vmistate_agent_queue_update (&self->queue, domain);
  pump (self);
}

/* Returns: why @domain cannot be pinged, or NULL. */
static const char *
refuse_ping (VmistateAgentPoller *self, VmistateAgentDomain *domain, VmistateError *code)
{
  *code = VMISTATE_ERROR_FAILED;
  if (self->done != NULL)
    {
      *code = VMISTATE_ERROR_CLOSED;
      return "the source was stopped";
    }
  if (self->connections.n == 0)
    {
      *code = VMISTATE_ERROR_CONNECTION;
      return "there is no connection";
    }
  if (domain == NULL)
    {
      *code = VMISTATE_ERROR_NOT_FOUND;
      return "there is no such VMI";
    }
  if (!domain->running)
    return "the guest is not running";
  return domain->connected ? NULL : "the guest agent's channel is not open";
}

static gboolean
on_ping_cancelled (GCancellable *cancellable G_GNUC_UNUSED, gpointer user_data)
{
  pump (user_data);
  return G_SOURCE_REMOVE;
}

void
_vmistate_agent_poller_ping (VmistateAgentPoller *self, const char *uid, guint timeout_msec,
                             GTask *task)
{
  gint64 deadline = g_get_monotonic_time () + (gint64) timeout_msec * 1000;
  VmistateError code;
  const char *why = refuse_ping (self, _vmistate_agent_queue_find_uid (&self->queue, uid), &code);

  if (why != NULL)
    {
      g_task_return_new_error (task, VMISTATE_ERROR, code, "%s", why);
      g_object_unref (task);
      return;
    }
  _vmistate_agent_pings_add (&self->pings, uid, deadline, task, self->context, on_ping_cancelled,
                             self);
  pump (self);
}

void
_vmistate_agent_poller_stop (VmistateAgentPoller *self, GFunc done, gpointer user_data)
{
  g_return_if_fail (self->done == NULL && done != NULL);

  self->done = done;
  self->done_data = user_data;
  g_source_set_ready_time (self->timer, -1);
  _vmistate_agent_pings_fail (&self->pings, /* uid= */ NULL, VMISTATE_ERROR_CLOSED,
                              "the source was stopped");
  _vmistate_workers_wake (self->workers);
}

void
_vmistate_agent_poller_free (VmistateAgentPoller *self)
{
  _vmistate_alarm_clear (&self->timer);
  _vmistate_lenders_set (&self->connections, NULL, 0);
  _vmistate_agent_queue_clear (&self->queue);
  g_rand_free (self->timing.rand);
  g_free (self->source_id);
  g_object_unref (self->sink);
  g_main_context_unref (self->context);
  g_free (self);
}

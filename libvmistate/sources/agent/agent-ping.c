/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "agent-ping.h"

/* What a caller of vmistate_source_ping_finish() is told; the rest is "failed". */
static const struct
{
  const char *nick;
  VmistateError code;
} codes[] = {
  { "connection", VMISTATE_ERROR_CONNECTION },
  { "not-found", VMISTATE_ERROR_NOT_FOUND },
  { "timeout", VMISTATE_ERROR_TIMEOUT },
  { "unsupported", VMISTATE_ERROR_UNSUPPORTED },
};

/* The task was answered: nothing of the ping is left but the question, if it is under way. */
static void
ping_remove (VmistateAgentPings *self, VmistateAgentPing *ping)
{
  g_queue_remove (&self->pings, ping);
  if (ping->job != NULL)
    ping->job->ping = NULL;
  if (ping->cancel_source != NULL)
    {
      g_source_destroy (ping->cancel_source);
      g_source_unref (ping->cancel_source);
    }
  g_object_unref (ping->task);
  g_free (ping->uid);
  g_free (ping);
}

void
_vmistate_agent_pings_add (VmistateAgentPings *self, const char *uid, gint64 deadline, GTask *task,
                           GMainContext *context, GCancellableSourceFunc cancelled,
                           gpointer user_data)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  VmistateAgentPing *ping = g_new0 (VmistateAgentPing, 1);

  ping->task = task;
  ping->uid = g_strdup (uid);
  ping->deadline = deadline;
  if (cancellable != NULL)
    {
      ping->cancel_source = g_cancellable_source_new (cancellable);
      g_source_set_static_name (ping->cancel_source, "vmistate-agent-ping-cancelled");
      g_source_set_callback (ping->cancel_source, G_SOURCE_FUNC (cancelled), user_data, NULL);
      g_source_attach (ping->cancel_source, context);
    }
  g_queue_push_tail (&self->pings, ping);
}

static gboolean
is_over (const VmistateAgentPing *ping, gint64 now)
{
  if (g_task_return_error_if_cancelled (ping->task))
    return TRUE;
  if (now < ping->deadline)
    return FALSE;
  g_task_return_new_error (ping->task, VMISTATE_ERROR, VMISTATE_ERROR_TIMEOUT,
                           "the guest agent did not answer in time");
  return TRUE;
}

void
_vmistate_agent_pings_expire (VmistateAgentPings *self, gint64 now)
{
  GList *next;

  for (GList *link = self->pings.head; link != NULL; link = next)
    {
      next = link->next;
      if (is_over (link->data, now))
        ping_remove (self, link->data);
    }
}

void
_vmistate_agent_pings_fail (VmistateAgentPings *self, const char *uid, VmistateError code,
                            const char *message)
{
  GList *next;

  for (GList *link = self->pings.head; link != NULL; link = next)
    {
      VmistateAgentPing *ping = link->data;

      next = link->next;
      if (uid != NULL && g_strcmp0 (ping->uid, uid) != 0)
        continue;
      g_task_return_new_error (ping->task, VMISTATE_ERROR, code, "%s", message);
      ping_remove (self, ping);
    }
}

VmistateAgentPing *
_vmistate_agent_pings_peek (VmistateAgentPings *self, VmistateAgentQueue *queue,
                            VmistateAgentDomain **domain)
{
  for (GList *link = self->pings.head; link != NULL; link = link->next)
    {
      VmistateAgentPing *ping = link->data;

      if (ping->job != NULL)
        continue;
      *domain = _vmistate_agent_queue_find_uid (queue, ping->uid);
      if (*domain == NULL || (*domain)->busy)
        continue;
      if (_vmistate_agent_queue_has_room (
              queue,
              _vmistate_agent_schedule_is_suspect (&(*domain)->schedule, VMISTATE_AGENT_ASK_PING)))
        return ping;
    }
  return NULL;
}

gint64
_vmistate_agent_pings_next_deadline (VmistateAgentPings *self)
{
  gint64 deadline = G_MAXINT64;

  for (GList *link = self->pings.head; link != NULL; link = link->next)
    deadline = MIN (deadline, ((VmistateAgentPing *) link->data)->deadline);
  return deadline;
}

static VmistateError
code_of_reply (VmistateAgentReply *reply)
{
  const char *nick = _vmistate_record_get_string (reply, AGENT_REPLY_ERROR);

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      if (g_strcmp0 (codes[i].nick, nick) == 0)
        return codes[i].code;
    }
  return VMISTATE_ERROR_FAILED;
}

void
_vmistate_agent_pings_finish (VmistateAgentPings *self, VmistateAgentJob *job)
{
  VmistateAgentPing *ping = job->ping;

  if (job->outcome == VMISTATE_AGENT_OUTCOME_ANSWERED)
    g_task_return_pointer (ping->task, g_memdup2 (&job->elapsed_usec, sizeof (job->elapsed_usec)),
                           g_free);
  else
    g_task_return_new_error (ping->task, VMISTATE_ERROR, code_of_reply (job->reply), "%s",
                             _vmistate_record_get_string (job->reply, AGENT_REPLY_MESSAGE));
  ping_remove (self, ping);
}

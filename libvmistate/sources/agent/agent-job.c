/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "agent-job.h"

#include "agent-reply.h"

static void
release_connection (VmistateAgentJob *self)
{
  if (self->connection != NULL)
    virConnectClose (self->connection);
  self->connection = NULL;
}

void
_vmistate_agent_job_free (VmistateAgentJob *self)
{
  g_clear_object (&self->reply);
  release_connection (self);
  g_free (self->uuid);
  g_free (self);
}

static VmistateAgentOutcome
outcome_of_reply (VmistateAgentReply *reply)
{
  const char *error = _vmistate_record_get_string (reply, AGENT_REPLY_ERROR);

  if (error == NULL)
    return VMISTATE_AGENT_OUTCOME_ANSWERED;
  return g_str_equal (error, "unsupported") ? VMISTATE_AGENT_OUTCOME_UNSUPPORTED
                                            : VMISTATE_AGENT_OUTCOME_FAILED;
}

static void
take_failure (VmistateAgentJob *self, const VmistateAgentCallError *error)
{
  const char *nick = _vmistate_agent_call_error_classify (error, &self->outcome);

  self->reply =
      _vmistate_agent_reply_new_failed (_vmistate_agent_questions[self->question].command, nick,
                                        error->message != NULL ? error->message : nick);
}

void
_vmistate_agent_job_run (VmistateAgentJob *self)
{
  const char *command = _vmistate_agent_questions[self->question].command;
  g_autofree char *json = g_strdup_printf ("{\"execute\":\"%s\"}", command);
  VmistateAgentCallError error = { 0 };
  g_autofree char *text = NULL;
  gint64 asked_at;

  self->observed_at_usec = vmistate_sink_get_time_usec (self->sink);
  asked_at = g_get_monotonic_time ();
  text = self->transport (self->transport_data, self->connection, self->uuid, json,
                          (self->timeout_msec + 999) / 1000, &error);
  self->elapsed_usec = g_get_monotonic_time () - asked_at;
  if (text != NULL)
    {
      self->reply = _vmistate_agent_reply_decode (command, text, -1);
      self->outcome = outcome_of_reply (self->reply);
    }
  else
    take_failure (self, &error);
  _vmistate_agent_call_error_clear (&error);
  /* Closing a connection can wait too, so it is not left to the thread that runs the timers. */
  release_connection (self);
}

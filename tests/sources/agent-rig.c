/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "agent-stand-in.h"

#include "model/payloads.h"

#define PATIENCE_USEC (20 * G_USEC_PER_SEC)

static void
take_facts (GPtrArray *facts, gpointer user_data)
{
  Rig *self = user_data;

  for (guint i = 0; i < facts->len; i++)
    g_ptr_array_add (self->facts, g_object_ref (facts->pdata[i]));
}

void
rig_set_up (Rig *self, gconstpointer data G_GNUC_UNUSED)
{
  VmistateAgentPollerOptions options = {
    .transport = stand_in_ask,
    .timeout_msec = 5000,
    .divisor = STAND_IN_DIVISOR,
    .seed = 3,
  };

  *self = (Rig){ 0 };
  self->guests = stand_in_new ();
  self->context = g_main_context_new ();
  g_main_context_push_thread_default (self->context);
  self->facts = g_ptr_array_new_with_free_func (g_object_unref);
  self->inbox = _vmistate_inbox_new (self->context, take_facts, self);
  self->sink = _vmistate_sink_new (self->inbox);
  self->connection = virConnectOpen ("test:///default");
  g_assert_nonnull (self->connection);
  options.transport_data = self->guests;
  self->poller =
      _vmistate_agent_poller_new_with_options (self->context, self->sink, "test", &options);
  _vmistate_agent_poller_set_connections (self->poller, &self->connection, 1);
}

static void
on_stopped (gpointer poller, gpointer user_data)
{
  Rig *self = user_data;

  g_assert_true (poller == self->poller);
  _vmistate_agent_poller_free (g_steal_pointer (&self->poller));
  self->stopped = TRUE;
}

static gboolean
is_stopped (Rig *self, gconstpointer data G_GNUC_UNUSED)
{
  return self->stopped;
}

void
rig_begin_stop (Rig *self)
{
  _vmistate_agent_poller_stop (self->poller, on_stopped, self);
}

void
rig_end_stop (Rig *self)
{
  rig_wait (self, is_stopped, NULL);
}

void
rig_stop (Rig *self)
{
  rig_begin_stop (self);
  rig_end_stop (self);
}

void
rig_tear_down (Rig *self, gconstpointer data G_GNUC_UNUSED)
{
  if (!self->stopped)
    rig_stop (self);
  _vmistate_inbox_close (self->inbox);
  g_object_unref (self->sink);
  _vmistate_inbox_unref (self->inbox);
  g_ptr_array_unref (self->facts);
  /* Whoever kept the connection would be seen here. */
  g_assert_cmpint (virConnectClose (self->connection), ==, 0);
  g_main_context_pop_thread_default (self->context);
  g_main_context_unref (self->context);
  stand_in_free (self->guests);
}

void
rig_set_running (Rig *self, const char *uuid, gboolean running)
{
  g_autofree char *uid = g_strconcat ("uid-", uuid, NULL);
  const VmistateIdentity identity = { "ns", uuid, uid };

  _vmistate_agent_poller_domain_changed (self->poller, uuid, &identity, running);
}

void
rig_add_domain (Rig *self, const char *uuid)
{
  rig_set_running (self, uuid, TRUE);
  _vmistate_agent_poller_channel_changed (self->poller, uuid, TRUE);
}

static gboolean
wake_up (gpointer user_data G_GNUC_UNUSED)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
is_over (Rig *self G_GNUC_UNUSED, gconstpointer data)
{
  return g_get_monotonic_time () >= *(const gint64 *) data;
}

static void
run (Rig *self, RigCheck check, gconstpointer data)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE_USEC;
  GSource *tick = g_timeout_source_new (2);

  g_source_set_callback (tick, wake_up, NULL, NULL);
  g_source_attach (tick, self->context);
  while (!check (self, data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (self->context, /* may_block= */ TRUE);
    }
  g_source_destroy (tick);
  g_source_unref (tick);
}

void
rig_wait (Rig *self, RigCheck check, gconstpointer data)
{
  run (self, check, data);
}

void
rig_run_for (Rig *self, guint msec)
{
  gint64 until = g_get_monotonic_time () + (gint64) msec * 1000;

  run (self, is_over, &until);
}

void
rig_drain (Rig *self)
{
  while (g_main_context_iteration (self->context, /* may_block= */ FALSE))
    ;
}

static gboolean
is_reply (VmistateFact *fact, const char *uuid, const char *command)
{
  gpointer reply = _vmistate_fact_get_payload (fact);

  return g_strcmp0 (vmistate_fact_get_name (fact), uuid) == 0
         && (command == NULL
             || g_strcmp0 (_vmistate_record_get_string (reply, AGENT_REPLY_COMMAND), command) == 0);
}

VmistateAgentReply *
rig_get_reply (Rig *self, const char *uuid, const char *command)
{
  for (guint i = self->facts->len; i > 0; i--)
    {
      if (is_reply (self->facts->pdata[i - 1], uuid, command))
        return _vmistate_fact_get_payload (self->facts->pdata[i - 1]);
    }
  return NULL;
}

guint
rig_count_replies (Rig *self, const char *uuid, const char *command)
{
  guint n = 0;

  for (guint i = 0; i < self->facts->len; i++)
    n += is_reply (self->facts->pdata[i], uuid, command);
  return n;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Usage: agent-watch URI DOMAIN
 * The poller on a real libvirt. Prints a line of JSON for each fact and each event it was told of;
 * "ping MSEC" on standard input asks for a ping, its end stops the program. */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include <gio/gunixinputstream.h>
#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>

#include "monitor/sink.h"
#include "sources/agent/agent-poller.h"

#define UID "uid-of-the-domain"

typedef struct
{
  GMainLoop *loop;
  VmistateAgentPoller *poller;
  const char *name;
  char uuid[VIR_UUID_STRING_BUFLEN];
  gint state;     /* (atomic) of libvirt's event loop: 0 runs, 1 should end */
  gboolean ended; /* nothing may come any more */
} Watch;

static void say (const char *format, ...) G_GNUC_PRINTF (1, 2);

static void
say (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  puts (text);
  fflush (stdout);
}

static void
print_facts (GPtrArray *facts, gpointer user_data)
{
  Watch *self = user_data;

  g_assert_false (self->ended);
  for (guint i = 0; i < facts->len; i++)
    {
      g_autofree char *json = vmistate_record_to_json (facts->pdata[i], VMISTATE_PROFILE_TRUTH);

      say ("%s", json);
    }
}

/* What libvirt's thread saw, on its way to the poller's. */
typedef struct
{
  Watch *watch;
  char uuid[VIR_UUID_STRING_BUFLEN];
  const char *name;
  int state;
} Event;

static gboolean
take_event (gpointer user_data)
{
  g_autofree Event *event = user_data;
  Watch *self = event->watch;
  const VmistateIdentity identity = { NULL, self->name, UID };

  say ("{\"event\":\"%s\",\"state\":%d}", event->name, event->state);
  if (g_str_equal (event->name, "agent"))
    _vmistate_agent_poller_channel_changed (
        self->poller, event->uuid,
        event->state == VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_STATE_CONNECTED);
  else if (g_str_equal (event->name, "reboot"))
    _vmistate_agent_poller_domain_rebooted (self->poller, event->uuid);
  else
    _vmistate_agent_poller_domain_changed (self->poller, event->uuid, &identity,
                                           event->state == VIR_DOMAIN_EVENT_STARTED
                                               || event->state == VIR_DOMAIN_EVENT_RESUMED);
  return G_SOURCE_REMOVE;
}

static void
queue_event (Watch *self, virDomainPtr domain, const char *name, int state)
{
  Event *event;
  GSource *idle;

  if (g_strcmp0 (virDomainGetName (domain), self->name) != 0)
    return;
  event = g_new0 (Event, 1);
  event->watch = self;
  event->name = name;
  event->state = state;
  virDomainGetUUIDString (domain, event->uuid);
  idle = g_idle_source_new ();
  g_source_set_priority (idle, G_PRIORITY_DEFAULT);
  g_source_set_callback (idle, take_event, event, NULL);
  g_source_attach (idle, NULL);
  g_source_unref (idle);
}

static int
on_lifecycle (virConnectPtr connection G_GNUC_UNUSED, virDomainPtr domain, int event,
              int detail G_GNUC_UNUSED, void *data)
{
  queue_event (data, domain, "lifecycle", event);
  return 0;
}

static void
on_reboot (virConnectPtr connection G_GNUC_UNUSED, virDomainPtr domain, void *data)
{
  queue_event (data, domain, "reboot", 0);
}

static void
on_agent (virConnectPtr connection G_GNUC_UNUSED, virDomainPtr domain, int state,
          int reason G_GNUC_UNUSED, void *data)
{
  queue_event (data, domain, "agent", state);
}

static void
on_tick (int timer G_GNUC_UNUSED, void *data G_GNUC_UNUSED)
{
}

static gpointer
run_libvirt_loop (gpointer data)
{
  Watch *self = data;

  while (g_atomic_int_get (&self->state) == 0)
    virEventRunDefaultImpl ();
  return NULL;
}

static void
on_pinged (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *elapsed = g_task_propagate_pointer (G_TASK (result), &error);

  if (elapsed != NULL)
    say ("{\"ping\":%" G_GINT64_FORMAT "}", *elapsed);
  else
    say ("{\"ping\":null,\"code\":%d}", error->code);
}

static void
on_stopped (gpointer poller, gpointer user_data)
{
  Watch *self = user_data;

  _vmistate_agent_poller_free (poller);
  self->ended = TRUE;
  g_main_loop_quit (self->loop);
}

static void
on_line (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Watch *self = user_data;
  GDataInputStream *input = G_DATA_INPUT_STREAM (object);
  g_autofree char *line = g_data_input_stream_read_line_finish (input, result, NULL, NULL);

  if (line == NULL)
    {
      _vmistate_agent_poller_stop (self->poller, on_stopped, self);
      return;
    }
  g_assert_true (g_str_has_prefix (line, "ping "));
  _vmistate_agent_poller_ping (self->poller, UID, (guint) atoi (line + 5),
                               g_task_new (NULL, NULL, on_pinged, NULL));
  g_data_input_stream_read_line_async (input, G_PRIORITY_DEFAULT, NULL, on_line, self);
}

static virConnectPtr
open_connection (const char *uri)
{
  virConnectPtr connection = virConnectOpen (uri);

  if (connection == NULL)
    exit (77);
  return connection;
}

int
main (int argc, char **argv)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (0, /* close_fd= */ FALSE);
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (input);
  g_autoptr (VmistateInbox) inbox = NULL;
  g_autoptr (VmistateSink) sink = NULL;
  g_autoptr (GThread) thread = NULL;
  virConnectPtr events;
  virConnectPtr questions;
  Watch self = { 0 };

  g_assert_cmpint (argc, ==, 3);
  self.name = argv[2];
  self.loop = g_main_loop_new (NULL, FALSE);
  inbox = _vmistate_inbox_new (g_main_context_default (), print_facts, &self);
  sink = _vmistate_sink_new (inbox);
  self.poller = _vmistate_agent_poller_new (g_main_context_default (), sink, "libvirt:live");
  g_assert_cmpint (virEventRegisterDefaultImpl (), ==, 0);
  virEventAddTimeout (200, on_tick, NULL, NULL);
  thread = g_thread_new ("libvirt-events", run_libvirt_loop, &self);
  events = open_connection (argv[1]);
  questions = open_connection (argv[1]);
  virConnectDomainEventRegisterAny (events, NULL, VIR_DOMAIN_EVENT_ID_LIFECYCLE,
                                    VIR_DOMAIN_EVENT_CALLBACK (on_lifecycle), &self, NULL);
  virConnectDomainEventRegisterAny (events, NULL, VIR_DOMAIN_EVENT_ID_REBOOT,
                                    VIR_DOMAIN_EVENT_CALLBACK (on_reboot), &self, NULL);
  virConnectDomainEventRegisterAny (events, NULL, VIR_DOMAIN_EVENT_ID_AGENT_LIFECYCLE,
                                    VIR_DOMAIN_EVENT_CALLBACK (on_agent), &self, NULL);
  _vmistate_agent_poller_set_connections (self.poller, &questions, 1);
  virConnectClose (questions);
  say ("{\"event\":\"ready\"}");
  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, NULL, on_line, &self);
  g_main_loop_run (self.loop);

  g_atomic_int_set (&self.state, 1);
  g_thread_join (g_steal_pointer (&thread));
  virConnectClose (events);
  _vmistate_inbox_close (inbox);
  g_main_loop_unref (self.loop);
  return 0;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Connections: the first and every later one go the same way. Events are registered before the
 * domains are listed, so that nothing falls between the two; what arrives meanwhile waits. */

#include "config.h"

#include <libvirt/virterror.h>

#include "sources/backoff.h"
#include "event-data.h"
#include "sources/event-loop.h"
#include "session.h"
#include "sources/clean-text.h"

/* An event loop that has not come round for so long is not run. */
#define HEARTBEAT_MSEC 5000
#define PULSE_MSEC     2500

#define LOOP_IS_STILL                                                                              \
  "libvirt's event loop is not running: the program chose to run it and does not"

/* Telling */

static void
report (VmistateSession *self, const char *state, const char *message)
{
  gpointer payload = g_object_new (_vmistate_source_report_get_type (), NULL);

  _vmistate_record_set_string (payload, SOURCE_REPORT_STATE, state);
  _vmistate_record_set_string (payload, SOURCE_REPORT_MESSAGE, message);
  _vmistate_record_set_string (payload, SOURCE_REPORT_NODE, self->node);
  _vmistate_record_set_texts (payload, SOURCE_REPORT_UNSUPPORTED,
                              (const char *const *) self->unsupported->pdata,
                              self->unsupported->len);
  _vmistate_session_emit (self, VMISTATE_FACT_KIND_SOURCE, /* identity= */ NULL,
                          vmistate_sink_get_time_usec (self->sink), /* after_gap= */ FALSE,
                          payload);
}

/* A daemon that stays away is told of once. */
static void
report_lost (VmistateSession *self, const char *message)
{
  if (g_strcmp0 (self->lost_message, message) == 0)
    return;
  g_free (self->lost_message);
  self->lost_message = g_strdup (message);
  report (self, "LOST", message);
}

static void
report_live (VmistateSession *self)
{
  g_clear_pointer (&self->lost_message, g_free);
  self->attempts = 0;
  self->was_live = TRUE;
  report (self, "LIVE", /* message= */ NULL);
}

/* Timers of the session's own context */

static void
clear_source (GSource **source)
{
  if (*source == NULL)
    return;
  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static GSource *
add_timer (VmistateSession *self, guint msec, GSourceFunc func, const char *name)
{
  GSource *source = g_timeout_source_new (msec);

  g_source_set_static_name (source, name);
  g_source_set_callback (source, func, self, NULL);
  g_source_attach (source, self->context);
  return source;
}

/* Losing */

/* A callback with it may be on its way, if there was a connection to call back. */
static void
retire_target (VmistateSession *self)
{
  if (self->events.handle != NULL)
    g_ptr_array_add (self->retired, g_steal_pointer (&self->target));
  g_clear_pointer (&self->target, _vmistate_event_target_unref);
}

void
_vmistate_session_disconnect (VmistateSession *self)
{
  clear_source (&self->reconnect);
  clear_source (&self->pulse);
  if (self->target != NULL)
    _vmistate_event_target_silence (self->target);
  _vmistate_session_drop_jobs (self);
  _vmistate_session_drop_migrations (self);
  _vmistate_session_note_gap_in_domain_jobs (self);
  if (self->poller != NULL)
    _vmistate_agent_poller_set_connections (self->poller, NULL, 0);
  if (self->probe != NULL)
    _vmistate_probe_set_connections (self->probe, NULL, NULL, 0);
  for (guint i = 0; i < self->callback_ids->len; i++)
    virConnectDomainEventDeregisterAny (self->events.handle,
                                        g_array_index (self->callback_ids, int, i));
  g_array_set_size (self->callback_ids, 0);
  retire_target (self);
  for (guint i = 0; i < G_N_ELEMENTS (self->probes); i++)
    _vmistate_connection_close (&self->probes[i]);
  for (guint i = 0; i < G_N_ELEMENTS (self->agents); i++)
    _vmistate_connection_close (&self->agents[i]);
  _vmistate_connection_close (&self->events);
}

static gboolean
reconnect_cb (gpointer user_data)
{
  _vmistate_session_connect (user_data);
  return G_SOURCE_REMOVE;
}

static void
lose (VmistateSession *self, const char *message)
{
  if (_vmistate_session_is_stopping (self))
    return;
  report_lost (self, message);
  _vmistate_session_disconnect (self);
  self->reconnect =
      add_timer (self, _vmistate_backoff_get_msec (self->attempts, g_rand_double (self->jitter)),
                 reconnect_cb, "vmistate reconnect");
}

static const char *
close_reason (int reason)
{
  static const char *const texts[] = {
    [VIR_CONNECT_CLOSE_REASON_ERROR] = "the connection broke",
    [VIR_CONNECT_CLOSE_REASON_EOF] = "the daemon closed the connection",
    [VIR_CONNECT_CLOSE_REASON_KEEPALIVE] = "the daemon no longer answers",
    [VIR_CONNECT_CLOSE_REASON_CLIENT] = "the connection was closed here",
  };

  return reason >= 0 && (guint) reason < G_N_ELEMENTS (texts) ? texts[reason]
                                                              : "the connection was closed";
}

/* From the event loop's thread to the session's. */
typedef struct
{
  VmistateSession *session;
  VmistateEventTarget *target; /* (owned) of the connection that was closed */
  int reason;
} CloseNote;

static void
close_note_free (gpointer data)
{
  CloseNote *note = data;

  _vmistate_event_target_unref (note->target);
  g_free (note);
}

static gboolean
closed_on_session_cb (gpointer user_data)
{
  CloseNote *note = user_data;

  /* Not of a connection that was given up in the meantime. */
  if (note->session->target == note->target)
    lose (note->session, close_reason (note->reason));
  return G_SOURCE_REMOVE;
}

static void
closed (VmistateEventTarget *target, int reason, gpointer user_data)
{
  VmistateSession *self = user_data;
  CloseNote *note = g_new0 (CloseNote, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  note->session = self;
  note->target = _vmistate_event_target_ref (target);
  note->reason = reason;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, closed_on_session_cb, note, close_note_free);
  g_source_attach (source, self->context);
}

/* Keepalive runs in the event loop too, so where that stands still nothing else will tell. */
static gboolean
pulse_cb (gpointer user_data)
{
  VmistateSession *self = user_data;

  if (_vmistate_heart_get_age_usec (self->heart) > HEARTBEAT_MSEC * G_GINT64_CONSTANT (1000))
    lose (self, LOOP_IS_STILL);
  return G_SOURCE_CONTINUE;
}

/* Opening */

static void
add_unsupported (VmistateSession *self, const char *name)
{
  g_ptr_array_add (self->unsupported, g_strdup (name));
}

static void
find_node (VmistateSession *self)
{
  char *name = virConnectGetHostname (self->events.handle);

  g_free (self->node);
  self->node = name != NULL ? g_utf8_make_valid (name, -1) : NULL;
  free (name);
}

/* libvirt has agents to ask and monitors to probe with this one only. */
static gboolean
is_qemu (VmistateSession *self)
{
  return g_strcmp0 (virConnectGetType (self->events.handle), "QEMU") == 0;
}

/* As many as can be had. A driver in this process needs no more than the one there is: its calls do
 * not share a socket, and libvirt registers the embedded driver anew each time it is opened, which
 * it can do about twenty times in the life of a process.
 * Returns: how many; 0 with libvirt's last error set */
static guint
open_several (VmistateSession *self, VmistateConnection *connections, guint n,
              virConnectPtr *handles)
{
  guint i;

  if (!self->events.is_remote)
    {
      handles[0] = self->events.handle;
      return 1;
    }
  for (i = 0; i < n && _vmistate_connection_open (&connections[i], self->uri, self->target); i++)
    handles[i] = connections[i].handle;
  return i;
}

static void
open_agents (VmistateSession *self)
{
  virConnectPtr handles[G_N_ELEMENTS (self->agents)];
  guint n;

  if (!self->guest_agent || !is_qemu (self))
    return;
  n = open_several (self, self->agents, G_N_ELEMENTS (self->agents), handles);
  if (n == 0)
    {
      add_unsupported (self, "GUEST_AGENT");
      return;
    }
  if (self->poller == NULL)
    self->poller = _vmistate_agent_poller_new (self->context, self->sink, self->id);
  _vmistate_agent_poller_set_connections (self->poller, handles, n);
}

static void
open_probes (VmistateSession *self)
{
  virConnectPtr handles[G_N_ELEMENTS (self->probes)];
  guint n;

  if (self->probe_interval_msec == 0)
    return;
  if (!is_qemu (self))
    {
      add_unsupported (self, "CONTROL_INFO");
      add_unsupported (self, "PROBE");
      return;
    }
  /* Looking is still possible without a connection to enter on. */
  n = open_several (self, self->probes, G_N_ELEMENTS (self->probes), handles);
  if (n == 0)
    add_unsupported (self, "PROBE");
  if (self->probe == NULL)
    {
      self->probe =
          _vmistate_probe_new (self->context, self->sink, self->id, self->probe_interval_msec);
      _vmistate_probe_set_job_func (self->probe, _vmistate_session_take_job_answer, self);
    }
  _vmistate_probe_set_connections (self->probe, self->events.handle, handles, n);
}

static gboolean
open_all (VmistateSession *self)
{
  self->target = _vmistate_event_target_new (
      _vmistate_session_take_job, closed, (GDestroyNotify) _vmistate_domain_event_job_free, self);
  g_ptr_array_set_size (self->unsupported, 0);
  if (!_vmistate_connection_open (&self->events, self->uri, self->target)
      || !_vmistate_domain_events_register (self->events.handle, self->target, self->callback_ids,
                                            self->unsupported))
    return FALSE;
  find_node (self);
  open_agents (self);
  open_probes (self);
  return _vmistate_session_list_domains (self);
}

static void
lose_with_last_error (VmistateSession *self)
{
  g_autofree char *message = _vmistate_clean_text (virGetLastErrorMessage ());

  lose (self, message);
}

void
_vmistate_session_connect (VmistateSession *self)
{
  clear_source (&self->reconnect);
  if (_vmistate_session_is_stopping (self))
    return;
  self->attempts++;
  if (!_vmistate_heart_wait (self->heart, HEARTBEAT_MSEC))
    {
      lose (self, LOOP_IS_STILL);
      return;
    }
  if (!open_all (self))
    {
      lose_with_last_error (self);
      return;
    }
  _vmistate_session_handle_jobs (self);
  _vmistate_session_reread_dirty (self);
  if (_vmistate_event_loop_is_foreign ())
    self->pulse = add_timer (self, PULSE_MSEC, pulse_cb, "vmistate pulse");
  report_live (self);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Connections: the first and every later one go the same way. Events are registered before the
 * domains are listed, so that nothing falls between the two; what arrives meanwhile waits. */

#include "config.h"

#include <libvirt/virterror.h>

#include "event-loop.h"
#include "session.h"

#define KEEPALIVE_SEC   5
#define KEEPALIVE_COUNT 3
#define HEARTBEAT_MSEC  5000

#define BACKOFF_MIN_MSEC 250u
#define BACKOFF_MAX_MSEC 10000u

/* libvirt prints every error to stderr otherwise. */
static void
be_silent (void *opaque G_GNUC_UNUSED, virErrorPtr error G_GNUC_UNUSED)
{
}

static void
report (VmistateSession *self, const char *state, const char *message)
{
  gpointer payload = g_object_new (_vmistate_source_report_get_type (), NULL);

  _vmistate_record_set_string (payload, SOURCE_REPORT_STATE, state);
  _vmistate_record_set_string (payload, SOURCE_REPORT_MESSAGE, message);
  _vmistate_record_set_string (payload, SOURCE_REPORT_NODE, self->node);
  if (self->unsupported->len > 0)
    _vmistate_record_take_variant (
        payload, SOURCE_REPORT_UNSUPPORTED,
        g_variant_new_strv ((const char *const *) self->unsupported->pdata,
                            self->unsupported->len));
  _vmistate_session_emit (self, VMISTATE_FACT_KIND_SOURCE, /* identity= */ NULL,
                          vmistate_sink_get_time_usec (self->sink), /* after_gap= */ FALSE,
                          payload);
}

/* Losing */

static void schedule_reconnect (VmistateSession *self);

static void
close_connection (virConnectPtr *connection)
{
  if (*connection != NULL)
    virConnectClose (*connection);
  *connection = NULL;
}

static void close_cb (virConnectPtr connection, int reason, void *opaque);

void
_vmistate_session_disconnect (VmistateSession *self)
{
  if (self->reconnect != NULL)
    {
      g_source_destroy (self->reconnect);
      g_clear_pointer (&self->reconnect, g_source_unref);
    }
  if (self->target != NULL)
    _vmistate_event_target_silence (self->target);
  if (self->poller != NULL)
    _vmistate_agent_poller_set_connection (self->poller, NULL);
  if (self->probe != NULL)
    _vmistate_probe_set_connections (self->probe, NULL, NULL);
  for (guint i = 0; i < self->callback_ids->len; i++)
    virConnectDomainEventDeregisterAny (self->events, g_array_index (self->callback_ids, int, i));
  g_array_set_size (self->callback_ids, 0);
  if (self->close_registered)
    virConnectUnregisterCloseCallback (self->events, close_cb);
  self->close_registered = FALSE;
  /* A callback may be on its way in this moment. */
  if (self->target != NULL)
    g_ptr_array_add (self->retired, g_steal_pointer (&self->target));
  close_connection (&self->probes);
  close_connection (&self->agents);
  close_connection (&self->events);
}

static void
lose (VmistateSession *self, const char *message)
{
  if (self->stopping)
    return;
  report (self, "LOST", message);
  _vmistate_session_disconnect (self);
  schedule_reconnect (self);
}

static char *
last_error (void)
{
  const char *message = virGetLastErrorMessage ();

  return g_utf8_make_valid (message != NULL ? message : "libvirt gave no reason", -1);
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

static void
close_cb (virConnectPtr connection G_GNUC_UNUSED, int reason, void *opaque)
{
  _vmistate_event_target_deliver_close (opaque, reason);
}

/* Opening */

static virConnectPtr
open_connection (VmistateSession *self)
{
  virConnectPtr connection = virConnectOpen (self->uri);

  if (connection == NULL)
    return NULL;
  virConnSetErrorFunc (connection, NULL, be_silent);
  /* Drivers without a daemon have nobody to keep alive. */
  if (virConnectSetKeepAlive (connection, KEEPALIVE_SEC, KEEPALIVE_COUNT) < 0)
    virResetLastError ();
  return connection;
}

/* Without a free function: not every driver of libvirt calls it. */
static void
register_close (VmistateSession *self)
{
  self->close_registered = virConnectRegisterCloseCallback (self->events, close_cb, self->target,
                                                            /* freecb= */ NULL)
                           == 0;
  if (!self->close_registered)
    virResetLastError ();
}

static gboolean
register_events (VmistateSession *self)
{
  self->target = _vmistate_event_target_new (
      _vmistate_session_take_job, closed, (GDestroyNotify) _vmistate_domain_event_job_free, self);
  register_close (self);
  g_ptr_array_set_size (self->unsupported, 0);
  return _vmistate_domain_events_register (self->events, self->target, self->callback_ids,
                                           self->unsupported);
}

static void
find_node (VmistateSession *self)
{
  char *name = virConnectGetHostname (self->events);

  g_free (self->node);
  self->node = name != NULL ? g_utf8_make_valid (name, -1) : NULL;
  free (name);
}

/* Only a hypervisor with guests of its own has agents to ask and monitors to probe. */
static gboolean
has_real_guests (VmistateSession *self)
{
  const char *type = virConnectGetType (self->events);

  return g_strcmp0 (type, "QEMU") == 0;
}

static void
open_helpers (VmistateSession *self)
{
  if (!has_real_guests (self))
    return;
  if (self->poller != NULL && (self->agents = open_connection (self)) != NULL)
    _vmistate_agent_poller_set_connection (self->poller, self->agents);
  if (self->probe != NULL && (self->probes = open_connection (self)) != NULL)
    _vmistate_probe_set_connections (self->probe, self->events, self->probes);
}

static gboolean
open_all (VmistateSession *self)
{
  self->events = open_connection (self);
  if (self->events == NULL)
    return FALSE;
  find_node (self);
  if (!register_events (self))
    return FALSE;
  open_helpers (self);
  return _vmistate_session_list_domains (self);
}

void
_vmistate_session_connect (VmistateSession *self)
{
  g_autofree char *message = NULL;

  self->attempts++;
  if (!_vmistate_event_loop_is_running (HEARTBEAT_MSEC))
    {
      lose (self, "libvirt's event loop is not running: the program chose to run it and does not");
      return;
    }
  if (!open_all (self))
    {
      message = last_error ();
      lose (self, message);
      return;
    }
  _vmistate_session_handle_jobs (self);
  self->attempts = 0;
  self->was_live = TRUE;
  report (self, "LIVE", /* message= */ NULL);
}

static gboolean
reconnect_cb (gpointer user_data)
{
  VmistateSession *self = user_data;

  g_clear_pointer (&self->reconnect, g_source_unref);
  _vmistate_session_connect (self);
  return G_SOURCE_REMOVE;
}

/* Doubling, and never twice the same for two programs that lost the same daemon. */
static void
schedule_reconnect (VmistateSession *self)
{
  guint bound = MIN (BACKOFF_MAX_MSEC, BACKOFF_MIN_MSEC << MIN (self->attempts, 10));
  guint msec = g_rand_int_range (self->jitter, bound / 2, bound + 1);

  self->reconnect = g_timeout_source_new (msec);
  g_source_set_static_name (self->reconnect, "vmistate reconnect");
  g_source_set_callback (self->reconnect, reconnect_cb, self, NULL);
  g_source_attach (self->reconnect, self->context);
}

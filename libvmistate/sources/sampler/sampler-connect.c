/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Connections: one for what never enters a hypervisor, and one for each call that does. */

#include "config.h"

#include <string.h>

#include <libvirt/virterror.h>

#include "model/fact.h"
#include "model/payloads.h"
#include "sampler.h"
#include "sources/backoff.h"
#include "sources/clean-text.h"

/* Telling */

static void
report (VmistateSampler *self, const char *state, const char *message)
{
  gpointer payload = g_object_new (_vmistate_source_report_get_type (), NULL);
  g_autoptr (VmistateFact) fact = NULL;

  _vmistate_record_set_string (payload, SOURCE_REPORT_STATE, state);
  _vmistate_record_set_string (payload, SOURCE_REPORT_MESSAGE, message);
  _vmistate_record_set_texts (payload, SOURCE_REPORT_UNSUPPORTED,
                              (const char *const *) self->unsupported->pdata,
                              self->unsupported->len);
  fact = _vmistate_fact_new (VMISTATE_FACT_KIND_SOURCE, self->id, /* identity= */ NULL,
                             vmistate_sink_get_time_usec (self->sink), payload);
  if (!_vmistate_sampler_is_stopping (self))
    vmistate_sink_emit (self->sink, fact);
}

void
_vmistate_sampler_report_lost (VmistateSampler *self, const char *message)
{
  if (g_strcmp0 (self->lost_message, message) == 0)
    return;
  self->is_live = FALSE;
  g_free (self->lost_message);
  self->lost_message = g_strdup (message);
  report (self, "LOST", message);
}

void
_vmistate_sampler_report_live (VmistateSampler *self)
{
  self->attempts = 0;
  if (self->is_live)
    return;
  self->is_live = TRUE;
  g_clear_pointer (&self->lost_message, g_free);
  report (self, "LIVE", /* message= */ NULL);
}

void
_vmistate_sampler_note_unsupported (VmistateSampler *self, const char *name)
{
  if (g_ptr_array_find_with_equal_func (self->unsupported, name, g_str_equal, NULL))
    return;
  g_ptr_array_add (self->unsupported, g_strdup (name));
  if (self->is_live)
    report (self, "LIVE", /* message= */ NULL);
}

/* Losing */

static void
retire_target (VmistateSampler *self)
{
  /* A callback with it may be on its way, if there was a connection to call back. */
  if (self->outside.handle != NULL)
    g_ptr_array_add (self->retired, g_steal_pointer (&self->target));
  g_clear_pointer (&self->target, _vmistate_event_target_unref);
}

void
_vmistate_sampler_disconnect (VmistateSampler *self)
{
  _vmistate_sampler_clear_source (&self->reconnect);
  if (self->target != NULL)
    _vmistate_event_target_silence (self->target);
  _vmistate_sampler_abort_pass (self);
  _vmistate_sampler_drop_rates (self, "the connection to libvirt is lost");
  for (guint i = 0; i < self->n_lanes; i++)
    _vmistate_lane_unref (self->lanes[i]);
  self->n_lanes = 0;
  g_clear_pointer (&self->outside_lane, _vmistate_lane_unref);
  retire_target (self);
  for (guint i = 0; i < G_N_ELEMENTS (self->inside); i++)
    _vmistate_connection_close (&self->inside[i]);
  _vmistate_connection_close (&self->outside);
}

static gboolean
reconnect_cb (gpointer user_data)
{
  VmistateSampler *self = user_data;

  _vmistate_sampler_connect (self);
  _vmistate_sampler_pump (self);
  return G_SOURCE_REMOVE;
}

void
_vmistate_sampler_lose (VmistateSampler *self, const char *message)
{
  if (_vmistate_sampler_is_stopping (self))
    return;
  _vmistate_sampler_report_lost (self, message);
  _vmistate_sampler_disconnect (self);
  self->reconnect = _vmistate_sampler_add_timer (
      self, _vmistate_backoff_get_msec (self->attempts, g_rand_double (self->jitter)), reconnect_cb,
      self, "vmistate sampler reconnect");
}

/* From the event loop's thread to the sampler's. */
typedef struct
{
  VmistateSampler *sampler;
  VmistateEventTarget *target; /* (owned) of the connection that was closed */
} CloseNote;

static void
close_note_free (gpointer data)
{
  CloseNote *note = data;

  _vmistate_event_target_unref (note->target);
  g_free (note);
}

static gboolean
closed_here_cb (gpointer user_data)
{
  CloseNote *note = user_data;
  VmistateSampler *self = note->sampler;

  /* Not of a connection that was given up in the meantime. */
  if (self->target == note->target)
    _vmistate_sampler_lose (self, "the daemon closed the connection, or no longer answers");
  return G_SOURCE_REMOVE;
}

static void
closed (VmistateEventTarget *target, int reason G_GNUC_UNUSED, gpointer user_data)
{
  VmistateSampler *self = user_data;
  CloseNote *note = g_new0 (CloseNote, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  note->sampler = self;
  note->target = _vmistate_event_target_ref (target);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, closed_here_cb, note, close_note_free);
  g_source_attach (source, self->context);
}

/* Opening */

/* Nothing that a pass asks for needs to write. */
static gboolean
open_one (VmistateSampler *self, VmistateConnection *connection)
{
  if (!self->read_only && _vmistate_connection_open (connection, self->uri, self->target))
    return TRUE;
  if (!_vmistate_connection_open_read_only (connection, self->uri, self->target))
    return FALSE;
  self->read_only = TRUE;
  return TRUE;
}

/* A driver in this process needs no more than the one connection there is. */
static void
open_lanes (VmistateSampler *self, gboolean is_qemu)
{
  for (guint i = 0; i < self->n_shards; i++)
    {
      virConnectPtr handle = self->outside.handle;

      if (self->outside.is_remote)
        {
          if (!open_one (self, &self->inside[i]))
            break;
          handle = self->inside[i].handle;
        }
      self->lanes[self->n_lanes++] = _vmistate_lane_new (handle, is_qemu);
    }
}

static gboolean
is_local (const char *uri)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *host = parsed != NULL ? g_uri_get_host (parsed) : NULL;
  const char *transport = parsed != NULL ? strchr (g_uri_get_scheme (parsed), '+') : NULL;

  return parsed != NULL && (host == NULL || *host == '\0')
         && (transport == NULL || g_str_equal (transport, "+unix"));
}

static void
replace_surveyor (VmistateSampler *self, gboolean has_control)
{
  /* A call of it may still be under way; what it knows holds for the next connection, too. */
  if (self->surveyor == NULL)
    self->surveyor = _vmistate_surveyor_new (is_local (self->uri), has_control,
                                             (self->groups & VIR_DOMAIN_STATS_VCPU) != 0);
}

static gboolean
open_all (VmistateSampler *self)
{
  gboolean is_qemu;

  self->target = _vmistate_event_target_new (/* func= */ NULL, closed, /* free_data= */ NULL, self);
  self->read_only = FALSE;
  g_ptr_array_set_size (self->unsupported, 0);
  if (!open_one (self, &self->outside))
    return FALSE;
  is_qemu = g_strcmp0 (virConnectGetType (self->outside.handle), "QEMU") == 0;
  if (!is_qemu)
    _vmistate_sampler_note_unsupported (self, "CONTROL_INFO");
  self->outside_lane = _vmistate_lane_new (self->outside.handle, is_qemu);
  open_lanes (self, is_qemu);
  if (self->read_only)
    _vmistate_sampler_note_unsupported (self, "DIRTY_RATE");
  replace_surveyor (self, is_qemu);
  return TRUE;
}

void
_vmistate_sampler_connect (VmistateSampler *self)
{
  g_autofree char *message = NULL;

  _vmistate_sampler_clear_source (&self->reconnect);
  if (_vmistate_sampler_is_stopping (self))
    return;
  self->attempts++;
  if (!open_all (self))
    {
      message = _vmistate_clean_text (virGetLastErrorMessage ());
      _vmistate_sampler_lose (self, message);
      return;
    }
  self->counts.n_connects++;
  self->due = g_get_monotonic_time ();
}

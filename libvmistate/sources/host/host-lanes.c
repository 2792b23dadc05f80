/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "model/fact.h"
#include "model/payloads.h"
#include "host.h"
#include "sources/alarm.h"
#include "sources/backoff.h"

static void
push (VmistateHost *self, VmistateHostLane *lane, VmistateHostQuestion question)
{
  lane->job = _vmistate_host_job_new (question, lane, self->uri);
  _vmistate_workers_push (self->workers, lane->job);
}

/* From the event loop's thread */
static void
closed (VmistateEventTarget *target, int reason G_GNUC_UNUSED, gpointer user_data)
{
  VmistateHost *self = user_data;

  g_atomic_pointer_set (&self->closed, target);
  g_source_set_ready_time (self->closed_alarm, 0);
}

static gboolean
closed_cb (gpointer user_data)
{
  VmistateHost *self = user_data;

  /* Not of connections that were given up in the meantime. */
  if (g_atomic_pointer_get (&self->closed) == self->target && !self->is_ending)
    {
      _vmistate_host_lose (self, "the daemon closed the connection, or no longer answers");
      _vmistate_host_pump (self);
    }
  return G_SOURCE_CONTINUE;
}

static void
renew_target (VmistateHost *self)
{
  /* A callback with the one before may be on its way, as long as the event loop runs. */
  if (self->target != NULL)
    g_ptr_array_add (self->retired, self->target);
  self->target = _vmistate_event_target_new (/* func= */ NULL, closed, /* free_data= */ NULL, self);
}

void
_vmistate_host_lanes_init (VmistateHost *self)
{
  self->lanes = g_ptr_array_new ();
  self->retired = g_ptr_array_new_with_free_func (_vmistate_event_target_unref);
  self->closed_alarm = _vmistate_alarm_new (self->context, "vmistate-host-closed", closed_cb, self);
  renew_target (self);
}

void
_vmistate_host_lanes_clear (VmistateHost *self)
{
  _vmistate_alarm_clear (&self->closed_alarm);
  g_clear_pointer (&self->lanes, g_ptr_array_unref);
  g_clear_pointer (&self->target, _vmistate_event_target_unref);
  g_clear_pointer (&self->retired, g_ptr_array_unref);
}

VmistateHostLane *
_vmistate_host_find_lane (VmistateHost *self)
{
  VmistateHostLane *lane;

  for (guint i = 0; i < self->lanes->len; i++)
    {
      lane = self->lanes->pdata[i];
      if (lane->job == NULL)
        return lane;
    }
  /* Those that were given up with their calls count, too. */
  if (_vmistate_workers_get_n_pending (self->workers) >= VMISTATE_HOST_MAX_LANES
      || (self->in_process && self->lanes->len > 0))
    return NULL;
  lane = _vmistate_host_lane_new (self->target);
  g_ptr_array_add (self->lanes, lane);
  return lane;
}

gboolean
_vmistate_host_has_job (VmistateHost *self, VmistateHostQuestion question, const char *uuid)
{
  for (guint i = 0; i < self->lanes->len; i++)
    {
      const VmistateHostJob *job = ((VmistateHostLane *) self->lanes->pdata[i])->job;

      if (job != NULL && job->question == question && g_strcmp0 (job->uuid, uuid) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Losing. Closing may take as long as any other call. */

void
_vmistate_host_disconnect (VmistateHost *self)
{
  _vmistate_event_target_silence (self->target);
  for (guint i = 0; i < self->lanes->len; i++)
    {
      VmistateHostLane *lane = self->lanes->pdata[i];

      lane->abandoned = TRUE;
      if (lane->job == NULL)
        push (self, lane, VMISTATE_HOST_CLOSE);
    }
  g_ptr_array_set_size (self->lanes, 0);
  renew_target (self);
}

void
_vmistate_host_leave_lane (VmistateHost *self, VmistateHostJob *job)
{
  VmistateHostLane *lane = job->lane;

  lane->job = NULL;
  if (!lane->abandoned)
    {
      self->in_process = lane->connection.handle != NULL && !lane->connection.is_remote;
      return;
    }
  if (lane->connection.handle != NULL)
    push (self, lane, VMISTATE_HOST_CLOSE);
  else
    _vmistate_host_lane_free (lane);
}

/* Telling */

static void
report (VmistateHost *self, const char *state, const char *message)
{
  static const char *const unsupported[] = { "STORAGE_POOLS" };
  gpointer payload = g_object_new (_vmistate_source_report_get_type (), NULL);
  g_autoptr (VmistateFact) fact = NULL;

  _vmistate_record_set_string (payload, SOURCE_REPORT_STATE, state);
  _vmistate_record_set_string (payload, SOURCE_REPORT_MESSAGE, message);
  _vmistate_record_set_texts (payload, SOURCE_REPORT_UNSUPPORTED, unsupported,
                              self->has_no_pools ? G_N_ELEMENTS (unsupported) : 0);
  fact = _vmistate_fact_new (VMISTATE_FACT_KIND_SOURCE, self->id, /* identity= */ NULL,
                             vmistate_sink_get_time_usec (self->sink), payload);
  if (!_vmistate_host_is_stopping (self))
    vmistate_sink_emit (self->sink, fact);
}

void
_vmistate_host_report_live (VmistateHost *self)
{
  self->n_failed = 0;
  if (self->is_live)
    return;
  self->is_live = TRUE;
  g_clear_pointer (&self->lost_message, g_free);
  report (self, "LIVE", /* message= */ NULL);
}

void
_vmistate_host_back_off (VmistateHost *self)
{
  self->n_failed++;
  self->due = g_get_monotonic_time ()
              + _vmistate_backoff_get_msec (self->n_failed, g_rand_double (self->jitter))
                    * G_GINT64_CONSTANT (1000);
}

void
_vmistate_host_lose (VmistateHost *self, const char *message)
{
  if (self->is_live || g_strcmp0 (self->lost_message, message) != 0)
    {
      self->is_live = FALSE;
      g_free (self->lost_message);
      self->lost_message = g_strdup (message);
      report (self, "LOST", message);
    }
  _vmistate_host_abort_pass (self);
  _vmistate_host_disconnect (self);
  _vmistate_host_back_off (self);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What an event means for what is known. */

#include "config.h"

#include "lifecycle.h"
#include "session.h"
#include "sources/alarm.h"

/* Events that come closer together than this lead to one reading of the XML. */
#define BURST_USEC (50 * 1000)

typedef void (*Handler) (VmistateSession *self, VmistateKnownDomain *domain,
                         VmistateDomainEventJob *job);

static void
reread (VmistateSession *self, VmistateKnownDomain *domain,
        VmistateDomainEventJob *job G_GNUC_UNUSED)
{
  domain->xml_dirty = TRUE;
  if (g_source_get_ready_time (self->reread) < 0)
    g_source_set_ready_time (self->reread, g_get_monotonic_time () + BURST_USEC);
}

static void
handle_reboot (VmistateSession *self, VmistateKnownDomain *domain,
               VmistateDomainEventJob *job G_GNUC_UNUSED)
{
  if (self->poller != NULL)
    _vmistate_agent_poller_domain_rebooted (self->poller, domain->uuid);
}

static void
handle_agent (VmistateSession *self, VmistateKnownDomain *domain, VmistateDomainEventJob *job)
{
  _vmistate_session_set_channel (
      self, domain, job->first == VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_STATE_CONNECTED,
      job->second, job->at);
}

static void
handle_iteration (VmistateSession *self, VmistateKnownDomain *domain, VmistateDomainEventJob *job)
{
  /* Any job that moves memory has rounds. */
  _vmistate_session_suspect_migration (self, domain, job->at);
}

/* Lifecycle */

/* The event has fewer reasons than the state. The state may have moved on since; then the reason
 * is not to be had any more. */
static gboolean
ask_reason (VmistateSession *self, VmistateKnownDomain *domain, int state, int *reason)
{
  virDomainPtr handle = _vmistate_session_look_up (self, domain->uuid, /* is_gone= */ NULL);
  int state_now;
  int reason_now;
  gboolean ok;

  if (handle == NULL)
    return FALSE;
  ok = virDomainGetState (handle, &state_now, &reason_now, /* flags= */ 0) == 0
       && state_now == state;
  virDomainFree (handle);
  if (ok)
    *reason = reason_now;
  return ok;
}

static void
take_state (VmistateSession *self, VmistateKnownDomain *domain, VmistateDomainEventJob *job)
{
  int state;
  int reason;

  if (!_vmistate_lifecycle_get_state (job->first, job->second, &state, &reason))
    {
      if (_vmistate_lifecycle_changes_state (job->first))
        _vmistate_session_ask_state (self, domain);
      return;
    }
  if (_vmistate_lifecycle_is_vague (job->first, job->second)
      && !ask_reason (self, domain, state, &reason) && domain->has_state)
    _vmistate_lifecycle_guess_reason (job->first, domain->state, domain->reason, &reason);
  /* A new run, even if it looks like the last one. */
  if (job->first == VIR_DOMAIN_EVENT_STARTED)
    domain->has_state = FALSE;
  _vmistate_session_set_state (self, domain, state, reason, job->at, /* after_gap= */ FALSE);
}

static void
handle_defined (VmistateSession *self, VmistateKnownDomain *domain, VmistateDomainEventJob *job)
{
  domain->transient = FALSE;
  reread (self, domain, job);
}

static void
handle_started (VmistateSession *self, VmistateKnownDomain *domain, VmistateDomainEventJob *job)
{
  if (job->second == VIR_DOMAIN_EVENT_STARTED_MIGRATED)
    _vmistate_session_begin_arrival (self, domain, job->at);
  reread (self, domain, job);
}

/* How a migration went is told right after it stopped, and better before it is gone. */
static void
handle_stopped (VmistateSession *self, VmistateKnownDomain *domain, VmistateDomainEventJob *job)
{
  if (domain->transient && !_vmistate_session_awaits_end (self, domain->uuid))
    _vmistate_session_forget (self, domain, job->at, /* after_gap= */ FALSE);
  else
    reread (self, domain, job);
}

/* A running domain goes on without a definition, and a renamed one with another. */
static void
handle_undefined (VmistateSession *self, VmistateKnownDomain *domain, VmistateDomainEventJob *job)
{
  gboolean is_gone;
  virDomainPtr handle = _vmistate_session_look_up (self, domain->uuid, &is_gone);

  if (handle != NULL)
    {
      domain->transient = virDomainIsPersistent (handle) == 0;
      virDomainFree (handle);
      reread (self, domain, job);
    }
  else if (is_gone && !_vmistate_known_domain_is_active (domain))
    _vmistate_session_forget (self, domain, job->at, /* after_gap= */ FALSE);
  else
    domain->transient = TRUE;
}

static const Handler lifecycle_handlers[] = {
  [VIR_DOMAIN_EVENT_DEFINED] = handle_defined,
  [VIR_DOMAIN_EVENT_UNDEFINED] = handle_undefined,
  [VIR_DOMAIN_EVENT_STARTED] = handle_started,
  [VIR_DOMAIN_EVENT_STOPPED] = handle_stopped,
};

static void
handle_lifecycle (VmistateSession *self, VmistateKnownDomain *domain, VmistateDomainEventJob *job)
{
  guint event = (guint) job->first;

  take_state (self, domain, job);
  if (event < G_N_ELEMENTS (lifecycle_handlers) && lifecycle_handlers[event] != NULL)
    lifecycle_handlers[event](self, domain, job);
}

/* Events without a handler change nothing that is known; they are told all the same. */
static const struct
{
  int event_id;
  Handler handler;
} handlers[] = {
  { VIR_DOMAIN_EVENT_ID_LIFECYCLE, handle_lifecycle },
  { VIR_DOMAIN_EVENT_ID_REBOOT, handle_reboot },
  { VIR_DOMAIN_EVENT_ID_AGENT_LIFECYCLE, handle_agent },
  { VIR_DOMAIN_EVENT_ID_MIGRATION_ITERATION, handle_iteration },
  { VIR_DOMAIN_EVENT_ID_DISK_CHANGE, reread },
  { VIR_DOMAIN_EVENT_ID_TRAY_CHANGE, reread },
  { VIR_DOMAIN_EVENT_ID_BALLOON_CHANGE, reread },
  { VIR_DOMAIN_EVENT_ID_DEVICE_ADDED, reread },
  { VIR_DOMAIN_EVENT_ID_DEVICE_REMOVED, reread },
  { VIR_DOMAIN_EVENT_ID_TUNABLE, reread },
  { VIR_DOMAIN_EVENT_ID_METADATA_CHANGE, reread },
  { VIR_DOMAIN_EVENT_ID_MEMORY_DEVICE_SIZE_CHANGE, reread },
};

static void
tell_event (VmistateSession *self, VmistateKnownDomain *domain, VmistateDomainEventJob *job)
{
  gpointer payload = g_object_new (_vmistate_domain_event_get_type (), NULL);
  VmistateIdentity identity = { "default", job->domain_name, job->uuid };

  if (domain != NULL)
    identity = _vmistate_known_domain_get_identity (domain);
  else
    _vmistate_session_get_migrated (self, job->uuid, &identity);
  _vmistate_record_set_integer (payload, DOMAIN_EVENT_ID, job->event_id);
  _vmistate_record_set_string (payload, DOMAIN_EVENT_NAME, job->event_name);
  _vmistate_record_take_variant (payload, DOMAIN_EVENT_DATA, job->data);
  _vmistate_session_emit (self, VMISTATE_FACT_KIND_DOMAIN_EVENT, &identity, job->at,
                          /* after_gap= */ FALSE, payload);
}

static void
handle (VmistateSession *self, VmistateKnownDomain *domain, VmistateDomainEventJob *job)
{
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    {
      if (handlers[i].event_id == job->event_id)
        handlers[i].handler (self, domain, job);
    }
}

static void
handle_job (VmistateSession *self, VmistateDomainEventJob *job)
{
  VmistateKnownDomain *domain = _vmistate_session_find_domain (self, job->uuid);

  tell_event (self, domain, job);
  _vmistate_session_end_migration (self, domain, job);
  _vmistate_session_end_domain_job (self, domain, job);
  if (domain == NULL)
    return;
  handle (self, domain, job);
  /* It may be forgotten by now. */
  domain = g_hash_table_lookup (self->domains, job->uuid);
  if (domain == NULL || domain->has_state)
    return;
  /* Met by this event, which did not say in what state. */
  _vmistate_session_ask_state (self, domain);
  _vmistate_session_take_channel (self, domain, job->at);
}

/* The queue */

void
_vmistate_session_take_job (VmistateEventTarget *target G_GNUC_UNUSED, gpointer data,
                            gpointer session)
{
  VmistateSession *self = session;
  VmistateDomainEventJob *job = data;

  job->at = vmistate_sink_get_time_usec (self->sink);
  g_async_queue_push (self->jobs, job);
  g_source_set_ready_time (self->jobs_wakeup, 0);
}

void
_vmistate_session_handle_jobs (VmistateSession *self)
{
  VmistateDomainEventJob *next;

  while ((next = g_async_queue_try_pop (self->jobs)) != NULL)
    {
      g_autoptr (VmistateDomainEventJob) job = next;

      if (!_vmistate_session_is_stopping (self))
        handle_job (self, job);
    }
}

/* What the next list will tell, it will tell better. */
void
_vmistate_session_drop_jobs (VmistateSession *self)
{
  VmistateDomainEventJob *job;

  while ((job = g_async_queue_try_pop (self->jobs)) != NULL)
    _vmistate_domain_event_job_free (job);
  g_source_set_ready_time (self->reread, -1);
}

static gboolean
jobs_cb (gpointer user_data)
{
  _vmistate_session_handle_jobs (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
reread_cb (gpointer user_data)
{
  VmistateSession *self = user_data;

  if (!_vmistate_session_is_stopping (self))
    _vmistate_session_reread_dirty (self);
  return G_SOURCE_CONTINUE;
}

void
_vmistate_session_open_jobs (VmistateSession *self)
{
  self->jobs = g_async_queue_new_full ((GDestroyNotify) _vmistate_domain_event_job_free);
  self->jobs_wakeup = _vmistate_alarm_new (self->context, "vmistate libvirt events", jobs_cb, self);
  self->reread =
      _vmistate_alarm_new (self->context, "vmistate libvirt re-reading", reread_cb, self);
}

void
_vmistate_session_close_jobs (VmistateSession *self)
{
  _vmistate_alarm_clear (&self->jobs_wakeup);
  _vmistate_alarm_clear (&self->reread);
  g_clear_pointer (&self->jobs, g_async_queue_unref);
}

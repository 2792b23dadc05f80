/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What an event means for what is known. */

#include "config.h"

#include "lifecycle.h"
#include "session.h"

typedef void (*Handler) (VmistateSession *self, VmistateKnownDomain *domain,
                         VmistateDomainEventJob *job);

static void
reread (VmistateSession *self G_GNUC_UNUSED, VmistateKnownDomain *domain,
        VmistateDomainEventJob *job G_GNUC_UNUSED)
{
  domain->xml_dirty = TRUE;
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
handle_stopped (VmistateSession *self, VmistateKnownDomain *domain, VmistateDomainEventJob *job)
{
  if (domain->transient)
    _vmistate_session_forget (self, domain, job->at, /* after_gap= */ FALSE);
  else /* the event has fewer reasons than the state: a killed QEMU is FAILED there */
    _vmistate_session_ask_state (self, domain);
}

static void
handle_undefined (VmistateSession *self, VmistateKnownDomain *domain, VmistateDomainEventJob *job)
{
  domain->transient = TRUE;
  if (domain->has_state
      && (domain->state == VIR_DOMAIN_SHUTOFF || domain->state == VIR_DOMAIN_CRASHED))
    _vmistate_session_forget (self, domain, job->at, /* after_gap= */ FALSE);
}

static void
handle_lifecycle (VmistateSession *self, VmistateKnownDomain *domain, VmistateDomainEventJob *job)
{
  int state;
  int reason;

  if (_vmistate_lifecycle_get_state (job->first, job->second, &state, &reason))
    _vmistate_session_set_state (self, domain, state, reason, job->at, /* after_gap= */ FALSE);
  else if (_vmistate_lifecycle_changes_state (job->first))
    _vmistate_session_ask_state (self, domain);

  if (job->first == VIR_DOMAIN_EVENT_DEFINED)
    {
      domain->transient = FALSE;
      domain->xml_dirty = TRUE;
    }
  else if (job->first == VIR_DOMAIN_EVENT_STARTED)
    domain->xml_dirty = TRUE;
  else if (job->first == VIR_DOMAIN_EVENT_STOPPED)
    handle_stopped (self, domain, job);
  else if (job->first == VIR_DOMAIN_EVENT_UNDEFINED)
    handle_undefined (self, domain, job);
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
  g_autofree char *name = g_utf8_make_valid (job->domain_name, -1);
  VmistateIdentity identity = { "default", name, job->uuid };

  if (domain != NULL)
    _vmistate_known_domain_get_identity (domain, &identity);
  _vmistate_record_set_integer (payload, DOMAIN_EVENT_ID, job->event_id);
  _vmistate_record_set_string (payload, DOMAIN_EVENT_NAME, job->event_name);
  _vmistate_record_take_variant (payload, DOMAIN_EVENT_DATA, g_variant_ref (job->data));
  _vmistate_session_emit (self, VMISTATE_FACT_KIND_DOMAIN_EVENT, &identity, job->at,
                          /* after_gap= */ FALSE, payload);
}

static void
handle_job (VmistateSession *self, VmistateDomainEventJob *job)
{
  VmistateKnownDomain *domain = _vmistate_session_find_domain (self, job->uuid);

  tell_event (self, domain, job);
  for (guint i = 0; domain != NULL && i < G_N_ELEMENTS (handlers); i++)
    {
      if (handlers[i].event_id == job->event_id)
        {
          handlers[i].handler (self, domain, job);
          return;
        }
    }
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

/* A burst of events about one domain is one reading of its XML. */
void
_vmistate_session_handle_jobs (VmistateSession *self)
{
  VmistateDomainEventJob *next;

  while ((next = g_async_queue_try_pop (self->jobs)) != NULL)
    {
      g_autoptr (VmistateDomainEventJob) job = next;

      handle_job (self, job);
    }
  _vmistate_session_reread_dirty (self);
}

static gboolean
jobs_cb (gpointer user_data)
{
  VmistateSession *self = user_data;

  g_source_set_ready_time (self->jobs_wakeup, -1);
  /* While not connected they wait for the list that comes first. */
  if (self->events != NULL)
    _vmistate_session_handle_jobs (self);
  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch_wakeup (GSource *source G_GNUC_UNUSED, GSourceFunc callback, gpointer user_data)
{
  return callback (user_data);
}

static GSourceFuncs wakeup_funcs = { .dispatch = dispatch_wakeup };

void
_vmistate_session_open_jobs (VmistateSession *self)
{
  self->jobs = g_async_queue_new_full ((GDestroyNotify) _vmistate_domain_event_job_free);
  self->jobs_wakeup = g_source_new (&wakeup_funcs, sizeof (GSource));
  g_source_set_static_name (self->jobs_wakeup, "vmistate libvirt events");
  g_source_set_callback (self->jobs_wakeup, jobs_cb, self, NULL);
  g_source_attach (self->jobs_wakeup, self->context);
}

void
_vmistate_session_close_jobs (VmistateSession *self)
{
  g_source_destroy (self->jobs_wakeup);
  g_clear_pointer (&self->jobs_wakeup, g_source_unref);
  g_clear_pointer (&self->jobs, g_async_queue_unref);
}

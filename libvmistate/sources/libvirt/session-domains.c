/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The domains: what was last known of each, and the facts that follow when that changes. */

#include "config.h"

#include <libvirt/virterror.h>

#include "session.h"

void
_vmistate_known_domain_free (gpointer data)
{
  VmistateKnownDomain *domain = data;

  g_clear_pointer (&domain->description, _vmistate_domain_description_free);
  g_free (domain->uuid);
  g_free (domain);
}

VmistateIdentity
_vmistate_known_domain_get_identity (VmistateKnownDomain *domain)
{
  VmistateIdentity identity = {
    .namespace_ = domain->description->namespace_,
    .name = domain->description->name,
    .uid = domain->description->uid,
  };

  return identity;
}

gboolean
_vmistate_known_domain_is_active (VmistateKnownDomain *domain)
{
  return domain->has_state && domain->state != VIR_DOMAIN_SHUTOFF
         && domain->state != VIR_DOMAIN_CRASHED && domain->state != VIR_DOMAIN_NOSTATE;
}

void
_vmistate_session_emit_of (VmistateSession *self, VmistateKnownDomain *domain,
                           VmistateFactKind kind, gint64 at, gboolean after_gap, gpointer payload)
{
  VmistateIdentity identity = _vmistate_known_domain_get_identity (domain);

  _vmistate_session_emit (self, kind, &identity, at, after_gap, payload);
}

/* libvirt has other work with one that starts or arrives, and keeps everybody waiting. */
static gboolean
is_settled (VmistateKnownDomain *domain)
{
  return domain->has_state
         && (domain->state != VIR_DOMAIN_PAUSED
             || (domain->reason != VIR_DOMAIN_PAUSED_STARTING_UP
                 && domain->reason != VIR_DOMAIN_PAUSED_MIGRATION));
}

void
_vmistate_session_tell_helpers (VmistateSession *self, VmistateKnownDomain *domain)
{
  VmistateIdentity identity = _vmistate_known_domain_get_identity (domain);

  if (self->poller != NULL)
    _vmistate_agent_poller_domain_changed (self->poller, domain->uuid, &identity,
                                           domain->has_state
                                               && domain->state == VIR_DOMAIN_RUNNING);
  if (self->probe != NULL)
    _vmistate_probe_domain_changed (self->probe, domain->uuid, &identity,
                                    _vmistate_known_domain_is_active (domain), is_settled (domain));
}

virDomainPtr
_vmistate_session_look_up (VmistateSession *self, const char *uuid, gboolean *is_gone)
{
  virDomainPtr handle = NULL;

  if (is_gone != NULL)
    *is_gone = FALSE;
  if (self->events.handle != NULL)
    handle = virDomainLookupByUUIDString (self->events.handle, uuid);
  if (handle == NULL && is_gone != NULL && virGetLastErrorCode () == VIR_ERR_NO_DOMAIN)
    *is_gone = TRUE;
  return handle;
}

/* State */

static gpointer
state_payload (VmistateKnownDomain *domain, gboolean gone)
{
  gpointer payload = g_object_new (_vmistate_domain_state_get_type (), NULL);

  if (domain->has_state)
    {
      _vmistate_record_set_integer (payload, DOMAIN_STATE_STATE, domain->state);
      _vmistate_record_set_integer (payload, DOMAIN_STATE_REASON, domain->reason);
    }
  if (gone)
    _vmistate_record_set_boolean (payload, DOMAIN_STATE_GONE, TRUE);
  return payload;
}

/* Nobody holds the channel of a guest that does not run; libvirt does not say so. */
static void
close_channel (VmistateSession *self, VmistateKnownDomain *domain, gint64 at)
{
  if (domain->has_channel && domain->channel_connected)
    _vmistate_session_set_channel (self, domain, /* connected= */ FALSE,
                                   VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_UNKNOWN, at);
  domain->has_channel = FALSE;
}

void
_vmistate_session_set_state (VmistateSession *self, VmistateKnownDomain *domain, int state,
                             int reason, gint64 at, gboolean after_gap)
{
  gboolean same = domain->has_state && domain->state == state && domain->reason == reason;

  domain->has_state = TRUE;
  domain->state = state;
  domain->reason = reason;
  if (!same)
    _vmistate_session_emit_of (self, domain, VMISTATE_FACT_KIND_DOMAIN_STATE, at, after_gap,
                               state_payload (domain, /* gone= */ FALSE));
  if (!_vmistate_known_domain_is_active (domain))
    close_channel (self, domain, at);
  _vmistate_session_tell_helpers (self, domain);
  _vmistate_session_follow_migration (self, domain, at);
  if (!same)
    _vmistate_session_follow_domain_job (self, domain, at, after_gap);
}

void
_vmistate_session_ask_state (VmistateSession *self, VmistateKnownDomain *domain)
{
  gint64 at = vmistate_sink_get_time_usec (self->sink);
  virDomainPtr handle = _vmistate_session_look_up (self, domain->uuid, /* is_gone= */ NULL);
  int state;
  int reason;

  if (handle == NULL)
    return;
  if (virDomainGetState (handle, &state, &reason, /* flags= */ 0) == 0)
    _vmistate_session_set_state (self, domain, state, reason, at, /* after_gap= */ FALSE);
  virDomainFree (handle);
}

void
_vmistate_session_forget (VmistateSession *self, VmistateKnownDomain *domain, gint64 at,
                          gboolean after_gap)
{
  _vmistate_session_forget_domain_job (self, domain, at, after_gap);
  _vmistate_session_emit_of (self, domain, VMISTATE_FACT_KIND_DOMAIN_STATE, at, after_gap,
                             state_payload (domain, /* gone= */ TRUE));
  _vmistate_session_drop_migration (self, domain->uuid);
  if (self->poller != NULL)
    _vmistate_agent_poller_domain_gone (self->poller, domain->uuid);
  if (self->probe != NULL)
    _vmistate_probe_domain_gone (self->probe, domain->uuid);
  g_hash_table_remove (self->domains, domain->uuid);
}

/* Channel */

void
_vmistate_session_set_channel (VmistateSession *self, VmistateKnownDomain *domain,
                               gboolean connected, int reason, gint64 at)
{
  gboolean same = domain->has_channel && domain->channel_connected == connected;
  gpointer payload;

  if (self->poller != NULL)
    _vmistate_agent_poller_channel_changed (self->poller, domain->uuid, connected);
  domain->has_channel = TRUE;
  domain->channel_connected = connected;
  if (same)
    return;
  payload = g_object_new (_vmistate_agent_channel_get_type (), NULL);
  _vmistate_record_set_boolean (payload, AGENT_CHANNEL_CONNECTED, connected);
  _vmistate_record_set_integer (payload, AGENT_CHANNEL_REASON, reason);
  _vmistate_session_emit_of (self, domain, VMISTATE_FACT_KIND_AGENT_CHANNEL, at,
                             /* after_gap= */ FALSE, payload);
}

/* Meeting domains */

/* (nullable): NULL for a domain that vanished while it was looked at */
static VmistateKnownDomain *
meet (VmistateSession *self, const char *uuid, virDomainPtr handle)
{
  VmistateKnownDomain *domain = g_new0 (VmistateKnownDomain, 1);

  domain->uuid = g_strdup (uuid);
  domain->transient = virDomainIsPersistent (handle) == 0;
  if (!_vmistate_session_read_domain (self, domain, handle))
    {
      _vmistate_known_domain_free (domain);
      return NULL;
    }
  g_hash_table_insert (self->domains, domain->uuid, domain);
  return domain;
}

VmistateKnownDomain *
_vmistate_session_find_domain (VmistateSession *self, const char *uuid)
{
  VmistateKnownDomain *domain = g_hash_table_lookup (self->domains, uuid);
  virDomainPtr handle;

  if (domain != NULL)
    return domain;
  handle = _vmistate_session_look_up (self, uuid, /* is_gone= */ NULL);
  if (handle == NULL)
    return NULL;
  domain = meet (self, uuid, handle);
  virDomainFree (handle);
  return domain;
}

/* Listing */

/* What differs from what was known happened while nobody watched. A domain that is in another run
 * must have stopped, even if it looks as it did before. */
static void
compare (VmistateSession *self, VmistateKnownDomain *domain, int run_before, virDomainPtr handle)
{
  gint64 at = vmistate_sink_get_time_usec (self->sink);
  int state;
  int reason;

  if (virDomainGetState (handle, &state, &reason, /* flags= */ 0) != 0)
    return;
  if (_vmistate_known_domain_is_active (domain) && run_before >= 0 && domain->run >= 0
      && run_before != domain->run)
    _vmistate_session_set_state (self, domain, VIR_DOMAIN_SHUTOFF, VIR_DOMAIN_SHUTOFF_UNKNOWN, at,
                                 self->was_live);
  _vmistate_session_set_state (self, domain, state, reason, at, self->was_live);
  _vmistate_session_take_channel (self, domain, at);
}

static void
list_one (VmistateSession *self, virDomainPtr handle)
{
  char uuid[VIR_UUID_STRING_BUFLEN];
  VmistateKnownDomain *domain;
  int run_before;

  if (virDomainGetUUIDString (handle, uuid) != 0)
    return;
  domain = g_hash_table_lookup (self->domains, uuid);
  run_before = domain != NULL ? domain->run : -1;
  if (domain == NULL)
    domain = meet (self, uuid, handle);
  else
    {
      domain->transient = virDomainIsPersistent (handle) == 0;
      _vmistate_session_read_domain (self, domain, handle);
    }
  if (domain == NULL)
    return;
  domain->listed = TRUE;
  compare (self, domain, run_before, handle);
}

static void
forget_unlisted (VmistateSession *self)
{
  g_autoptr (GList) domains = g_hash_table_get_values (self->domains);

  for (GList *link = domains; link != NULL; link = link->next)
    {
      VmistateKnownDomain *domain = link->data;

      if (!domain->listed)
        _vmistate_session_forget (self, domain, vmistate_sink_get_time_usec (self->sink),
                                  /* after_gap= */ TRUE);
    }
}

gboolean
_vmistate_session_list_domains (VmistateSession *self)
{
  virDomainPtr *handles = NULL;
  GHashTableIter iter;
  VmistateKnownDomain *domain;
  int n = virConnectListAllDomains (self->events.handle, &handles, /* flags= */ 0);

  if (n < 0)
    return FALSE;
  g_hash_table_iter_init (&iter, self->domains);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &domain))
    domain->listed = FALSE;
  for (int i = 0; i < n; i++)
    {
      if (!_vmistate_session_is_stopping (self))
        list_one (self, handles[i]);
      virDomainFree (handles[i]);
    }
  free (handles);
  forget_unlisted (self);
  return TRUE;
}

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

void
_vmistate_known_domain_get_identity (VmistateKnownDomain *domain, VmistateIdentity *identity)
{
  identity->namespace_ = domain->description->namespace_;
  identity->name = domain->description->name;
  identity->uid = domain->description->uid;
}

static void
emit (VmistateSession *self, VmistateKnownDomain *domain, VmistateFactKind kind, gint64 at,
      gboolean after_gap, gpointer payload)
{
  VmistateIdentity identity;

  _vmistate_known_domain_get_identity (domain, &identity);
  _vmistate_session_emit (self, kind, &identity, at, after_gap, payload);
}

/* Telling the helpers */

static gboolean
is_active (VmistateKnownDomain *domain)
{
  return domain->has_state && domain->state != VIR_DOMAIN_SHUTOFF
         && domain->state != VIR_DOMAIN_CRASHED && domain->state != VIR_DOMAIN_NOSTATE;
}

static void
tell_helpers (VmistateSession *self, VmistateKnownDomain *domain)
{
  VmistateIdentity identity;

  _vmistate_known_domain_get_identity (domain, &identity);
  if (self->poller != NULL)
    _vmistate_agent_poller_domain_changed (self->poller, domain->uuid, &identity,
                                           domain->has_state
                                               && domain->state == VIR_DOMAIN_RUNNING);
  if (self->probe != NULL)
    _vmistate_probe_domain_changed (self->probe, domain->uuid, &identity, is_active (domain));
}

/* State */

static gpointer
state_payload (VmistateKnownDomain *domain, gboolean gone)
{
  gpointer payload = g_object_new (_vmistate_domain_state_get_type (), NULL);

  _vmistate_record_set_integer (payload, DOMAIN_STATE_STATE, domain->state);
  _vmistate_record_set_integer (payload, DOMAIN_STATE_REASON, domain->reason);
  if (gone)
    _vmistate_record_set_boolean (payload, DOMAIN_STATE_GONE, TRUE);
  return payload;
}

void
_vmistate_session_set_state (VmistateSession *self, VmistateKnownDomain *domain, int state,
                             int reason, gint64 at, gboolean after_gap)
{
  domain->has_state = TRUE;
  domain->state = state;
  domain->reason = reason;
  if (!is_active (domain))
    domain->has_channel = FALSE;
  emit (self, domain, VMISTATE_FACT_KIND_DOMAIN_STATE, at, after_gap,
        state_payload (domain, /* gone= */ FALSE));
  tell_helpers (self, domain);
}

static virDomainPtr
look_up (VmistateSession *self, const char *uuid)
{
  virDomainPtr domain =
      self->events != NULL ? virDomainLookupByUUIDString (self->events, uuid) : NULL;

  if (domain == NULL)
    virResetLastError ();
  return domain;
}

void
_vmistate_session_ask_state (VmistateSession *self, VmistateKnownDomain *domain)
{
  gint64 at = vmistate_sink_get_time_usec (self->sink);
  virDomainPtr handle = look_up (self, domain->uuid);
  int state;
  int reason;

  if (handle == NULL)
    return;
  if (virDomainGetState (handle, &state, &reason, /* flags= */ 0) == 0)
    _vmistate_session_set_state (self, domain, state, reason, at, /* after_gap= */ FALSE);
  else
    virResetLastError ();
  virDomainFree (handle);
}

void
_vmistate_session_forget (VmistateSession *self, VmistateKnownDomain *domain, gint64 at,
                          gboolean after_gap)
{
  emit (self, domain, VMISTATE_FACT_KIND_DOMAIN_STATE, at, after_gap,
        state_payload (domain, /* gone= */ TRUE));
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
  gpointer payload = g_object_new (_vmistate_agent_channel_get_type (), NULL);

  domain->has_channel = TRUE;
  domain->channel_connected = connected;
  _vmistate_record_set_boolean (payload, AGENT_CHANNEL_CONNECTED, connected);
  _vmistate_record_set_integer (payload, AGENT_CHANNEL_REASON, reason);
  emit (self, domain, VMISTATE_FACT_KIND_AGENT_CHANNEL, at, /* after_gap= */ FALSE, payload);
  if (self->poller != NULL)
    _vmistate_agent_poller_channel_changed (self->poller, domain->uuid, connected);
}

/* The XML tells what was true before anybody listened to events. */
static void
take_channel (VmistateSession *self, VmistateKnownDomain *domain, gint64 at)
{
  const char *channel =
      _vmistate_record_get_string (domain->description->domain, DOMAIN_AGENT_CHANNEL);
  gboolean connected = g_strcmp0 (channel, "connected") == 0;

  if (channel == NULL || !is_active (domain))
    return;
  if (!domain->has_channel || domain->channel_connected != connected)
    _vmistate_session_set_channel (self, domain, connected,
                                   VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_UNKNOWN, at);
}

/* Description */

/* Returns: (transfer full) (nullable) */
static VmistateDomainDescription *
read_description (virDomainPtr handle)
{
  g_autoptr (GError) error = NULL;
  VmistateDomainDescription *description;
  char *xml = virDomainGetXMLDesc (handle, /* flags= */ 0);

  if (xml == NULL)
    {
      virResetLastError ();
      return NULL;
    }
  description = _vmistate_domain_xml_parse (xml, &error);
  if (description == NULL)
    g_debug ("%s", error->message);
  free (xml);
  return description;
}

/* Returns: FALSE if the domain cannot be described, now or ever. */
static gboolean
read_domain (VmistateSession *self, VmistateKnownDomain *domain, virDomainPtr handle)
{
  gint64 at = vmistate_sink_get_time_usec (self->sink);
  VmistateDomainDescription *description = read_description (handle);

  domain->xml_dirty = FALSE;
  if (description == NULL)
    return FALSE;
  if (domain->transient)
    _vmistate_record_set_boolean (description->domain, DOMAIN_TRANSIENT, TRUE);
  g_clear_pointer (&domain->description, _vmistate_domain_description_free);
  domain->description = description;
  emit (self, domain, VMISTATE_FACT_KIND_DOMAIN, at, /* after_gap= */ FALSE,
        g_object_ref (description->domain));
  return TRUE;
}

void
_vmistate_session_reread_dirty (VmistateSession *self)
{
  GHashTableIter iter;
  VmistateKnownDomain *domain;

  g_hash_table_iter_init (&iter, self->domains);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &domain))
    {
      virDomainPtr handle;

      if (!domain->xml_dirty || (handle = look_up (self, domain->uuid)) == NULL)
        continue;
      if (read_domain (self, domain, handle))
        {
          take_channel (self, domain, vmistate_sink_get_time_usec (self->sink));
          tell_helpers (self, domain);
        }
      virDomainFree (handle);
    }
}

/* Meeting domains */

/* (nullable): NULL for a domain that vanished while it was looked at */
static VmistateKnownDomain *
meet (VmistateSession *self, const char *uuid, virDomainPtr handle)
{
  VmistateKnownDomain *domain = g_new0 (VmistateKnownDomain, 1);

  domain->uuid = g_strdup (uuid);
  domain->transient = virDomainIsPersistent (handle) == 0;
  if (!read_domain (self, domain, handle))
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

  if (domain != NULL || (handle = look_up (self, uuid)) == NULL)
    return domain;
  domain = meet (self, uuid, handle);
  if (domain != NULL)
    {
      _vmistate_session_ask_state (self, domain);
      take_channel (self, domain, vmistate_sink_get_time_usec (self->sink));
    }
  virDomainFree (handle);
  return domain;
}

/* Listing */

/* A domain that was known already: what differs happened while nobody watched. */
static void
compare (VmistateSession *self, VmistateKnownDomain *domain, virDomainPtr handle)
{
  gint64 at = vmistate_sink_get_time_usec (self->sink);
  gboolean knew_state = domain->has_state;
  int state;
  int reason;

  if (virDomainGetState (handle, &state, &reason, /* flags= */ 0) != 0)
    {
      virResetLastError ();
      return;
    }
  domain->has_channel = FALSE;
  _vmistate_session_set_state (self, domain, state, reason, at,
                               self->was_live && knew_state
                                   && (state != domain->state || reason != domain->reason));
  take_channel (self, domain, at);
}

static void
list_one (VmistateSession *self, virDomainPtr handle)
{
  char uuid[VIR_UUID_STRING_BUFLEN];
  VmistateKnownDomain *domain;

  if (virDomainGetUUIDString (handle, uuid) != 0)
    return;
  domain = g_hash_table_lookup (self->domains, uuid);
  if (domain == NULL)
    domain = meet (self, uuid, handle);
  else
    {
      domain->transient = virDomainIsPersistent (handle) == 0;
      read_domain (self, domain, handle);
    }
  if (domain == NULL)
    return;
  domain->listed = TRUE;
  compare (self, domain, handle);
}

static void
forget_unlisted (VmistateSession *self)
{
  g_autoptr (GPtrArray) missing = g_ptr_array_new ();
  GHashTableIter iter;
  VmistateKnownDomain *domain;

  g_hash_table_iter_init (&iter, self->domains);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &domain))
    {
      if (!domain->listed)
        g_ptr_array_add (missing, domain);
    }
  for (guint i = 0; i < missing->len; i++)
    _vmistate_session_forget (self, missing->pdata[i], vmistate_sink_get_time_usec (self->sink),
                              /* after_gap= */ TRUE);
}

gboolean
_vmistate_session_list_domains (VmistateSession *self)
{
  virDomainPtr *handles = NULL;
  GHashTableIter iter;
  VmistateKnownDomain *domain;
  int n = virConnectListAllDomains (self->events, &handles, /* flags= */ 0);

  if (n < 0)
    return FALSE;
  g_hash_table_iter_init (&iter, self->domains);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &domain))
    domain->listed = FALSE;
  for (int i = 0; i < n; i++)
    {
      list_one (self, handles[i]);
      virDomainFree (handles[i]);
    }
  free (handles);
  forget_unlisted (self);
  return TRUE;
}

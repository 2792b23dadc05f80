/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A domain's XML: read once per change, and told only if it says something else than before. */

#include "config.h"

#include <libvirt/virterror.h>

#include "session.h"
#include "sources/domain-read.h"

static gboolean
is_same_vmi (const VmistateDomainDescription *a, const VmistateDomainDescription *b)
{
  return g_str_equal (a->uid, b->uid) && g_str_equal (a->name, b->name)
         && g_str_equal (a->namespace_, b->namespace_);
}

/* The domain has become another VMI: metadata was added to it, or it was renamed. */
static void
leave_identity (VmistateSession *self, VmistateKnownDomain *domain, gint64 at)
{
  gpointer payload = g_object_new (_vmistate_domain_state_get_type (), NULL);

  _vmistate_record_set_boolean (payload, DOMAIN_STATE_GONE, TRUE);
  if (domain->has_state)
    {
      _vmistate_record_set_integer (payload, DOMAIN_STATE_STATE, domain->state);
      _vmistate_record_set_integer (payload, DOMAIN_STATE_REASON, domain->reason);
    }
  _vmistate_session_emit_of (self, domain, VMISTATE_FACT_KIND_DOMAIN_STATE, at,
                             /* after_gap= */ FALSE, payload);
  _vmistate_session_drop_migration (self, domain->uuid);
  if (self->probe != NULL)
    _vmistate_probe_domain_gone (self->probe, domain->uuid);
  domain->has_state = FALSE;
  domain->has_channel = FALSE;
}

static gboolean
is_same (const VmistateDomainDescription *a, const VmistateDomainDescription *b)
{
  return is_same_vmi (a, b)
         && vmistate_record_equal (VMISTATE_RECORD (a->domain), VMISTATE_RECORD (b->domain));
}

gboolean
_vmistate_session_read_domain (VmistateSession *self, VmistateKnownDomain *domain,
                               virDomainPtr handle)
{
  gint64 at = vmistate_sink_get_time_usec (self->sink);
  g_autoptr (VmistateDomainDescription) description = _vmistate_domain_description_read (handle);
  gint32 run;

  domain->xml_dirty = FALSE;
  if (description == NULL)
    return FALSE;
  _vmistate_record_set_boolean (description->domain, DOMAIN_TRANSIENT, domain->transient);
  domain->run = _vmistate_record_get_int32 (description->domain, DOMAIN_ID, &run) ? run : -1;
  if (domain->description != NULL && is_same (domain->description, description))
    return TRUE;
  if (domain->description != NULL && !is_same_vmi (domain->description, description))
    leave_identity (self, domain, at);
  g_clear_pointer (&domain->description, _vmistate_domain_description_free);
  domain->description = g_steal_pointer (&description);
  _vmistate_session_emit_of (self, domain, VMISTATE_FACT_KIND_DOMAIN, at, /* after_gap= */ FALSE,
                             g_object_ref (domain->description->domain));
  return TRUE;
}

void
_vmistate_session_take_channel (VmistateSession *self, VmistateKnownDomain *domain, gint64 at)
{
  const char *channel =
      _vmistate_record_get_string (domain->description->domain, DOMAIN_AGENT_CHANNEL);

  /* Without a state in the XML the domain does not run, or nobody knows. */
  if (channel == NULL || *channel == '\0' || !_vmistate_known_domain_is_active (domain))
    return;
  _vmistate_session_set_channel (self, domain, g_str_equal (channel, "connected"),
                                 VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_UNKNOWN, at);
}

/* The event that tells how it ended may still be on its way, and is looked for that often, that
 * long. */
#define LOOK_USEC      (100 * 1000)
#define LAST_WORD_USEC (2 * G_USEC_PER_SEC)

static gboolean
awaits_last_word (VmistateSession *self, VmistateKnownDomain *domain)
{
  gint64 now = g_get_monotonic_time ();

  if (!_vmistate_known_domain_is_active (domain))
    return FALSE;
  if (domain->missed_at == 0)
    domain->missed_at = now;
  if (now - domain->missed_at >= LAST_WORD_USEC)
    return FALSE;
  domain->xml_dirty = TRUE;
  if (g_source_get_ready_time (self->reread) < 0)
    g_source_set_ready_time (self->reread, now + LOOK_USEC);
  return TRUE;
}

static void
reread_one (VmistateSession *self, VmistateKnownDomain *domain)
{
  gint64 at = vmistate_sink_get_time_usec (self->sink);
  gboolean is_gone;
  virDomainPtr handle = _vmistate_session_look_up (self, domain->uuid, &is_gone);

  domain->xml_dirty = FALSE;
  _vmistate_session_conclude_migration (self, domain, at);
  if (is_gone && !awaits_last_word (self, domain))
    _vmistate_session_forget (self, domain, at, /* after_gap= */ FALSE);
  if (handle == NULL)
    return;
  domain->missed_at = 0;
  if (_vmistate_session_read_domain (self, domain, handle))
    {
      if (!domain->has_state)
        _vmistate_session_ask_state (self, domain);
      _vmistate_session_take_channel (self, domain, at);
      _vmistate_session_tell_helpers (self, domain);
    }
  virDomainFree (handle);
}

void
_vmistate_session_reread_dirty (VmistateSession *self)
{
  g_autoptr (GList) domains = g_hash_table_get_values (self->domains);

  g_source_set_ready_time (self->reread, -1);
  for (GList *link = domains; link != NULL; link = link->next)
    {
      VmistateKnownDomain *domain = link->data;

      if (domain->xml_dirty)
        reread_one (self, domain);
    }
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* For each part of the status: who said it, when, and whether it still holds. */

#include "config.h"

#include "derive.h"
#include "domain-numbers.h"

#include "model/stamp.h"
#include "model/status.h"

#define ORIGIN_DOMAIN "domain"
#define ORIGIN_AGENT  "guest-agent"

/* Parts that come from the domain's description. */
static const char *const domain_parts[] = { "interfaces", "memory", "currentCPUTopology",
                                            "machine" };

/* Parts that come from one answer of the agent. */
static const struct
{
  VmistateAgentCommandId command;
  const char *part;
} agent_parts[] = {
  { VMISTATE_AGENT_OSINFO, "guestOSInfo" },
  { VMISTATE_AGENT_INTERFACES, "interfaces" },
  { VMISTATE_AGENT_FSFREEZE, "fsFreezeStatus" },
  { VMISTATE_AGENT_INFO, "guestAgentInfo.guestAgentVersion" },
  { VMISTATE_AGENT_HOSTNAME, "guestAgentInfo.hostname" },
  { VMISTATE_AGENT_TIMEZONE, "guestAgentInfo.timezone" },
  { VMISTATE_AGENT_USERS, "guestAgentInfo.userList" },
  { VMISTATE_AGENT_FILESYSTEMS, "guestAgentInfo.fsInfo" },
  { VMISTATE_AGENT_LOAD, "guestAgentInfo.load" },
};

typedef struct
{
  const char *state;
  const char *error; /* (nullable) */
} Freshness;

static void
add_stamp (GPtrArray *stamps, const VmistateView *view, const char *part, const char *origin,
           const VmistateObservation *observation, Freshness freshness)
{
  VmistateStamp *stamp = g_object_new (VMISTATE_TYPE_STAMP, NULL);
  g_autofree char *key = g_strconcat (part, "@", origin, NULL);

  _vmistate_record_set_string (stamp, STAMP_KEY, key);
  _vmistate_record_set_string (stamp, STAMP_PART, part);
  _vmistate_record_set_string (stamp, STAMP_SOURCE, view->source->id);
  _vmistate_record_set_string (stamp, STAMP_ORIGIN, origin);
  _vmistate_record_set_string (stamp, STAMP_STATE, freshness.state);
  _vmistate_record_set_string (stamp, STAMP_ERROR, freshness.error);
  if (observation->payload != NULL)
    {
      _vmistate_record_set_time (stamp, STAMP_OBSERVED_AT, observation->observed_at);
      if (observation->after_gap)
        _vmistate_record_set_boolean (stamp, STAMP_AFTER_GAP, TRUE);
    }
  g_ptr_array_add (stamps, stamp);
}

/* A lost source outweighs a hung hypervisor, which outweighs age. */
static Freshness
judge (const VmistateView *view, const VmistateObservation *observation, gint64 now)
{
  const char *reason;
  Freshness freshness = { "LIVE", NULL };

  if (view->gone)
    return (Freshness){ "ABSENT", "the domain is gone" };
  if (!_vmistate_view_is_current (view, &reason, &freshness.error))
    freshness.state = view->source->state == VMISTATE_SOURCE_STATE_LOST ? "LOST" : "STALE";
  else if (observation->valid_until < now)
    freshness = (Freshness){ "STALE", "not observed again in time" };
  return freshness;
}

/* Domain */

static void
add_domain_stamps (GPtrArray *stamps, const VmistateView *view, gint64 now)
{
  if (view->state.payload != NULL)
    add_stamp (stamps, view, "phase", ORIGIN_DOMAIN, &view->state, judge (view, &view->state, now));
  if (view->channel.payload != NULL)
    add_stamp (stamps, view, "agentChannel", ORIGIN_DOMAIN, &view->channel,
               judge (view, &view->channel, now));
  if (view->domain.payload == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (domain_parts); i++)
    add_stamp (stamps, view, domain_parts[i], ORIGIN_DOMAIN, &view->domain,
               judge (view, &view->domain, now));
}

/* Agent */

static gboolean
is_channel_open (const VmistateView *view)
{
  gboolean connected = FALSE;

  if (view->channel.payload != NULL)
    _vmistate_record_get_boolean (view->channel.payload, AGENT_CHANNEL_CONNECTED, &connected);
  return connected;
}

static const char *
error_text (const VmistateObservation *error)
{
  const char *message = _vmistate_record_get_string (error->payload, AGENT_REPLY_MESSAGE);

  return message != NULL ? message
                         : _vmistate_record_get_string (error->payload, AGENT_REPLY_ERROR);
}

static gboolean
is_unsupported (const VmistateObservation *error)
{
  return g_strcmp0 (_vmistate_record_get_string (error->payload, AGENT_REPLY_ERROR), "unsupported")
         == 0;
}

/* An error that came after the last answer, in this boot. */
static gboolean
has_newer_error (const VmistateView *view, const VmistateAgentAnswer *answer)
{
  return answer->error.payload != NULL && answer->error.observed_at > view->booted_at
         && answer->error.observed_at > answer->good.observed_at;
}

static void
add_agent_stamp (GPtrArray *stamps, const VmistateView *view, guint i, gint64 now)
{
  static const VmistateObservation never = { 0 };
  const VmistateAgentAnswer *answer = &view->answers[agent_parts[i].command];
  gboolean has_good = _vmistate_view_get_answer (view, agent_parts[i].command) != NULL;
  gboolean failing = has_newer_error (view, answer);
  Freshness freshness;

  if (!has_good && !failing)
    return;
  if (has_good)
    freshness = judge (view, &answer->good, now);
  else
    freshness = (Freshness){ is_unsupported (&answer->error) ? "UNSUPPORTED" : "ABSENT", NULL };
  if (has_good && g_str_equal (freshness.state, "LIVE") && !is_channel_open (view))
    freshness = (Freshness){ "STALE", "the agent's channel is closed" };
  if (failing && freshness.error == NULL)
    freshness.error = error_text (&answer->error);
  add_stamp (stamps, view, agent_parts[i].part, ORIGIN_AGENT, has_good ? &answer->good : &never,
             freshness);
}

void
_vmistate_derive_stamps (const VmistateEvidence *evidence, VmistateStatus *status)
{
  GPtrArray *stamps = _vmistate_record_list_new ();

  for (guint i = 0; i < evidence->views->len; i++)
    {
      const VmistateView *view = &g_array_index (evidence->views, VmistateView, i);

      add_domain_stamps (stamps, view, evidence->now);
      for (guint j = 0; view->answers != NULL && j < G_N_ELEMENTS (agent_parts); j++)
        add_agent_stamp (stamps, view, j, evidence->now);
    }
  _vmistate_record_take_list (status, STATUS_OBSERVED, stamps);
}

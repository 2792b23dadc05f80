/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* AgentConnected and AgentVersionNotSupported: whether the guest has opened the agent's channel,
 * and whether what answers there knows enough commands. */

#include "config.h"

#include "node-conditions.h"

#include "derive/agent-support.h"

#include "model/guest-agent-info.h"

#define CONNECTED   "AgentConnected"
#define UNSUPPORTED "AgentVersionNotSupported"

/* AgentConnected */

/* XML and event tell the same; the later one counts. Returns: FALSE if it is not known. */
static gboolean
get_channel (VmistatePass *pass, gboolean *connected)
{
  const VmistateView *view = pass->view;
  gpointer domain = _vmistate_pass_get_domain (pass);

  *connected = FALSE;
  if (domain == NULL)
    return view != NULL && view->gone;
  if (view->channel.payload != NULL && view->channel.observed_at >= view->domain.observed_at)
    return _vmistate_record_get_boolean (view->channel.payload, AGENT_CHANNEL_CONNECTED, connected);
  *connected = _vmistate_record_is (domain, DOMAIN_AGENT_CHANNEL, "connected");
  return TRUE;
}

static void
add_condition (VmistatePass *pass, const char *type, const char *reason)
{
  gpointer condition;

  if (_vmistate_conditions_has (pass->conditions, type))
    return;
  condition = _vmistate_condition_make (type, "True", reason, NULL);
  _vmistate_record_set_time (condition, CONDITION_LAST_PROBE_TIME, pass->now);
  _vmistate_conditions_append (pass->conditions, condition);
}

void
_vmistate_kubevirt_agent_connected (VmistatePass *pass)
{
  gboolean connected;

  if (!get_channel (pass, &connected))
    return;
  if (connected)
    add_condition (pass, CONNECTED, NULL);
  else
    _vmistate_conditions_remove (pass->conditions, CONNECTED);
}

/* AgentVersionNotSupported */

/* The launcher answers from what it has stored, which the step before has put into the status.
 * Returns: (transfer full) (nullable): what is wrong with it */
static char *
judge_agent (VmistatePass *pass)
{
  gpointer info = _vmistate_record_get_record (pass->status, STATUS_GUEST_AGENT_INFO);
  GPtrArray *commands = _vmistate_record_get_list (info, GUEST_AGENT_INFO_SUPPORTED_COMMANDS);
  const char *version = _vmistate_record_get_string (info, GUEST_AGENT_INFO_GUEST_AGENT_VERSION);

  if (commands != NULL && commands->len > 0)
    {
      const VmistateAgentFlaw *flaw =
          _vmistate_agent_judge_commands (_vmistate_agent_find_missing (commands), pass->spec);

      return flaw != NULL ? g_strdup (flaw->sentence) : NULL;
    }
  /* Before the first answer there is no version, and KubeVirt does not wait for it. */
  if (version == NULL)
    version = "";
  if (_vmistate_agent_is_version_supported (version, _vmistate_pass_get_configuration (pass)))
    return NULL;
  return g_strdup_printf ("Guest agent version '%s' is not supported", version);
}

void
_vmistate_kubevirt_agent_version (VmistatePass *pass)
{
  g_autofree char *reason = NULL;

  if (pass->view == NULL || !_vmistate_conditions_has (pass->conditions, CONNECTED))
    return;
  reason = judge_agent (pass);
  if (reason != NULL)
    add_condition (pass, UNSUPPORTED, reason);
  else
    _vmistate_conditions_remove (pass->conditions, UNSUPPORTED);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the agent can do, and what it has done: AgentVersionNotSupported, which nobody can know
 * before the agent has told of itself, and AccessCredentialsSynchronized. */

#include "config.h"

#include "agent-support.h"
#include "control-plane.h"
#include "verdict.h"

static VmistateVerdict
judge_version (const VmistateDerivation *d, gpointer info, VmistateVerdict verdict)
{
  const char *version = _vmistate_record_get_string (info, AGENT_REPLY_VERSION);

  if (version == NULL
      || _vmistate_agent_is_version_supported (version,
                                               _vmistate_evidence_get_configuration (d->evidence)))
    return verdict;
  verdict.kind = VMISTATE_VERDICT_GIVEN;
  verdict.reason = "VersionNotSupported";
  verdict.made = g_strdup_printf ("Guest agent version '%s' is not supported", version);
  verdict.message = verdict.made;
  return verdict;
}

static VmistateVerdict
judge_info (const VmistateDerivation *d, gpointer info, gint64 since)
{
  GPtrArray *commands = _vmistate_record_get_list (info, AGENT_REPLY_COMMANDS);
  VmistateVerdict verdict = { .kind = VMISTATE_VERDICT_REMOVED, .status = "True", .at = since };
  const VmistateAgentFlaw *flaw;

  if (commands == NULL || commands->len == 0)
    return judge_version (d, info, verdict);
  flaw = _vmistate_agent_judge_commands (_vmistate_view_get_lacks (d->view),
                                         _vmistate_evidence_get_vmi_spec (d->evidence));
  if (flaw == NULL)
    return verdict;
  verdict.kind = VMISTATE_VERDICT_GIVEN;
  verdict.reason = flaw->reason;
  verdict.message = flaw->sentence;
  return verdict;
}

VmistateVerdict
_vmistate_judge_agent_version (const VmistateDerivation *d)
{
  const VmistateVerdict stands = { .kind = VMISTATE_VERDICT_STANDS };
  const VmistateVerdict removed = { .kind = VMISTATE_VERDICT_REMOVED };
  gint64 since;
  gint64 at;
  gpointer info;

  if (d->view == NULL || d->view->state.payload == NULL)
    return stands;
  if (!_vmistate_view_is_active (d->view) || !_vmistate_view_has_open_channel (d->view, &since))
    return removed;
  info = _vmistate_view_get_answer_since (d->view, VMISTATE_AGENT_INFO, since, &at);
  if (info != NULL)
    return judge_info (d, info, MAX (since, _vmistate_history_since (&d->view->infos)));
  /* Where nobody here asks agents, KubeVirt's answer is the only one. */
  return d->view->n_answered == 0 ? stands : removed;
}

VmistateVerdict
_vmistate_judge_credentials (const VmistateDerivation *d)
{
  gpointer notes = d->domain != NULL ? _vmistate_record_get_record (d->domain, DOMAIN_NOTES) : NULL;
  gpointer note = _vmistate_record_get_record (notes, DOMAIN_NOTES_CREDENTIAL);
  VmistateVerdict verdict = { .kind = VMISTATE_VERDICT_STANDS };
  gboolean succeeded = FALSE;

  if (note == NULL || !_vmistate_record_get_boolean (note, CREDENTIAL_NOTE_SUCCEEDED, &succeeded))
    return verdict;
  verdict.kind = VMISTATE_VERDICT_GIVEN;
  verdict.status = succeeded ? "True" : "False";
  verdict.message = _vmistate_record_get_string (note, CREDENTIAL_NOTE_MESSAGE);
  verdict.at = _vmistate_history_since (&_vmistate_view_get_seldom (d->view)->credentials);
  return verdict;
}

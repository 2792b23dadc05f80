/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Whether a guest agent can do what KubeVirt asks of one: by the commands that it lists, or by its
 * version if it does not list any. */

#pragma once

#include "evidence.h"

G_BEGIN_DECLS

/* What is wrong with an agent */
typedef struct
{
  const char *reason; /* a word */
  const char *sentence;
} VmistateAgentFlaw;

/* @commands: (nullable) (element-type VmistateAgentCommand)
 * Returns: those that are asked for and not there, or there and switched off; one bit each */
guint32 _vmistate_agent_find_missing (GPtrArray *commands);

/* Returns: (transfer full) (nullable): the names of the basic ones among them, or NULL: none */
char *_vmistate_agent_name_missing (guint32 missing);

/* @spec: (nullable) VmistateVmiSpec, whose credentials may ask for more than the basic ones
 * Returns: (nullable): the first flaw */
const VmistateAgentFlaw *_vmistate_agent_judge_commands (guint32 missing, gpointer spec);

/* @configuration: (nullable) VmistateKubevirtConfiguration */
gboolean _vmistate_agent_is_version_supported (const char *version, gpointer configuration);

/* Takes note of what an agent lacks that answered guest-info with @reply. */
void _vmistate_view_note_support (VmistateView *view, gpointer reply, gint64 at);
/* What it lacks, as _vmistate_agent_find_missing() has it; nothing where that is not known */
guint32 _vmistate_view_get_lacks (const VmistateView *view);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a judge says of one condition, before it becomes one. */

#pragma once

#include "derive.h"
#include "timeline.h"

G_BEGIN_DECLS

typedef enum
{
  VMISTATE_VERDICT_STANDS,  /* the condition is as the control plane has it, or not there */
  VMISTATE_VERDICT_REMOVED, /* it is not there */
  VMISTATE_VERDICT_GIVEN,   /* it is as below */
} VmistateVerdictKind;

typedef struct
{
  VmistateVerdictKind kind;
  const char *status;
  const char *reason;  /* (nullable) */
  const char *message; /* (nullable) */
  char *made;          /* (owned) (nullable): the message, if it had to be put together */
  gint64 at;           /* since when it has had that status, as far as the evidence shows */
  gboolean witnessed;  /* it was seen to have had another one before */
} VmistateVerdict;

/* The texts of a verdict are literals or belong to the evidence, but for @made. */
typedef VmistateVerdict (*VmistateJudge) (const VmistateDerivation *d);

/* (nullable): the condition of that type in @status, which may be NULL */
gpointer _vmistate_find_condition (VmistateStatus *status, const char *type);
/* (nullable): the condition of that type that the control plane has */
gpointer _vmistate_derivation_get_stored (const VmistateDerivation *d, const char *type);

static inline void
_vmistate_verdict_set_since (VmistateVerdict *self, VmistateSince since)
{
  self->at = since.at;
  self->witnessed = since.witnessed;
}

/* Times. @stored: (nullable): the condition as the VMI's object has it. Where that has the same
 * status the condition was probed when it says, and began then, unless it was seen to have been
 * otherwise since. @made: (nullable): the same as the control plane's rules make it. */
gint64 _vmistate_condition_find_beginning (const VmistateDerivation *d, gpointer stored,
                                           gpointer made, const VmistateVerdict *verdict);
void _vmistate_condition_set_times (gpointer condition, gpointer stored, gint64 at);
gboolean _vmistate_condition_began (gpointer condition, gint64 at);

/* What the control plane has, with its moments.
 * @before: (nullable): what the condition was
 * Returns: @before itself, if that says the same, or (transfer full) */
gpointer _vmistate_condition_adopt (const VmistateDerivation *d, gpointer condition,
                                    gpointer before);

/* What only the control plane has a say in, in a fixed order; after that, types that nobody here
 * has heard of. */
void _vmistate_add_stored_conditions (const VmistateDerivation *d, GPtrArray *conditions);

/* The place of a type among all that are known: first those that are judged, then those that are
 * only listed. Returns: VMISTATE_CONDITION_N_KNOWN for others */
#define VMISTATE_CONDITION_N_JUDGED 9
#define VMISTATE_CONDITION_N_LISTED 9
#define VMISTATE_CONDITION_N_KNOWN  (VMISTATE_CONDITION_N_JUDGED + VMISTATE_CONDITION_N_LISTED)
guint _vmistate_condition_find_place (const char *type);
/* Among those that are only listed; VMISTATE_CONDITION_N_LISTED for others. */
guint _vmistate_condition_find_listed (const char *type);

/* Judges. Files: judge-ready.c, judge-domain.c, agent-ladder.c, judge-agent.c, judge-migration.c */
VmistateVerdict _vmistate_judge_ready (const VmistateDerivation *d);
VmistateVerdict _vmistate_judge_synchronized (const VmistateDerivation *d);
VmistateVerdict _vmistate_judge_paused (const VmistateDerivation *d);
VmistateVerdict _vmistate_judge_agent (const VmistateDerivation *d);
VmistateVerdict _vmistate_judge_agent_version (const VmistateDerivation *d);
VmistateVerdict _vmistate_judge_credentials (const VmistateDerivation *d);
VmistateVerdict _vmistate_judge_live_migratable (const VmistateDerivation *d);
VmistateVerdict _vmistate_judge_storage_migratable (const VmistateDerivation *d);
VmistateVerdict _vmistate_judge_software_emulation (const VmistateDerivation *d);

/* What judges share */

/* @since: (out): when the channel took its state, or the guest booted */
gboolean _vmistate_view_has_open_channel (const VmistateView *view, gint64 *since);
/* (nullable): an answer of this boot that came later than @since. @at: (out): when */
gpointer _vmistate_view_get_answer_since (const VmistateView *view, VmistateAgentCommandId command,
                                          gint64 since, gint64 *at);

G_END_DECLS

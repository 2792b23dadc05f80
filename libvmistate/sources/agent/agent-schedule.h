/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What to ask one agent next, and when. Knows no thread, clock or libvirt: times are given, in
 * microseconds of any clock that does not jump. */

#pragma once

#include "agent-question.h"
#include "model/payloads.h"

G_BEGIN_DECLS

typedef enum
{
  VMISTATE_AGENT_OUTCOME_ANSWERED,
  VMISTATE_AGENT_OUTCOME_FAILED,      /* the agent answered that it could not */
  VMISTATE_AGENT_OUTCOME_UNSUPPORTED, /* the agent has no such command */
  VMISTATE_AGENT_OUTCOME_TIMED_OUT,   /* nobody answered */
  VMISTATE_AGENT_OUTCOME_REFUSED,     /* the agent could not be asked */
} VmistateAgentOutcome;

typedef enum
{
  VMISTATE_AGENT_FREEZE_UNKNOWN,
  VMISTATE_AGENT_FREEZE_THAWED,
  VMISTATE_AGENT_FREEZE_FROZEN,
} VmistateAgentFreeze;

/* Shared by all schedules of a poller. */
typedef struct
{
  GRand *rand;   /* (not owned) for the jitter */
  guint divisor; /* of all pauses; 1 but in tests */
} VmistateAgentTiming;

typedef struct
{
  gint64 due[VMISTATE_AGENT_N_QUESTIONS];
  guint answers[VMISTATE_AGENT_N_QUESTIONS];
  guint failures[VMISTATE_AGENT_N_QUESTIONS];   /* since the last answer */
  guint pause_msec[VMISTATE_AGENT_N_QUESTIONS]; /* between the last reply and the next question */
  guint silences;                               /* questions in a row that reached no agent */
  gint64 silent_until;                          /* while silences > 0 */
  guint slow;                                   /* set of questions that last took long */
  guint missing;  /* set of questions that the agent has no command for */
  guint disabled; /* set of questions whose command is turned off */
  guint told;     /* set of questions that were reported as unsupported */
  VmistateAgentFreeze freeze;
} VmistateAgentSchedule;

/* Forgets what was learnt and makes each question due at @now. How long the guest made us wait is
 * remembered: closing and opening its channel must not make it a guest to be trusted. */
void _vmistate_agent_schedule_start (VmistateAgentSchedule *self, gint64 now);

/* Returns: when to ask @question, at @question's turn. May be in the past. */
gint64 _vmistate_agent_schedule_next (const VmistateAgentSchedule *self,
                                      VmistateAgentQuestion *question);

/* Takes in how @question went; @reply is looked at where it says what may be asked. */
void _vmistate_agent_schedule_replied (VmistateAgentSchedule *self,
                                       const VmistateAgentTiming *timing,
                                       VmistateAgentQuestion question, VmistateAgentOutcome outcome,
                                       VmistateAgentReply *reply, gint64 now);

/* How long @question kept a worker, whether its reply counts or not. */
void _vmistate_agent_schedule_took (VmistateAgentSchedule *self, const VmistateAgentTiming *timing,
                                    VmistateAgentQuestion question, gint64 elapsed_usec);

/* How long the reply to @question holds, if nothing goes wrong. */
gint64 _vmistate_agent_schedule_valid_for_msec (const VmistateAgentSchedule *self,
                                                VmistateAgentQuestion question, guint timeout_msec);

/* Whether the question may well keep a worker waiting. */
gboolean _vmistate_agent_schedule_is_suspect (const VmistateAgentSchedule *self,
                                              VmistateAgentQuestion question);

/* Returns: the set of questions found to be unsupported since the last call. */
guint _vmistate_agent_schedule_take_unsupported (VmistateAgentSchedule *self);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What guest agents are asked, and how often. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In the order in which they are asked when a channel opens. */
typedef enum
{
  VMISTATE_AGENT_ASK_INFO,
  VMISTATE_AGENT_ASK_OSINFO,
  VMISTATE_AGENT_ASK_HOST_NAME,
  VMISTATE_AGENT_ASK_INTERFACES,
  VMISTATE_AGENT_ASK_TIMEZONE,
  VMISTATE_AGENT_ASK_FILESYSTEMS,
  VMISTATE_AGENT_ASK_USERS,
  VMISTATE_AGENT_ASK_FSFREEZE,
  VMISTATE_AGENT_ASK_LOAD,
  VMISTATE_AGENT_ASK_PING,
  VMISTATE_AGENT_N_QUESTIONS,
} VmistateAgentQuestion;

typedef struct
{
  const char *command;
  guint early_msec[4];   /* the first pauses, ended by 0 */
  guint first_msec;      /* the pause after those; it doubles … */
  guint period_msec;     /* … up to this one */
  gboolean while_frozen; /* whether an agent answers it while its file systems are frozen */
} VmistateAgentQuestionRow;

extern const VmistateAgentQuestionRow _vmistate_agent_questions[VMISTATE_AGENT_N_QUESTIONS];

/* The pause after the answer number @n, which counts from 0, without jitter. */
guint _vmistate_agent_question_pause_msec (VmistateAgentQuestion question, guint n);

/* Bits for sets of questions. */
#define VMISTATE_AGENT_BIT(question) (1u << (question))

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "agent-question.h"

#define SEC 1000u

const VmistateAgentQuestionRow _vmistate_agent_questions[VMISTATE_AGENT_N_QUESTIONS] = {
  [VMISTATE_AGENT_ASK_INFO] = { "guest-info", { 0 }, 300 * SEC, 300 * SEC, TRUE },
  [VMISTATE_AGENT_ASK_OSINFO] = { "guest-get-osinfo", { 0 }, 120 * SEC, 120 * SEC },
  [VMISTATE_AGENT_ASK_HOST_NAME] = { "guest-get-host-name", { 0 }, 10 * SEC, 120 * SEC },
  /* Addresses often come a little later than the agent. */
  [VMISTATE_AGENT_ASK_INTERFACES] = { "guest-network-get-interfaces",
                                      { 2 * SEC, 3 * SEC, 5 * SEC },
                                      10 * SEC,
                                      60 * SEC },
  [VMISTATE_AGENT_ASK_TIMEZONE] = { "guest-get-timezone", { 0 }, 120 * SEC, 120 * SEC },
  [VMISTATE_AGENT_ASK_FILESYSTEMS] = { "guest-get-fsinfo", { 0 }, 10 * SEC, 300 * SEC },
  [VMISTATE_AGENT_ASK_USERS] = { "guest-get-users", { 0 }, 10 * SEC, 10 * SEC },
  [VMISTATE_AGENT_ASK_FSFREEZE] = { "guest-fsfreeze-status", { 0 }, 5 * SEC, 5 * SEC, TRUE },
  [VMISTATE_AGENT_ASK_LOAD] = { "guest-get-load", { 0 }, 60 * SEC, 60 * SEC },
  /* Asked of silent agents only: the pauses are those of a silence. */
  [VMISTATE_AGENT_ASK_PING] = { "guest-ping", { 0 }, 5 * SEC, 60 * SEC, TRUE },
};

guint
_vmistate_agent_question_pause_msec (VmistateAgentQuestion question, guint n)
{
  const VmistateAgentQuestionRow *row = &_vmistate_agent_questions[question];
  guint pause;
  guint i;

  for (i = 0; i < G_N_ELEMENTS (row->early_msec) && row->early_msec[i] != 0; i++)
    {
      if (i == n)
        return row->early_msec[i];
    }
  for (pause = row->first_msec; i < n && pause < row->period_msec; i++)
    pause *= 2;
  return MIN (pause, row->period_msec);
}

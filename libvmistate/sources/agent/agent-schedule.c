/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "agent-schedule.h"

#include "model/agent-command.h"

#define NEVER                 G_MAXINT64
#define SLOW_USEC             G_USEC_PER_SEC
#define FIRST_BACK_OFF_MSEC   10000u
#define LONGEST_BACK_OFF_MSEC 300000u
#define MIN_VALID_PERIOD_MSEC 5000u

/* What the agent's list of commands decides on: not on whether to ask for that list again. */
#define LISTED                                                                                     \
  (VMISTATE_AGENT_BIT (VMISTATE_AGENT_N_QUESTIONS) - 1                                             \
   - VMISTATE_AGENT_BIT (VMISTATE_AGENT_ASK_INFO))

static guint
doubled (guint first, guint longest, guint times)
{
  while (times-- > 0 && first < longest)
    first *= 2;
  return MIN (first, longest);
}

/* In microseconds; +-10 %, so that many guests started together do not stay in step. */
static gint64
pause_usec (const VmistateAgentTiming *timing, guint msec)
{
  gint64 usec = (gint64) msec * 1000 / timing->divisor;

  return usec * g_rand_int_range (timing->rand, 900, 1101) / 1000;
}

void
_vmistate_agent_schedule_start (VmistateAgentSchedule *self, gint64 now)
{
  guint slow = self->slow;

  if (self->silences > 0)
    slow |= VMISTATE_AGENT_BIT (VMISTATE_AGENT_ASK_INFO);
  *self = (VmistateAgentSchedule){ .slow = slow };
  for (guint i = 0; i < VMISTATE_AGENT_N_QUESTIONS; i++)
    self->due[i] = now;
  self->due[VMISTATE_AGENT_ASK_PING] = NEVER;
}

static gboolean
may_ask (const VmistateAgentSchedule *self, VmistateAgentQuestion question)
{
  if ((self->missing | self->disabled) & VMISTATE_AGENT_BIT (question))
    return FALSE;
  return self->freeze != VMISTATE_AGENT_FREEZE_FROZEN
         || _vmistate_agent_questions[question].while_frozen;
}

gint64
_vmistate_agent_schedule_next (const VmistateAgentSchedule *self, VmistateAgentQuestion *question)
{
  gint64 earliest = NEVER;

  *question = VMISTATE_AGENT_ASK_PING;
  if (self->silences > 0)
    return self->silent_until;
  for (guint i = 0; i < VMISTATE_AGENT_N_QUESTIONS; i++)
    {
      if (self->due[i] >= earliest || !may_ask (self, i))
        continue;
      earliest = self->due[i];
      *question = i;
    }
  return earliest;
}

static VmistateAgentQuestion
find_question (const char *command)
{
  VmistateAgentQuestion i;

  for (i = 0; i < VMISTATE_AGENT_N_QUESTIONS; i++)
    {
      if (g_strcmp0 (_vmistate_agent_questions[i].command, command) == 0)
        break;
    }
  return i;
}

static void
learn_list (VmistateAgentSchedule *self, GPtrArray *commands)
{
  guint known = 0;
  guint disabled = 0;

  for (guint i = 0; i < commands->len; i++)
    {
      VmistateAgentQuestion question =
          find_question (_vmistate_record_get_string (commands->pdata[i], AGENT_COMMAND_NAME));
      gboolean enabled;

      if (question == VMISTATE_AGENT_N_QUESTIONS)
        continue;
      known |= VMISTATE_AGENT_BIT (question);
      if (_vmistate_record_get_boolean (commands->pdata[i], AGENT_COMMAND_ENABLED, &enabled)
          && !enabled)
        disabled |= VMISTATE_AGENT_BIT (question);
    }
  self->missing = ~known & LISTED;
  self->disabled = disabled & LISTED;
}

/* An agent without a list, or with one that was cut, may know any command. */
static void
learn_commands (VmistateAgentSchedule *self, VmistateAgentReply *reply)
{
  GPtrArray *commands = _vmistate_record_get_list (reply, AGENT_REPLY_COMMANDS);

  self->missing = 0;
  self->disabled = 0;
  if (commands != NULL && !_vmistate_record_has (reply, AGENT_REPLY_MESSAGE))
    learn_list (self, commands);
  self->told &= self->missing | self->disabled;
}

/* A frozen agent says of nearly all its commands that they are turned off, so after a thaw they
 * have to be looked at again. */
static void
learn_freeze (VmistateAgentSchedule *self, VmistateAgentReply *reply, gint64 now)
{
  const char *status = _vmistate_record_get_string (reply, AGENT_REPLY_FSFREEZE_STATUS);
  VmistateAgentFreeze freeze = g_strcmp0 (status, "frozen") == 0 ? VMISTATE_AGENT_FREEZE_FROZEN
                                                                 : VMISTATE_AGENT_FREEZE_THAWED;

  if (self->freeze == VMISTATE_AGENT_FREEZE_FROZEN && freeze == VMISTATE_AGENT_FREEZE_THAWED)
    self->due[VMISTATE_AGENT_ASK_INFO] = now;
  self->freeze = freeze;
}

static guint
next_pause_msec (VmistateAgentSchedule *self, VmistateAgentQuestion question,
                 VmistateAgentOutcome outcome)
{
  if (outcome == VMISTATE_AGENT_OUTCOME_ANSWERED)
    {
      self->failures[question] = 0;
      return _vmistate_agent_question_pause_msec (question, self->answers[question]++);
    }
  return doubled (FIRST_BACK_OFF_MSEC, LONGEST_BACK_OFF_MSEC, self->failures[question]++);
}

static void
fall_silent (VmistateAgentSchedule *self, const VmistateAgentTiming *timing, gint64 now)
{
  guint msec = _vmistate_agent_question_pause_msec (VMISTATE_AGENT_ASK_PING, self->silences++);

  self->pause_msec[VMISTATE_AGENT_ASK_PING] = msec;
  self->silent_until = now + pause_usec (timing, msec);
}

static void
learn (VmistateAgentSchedule *self, VmistateAgentQuestion question, VmistateAgentOutcome outcome,
       VmistateAgentReply *reply, gint64 now)
{
  if (outcome == VMISTATE_AGENT_OUTCOME_UNSUPPORTED)
    {
      self->missing |= VMISTATE_AGENT_BIT (question) & LISTED;
      self->told |= VMISTATE_AGENT_BIT (question);
    }
  if (question == VMISTATE_AGENT_ASK_INFO && outcome == VMISTATE_AGENT_OUTCOME_ANSWERED)
    learn_commands (self, reply);
  if (question == VMISTATE_AGENT_ASK_FSFREEZE)
    learn_freeze (self, reply, now);
  /* Nobody can be asked, so nothing is frozen as far as one can know. */
  if ((self->missing | self->disabled) & VMISTATE_AGENT_BIT (VMISTATE_AGENT_ASK_FSFREEZE))
    self->freeze = VMISTATE_AGENT_FREEZE_THAWED;
}

void
_vmistate_agent_schedule_replied (VmistateAgentSchedule *self, const VmistateAgentTiming *timing,
                                  VmistateAgentQuestion question, VmistateAgentOutcome outcome,
                                  VmistateAgentReply *reply, gint64 now)
{
  if (outcome == VMISTATE_AGENT_OUTCOME_REFUSED || outcome == VMISTATE_AGENT_OUTCOME_TIMED_OUT)
    fall_silent (self, timing, now);
  else
    self->silences = 0;
  /* A refusal is not the command's fault: it stays due. Pings have no turn of their own. */
  if (question == VMISTATE_AGENT_ASK_PING || outcome == VMISTATE_AGENT_OUTCOME_REFUSED)
    return;
  self->pause_msec[question] = next_pause_msec (self, question, outcome);
  self->due[question] = now + pause_usec (timing, self->pause_msec[question]);
  if (outcome != VMISTATE_AGENT_OUTCOME_TIMED_OUT)
    learn (self, question, outcome, reply, now);
}

void
_vmistate_agent_schedule_took (VmistateAgentSchedule *self, const VmistateAgentTiming *timing,
                               VmistateAgentQuestion question, gint64 elapsed_usec)
{
  if (elapsed_usec > SLOW_USEC / timing->divisor)
    self->slow |= VMISTATE_AGENT_BIT (question);
  else
    self->slow &= ~VMISTATE_AGENT_BIT (question);
}

gint64
_vmistate_agent_schedule_valid_for_msec (const VmistateAgentSchedule *self,
                                         VmistateAgentQuestion question, guint timeout_msec)
{
  guint period = MAX (self->pause_msec[question], MIN_VALID_PERIOD_MSEC);

  return 3 * (gint64) period + timeout_msec;
}

gboolean
_vmistate_agent_schedule_is_suspect (const VmistateAgentSchedule *self,
                                     VmistateAgentQuestion question)
{
  return self->silences > 0 || (self->slow & VMISTATE_AGENT_BIT (question)) != 0;
}

guint
_vmistate_agent_schedule_take_unsupported (VmistateAgentSchedule *self)
{
  guint unsupported = self->missing;
  guint fresh;

  if (self->freeze == VMISTATE_AGENT_FREEZE_THAWED)
    unsupported |= self->disabled;
  fresh = unsupported & ~self->told;
  self->told |= fresh;
  return fresh;
}

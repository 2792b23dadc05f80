/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What one agent is asked and when, in a time that the tests make up. */

#include "config.h"

#include <vmistate/vmistate.h>

#include "sources/agent/agent-reply.h"
#include "sources/agent/agent-schedule.h"

#define SEC     G_USEC_PER_SEC
#define ALL_OK  VMISTATE_AGENT_OUTCOME_ANSWERED
#define N_ROUND VMISTATE_AGENT_ASK_PING
#define TIMEOUT 5000

typedef struct
{
  VmistateAgentTiming timing;
  VmistateAgentSchedule schedule;
  gint64 now;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  *self = (Fixture){ 0 };
  self->timing = (VmistateAgentTiming){ g_rand_new_with_seed (1), 1 };
  self->now = 1000 * SEC;
  _vmistate_agent_schedule_start (&self->schedule, self->now);
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_rand_free (self->timing.rand);
}

static VmistateAgentQuestion
peek (Fixture *self)
{
  VmistateAgentQuestion question;

  _vmistate_agent_schedule_next (&self->schedule, &question);
  return question;
}

/* Lets time pass up to the next question, and answers it. */
static VmistateAgentQuestion
step (Fixture *self, VmistateAgentOutcome outcome, const char *text)
{
  VmistateAgentQuestion question;
  gint64 due = _vmistate_agent_schedule_next (&self->schedule, &question);
  g_autoptr (VmistateAgentReply) reply = NULL;

  g_assert_cmpint (due, <, G_MAXINT64);
  self->now = MAX (self->now, due);
  reply =
      _vmistate_agent_reply_decode (_vmistate_agent_questions[question].command,
                                    text != NULL ? text : "{\"return\":{\"version\":\"1\"}}", -1);
  _vmistate_agent_schedule_took (&self->schedule, &self->timing, question,
                                 outcome == VMISTATE_AGENT_OUTCOME_TIMED_OUT ? 5 * SEC : 1000);
  _vmistate_agent_schedule_replied (&self->schedule, &self->timing, question, outcome, reply,
                                    self->now);
  return question;
}

static void
run_first_round (Fixture *self)
{
  for (guint i = 0; i < N_ROUND; i++)
    g_assert_cmpuint (step (self, ALL_OK, NULL), ==, i);
}

/* Asks on until @question has been asked, and gives the time that passed. */
static double
seconds_until (Fixture *self, VmistateAgentQuestion question)
{
  gint64 from = self->now;

  while (step (self, ALL_OK, NULL) != question)
    ;
  return (double) (self->now - from) / SEC;
}

static void
assert_about (double value, double wanted)
{
  g_assert_cmpfloat (value, >=, wanted * 0.899);
  g_assert_cmpfloat (value, <=, wanted * 1.101);
}

/* Pauses */

typedef struct
{
  VmistateAgentQuestion question;
  guint seconds[8];
} PauseRow;

static const PauseRow pause_rows[] = {
  { VMISTATE_AGENT_ASK_INFO, { 300, 300, 300, 300, 300, 300, 300, 300 } },
  { VMISTATE_AGENT_ASK_OSINFO, { 120, 120, 120, 120, 120, 120, 120, 120 } },
  { VMISTATE_AGENT_ASK_HOST_NAME, { 10, 20, 40, 80, 120, 120, 120, 120 } },
  { VMISTATE_AGENT_ASK_INTERFACES, { 2, 3, 5, 10, 20, 40, 60, 60 } },
  { VMISTATE_AGENT_ASK_TIMEZONE, { 120, 120, 120, 120, 120, 120, 120, 120 } },
  { VMISTATE_AGENT_ASK_FILESYSTEMS, { 10, 20, 40, 80, 160, 300, 300, 300 } },
  { VMISTATE_AGENT_ASK_USERS, { 10, 10, 10, 10, 10, 10, 10, 10 } },
  { VMISTATE_AGENT_ASK_FSFREEZE, { 5, 5, 5, 5, 5, 5, 5, 5 } },
  { VMISTATE_AGENT_ASK_LOAD, { 60, 60, 60, 60, 60, 60, 60, 60 } },
  { VMISTATE_AGENT_ASK_PING, { 5, 10, 20, 40, 60, 60, 60, 60 } },
};
G_STATIC_ASSERT (G_N_ELEMENTS (pause_rows) == VMISTATE_AGENT_N_QUESTIONS);

static void
test_pauses (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pause_rows); i++)
    {
      for (guint n = 0; n < G_N_ELEMENTS (pause_rows[i].seconds); n++)
        g_assert_cmpuint (_vmistate_agent_question_pause_msec (pause_rows[i].question, n), ==,
                          pause_rows[i].seconds[n] * 1000);
    }
}

static void
test_first_round (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  gint64 start = self->now;

  run_first_round (self);
  /* All at once: no pause of our own between the agent's opening and what it has to tell. */
  g_assert_cmpint (self->now, ==, start);
}

static void
test_addresses_come_late (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  static const double pauses[] = { 2, 3, 5, 10, 20, 40, 60, 60 };

  run_first_round (self);
  for (guint i = 0; i < G_N_ELEMENTS (pauses); i++)
    assert_about (seconds_until (self, VMISTATE_AGENT_ASK_INTERFACES), pauses[i]);
}

static void
test_jitter (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  Fixture same;
  gboolean differs = FALSE;
  double first;

  set_up (&same, NULL);
  run_first_round (self);
  run_first_round (&same);
  first = seconds_until (self, VMISTATE_AGENT_ASK_USERS);
  g_assert_cmpfloat (first, ==, seconds_until (&same, VMISTATE_AGENT_ASK_USERS));
  for (guint i = 0; i < 20; i++)
    {
      double pause = seconds_until (self, VMISTATE_AGENT_ASK_USERS);

      assert_about (pause, 10);
      differs |= pause != first;
    }
  g_assert_true (differs);
  tear_down (&same, NULL);
}

/* Nothing of a question that fails is felt by another. */
static void
test_one_fails (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  static const double pauses[] = { 10, 20, 40, 80, 160, 300, 300 };
  gint64 failed_at[G_N_ELEMENTS (pauses) + 1];
  guint n_failed = 0;
  guint n_users = 0;

  while (n_failed < G_N_ELEMENTS (failed_at))
    {
      gboolean fails = peek (self) == VMISTATE_AGENT_ASK_OSINFO;

      n_users += peek (self) == VMISTATE_AGENT_ASK_USERS;
      step (self, fails ? VMISTATE_AGENT_OUTCOME_FAILED : ALL_OK, NULL);
      if (fails)
        failed_at[n_failed++] = self->now;
    }
  for (guint i = 0; i < G_N_ELEMENTS (pauses); i++)
    assert_about ((double) (failed_at[i + 1] - failed_at[i]) / SEC, pauses[i]);
  g_assert_cmpuint (n_users, >, 80);
}

static void
test_fails_again (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  static const VmistateAgentOutcome outcomes[] = { VMISTATE_AGENT_OUTCOME_FAILED,
                                                   VMISTATE_AGENT_OUTCOME_FAILED, ALL_OK,
                                                   VMISTATE_AGENT_OUTCOME_FAILED };
  gint64 failed_at;

  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      while (peek (self) != VMISTATE_AGENT_ASK_OSINFO)
        step (self, ALL_OK, NULL);
      step (self, outcomes[i], NULL);
    }
  failed_at = self->now;
  seconds_until (self, VMISTATE_AGENT_ASK_OSINFO);
  /* What was before the answer is forgiven. */
  assert_about ((double) (self->now - failed_at) / SEC, 10);
}

/* Silence */

static void
test_silence (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  static const double pauses[] = { 5, 10, 20, 40, 60, 60 };

  run_first_round (self);
  step (self, VMISTATE_AGENT_OUTCOME_TIMED_OUT, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (pauses); i++)
    {
      gint64 before = self->now;

      g_assert_cmpuint (step (self, VMISTATE_AGENT_OUTCOME_TIMED_OUT, NULL), ==,
                        VMISTATE_AGENT_ASK_PING);
      assert_about ((double) (self->now - before) / SEC, pauses[i]);
    }
}

static void
test_silence_ends (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  VmistateAgentQuestion slow;

  run_first_round (self);
  slow = step (self, VMISTATE_AGENT_OUTCOME_TIMED_OUT, NULL);
  step (self, VMISTATE_AGENT_OUTCOME_TIMED_OUT, NULL);
  g_assert_cmpuint (step (self, ALL_OK, "{\"return\":{}}"), ==, VMISTATE_AGENT_ASK_PING);
  /* The one that went unanswered waits longer than those that became due meanwhile. */
  g_assert_cmpuint (slow, ==, VMISTATE_AGENT_ASK_INTERFACES);
  g_assert_cmpuint (step (self, ALL_OK, NULL), !=, slow);
}

static void
test_refused (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_cmpuint (step (self, VMISTATE_AGENT_OUTCOME_REFUSED, NULL), ==, VMISTATE_AGENT_ASK_INFO);
  g_assert_cmpuint (step (self, ALL_OK, "{\"return\":{}}"), ==, VMISTATE_AGENT_ASK_PING);
  run_first_round (self);
}

static void
took (Fixture *self, VmistateAgentQuestion question, gint64 usec)
{
  _vmistate_agent_schedule_took (&self->schedule, &self->timing, question, usec);
}

static gboolean
is_suspect (Fixture *self, VmistateAgentQuestion question)
{
  return _vmistate_agent_schedule_is_suspect (&self->schedule, question);
}

/* Slow is nearly as bad as silent. */
static void
test_slow (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_false (is_suspect (self, VMISTATE_AGENT_ASK_FILESYSTEMS));
  took (self, VMISTATE_AGENT_ASK_FILESYSTEMS, 3 * SEC);
  g_assert_true (is_suspect (self, VMISTATE_AGENT_ASK_FILESYSTEMS));
  g_assert_false (is_suspect (self, VMISTATE_AGENT_ASK_OSINFO));
  took (self, VMISTATE_AGENT_ASK_FILESYSTEMS, SEC / 10);
  g_assert_false (is_suspect (self, VMISTATE_AGENT_ASK_FILESYSTEMS));
}

static void
test_suspect_stays (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  step (self, VMISTATE_AGENT_OUTCOME_REFUSED, NULL);
  g_assert_true (is_suspect (self, VMISTATE_AGENT_ASK_USERS));
  took (self, VMISTATE_AGENT_ASK_FILESYSTEMS, 3 * SEC);
  _vmistate_agent_schedule_start (&self->schedule, self->now);
  g_assert_true (is_suspect (self, VMISTATE_AGENT_ASK_FILESYSTEMS));
  g_assert_true (is_suspect (self, VMISTATE_AGENT_ASK_INFO));
  g_assert_cmpuint (step (self, ALL_OK, NULL), ==, VMISTATE_AGENT_ASK_INFO);
  g_assert_false (is_suspect (self, VMISTATE_AGENT_ASK_INFO));
}

/* What the agent offers */

/* A reply to guest-info: @commands by name, with "-" in front of those that are turned off. */
static char *
make_info (const char *const *commands)
{
  GString *text = g_string_new ("{\"return\":{\"version\":\"1\",\"supported_commands\":[");

  for (guint i = 0; commands[i] != NULL; i++)
    {
      gboolean enabled = commands[i][0] != '-';

      g_string_append_printf (text, "%s{\"name\":\"%s\",\"enabled\":%s}", i > 0 ? "," : "",
                              commands[i] + !enabled, enabled ? "true" : "false");
    }
  g_string_append (text, "]}}");
  return g_string_free (text, /* free_segment= */ FALSE);
}

static const char *const small_commands[] = {
  "guest-info", "guest-ping", "guest-get-osinfo", "-guest-get-users", "guest-fsfreeze-status", NULL
};

static void
test_small_agent (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  guint missing = VMISTATE_AGENT_BIT (VMISTATE_AGENT_ASK_HOST_NAME)
                  | VMISTATE_AGENT_BIT (VMISTATE_AGENT_ASK_INTERFACES)
                  | VMISTATE_AGENT_BIT (VMISTATE_AGENT_ASK_TIMEZONE)
                  | VMISTATE_AGENT_BIT (VMISTATE_AGENT_ASK_FILESYSTEMS)
                  | VMISTATE_AGENT_BIT (VMISTATE_AGENT_ASK_LOAD);
  g_autofree char *small_agent = make_info (small_commands);

  g_assert_cmpuint (step (self, ALL_OK, small_agent), ==, VMISTATE_AGENT_ASK_INFO);
  g_assert_cmphex (_vmistate_agent_schedule_take_unsupported (&self->schedule), ==, missing);
  g_assert_cmpuint (step (self, ALL_OK, NULL), ==, VMISTATE_AGENT_ASK_OSINFO);
  g_assert_cmpuint (step (self, ALL_OK, "{\"return\":\"thawed\"}"), ==,
                    VMISTATE_AGENT_ASK_FSFREEZE);
  /* Only now is it sure that the command is not just held back by a freeze. */
  g_assert_cmphex (_vmistate_agent_schedule_take_unsupported (&self->schedule), ==,
                   VMISTATE_AGENT_BIT (VMISTATE_AGENT_ASK_USERS));
  for (guint i = 0; i < 300; i++)
    {
      gboolean is_info = peek (self) == VMISTATE_AGENT_ASK_INFO;
      VmistateAgentQuestion asked =
          step (self, ALL_OK, is_info ? small_agent : "{\"return\":\"thawed\"}");

      g_assert_true (is_info || asked == VMISTATE_AGENT_ASK_OSINFO
                     || asked == VMISTATE_AGENT_ASK_FSFREEZE);
      g_assert_cmphex (_vmistate_agent_schedule_take_unsupported (&self->schedule), ==, 0);
    }
}

static void
answer_until_info (Fixture *self, const char *info)
{
  while (peek (self) != VMISTATE_AGENT_ASK_INFO)
    step (self, ALL_OK, "{\"return\":\"thawed\"}");
  step (self, ALL_OK, info);
}

static void
test_agent_grows (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *small_agent = make_info (small_commands);
  guint unsupported;

  step (self, ALL_OK, small_agent);
  answer_until_info (self, small_agent);
  unsupported = _vmistate_agent_schedule_take_unsupported (&self->schedule);
  g_assert_cmphex (unsupported, !=, 0);
  answer_until_info (self, "{\"return\":{\"version\":\"2\"}}");
  g_assert_cmpuint (step (self, ALL_OK, NULL), ==, VMISTATE_AGENT_ASK_HOST_NAME);
  g_assert_cmpuint (step (self, ALL_OK, NULL), ==, VMISTATE_AGENT_ASK_INTERFACES);
  g_assert_cmphex (_vmistate_agent_schedule_take_unsupported (&self->schedule), ==, 0);
  /* And shrinks: the answers it gave meanwhile must not be the last word. */
  answer_until_info (self, small_agent);
  g_assert_cmphex (_vmistate_agent_schedule_take_unsupported (&self->schedule), ==, unsupported);
}

static void
test_cut_list (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GString) text =
      g_string_new ("{\"return\":{\"version\":\"1\",\"supported_commands\":[");

  for (guint i = 0; i < 600; i++)
    g_string_append_printf (text, "%s{\"name\":\"c%u\",\"enabled\":true}", i > 0 ? "," : "", i);
  g_string_append (text, "]}}");
  step (self, ALL_OK, text->str);
  g_assert_cmphex (_vmistate_agent_schedule_take_unsupported (&self->schedule), ==, 0);
  g_assert_cmpuint (step (self, ALL_OK, NULL), ==, VMISTATE_AGENT_ASK_OSINFO);
}

static void
test_unsupported_by_error (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  step (self, ALL_OK, NULL);
  g_assert_cmpuint (step (self, VMISTATE_AGENT_OUTCOME_UNSUPPORTED, NULL), ==,
                    VMISTATE_AGENT_ASK_OSINFO);
  /* The reply itself tells it. */
  g_assert_cmphex (_vmistate_agent_schedule_take_unsupported (&self->schedule), ==, 0);
  while (peek (self) != VMISTATE_AGENT_ASK_INFO)
    g_assert_cmpuint (step (self, ALL_OK, NULL), !=, VMISTATE_AGENT_ASK_OSINFO);
}

/* Freezing */

static void
test_freeze (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  run_first_round (self);
  while (peek (self) != VMISTATE_AGENT_ASK_FSFREEZE)
    step (self, ALL_OK, NULL);
  step (self, ALL_OK, "{\"return\":\"frozen\"}");
  for (guint i = 0; i < 5; i++)
    g_assert_cmpuint (step (self, ALL_OK, "{\"return\":\"frozen\"}"), ==,
                      VMISTATE_AGENT_ASK_FSFREEZE);
  step (self, ALL_OK, "{\"return\":\"thawed\"}");
  g_assert_cmpuint (step (self, ALL_OK, NULL), !=, VMISTATE_AGENT_ASK_FSFREEZE);
}

static const char *const frozen_commands[] = { "guest-ping",
                                               "-guest-get-osinfo",
                                               "-guest-get-host-name",
                                               "-guest-network-get-interfaces",
                                               "-guest-get-timezone",
                                               "-guest-get-fsinfo",
                                               "-guest-get-users",
                                               "-guest-get-load",
                                               "guest-fsfreeze-status",
                                               NULL };

/* A frozen agent lists its commands as turned off: that must not be taken for what it can do. */
static void
test_met_frozen (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *frozen_agent = make_info (frozen_commands);

  step (self, ALL_OK, frozen_agent);
  g_assert_cmphex (_vmistate_agent_schedule_take_unsupported (&self->schedule), ==, 0);
  g_assert_cmpuint (step (self, ALL_OK, "{\"return\":\"frozen\"}"), ==,
                    VMISTATE_AGENT_ASK_FSFREEZE);
  g_assert_cmphex (_vmistate_agent_schedule_take_unsupported (&self->schedule), ==, 0);
  g_assert_cmpuint (step (self, ALL_OK, "{\"return\":\"thawed\"}"), ==,
                    VMISTATE_AGENT_ASK_FSFREEZE);
  g_assert_cmpuint (peek (self), ==, VMISTATE_AGENT_ASK_INFO);
  step (self, ALL_OK, "{\"return\":{\"version\":\"1\"}}");
  g_assert_cmphex (_vmistate_agent_schedule_take_unsupported (&self->schedule), ==, 0);
  g_assert_cmpuint (step (self, ALL_OK, NULL), ==, VMISTATE_AGENT_ASK_OSINFO);
  g_assert_cmpuint (step (self, ALL_OK, NULL), ==, VMISTATE_AGENT_ASK_HOST_NAME);
}

/* Validity */

static gint64
valid_for (Fixture *self, VmistateAgentQuestion question)
{
  return _vmistate_agent_schedule_valid_for_msec (&self->schedule, question, TIMEOUT);
}

static void
test_valid_for (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  run_first_round (self);
  g_assert_cmpint (valid_for (self, VMISTATE_AGENT_ASK_USERS), ==, 3 * 10000 + TIMEOUT);
  g_assert_cmpint (valid_for (self, VMISTATE_AGENT_ASK_INFO), ==, 3 * 300000 + TIMEOUT);
  /* Asked again after 2 s, but one late answer does not make it stale. */
  g_assert_cmpint (valid_for (self, VMISTATE_AGENT_ASK_INTERFACES), ==, 3 * 5000 + TIMEOUT);
  for (guint i = 0; i < 7; i++)
    seconds_until (self, VMISTATE_AGENT_ASK_INTERFACES);
  g_assert_cmpint (valid_for (self, VMISTATE_AGENT_ASK_INTERFACES), ==, 3 * 60000 + TIMEOUT);
}

static void
add (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/agent-schedule/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/agent-schedule/pauses", test_pauses);
  add ("first-round", test_first_round);
  add ("addresses-come-late", test_addresses_come_late);
  add ("jitter", test_jitter);
  add ("one-fails", test_one_fails);
  add ("fails-again", test_fails_again);
  add ("silence", test_silence);
  add ("silence-ends", test_silence_ends);
  add ("refused", test_refused);
  add ("slow", test_slow);
  add ("suspect-stays", test_suspect_stays);
  add ("small-agent", test_small_agent);
  add ("agent-grows", test_agent_grows);
  add ("cut-list", test_cut_list);
  add ("unsupported-by-error", test_unsupported_by_error);
  add ("freeze", test_freeze);
  add ("met-frozen", test_met_frozen);
  add ("valid-for", test_valid_for);
  return g_test_run ();
}

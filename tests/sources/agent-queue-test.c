/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Many domains and few workers, in a time that the tests make up: a small simulation in which each
 * agent has a speed of its own. */

#include "config.h"

#include <vmistate/vmistate.h>

#include "sources/agent/agent-queue.h"
#include "sources/agent/agent-reply.h"

#define MSEC      G_GINT64_CONSTANT (1000)
#define SEC       (1000 * MSEC)
#define N_WORKERS 4
#define TIMEOUT   (5 * SEC)

/* An agent, and what was seen of it. */
typedef struct
{
  gint64 answers_after; /* more than TIMEOUT: never */
  guint n_asked;
  guint n_users;
  gint64 last_users_at;
  gint64 longest_gap; /* between two answers to "users" */
  gint64 round_done_at;
} Guest;

typedef struct
{
  VmistateAgentDomain *domain;
  VmistateAgentQuestion question;
  gboolean suspect;
  gint64 ends_at;
} Call;

typedef struct
{
  VmistateAgentQueue queue;
  VmistateAgentTiming timing;
  GHashTable *guests; /* (element-type utf8 Guest) */
  GArray *calls;      /* (element-type Call) under way */
  gint64 now;
  guint most_calls;
  guint most_suspects;
} World;

static void
world_init (World *self)
{
  *self = (World){ .now = 100 * SEC };
  self->timing = (VmistateAgentTiming){ g_rand_new_with_seed (7), 1 };
  self->guests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->calls = g_array_new (FALSE, FALSE, sizeof (Call));
  _vmistate_agent_queue_init (&self->queue, N_WORKERS);
}

static void
world_clear (World *self)
{
  _vmistate_agent_queue_clear (&self->queue);
  g_array_unref (self->calls);
  g_hash_table_unref (self->guests);
  g_rand_free (self->timing.rand);
}

static Guest *
add_guest (World *self, const char *name, gint64 answers_after)
{
  const VmistateIdentity identity = { NULL, name, name };
  VmistateAgentDomain *domain = _vmistate_agent_queue_ensure (&self->queue, name);
  Guest *guest = g_new0 (Guest, 1);

  guest->answers_after = answers_after;
  guest->last_users_at = self->now;
  g_hash_table_insert (self->guests, g_strdup (name), guest);
  _vmistate_agent_domain_identify (domain, &identity);
  domain->known = domain->running = domain->connected = TRUE;
  _vmistate_agent_schedule_start (&domain->schedule, self->now);
  _vmistate_agent_queue_update (&self->queue, domain);
  return guest;
}

static Guest *
add_numbered (World *self, const char *prefix, guint i, gint64 answers_after)
{
  g_autofree char *name = g_strdup_printf ("%s%u", prefix, i);

  return add_guest (self, name, answers_after);
}

static void
begin_calls (World *self)
{
  VmistateAgentDomain *domain;

  while ((domain = _vmistate_agent_queue_peek (&self->queue, self->now)) != NULL)
    {
      Guest *guest = g_hash_table_lookup (self->guests, domain->uuid);
      Call call = { domain, domain->question };

      g_assert_false (domain->busy);
      call.suspect = _vmistate_agent_schedule_is_suspect (&domain->schedule, call.question);
      call.ends_at = self->now + MIN (guest->answers_after, TIMEOUT);
      _vmistate_agent_queue_begin (&self->queue, domain, call.suspect);
      g_array_append_val (self->calls, call);
      guest->n_asked++;
      self->most_calls = MAX (self->most_calls, self->queue.n_busy);
      self->most_suspects = MAX (self->most_suspects, self->queue.n_busy_suspect);
    }
}

static void
note_answer (World *self, Guest *guest, VmistateAgentQuestion question)
{
  if (question == VMISTATE_AGENT_ASK_LOAD && guest->round_done_at == 0)
    guest->round_done_at = self->now;
  if (question != VMISTATE_AGENT_ASK_USERS)
    return;
  guest->n_users++;
  guest->longest_gap = MAX (guest->longest_gap, self->now - guest->last_users_at);
  guest->last_users_at = self->now;
}

static void
end_call (World *self, Call *call)
{
  Guest *guest = g_hash_table_lookup (self->guests, call->domain->uuid);
  gboolean answered = guest->answers_after <= TIMEOUT;
  g_autoptr (VmistateAgentReply) reply =
      _vmistate_agent_reply_decode ("guest-ping", "{\"return\":{}}", -1);

  _vmistate_agent_schedule_took (&call->domain->schedule, &self->timing, call->question,
                                 MIN (guest->answers_after, TIMEOUT));
  _vmistate_agent_schedule_replied (&call->domain->schedule, &self->timing, call->question,
                                    answered ? VMISTATE_AGENT_OUTCOME_ANSWERED
                                             : VMISTATE_AGENT_OUTCOME_TIMED_OUT,
                                    reply, self->now);
  if (answered)
    note_answer (self, guest, call->question);
  _vmistate_agent_queue_end (&self->queue, call->domain, call->suspect, self->now);
}

static guint
find_next_end (World *self)
{
  guint next = 0;

  for (guint i = 1; i < self->calls->len; i++)
    {
      if (g_array_index (self->calls, Call, i).ends_at
          < g_array_index (self->calls, Call, next).ends_at)
        next = i;
    }
  return next;
}

static void
run_until (World *self, gint64 until)
{
  for (;;)
    {
      gint64 turn;
      guint next;

      begin_calls (self);
      turn = _vmistate_agent_queue_next_turn (&self->queue, self->now);
      next = find_next_end (self);
      if (self->calls->len > 0 && g_array_index (self->calls, Call, next).ends_at <= turn)
        {
          Call call = g_array_index (self->calls, Call, next);

          if (call.ends_at > until)
            break;
          self->now = call.ends_at;
          g_array_remove_index_fast (self->calls, next);
          end_call (self, &call);
          continue;
        }
      if (turn > until)
        break;
      self->now = turn;
    }
}

static void
test_alone (void)
{
  World world;
  Guest *guest;

  world_init (&world);
  guest = add_guest (&world, "vm", 2 * MSEC);
  run_until (&world, world.now + 600 * SEC);
  g_assert_cmpint (guest->round_done_at - 100 * SEC, ==, 9 * 2 * MSEC);
  g_assert_cmpuint (guest->n_users, >=, 58);
  g_assert_cmpuint (world.most_calls, ==, 1);
  world_clear (&world);
}

/* Domains take turns: nobody's first round waits for somebody else's to end. */
static void
test_turns (void)
{
  World world;
  Guest *guests[8];

  world_init (&world);
  for (guint i = 0; i < G_N_ELEMENTS (guests); i++)
    guests[i] = add_numbered (&world, "vm", i, 10 * MSEC);
  begin_calls (&world);
  run_until (&world, world.now + 45 * MSEC);
  for (guint i = 0; i < G_N_ELEMENTS (guests); i++)
    {
      g_assert_cmpuint (guests[i]->n_asked, >=, 2);
      g_assert_cmpuint (guests[i]->n_asked, <=, 3);
    }
  world_clear (&world);
}

static void
test_one_hangs (void)
{
  World world;
  Guest *hung;
  Guest *guests[20];

  world_init (&world);
  hung = add_guest (&world, "a-hung", G_MAXINT64);
  for (guint i = 0; i < G_N_ELEMENTS (guests); i++)
    guests[i] = add_numbered (&world, "vm", i, 5 * MSEC);
  run_until (&world, world.now + 600 * SEC);
  for (guint i = 0; i < G_N_ELEMENTS (guests); i++)
    {
      g_assert_cmpint (guests[i]->round_done_at - 100 * SEC, <, SEC);
      g_assert_cmpint (guests[i]->longest_gap, <, 12 * SEC);
    }
  /* 5 + 10 + 20 + 40 + 60 …, each with 5 s of waiting for nothing. */
  g_assert_cmpuint (hung->n_asked, >=, 10);
  g_assert_cmpuint (hung->n_asked, <=, 14);
  world_clear (&world);
}

static void
test_many_hang (void)
{
  World world;
  Guest *guests[50];

  world_init (&world);
  for (guint i = 0; i < 50; i++)
    add_numbered (&world, "a-hung", i, G_MAXINT64);
  for (guint i = 0; i < G_N_ELEMENTS (guests); i++)
    guests[i] = add_numbered (&world, "vm", i, 5 * MSEC);
  /* Nobody is a suspect yet: until all the hung were met once, they take every worker. */
  run_until (&world, world.now + 90 * SEC);
  for (guint i = 0; i < G_N_ELEMENTS (guests); i++)
    guests[i]->longest_gap = 0;
  run_until (&world, world.now + 600 * SEC);
  g_assert_cmpuint (world.most_calls, ==, N_WORKERS);
  g_assert_cmpuint (world.most_suspects, ==, N_WORKERS - 1);
  for (guint i = 0; i < G_N_ELEMENTS (guests); i++)
    g_assert_cmpint (guests[i]->longest_gap, <, 13 * SEC);
  world_clear (&world);
}

/* As bad as a guest can be without being silent. */
static void
test_slow_ones (void)
{
  World world;
  Guest *guests[20];

  world_init (&world);
  for (guint i = 0; i < 8; i++)
    add_numbered (&world, "a-slow", i, 4900 * MSEC);
  for (guint i = 0; i < G_N_ELEMENTS (guests); i++)
    guests[i] = add_numbered (&world, "vm", i, 5 * MSEC);
  run_until (&world, world.now + 200 * SEC);
  for (guint i = 0; i < G_N_ELEMENTS (guests); i++)
    guests[i]->longest_gap = 0;
  run_until (&world, world.now + 600 * SEC);
  g_assert_cmpuint (world.most_suspects, ==, N_WORKERS - 1);
  for (guint i = 0; i < G_N_ELEMENTS (guests); i++)
    g_assert_cmpint (guests[i]->longest_gap, <, 13 * SEC);
  world_clear (&world);
}

static void
test_hundred (void)
{
  World world;
  Guest *guests[100];

  world_init (&world);
  for (guint i = 0; i < G_N_ELEMENTS (guests); i++)
    guests[i] = add_numbered (&world, "vm", i, 20 * MSEC);
  run_until (&world, world.now + 300 * SEC);
  g_assert_cmpuint (world.most_calls, ==, N_WORKERS);
  for (guint i = 0; i < G_N_ELEMENTS (guests); i++)
    {
      /* 900 questions of 20 ms by four workers take 4.5 s. */
      g_assert_cmpint (guests[i]->round_done_at - 100 * SEC, <=, 4600 * MSEC);
      g_assert_cmpint (guests[i]->longest_gap, <, 15 * SEC);
      g_assert_cmpuint (guests[i]->n_users, >=, 24);
    }
  world_clear (&world);
}

/* Who may be asked */

static void
test_closed (void)
{
  World world;
  VmistateAgentDomain *domain;

  world_init (&world);
  add_guest (&world, "vm", MSEC);
  domain = _vmistate_agent_queue_find_uid (&world.queue, "vm");
  g_assert_nonnull (domain);
  g_assert_true (_vmistate_agent_queue_peek (&world.queue, world.now) == domain);
  domain->running = FALSE;
  _vmistate_agent_queue_update (&world.queue, domain);
  g_assert_null (_vmistate_agent_queue_peek (&world.queue, world.now));
  g_assert_cmpint (_vmistate_agent_queue_next_turn (&world.queue, world.now), ==, G_MAXINT64);
  domain->running = TRUE;
  domain->connected = FALSE;
  _vmistate_agent_queue_update (&world.queue, domain);
  g_assert_null (_vmistate_agent_queue_peek (&world.queue, world.now));
  world_clear (&world);
}

static void
test_gone_while_busy (void)
{
  World world;
  VmistateAgentDomain *domain;

  world_init (&world);
  add_guest (&world, "vm", MSEC);
  domain = _vmistate_agent_queue_find_uid (&world.queue, "vm");
  _vmistate_agent_queue_begin (&world.queue, domain, FALSE);
  domain->known = domain->running = domain->connected = FALSE;
  _vmistate_agent_queue_update (&world.queue, domain);
  g_assert_cmpuint (g_hash_table_size (world.queue.domains), ==, 1);
  g_assert_null (_vmistate_agent_queue_find_uid (&world.queue, "vm"));
  _vmistate_agent_queue_end (&world.queue, domain, FALSE, world.now);
  g_assert_cmpuint (g_hash_table_size (world.queue.domains), ==, 0);
  world_clear (&world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/agent-queue/alone", test_alone);
  g_test_add_func ("/agent-queue/turns", test_turns);
  g_test_add_func ("/agent-queue/one-hangs", test_one_hangs);
  g_test_add_func ("/agent-queue/many-hang", test_many_hang);
  g_test_add_func ("/agent-queue/slow-ones", test_slow_ones);
  g_test_add_func ("/agent-queue/hundred", test_hundred);
  g_test_add_func ("/agent-queue/closed", test_closed);
  g_test_add_func ("/agent-queue/gone-while-busy", test_gone_while_busy);
  return g_test_run ();
}

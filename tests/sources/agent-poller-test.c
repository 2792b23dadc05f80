/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The poller with real threads in front of guests that the tests make up. */

#include "config.h"

#include <libvirt/virterror.h>

#include "agent-stand-in.h"
#include "model/payloads.h"

#define FIRST_ROUND                                                                                \
  "guest-info guest-get-osinfo guest-get-host-name guest-network-get-interfaces "                  \
  "guest-get-timezone guest-get-fsinfo guest-get-users guest-fsfreeze-status guest-get-load"

typedef struct
{
  const char *uuid;
  const char *command;
  guint n;
} Count;

static gboolean
has_replies (Rig *rig, gconstpointer data)
{
  const Count *count = data;

  return rig_count_replies (rig, count->uuid, count->command) >= count->n;
}

static gboolean
was_asked (Rig *rig, gconstpointer data)
{
  const Count *count = data;

  return guest_count (rig, count->uuid, count->command) >= count->n;
}

static gboolean
is_left_alone (Rig *rig, gconstpointer data)
{
  return !guest_is_being_asked (rig, data);
}

static void
wait_for_replies (Rig *rig, const char *uuid, const char *command, guint n)
{
  rig_wait (rig, has_replies, &(Count){ uuid, command, n });
}

static void
wait_for_questions (Rig *rig, const char *uuid, const char *command, guint n)
{
  rig_wait (rig, was_asked, &(Count){ uuid, command, n });
}

static const char *
get_error (Rig *rig, const char *uuid, const char *command)
{
  VmistateAgentReply *reply = rig_get_reply (rig, uuid, command);

  g_assert_nonnull (reply);
  return _vmistate_record_get_string (reply, AGENT_REPLY_ERROR);
}

/* From channel to facts */

static void
test_first_round (Rig *rig, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *commands = NULL;
  VmistateFact *fact;
  gint64 valid_for;

  rig_add_domain (rig, "vm");
  wait_for_replies (rig, "vm", NULL, 9);
  commands = guest_get_commands (rig, "vm");
  g_assert_true (g_str_has_prefix (commands, FIRST_ROUND));
  g_assert_cmpuint (guests_last_timeout_sec (rig), ==, 5);
  fact = rig->facts->pdata[0];
  g_assert_cmpint (vmistate_fact_get_kind (fact), ==, VMISTATE_FACT_KIND_AGENT_REPLY);
  g_assert_cmpstr (vmistate_fact_get_source (fact), ==, "test");
  g_assert_cmpstr (vmistate_fact_get_namespace (fact), ==, "ns");
  g_assert_cmpstr (vmistate_fact_get_name (fact), ==, "vm");
  g_assert_cmpstr (vmistate_fact_get_uid (fact), ==, "uid-vm");
  g_assert_true (_vmistate_record_get_int64 (fact, FACT_VALID_FOR_MSEC, &valid_for));
  g_assert_cmpint (valid_for, ==, 3 * 300000 + 5000);
  g_assert_cmpstr (_vmistate_record_get_string (rig_get_reply (rig, "vm", "guest-get-host-name"),
                                                AGENT_REPLY_HOSTNAME),
                   ==, "vm");
}

/* The time of a fact is that of the question: the answer may have been true no longer when it
 * came. */
static void
test_observed_at (Rig *rig, gconstpointer data G_GNUC_UNUSED)
{
  gint64 before = vmistate_sink_get_time_usec (rig->sink);
  gint64 asked;

  guest_takes (rig, "vm", 50);
  rig_add_domain (rig, "vm");
  wait_for_replies (rig, "vm", NULL, 1);
  asked = vmistate_fact_get_observed_at_usec (rig->facts->pdata[0]);
  g_assert_cmpint (asked, >=, before);
  g_assert_cmpint (asked, <=, vmistate_sink_get_time_usec (rig->sink) - 50000);
}

static void
test_refreshes (Rig *rig, gconstpointer data G_GNUC_UNUSED)
{
  rig_add_domain (rig, "vm");
  /* Although nothing changes. */
  wait_for_replies (rig, "vm", "guest-get-users", 4);
  wait_for_replies (rig, "vm", "guest-fsfreeze-status", 6);
}

static void
test_unsupported_once (Rig *rig, gconstpointer data G_GNUC_UNUSED)
{
  guest_answers (rig, "vm", "guest-info",
                 "{\"return\":{\"version\":\"7\",\"supported_commands\":["
                 "{\"name\":\"guest-get-osinfo\",\"enabled\":true},"
                 "{\"name\":\"guest-get-users\",\"enabled\":false},"
                 "{\"name\":\"guest-fsfreeze-status\",\"enabled\":true}]}}");
  rig_add_domain (rig, "vm");
  wait_for_questions (rig, "vm", "guest-fsfreeze-status", 5);
  g_assert_cmpuint (guest_count (rig, "vm", "guest-get-users"), ==, 0);
  g_assert_cmpuint (guest_count (rig, "vm", "guest-get-load"), ==, 0);
  g_assert_cmpuint (rig_count_replies (rig, "vm", "guest-get-load"), ==, 1);
  g_assert_cmpuint (rig_count_replies (rig, "vm", "guest-get-users"), ==, 1);
  g_assert_cmpstr (get_error (rig, "vm", "guest-get-users"), ==, "unsupported");
  g_assert_cmpstr (get_error (rig, "vm", "guest-get-load"), ==, "unsupported");
  g_assert_null (get_error (rig, "vm", "guest-get-osinfo"));
}

/* One command's failure is that command's. */
static void
test_one_fails (Rig *rig, gconstpointer data G_GNUC_UNUSED)
{
  guest_answers (rig, "vm", "guest-get-fsinfo",
                 "{\"error\":{\"class\":\"GenericError\",\"desc\":\"no\"}}");
  guest_answers (rig, "vm", "guest-get-timezone", "{\"return\":");
  guest_fails (rig, "vm", "guest-get-load", VIR_ERR_INTERNAL_ERROR,
               "internal error: unable to execute QEMU agent command 'guest-get-load': "
               "The command guest-get-load has not been found");
  rig_add_domain (rig, "vm");
  wait_for_replies (rig, "vm", "guest-get-users", 3);
  g_assert_cmpstr (get_error (rig, "vm", "guest-get-fsinfo"), ==, "failed");
  g_assert_cmpstr (get_error (rig, "vm", "guest-get-timezone"), ==, "protocol");
  g_assert_cmpstr (get_error (rig, "vm", "guest-get-load"), ==, "unsupported");
  g_assert_null (get_error (rig, "vm", "guest-get-users"));
  g_assert_cmpuint (rig_count_replies (rig, "vm", "guest-get-load"), ==, 1);
}

static void
test_silence (Rig *rig, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *commands = NULL;

  guest_fails (rig, "vm", NULL, VIR_ERR_AGENT_UNRESPONSIVE, "Guest agent not available for now");
  rig_add_domain (rig, "vm");
  wait_for_questions (rig, "vm", NULL, 4);
  commands = guest_get_commands (rig, "vm");
  g_assert_true (g_str_has_prefix (commands, "guest-info guest-ping guest-ping guest-ping"));
  g_assert_cmpstr (get_error (rig, "vm", "guest-info"), ==, "timeout");
  guest_answers (rig, "vm", NULL, "{\"return\":{}}");
  wait_for_questions (rig, "vm", "guest-get-users", 1);
  g_assert_null (get_error (rig, "vm", "guest-ping"));
}

/* What ends the questions */

static void
assert_quiet (Rig *rig, const char *uuid)
{
  guint n_asked;
  guint n_facts;

  rig_wait (rig, is_left_alone, uuid);
  rig_drain (rig);
  n_asked = guest_count (rig, uuid, NULL);
  n_facts = rig_count_replies (rig, uuid, NULL);
  /* Twenty of the shortest periods. */
  rig_run_for (rig, 1000);
  g_assert_cmpuint (guest_count (rig, uuid, NULL), ==, n_asked);
  g_assert_cmpuint (rig_count_replies (rig, uuid, NULL), ==, n_facts);
}

static void
test_not_before_connect (Rig *rig, gconstpointer data G_GNUC_UNUSED)
{
  rig_set_running (rig, "vm", TRUE);
  assert_quiet (rig, "vm");
  _vmistate_agent_poller_channel_changed (rig->poller, "vm", TRUE);
  wait_for_replies (rig, "vm", NULL, 9);
}

static void
test_channel_before_domain (Rig *rig, gconstpointer data G_GNUC_UNUSED)
{
  _vmistate_agent_poller_channel_changed (rig->poller, "vm", TRUE);
  assert_quiet (rig, "vm");
  rig_set_running (rig, "vm", TRUE);
  wait_for_replies (rig, "vm", NULL, 9);
}

static void
test_disconnect (Rig *rig, gconstpointer data G_GNUC_UNUSED)
{
  guint n;

  rig_add_domain (rig, "vm");
  wait_for_replies (rig, "vm", NULL, 9);
  _vmistate_agent_poller_channel_changed (rig->poller, "vm", FALSE);
  assert_quiet (rig, "vm");
  n = guest_count (rig, "vm", "guest-info");
  _vmistate_agent_poller_channel_changed (rig->poller, "vm", TRUE);
  wait_for_questions (rig, "vm", "guest-info", n + 1);
}

static void
test_connected_twice (Rig *rig, gconstpointer data G_GNUC_UNUSED)
{
  rig_add_domain (rig, "vm");
  wait_for_replies (rig, "vm", NULL, 9);
  _vmistate_agent_poller_channel_changed (rig->poller, "vm", TRUE);
  wait_for_replies (rig, "vm", "guest-get-users", 4);
  g_assert_cmpuint (guest_count (rig, "vm", "guest-info"), ==, 1);
}

static void
test_paused (Rig *rig, gconstpointer data G_GNUC_UNUSED)
{
  rig_add_domain (rig, "vm");
  wait_for_replies (rig, "vm", NULL, 9);
  rig_set_running (rig, "vm", FALSE);
  assert_quiet (rig, "vm");
  rig_set_running (rig, "vm", TRUE);
  wait_for_replies (rig, "vm", "guest-get-users", 3);
  /* The same agent goes on: it need not say again what it offers. */
  g_assert_cmpuint (guest_count (rig, "vm", "guest-info"), ==, 1);
}

/* A question from before a reboot is answered after it. */
static void
test_reboot (Rig *rig, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *commands = NULL;

  guest_hangs (rig, "vm", "guest-get-osinfo");
  rig_add_domain (rig, "vm");
  wait_for_questions (rig, "vm", "guest-get-osinfo", 1);
  rig_wait (rig, has_replies, &(Count){ "vm", "guest-info", 1 });
  _vmistate_agent_poller_domain_rebooted (rig->poller, "vm");
  guest_is_released (rig, "vm");
  assert_quiet (rig, "vm");
  g_assert_cmpuint (rig_count_replies (rig, "vm", "guest-get-osinfo"), ==, 0);
  _vmistate_agent_poller_channel_changed (rig->poller, "vm", TRUE);
  wait_for_replies (rig, "vm", "guest-get-osinfo", 1);
  commands = guest_get_commands (rig, "vm");
  g_assert_true (
      g_str_has_prefix (commands, "guest-info guest-get-osinfo guest-info guest-get-osinfo"));
}

/* The channel opens again while an old question still waits: the guest is not asked a second one
 * beside it. (The stand-in fails the test if it is.) */
static void
test_reconnect_while_asked (Rig *rig, gconstpointer data G_GNUC_UNUSED)
{
  guest_hangs (rig, "vm", "guest-info");
  rig_add_domain (rig, "vm");
  wait_for_questions (rig, "vm", "guest-info", 1);
  _vmistate_agent_poller_channel_changed (rig->poller, "vm", FALSE);
  _vmistate_agent_poller_channel_changed (rig->poller, "vm", TRUE);
  rig_run_for (rig, 100);
  g_assert_cmpuint (guest_count (rig, "vm", NULL), ==, 1);
  guest_is_released (rig, "vm");
  wait_for_replies (rig, "vm", NULL, 9);
  g_assert_cmpuint (guest_count (rig, "vm", "guest-info"), ==, 2);
  g_assert_cmpuint (rig_count_replies (rig, "vm", "guest-info"), ==, 1);
}

static void
test_gone (Rig *rig, gconstpointer data G_GNUC_UNUSED)
{
  guest_hangs (rig, "vm", "guest-get-osinfo");
  rig_add_domain (rig, "vm");
  wait_for_questions (rig, "vm", "guest-get-osinfo", 1);
  _vmistate_agent_poller_domain_gone (rig->poller, "vm");
  guest_is_released (rig, "vm");
  assert_quiet (rig, "vm");
  rig_add_domain (rig, "vm");
  wait_for_replies (rig, "vm", "guest-get-load", 1);
}

static void
test_connection_lost (Rig *rig, gconstpointer data G_GNUC_UNUSED)
{
  guint n_facts;

  guest_hangs (rig, "vm", "guest-get-timezone");
  rig_add_domain (rig, "vm");
  wait_for_questions (rig, "vm", "guest-get-timezone", 1);
  rig_wait (rig, has_replies, &(Count){ "vm", "guest-network-get-interfaces", 1 });
  rig_drain (rig);
  n_facts = rig->facts->len;
  _vmistate_agent_poller_set_connections (rig->poller, NULL, 0);
  guest_is_released (rig, "vm");
  assert_quiet (rig, "vm");
  g_assert_cmpuint (rig->facts->len, ==, n_facts);
  /* The channel may have closed meanwhile: nobody is asked before it is said that it is open. */
  _vmistate_agent_poller_set_connections (rig->poller, &rig->connection, 1);
  assert_quiet (rig, "vm");
  _vmistate_agent_poller_channel_changed (rig->poller, "vm", TRUE);
  wait_for_questions (rig, "vm", "guest-info", 2);
  wait_for_replies (rig, "vm", "guest-get-timezone", 1);
}

/* That the connection broke says nothing of the guest. */
static void
test_connection_breaks (Rig *rig, gconstpointer data G_GNUC_UNUSED)
{
  guest_fails (rig, "vm", NULL, VIR_ERR_NO_CONNECT, "no connection driver available");
  rig_add_domain (rig, "vm");
  wait_for_questions (rig, "vm", NULL, 3);
  g_assert_cmpuint (rig->facts->len, ==, 0);
}

/* Many domains */

static void
test_one_hangs (Rig *rig, gconstpointer data G_GNUC_UNUSED)
{
  guest_hangs (rig, "a-hung", NULL);
  rig_add_domain (rig, "a-hung");
  rig_add_domain (rig, "b");
  rig_add_domain (rig, "c");
  wait_for_replies (rig, "b", "guest-get-users", 3);
  wait_for_replies (rig, "c", "guest-get-users", 3);
  g_assert_cmpuint (guest_count (rig, "a-hung", NULL), ==, 1);
  guest_is_released (rig, "a-hung");
}

/* Once it is known that three are silent, they never take all workers. */
static void
test_hung_leave_room (Rig *rig, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const hung[] = { "a", "b", "c", "d", "e" };

  for (guint i = 0; i < G_N_ELEMENTS (hung); i++)
    {
      guest_fails (rig, hung[i], NULL, VIR_ERR_AGENT_UNRESPONSIVE, "not available");
      rig_add_domain (rig, hung[i]);
      wait_for_replies (rig, hung[i], "guest-info", 1);
    }
  for (guint i = 0; i < G_N_ELEMENTS (hung); i++)
    guest_hangs (rig, hung[i], NULL);
  guests_forget_most (rig);
  /* Long enough for a ping to each. */
  rig_run_for (rig, 500);
  g_assert_cmpuint (guests_most_at_once (rig), ==, 3);
  rig_add_domain (rig, "vm");
  wait_for_replies (rig, "vm", "guest-get-users", 3);
  g_assert_cmpuint (guests_most_at_once (rig), ==, 4);
  for (guint i = 0; i < G_N_ELEMENTS (hung); i++)
    guest_is_released (rig, hung[i]);
}

static void
test_hundred (Rig *rig, gconstpointer data G_GNUC_UNUSED)
{
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *uuid = g_strdup_printf ("vm%u", i);

      guest_takes (rig, uuid, 1);
      rig_add_domain (rig, uuid);
    }
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *uuid = g_strdup_printf ("vm%u", i);

      wait_for_replies (rig, uuid, "guest-get-load", 1);
    }
  g_assert_cmpuint (guests_most_at_once (rig), ==, 4);
}

/* Stopping */

static guint
count_threads (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/task", 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc/self/task", name, "comm", NULL);
      g_autofree char *comm = NULL;

      if (g_file_get_contents (path, &comm, NULL, NULL))
        n += g_str_has_prefix (comm, "vmistate-agent");
    }
  return n;
}

static gboolean
has_no_threads (Rig *rig G_GNUC_UNUSED, gconstpointer data G_GNUC_UNUSED)
{
  return count_threads () == 0;
}

static void
test_stop (Rig *rig, gconstpointer data G_GNUC_UNUSED)
{
  guint n_facts;

  guest_hangs (rig, "hung", "guest-get-osinfo");
  rig_add_domain (rig, "hung");
  rig_add_domain (rig, "vm");
  wait_for_questions (rig, "hung", "guest-get-osinfo", 1);
  wait_for_replies (rig, "vm", NULL, 9);
  wait_for_replies (rig, "hung", NULL, 1);
  g_assert_cmpuint (count_threads (), >, 0);
  rig_drain (rig);
  rig_begin_stop (rig);
  n_facts = rig->facts->len;
  rig_add_domain (rig, "late");
  rig_run_for (rig, 200);
  g_assert_false (rig->stopped);
  guest_is_released (rig, "hung");
  rig_end_stop (rig);
  rig_drain (rig);
  g_assert_cmpuint (rig->facts->len, ==, n_facts);
  g_assert_cmpuint (guest_count (rig, "late", NULL), ==, 0);
  /* Joined they are; the kernel takes their names off its list a moment later. */
  rig_wait (rig, has_no_threads, NULL);
}

static void
test_stop_unused (Rig *rig, gconstpointer data G_GNUC_UNUSED)
{
  rig_stop (rig);
  g_assert_cmpuint (rig->facts->len, ==, 0);
}

static void
add (const char *name, void (*test) (Rig *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/agent-poller/", name, NULL);

  g_test_add (path, Rig, NULL, rig_set_up, test, rig_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("first-round", test_first_round);
  add ("observed-at", test_observed_at);
  add ("refreshes", test_refreshes);
  add ("unsupported-once", test_unsupported_once);
  add ("one-fails", test_one_fails);
  add ("silence", test_silence);
  add ("not-before-connect", test_not_before_connect);
  add ("channel-before-domain", test_channel_before_domain);
  add ("disconnect", test_disconnect);
  add ("connected-twice", test_connected_twice);
  add ("paused", test_paused);
  add ("reboot", test_reboot);
  add ("reconnect-while-asked", test_reconnect_while_asked);
  add ("gone", test_gone);
  add ("connection-lost", test_connection_lost);
  add ("connection-breaks", test_connection_breaks);
  add ("one-hangs", test_one_hangs);
  add ("hung-leave-room", test_hung_leave_room);
  add ("hundred", test_hundred);
  add ("stop", test_stop);
  add ("stop-unused", test_stop_unused);
  return g_test_run ();
}

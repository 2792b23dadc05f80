/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Pings that somebody waits for, through the poller. */

#include "config.h"

#include <libvirt/virterror.h>

#include "agent-stand-in.h"

typedef struct
{
  gboolean done;
  gint64 elapsed_usec;
  gint64 took_usec; /* by the wall, for the one who waits */
  gint64 began;
  GError *error;
} Ping;

static void
ping_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  Ping *ping = user_data;
  g_autofree gint64 *elapsed = g_task_propagate_pointer (G_TASK (result), &ping->error);

  g_assert_false (ping->done);
  ping->done = TRUE;
  ping->took_usec = g_get_monotonic_time () - ping->began;
  if (elapsed != NULL)
    ping->elapsed_usec = *elapsed;
}

static void
ping_begin (Rig *rig, Ping *ping, const char *uid, guint timeout_msec, GCancellable *cancellable)
{
  *ping = (Ping){ .began = g_get_monotonic_time () };
  _vmistate_agent_poller_ping (rig->poller, uid, timeout_msec,
                               g_task_new (NULL, cancellable, ping_cb, ping));
}

static gboolean
is_done (Rig *rig G_GNUC_UNUSED, gconstpointer data)
{
  return ((const Ping *) data)->done;
}

static void
ping_fails (Rig *rig, Ping *ping, VmistateError code)
{
  rig_wait (rig, is_done, ping);
  g_assert_error (ping->error, VMISTATE_ERROR, (int) code);
  g_clear_error (&ping->error);
}

static gboolean
is_being_asked (Rig *rig, gconstpointer data)
{
  return guest_is_being_asked (rig, data);
}

static gboolean
had_first_round (Rig *rig, gconstpointer data)
{
  return rig_count_replies (rig, data, "guest-get-load") > 0;
}

static gboolean
had_ping (Rig *rig, gconstpointer data)
{
  return rig_count_replies (rig, data, "guest-ping") > 0;
}

static void
add_calm_domain (Rig *rig, const char *uuid)
{
  rig_add_domain (rig, uuid);
  rig_wait (rig, had_first_round, uuid);
}

static void
test_answered (Rig *rig, gconstpointer data G_GNUC_UNUSED)
{
  Ping ping;

  add_calm_domain (rig, "vm");
  ping_begin (rig, &ping, "uid-vm", 3000, NULL);
  rig_wait (rig, is_done, &ping);
  g_assert_no_error (ping.error);
  g_assert_cmpint (ping.elapsed_usec, >=, 0);
  g_assert_cmpint (ping.elapsed_usec, <=, ping.took_usec);
  /* It is evidence too. */
  rig_wait (rig, had_ping, "vm");
}

/* Behind a question that is under way, but ahead of the eight that are due; and what is measured
 * is the call alone. */
static void
test_goes_ahead (Rig *rig, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *commands = NULL;
  Ping ping;

  guest_takes (rig, "vm", 100);
  rig_add_domain (rig, "vm");
  rig_wait (rig, is_being_asked, "vm");
  ping_begin (rig, &ping, "uid-vm", 10000, NULL);
  rig_wait (rig, is_done, &ping);
  g_assert_no_error (ping.error);
  commands = guest_get_commands (rig, "vm");
  g_assert_true (g_str_has_prefix (commands, "guest-info guest-ping"));
  g_assert_cmpint (ping.elapsed_usec, >=, 100 * 1000);
  g_assert_cmpint (ping.took_usec, >=, ping.elapsed_usec);
}

/* The time that is left, in whole seconds. */
static void
test_timeout_is_passed_on (Rig *rig, gconstpointer data G_GNUC_UNUSED)
{
  Ping ping;

  rig_set_running (rig, "vm", TRUE);
  guest_hangs (rig, "vm", "guest-info");
  _vmistate_agent_poller_channel_changed (rig->poller, "vm", TRUE);
  rig_wait (rig, is_being_asked, "vm");
  guest_hangs (rig, "vm", "guest-ping");
  ping_begin (rig, &ping, "uid-vm", 12500, NULL);
  while (guest_count (rig, "vm", "guest-ping") == 0)
    rig_run_for (rig, 5);
  g_assert_cmpuint (guests_last_timeout_sec (rig), ==, 13);
  guest_is_released (rig, "vm");
  rig_wait (rig, is_done, &ping);
  g_assert_no_error (ping.error);
}

/* libvirt knows whole seconds only, and may take longer than it was told. */
static void
test_own_deadline (Rig *rig, gconstpointer data G_GNUC_UNUSED)
{
  Ping ping;

  add_calm_domain (rig, "vm");
  guest_hangs (rig, "vm", "guest-ping");
  ping_begin (rig, &ping, "uid-vm", 150, NULL);
  ping_fails (rig, &ping, VMISTATE_ERROR_TIMEOUT);
  g_assert_cmpint (ping.took_usec, >=, 150 * 1000);
  g_assert_cmpint (ping.took_usec, <, 1000 * 1000);
  g_assert_true (guest_is_being_asked (rig, "vm"));
  guest_is_released (rig, "vm");
}

static void
test_waits_within_deadline (Rig *rig, gconstpointer data G_GNUC_UNUSED)
{
  Ping ping;

  guest_hangs (rig, "vm", "guest-get-osinfo");
  rig_add_domain (rig, "vm");
  while (guest_count (rig, "vm", "guest-get-osinfo") == 0)
    rig_run_for (rig, 5);
  ping_begin (rig, &ping, "uid-vm", 150, NULL);
  ping_fails (rig, &ping, VMISTATE_ERROR_TIMEOUT);
  g_assert_cmpuint (guest_count (rig, "vm", "guest-ping"), ==, 0);
  guest_is_released (rig, "vm");
}

typedef struct
{
  int code;
  VmistateError error;
} CodeRow;

static const CodeRow code_rows[] = {
  { VIR_ERR_AGENT_UNRESPONSIVE, VMISTATE_ERROR_TIMEOUT },
  { VIR_ERR_ARGUMENT_UNSUPPORTED, VMISTATE_ERROR_UNSUPPORTED },
  { VIR_ERR_NO_DOMAIN, VMISTATE_ERROR_NOT_FOUND },
  { VIR_ERR_NO_CONNECT, VMISTATE_ERROR_CONNECTION },
  { VIR_ERR_OPERATION_INVALID, VMISTATE_ERROR_FAILED },
  { VIR_ERR_OPERATION_DENIED, VMISTATE_ERROR_FAILED },
};

static void
test_codes (Rig *rig, gconstpointer data G_GNUC_UNUSED)
{
  add_calm_domain (rig, "vm");
  for (guint i = 0; i < G_N_ELEMENTS (code_rows); i++)
    {
      Ping ping;

      guest_fails (rig, "vm", "guest-ping", code_rows[i].code, "why");
      ping_begin (rig, &ping, "uid-vm", 3000, NULL);
      ping_fails (rig, &ping, code_rows[i].error);
    }
  /* Less patience than the poller's own proves nothing of the guest. */
  g_assert_cmpuint (rig_count_replies (rig, "vm", "guest-ping"), ==, 0);
}

static void
test_not_askable (Rig *rig, gconstpointer data G_GNUC_UNUSED)
{
  Ping ping;

  ping_begin (rig, &ping, "uid-vm", 1000, NULL);
  ping_fails (rig, &ping, VMISTATE_ERROR_NOT_FOUND);
  rig_set_running (rig, "vm", TRUE);
  ping_begin (rig, &ping, "uid-vm", 1000, NULL);
  ping_fails (rig, &ping, VMISTATE_ERROR_FAILED);
  _vmistate_agent_poller_channel_changed (rig->poller, "vm", TRUE);
  rig_set_running (rig, "vm", FALSE);
  ping_begin (rig, &ping, "uid-vm", 1000, NULL);
  ping_fails (rig, &ping, VMISTATE_ERROR_FAILED);
  _vmistate_agent_poller_set_connections (rig->poller, NULL, 0);
  ping_begin (rig, &ping, "uid-vm", 1000, NULL);
  ping_fails (rig, &ping, VMISTATE_ERROR_CONNECTION);
  g_assert_cmpuint (guest_count (rig, "vm", "guest-ping"), ==, 0);
}

/* What happens to the domain ends the waiting at once. */
static void
test_ended (Rig *rig, gconstpointer data G_GNUC_UNUSED)
{
  Ping pings[4];

  for (guint i = 0; i < G_N_ELEMENTS (pings); i++)
    {
      static const char *const uuids[] = { "rebooted", "gone", "paused", "closed" };
      g_autofree char *uid = g_strconcat ("uid-", uuids[i], NULL);

      add_calm_domain (rig, uuids[i]);
      guest_hangs (rig, uuids[i], "guest-ping");
      ping_begin (rig, &pings[i], uid, 60000, NULL);
    }
  _vmistate_agent_poller_domain_rebooted (rig->poller, "rebooted");
  ping_fails (rig, &pings[0], VMISTATE_ERROR_FAILED);
  _vmistate_agent_poller_domain_gone (rig->poller, "gone");
  ping_fails (rig, &pings[1], VMISTATE_ERROR_NOT_FOUND);
  rig_set_running (rig, "paused", FALSE);
  ping_fails (rig, &pings[2], VMISTATE_ERROR_FAILED);
  g_assert_false (pings[3].done);
  _vmistate_agent_poller_channel_changed (rig->poller, "closed", FALSE);
  ping_fails (rig, &pings[3], VMISTATE_ERROR_FAILED);
  guest_is_released (rig, "rebooted");
  guest_is_released (rig, "gone");
  guest_is_released (rig, "paused");
  guest_is_released (rig, "closed");
}

static void
test_cancelled (Rig *rig, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Ping ping;

  add_calm_domain (rig, "vm");
  guest_hangs (rig, "vm", "guest-ping");
  ping_begin (rig, &ping, "uid-vm", 60000, cancellable);
  rig_wait (rig, is_being_asked, "vm");
  g_cancellable_cancel (cancellable);
  rig_wait (rig, is_done, &ping);
  g_assert_error (ping.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&ping.error);
  ping_begin (rig, &ping, "uid-vm", 60000, cancellable);
  rig_wait (rig, is_done, &ping);
  g_assert_error (ping.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&ping.error);
  guest_is_released (rig, "vm");
}

static void
test_stopped (Rig *rig, gconstpointer data G_GNUC_UNUSED)
{
  Ping ping;

  add_calm_domain (rig, "vm");
  guest_hangs (rig, "vm", NULL);
  ping_begin (rig, &ping, "uid-vm", 60000, NULL);
  rig_wait (rig, is_being_asked, "vm");
  rig_begin_stop (rig);
  ping_fails (rig, &ping, VMISTATE_ERROR_CLOSED);
  ping_begin (rig, &ping, "uid-vm", 60000, NULL);
  ping_fails (rig, &ping, VMISTATE_ERROR_CLOSED);
  guest_is_released (rig, "vm");
  rig_end_stop (rig);
}

/* A sign of life ends a silence. */
static void
test_ends_silence (Rig *rig, gconstpointer data G_GNUC_UNUSED)
{
  guint n_users;
  Ping ping;

  guest_fails (rig, "vm", NULL, VIR_ERR_AGENT_UNRESPONSIVE, "not available");
  rig_add_domain (rig, "vm");
  while (guest_count (rig, "vm", "guest-ping") < 4)
    rig_run_for (rig, 5);
  guest_answers (rig, "vm", NULL, "{\"return\":{}}");
  n_users = guest_count (rig, "vm", "guest-get-users");
  g_assert_cmpuint (n_users, ==, 0);
  ping_begin (rig, &ping, "uid-vm", 3000, NULL);
  rig_wait (rig, is_done, &ping);
  g_assert_no_error (ping.error);
  rig_run_for (rig, 100);
  g_assert_cmpuint (guest_count (rig, "vm", "guest-get-users"), >, 0);
}

static void
add (const char *name, void (*test) (Rig *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/agent-ping/", name, NULL);

  g_test_add (path, Rig, NULL, rig_set_up, test, rig_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("answered", test_answered);
  add ("goes-ahead", test_goes_ahead);
  add ("timeout-is-passed-on", test_timeout_is_passed_on);
  add ("own-deadline", test_own_deadline);
  add ("waits-within-deadline", test_waits_within_deadline);
  add ("codes", test_codes);
  add ("not-askable", test_not_askable);
  add ("ended", test_ended);
  add ("cancelled", test_cancelled);
  add ("stopped", test_stopped);
  add ("ends-silence", test_ends_silence);
  return g_test_run ();
}

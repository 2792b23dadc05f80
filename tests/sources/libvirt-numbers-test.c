/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The numbers that the derive layer keeps of libvirt's, and the table from events to states. */

#include <libvirt/libvirt.h>

#include "derive/domain-numbers.h"
#include "sources/libvirt/lifecycle.h"

#define SAME(ours, theirs) g_assert_cmpint ((int) (ours), ==, (int) (theirs))

static void
test_states (void)
{
  SAME (DOMAIN_NOSTATE, VIR_DOMAIN_NOSTATE);
  SAME (DOMAIN_RUNNING, VIR_DOMAIN_RUNNING);
  SAME (DOMAIN_BLOCKED, VIR_DOMAIN_BLOCKED);
  SAME (DOMAIN_PAUSED, VIR_DOMAIN_PAUSED);
  SAME (DOMAIN_SHUTDOWN, VIR_DOMAIN_SHUTDOWN);
  SAME (DOMAIN_SHUTOFF, VIR_DOMAIN_SHUTOFF);
  SAME (DOMAIN_CRASHED, VIR_DOMAIN_CRASHED);
  SAME (DOMAIN_PMSUSPENDED, VIR_DOMAIN_PMSUSPENDED);
}

static void
test_paused (void)
{
  SAME (PAUSED_UNKNOWN, VIR_DOMAIN_PAUSED_UNKNOWN);
  SAME (PAUSED_USER, VIR_DOMAIN_PAUSED_USER);
  SAME (PAUSED_MIGRATION, VIR_DOMAIN_PAUSED_MIGRATION);
  SAME (PAUSED_SAVE, VIR_DOMAIN_PAUSED_SAVE);
  SAME (PAUSED_DUMP, VIR_DOMAIN_PAUSED_DUMP);
  SAME (PAUSED_IOERROR, VIR_DOMAIN_PAUSED_IOERROR);
  SAME (PAUSED_WATCHDOG, VIR_DOMAIN_PAUSED_WATCHDOG);
  SAME (PAUSED_FROM_SNAPSHOT, VIR_DOMAIN_PAUSED_FROM_SNAPSHOT);
  SAME (PAUSED_SHUTTING_DOWN, VIR_DOMAIN_PAUSED_SHUTTING_DOWN);
  SAME (PAUSED_SNAPSHOT, VIR_DOMAIN_PAUSED_SNAPSHOT);
  SAME (PAUSED_CRASHED, VIR_DOMAIN_PAUSED_CRASHED);
  SAME (PAUSED_STARTING_UP, VIR_DOMAIN_PAUSED_STARTING_UP);
  SAME (PAUSED_POSTCOPY, VIR_DOMAIN_PAUSED_POSTCOPY);
  SAME (PAUSED_POSTCOPY_FAILED, VIR_DOMAIN_PAUSED_POSTCOPY_FAILED);
}

static void
test_shutdown (void)
{
  SAME (SHUTDOWN_UNKNOWN, VIR_DOMAIN_SHUTDOWN_UNKNOWN);
  SAME (SHUTDOWN_USER, VIR_DOMAIN_SHUTDOWN_USER);
}

static void
test_shutoff (void)
{
  SAME (SHUTOFF_UNKNOWN, VIR_DOMAIN_SHUTOFF_UNKNOWN);
  SAME (SHUTOFF_SHUTDOWN, VIR_DOMAIN_SHUTOFF_SHUTDOWN);
  SAME (SHUTOFF_DESTROYED, VIR_DOMAIN_SHUTOFF_DESTROYED);
  SAME (SHUTOFF_CRASHED, VIR_DOMAIN_SHUTOFF_CRASHED);
  SAME (SHUTOFF_MIGRATED, VIR_DOMAIN_SHUTOFF_MIGRATED);
  SAME (SHUTOFF_SAVED, VIR_DOMAIN_SHUTOFF_SAVED);
  SAME (SHUTOFF_FAILED, VIR_DOMAIN_SHUTOFF_FAILED);
  SAME (SHUTOFF_FROM_SNAPSHOT, VIR_DOMAIN_SHUTOFF_FROM_SNAPSHOT);
  SAME (SHUTOFF_DAEMON, VIR_DOMAIN_SHUTOFF_DAEMON);
}

static void
test_crashed (void)
{
  SAME (CRASHED_UNKNOWN, VIR_DOMAIN_CRASHED_UNKNOWN);
  SAME (CRASHED_PANICKED, VIR_DOMAIN_CRASHED_PANICKED);
}

/* Which state each event ends in; -1 where it must be asked for. Any detail, known or not, gives
 * that state or nothing. */
static void
test_lifecycle (void)
{
  static const int ends_in[] = {
    [VIR_DOMAIN_EVENT_DEFINED] = -1,
    [VIR_DOMAIN_EVENT_UNDEFINED] = -1,
    [VIR_DOMAIN_EVENT_STARTED] = VIR_DOMAIN_RUNNING,
    [VIR_DOMAIN_EVENT_SUSPENDED] = VIR_DOMAIN_PAUSED,
    [VIR_DOMAIN_EVENT_RESUMED] = VIR_DOMAIN_RUNNING,
    [VIR_DOMAIN_EVENT_STOPPED] = VIR_DOMAIN_SHUTOFF,
    [VIR_DOMAIN_EVENT_SHUTDOWN] = VIR_DOMAIN_SHUTDOWN,
    [VIR_DOMAIN_EVENT_PMSUSPENDED] = VIR_DOMAIN_PMSUSPENDED,
    [VIR_DOMAIN_EVENT_CRASHED] = -1,
  };

  for (int event = -1; event < 20; event++)
    {
      guint n_known = 0;
      int expected = event >= 0 && event < (int) G_N_ELEMENTS (ends_in) ? ends_in[event] : -1;

      for (int detail = -1; detail < 20; detail++)
        {
          int state = -2;
          int reason = -2;

          if (!_vmistate_lifecycle_get_state (event, detail, &state, &reason))
            continue;
          g_assert_cmpint (state, ==, expected);
          g_assert_cmpint (reason, >=, 0);
          n_known++;
        }
      g_assert_cmpint (n_known > 0, ==, expected >= 0);
      g_assert_cmpint (_vmistate_lifecycle_changes_state (event), ==,
                       event != VIR_DOMAIN_EVENT_DEFINED && event != VIR_DOMAIN_EVENT_UNDEFINED);
    }
}

static void
test_lifecycle_reasons (void)
{
  int state;
  int reason;

  g_assert_true (_vmistate_lifecycle_get_state (
      VIR_DOMAIN_EVENT_SUSPENDED, VIR_DOMAIN_EVENT_SUSPENDED_IOERROR, &state, &reason));
  g_assert_cmpint (reason, ==, VIR_DOMAIN_PAUSED_IOERROR);
  g_assert_true (_vmistate_lifecycle_get_state (
      VIR_DOMAIN_EVENT_STOPPED, VIR_DOMAIN_EVENT_STOPPED_DESTROYED, &state, &reason));
  g_assert_cmpint (reason, ==, VIR_DOMAIN_SHUTOFF_DESTROYED);
  g_assert_false (_vmistate_lifecycle_get_state (
      VIR_DOMAIN_EVENT_STARTED, VIR_DOMAIN_EVENT_STARTED_MIGRATED, &state, &reason));
}

/* Which reasons are asked for, and what they must be where that is too late. */
static void
test_lifecycle_vague (void)
{
  int reason = VIR_DOMAIN_SHUTOFF_FAILED;

  g_assert_true (
      _vmistate_lifecycle_is_vague (VIR_DOMAIN_EVENT_SUSPENDED, VIR_DOMAIN_EVENT_SUSPENDED_PAUSED));
  g_assert_true (
      _vmistate_lifecycle_is_vague (VIR_DOMAIN_EVENT_STOPPED, VIR_DOMAIN_EVENT_STOPPED_FAILED));
  g_assert_false (
      _vmistate_lifecycle_is_vague (VIR_DOMAIN_EVENT_STOPPED, VIR_DOMAIN_EVENT_STOPPED_DESTROYED));

  /* Its memory did not arrive. */
  _vmistate_lifecycle_guess_reason (VIR_DOMAIN_EVENT_STOPPED, VIR_DOMAIN_PAUSED,
                                    VIR_DOMAIN_PAUSED_MIGRATION, &reason);
  g_assert_cmpint (reason, ==, VIR_DOMAIN_SHUTOFF_FAILED);
  _vmistate_lifecycle_guess_reason (VIR_DOMAIN_EVENT_STOPPED, VIR_DOMAIN_PAUSED,
                                    VIR_DOMAIN_PAUSED_STARTING_UP, &reason);
  g_assert_cmpint (reason, ==, VIR_DOMAIN_SHUTOFF_FAILED);
  /* It was killed. */
  _vmistate_lifecycle_guess_reason (VIR_DOMAIN_EVENT_STOPPED, VIR_DOMAIN_PAUSED,
                                    VIR_DOMAIN_PAUSED_USER, &reason);
  g_assert_cmpint (reason, ==, VIR_DOMAIN_SHUTOFF_CRASHED);
  reason = VIR_DOMAIN_PAUSED_USER;
  _vmistate_lifecycle_guess_reason (VIR_DOMAIN_EVENT_SUSPENDED, VIR_DOMAIN_RUNNING,
                                    VIR_DOMAIN_RUNNING_BOOTED, &reason);
  g_assert_cmpint (reason, ==, VIR_DOMAIN_PAUSED_USER);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/libvirt/numbers/states", test_states);
  g_test_add_func ("/libvirt/numbers/paused", test_paused);
  g_test_add_func ("/libvirt/numbers/shutdown", test_shutdown);
  g_test_add_func ("/libvirt/numbers/shutoff", test_shutoff);
  g_test_add_func ("/libvirt/numbers/crashed", test_crashed);
  g_test_add_func ("/libvirt/lifecycle/total", test_lifecycle);
  g_test_add_func ("/libvirt/lifecycle/reasons", test_lifecycle_reasons);
  g_test_add_func ("/libvirt/lifecycle/vague", test_lifecycle_vague);
  return g_test_run ();
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a lifecycle event says of the domain's state, so that nothing need be asked and a quick
 * sequence of events is not seen as its last one only. */

#include "config.h"

#include "lifecycle.h"

#include <libvirt/libvirt.h>

typedef struct
{
  int event;
  int detail;
  int state;
  int reason;
} Row;

#define ROW(event, detail, state, reason)                                                          \
  {                                                                                                \
    VIR_DOMAIN_EVENT_##event, VIR_DOMAIN_EVENT_##event##_##detail, VIR_DOMAIN_##state,             \
        VIR_DOMAIN_##state##_##reason                                                              \
  }

static const Row rows[] = {
  ROW (STARTED, BOOTED, RUNNING, BOOTED),
  ROW (STARTED, RESTORED, RUNNING, RESTORED),
  ROW (STARTED, FROM_SNAPSHOT, RUNNING, FROM_SNAPSHOT),
  ROW (STARTED, WAKEUP, RUNNING, WAKEUP),
  /* STARTED MIGRATED is not here: the guest may be running or still waiting for its memory. */

  ROW (SUSPENDED, PAUSED, PAUSED, USER),
  ROW (SUSPENDED, MIGRATED, PAUSED, MIGRATION),
  ROW (SUSPENDED, IOERROR, PAUSED, IOERROR),
  ROW (SUSPENDED, WATCHDOG, PAUSED, WATCHDOG),
  ROW (SUSPENDED, FROM_SNAPSHOT, PAUSED, FROM_SNAPSHOT),
  ROW (SUSPENDED, POSTCOPY, PAUSED, POSTCOPY),
  ROW (SUSPENDED, POSTCOPY_FAILED, PAUSED, POSTCOPY_FAILED),
  /* SUSPENDED RESTORED and API_ERROR are not here: the reason depends on what came before, and
   * on the version of libvirt. */

  ROW (RESUMED, UNPAUSED, RUNNING, UNPAUSED),
  ROW (RESUMED, MIGRATED, RUNNING, MIGRATED),
  ROW (RESUMED, FROM_SNAPSHOT, RUNNING, FROM_SNAPSHOT),
  ROW (RESUMED, POSTCOPY, RUNNING, POSTCOPY),
  ROW (RESUMED, POSTCOPY_FAILED, RUNNING, POSTCOPY_FAILED),

  ROW (STOPPED, SHUTDOWN, SHUTOFF, SHUTDOWN),
  ROW (STOPPED, DESTROYED, SHUTOFF, DESTROYED),
  ROW (STOPPED, CRASHED, SHUTOFF, CRASHED),
  ROW (STOPPED, MIGRATED, SHUTOFF, MIGRATED),
  ROW (STOPPED, SAVED, SHUTOFF, SAVED),
  ROW (STOPPED, FAILED, SHUTOFF, FAILED),
  ROW (STOPPED, FROM_SNAPSHOT, SHUTOFF, FROM_SNAPSHOT),

  { VIR_DOMAIN_EVENT_SHUTDOWN, VIR_DOMAIN_EVENT_SHUTDOWN_FINISHED, VIR_DOMAIN_SHUTDOWN,
    VIR_DOMAIN_SHUTDOWN_UNKNOWN },
  { VIR_DOMAIN_EVENT_SHUTDOWN, VIR_DOMAIN_EVENT_SHUTDOWN_GUEST, VIR_DOMAIN_SHUTDOWN,
    VIR_DOMAIN_SHUTDOWN_UNKNOWN },
  { VIR_DOMAIN_EVENT_SHUTDOWN, VIR_DOMAIN_EVENT_SHUTDOWN_HOST, VIR_DOMAIN_SHUTDOWN,
    VIR_DOMAIN_SHUTDOWN_UNKNOWN },

  { VIR_DOMAIN_EVENT_PMSUSPENDED, VIR_DOMAIN_EVENT_PMSUSPENDED_MEMORY, VIR_DOMAIN_PMSUSPENDED,
    VIR_DOMAIN_PMSUSPENDED_UNKNOWN },
  { VIR_DOMAIN_EVENT_PMSUSPENDED, VIR_DOMAIN_EVENT_PMSUSPENDED_DISK, VIR_DOMAIN_PMSUSPENDED,
    VIR_DOMAIN_PMSUSPENDED_UNKNOWN },

  /* A panic may end in a crashed, a running or a stopped domain (on_crash): ask. */
};

gboolean
_vmistate_lifecycle_get_state (int event, int detail, int *state, int *reason)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (rows[i].event != event || rows[i].detail != detail)
        continue;
      *state = rows[i].state;
      *reason = rows[i].reason;
      return TRUE;
    }
  return FALSE;
}

gboolean
_vmistate_lifecycle_changes_state (int event)
{
  return event != VIR_DOMAIN_EVENT_DEFINED && event != VIR_DOMAIN_EVENT_UNDEFINED;
}

/* libvirt tells several reasons to pause as one, and a hypervisor that was killed as one that
 * failed. */
static const struct
{
  int event;
  int detail;
} vague[] = {
  { VIR_DOMAIN_EVENT_SUSPENDED, VIR_DOMAIN_EVENT_SUSPENDED_PAUSED },
  { VIR_DOMAIN_EVENT_STOPPED, VIR_DOMAIN_EVENT_STOPPED_FAILED },
};

gboolean
_vmistate_lifecycle_is_vague (int event, int detail)
{
  for (guint i = 0; i < G_N_ELEMENTS (vague); i++)
    {
      if (vague[i].event == event && vague[i].detail == detail)
        return TRUE;
    }
  return FALSE;
}

/* A guest that never ran here, because its memory did not arrive, has not crashed. */
void
_vmistate_lifecycle_guess_reason (int event, int state_before, int reason_before, int *reason)
{
  gboolean is_arriving = state_before == VIR_DOMAIN_PAUSED
                         && (reason_before == VIR_DOMAIN_PAUSED_MIGRATION
                             || reason_before == VIR_DOMAIN_PAUSED_STARTING_UP);

  if (event == VIR_DOMAIN_EVENT_STOPPED && state_before != VIR_DOMAIN_SHUTOFF && !is_arriving)
    *reason = VIR_DOMAIN_SHUTOFF_CRASHED;
}

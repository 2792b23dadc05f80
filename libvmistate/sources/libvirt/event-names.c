/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "event-names.h"

#define NAMES(...)                                                                                 \
  {                                                                                                \
    __VA_ARGS__, NULL                                                                              \
  }

const char *const _vmistate_lifecycle_names[] =
    NAMES ("DEFINED", "UNDEFINED", "STARTED", "SUSPENDED", "RESUMED", "STOPPED", "SHUTDOWN",
           "PMSUSPENDED", "CRASHED");
const char *const _vmistate_watchdog_names[] =
    NAMES ("NONE", "PAUSE", "RESET", "POWEROFF", "SHUTDOWN", "DEBUG", "INJECTNMI");
const char *const _vmistate_io_error_names[] = NAMES ("NONE", "PAUSE", "REPORT");
const char *const _vmistate_graphics_names[] = NAMES ("CONNECT", "INITIALIZE", "DISCONNECT");
const char *const _vmistate_block_job_type_names[] =
    NAMES ("UNKNOWN", "PULL", "COPY", "COMMIT", "ACTIVE_COMMIT", "BACKUP");
const char *const _vmistate_block_job_status_names[] =
    NAMES ("COMPLETED", "FAILED", "CANCELED", "READY");
const char *const _vmistate_disk_change_names[] =
    NAMES ("MISSING_ON_START", "DROP_MISSING_ON_START");
const char *const _vmistate_tray_change_names[] = NAMES ("OPEN", "CLOSE");
const char *const _vmistate_agent_state_names[] = NAMES ("NONE", "CONNECTED", "DISCONNECTED");
const char *const _vmistate_agent_reason_names[] = NAMES ("UNKNOWN", "DOMAIN_STARTED", "CHANNEL");
const char *const _vmistate_metadata_names[] = NAMES ("DESCRIPTION", "TITLE", "ELEMENT");
const char *const _vmistate_memory_recipient_names[] = NAMES ("HYPERVISOR", "GUEST");
const char *const _vmistate_memory_action_names[] = NAMES ("IGNORE", "INJECT", "FATAL", "RESET");

#define MAX_DETAILS 10

static const char *const details[][MAX_DETAILS] = {
  NAMES ("ADDED", "UPDATED", "RENAMED", "FROM_SNAPSHOT"),
  NAMES ("REMOVED", "RENAMED"),
  NAMES ("BOOTED", "MIGRATED", "RESTORED", "FROM_SNAPSHOT", "WAKEUP"),
  NAMES ("PAUSED", "MIGRATED", "IOERROR", "WATCHDOG", "RESTORED", "FROM_SNAPSHOT", "API_ERROR",
         "POSTCOPY", "POSTCOPY_FAILED"),
  NAMES ("UNPAUSED", "MIGRATED", "FROM_SNAPSHOT", "POSTCOPY", "POSTCOPY_FAILED"),
  NAMES ("SHUTDOWN", "DESTROYED", "CRASHED", "MIGRATED", "SAVED", "FAILED", "FROM_SNAPSHOT"),
  NAMES ("FINISHED", "GUEST", "HOST"),
  NAMES ("MEMORY", "DISK"),
  NAMES ("PANICKED", "CRASHLOADED"),
};

VmistateEventNames
_vmistate_lifecycle_detail_names (int event)
{
  static const char *const none[] = { NULL };

  return event >= 0 && (guint) event < G_N_ELEMENTS (details) ? details[event] : none;
}

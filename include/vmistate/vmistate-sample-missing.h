/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-macros.h>

G_BEGIN_DECLS

/**
 * VmistateSampleMissing:
 * @VMISTATE_SAMPLE_MISSING_UNKNOWN: `Unknown`: it was not observed, or is a text that this version
 *   does not know
 * @VMISTATE_SAMPLE_MISSING_NOTHING: `Nothing`: all that was asked for came
 * @VMISTATE_SAMPLE_MISSING_INACTIVE: `Inactive`: the domain does not run, and there is nobody who
 *   could be asked
 * @VMISTATE_SAMPLE_MISSING_PROCESS_STOPPED: `ProcessStopped`: the hypervisor process is stopped, by
 *   a signal or a debugger
 * @VMISTATE_SAMPLE_MISSING_PROCESS_UNINTERRUPTIBLE: `ProcessUninterruptible`: the hypervisor
 *   process waits in the kernel, mostly for storage, and nothing can interrupt that
 * @VMISTATE_SAMPLE_MISSING_MONITOR_OCCUPIED: `MonitorOccupied`: by libvirt's control info somebody
 *   has waited inside the hypervisor's monitor for more than a second
 * @VMISTATE_SAMPLE_MISSING_MONITOR_LOST: `MonitorLost`: by libvirt's control info its connection to
 *   the hypervisor's monitor is in error
 * @VMISTATE_SAMPLE_MISSING_QUARANTINED: `Quarantined`: the hypervisor was stuck, no longer looks
 *   like it, and has not been tried again yet
 * @VMISTATE_SAMPLE_MISSING_DEADLINE: `Deadline`: no answer in time, and nothing shows why
 * @VMISTATE_SAMPLE_MISSING_BUSY: `Busy`: libvirt was busy with the domain and did not ask the
 *   hypervisor
 * @VMISTATE_SAMPLE_MISSING_CALL_LIMIT: `CallLimit`: as many calls as may be are kept by other
 *   hypervisors
 * @VMISTATE_SAMPLE_MISSING_CALL_FAILED: `CallFailed`: libvirt's call failed;
 *   [method@Sample.get_message] has its words
 * @VMISTATE_SAMPLE_MISSING_NOT_ALLOWED: `NotAllowed`: the connection may not ask that
 * @VMISTATE_SAMPLE_MISSING_UNSUPPORTED: `Unsupported`: this driver of libvirt cannot tell
 * @VMISTATE_SAMPLE_MISSING_NO_CONNECTION: `NoConnection`: there was no connection for it
 * @VMISTATE_SAMPLE_MISSING_VANISHED: `Vanished`: the domain, or that run of it, had gone when it
 *   was asked for
 *
 * Why a sample lacks the numbers that only the hypervisor has. Values may be added: a `switch`
 * needs a default.
 *
 * Since: 0.1
 */
typedef enum
{
  VMISTATE_SAMPLE_MISSING_UNKNOWN,
  VMISTATE_SAMPLE_MISSING_NOTHING,
  VMISTATE_SAMPLE_MISSING_INACTIVE,
  VMISTATE_SAMPLE_MISSING_PROCESS_STOPPED,
  VMISTATE_SAMPLE_MISSING_PROCESS_UNINTERRUPTIBLE,
  VMISTATE_SAMPLE_MISSING_MONITOR_OCCUPIED,
  VMISTATE_SAMPLE_MISSING_MONITOR_LOST,
  VMISTATE_SAMPLE_MISSING_QUARANTINED,
  VMISTATE_SAMPLE_MISSING_DEADLINE,
  VMISTATE_SAMPLE_MISSING_BUSY,
  VMISTATE_SAMPLE_MISSING_CALL_LIMIT,
  VMISTATE_SAMPLE_MISSING_CALL_FAILED,
  VMISTATE_SAMPLE_MISSING_NOT_ALLOWED,
  VMISTATE_SAMPLE_MISSING_UNSUPPORTED,
  VMISTATE_SAMPLE_MISSING_NO_CONNECTION,
  VMISTATE_SAMPLE_MISSING_VANISHED,
} VmistateSampleMissing;

#define VMISTATE_TYPE_SAMPLE_MISSING (vmistate_sample_missing_get_type ())
VMISTATE_AVAILABLE_IN_0_1
GType vmistate_sample_missing_get_type (void);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What state a VMI is in: its phase, its conditions, its domain. */

#include "config.h"

#include "collection.h"
#include "label-text.h"

#include "model/condition.h"
#include "model/sample/sample.h"
#include "model/status.h"

static gpointer
find_condition (const VmistateVm *vm, const char *type)
{
  return _vmistate_record_list_find (_vmistate_record_get_list (vm->status, STATUS_CONDITIONS),
                                     CONDITION_TYPE, type);
}

/* 1 for True, 0 for False, nothing for what is not known. */
static void
add_condition (VmistateCollection *c, VmistateSamples *samples, const VmistateVm *vm,
               const char *type)
{
  gpointer condition = find_condition (vm, type);

  if (_vmistate_record_is (condition, CONDITION_STATUS, "True"))
    _vmistate_exposition_add_uint (c->exposition, samples, c->labels, 1);
  else if (_vmistate_record_is (condition, CONDITION_STATUS, "False"))
    _vmistate_exposition_add_uint (c->exposition, samples, c->labels, 0);
}

void
_vmistate_collect_phase (VmistateCollection *c, VmistateSamples *samples, const VmistateVm *vm,
                         gpointer record G_GNUC_UNUSED)
{
  static const char *const phases[] = { "Failed",    "Pending",        "Running",
                                        "Scheduled", "Scheduling",     "Succeeded",
                                        "Unknown",   "WaitingForSync", NULL };

  _vmistate_exposition_add_states (c->exposition, samples, c->labels, phases,
                                   _vmistate_record_get_string (vm->status, STATUS_PHASE));
}

void
_vmistate_collect_ready (VmistateCollection *c, VmistateSamples *samples, const VmistateVm *vm,
                         gpointer record G_GNUC_UNUSED)
{
  add_condition (c, samples, vm, "Ready");
}

void
_vmistate_collect_agent_connected (VmistateCollection *c, VmistateSamples *samples,
                                   const VmistateVm *vm, gpointer record G_GNUC_UNUSED)
{
  add_condition (c, samples, vm, "AgentConnected");
}

/* The rungs of derive's ladder; with any other reason nobody knows which one it is. */
void
_vmistate_collect_agent_state (VmistateCollection *c, VmistateSamples *samples,
                               const VmistateVm *vm, gpointer record G_GNUC_UNUSED)
{
  static const char *const rungs[] = { "NotConfigured", "GuestNotRunning", "ChannelDisconnected",
                                       "Silent",        "Unresponsive",    "Frozen",
                                       "Unsupported",   "Connected",       NULL };
  gpointer condition = find_condition (vm, "AgentConnected");

  _vmistate_exposition_add_states (c->exposition, samples, c->labels, rungs,
                                   _vmistate_record_get_string (condition, CONDITION_REASON));
}

void
_vmistate_collect_pause_reason (VmistateCollection *c, VmistateSamples *samples,
                                const VmistateVm *vm, gpointer record G_GNUC_UNUSED)
{
  static const char *const reasons[] = { "PausedForUnknownReason",
                                         "PausedByUser",
                                         "PausedByMigration",
                                         "PausedByMigrationMonitor",
                                         "PausedBySave",
                                         "PausedByDump",
                                         "PausedIOError",
                                         "PausedByWatchdog",
                                         "PausedFromSnapshot",
                                         "PausedShuttingDown",
                                         "PausedBySnapshot",
                                         "PausedGuestCrashed",
                                         "PausedStartingUp",
                                         "PausedByPostcopy",
                                         "PausedPostcopyFailed",
                                         "PausedAPIError",
                                         NULL };
  gpointer condition = find_condition (vm, "Paused");

  if (_vmistate_record_is (condition, CONDITION_STATUS, "True"))
    _vmistate_exposition_add_states (c->exposition, samples, c->labels, reasons,
                                     _vmistate_record_get_string (condition, CONDITION_REASON));
}

/* libvirt's numbers of states */

static gboolean
get_state (const VmistateVm *vm, guint n_names, guint *state)
{
  gint32 number;

  if (!_vmistate_record_get_int32 (vm->sample, SAMPLE_STATE, &number) || number < 0
      || (guint) number >= n_names)
    return FALSE;
  *state = (guint) number;
  return TRUE;
}

void
_vmistate_collect_domain_state (VmistateCollection *c, VmistateSamples *samples,
                                const VmistateVm *vm, gpointer record G_GNUC_UNUSED)
{
  static const char *const names[] = { "nostate", "running", "blocked",     "paused", "shutdown",
                                       "shutoff", "crashed", "pmsuspended", NULL };
  guint state;

  if (get_state (vm, G_N_ELEMENTS (names) - 1, &state))
    _vmistate_exposition_add_states (c->exposition, samples, c->labels, names, names[state]);
}

/* The number as value, in words as label. */
void
_vmistate_collect_described_state (VmistateCollection *c, VmistateSamples *samples,
                                   const VmistateVm *vm, gpointer record G_GNUC_UNUSED)
{
  static const char *const words[] = { "no state",
                                       "the domain is running",
                                       "the domain is blocked on resource",
                                       "the domain is paused by user",
                                       "the domain is being shut down",
                                       "the domain is shut off",
                                       "the domain is crashed",
                                       "the domain is suspended by guest power management" };
  guint state;

  if (!get_state (vm, G_N_ELEMENTS (words), &state))
    return;
  _vmistate_label_append (c->labels, "state_desc", words[state]);
  _vmistate_exposition_add_uint (c->exposition, samples, c->labels, state);
}

static void
add_skipped (VmistateCollection *c, VmistateSamples *samples, gpointer sample, guint if_skipped)
{
  gboolean skipped = _vmistate_record_is_true (sample, SAMPLE_MONITOR_SKIPPED);

  _vmistate_exposition_add_uint (c->exposition, samples, c->labels,
                                 skipped ? if_skipped : 1 - if_skipped);
}

void
_vmistate_collect_sample_success (VmistateCollection *c, VmistateSamples *samples,
                                  const VmistateVm *vm G_GNUC_UNUSED, gpointer record)
{
  add_skipped (c, samples, record, 0);
}

void
_vmistate_collect_sample_failure (VmistateCollection *c, VmistateSamples *samples,
                                  const VmistateVm *vm G_GNUC_UNUSED, gpointer record)
{
  add_skipped (c, samples, record, 1);
}

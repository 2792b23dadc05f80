/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Conditions that follow from the domain: Paused, Synchronized, SoftwareEmulation. */

#include "config.h"

#include "control-plane.h"
#include "domain-numbers.h"
#include "io-error.h"
#include "timeline.h"
#include "verdict.h"

#include "model/condition.h"
#include "model/migration-state.h"
#include "model/status.h"

#define SYNC_FAILED "DomainSyncFailed"

typedef struct
{
  const char *reason;
  const char *message;
} PauseText;

/* KubeVirt has words for two of these and is silent about a guest stopped for another reason. */
static const PauseText pause_texts[] = {
  [PAUSED_UNKNOWN] = { "PausedForUnknownReason", "VMI was paused for an unknown reason" },
  [PAUSED_USER] = { "PausedByUser", "VMI was paused by user" },
  [PAUSED_MIGRATION] = { "PausedByMigration", "VMI is paused while it migrates" },
  [PAUSED_SAVE] = { "PausedBySave", "VMI is paused while its memory is saved" },
  [PAUSED_DUMP] = { "PausedByDump", "VMI is paused while its memory is dumped" },
  [PAUSED_IOERROR] = { "PausedIOError", "VMI was paused, low-level IO error detected" },
  [PAUSED_WATCHDOG] = { "PausedByWatchdog", "VMI was paused by its watchdog" },
  [PAUSED_FROM_SNAPSHOT] = { "PausedFromSnapshot", "VMI is paused as its snapshot was" },
  [PAUSED_SHUTTING_DOWN] = { "PausedShuttingDown", "VMI is paused while it shuts down" },
  [PAUSED_SNAPSHOT] = { "PausedBySnapshot", "VMI is paused while a snapshot is taken" },
  [PAUSED_CRASHED] = { "PausedGuestCrashed", "VMI was paused because the guest crashed" },
  [PAUSED_STARTING_UP] = { "PausedStartingUp", "VMI is being started" },
  [PAUSED_POSTCOPY] = { "PausedByPostcopy", "VMI is paused for post-copy migration" },
  [PAUSED_POSTCOPY_FAILED] = { "PausedPostcopyFailed",
                               "VMI was paused because post-copy migration failed" },
  [PAUSED_API_ERROR] = { "PausedAPIError", "VMI could not be resumed by the hypervisor" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (pause_texts) == PAUSED_N_REASONS);

/* A migration that does not come to an end may pause the guest until it has. */
static gboolean
is_paused_by_monitor (const VmistateDerivation *d)
{
  gpointer migration = _vmistate_record_get_record (d->status, STATUS_MIGRATION_STATE);
  gboolean completed = FALSE;

  if (migration == NULL)
    return FALSE;
  _vmistate_record_get_boolean (migration, MIGRATION_STATE_COMPLETED, &completed);
  return !completed && _vmistate_record_is (migration, MIGRATION_STATE_MODE, "Paused")
         && _vmistate_record_is (migration, MIGRATION_STATE_SOURCE_NODE, d->view->source->node);
}

static const PauseText *
find_text (const VmistateDerivation *d, gint32 reason)
{
  static const PauseText by_monitor = { "PausedByMigrationMonitor",
                                        "VMI was paused by the migration monitor" };

  if (reason == PAUSED_MIGRATION && is_paused_by_monitor (d))
    return &by_monitor;
  return &pause_texts[reason >= 0 && reason < PAUSED_N_REASONS ? reason : PAUSED_UNKNOWN];
}

static gint
conclude_paused (const VmistateMomentary *momentary)
{
  return momentary->state >> 8 == DOMAIN_PAUSED;
}

VmistateVerdict
_vmistate_judge_paused (const VmistateDerivation *d)
{
  VmistateVerdict verdict = { .kind = VMISTATE_VERDICT_STANDS };
  const PauseText *text;
  gint32 state;
  gint32 reason;

  if (d->view == NULL || !_vmistate_view_get_state (d->view, &state, &reason))
    return verdict;
  verdict.kind = VMISTATE_VERDICT_REMOVED;
  if (state != DOMAIN_PAUSED || d->view->gone)
    return verdict;
  text = find_text (d, reason);
  verdict = (VmistateVerdict){ .kind = VMISTATE_VERDICT_GIVEN,
                               .status = "True",
                               .reason = text->reason,
                               .message = text->message };
  _vmistate_verdict_set_since (&verdict, _vmistate_view_since (d->view, VMISTATE_SIGNALS_STATE,
                                                               conclude_paused, /* now= */ NULL));
  /* What an event of an earlier run told is not why. */
  if (reason == PAUSED_IOERROR
      && _vmistate_view_get_seldom (d->view)->io_error.observed_at > d->view->booted_at)
    verdict.made =
        _vmistate_io_error_describe (&_vmistate_view_get_seldom (d->view)->io_error, text->message);
  if (verdict.made != NULL)
    verdict.message = verdict.made;
  return verdict;
}

/* Synchronized */

/* A reason must be a word; this one is KubeVirt's node agent's. */
static VmistateVerdict
correct_reason (gpointer stored)
{
  VmistateVerdict verdict = { .kind = VMISTATE_VERDICT_STANDS };

  if (stored == NULL
      || !_vmistate_record_is (stored, CONDITION_REASON, "Synchronizing with the Domain failed."))
    return verdict;
  verdict.kind = VMISTATE_VERDICT_GIVEN;
  verdict.status = _vmistate_record_get_string (stored, CONDITION_STATUS);
  verdict.reason = SYNC_FAILED;
  verdict.message = _vmistate_record_get_string (stored, CONDITION_MESSAGE);
  return verdict;
}

VmistateVerdict
_vmistate_judge_synchronized (const VmistateDerivation *d)
{
  gint32 state;
  gint32 reason;

  if (d->view != NULL && !d->view->gone && _vmistate_view_get_state (d->view, &state, &reason)
      && state == DOMAIN_PAUSED && reason == PAUSED_POSTCOPY_FAILED)
    return (VmistateVerdict){ .kind = VMISTATE_VERDICT_GIVEN,
                              .status = "False",
                              .reason = SYNC_FAILED,
                              .message = "VMI is irrecoverable due to failed post-copy migration",
                              .at = _vmistate_history_since (&d->view->states) };
  return correct_reason (_vmistate_derivation_get_stored (d, "Synchronized"));
}

/* SoftwareEmulation */

/* Kubernetes' names of what the XML calls otherwise */
static const char *const architectures[][2] = {
  { "x86_64", "amd64" },
  { "aarch64", "arm64" },
};

/* Returns: (nullable): the specification's, else the domain's */
static const char *
get_guest_architecture (const VmistateDerivation *d)
{
  gpointer spec = _vmistate_evidence_get_vmi_spec (d->evidence);
  const char *name = _vmistate_record_get_string (spec, VMI_SPEC_ARCHITECTURE);

  if (name != NULL && *name != '\0')
    return name;
  name = _vmistate_record_get_string (d->domain, DOMAIN_ARCH);
  for (guint i = 0; i < G_N_ELEMENTS (architectures); i++)
    {
      if (g_strcmp0 (architectures[i][0], name) == 0)
        return architectures[i][1];
    }
  return name;
}

/* Nothing is emulated; there is no need to ask what the host is. */
static gboolean
is_accelerated (gpointer domain)
{
  return _vmistate_record_has (domain, DOMAIN_TYPE)
         && !_vmistate_record_is (domain, DOMAIN_TYPE, "qemu");
}

VmistateVerdict
_vmistate_judge_software_emulation (const VmistateDerivation *d)
{
  const VmistateVerdict stands = { .kind = VMISTATE_VERDICT_STANDS };
  const VmistateVerdict removed = { .kind = VMISTATE_VERDICT_REMOVED };
  const char *host;
  const char *guest;
  VmistateVerdict verdict;

  if (d->view == NULL || d->view->state.payload == NULL)
    return stands;
  if (is_accelerated (d->domain))
    return removed;
  host = d->domain != NULL
             ? _vmistate_evidence_get_host_architecture (d->evidence, d->view->source->node)
             : NULL;
  guest = host != NULL ? get_guest_architecture (d) : NULL;
  if (guest == NULL)
    return stands;
  if (!_vmistate_record_has (d->domain, DOMAIN_TYPE) || g_str_equal (guest, host))
    return removed;
  /* That does not change while it runs. */
  verdict = (VmistateVerdict){ .kind = VMISTATE_VERDICT_GIVEN,
                               .status = "True",
                               .reason = "CrossArchitectureEmulation",
                               .at = _vmistate_view_active_since (d->view) };
  verdict.made =
      g_strdup_printf ("VM running with software emulation (host=%s, guest=%s)", host, guest);
  verdict.message = verdict.made;
  return verdict;
}

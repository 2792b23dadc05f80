/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The phase: what libvirt's state and reason say of the guest, over what the control plane says.
 *
 * KubeVirt's rule for libvirt's numbers is followed where it decides. Where KubeVirt leaves the
 * phase as it was and waits for its controllers, a VMI that only a hypervisor knows must be
 * decided here. */

#include "config.h"

#include "control-plane.h"
#include "derive.h"
#include "domain-numbers.h"
#include "log-stop.h"
#include "node-health.h"

#include "kubevirt/pass.h"

#include "model/migration-state.h"
#include "model/payloads-control.h"
#include "model/status.h"

#define ANY_REASON (-1)

typedef enum
{
  ALWAYS,
  WITH_ACPI,       /* could have been shut down gently */
  WITHOUT_ACPI,    /* could only be ended like this */
  POSTCOPY_FAILED, /* its memory was on two hosts */
} Requirement;

/* Whether a control plane that is known decides instead. */
typedef enum
{
  DECIDES,
  DEFERS,
} Authority;

typedef struct
{
  gint8 state;
  gint8 reason;
  Requirement requirement;
  const char *phase;
  const char *why; /* status.reason; (nullable) */
  Authority authority;
} PhaseRule;

/* First match wins; total, because the last row of each state takes any reason. */
static const PhaseRule rules[] = {
  { DOMAIN_NOSTATE, ANY_REASON, ALWAYS, "Unknown", "DomainStateUnknown", DEFERS },
  { DOMAIN_RUNNING, ANY_REASON, ALWAYS, "Running", NULL, DECIDES },
  { DOMAIN_BLOCKED, ANY_REASON, ALWAYS, "Running", NULL, DECIDES },
  { DOMAIN_PAUSED, PAUSED_POSTCOPY_FAILED, ALWAYS, "Failed", "PostcopyFailed", DECIDES },
  { DOMAIN_PAUSED, ANY_REASON, ALWAYS, "Running", NULL, DECIDES },
  { DOMAIN_SHUTDOWN, ANY_REASON, ALWAYS, "Running", "ShuttingDown", DEFERS },
  { DOMAIN_SHUTOFF, SHUTOFF_SHUTDOWN, ALWAYS, "Succeeded", "Shutdown", DECIDES },
  { DOMAIN_SHUTOFF, SHUTOFF_DESTROYED, POSTCOPY_FAILED, "Failed", "PostcopyFailed", DECIDES },
  { DOMAIN_SHUTOFF, SHUTOFF_DESTROYED, WITH_ACPI, "Failed", "Destroyed", DECIDES },
  { DOMAIN_SHUTOFF, SHUTOFF_DESTROYED, WITHOUT_ACPI, "Succeeded", "Destroyed", DECIDES },
  { DOMAIN_SHUTOFF, SHUTOFF_CRASHED, ALWAYS, "Failed", "Crashed", DECIDES },
  { DOMAIN_SHUTOFF, SHUTOFF_MIGRATED, ALWAYS, "Succeeded", "Migrated", DEFERS },
  { DOMAIN_SHUTOFF, SHUTOFF_SAVED, ALWAYS, "Succeeded", "Saved", DECIDES },
  { DOMAIN_SHUTOFF, SHUTOFF_FAILED, ALWAYS, "Failed", "HypervisorFailed", DECIDES },
  { DOMAIN_SHUTOFF, SHUTOFF_FROM_SNAPSHOT, ALWAYS, "Succeeded", "FromSnapshot", DECIDES },
  { DOMAIN_SHUTOFF, SHUTOFF_DAEMON, ALWAYS, "Failed", "LostByDaemon", DECIDES },
  { DOMAIN_SHUTOFF, ANY_REASON, ALWAYS, "Unknown", "ShutoffForUnknownReason", DEFERS },
  { DOMAIN_CRASHED, ANY_REASON, ALWAYS, "Failed", "Panicked", DECIDES },
  { DOMAIN_PMSUSPENDED, ANY_REASON, ALWAYS, "Running", NULL, DECIDES },
};

/* A number that libvirt did not have when this was written. */
static const PhaseRule unknown_state = { .phase = "Unknown",
                                         .why = "DomainStateUnknown",
                                         .authority = DEFERS };

/* It was running when last seen and is no longer there; nobody saw its end. */
static const PhaseRule vanished = { .phase = "Unknown",
                                    .why = "DomainVanished",
                                    .authority = DEFERS };

/* What decides about a domain that was destroyed. */
typedef struct
{
  gboolean gentle;          /* there was a gentle way to end it, and time to take it */
  gboolean postcopy_failed; /* a migration had left its memory on two hosts */
} Circumstances;

static gboolean
meets (Requirement requirement, const Circumstances *circumstances)
{
  switch (requirement)
    {
    case WITH_ACPI:
      return circumstances->gentle;
    case WITHOUT_ACPI:
      return !circumstances->gentle;
    case POSTCOPY_FAILED:
      return circumstances->postcopy_failed && !circumstances->gentle;
    default:
      return TRUE;
    }
}

static const PhaseRule *
find_rule (gint32 state, gint32 reason, const Circumstances *circumstances)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const PhaseRule *rule = &rules[i];

      if (rule->state == state && (rule->reason == ANY_REASON || rule->reason == reason)
          && meets (rule->requirement, circumstances))
        return rule;
    }
  return &unknown_state;
}

/* The specification's grace period, else the one that the launcher noted in the domain. */
static gboolean
has_grace_period (const VmistateEvidence *evidence, gpointer domain)
{
  gpointer notes = _vmistate_record_get_record (domain, DOMAIN_NOTES);
  gpointer spec =
      _vmistate_evidence_has_vmi (evidence)
          ? _vmistate_record_get_record (evidence->control->vmi.payload, VMI_OBJECT_SPEC)
          : NULL;
  gint64 seconds;

  if (spec != NULL
      && _vmistate_record_get_int64 (spec, VMI_SPEC_TERMINATION_GRACE_PERIOD_SECONDS, &seconds))
    return seconds != 0;
  if (notes != NULL
      && _vmistate_record_get_int64 (notes, DOMAIN_NOTES_GRACE_PERIOD_SECONDS, &seconds))
    return seconds != 0;
  return TRUE;
}

static gboolean
failed_in_postcopy (VmistateStatus *status)
{
  gpointer migration = _vmistate_record_get_record (status, STATUS_MIGRATION_STATE);
  gboolean failed;

  return migration != NULL
         && _vmistate_record_get_boolean (migration, MIGRATION_STATE_FAILED, &failed) && failed
         && _vmistate_record_is (migration, MIGRATION_STATE_MODE, "PostCopy");
}

static Circumstances
find_circumstances (const VmistateDerivation *d)
{
  gboolean acpi = FALSE;

  if (d->domain != NULL)
    _vmistate_record_get_boolean (d->domain, DOMAIN_ACPI, &acpi);
  return (Circumstances){ .gentle = acpi && has_grace_period (d->evidence, d->domain),
                          .postcopy_failed = failed_in_postcopy (d->status) };
}

typedef struct
{
  const PhaseRule *rule;       /* (nullable) */
  const VmistateLogStop *stop; /* (nullable): what a log has, if that made the rule */
} Decision;

/* Where nobody saw the end, a log may have. */
static Decision
decide (const VmistateEvidence *evidence, const VmistateView *view,
        const Circumstances *circumstances)
{
  const VmistateLogStop *stop = NULL;
  gint32 state;
  gint32 reason;
  gboolean has_vanished;

  if (!_vmistate_view_get_state (view, &state, &reason))
    return (Decision){ NULL, NULL };
  has_vanished = view->gone && state != DOMAIN_SHUTOFF && state != DOMAIN_CRASHED;
  if (has_vanished || (state == DOMAIN_SHUTOFF && reason == SHUTOFF_UNKNOWN))
    stop = _vmistate_log_stop_find (evidence->stops, &view->states);
  if (stop != NULL)
    return (Decision){ find_rule (DOMAIN_SHUTOFF, stop->reason, circumstances), stop };
  return (Decision){ has_vanished ? &vanished : find_rule (state, reason, circumstances), NULL };
}

/* The control plane */

static const PhaseRule no_launcher = { .phase = "Failed", .why = "LauncherUnresponsive" };
static const PhaseRule no_launcher_at_target = { .phase = "WaitingForSync",
                                                 .why = "LauncherUnresponsive" };
static const PhaseRule no_node = { .phase = "Failed", .why = "NodeUnresponsive" };

/* The API still has a Pod there, as it will until somebody removes the node. */
static const PhaseRule no_word_of_node = { .phase = "Unknown", .why = "NodeUnresponsive" };

static gboolean
is_one_of (const char *phase, const char *first, const char *second)
{
  return g_strcmp0 (phase, first) == 0 || g_strcmp0 (phase, second) == 0;
}

static gboolean
is_final (const char *phase)
{
  return is_one_of (phase, "Succeeded", "Failed");
}

static gboolean
is_migration_target (const VmistateDerivation *d)
{
  return g_strcmp0 (
             _vmistate_meta_get_annotation (_vmistate_evidence_get_vmi_metadata (d->evidence),
                                            ANNOTATION_MIGRATION_TARGET),
             "true")
         == 0;
}

/* The guest is there: seen, not remembered. */
static gboolean
is_seen (const VmistateView *view)
{
  return view != NULL && view->source->state != VMISTATE_SOURCE_STATE_LOST
         && _vmistate_view_is_active (view);
}

/* What only the control plane can see of a domain that is not there. */
static const PhaseRule *
decide_by_launcher (const VmistateDerivation *d)
{
  const VmistateObservation *launcher = &d->evidence->control->launcher;

  if (launcher->payload == NULL
      || !_vmistate_record_is (launcher->payload, LAUNCHER_ANSWER, "unresponsive"))
    return NULL;
  return is_migration_target (d) ? &no_launcher_at_target : &no_launcher;
}

/* Nobody answers from there. */
static const PhaseRule *
decide_by_node (const VmistateDerivation *d)
{
  gpointer metadata = _vmistate_evidence_get_vmi_metadata (d->evidence);

  if (!_vmistate_node_is_unresponsive (d->evidence) || metadata == NULL)
    return NULL;
  return _vmistate_node_may_have_pod (d->evidence,
                                      _vmistate_record_get_string (metadata, OBJECT_META_NAMESPACE),
                                      _vmistate_record_get_string (d->base, STATUS_NODE_NAME))
             ? &no_word_of_node
             : &no_node;
}

/* (nullable): of a VMI that was handed over to a node, and of which nobody sees the guest */
static const PhaseRule *
decide_without_guest (const VmistateDerivation *d, const char *told)
{
  const PhaseRule *rule = NULL;

  if (!is_one_of (told, "Scheduled", "Running"))
    return NULL;
  if (d->view == NULL || d->view->gone)
    rule = decide_by_launcher (d);
  return rule != NULL ? rule : decide_by_node (d);
}

/* What KubeVirt has ended is over, whatever is still being cleaned up. But what its controller
 * would end now, because it misses the Pod, is not while the guest is seen. */
static gboolean
is_over (const VmistateDerivation *d, const char *told)
{
  gpointer stored = _vmistate_evidence_get_vmi_status (d->evidence);

  if (!is_final (told))
    return FALSE;
  return !is_seen (d->view)
         || (stored != NULL && is_final (_vmistate_record_get_string (stored, STATUS_PHASE)));
}

static Decision
find_decision (const VmistateDerivation *d)
{
  const char *told = _vmistate_record_get_string (d->base, STATUS_PHASE);
  Decision decision = { NULL, NULL };

  if (is_over (d, told))
    return decision;
  if (d->view != NULL)
    {
      Circumstances circumstances = find_circumstances (d);

      decision = decide (d->evidence, d->view, &circumstances);
    }
  if (told != NULL && !is_seen (d->view)
      && (decision.rule == NULL || decision.rule->authority == DEFERS
          || !is_final (decision.rule->phase)))
    {
      const PhaseRule *other = decide_without_guest (d, told);

      if (other != NULL)
        return (Decision){ other, NULL };
    }
  return decision;
}

static gboolean
gives_phase (const PhaseRule *rule, const VmistateDerivation *d)
{
  return rule->authority == DECIDES || !_vmistate_record_has (d->base, STATUS_PHASE);
}

const VmistateLogStop *
_vmistate_phase_find_stop (const VmistateEvidence *evidence, VmistateStatus *status)
{
  VmistateDerivation d = { .evidence = evidence, .base = evidence->base, .status = status };
  Decision decision;

  if (evidence->stops == NULL || evidence->base == NULL)
    return NULL;
  d.view = _vmistate_evidence_main_view (evidence);
  d.domain = d.view != NULL ? d.view->domain.payload : NULL;
  decision = find_decision (&d);
  return decision.stop != NULL && gives_phase (decision.rule, &d) ? decision.stop : NULL;
}

/* Somebody wants it to end, and the guest has not begun to yet. */
static gboolean
is_terminating (const VmistateDerivation *d)
{
  gpointer metadata = _vmistate_evidence_get_vmi_metadata (d->evidence);
  gpointer notes = d->domain != NULL ? _vmistate_record_get_record (d->domain, DOMAIN_NOTES) : NULL;

  if (!is_seen (d->view))
    return FALSE;
  return (metadata != NULL && _vmistate_record_has (metadata, OBJECT_META_DELETION_TIMESTAMP))
         || (notes != NULL && _vmistate_record_has (notes, DOMAIN_NOTES_DELETION_TIMESTAMP));
}

void
_vmistate_derive_phase (const VmistateDerivation *d)
{
  const PhaseRule *rule = find_decision (d).rule;

  if (rule != NULL)
    {
      if (gives_phase (rule, d))
        _vmistate_record_set_constant (d->status, STATUS_PHASE, rule->phase);
      if (rule->why != NULL)
        _vmistate_record_set_constant (d->status, STATUS_REASON, rule->why);
      else if (is_terminating (d))
        _vmistate_record_set_constant (d->status, STATUS_REASON, "Terminating");
    }
  _vmistate_derive_transitions (d);
}

/* What phase a moment of the past was, for the transitions. */
const char *
_vmistate_phase_of_moment (const VmistateDerivation *d, gint64 value)
{
  Circumstances circumstances;

  if (value == VMISTATE_STATE_GONE)
    return NULL;
  circumstances = find_circumstances (d);
  return find_rule (value >> 8, value & 0xff, &circumstances)->phase;
}

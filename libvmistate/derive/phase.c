/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The phase of a VMI that only a hypervisor knows: no Pod and no API object was seen.
 *
 * KubeVirt's rule for libvirt's state and reason is followed where it decides; where KubeVirt
 * leaves the phase as it was and waits for its controllers, this table must decide alone. */

#include "config.h"

#include "derive.h"
#include "domain-numbers.h"

#include "model/phase-transition.h"
#include "model/status.h"

#define ANY_REASON (-1)

typedef enum
{
  ALWAYS,
  WITH_ACPI,    /* could have been shut down gently */
  WITHOUT_ACPI, /* could only be ended like this */
} Requirement;

typedef struct
{
  gint8 state;
  gint8 reason;
  Requirement requirement;
  const char *phase;
  const char *why; /* status.reason; (nullable) */
} PhaseRule;

/* First match wins; total, because the last row of each state takes any reason. */
static const PhaseRule rules[] = {
  { DOMAIN_NOSTATE, ANY_REASON, ALWAYS, "Unknown", "DomainStateUnknown" },
  { DOMAIN_RUNNING, ANY_REASON, ALWAYS, "Running", NULL },
  { DOMAIN_BLOCKED, ANY_REASON, ALWAYS, "Running", NULL },
  { DOMAIN_PAUSED, PAUSED_POSTCOPY_FAILED, ALWAYS, "Failed", "PostcopyFailed" },
  { DOMAIN_PAUSED, ANY_REASON, ALWAYS, "Running", NULL },
  { DOMAIN_SHUTDOWN, ANY_REASON, ALWAYS, "Running", "ShuttingDown" },
  { DOMAIN_SHUTOFF, SHUTOFF_SHUTDOWN, ALWAYS, "Succeeded", "Shutdown" },
  { DOMAIN_SHUTOFF, SHUTOFF_DESTROYED, WITH_ACPI, "Failed", "Destroyed" },
  { DOMAIN_SHUTOFF, SHUTOFF_DESTROYED, WITHOUT_ACPI, "Succeeded", "Destroyed" },
  { DOMAIN_SHUTOFF, SHUTOFF_CRASHED, ALWAYS, "Failed", "Crashed" },
  { DOMAIN_SHUTOFF, SHUTOFF_MIGRATED, ALWAYS, "Succeeded", "Migrated" },
  { DOMAIN_SHUTOFF, SHUTOFF_SAVED, ALWAYS, "Succeeded", "Saved" },
  { DOMAIN_SHUTOFF, SHUTOFF_FAILED, ALWAYS, "Failed", "HypervisorFailed" },
  { DOMAIN_SHUTOFF, SHUTOFF_FROM_SNAPSHOT, ALWAYS, "Succeeded", "FromSnapshot" },
  { DOMAIN_SHUTOFF, SHUTOFF_DAEMON, ALWAYS, "Failed", "LostByDaemon" },
  { DOMAIN_SHUTOFF, ANY_REASON, ALWAYS, "Unknown", "ShutoffForUnknownReason" },
  { DOMAIN_CRASHED, ANY_REASON, ALWAYS, "Failed", "Panicked" },
  { DOMAIN_PMSUSPENDED, ANY_REASON, ALWAYS, "Running", NULL },
};

/* A number that libvirt did not have when this was written. */
static const PhaseRule unknown_state = { .phase = "Unknown", .why = "DomainStateUnknown" };

/* It was running when last seen and is no longer there; nobody saw its end. */
static const PhaseRule vanished = { .phase = "Unknown", .why = "DomainVanished" };

static const PhaseRule *
find_rule (gint32 state, gint32 reason, gboolean acpi)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const PhaseRule *rule = &rules[i];

      if (rule->state != state || (rule->reason != ANY_REASON && rule->reason != reason))
        continue;
      if (rule->requirement == ALWAYS || (rule->requirement == WITH_ACPI) == acpi)
        return rule;
    }
  return &unknown_state;
}

static const PhaseRule *
decide (const VmistateView *view)
{
  gint32 state;
  gint32 reason;
  gboolean acpi = FALSE;

  if (!_vmistate_view_get_state (view, &state, &reason))
    return NULL;
  if (view->gone && state != DOMAIN_SHUTOFF && state != DOMAIN_CRASHED)
    return &vanished;
  if (view->domain.payload != NULL)
    _vmistate_record_get_boolean (view->domain.payload, DOMAIN_ACPI, &acpi);
  return find_rule (state, reason, acpi);
}

/* Each phase is listed with the first time it was entered. */
static GPtrArray *
extend_transitions (GPtrArray *before, const char *phase, gint64 at)
{
  GPtrArray *transitions = _vmistate_record_list_new ();
  VmistatePhaseTransition *fresh;

  for (guint i = 0; before != NULL && i < before->len; i++)
    {
      if (g_strcmp0 (_vmistate_record_get_string (before->pdata[i], PHASE_TRANSITION_PHASE), phase)
          == 0)
        {
          g_ptr_array_unref (transitions);
          return g_ptr_array_ref (before);
        }
      g_ptr_array_add (transitions, g_object_ref (before->pdata[i]));
    }
  fresh = g_object_new (VMISTATE_TYPE_PHASE_TRANSITION, NULL);
  _vmistate_record_set_string (fresh, PHASE_TRANSITION_PHASE, phase);
  _vmistate_record_set_time (fresh, PHASE_TRANSITION_PHASE_TRANSITION_TIMESTAMP, at);
  g_ptr_array_add (transitions, fresh);
  return transitions;
}

void
_vmistate_derive_phase (const VmistateView *view, VmistateStatus *previous, VmistateStatus *status)
{
  const PhaseRule *rule = decide (view);
  GPtrArray *before = previous != NULL
                          ? _vmistate_record_get_list (previous, STATUS_PHASE_TRANSITION_TIMESTAMPS)
                          : NULL;

  if (rule == NULL)
    return;
  _vmistate_record_set_string (status, STATUS_PHASE, rule->phase);
  _vmistate_record_set_string (status, STATUS_REASON, rule->why);
  _vmistate_record_take_list (status, STATUS_PHASE_TRANSITION_TIMESTAMPS,
                              extend_transitions (before, rule->phase, view->state.observed_at));
}

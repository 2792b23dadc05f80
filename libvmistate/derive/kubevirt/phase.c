/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The node agent's phase: from libvirt's state and reason while it knows a domain, else from what
 * it hears of the launcher. KubeVirt's names for libvirt's numbers stand in the same table. */

#include "config.h"

#include "pass.h"

#include "derive/domain-numbers.h"

#include "model/migration-state.h"

#define ANY (-1)

/* The phase stays as it is. */
#define KEEP NULL

/* States */

typedef enum
{
  ALWAYS,
  HAD_GRACE,       /* could have shut down in its own time, so that it was not its own end */
  FAILED_POSTCOPY, /* its migration failed when part of its memory was already elsewhere */
} Requirement;

typedef struct
{
  gint8 state;
  gint8 reason;
  Requirement requirement;
  const char *phase; /* (nullable) */
  const char *state_name;
  const char *reason_name;
} PhaseRule;

/* First match wins. Each state ends with a row for the reasons that KubeVirt does not know, and
 * the table with one for the states that it does not know: it is total. */
static const PhaseRule rules[] = {
  { DOMAIN_NOSTATE, ANY, ALWAYS, KEEP, "NoState", "Unknown" },
  { DOMAIN_RUNNING, ANY, ALWAYS, "Running", "Running", "Unknown" },
  { DOMAIN_BLOCKED, ANY, ALWAYS, "Running", "Blocked", "Unknown" },

  { DOMAIN_PAUSED, PAUSED_UNKNOWN, ALWAYS, "Running", "Paused", "Unknown" },
  { DOMAIN_PAUSED, PAUSED_USER, ALWAYS, "Running", "Paused", "User" },
  { DOMAIN_PAUSED, PAUSED_MIGRATION, ALWAYS, "Running", "Paused", "Migration" },
  { DOMAIN_PAUSED, PAUSED_SAVE, ALWAYS, "Running", "Paused", "Save" },
  { DOMAIN_PAUSED, PAUSED_DUMP, ALWAYS, "Running", "Paused", "Dump" },
  { DOMAIN_PAUSED, PAUSED_IOERROR, ALWAYS, "Running", "Paused", "IOError" },
  { DOMAIN_PAUSED, PAUSED_WATCHDOG, ALWAYS, "Running", "Paused", "Watchdog" },
  { DOMAIN_PAUSED, PAUSED_FROM_SNAPSHOT, ALWAYS, "Running", "Paused", "FromSnapshot" },
  { DOMAIN_PAUSED, PAUSED_SHUTTING_DOWN, ALWAYS, "Running", "Paused", "ShuttingDown" },
  { DOMAIN_PAUSED, PAUSED_SNAPSHOT, ALWAYS, "Running", "Paused", "Snapshot" },
  { DOMAIN_PAUSED, PAUSED_CRASHED, ALWAYS, "Running", "Paused", "Crashed" },
  { DOMAIN_PAUSED, PAUSED_STARTING_UP, ALWAYS, "Running", "Paused", "StartingUp" },
  { DOMAIN_PAUSED, PAUSED_POSTCOPY, ALWAYS, "Running", "Paused", "Postcopy" },
  { DOMAIN_PAUSED, PAUSED_POSTCOPY_FAILED, ALWAYS, "Failed", "Paused", "PostcopyFailed" },
  { DOMAIN_PAUSED, ANY, ALWAYS, "Running", "Paused", "" }, /* API error, and later ones */

  { DOMAIN_SHUTDOWN, SHUTDOWN_UNKNOWN, ALWAYS, KEEP, "ShuttingDown", "Unknown" },
  { DOMAIN_SHUTDOWN, SHUTDOWN_USER, ALWAYS, KEEP, "ShuttingDown", "User" },
  { DOMAIN_SHUTDOWN, ANY, ALWAYS, KEEP, "ShuttingDown", "" },

  { DOMAIN_SHUTOFF, SHUTOFF_UNKNOWN, ALWAYS, KEEP, "Shutoff", "Unknown" },
  { DOMAIN_SHUTOFF, SHUTOFF_SHUTDOWN, ALWAYS, "Succeeded", "Shutoff", "Shutdown" },
  { DOMAIN_SHUTOFF, SHUTOFF_DESTROYED, HAD_GRACE, "Failed", "Shutoff", "Destroyed" },
  { DOMAIN_SHUTOFF, SHUTOFF_DESTROYED, FAILED_POSTCOPY, "Failed", "Shutoff", "Destroyed" },
  { DOMAIN_SHUTOFF, SHUTOFF_DESTROYED, ALWAYS, "Succeeded", "Shutoff", "Destroyed" },
  { DOMAIN_SHUTOFF, SHUTOFF_CRASHED, ALWAYS, "Failed", "Shutoff", "Crashed" },
  { DOMAIN_SHUTOFF, SHUTOFF_MIGRATED, ALWAYS, KEEP, "Shutoff", "Migrated" },
  { DOMAIN_SHUTOFF, SHUTOFF_SAVED, ALWAYS, "Succeeded", "Shutoff", "Saved" },
  { DOMAIN_SHUTOFF, SHUTOFF_FAILED, ALWAYS, KEEP, "Shutoff", "Failed" },
  { DOMAIN_SHUTOFF, SHUTOFF_FROM_SNAPSHOT, ALWAYS, "Succeeded", "Shutoff", "FromSnapshot" },
  { DOMAIN_SHUTOFF, ANY, ALWAYS, KEEP, "Shutoff", "" }, /* the daemon lost it, and later ones */

  { DOMAIN_CRASHED, CRASHED_UNKNOWN, ALWAYS, KEEP, "Crashed", "Unknown" },
  { DOMAIN_CRASHED, CRASHED_PANICKED, ALWAYS, "Failed", "Crashed", "Panicked" },
  { DOMAIN_CRASHED, ANY, ALWAYS, KEEP, "Crashed", "" },

  { DOMAIN_PMSUSPENDED, ANY, ALWAYS, "Running", "PMSuspended", "Unknown" },

  { ANY, ANY, ALWAYS, KEEP, "", "Unknown" },
};

/* The launcher has a domain of which libvirt says that it does not exist. */
static const PhaseRule nonexistent = { ANY, ANY, ALWAYS, KEEP, "NoState", "NonExistent" };

/* The grace period that the domain's own metadata has would count only where the VMI has none,
 * and a VMI that has none counts as having one anyway. */
static gboolean
had_grace (const VmistatePass *pass)
{
  gpointer domain = _vmistate_pass_get_domain (pass);
  gint64 grace_period;
  gboolean acpi = FALSE;

  if (_vmistate_record_get_int64 (pass->spec, VMI_SPEC_TERMINATION_GRACE_PERIOD_SECONDS,
                                  &grace_period)
      && grace_period == 0)
    return FALSE;
  return domain != NULL && _vmistate_record_get_boolean (domain, DOMAIN_ACPI, &acpi) && acpi;
}

static gboolean
has_failed_migration (const VmistatePass *pass)
{
  gpointer migration = _vmistate_record_get_record (pass->status, STATUS_MIGRATION_STATE);
  gboolean failed = FALSE;

  return migration != NULL
         && _vmistate_record_get_boolean (migration, MIGRATION_STATE_FAILED, &failed) && failed;
}

static gboolean
has_failed_postcopy (const VmistatePass *pass)
{
  gpointer migration = _vmistate_record_get_record (pass->status, STATUS_MIGRATION_STATE);

  return has_failed_migration (pass)
         && _vmistate_record_is (migration, MIGRATION_STATE_MODE, "PostCopy");
}

static gboolean
is_met (Requirement requirement, const VmistatePass *pass)
{
  switch (requirement)
    {
    case HAD_GRACE:
      return had_grace (pass);
    case FAILED_POSTCOPY:
      return has_failed_postcopy (pass);
    default:
      return TRUE;
    }
}

static gboolean
applies (const PhaseRule *rule, gint32 state, gint32 reason, const VmistatePass *pass)
{
  return (rule->state == ANY || rule->state == state)
         && (rule->reason == ANY || rule->reason == reason) && is_met (rule->requirement, pass);
}

/* (nullable): NULL without a domain, or when nobody knows how it is */
static const PhaseRule *
find_rule (const VmistatePass *pass)
{
  const PhaseRule *rule = rules;
  gint32 state;
  gint32 reason;

  if (pass->view->gone)
    return _vmistate_pass_get_domain (pass) != NULL ? &nonexistent : NULL;
  if (!_vmistate_view_get_state (pass->view, &state, &reason))
    return NULL;
  while (!applies (rule, state, reason, pass))
    rule++;
  return rule;
}

void
_vmistate_kubevirt_domain_state (VmistatePass *pass)
{
  const PhaseRule *rule = find_rule (pass);

  if (rule == NULL)
    return;
  _vmistate_record_set_string (pass->result, RECONCILIATION_DOMAIN_STATE, rule->state_name);
  _vmistate_record_set_string (pass->result, RECONCILIATION_DOMAIN_REASON, rule->reason_name);
}

/* No domain */

typedef enum
{
  ANY_STAGE,
  FINAL,       /* Succeeded, Failed */
  HANDED_OVER, /* Scheduled, Running: the node agent's, which then asks the launcher */
} Stage;

typedef enum
{
  ANY_VMI,
  MIGRATION_TARGET, /* of a migration between clusters */
  FAILED_MIGRATION_TARGET,
} Role;

typedef struct
{
  Stage stage;
  Role role;
  const char *answer; /* of the launcher; (nullable) whatever it is */
  const char *phase;  /* (nullable) */
  const char *error;  /* (nullable) that ends the pass */
} AbsenceRule;

/* First match wins; the last row applies to all. */
static const AbsenceRule absence_rules[] = {
  { FINAL, ANY_VMI, NULL, KEEP, NULL },
  { ANY_STAGE, FAILED_MIGRATION_TARGET, NULL, KEEP, NULL },
  { HANDED_OVER, ANY_VMI, "error", KEEP, "launcher query failed" },
  { HANDED_OVER, MIGRATION_TARGET, "unresponsive", "WaitingForSync", NULL },
  { HANDED_OVER, ANY_VMI, "unresponsive", "Failed", NULL },
  { HANDED_OVER, ANY_VMI, NULL, KEEP, NULL }, /* it answers, or does not yet */
  { ANY_STAGE, ANY_VMI, NULL, "Scheduled", NULL },
};

static Stage
find_stage (const VmistatePass *pass)
{
  const char *phase = _vmistate_pass_get_phase (pass);

  if (_vmistate_pass_is_final (pass))
    return FINAL;
  return g_str_equal (phase, "Scheduled") || g_str_equal (phase, "Running") ? HANDED_OVER
                                                                            : ANY_STAGE;
}

static gboolean
has_role (const VmistatePass *pass, Role role)
{
  return role == ANY_VMI
         || (_vmistate_pass_is_migration_target (pass)
             && (role == MIGRATION_TARGET || has_failed_migration (pass)));
}

static gboolean
is_told (const VmistatePass *pass, const char *answer)
{
  gpointer launcher = _vmistate_pass_get_launcher (pass);

  return answer == NULL
         || (launcher != NULL && _vmistate_record_is (launcher, LAUNCHER_ANSWER, answer));
}

static const AbsenceRule *
find_absence_rule (const VmistatePass *pass)
{
  const AbsenceRule *rule = absence_rules;
  Stage stage = find_stage (pass);

  while ((rule->stage != ANY_STAGE && rule->stage != stage) || !has_role (pass, rule->role)
         || !is_told (pass, rule->answer))
    rule++;
  return rule;
}

static void
set_unless_kept (VmistatePass *pass, const char *phase)
{
  if (phase != KEEP)
    _vmistate_pass_set_phase (pass, phase);
}

static gboolean
decide_without_domain (VmistatePass *pass)
{
  const AbsenceRule *rule = find_absence_rule (pass);

  set_unless_kept (pass, rule->phase);
  if (rule->error != NULL)
    _vmistate_record_set_string (pass->result, RECONCILIATION_ERROR, rule->error);
  return rule->error == NULL;
}

gboolean
_vmistate_kubevirt_phase (VmistatePass *pass)
{
  const PhaseRule *rule = find_rule (pass);

  if (rule == NULL && pass->view->gone)
    return decide_without_domain (pass);
  if (rule != NULL)
    set_unless_kept (pass, rule->phase);
  return TRUE;
}

/* The event */

static const struct
{
  const char *phase;
  const char *type;
  const char *reason;
  const char *message;
} phase_events[] = {
  { "Running", "Normal", "Started", "VirtualMachineInstance started." },
  { "Succeeded", "Normal", "Stopped", "The VirtualMachineInstance was shut down." },
  { "Failed", "Warning", "Stopped", "The VirtualMachineInstance crashed." },
};

void
_vmistate_kubevirt_phase_event (VmistatePass *pass, const char *before)
{
  const char *phase = _vmistate_pass_get_phase (pass);

  if (g_str_equal (phase, before))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (phase_events); i++)
    {
      if (g_str_equal (phase_events[i].phase, phase))
        _vmistate_pass_event (pass, phase_events[i].type, phase_events[i].reason, "%s",
                              phase_events[i].message);
    }
}

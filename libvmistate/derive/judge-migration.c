/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Whether the VMI could move to another host: every obstacle is told, with the first one's reason,
 * by which KubeVirt's clients know it. */

#include "config.h"

#include "control-plane.h"
#include "migratability.h"
#include "verdict.h"

#include "model/condition.h"

#define LIVE_MIGRATABLE "LiveMigratable"
#define CPU_MODEL       "CPUModeLiveMigratable"

static VmistateMigrationSubject
make_subject (const VmistateDerivation *d)
{
  const VmistateSourceRecord *host = d->view != NULL ? d->view->source : NULL;

  return (VmistateMigrationSubject){
    .metadata = _vmistate_evidence_get_vmi_metadata (d->evidence),
    .spec = _vmistate_evidence_get_vmi_spec (d->evidence),
    .status = d->status,
    .configuration = _vmistate_evidence_get_configuration (d->evidence),
    .node = host != NULL && host->node != NULL
                ? host->node
                : _vmistate_record_get_string (d->base, STATUS_NODE_NAME),
    .cpu_model = host != NULL ? host->cpu_model : NULL,
  };
}

/* KubeVirt's node agent judges when there is a domain, of which a hypervisor then tells: before
 * that the volumes are not known, and every claim would be an obstacle. */
static gboolean
is_time_to_judge (const VmistateDerivation *d)
{
  const char *phase = _vmistate_record_get_string (d->base, STATUS_PHASE);

  if (_vmistate_evidence_get_vmi_spec (d->evidence) == NULL || g_strcmp0 (phase, "Succeeded") == 0
      || g_strcmp0 (phase, "Failed") == 0)
    return FALSE;
  return d->view != NULL || _vmistate_derivation_get_stored (d, LIVE_MIGRATABLE) != NULL;
}

/* That the host has no model of its own only its libvirt can tell; KubeVirt's word counts where
 * that is not asked. */
static gboolean
is_told_by_host_only (const VmistateDerivation *d, const VmistateMigrationSubject *subject)
{
  gpointer stored = _vmistate_derivation_get_stored (d, LIVE_MIGRATABLE);

  return subject->cpu_model == NULL && stored != NULL
         && _vmistate_record_is (stored, CONDITION_REASON, CPU_MODEL);
}

static char *
list_obstacles (GArray *obstacles)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < obstacles->len; i++)
    {
      const VmistateMigrationObstacle *obstacle =
          &g_array_index (obstacles, VmistateMigrationObstacle, i);

      g_string_append_printf (list, "%s%s: %s", i > 0 ? ", " : "", obstacle->reason,
                              obstacle->message);
    }
  return g_string_free (list, FALSE);
}

static GArray *
find_obstacles (const VmistateDerivation *d, VmistateMigrationKinds kind, VmistateVerdict *verdict)
{
  VmistateMigrationSubject subject = make_subject (d);
  GArray *obstacles;

  *verdict = (VmistateVerdict){ .kind = VMISTATE_VERDICT_STANDS };
  if (!is_time_to_judge (d) || is_told_by_host_only (d, &subject))
    return NULL;
  obstacles = _vmistate_migration_obstacles (&subject, kind);
  verdict->kind = VMISTATE_VERDICT_GIVEN;
  verdict->status = obstacles->len > 0 ? "False" : "True";
  verdict->at = _vmistate_evidence_get_told_at (d->evidence);
  return obstacles;
}

VmistateVerdict
_vmistate_judge_live_migratable (const VmistateDerivation *d)
{
  VmistateVerdict verdict;
  g_autoptr (GArray) obstacles = find_obstacles (d, VMISTATE_MIGRATION_LIVE, &verdict);
  const VmistateMigrationObstacle *first;

  if (obstacles == NULL || obstacles->len == 0)
    return verdict;
  first = &g_array_index (obstacles, VmistateMigrationObstacle, 0);
  verdict.reason = first->reason;
  verdict.made = obstacles->len > 1 ? list_obstacles (obstacles) : g_strdup (first->message);
  verdict.message = verdict.made;
  return verdict;
}

VmistateVerdict
_vmistate_judge_storage_migratable (const VmistateDerivation *d)
{
  VmistateVerdict verdict;
  g_autoptr (GArray) obstacles = find_obstacles (d, VMISTATE_MIGRATION_STORAGE, &verdict);

  if (obstacles == NULL || obstacles->len == 0)
    return verdict;
  verdict.reason = "NotMigratable";
  verdict.made = list_obstacles (obstacles);
  verdict.message = verdict.made;
  return verdict;
}

void
_vmistate_derive_migration_method (const VmistateDerivation *d)
{
  VmistateMigrationSubject subject = make_subject (d);

  if (is_time_to_judge (d))
    _vmistate_record_set_string (d->status, STATUS_MIGRATION_METHOD,
                                 _vmistate_migration_copies_disks (&subject) ? "BlockMigration"
                                                                             : "LiveMigration");
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* LiveMigratable shows the first obstacle, StorageLiveMigratable all of them. */

#include "config.h"

#include "node-conditions.h"

#include "derive/migratability.h"

static VmistateMigrationSubject
make_subject (VmistatePass *pass)
{
  return (VmistateMigrationSubject){
    .metadata = pass->metadata,
    .spec = pass->spec,
    .status = pass->status,
    .configuration = _vmistate_pass_get_configuration (pass),
    .node = _vmistate_record_get_string (pass->status, STATUS_NODE_NAME),
    .cpu_model = pass->view != NULL ? pass->view->source->cpu_model : NULL,
  };
}

static gpointer
make_live (GArray *obstacles)
{
  const VmistateMigrationObstacle *first;

  if (obstacles->len == 0)
    return _vmistate_condition_make ("LiveMigratable", "True", NULL, NULL);
  first = &g_array_index (obstacles, VmistateMigrationObstacle, 0);
  return _vmistate_condition_make ("LiveMigratable", "False", first->reason, first->message);
}

static gpointer
make_storage (GArray *obstacles)
{
  g_autoptr (GString) message = g_string_new (NULL);

  if (obstacles->len == 0)
    return _vmistate_condition_make ("StorageLiveMigratable", "True", NULL, NULL);
  for (guint i = 0; i < obstacles->len; i++)
    {
      const VmistateMigrationObstacle *obstacle =
          &g_array_index (obstacles, VmistateMigrationObstacle, i);

      g_string_append_printf (message, "%s%s: %s", i > 0 ? ", " : "", obstacle->reason,
                              obstacle->message);
    }
  return _vmistate_condition_make ("StorageLiveMigratable", "False", "NotMigratable", message->str);
}

/* The VMI's own word counts before the cluster's. */
static const char *
get_eviction_strategy (VmistatePass *pass, gpointer configuration)
{
  if (_vmistate_record_has (pass->spec, VMI_SPEC_EVICTION_STRATEGY) || configuration == NULL)
    return _vmistate_record_get_string (pass->spec, VMI_SPEC_EVICTION_STRATEGY);
  return _vmistate_record_get_string (configuration, KUBEVIRT_CONFIGURATION_EVICTION_STRATEGY);
}

static void
warn_of_eviction (VmistatePass *pass, const VmistateMigrationSubject *subject, GArray *obstacles)
{
  const char *strategy = get_eviction_strategy (pass, subject->configuration);

  if (obstacles->len > 0 && g_strcmp0 (strategy, "LiveMigrate") == 0)
    _vmistate_pass_event (pass, "Warning", "Migrated",
                          "EvictionStrategy is set but vmi is not migratable; %s",
                          g_array_index (obstacles, VmistateMigrationObstacle, 0).message);
}

void
_vmistate_kubevirt_live_migratable (VmistatePass *pass)
{
  VmistateMigrationSubject subject = make_subject (pass);
  g_autoptr (GArray) live = _vmistate_migration_obstacles (&subject, VMISTATE_MIGRATION_LIVE);
  g_autoptr (GArray) storage = _vmistate_migration_obstacles (&subject, VMISTATE_MIGRATION_STORAGE);
  gboolean copies_disks = _vmistate_migration_copies_disks (&subject);

  _vmistate_conditions_replace (pass->conditions, make_live (live));
  _vmistate_record_set_string (pass->status, STATUS_MIGRATION_METHOD,
                               copies_disks ? "BlockMigration" : "LiveMigration");
  _vmistate_conditions_update (pass->conditions, make_storage (storage));
  warn_of_eviction (pass, &subject, live);
}

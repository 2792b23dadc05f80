/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What KubeVirt's objects say of migrations. */

#include "config.h"

#include "collection.h"
#include "label-text.h"

#include "model/migration-state.h"
#include "model/objects/cluster-objects.h"
#include "model/objects/meta-objects.h"
#include "model/objects/object.h"
#include "model/status.h"

/* The words that KubeVirt's metrics have for phases; the last two tell of single migrations. */
static const struct
{
  const char *phase;
  VmistateMigrationStage stage;
} stages[] = {
  { "Pending", VMISTATE_MIGRATION_PENDING },     { "Scheduling", VMISTATE_MIGRATION_SCHEDULING },
  { "Scheduled", VMISTATE_MIGRATION_RUNNING },   { "PreparingTarget", VMISTATE_MIGRATION_RUNNING },
  { "TargetReady", VMISTATE_MIGRATION_RUNNING }, { "Running", VMISTATE_MIGRATION_RUNNING },
  { "Succeeded", VMISTATE_MIGRATION_SUCCEEDED }, { "Failed", VMISTATE_MIGRATION_FAILED },
};

/* Returns: VMISTATE_N_MIGRATION_STAGES for a phase that none of them is about */
static VmistateMigrationStage
find_stage (gpointer migration)
{
  const char *phase = _vmistate_record_get_string (
      _vmistate_record_get_record (migration, MIGRATION_OBJECT_STATUS), MIGRATION_STATUS_PHASE);

  if (phase == NULL || *phase == '\0')
    return VMISTATE_MIGRATION_UNSET;
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      if (g_str_equal (stages[i].phase, phase))
        return stages[i].stage;
    }
  return VMISTATE_N_MIGRATION_STAGES;
}

void
_vmistate_collect_kubevirt_n_migrations (VmistateCollection *c, VmistateSamples *samples,
                                         const VmistateVm *vm G_GNUC_UNUSED,
                                         gpointer record G_GNUC_UNUSED)
{
  GPtrArray *all = _vmistate_api_index_get_migrations (c->api);
  guint n = 0;

  if (all == NULL)
    return;
  for (guint i = 0; i < all->len; i++)
    n += find_stage (all->pdata[i]) == c->field ? 1 : 0;
  _vmistate_exposition_add_uint (c->exposition, samples, c->labels, n);
}

void
_vmistate_collect_kubevirt_migration_result (VmistateCollection *c, VmistateSamples *samples,
                                             const VmistateVm *vm, gpointer record G_GNUC_UNUSED)
{
  GPtrArray *migrations = _vmistate_api_index_find_migrations (
      c->api, vm->texts[VMISTATE_VM_NAMESPACE], vm->texts[VMISTATE_VM_NAME]);
  gsize length = c->labels->len;

  for (guint i = 0; migrations != NULL && i < migrations->len; i++)
    {
      gpointer metadata = _vmistate_record_get_record (migrations->pdata[i], OBJECT_METADATA);

      if (find_stage (migrations->pdata[i]) != c->field)
        continue;
      _vmistate_label_append (c->labels, "vmi", vm->texts[VMISTATE_VM_NAME]);
      _vmistate_label_append (c->labels, "vmim",
                              _vmistate_record_get_string (metadata, OBJECT_META_NAME));
      _vmistate_exposition_add_uint (c->exposition, samples, c->labels, 1);
      g_string_truncate (c->labels, length);
    }
}

void
_vmistate_collect_kubevirt_migration_time (VmistateCollection *c, VmistateSamples *samples,
                                           const VmistateVm *vm G_GNUC_UNUSED, gpointer record)
{
  gint64 usec;

  if (!_vmistate_record_get_int64 (record, c->field, &usec) || usec < 0)
    return;
  _vmistate_label_append (
      c->labels, "migration_name",
      _vmistate_api_index_find_migration_name (
          c->api, _vmistate_record_get_string (record, MIGRATION_STATE_MIGRATION_UID)));
  if (c->field == MIGRATION_STATE_END_TIMESTAMP
      && _vmistate_record_is_true (record, MIGRATION_STATE_FAILED))
    _vmistate_label_append (c->labels, "status", "failed");
  else if (c->field == MIGRATION_STATE_END_TIMESTAMP
           && _vmistate_record_is_true (record, MIGRATION_STATE_COMPLETED))
    _vmistate_label_append (c->labels, "status", "succeeded");
  _vmistate_exposition_add_seconds (c->exposition, samples, c->labels, (guint64) usec);
}

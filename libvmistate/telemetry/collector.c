/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "collector.h"

#include "label-text.h"
#include "row-number.h"
#include "subject.h"
#include "vm-names.h"

/* A row and the family that its samples go to. */
typedef struct
{
  const VmistateRow *row;
  VmistateSamples *samples;
} PlannedRow;

/* The rows of a profile that have their name to themselves, by subject. */
typedef struct
{
  const VmistateProfileTable *table;
  GArray *rows[VMISTATE_N_SUBJECTS]; /* (owned) (element-type PlannedRow) */
} Plan;

struct _VmistateCollector
{
  VmistateExposition *exposition; /* (owned) */
  GArray *plans;                  /* (owned) (element-type Plan) */
  GString *labels;                /* (owned) of a subject */
  VmistateVmNames *names;         /* (owned) */
};

static void
plan_clear (gpointer data)
{
  Plan *plan = data;

  for (guint i = 0; i < VMISTATE_N_SUBJECTS; i++)
    g_array_unref (plan->rows[i]);
}

/* @own: the families of this profile; rows may share one. A name that an earlier profile has is
 * that one's. */
static void
plan_row (VmistateCollector *self, Plan *plan, GHashTable *own, const VmistateRow *row)
{
  PlannedRow planned = { row, g_hash_table_lookup (own, row->family.name) };

  if (planned.samples == NULL)
    planned.samples = _vmistate_exposition_add_family (self->exposition, &row->family);
  if (planned.samples == NULL)
    return;
  g_hash_table_insert (own, (char *) row->family.name, planned.samples);
  g_array_append_val (plan->rows[row->subject], planned);
}

static void
plan_profile (VmistateCollector *self, const VmistateProfileTable *table)
{
  g_autoptr (GHashTable) own = g_hash_table_new (g_str_hash, g_str_equal);
  Plan plan = { .table = table };

  for (guint i = 0; i < VMISTATE_N_SUBJECTS; i++)
    plan.rows[i] =
        g_array_new (/* zero_terminated= */ FALSE, /* clear= */ FALSE, sizeof (PlannedRow));
  for (guint i = 0; i < table->n_rows; i++)
    plan_row (self, &plan, own, &table->rows[i]);
  g_array_append_val (self->plans, plan);
}

VmistateCollector *
_vmistate_collector_new (VmistateMetricsProfiles profiles)
{
  VmistateCollector *self = g_new0 (VmistateCollector, 1);

  self->exposition = _vmistate_exposition_new ();
  self->labels = g_string_new (NULL);
  self->names = _vmistate_vm_names_new ();
  self->plans = g_array_new (/* zero_terminated= */ FALSE, /* clear= */ FALSE, sizeof (Plan));
  g_array_set_clear_func (self->plans, plan_clear);
  for (guint i = 0; _vmistate_profiles[i] != NULL; i++)
    {
      if ((profiles & _vmistate_profiles[i]->flag) != 0)
        plan_profile (self, _vmistate_profiles[i]);
    }
  return self;
}

void
_vmistate_collector_free (VmistateCollector *self)
{
  g_array_unref (self->plans);
  g_string_free (self->labels, TRUE);
  _vmistate_vm_names_free (self->names);
  _vmistate_exposition_free (self->exposition);
  g_free (self);
}

VmistateExposition *
_vmistate_collector_get_exposition (VmistateCollector *self)
{
  return self->exposition;
}

/* Rows */

static void
collect_row (VmistateCollection *c, const PlannedRow *planned, const VmistateVm *vm,
             gpointer record)
{
  const VmistateRow *row = planned->row;
  gsize length = c->labels->len;

  if (row->label[0] != NULL)
    _vmistate_label_append (c->labels, row->label[0], row->label[1]);
  c->field = row->field;
  if (row->collect != NULL)
    row->collect (c, planned->samples, vm, record);
  else
    _vmistate_row_add_number (c->exposition, planned->samples, c->labels, row, record);
  g_string_truncate (c->labels, length);
}

static void
collect_rows (VmistateCollection *c, GArray *rows, const VmistateVm *vm, gpointer record)
{
  for (guint i = 0; i < rows->len; i++)
    collect_row (c, &g_array_index (rows, PlannedRow, i), vm, record);
}

/* Of one VMI */

static void
append_labels (GString *labels, const VmistateLabel *table, const VmistateVm *vm, gpointer record)
{
  for (guint i = 0; i < VMISTATE_MAX_LABELS && table[i].name != NULL; i++)
    {
      if (table[i].look_up != NULL)
        _vmistate_label_append (labels, table[i].name, table[i].look_up (vm, record));
      else
        _vmistate_row_append_label (labels, table[i].name, record, table[i].field);
    }
}

static void
collect_subject (VmistateCollection *c, const Plan *plan, VmistateSubject subject,
                 const VmistateVm *vm)
{
  VmistateSubjectRecords records;
  gsize length = c->labels->len;
  gsize of_vm;

  if (plan->rows[subject]->len == 0)
    return;
  _vmistate_subject_find (subject, vm, &records);
  if (records.n_records > 0 && plan->table->append_vm_labels != NULL)
    plan->table->append_vm_labels (c->labels, subject, vm);
  of_vm = c->labels->len;
  if (plan->table->tells_times)
    _vmistate_exposition_set_time (c->exposition, c->format, records.observed_at_usec);
  for (guint i = 0; i < records.n_records; i++)
    {
      gpointer record = records.records[i];
      gpointer inner = _vmistate_subject_get_inner (subject, record);

      if (inner == NULL || !_vmistate_subject_has_record (subject, record))
        continue;
      append_labels (c->labels, plan->table->labels[subject], vm, record);
      collect_rows (c, plan->rows[subject], vm, inner);
      g_string_truncate (c->labels, of_vm);
    }
  g_string_truncate (c->labels, length);
  _vmistate_exposition_set_time (c->exposition, c->format, /* usec= */ 0);
}

static void
collect_vm (VmistateCollection *c, const Plan *plan, const VmistateVm *vm)
{
  g_string_truncate (c->labels, 0);
  for (guint i = 0; i < VMISTATE_N_VM_TEXTS; i++)
    {
      if (plan->table->vm_labels[i] != NULL)
        _vmistate_label_append (c->labels, plan->table->vm_labels[i], vm->texts[i]);
    }
  collect_rows (c, plan->rows[VMISTATE_SUBJECT_VM], vm, NULL);
  for (VmistateSubject i = VMISTATE_SUBJECT_VM + 1; i < VMISTATE_N_SUBJECTS; i++)
    collect_subject (c, plan, i, vm);
}

/* Of all */

typedef struct
{
  VmistateCollection *collection;
  GArray *rows; /* (element-type PlannedRow) */
} SamplerPass;

static void
collect_vms (VmistateCollector *self, VmistateCollection *c)
{
  guint n_instances = g_list_model_get_n_items (G_LIST_MODEL (c->monitor));

  for (guint i = 0; i < n_instances; i++)
    {
      g_autoptr (VmistateInstance) instance = g_list_model_get_item (G_LIST_MODEL (c->monitor), i);
      VmistateVm vm;

      _vmistate_vm_names_describe (self->names, instance, &vm);
      for (guint p = 0; p < self->plans->len; p++)
        collect_vm (c, &g_array_index (self->plans, Plan, p), &vm);
    }
}

static gboolean
collect_sampler (gpointer source, gpointer report, gpointer user_data)
{
  const SamplerPass *pass = user_data;

  g_string_truncate (pass->collection->labels, 0);
  _vmistate_label_append (pass->collection->labels, "source", source);
  collect_rows (pass->collection, pass->rows, /* vm= */ NULL, report);
  return FALSE;
}

static void
collect_pools (VmistateCollection *c, const Plan *plan, VmistateHostInfo *info)
{
  GPtrArray *pools = vmistate_host_info_get_pools (info);
  gsize length = c->labels->len;

  for (guint i = 0; pools != NULL && i < pools->len; i++)
    {
      append_labels (c->labels, plan->table->labels[VMISTATE_SUBJECT_POOL], /* vm= */ NULL,
                     pools->pdata[i]);
      collect_rows (c, plan->rows[VMISTATE_SUBJECT_POOL], /* vm= */ NULL, pools->pdata[i]);
      g_string_truncate (c->labels, length);
    }
}

static void
collect_hosts (VmistateCollection *c, const Plan *plan)
{
  for (guint i = 0; i < c->source_stamps->len; i++)
    {
      VmistateStamp *stamp = c->source_stamps->pdata[i];
      const char *source = vmistate_stamp_get_source (stamp);
      VmistateHostInfo *info = vmistate_monitor_get_host_info (c->monitor, source);

      if (info == NULL || g_strcmp0 (vmistate_stamp_get_part (stamp), "source") != 0)
        continue;
      g_string_truncate (c->labels, 0);
      _vmistate_label_append (c->labels, "source", source);
      collect_rows (c, plan->rows[VMISTATE_SUBJECT_HOST], /* vm= */ NULL, info);
      collect_pools (c, plan, info);
    }
}

static void
collect_plan (VmistateCollection *c, const Plan *plan)
{
  SamplerPass pass = { c, plan->rows[VMISTATE_SUBJECT_SAMPLER] };

  g_tree_foreach (c->sampler_reports, collect_sampler, &pass);
  collect_hosts (c, plan);
  g_string_truncate (c->labels, 0);
  collect_rows (c, plan->rows[VMISTATE_SUBJECT_MONITOR], /* vm= */ NULL, /* record= */ NULL);
}

void
_vmistate_collector_run (VmistateCollector *self, VmistateCollection *collection)
{
  g_autoptr (GPtrArray) stamps = vmistate_monitor_dup_source_stamps (collection->monitor);
  g_autoptr (VmistateApiIndex) api = _vmistate_api_index_new (collection->monitor);

  collection->exposition = self->exposition;
  collection->source_stamps = stamps;
  collection->api = api;
  collection->labels = self->labels;
  _vmistate_exposition_reset (self->exposition);
  collect_vms (self, collection);
  for (guint p = 0; p < self->plans->len; p++)
    collect_plan (collection, &g_array_index (self->plans, Plan, p));
}

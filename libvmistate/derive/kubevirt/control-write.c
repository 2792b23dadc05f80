/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What of a pass is stored. While the VMI is the node agent's, the controller patches single parts
 * that changed in its eyes; before and after it replaces the whole object. */

#include "config.h"

#include "control.h"

#include "model/interface.h"

/* Comparing as Kubernetes does: what is absent equals what is empty. KubeVirt's JSON leaves out
 * both. */
static gboolean
are_equal (gpointer a, gpointer b)
{
  g_autoptr (JsonNode) node_a = NULL;
  g_autoptr (JsonNode) node_b = NULL;

  if (vmistate_record_equal (a, b))
    return TRUE;
  node_a = _vmistate_record_to_node (a, VMISTATE_PROFILE_KUBEVIRT);
  node_b = _vmistate_record_to_node (b, VMISTATE_PROFILE_KUBEVIRT);
  return json_node_equal (node_a, node_b);
}

static gboolean
is_field_equal (gpointer a, gpointer b, guint field)
{
  g_autoptr (VmistateStatus) part_a = g_object_new (VMISTATE_TYPE_STATUS, NULL);
  g_autoptr (VmistateStatus) part_b = g_object_new (VMISTATE_TYPE_STATUS, NULL);

  _vmistate_record_copy_field (part_a, field, a, field);
  _vmistate_record_copy_field (part_b, field, b, field);
  return are_equal (part_a, part_b);
}

/* A list of conditions is the same if as many of the same type, status and reason are there. */
static gboolean
are_conditions_equal (gpointer before, gpointer after, guint field)
{
  GPtrArray *old = _vmistate_record_get_list (before, field);
  GPtrArray *new = _vmistate_record_get_list (after, field);

  if (_vmistate_list_length (old) != _vmistate_list_length (new))
    return FALSE;
  for (guint i = 0; i < _vmistate_list_length (old); i++)
    {
      gpointer condition = _vmistate_conditions_get (
          new, _vmistate_record_get_string (old->pdata[i], CONDITION_TYPE));

      if (condition == NULL || !_vmistate_condition_agrees (condition, old->pdata[i]))
        return FALSE;
    }
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const char *name_a = _vmistate_record_get_string (*(gpointer *) a, INTERFACE_NAME);
  const char *name_b = _vmistate_record_get_string (*(gpointer *) b, INTERFACE_NAME);

  return g_strcmp0 (name_a != NULL ? name_a : "", name_b != NULL ? name_b : "");
}

/* Returns: (transfer full): a status with nothing but the interfaces, by name */
static gpointer
sort_interfaces (gpointer status, guint field)
{
  GPtrArray *sorted = _vmistate_record_list_copy (_vmistate_record_get_list (status, field));
  gpointer part = g_object_new (VMISTATE_TYPE_STATUS, NULL);

  g_ptr_array_sort (sorted, compare_names);
  _vmistate_record_take_list (part, field, sorted);
  return part;
}

static gboolean
are_interfaces_equal (gpointer before, gpointer after, guint field)
{
  g_autoptr (VmistateStatus) old = sort_interfaces (before, field);
  g_autoptr (VmistateStatus) new = sort_interfaces (after, field);

  return are_equal (old, new);
}

/* All that a patch can change; other changes are lost. */
static const struct
{
  guint field;
  gboolean (*is_equal) (gpointer before, gpointer after, guint field);
} patched_fields[] = {
  { STATUS_VOLUME_STATUS, is_field_equal },
  { STATUS_CONDITIONS, are_conditions_equal },
  { STATUS_ACTIVE_PODS, is_field_equal },
  { STATUS_PHASE, is_field_equal },
  { STATUS_LAUNCHER_CONTAINER_IMAGE_VERSION, is_field_equal },
  { STATUS_INTERFACES, are_interfaces_equal },
};

/* Metadata */

static gboolean
are_labels_equal (VmistateControlPass *self)
{
  GVariant *stored = _vmistate_record_get_variant (self->pass->metadata, OBJECT_META_LABELS);
  GVariantIter iter;
  const char *name;
  const char *value;

  if (g_hash_table_size (self->labels) != (stored != NULL ? g_variant_n_children (stored) : 0))
    return FALSE;
  if (stored == NULL)
    return TRUE;
  g_variant_iter_init (&iter, stored);
  while (g_variant_iter_next (&iter, "{&s&s}", &name, &value))
    {
      if (g_strcmp0 (g_hash_table_lookup (self->labels, name), value) != 0)
        return FALSE;
    }
  return TRUE;
}

/* They are only ever dropped. */
static gboolean
are_finalizers_equal (VmistateControlPass *self)
{
  const char *const *stored =
      _vmistate_record_get_texts (self->pass->metadata, OBJECT_META_FINALIZERS);

  return self->finalizers->len == (stored != NULL ? g_strv_length ((char **) stored) : 0);
}

static GVariant *
make_labels (VmistateControlPass *self)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  g_hash_table_iter_init (&iter, self->labels);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_variant_builder_add (&builder, "{ss}", name, value);
  return g_variant_builder_end (&builder);
}

/* What comes after the controller sees the object as it was stored. */
static void
store_metadata (VmistateControlPass *self)
{
  gpointer metadata = _vmistate_record_copy (self->pass->metadata);

  _vmistate_record_take_variant (metadata, OBJECT_META_LABELS, make_labels (self));
  _vmistate_record_set_texts (metadata, OBJECT_META_FINALIZERS,
                              (const char *const *) self->finalizers->pdata, self->finalizers->len);
  g_object_unref (self->pass->metadata);
  self->pass->metadata = metadata;
}

/* @status: (transfer full) */
static void
store_status (VmistatePass *pass, gpointer status)
{
  g_object_unref (pass->before);
  pass->before = status;
  g_object_unref (pass->status);
  pass->status = _vmistate_record_copy (status);
  g_ptr_array_unref (pass->conditions);
  pass->conditions =
      _vmistate_record_list_copy (_vmistate_record_get_list (status, STATUS_CONDITIONS));
}

/* Ways to write; each returns whether there was anything to write. */

static gboolean
patch (VmistateControlPass *self, gpointer status)
{
  VmistatePass *pass = self->pass;
  gpointer patched = _vmistate_record_copy (pass->before);
  gboolean changed = !are_labels_equal (self);

  for (guint i = 0; i < G_N_ELEMENTS (patched_fields); i++)
    {
      guint field = patched_fields[i].field;

      if (patched_fields[i].is_equal (pass->before, status, field))
        continue;
      _vmistate_record_copy_field (patched, field, status, field);
      changed = TRUE;
    }
  store_status (pass, patched);
  return changed;
}

static gboolean
update (VmistateControlPass *self, gpointer status)
{
  gboolean changed = !are_equal (self->pass->before, status) || !are_labels_equal (self)
                     || !are_finalizers_equal (self);

  store_status (self->pass, g_object_ref (changed ? status : self->pass->before));
  return changed;
}

gboolean
_vmistate_control_is_node_agents (const VmistatePass *pass)
{
  const char *phase = _vmistate_record_get_string (pass->before, STATUS_PHASE);

  return g_strcmp0 (phase, "Running") == 0 || g_strcmp0 (phase, "Scheduled") == 0;
}

/* Returns: (transfer full): the status that the pass made, with its conditions */
static gpointer
make_status (VmistateControlPass *self)
{
  VmistatePass *pass = self->pass;
  gpointer status;

  if (!_vmistate_control_is_node_agents (pass))
    {
      _vmistate_control_sync_failure (self);
      _vmistate_kubevirt_transitions (pass);
    }
  status = _vmistate_record_copy (pass->status);
  _vmistate_record_take_list (status, STATUS_CONDITIONS,
                              _vmistate_record_list_copy (pass->conditions));
  return status;
}

/* Returns: how it was written */
static const char *
write_object (VmistateControlPass *self)
{
  VmistatePass *pass = self->pass;
  gboolean is_patch = _vmistate_control_is_node_agents (pass);
  g_autoptr (VmistateStatus) status = make_status (self);

  if (!(is_patch ? patch (self, status) : update (self, status)))
    return "none";
  store_metadata (self);
  return is_patch ? "patch" : "update";
}

static gboolean
has_finalizer (gpointer metadata, const char *name)
{
  const char *const *finalizers = _vmistate_record_get_texts (metadata, OBJECT_META_FINALIZERS);

  return finalizers != NULL && g_strv_contains (finalizers, name);
}

void
_vmistate_control_write (VmistateControlPass *self)
{
  VmistatePass *pass = self->pass;
  const char *way = "none";

  if (_vmistate_record_has (pass->result, RECONCILIATION_ERROR))
    store_status (pass, g_object_ref (pass->before));
  else
    way = write_object (self);
  _vmistate_record_set_string (pass->result, RECONCILIATION_WRITE, way);
  _vmistate_record_copy_field (pass->result, RECONCILIATION_LABELS, pass->metadata,
                               OBJECT_META_LABELS);
  _vmistate_record_set_boolean (pass->result, RECONCILIATION_VMI_FINALIZER,
                                has_finalizer (pass->metadata, FINALIZER_VMI));
}

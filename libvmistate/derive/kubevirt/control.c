/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* virt-controller's pass: the steps that it takes in every phase, in its order. */

#include "config.h"

#include "control.h"

#include "model/active-pod.h"
#include "model/payloads-control.h"

static GHashTable *
copy_labels (gpointer metadata)
{
  GHashTable *labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GVariant *stored = _vmistate_record_get_variant (metadata, OBJECT_META_LABELS);
  GVariantIter iter;
  char *name;
  char *value;

  if (stored == NULL)
    return labels;
  g_variant_iter_init (&iter, stored);
  while (g_variant_iter_next (&iter, "{ss}", &name, &value))
    g_hash_table_insert (labels, name, value);
  return labels;
}

static GPtrArray *
copy_finalizers (gpointer metadata)
{
  GPtrArray *finalizers = g_ptr_array_new_with_free_func (g_free);
  const char *const *stored = _vmistate_record_get_texts (metadata, OBJECT_META_FINALIZERS);

  for (guint i = 0; stored != NULL && stored[i] != NULL; i++)
    g_ptr_array_add (finalizers, g_strdup (stored[i]));
  return finalizers;
}

/* (nullable): what the controller tells of itself */
static gpointer
get_controller (const VmistatePass *pass)
{
  const VmistateControl *control = pass->evidence->control;

  return control != NULL ? control->controller.payload : NULL;
}

static void
open_control (VmistateControlPass *self, VmistatePass *pass)
{
  gpointer controller = get_controller (pass);
  const char *node = _vmistate_record_get_string (pass->before, STATUS_NODE_NAME);

  *self = (VmistateControlPass){
    .pass = pass,
    .pods = _vmistate_catalog_dup_pods (
        pass->evidence->catalog, _vmistate_record_get_string (pass->metadata, OBJECT_META_UID)),
    .data_volumes = _vmistate_control_find_data_volumes (pass),
    .labels = copy_labels (pass->metadata),
    .finalizers = copy_finalizers (pass->metadata),
  };
  self->pod =
      _vmistate_pods_find_current (self->pods, _vmistate_texts_equal (node, NULL) ? NULL : node);
  self->has_temporary = self->pod != NULL && _vmistate_pod_is_temporary (self->pod);
  self->has_launcher = self->pod != NULL && !self->has_temporary;
  if (controller == NULL)
    return;
  self->sync_reason = _vmistate_record_get_string (controller, CONTROLLER_SYNC_REASON);
  self->sync_message = _vmistate_record_get_string (controller, CONTROLLER_SYNC_MESSAGE);
}

static void
close_control (VmistateControlPass *self)
{
  g_ptr_array_unref (self->finalizers);
  g_hash_table_unref (self->labels);
  g_ptr_array_unref (self->data_volumes);
  g_ptr_array_unref (self->pods);
}

/* Steps */

static int
compare_active_pods (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (_vmistate_record_get_string (*(gpointer *) a, ACTIVE_POD_UID),
                    _vmistate_record_get_string (*(gpointer *) b, ACTIVE_POD_UID));
}

/* All Pods, however they stand and wherever they are. */
static void
set_active_pods (VmistateControlPass *self)
{
  GPtrArray *active = _vmistate_record_list_new ();

  for (guint i = 0; i < self->pods->len; i++)
    {
      const VmistateObservation *pod = self->pods->pdata[i];
      const char *uid = _vmistate_pod_get_uid (pod->payload);
      gpointer entry;

      if (uid == NULL)
        continue;
      entry = g_object_new (VMISTATE_TYPE_ACTIVE_POD, NULL);
      _vmistate_record_set_string (entry, ACTIVE_POD_UID, uid);
      _vmistate_record_set_string (entry, ACTIVE_POD_NODE_NAME,
                                   _vmistate_pod_get_node (pod->payload));
      g_ptr_array_add (active, entry);
    }
  g_ptr_array_sort (active, compare_active_pods);
  _vmistate_record_take_list (self->pass->status, STATUS_ACTIVE_PODS, active);
}

/* Without the controller's own word nobody knows whether the Pod's image is its newest. */
static void
set_launcher_image (VmistateControlPass *self)
{
  gpointer controller = get_controller (self->pass);
  const char *image = _vmistate_pod_get_launcher_image (self->pod);
  const char *newest = _vmistate_record_get_string (controller, CONTROLLER_LAUNCHER_IMAGE);

  _vmistate_record_set_string (self->pass->status, STATUS_LAUNCHER_CONTAINER_IMAGE_VERSION, image);
  if (_vmistate_texts_equal (image, NULL) || _vmistate_texts_equal (image, newest))
    g_hash_table_remove (self->labels, LABEL_OUTDATED_LAUNCHER);
  else if (newest != NULL)
    g_hash_table_insert (self->labels, g_strdup (LABEL_OUTDATED_LAUNCHER), g_strdup (""));
}

static void
run_steps (VmistateControlPass *self)
{
  set_active_pods (self);
  _vmistate_control_sync_ready (self);
  if (self->has_launcher)
    {
      set_launcher_image (self);
      _vmistate_control_sync_pause_gate (self);
    }
  _vmistate_control_sync_data_volumes_ready (self);
  if (!_vmistate_control_run_phase (self))
    {
      g_autofree char *error =
          g_strdup_printf ("unknown vmi phase %s", _vmistate_pass_get_phase (self->pass));

      _vmistate_record_set_string (self->pass->result, RECONCILIATION_ERROR, error);
      return;
    }
  _vmistate_control_sync_eviction (self);
}

/* KubeVirt's controller tells of its failures in the phases that are its own. Told at all, they
 * hold in every phase; untold, what is stored is still its last word. */
static void
tell_failure (VmistateControlPass *self)
{
  gboolean is_known = get_controller (self->pass) != NULL;

  if (self->sync_reason != NULL || (is_known && !_vmistate_control_is_node_agents (self->pass)))
    _vmistate_control_sync_failure (self);
}

static void
report_pod (VmistateControlPass *self)
{
  VmistateReconciliation *result = self->pass->result;

  if (self->pod == NULL)
    return;
  _vmistate_record_set_string (result, RECONCILIATION_CURRENT_POD,
                               _vmistate_pod_get_uid (self->pod));
  if (!_vmistate_record_has (result, RECONCILIATION_POD_UNPAUSED_CONDITION))
    _vmistate_record_set_record (result, RECONCILIATION_POD_UNPAUSED_CONDITION,
                                 _vmistate_pod_get_condition (self->pod, POD_CONDITION_UNPAUSED));
}

void
_vmistate_kubevirt_control (VmistatePass *pass)
{
  VmistateControlPass self;

  open_control (&self, pass);
  run_steps (&self);
  report_pod (&self);
  if (pass->profile == VMISTATE_PROFILE_KUBEVIRT)
    _vmistate_control_write (&self);
  else
    tell_failure (&self);
  close_control (&self);
}

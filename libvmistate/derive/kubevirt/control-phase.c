/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What virt-controller does about a VMI, phase by phase: up to Scheduled the phase is its own, and
 * later on it watches that the Pod is still there. */

#include "config.h"

#include "control.h"

#include "model/migration-endpoint.h"
#include "model/migration-state.h"

#define FINALIZER_VM           "kubevirt.io/virtualMachineControllerFinalize"
#define KIND_VM                "VirtualMachine"
#define MESSAGE_NOT_GUARANTEED "failed to guarantee pod resources"

/* Migration */

static gpointer
get_migration (const VmistatePass *pass)
{
  return _vmistate_record_get_record (pass->status, STATUS_MIGRATION_STATE);
}

static gboolean
is_migration (const VmistatePass *pass, guint field)
{
  gpointer migration = get_migration (pass);
  gboolean value = FALSE;

  return migration != NULL && _vmistate_record_get_boolean (migration, field, &value) && value;
}

static gboolean
has_sync_address (gpointer endpoint)
{
  return _vmistate_record_has (endpoint, MIGRATION_ENDPOINT_SYNC_ADDRESS);
}

/* To another namespace or cluster: only such a migration has addresses to synchronise over. */
static gboolean
is_decentralized (const VmistatePass *pass)
{
  gpointer migration = get_migration (pass);
  gpointer source = NULL;
  gpointer target = NULL;

  if (migration != NULL)
    {
      source = _vmistate_record_get_record (migration, MIGRATION_STATE_SOURCE_STATE);
      target = _vmistate_record_get_record (migration, MIGRATION_STATE_TARGET_STATE);
    }
  return source != NULL && target != NULL
         && (has_sync_address (source) || has_sync_address (target));
}

/* Made to receive a migration, and not able to any more */
static gboolean
is_failed_target (VmistateControlPass *self)
{
  return _vmistate_pass_is_migration_target (self->pass)
         && (is_migration (self->pass, MIGRATION_STATE_FAILED)
             || (self->has_launcher && _vmistate_pod_is_down (self->pod)));
}

/* A migration target waits for the next attempt. */
static void
fail (VmistateControlPass *self)
{
  _vmistate_pass_set_phase (
      self->pass, _vmistate_pass_is_migration_target (self->pass) ? "WaitingForSync" : "Failed");
}

/* Not set, Pending */

static void
run_pending (VmistateControlPass *self)
{
  VmistatePass *pass = self->pass;

  _vmistate_pass_set_phase (pass, "Pending");
  if (_vmistate_control_has_data_volume_in (self, "WaitForFirstConsumer"))
    {
      if (!_vmistate_conditions_has (pass->conditions, "Provisioning"))
        _vmistate_conditions_append (pass->conditions,
                                     _vmistate_condition_make ("Provisioning", "True", NULL, NULL));
      if (self->has_temporary)
        _vmistate_control_sync_pod_scheduled (self);
      if (self->has_temporary && _vmistate_pod_is_failing (self->pod))
        _vmistate_pass_set_phase (pass, "Failed");
    }
  if (g_strcmp0 (self->sync_reason, REASON_PVC_NOT_FOUND) == 0)
    {
      _vmistate_conditions_remove (pass->conditions, "PodScheduled");
      _vmistate_conditions_append (
          pass->conditions,
          _vmistate_condition_make ("PodScheduled", "False", "Unschedulable", self->sync_message));
    }
}

static void
run_unprocessed (VmistateControlPass *self)
{
  VmistatePass *pass = self->pass;

  if (self->has_launcher)
    _vmistate_pass_set_phase (pass, "Scheduling");
  else if (_vmistate_pass_is_deleting (pass)
           || _vmistate_control_has_data_volume_in (self, "Failed"))
    _vmistate_pass_set_phase (pass, "Failed");
  else if (_vmistate_pass_is_migration_target (pass)
           && _vmistate_pass_get_label (pass, LABEL_MIGRATION_TARGET_NODE) == NULL)
    _vmistate_pass_set_phase (pass, "WaitingForSync");
  else
    run_pending (self);
}

/* Scheduling */

/* An image that cannot be pulled is what the user has to know of, whatever else went wrong. Of
 * several the last one noted counts, and of one list the first. */
static void
note_image_error (VmistateControlPass *self, guint list_field)
{
  GPtrArray *statuses = _vmistate_pod_get_status_list (self->pod, list_field);

  for (guint i = 0; i < _vmistate_list_length (statuses); i++)
    {
      gpointer state = _vmistate_record_get_record (statuses->pdata[i], CONTAINER_STATUS_STATE);
      gpointer waiting = _vmistate_record_get_record (state, CONTAINER_STATE_WAITING);
      const char *reason = _vmistate_record_get_string (waiting, CONTAINER_WAITING_REASON);

      if (g_strcmp0 (reason, "ErrImagePull") != 0 && g_strcmp0 (reason, "ImagePullBackOff") != 0)
        continue;
      self->sync_reason = reason;
      self->sync_message = _vmistate_record_get_string (waiting, CONTAINER_WAITING_MESSAGE);
      return;
    }
}

static gboolean
wants_own_cpus (const VmistatePass *pass)
{
  gpointer cpu = _vmistate_record_get_record (pass->domain, DOMAIN_SPEC_CPU);
  gboolean dedicated = FALSE;

  return cpu != NULL
         && _vmistate_record_get_boolean (cpu, CPU_SPEC_DEDICATED_CPU_PLACEMENT, &dedicated)
         && dedicated;
}

static void
set_node (VmistateControlPass *self)
{
  const char *node = _vmistate_pod_get_node (self->pod);

  g_hash_table_insert (self->labels, g_strdup (LABEL_NODE_NAME),
                       g_strdup (node != NULL ? node : ""));
  _vmistate_record_set_string (self->pass->status, STATUS_NODE_NAME, node);
}

static void
hand_over (VmistateControlPass *self)
{
  VmistatePass *pass = self->pass;

  if (wants_own_cpus (pass)
      && g_strcmp0 (_vmistate_pod_get_qos_class (self->pod), "Guaranteed") != 0)
    {
      _vmistate_pass_event (pass, "Warning", REASON_GUARANTEE_RESOURCES, "%s",
                            MESSAGE_NOT_GUARANTEED);
      self->sync_reason = REASON_GUARANTEE_RESOURCES;
      self->sync_message = MESSAGE_NOT_GUARANTEED;
      return;
    }
  _vmistate_control_update_volumes (self);
  _vmistate_kubevirt_control_interfaces (pass, self->pod);
  _vmistate_pass_set_phase (pass, "Scheduled");
  set_node (self);
  if (_vmistate_meta_get_annotation (_vmistate_pod_get_metadata (self->pod),
                                     ANNOTATION_UNIX_TRANSPORT)
      != NULL)
    _vmistate_record_set_string (pass->status, STATUS_MIGRATION_TRANSPORT, "Unix");
}

static void
run_scheduling (VmistateControlPass *self)
{
  const char *qos_class = self->has_launcher ? _vmistate_pod_get_qos_class (self->pod) : NULL;

  _vmistate_conditions_remove (self->pass->conditions, "Provisioning");
  if (!self->has_launcher)
    {
      fail (self);
      return;
    }
  _vmistate_record_set_string (self->pass->status, STATUS_QOS_CLASS,
                               _vmistate_texts_equal (qos_class, NULL) ? NULL : qos_class);
  _vmistate_control_sync_pod_scheduled (self);
  note_image_error (self, POD_STATUS_CONTAINER_STATUSES);
  note_image_error (self, POD_STATUS_INIT_CONTAINER_STATUSES);
  if (_vmistate_pod_is_ready (self->pod) && !_vmistate_pass_is_deleting (self->pass))
    hand_over (self);
  else if (_vmistate_pod_is_going_down (self->pod))
    fail (self);
}

/* Scheduled, Running */

/* In its own copy KubeVirt also marks a target's migration as failed, but that part of the status
 * is not among those that it writes in this phase. */
static void
run_scheduled (VmistateControlPass *self)
{
  if (!self->has_launcher || is_failed_target (self))
    fail (self);
  else
    _vmistate_control_update_volumes (self);
}

static void
run_running (VmistateControlPass *self)
{
  VmistatePass *pass = self->pass;

  if (!self->has_launcher)
    {
      _vmistate_pass_set_phase (pass, "Failed");
      return;
    }
  if (g_strcmp0 (_vmistate_pod_get_phase (self->pod), "Succeeded") == 0 && is_decentralized (pass)
      && is_migration (pass, MIGRATION_STATE_COMPLETED))
    {
      _vmistate_pass_set_phase (pass, "Succeeded");
      return;
    }
  _vmistate_control_update_volumes (self);
  _vmistate_kubevirt_control_interfaces (pass, self->pod);
  _vmistate_control_sync_live_updates (self);
  _vmistate_control_sync_migration_required (self);
}

/* Succeeded, Failed, WaitingForSync */

static void
drop_finalizer (VmistateControlPass *self, const char *name)
{
  for (guint i = self->finalizers->len; i > 0; i--)
    {
      if (g_str_equal (self->finalizers->pdata[i - 1], name))
        g_ptr_array_remove_index (self->finalizers, i - 1);
    }
}

/* Its VM is taken to be there still. */
static gboolean
has_vm (const VmistatePass *pass)
{
  GPtrArray *owners = _vmistate_record_get_list (pass->metadata, OBJECT_META_OWNER_REFERENCES);

  for (guint i = 0; i < _vmistate_list_length (owners); i++)
    {
      gboolean controls = FALSE;

      _vmistate_record_get_boolean (owners->pdata[i], OWNER_REFERENCE_CONTROLLER, &controls);
      if (controls)
        return _vmistate_record_is (owners->pdata[i], OWNER_REFERENCE_KIND, KIND_VM);
    }
  return FALSE;
}

static void
run_final (VmistateControlPass *self)
{
  if (self->pods->len == 0)
    {
      drop_finalizer (self, FINALIZER_VMI);
      g_hash_table_remove (self->labels, LABEL_OUTDATED_LAUNCHER);
      _vmistate_record_clear_field (self->pass->status, STATUS_LAUNCHER_CONTAINER_IMAGE_VERSION);
    }
  if (!has_vm (self->pass))
    drop_finalizer (self, FINALIZER_VM);
}

static void
run_waiting (VmistateControlPass *self)
{
  if (_vmistate_pass_is_deleting (self->pass))
    {
      drop_finalizer (self, FINALIZER_VMI);
      if (!has_vm (self->pass))
        drop_finalizer (self, FINALIZER_VM);
    }
  else if (self->has_launcher && !is_failed_target (self))
    _vmistate_pass_set_phase (self->pass, "Scheduling");
}

/* All */

static const struct
{
  const char *phase;
  void (*run) (VmistateControlPass *self);
} phases[] = {
  { "", run_unprocessed },          { "Pending", run_unprocessed },
  { "Scheduling", run_scheduling }, { "Scheduled", run_scheduled },
  { "Running", run_running },       { "Succeeded", run_final },
  { "Failed", run_final },          { "WaitingForSync", run_waiting },
};

gboolean
_vmistate_control_run_phase (VmistateControlPass *self)
{
  const char *phase = _vmistate_pass_get_phase (self->pass);

  for (guint i = 0; i < G_N_ELEMENTS (phases); i++)
    {
      if (g_str_equal (phases[i].phase, phase))
        {
          phases[i].run (self);
          return TRUE;
        }
    }
  return FALSE;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Volumes that were added to a running VMI. The launcher's Pod cannot get them any more: another
 * Pod attaches them to the node, and its state is theirs until the node agent has them. */

#include "config.h"

#include "control.h"

#include "model/hotplug-volume.h"
#include "model/volume.h"

/* What Kubernetes and KubeVirt add to the volumes of an attachment Pod */
#define N_OTHER_VOLUMES 2

/* Names */

static gboolean
can_be_added (gpointer volume)
{
  return _vmistate_record_has (volume, VOLUME_SPEC_PERSISTENT_VOLUME_CLAIM)
         || _vmistate_record_has (volume, VOLUME_SPEC_DATA_VOLUME)
         || _vmistate_record_has (volume, VOLUME_SPEC_MEMORY_DUMP);
}

static gboolean
has_volume (gpointer pod, const char *name)
{
  GPtrArray *volumes = _vmistate_pod_get_volumes (pod);

  for (guint i = 0; i < _vmistate_list_length (volumes); i++)
    {
      if (_vmistate_texts_equal (_vmistate_record_get_string (volumes->pdata[i], POD_VOLUME_NAME),
                                 name))
        return TRUE;
    }
  return FALSE;
}

static GHashTable *
find_names (VmistateControlPass *control)
{
  GPtrArray *volumes = _vmistate_record_get_list (control->pass->spec, VMI_SPEC_VOLUMES);
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < _vmistate_list_length (volumes); i++)
    {
      const char *name = _vmistate_record_get_string (volumes->pdata[i], VOLUME_SPEC_NAME);

      if (can_be_added (volumes->pdata[i]) && !has_volume (control->pod, name))
        g_hash_table_add (names, g_strdup (name != NULL ? name : ""));
    }
  return names;
}

/* Attachment Pods */

static gboolean
has_all (gpointer pod, GHashTable *names)
{
  GPtrArray *volumes = _vmistate_pod_get_volumes (pod);

  if (_vmistate_list_length (volumes) != g_hash_table_size (names) + N_OTHER_VOLUMES)
    return FALSE;
  for (guint i = 0; i < volumes->len; i++)
    {
      const char *name = _vmistate_record_get_string (volumes->pdata[i], POD_VOLUME_NAME);

      if (_vmistate_record_has (volumes->pdata[i], POD_VOLUME_PERSISTENT_VOLUME_CLAIM)
          && !g_hash_table_contains (names, name != NULL ? name : ""))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_attached (gpointer pod)
{
  GPtrArray *statuses = _vmistate_pod_get_status_list (pod, POD_STATUS_CONTAINER_STATUSES);
  gboolean ready = FALSE;

  if (_vmistate_list_length (statuses) != 1)
    return FALSE;
  _vmistate_record_get_boolean (statuses->pdata[0], CONTAINER_STATUS_READY, &ready);
  return ready;
}

static const char *
get_name (gpointer pod)
{
  const char *name =
      _vmistate_record_get_string (_vmistate_pod_get_metadata (pod), OBJECT_META_NAME);

  return name != NULL ? name : "";
}

void
_vmistate_hotplug_init (VmistateHotplug *self, VmistateControlPass *control)
{
  const char *uid = _vmistate_pod_get_uid (control->pod);

  *self = (VmistateHotplug){
    .control = control,
    .names = find_names (control),
    .pods = uid != NULL ? _vmistate_catalog_dup_pods (control->pass->evidence->catalog, uid)
                        : g_ptr_array_new (),
  };
  for (guint i = 0; i < self->pods->len; i++)
    {
      gpointer pod = ((const VmistateObservation *) self->pods->pdata[i])->payload;

      if (has_all (pod, self->names))
        self->current_pod = pod;
    }
}

void
_vmistate_hotplug_clear (VmistateHotplug *self)
{
  g_ptr_array_unref (self->pods);
  g_hash_table_unref (self->names);
}

/* The claim, while no Pod attaches it */

static const struct
{
  const char *claim_phase; /* (nullable): any other */
  const char *phase;
  const char *message;
} claim_phases[] = {
  { "Pending", "Pending", "PVC is in phase ClaimPending" },
  { "Bound", "Bound", "PVC is in phase Bound" },
  { NULL, "Pending", "PVC is in phase Lost" },
};

static void
set_phase (gpointer status, const char *phase, const char *reason, const char *message)
{
  _vmistate_record_set_string (status, VOLUME_PHASE, phase);
  _vmistate_record_set_string (status, VOLUME_REASON, reason);
  _vmistate_record_set_string (status, VOLUME_MESSAGE, message);
}

static void
follow_claim (const VmistatePass *pass, gpointer status, const char *claim_name)
{
  const char *namespace_ = _vmistate_record_get_string (pass->metadata, OBJECT_META_NAMESPACE);
  const char *name = claim_name != NULL ? claim_name : "";
  gpointer claim =
      _vmistate_catalog_get (pass->evidence->catalog, VMISTATE_OBJECT_CLAIM, namespace_, name);
  gpointer claim_status = _vmistate_record_get_record (claim, CLAIM_OBJECT_STATUS);
  const char *phase = _vmistate_record_get_string (claim_status, CLAIM_STATUS_PHASE);
  guint i = 0;

  if (claim == NULL)
    {
      g_autofree char *message = g_strdup_printf ("PVC %s not found", name);

      set_phase (status, "Pending", REASON_PVC_NOT_FOUND, message);
      return;
    }
  while (claim_phases[i].claim_phase != NULL && g_strcmp0 (claim_phases[i].claim_phase, phase) != 0)
    i++;
  set_phase (status, claim_phases[i].phase, "PVCNotReady", claim_phases[i].message);
}

/* Updating */

static gboolean
has_phase (gpointer status, const char *phase)
{
  return _vmistate_texts_equal (_vmistate_record_get_string (status, VOLUME_PHASE), phase);
}

/* Returns: (transfer none): the part of @status to be changed */
static gpointer
open_attachment (gpointer status)
{
  gpointer before = _vmistate_record_get_record (status, VOLUME_HOTPLUG_VOLUME);
  gpointer attachment = before != NULL ? _vmistate_record_copy (before)
                                       : g_object_new (VMISTATE_TYPE_HOTPLUG_VOLUME, NULL);

  _vmistate_record_take_record (status, VOLUME_HOTPLUG_VOLUME, attachment);
  return attachment;
}

static void
follow_pod (VmistateHotplug *self, gpointer status, gpointer attachment)
{
  const char *name = _vmistate_record_get_string (status, VOLUME_NAME);
  gpointer pod = self->current_pod;
  g_autofree char *message = NULL;

  _vmistate_record_set_string (attachment, HOTPLUG_VOLUME_ATTACH_POD_NAME, get_name (pod));
  _vmistate_record_set_string (attachment, HOTPLUG_VOLUME_ATTACH_POD_UID,
                               is_attached (pod) ? _vmistate_pod_get_uid (pod) : NULL);
  if (!has_phase (status, "") && !has_phase (status, "Bound") && !has_phase (status, "Pending"))
    return;
  message = g_strdup_printf ("Created hotplug attachment pod %s, for volume %s", get_name (pod),
                             name != NULL ? name : "");
  set_phase (status, "AttachedToNode", "SuccessfulCreate", message);
  _vmistate_pass_event (self->control->pass, "Normal", "SuccessfulCreate", "%s", message);
}

void
_vmistate_hotplug_update (VmistateHotplug *self, gpointer volume, gpointer status)
{
  const char *name = _vmistate_record_get_string (volume, VOLUME_SPEC_NAME);
  gpointer attachment;

  if (!g_hash_table_contains (self->names, name != NULL ? name : ""))
    return;
  attachment = open_attachment (status);
  if (self->current_pod != NULL)
    follow_pod (self, status, attachment);
  else if (!has_phase (status, "Ready"))
    {
      _vmistate_record_clear_field (attachment, HOTPLUG_VOLUME_ATTACH_POD_UID);
      follow_claim (self->control->pass, status, _vmistate_volume_get_claim_name (volume));
    }
}

static gpointer
find_pod_with (VmistateHotplug *self, const char *name)
{
  for (guint i = 0; i < self->pods->len; i++)
    {
      gpointer pod = ((const VmistateObservation *) self->pods->pdata[i])->payload;

      if (has_volume (pod, name))
        return pod;
    }
  return NULL;
}

gboolean
_vmistate_hotplug_update_removed (VmistateHotplug *self, gpointer status)
{
  const char *name = _vmistate_record_get_string (status, VOLUME_NAME);
  gpointer pod = find_pod_with (self, name);
  g_autofree char *message = NULL;
  gpointer attachment;

  if (pod == NULL)
    return FALSE;
  attachment = open_attachment (status);
  _vmistate_record_set_string (attachment, HOTPLUG_VOLUME_ATTACH_POD_NAME, get_name (pod));
  _vmistate_record_set_string (attachment, HOTPLUG_VOLUME_ATTACH_POD_UID,
                               _vmistate_pod_get_uid (pod));
  if (has_phase (status, "Ready") || has_phase (status, "MountedToPod"))
    return TRUE;
  _vmistate_record_set_string (status, VOLUME_PHASE, "Detaching");
  if (!_vmistate_pod_is_deleting (pod))
    return TRUE;
  message = g_strdup_printf ("Deleted hotplug attachment pod %s, for volume %s", get_name (pod),
                             name != NULL ? name : "");
  set_phase (status, "Detaching", "SuccessfulDelete", message);
  _vmistate_pass_event (self->control->pass, "Normal", "SuccessfulDelete", "%s", message);
  return TRUE;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Pods as virt-controller sees them: which one is the VMI's, and how it stands. */

#include "config.h"

#include "control.h"

#define ANNOTATION_TEMPORARY "kubevirt.io/ephemeral-provisioning"
#define PROXY_CONTAINER      "istio-proxy"

/* Parts */

gpointer
_vmistate_pod_get_metadata (gpointer pod)
{
  return _vmistate_record_get_record (pod, POD_OBJECT_METADATA);
}

static const char *
get_text (gpointer pod, guint part_field, guint field)
{
  gpointer part = _vmistate_record_get_record (pod, part_field);

  return _vmistate_record_get_string (part, field);
}

static GPtrArray *
get_list (gpointer pod, guint part_field, guint field)
{
  gpointer part = _vmistate_record_get_record (pod, part_field);

  return _vmistate_record_get_list (part, field);
}

const char *
_vmistate_pod_get_uid (gpointer pod)
{
  return get_text (pod, POD_OBJECT_METADATA, OBJECT_META_UID);
}

const char *
_vmistate_pod_get_node (gpointer pod)
{
  return get_text (pod, POD_OBJECT_SPEC, POD_SPEC_NODE_NAME);
}

const char *
_vmistate_pod_get_phase (gpointer pod)
{
  return get_text (pod, POD_OBJECT_STATUS, POD_STATUS_PHASE);
}

const char *
_vmistate_pod_get_qos_class (gpointer pod)
{
  return get_text (pod, POD_OBJECT_STATUS, POD_STATUS_QOS_CLASS);
}

GPtrArray *
_vmistate_pod_get_status_list (gpointer pod, guint field)
{
  return get_list (pod, POD_OBJECT_STATUS, field);
}

GPtrArray *
_vmistate_pod_get_volumes (gpointer pod)
{
  return get_list (pod, POD_OBJECT_SPEC, POD_SPEC_VOLUMES);
}

const char *
_vmistate_pod_get_launcher_image (gpointer pod)
{
  gpointer container = _vmistate_record_list_find (
      get_list (pod, POD_OBJECT_SPEC, POD_SPEC_CONTAINERS), POD_CONTAINER_NAME, LAUNCHER_CONTAINER);

  return _vmistate_record_get_string (container, POD_CONTAINER_IMAGE);
}

gpointer
_vmistate_pod_get_condition (gpointer pod, const char *type)
{
  return _vmistate_record_list_find (_vmistate_pod_get_status_list (pod, POD_STATUS_CONDITIONS),
                                     CONDITION_TYPE, type);
}

gboolean
_vmistate_pod_is_deleting (gpointer pod)
{
  gpointer metadata = _vmistate_pod_get_metadata (pod);

  return metadata != NULL && _vmistate_record_has (metadata, OBJECT_META_DELETION_TIMESTAMP);
}

gboolean
_vmistate_pod_is_temporary (gpointer pod)
{
  return _vmistate_meta_get_annotation (_vmistate_pod_get_metadata (pod), ANNOTATION_TEMPORARY)
         != NULL;
}

/* How it stands */

static gboolean
has_phase (gpointer pod, const char *phase)
{
  return g_strcmp0 (_vmistate_pod_get_phase (pod), phase) == 0;
}

static gpointer
get_state (gpointer container_status, guint field)
{
  gpointer state = _vmistate_record_get_record (container_status, CONTAINER_STATUS_STATE);

  return _vmistate_record_get_record (state, field);
}

/* (nullable): how the launcher's container ended */
static gpointer
get_termination (gpointer pod)
{
  gpointer launcher = _vmistate_record_list_find (
      _vmistate_pod_get_status_list (pod, POD_STATUS_CONTAINER_STATUSES), CONTAINER_STATUS_NAME,
      LAUNCHER_CONTAINER);

  return launcher != NULL ? get_state (launcher, CONTAINER_STATE_TERMINATED) : NULL;
}

gboolean
_vmistate_pod_is_down (gpointer pod)
{
  return has_phase (pod, "Succeeded") || has_phase (pod, "Failed");
}

gboolean
_vmistate_pod_is_going_down (gpointer pod)
{
  return _vmistate_pod_is_down (pod) || get_termination (pod) != NULL
         || _vmistate_pod_is_deleting (pod);
}

gboolean
_vmistate_pod_is_failing (gpointer pod)
{
  gpointer termination = get_termination (pod);
  gint32 exit_code = 0;

  if (termination != NULL)
    _vmistate_record_get_int32 (termination, CONTAINER_TERMINATED_EXIT_CODE, &exit_code);
  return has_phase (pod, "Failed") || exit_code != 0 || _vmistate_pod_is_deleting (pod);
}

/* The launcher's readiness may be the guest's, and the proxy's waits for a service: of both it is
 * enough that they run. */
static gboolean
is_container_up (gpointer status)
{
  const char *name = _vmistate_record_get_string (status, CONTAINER_STATUS_NAME);
  gboolean ready = FALSE;

  if (g_strcmp0 (name, LAUNCHER_CONTAINER) == 0 || g_strcmp0 (name, PROXY_CONTAINER) == 0)
    return get_state (status, CONTAINER_STATE_RUNNING) != NULL;
  _vmistate_record_get_boolean (status, CONTAINER_STATUS_READY, &ready);
  return ready;
}

gboolean
_vmistate_pod_is_ready (gpointer pod)
{
  GPtrArray *statuses = _vmistate_pod_get_status_list (pod, POD_STATUS_CONTAINER_STATUSES);

  if (_vmistate_pod_is_going_down (pod))
    return FALSE;
  for (guint i = 0; i < _vmistate_list_length (statuses); i++)
    {
      if (!is_container_up (statuses->pdata[i]))
        return FALSE;
    }
  return has_phase (pod, "Running");
}

/* Which one */

static gint64
get_creation_time (gpointer pod)
{
  gpointer metadata = _vmistate_pod_get_metadata (pod);
  gint64 created = 0;

  if (metadata != NULL)
    _vmistate_record_get_int64 (metadata, OBJECT_META_CREATION_TIMESTAMP, &created);
  return created;
}

/* Of several of the same age KubeVirt takes any; here it is the first by name. */
gpointer
_vmistate_pods_find_current (GPtrArray *pods, const char *node)
{
  gpointer current = NULL;

  for (guint i = 0; i < pods->len; i++)
    {
      gpointer pod = ((const VmistateObservation *) pods->pdata[i])->payload;

      if (node != NULL && g_strcmp0 (_vmistate_pod_get_node (pod), node) != 0)
        continue;
      if (current == NULL || get_creation_time (current) < get_creation_time (pod))
        current = pod;
    }
  return current;
}

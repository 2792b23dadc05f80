/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The VMI's Pods, and what each is to it now. */

#include "config.h"

#include "derive.h"

#include "kubevirt/control.h"

#include "model/active-pod.h"
#include "model/migration-state.h"

typedef struct
{
  GPtrArray *pods;    /* (owned) (element-type VmistateObservation) */
  gpointer current;   /* (nullable) the one that the guest is in */
  const char *source; /* (nullable) name of the Pod that the VMI migrates from, or did last */
  const char *target; /* (nullable) name of the Pod that the VMI migrates to */
  gboolean migrates;
} Household;

static gboolean
is_named (gpointer pod, const char *name)
{
  gpointer metadata = _vmistate_pod_get_metadata (pod);

  return name != NULL && metadata != NULL && _vmistate_record_is (metadata, OBJECT_META_NAME, name);
}

/* It has ended, or what it was there for has. */
static gboolean
has_ended (gpointer pod)
{
  return _vmistate_pod_is_down (pod)
         || (_vmistate_pod_is_going_down (pod) && !_vmistate_pod_is_deleting (pod));
}

/* First match wins. */
static const char *
find_role (const Household *household, gpointer pod)
{
  if (_vmistate_pod_is_temporary (pod))
    return "Temporary";
  if (has_ended (pod))
    return "Terminated";
  if (pod == household->current)
    return household->migrates ? "MigrationSource" : "Current";
  if (is_named (pod, household->source))
    return "MigrationSource";
  if (is_named (pod, household->target)
      || _vmistate_meta_get_label (_vmistate_pod_get_metadata (pod), LABEL_MIGRATION_JOB) != NULL)
    return "MigrationTarget";
  return NULL;
}

static gpointer
describe (const Household *household, gpointer pod)
{
  VmistateActivePod *entry = g_object_new (VMISTATE_TYPE_ACTIVE_POD, NULL);
  gpointer metadata = _vmistate_pod_get_metadata (pod);
  const char *node = _vmistate_pod_get_node (pod);

  _vmistate_record_set_string (entry, ACTIVE_POD_UID, _vmistate_pod_get_uid (pod));
  _vmistate_record_set_string (entry, ACTIVE_POD_NODE_NAME, node != NULL ? node : "");
  if (metadata != NULL)
    _vmistate_record_copy_field (entry, ACTIVE_POD_NAME, metadata, OBJECT_META_NAME);
  _vmistate_record_set_string (entry, ACTIVE_POD_PHASE, _vmistate_pod_get_phase (pod));
  _vmistate_record_set_string (entry, ACTIVE_POD_ROLE, find_role (household, pod));
  return entry;
}

static gboolean
is_target (const Household *household, gpointer pod)
{
  return is_named (pod, household->target);
}

/* Where the guest is: the newest Pod on its node that is not just made to receive it. Until there
 * is a node the newest Pod of all. */
static gpointer
find_current (const Household *household, const char *node)
{
  for (guint i = household->pods->len; i > 0; i--)
    {
      gpointer pod = ((const VmistateObservation *) household->pods->pdata[i - 1])->payload;

      if (_vmistate_pod_is_temporary (pod) || (household->migrates && is_target (household, pod)))
        continue;
      if (node == NULL || g_strcmp0 (_vmistate_pod_get_node (pod), node) == 0)
        return pod;
    }
  return NULL;
}

static void
open_household (Household *household, const VmistateDerivation *d)
{
  gpointer migration = _vmistate_record_get_record (d->status, STATUS_MIGRATION_STATE);
  gboolean completed = FALSE;

  *household = (Household){ .pods = _vmistate_evidence_dup_pods (d->evidence) };
  if (migration != NULL)
    {
      _vmistate_record_get_boolean (migration, MIGRATION_STATE_COMPLETED, &completed);
      household->migrates = !completed;
      household->source = _vmistate_record_get_string (migration, MIGRATION_STATE_SOURCE_POD);
      household->target = _vmistate_record_get_string (migration, MIGRATION_STATE_TARGET_POD);
    }
  household->current =
      find_current (household, _vmistate_record_get_string (d->status, STATUS_NODE_NAME));
}

static int
compare_uid (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (_vmistate_record_get_string (*(gpointer *) a, ACTIVE_POD_UID),
                    _vmistate_record_get_string (*(gpointer *) b, ACTIVE_POD_UID));
}

static void
list_pods (const Household *household, VmistateStatus *status)
{
  GPtrArray *entries = _vmistate_record_list_new ();

  for (guint i = 0; i < household->pods->len; i++)
    {
      const VmistateObservation *pod = household->pods->pdata[i];

      if (_vmistate_pod_get_uid (pod->payload) != NULL)
        g_ptr_array_add (entries, describe (household, pod->payload));
    }
  g_ptr_array_sort (entries, compare_uid);
  _vmistate_record_take_list (status, STATUS_ACTIVE_PODS, entries);
}

/* What the VMI has from its Pod. KubeVirt copies it once, at the beginning; after a migration it is
 * another Pod's. */
static void
copy_from_pod (gpointer pod, VmistateStatus *status)
{
  const char *qos_class = _vmistate_pod_get_qos_class (pod);
  const char *image = _vmistate_pod_get_launcher_image (pod);

  if (!_vmistate_texts_equal (qos_class, NULL))
    _vmistate_record_set_string (status, STATUS_QOS_CLASS, qos_class);
  if (!_vmistate_texts_equal (image, NULL))
    _vmistate_record_set_string (status, STATUS_LAUNCHER_CONTAINER_IMAGE_VERSION, image);
  if (_vmistate_meta_get_annotation (_vmistate_pod_get_metadata (pod), ANNOTATION_UNIX_TRANSPORT)
      != NULL)
    _vmistate_record_set_string (status, STATUS_MIGRATION_TRANSPORT, "Unix");
}

void
_vmistate_derive_pods (const VmistateDerivation *d)
{
  Household household;

  open_household (&household, d);
  if (household.pods->len > 0)
    list_pods (&household, d->status);
  if (household.current != NULL)
    copy_from_pod (household.current, d->status);
  g_ptr_array_unref (household.pods);
}

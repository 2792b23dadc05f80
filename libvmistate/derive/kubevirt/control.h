/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the steps of virt-controller's pass share. Where a VMI is a Pod's business, this is where
 * KubeVirt decides: before the node agent has a domain, and after the Pod is gone. */

#pragma once

#include "pass.h"

G_BEGIN_DECLS

#define LABEL_NODE_NAME             "kubevirt.io/nodeName"
#define LABEL_MIGRATION_JOB         "kubevirt.io/migrationJobUID"
#define LABEL_MIGRATION_TARGET_NODE "kubevirt.io/migrationTargetNodeName"
#define LABEL_OUTDATED_LAUNCHER     "kubevirt.io/outdatedLauncherImage"

#define ANNOTATION_UNIX_TRANSPORT "kubevirt.io/migrationTransportUnix"

#define FINALIZER_VMI "foregroundDeleteVirtualMachine"

#define REASON_PVC_NOT_FOUND       "FailedPvcNotFound"
#define REASON_GUARANTEE_RESOURCES "FailedGuaranteeResources"

#define LAUNCHER_CONTAINER     "compute"
#define POD_CONDITION_UNPAUSED "kubevirt.io/virtual-machine-unpaused"

typedef struct
{
  VmistatePass *pass;

  GPtrArray *pods;        /* (owned) (element-type VmistateObservation) the VMI's, oldest first */
  gpointer pod;           /* (nullable) VmistatePodObject: the current one */
  gboolean has_launcher;  /* it is the Pod that the VMI runs in */
  gboolean has_temporary; /* it only makes the storage provision the VMI's volumes */

  GPtrArray *data_volumes; /* (owned) (element-type VmistateDataVolumeObject) behind its volumes */

  /* Of the VMI's metadata: what becomes of it */
  GHashTable *labels;    /* (owned) */
  GPtrArray *finalizers; /* (owned) (element-type utf8) */

  /* Why what comes before the status went wrong */
  const char *sync_reason;  /* (nullable): it did not */
  const char *sync_message; /* (nullable) */
} VmistateControlPass;

/* control-phase.c: what to do about the VMI in its present phase.
 * Returns: FALSE if it is a phase that the controller does not know */
gboolean _vmistate_control_run_phase (VmistateControlPass *self);

/* control-ready.c */
void _vmistate_control_sync_ready (VmistateControlPass *self);
void _vmistate_control_sync_pause_gate (VmistateControlPass *self);

/* control-conditions.c */
void _vmistate_control_sync_data_volumes_ready (VmistateControlPass *self);
void _vmistate_control_sync_pod_scheduled (VmistateControlPass *self);
void _vmistate_control_sync_eviction (VmistateControlPass *self);
void _vmistate_control_sync_failure (VmistateControlPass *self);

/* control-live-update.c: changes of the specification that a running VMI can take over */
void _vmistate_control_sync_live_updates (VmistateControlPass *self);

/* control-migration.c: changes of it that need a migration */
void _vmistate_control_sync_migration_required (VmistateControlPass *self);

/* control-volumes.c */
GPtrArray *_vmistate_control_find_data_volumes (const VmistatePass *pass);
gboolean _vmistate_control_has_data_volume_in (const VmistateControlPass *self, const char *phase);
/* (nullable): the claim behind a volume of the specification */
const char *_vmistate_volume_get_claim_name (gpointer volume);
void _vmistate_control_update_volumes (VmistateControlPass *self);

/* control-hotplug.c: volumes that were added while the VMI ran, by way of attachment Pods */
typedef struct
{
  VmistateControlPass *control;
  GHashTable *names;    /* (owned) set: volumes that the launcher's Pod does not have itself */
  GPtrArray *pods;      /* (owned) (element-type VmistateObservation) the attachment Pods */
  gpointer current_pod; /* (nullable) VmistatePodObject: the one that has all of them */
} VmistateHotplug;

void _vmistate_hotplug_init (VmistateHotplug *self, VmistateControlPass *control);
void _vmistate_hotplug_clear (VmistateHotplug *self);
/* @status: the VmistateVolume being made of @volume */
void _vmistate_hotplug_update (VmistateHotplug *self, gpointer volume, gpointer status);
/* The same for a volume that the specification no longer has.
 * Returns: FALSE if nothing is left of it */
gboolean _vmistate_hotplug_update_removed (VmistateHotplug *self, gpointer status);

/* control-write.c: stores what changed, in the way that KubeVirt would */
void _vmistate_control_write (VmistateControlPass *self);
/* Whether the VMI was in a phase of the node agent's when the pass began. */
gboolean _vmistate_control_is_node_agents (const VmistatePass *pass);

/* control-pods.c */

/* The newest Pod, of those on @node if it is not NULL. Returns: (nullable) */
gpointer _vmistate_pods_find_current (GPtrArray *pods, const char *node);

/* Parts of a Pod; what is absent is NULL. */
gpointer _vmistate_pod_get_metadata (gpointer pod);
const char *_vmistate_pod_get_uid (gpointer pod);
const char *_vmistate_pod_get_node (gpointer pod);
const char *_vmistate_pod_get_phase (gpointer pod);
const char *_vmistate_pod_get_qos_class (gpointer pod);
GPtrArray *_vmistate_pod_get_status_list (gpointer pod, guint field);
GPtrArray *_vmistate_pod_get_volumes (gpointer pod);
/* (nullable): the image of the launcher's container */
const char *_vmistate_pod_get_launcher_image (gpointer pod);
/* (nullable): VmistateCondition */
gpointer _vmistate_pod_get_condition (gpointer pod, const char *type);
gboolean _vmistate_pod_is_deleting (gpointer pod);
gboolean _vmistate_pod_is_temporary (gpointer pod);

/* How a Pod stands, in KubeVirt's terms */
gboolean _vmistate_pod_is_down (gpointer pod);
gboolean _vmistate_pod_is_going_down (gpointer pod); /* or down */
gboolean _vmistate_pod_is_failing (gpointer pod);    /* failed or going down */
/* The launcher runs, and so does all that it needs. */
gboolean _vmistate_pod_is_ready (gpointer pod);

/* Tools */

/* Two texts of which the empty one is as good as none. */
gboolean _vmistate_texts_equal (const char *a, const char *b);

G_END_DECLS

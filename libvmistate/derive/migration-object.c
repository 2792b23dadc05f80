/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the API's migration object and the Pods add to the state of a migration: whose it is, from
 * which Pod to which, whether somebody wants it to end. */

#include "config.h"

#include "derive.h"

#include "kubevirt/control.h"

#include "model/migration-state.h"

/* An object's time is cut to whole seconds. */
#define CREATION_TOLERANCE_USEC G_USEC_PER_SEC

typedef struct
{
  gpointer object; /* VmistateMigrationObject */
  gpointer metadata;
  const char *uid;
  const char *phase; /* (nullable) */
} Order;

static gboolean
get_order (const VmistateDerivation *d, Order *order)
{
  gpointer metadata =
      _vmistate_record_get_record (d->evidence->control->vmi.payload, VMI_OBJECT_METADATA);
  const VmistateObservation *found;
  gpointer status;

  if (metadata == NULL || d->evidence->catalog == NULL)
    return FALSE;
  found = _vmistate_catalog_get_migration (
      d->evidence->catalog, _vmistate_record_get_string (metadata, OBJECT_META_NAMESPACE),
      _vmistate_record_get_string (metadata, OBJECT_META_NAME));
  if (found == NULL)
    return FALSE;
  order->object = found->payload;
  order->metadata = _vmistate_record_get_record (order->object, MIGRATION_OBJECT_METADATA);
  order->uid = order->metadata != NULL
                   ? _vmistate_record_get_string (order->metadata, OBJECT_META_UID)
                   : NULL;
  status = _vmistate_record_get_record (order->object, MIGRATION_OBJECT_STATUS);
  order->phase = _vmistate_record_get_string (status, MIGRATION_STATUS_PHASE);
  return order->uid != NULL;
}

/* What the object's phase says of the migration. */
typedef enum
{
  NOT_BEGUN,
  UNDER_WAY,
  SUCCEEDED,
  FAILED,
} Progress;

static const struct
{
  const char *phase;
  Progress progress;
} phases[] = {
  { "Scheduled", UNDER_WAY },     { "PreparingTarget", UNDER_WAY }, { "TargetReady", UNDER_WAY },
  { "Synchronizing", UNDER_WAY }, { "Running", UNDER_WAY },         { "Succeeded", SUCCEEDED },
  { "Failed", FAILED },
};

static Progress
find_progress (const Order *order)
{
  for (guint i = 0; i < G_N_ELEMENTS (phases); i++)
    {
      if (g_strcmp0 (phases[i].phase, order->phase) == 0)
        return phases[i].progress;
    }
  return NOT_BEGUN;
}

/* A state that nobody has given a UID is the order's if it began after the order was made, and had
 * not ended before. */
static gboolean
is_ordered (gpointer state, const Order *order)
{
  const char *uid = _vmistate_record_get_string (state, MIGRATION_STATE_MIGRATION_UID);
  gint64 created = G_MININT64;
  gint64 at;

  if (uid != NULL)
    return g_str_equal (uid, order->uid);
  _vmistate_record_get_int64 (order->metadata, OBJECT_META_CREATION_TIMESTAMP, &created);
  return !_vmistate_record_get_int64 (state, MIGRATION_STATE_START_TIMESTAMP, &at)
         || at >= created - CREATION_TOLERANCE_USEC;
}

/* What the object alone tells of an end that no hypervisor was seen to come to. */
static void
add_failure (gpointer state, const Order *order)
{
  gpointer status = _vmistate_record_get_record (order->object, MIGRATION_OBJECT_STATUS);
  gpointer told = _vmistate_record_get_record (status, MIGRATION_STATUS_MIGRATION_STATE);
  gboolean completed = FALSE;

  _vmistate_record_get_boolean (state, MIGRATION_STATE_COMPLETED, &completed);
  if (completed || find_progress (order) != FAILED)
    return;
  _vmistate_record_set_boolean (state, MIGRATION_STATE_FAILED, TRUE);
  _vmistate_record_set_boolean (state, MIGRATION_STATE_COMPLETED, TRUE);
  if (told == NULL)
    return;
  if (!_vmistate_record_has (state, MIGRATION_STATE_END_TIMESTAMP))
    _vmistate_record_copy_field (state, MIGRATION_STATE_END_TIMESTAMP, told,
                                 MIGRATION_STATE_END_TIMESTAMP);
  _vmistate_record_set_string_if_absent (
      state, MIGRATION_STATE_FAILURE_REASON,
      _vmistate_record_get_string (told, MIGRATION_STATE_FAILURE_REASON));
}

static void
add_order (gpointer state, const Order *order)
{
  gboolean completed = FALSE;

  _vmistate_record_set_string (state, MIGRATION_STATE_MIGRATION_UID, order->uid);
  add_failure (state, order);
  _vmistate_record_get_boolean (state, MIGRATION_STATE_COMPLETED, &completed);
  if (!completed && _vmistate_record_has (order->metadata, OBJECT_META_DELETION_TIMESTAMP))
    _vmistate_record_set_boolean (state, MIGRATION_STATE_ABORT_REQUESTED, TRUE);
}

/* Pods */

static const char *
get_name (gpointer pod)
{
  gpointer metadata = _vmistate_pod_get_metadata (pod);

  return _vmistate_record_get_string (metadata, OBJECT_META_NAME);
}

/* Without the migration's UID any Pod that was made for one, and is where it goes, has to do. */
static gboolean
is_target_pod (gpointer pod, const char *uid, const char *node)
{
  const char *label =
      _vmistate_meta_get_label (_vmistate_pod_get_metadata (pod), LABEL_MIGRATION_JOB);

  if (label == NULL)
    return FALSE;
  return uid != NULL ? g_str_equal (label, uid)
                     : node != NULL && g_strcmp0 (_vmistate_pod_get_node (pod), node) == 0;
}

/* (nullable): the Pod that was made for the migration */
static gpointer
find_target_pod (GPtrArray *pods, gpointer state)
{
  const char *uid = _vmistate_record_get_string (state, MIGRATION_STATE_MIGRATION_UID);
  const char *node = _vmistate_record_get_string (state, MIGRATION_STATE_TARGET_NODE);

  for (guint i = pods->len; i > 0; i--)
    {
      gpointer pod = ((const VmistateObservation *) pods->pdata[i - 1])->payload;

      if (is_target_pod (pod, uid, node))
        return pod;
    }
  return NULL;
}

/* (nullable): the newest Pod on @node that is not the target */
static gpointer
find_source_pod (GPtrArray *pods, const char *node, gpointer target)
{
  for (guint i = node != NULL ? pods->len : 0; i > 0; i--)
    {
      gpointer pod = ((const VmistateObservation *) pods->pdata[i - 1])->payload;

      if (pod != target && !_vmistate_pod_is_temporary (pod)
          && g_strcmp0 (_vmistate_pod_get_node (pod), node) == 0)
        return pod;
    }
  return NULL;
}

static void
add_pods (const VmistateDerivation *d, gpointer state)
{
  g_autoptr (GPtrArray) pods = _vmistate_evidence_dup_pods (d->evidence);
  gpointer target = find_target_pod (pods, state);
  gpointer source;

  if (target != NULL)
    {
      _vmistate_record_set_string_if_absent (state, MIGRATION_STATE_TARGET_POD, get_name (target));
      _vmistate_record_set_string_if_absent (state, MIGRATION_STATE_TARGET_NODE,
                                             _vmistate_pod_get_node (target));
    }
  source = find_source_pod (pods, _vmistate_record_get_string (state, MIGRATION_STATE_SOURCE_NODE),
                            target);
  if (source != NULL)
    _vmistate_record_set_string_if_absent (state, MIGRATION_STATE_SOURCE_POD, get_name (source));
}

/* The whole */

/* (nullable): a migration that has its Pod, and that nobody has noted in the VMI yet. */
static gpointer
begin (const VmistateDerivation *d, const Order *order)
{
  gpointer state;

  if (find_progress (order) != UNDER_WAY)
    return NULL;
  state = g_object_new (VMISTATE_TYPE_MIGRATION_STATE, NULL);
  _vmistate_record_copy_field (state, MIGRATION_STATE_SOURCE_NODE, d->base, STATUS_NODE_NAME);
  add_order (state, order);
  return state;
}

gpointer
_vmistate_migration_add_objects (const VmistateDerivation *d, gpointer state)
{
  gpointer full = state != NULL ? _vmistate_record_copy (state) : NULL;
  Order order;

  if (_vmistate_evidence_has_vmi (d->evidence) && get_order (d, &order))
    {
      gpointer begun = full == NULL || !is_ordered (full, &order) ? begin (d, &order) : NULL;

      if (begun != NULL)
        {
          g_clear_object (&full);
          full = begun;
        }
      else if (full != NULL && is_ordered (full, &order))
        add_order (full, &order);
    }
  if (full != NULL)
    add_pods (d, full);
  return full;
}

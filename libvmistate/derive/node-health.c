/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Whether the node that a VMI was handed over to is still there: KubeVirt's node agent leaves a
 * sign of life in the Node object every minute. */

#include "config.h"

#include "node-health.h"

#include "kubevirt/control.h"

#define ANNOTATION_HEARTBEAT "kubevirt.io/heartbeat"
#define HEARTBEAT_TIMEOUT    (5 * G_TIME_SPAN_MINUTE)

/* Kubernetes' time as text; FALSE for what is none. */
static gboolean
parse_time (const char *text, gint64 *usec)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  if (time == NULL)
    return FALSE;
  *usec = g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
  return TRUE;
}

/* A node without heartbeat never had a node agent: nothing can be said of it. */
gint64
_vmistate_node_find_end (const VmistateEvidence *evidence, const char *node)
{
  gpointer object;
  const char *heartbeat;
  gint64 at;

  if (node == NULL || *node == '\0' || evidence->catalog == NULL)
    return G_MAXINT64;
  if (_vmistate_catalog_lacks_node (evidence->catalog, node))
    return G_MININT64;
  object = _vmistate_catalog_get (evidence->catalog, VMISTATE_OBJECT_NODE, NULL, node);
  if (object == NULL)
    return G_MAXINT64;
  heartbeat = _vmistate_meta_get_annotation (
      _vmistate_record_get_record (object, NODE_OBJECT_METADATA), ANNOTATION_HEARTBEAT);
  if (heartbeat == NULL || !parse_time (heartbeat, &at))
    return G_MAXINT64;
  return at + HEARTBEAT_TIMEOUT;
}

gboolean
_vmistate_node_is_unresponsive (const VmistateEvidence *evidence)
{
  return evidence->node_until < _vmistate_evidence_get_now (evidence);
}

static gboolean
is_ended (gpointer container)
{
  gpointer state = _vmistate_record_get_record (container, CONTAINER_STATUS_STATE);

  return state != NULL && _vmistate_record_has (state, CONTAINER_STATE_TERMINATED);
}

/* Also of one whose containers are not known yet. */
static gboolean
is_alive (gpointer pod)
{
  GPtrArray *containers = _vmistate_pod_get_status_list (pod, POD_STATUS_CONTAINER_STATUSES);

  if (_vmistate_pod_is_down (pod))
    return FALSE;
  for (guint i = 0; i < _vmistate_list_length (containers); i++)
    {
      if (!is_ended (containers->pdata[i]))
        return TRUE;
    }
  return _vmistate_list_length (containers) == 0;
}

gboolean
_vmistate_node_may_have_pod (const VmistateEvidence *evidence, const char *namespace_,
                             const char *node)
{
  g_autoptr (GPtrArray) pods = _vmistate_evidence_dup_pods (evidence);

  for (guint i = 0; i < pods->len; i++)
    {
      gpointer pod = ((const VmistateObservation *) pods->pdata[i])->payload;

      if (g_strcmp0 (_vmistate_pod_get_node (pod), node) == 0 && is_alive (pod))
        return TRUE;
    }
  return pods->len == 0 && !_vmistate_catalog_knows_pods (evidence->catalog, namespace_);
}

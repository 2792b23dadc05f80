/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Facts in at one end, KubeVirt's answer out at the other, by the way that every program has: a
 * source, a monitor, an instance. */

#include "oracle.h"

#include <string.h>

/* guestosinfo shows this many users and filesystems, as KubeVirt does. */
#define MAX_LISTED 10

/* Running */

typedef struct
{
  gboolean (*finish) (VmistateMonitor *, GAsyncResult *, GError **);
  gboolean is_done;
  GError *error; /* (owned) (nullable) */
} Call;

static void
finish_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;

  call->finish (VMISTATE_MONITOR (object), result, &call->error);
  call->is_done = TRUE;
}

static gboolean
start (VmistateMonitor *monitor, GError **error)
{
  Call call = { vmistate_monitor_start_finish, FALSE, NULL };

  vmistate_monitor_start_async (monitor, NULL, finish_cb, &call);
  while (!call.is_done || (call.error == NULL && !vmistate_monitor_get_synced (monitor)))
    g_main_context_iteration (NULL, /* may_block= */ TRUE);
  if (call.error == NULL)
    return TRUE;
  g_propagate_error (error, call.error);
  return FALSE;
}

static void
stop (VmistateMonitor *monitor)
{
  Call call = { vmistate_monitor_stop_finish, FALSE, NULL };

  vmistate_monitor_stop_async (monitor, NULL, finish_cb, &call);
  while (!call.is_done)
    g_main_context_iteration (NULL, /* may_block= */ TRUE);
  g_clear_error (&call.error);
}

static VmistateMonitor *
monitor_new (GPtrArray *facts)
{
  VmistateMonitor *monitor = vmistate_monitor_new ();
  g_autoptr (VmistateScriptedSource) source = vmistate_scripted_source_new ("script");

  vmistate_monitor_set_coalesce_msec (monitor, 0);
  for (guint i = 0; i < facts->len; i++)
    vmistate_scripted_source_add (source, facts->pdata[i]);
  vmistate_monitor_add_source (monitor, VMISTATE_SOURCE (source), NULL);
  return monitor;
}

/* Every case has one VMI.
 * Returns: (transfer full) (nullable) */
static VmistateReconciliation *
reconcile (GPtrArray *facts, GError **error)
{
  g_autoptr (VmistateMonitor) monitor = monitor_new (facts);
  g_autoptr (VmistateInstance) instance = NULL;
  VmistateReconciliation *result = NULL;

  if (!start (monitor, error))
    return NULL;
  instance = g_list_model_get_item (G_LIST_MODEL (monitor), 0);
  if (instance != NULL)
    result = vmistate_instance_reconcile (instance);
  else
    g_set_error_literal (error, VMISTATE_ERROR, VMISTATE_ERROR_NOT_FOUND,
                         "the facts make no instance");
  stop (monitor);
  return result;
}

/* What the guest agent's subresources show */

static JsonNode *
record_node (gpointer record)
{
  g_autofree char *json =
      vmistate_record_to_json (VMISTATE_RECORD (record), VMISTATE_PROFILE_KUBEVIRT);

  return json_from_string (json, NULL);
}

static void
cut_array (JsonObject *object, const char *member)
{
  JsonArray *array = oracle_array (object, member);

  while (array != NULL && json_array_get_length (array) > MAX_LISTED)
    json_array_remove_element (array, json_array_get_length (array) - 1);
}

static void
add_items (JsonObject *answer, const char *member, GPtrArray *records)
{
  JsonArray *items = json_array_new ();

  for (guint i = 0; records != NULL && i < records->len; i++)
    json_array_add_element (items, record_node (records->pdata[i]));
  json_object_set_array_member (answer, member, items);
}

static void
add_agent_info (JsonObject *answer, VmistateGuestAgentInfo *info)
{
  VmistateFilesystemInfo *filesystems;
  JsonNode *body;

  if (info == NULL)
    return;
  body = record_node (info);
  cut_array (json_node_get_object (body), "userList");
  cut_array (oracle_object (json_node_get_object (body), "fsInfo"), "disks");
  json_object_set_member (answer, "guestosinfo", body);
  add_items (answer, "userlist", vmistate_guest_agent_info_get_user_list (info));
  filesystems = vmistate_guest_agent_info_get_fs_info (info);
  add_items (answer, "filesystemlist",
             filesystems != NULL ? vmistate_filesystem_info_get_filesystems (filesystems) : NULL);
}

/* The answer */

/* Members of the status that cases pick out one by one. */
static void
lift_status_members (JsonObject *answer)
{
  static const char *const members[] = {
    "phase",   "conditions",   "interfaces",         "migrationMethod", "memory",
    "machine", "volumeStatus", "currentCPUTopology", "guestOSInfo",     "fsFreezeStatus"
  };
  JsonObject *status = oracle_object (answer, "status");

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      JsonNode *node = oracle_member (status, members[i]);

      if (node != NULL)
        json_object_set_member (answer, members[i], json_node_copy (node));
    }
}

/* Cases know it without its type and times. */
static void
trim_pod_condition (JsonObject *answer)
{
  JsonObject *condition = oracle_object (answer, "podUnpausedCondition");

  if (condition == NULL)
    return;
  json_object_remove_member (condition, "type");
  json_object_remove_member (condition, "lastProbeTime");
  json_object_remove_member (condition, "lastTransitionTime");
}

/* Of the node agent's pass these cases are the conditions alone: no phase with its events, and no
 * attempt to bring domain and VMI together, whose failure would be one more condition. */
static void
leave_other_steps (JsonObject *answer)
{
  JsonArray *conditions = oracle_array (answer, "conditions");
  JsonArray *events = oracle_array (answer, "events");

  for (guint i = conditions != NULL ? json_array_get_length (conditions) : 0; i > 0; i--)
    {
      JsonObject *condition = json_array_get_object_element (conditions, i - 1);

      if (g_strcmp0 (oracle_text (condition, "reason"), "Synchronizing with the Domain failed.")
          == 0)
        json_array_remove_element (conditions, i - 1);
    }
  for (guint i = events != NULL ? json_array_get_length (events) : 0; i > 0; i--)
    {
      const char *event = json_array_get_string_element (events, i - 1);

      if (strstr (event, " Started ") != NULL || strstr (event, " Stopped ") != NULL)
        json_array_remove_element (events, i - 1);
    }
}

JsonObject *
oracle_answer_new (const OracleCase *self, GError **error)
{
  g_autoptr (GPtrArray) facts = oracle_facts_new (self, error);
  g_autoptr (VmistateReconciliation) result = facts != NULL ? reconcile (facts, error) : NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *answer;

  if (result == NULL)
    return NULL;
  node = record_node (result);
  answer = json_node_get_object (node);
  lift_status_members (answer);
  trim_pod_condition (answer);
  if (g_strcmp0 (self->area, "conditions-node") == 0)
    leave_other_steps (answer);
  add_agent_info (
      answer, vmistate_status_get_guest_agent_info (vmistate_reconciliation_get_status (result)));
  return json_object_ref (answer);
}

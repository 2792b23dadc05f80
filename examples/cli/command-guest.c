/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The bodies of KubeVirt's three guest agent subresources. */

#include <json-glib/json-glib.h>

#include "app.h"

/* guestosinfo shows this many users and filesystems, as KubeVirt does. */
#define MAX_LISTED 10

typedef JsonNode *(*MakeBody) (VmistateGuestAgentInfo *info);

static JsonNode *
record_node (gpointer record)
{
  g_autofree char *json =
      vmistate_record_to_json (VMISTATE_RECORD (record), VMISTATE_PROFILE_TRUTH);

  return json_from_string (json, NULL);
}

static void
cut_array (JsonObject *object, const char *member)
{
  JsonArray *array;

  if (!json_object_has_member (object, member)
      || !JSON_NODE_HOLDS_ARRAY (json_object_get_member (object, member)))
    return;
  array = json_object_get_array_member (object, member);
  while (json_array_get_length (array) > MAX_LISTED)
    json_array_remove_element (array, json_array_get_length (array) - 1);
}

static JsonNode *
make_guestosinfo (VmistateGuestAgentInfo *info)
{
  JsonNode *node = record_node (info);
  JsonObject *body = json_node_get_object (node);

  cut_array (body, "userList");
  if (json_object_has_member (body, "fsInfo"))
    cut_array (json_object_get_object_member (body, "fsInfo"), "disks");
  return node;
}

/* A Kubernetes list; @records: (nullable) */
static JsonNode *
make_list (GPtrArray *records)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *body = json_object_new ();
  JsonArray *items = json_array_new ();

  json_object_set_object_member (body, "metadata", json_object_new ());
  json_object_set_array_member (body, "items", items);
  for (guint i = 0; records != NULL && i < records->len; i++)
    json_array_add_element (items, record_node (records->pdata[i]));
  json_node_take_object (node, body);
  return node;
}

static JsonNode *
make_userlist (VmistateGuestAgentInfo *info)
{
  return make_list (vmistate_guest_agent_info_get_user_list (info));
}

static JsonNode *
make_filesystemlist (VmistateGuestAgentInfo *info)
{
  VmistateFilesystemInfo *filesystems = vmistate_guest_agent_info_get_fs_info (info);

  return make_list (filesystems != NULL ? vmistate_filesystem_info_get_filesystems (filesystems)
                                        : NULL);
}

/* The same refusals as KubeVirt's, with the reason that it does not give. */
static int
check_agent (VmistateInstance *instance)
{
  VmistateStatus *status = vmistate_instance_get_status (instance);
  VmistateCondition *agent = vmistate_status_find_condition (status, "AgentConnected");
  const char *message = agent != NULL ? vmistate_condition_get_message (agent) : NULL;

  if (vmistate_status_get_phase (status) != VMISTATE_PHASE_RUNNING)
    return app_fail (EXIT_NOT_FOUND, "%s/%s: VMI is not running",
                     vmistate_instance_get_namespace (instance),
                     vmistate_instance_get_name (instance));
  if (agent != NULL && vmistate_condition_get_status (agent) == VMISTATE_CONDITION_STATUS_TRUE)
    return EXIT_DONE;
  return app_fail (EXIT_NOT_FOUND, "%s/%s: VMI does not have guest agent connected: %s",
                   vmistate_instance_get_namespace (instance),
                   vmistate_instance_get_name (instance),
                   message != NULL ? message : "nothing is known of it");
}

/* Returns: (nullable): why there is nothing to print */
static const char *
explain_missing (VmistateStatus *status, const char *part)
{
  VmistateStamp *stamp = vmistate_status_find_stamp (status, part, NULL);

  if (stamp == NULL)
    return "it was not asked yet";
  /* An answer that has grown old still is one; its age shows in 'get'. */
  if (vmistate_stamp_get_age_usec (stamp, 0) != -1)
    return NULL;
  return vmistate_stamp_get_error (stamp) != NULL ? vmistate_stamp_get_error (stamp)
                                                  : "it gave no reason";
}

static int
print_body (VmistateInstance *instance, const char *part, MakeBody make_body)
{
  VmistateStatus *status = vmistate_instance_get_status (instance);
  const char *problem = explain_missing (status, part);
  g_autoptr (JsonNode) body = NULL;
  g_autofree char *text = NULL;

  if (problem != NULL)
    return app_fail (EXIT_NOT_FOUND, "%s/%s: the guest agent did not tell: %s",
                     vmistate_instance_get_namespace (instance),
                     vmistate_instance_get_name (instance), problem);
  body = make_body (vmistate_status_get_guest_agent_info (status));
  text = json_to_string (body, /* pretty= */ TRUE);
  g_print ("%s\n", text);
  return EXIT_DONE;
}

static int
run (App *app, const char *name, const char *part, MakeBody make_body)
{
  g_autoptr (VmistateInstance) instance = NULL;
  int status = app_connect (app);

  if (status == EXIT_DONE)
    instance = app_find (app, name, &status);
  if (instance != NULL)
    {
      app_settle (app, instance);
      status = check_agent (instance);
    }
  if (status == EXIT_DONE)
    status = print_body (instance, part, make_body);
  app_disconnect (app);
  return status;
}

int
command_guestosinfo (App *app, int argc G_GNUC_UNUSED, char **argv)
{
  return run (app, argv[0], "guestOSInfo", make_guestosinfo);
}

int
command_userlist (App *app, int argc G_GNUC_UNUSED, char **argv)
{
  return run (app, argv[0], "guestAgentInfo.userList", make_userlist);
}

int
command_filesystemlist (App *app, int argc G_GNUC_UNUSED, char **argv)
{
  return run (app, argv[0], "guestAgentInfo.fsInfo", make_filesystemlist);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* KubeVirt's three subresources of the guest agent. */

#include "config.h"

#include "answers.h"

#include <json-glib/json-glib.h>
#include <stdarg.h>

#include "http/store/json-text.h"

/* guestosinfo shows this many users and file systems, as KubeVirt does. */
#define MAX_LISTED 10

/* Bodies */

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
  JsonNode *node = json_object_get_member (object, member);
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return;
  array = json_node_get_array (node);
  while (json_array_get_length (array) > MAX_LISTED)
    json_array_remove_element (array, json_array_get_length (array) - 1);
}

static JsonObject *
make_info (VmistateGuestAgentInfo *info)
{
  g_autoptr (JsonNode) node = record_node (info);
  JsonObject *body = json_node_dup_object (node);

  cut_array (body, "userList");
  if (json_object_has_member (body, "fsInfo"))
    cut_array (json_object_get_object_member (body, "fsInfo"), "disks");
  return body;
}

/* @records: (nullable) */
static JsonObject *
make_list (GPtrArray *records)
{
  JsonObject *body = json_object_new ();
  JsonArray *items = json_array_new ();

  json_object_set_object_member (body, "metadata", json_object_new ());
  json_object_set_array_member (body, "items", items);
  for (guint i = 0; records != NULL && i < records->len; i++)
    json_array_add_element (items, record_node (records->pdata[i]));
  return body;
}

static JsonObject *
make_users (VmistateGuestAgentInfo *info)
{
  return make_list (vmistate_guest_agent_info_get_user_list (info));
}

static JsonObject *
make_filesystems (VmistateGuestAgentInfo *info)
{
  VmistateFilesystemInfo *filesystems = vmistate_guest_agent_info_get_fs_info (info);

  return make_list (filesystems != NULL ? vmistate_filesystem_info_get_filesystems (filesystems)
                                        : NULL);
}

/* @part: of the status, whose stamp tells whether the agent was asked for it */
static const struct
{
  const char *part;
  JsonObject *(*make) (VmistateGuestAgentInfo *info);
} subresources[] = {
  [VMISTATE_HTTP_GUEST_OS_INFO] = { "guestOSInfo", make_info },
  [VMISTATE_HTTP_GUEST_USERS] = { "guestAgentInfo.userList", make_users },
  [VMISTATE_HTTP_GUEST_FILESYSTEMS] = { "guestAgentInfo.fsInfo", make_filesystems },
};

/* Refusals */

/* A Status object; or what KubeVirt makes of every one: a 500 whose body is the message. */
static void refuse (VmistateHttpExchange *exchange, guint code, const char *reason,
                    const char *format, ...) G_GNUC_PRINTF (4, 5);

static void
refuse (VmistateHttpExchange *exchange, guint code, const char *reason, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (exchange->core->plain_errors)
    _vmistate_http_answer_text (exchange, SOUP_STATUS_INTERNAL_SERVER_ERROR, "text/plain",
                                g_steal_pointer (&message));
  else
    _vmistate_http_fail (exchange, code, reason, "%s", message);
}

static void
refuse_conflict (VmistateHttpExchange *exchange, const char *why)
{
  refuse (exchange, SOUP_STATUS_CONFLICT, "Conflict",
          "Operation cannot be fulfilled on virtualmachineinstance.kubevirt.io \"%s\": %s",
          exchange->name, why);
}

/* Returns: (nullable): why the guest cannot be asked, in KubeVirt's words */
static const char *
explain_conflict (VmistateStatus *status)
{
  VmistateCondition *agent = vmistate_status_find_condition (status, "AgentConnected");

  if (vmistate_status_get_phase (status) != VMISTATE_PHASE_RUNNING)
    return "VMI is not running";
  if (agent == NULL || vmistate_condition_get_status (agent) != VMISTATE_CONDITION_STATUS_TRUE)
    return "VMI does not have guest agent connected";
  return NULL;
}

/* Returns: (nullable): why there is no answer of the agent's */
static const char *
explain_missing (VmistateStatus *status, const char *part)
{
  VmistateStamp *stamp = vmistate_status_find_stamp (status, part, NULL);

  if (stamp == NULL)
    return "the guest agent was not asked yet";
  /* An answer that has grown old still is one; its age is in /v1. */
  if (vmistate_stamp_get_age_usec (stamp, 0) != -1)
    return NULL;
  return vmistate_stamp_get_error (stamp) != NULL ? vmistate_stamp_get_error (stamp)
                                                  : "the guest agent gave no reason";
}

void
_vmistate_http_answer_guest (VmistateHttpExchange *exchange)
{
  VmistateHttpSnapshot *snapshot =
      _vmistate_http_store_find (exchange->core->store, exchange->namespace_, exchange->name);
  const char *part = subresources[exchange->choice].part;
  const char *problem;

  if (snapshot == NULL)
    {
      refuse (exchange, SOUP_STATUS_NOT_FOUND, "NotFound",
              "virtualmachineinstance.kubevirt.io \"%s\" not found", exchange->name);
      return;
    }
  problem = explain_conflict (snapshot->status);
  if (problem != NULL)
    {
      refuse_conflict (exchange, problem);
      return;
    }
  problem = explain_missing (snapshot->status, part);
  if (problem != NULL)
    {
      refuse (exchange, SOUP_STATUS_SERVICE_UNAVAILABLE, "ServiceUnavailable", "%s", problem);
      return;
    }
  _vmistate_http_answer_text (exchange, SOUP_STATUS_OK, VMISTATE_HTTP_JSON,
                              _vmistate_http_json_take_object (subresources[exchange->choice].make (
                                  vmistate_status_get_guest_agent_info (snapshot->status))));
}

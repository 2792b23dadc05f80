/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From the members of a case's input to the facts that a source would tell. */

#include "oracle.h"

#define SOURCE_ID     "oracle"
#define DEFAULT_IMAGE "registry.example/virt-launcher:v1"

typedef struct
{
  const OracleCase *oracle_case;
  JsonObject *input;
  const char *namespace_;
  const char *name;
  const char *uid; /* (nullable) */
  gint64 at;
  GPtrArray *facts; /* (owned) */
} Making;

gint64
oracle_time_parse (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  return time != NULL ? g_date_time_to_unix (time) * G_USEC_PER_SEC : 0;
}

/* JSON */

static void
set_text (JsonObject *object, const char *name, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, name, value);
}

static void
copy_member (JsonObject *to, const char *to_name, JsonObject *from, const char *from_name)
{
  JsonNode *node = oracle_member (from, from_name);

  if (node != NULL)
    json_object_set_member (to, to_name, json_node_copy (node));
}

/* Returns: the new member, an empty object */
static JsonObject *
open_member (JsonObject *object, const char *name)
{
  JsonObject *member = json_object_new ();

  json_object_set_object_member (object, name, member);
  return member;
}

static JsonObject *
copy_object (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *text = json_to_string (node, FALSE);
  g_autoptr (JsonNode) copy = json_from_string (text, NULL);

  return json_object_ref (json_node_get_object (copy));
}

/* Facts */

static void
identify (Making *self, JsonObject *fact)
{
  json_object_set_string_member (fact, "namespace", self->namespace_);
  json_object_set_string_member (fact, "name", self->name);
  set_text (fact, "uid", self->uid);
}

static gboolean
add_json (Making *self, JsonObject *object, const char *what, GError **error)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *text = json_to_string (node, FALSE);
  VmistateFact *fact = vmistate_fact_new_from_json (text, -1, error);

  if (fact == NULL)
    {
      g_prefix_error (error, "%s: ", what);
      return FALSE;
    }
  g_ptr_array_add (self->facts, fact);
  return TRUE;
}

/* Takes over @payload. */
static gboolean
add_fact (Making *self, const char *kind, gboolean is_about_vmi, JsonObject *payload,
          GError **error)
{
  g_autoptr (JsonObject) fact = json_object_new ();

  json_object_set_string_member (fact, "source", SOURCE_ID);
  json_object_set_string_member (fact, "observedAt", self->oracle_case->now);
  if (is_about_vmi)
    identify (self, fact);
  json_object_set_object_member (fact, kind, payload);
  return add_json (self, fact, kind, error);
}

static gboolean
add_object (Making *self, JsonObject *object, GError **error)
{
  return add_fact (self, "object", FALSE, json_object_ref (object), error);
}

/* The control plane */

static gboolean
add_source_report (Making *self, GError **error)
{
  JsonObject *report = json_object_new ();

  json_object_set_string_member (report, "state", "LIVE");
  copy_member (report, "node", self->input, "host");
  copy_member (report, "cpuModel", self->input, "hostCPUModel");
  return add_fact (self, "sourceReport", FALSE, report, error);
}

static void
add_mediated_devices (JsonObject *configuration, JsonArray *names)
{
  JsonArray *devices = json_array_new ();

  for (guint i = 0; i < json_array_get_length (names); i++)
    {
      JsonObject *device = json_object_new ();

      json_object_set_member (device, "resourceName",
                              json_node_copy (json_array_get_element (names, i)));
      json_array_add_object_element (devices, device);
    }
  json_object_set_array_member (open_member (configuration, "permittedHostDevices"),
                                "mediatedDevices", devices);
}

static void
fill_configuration (Making *self, JsonObject *configuration)
{
  JsonArray *names = oracle_array (self->input, "mediatedDeviceResourceNames");

  copy_member (open_member (configuration, "network"), "binding", self->input, "networkBindings");
  copy_member (open_member (configuration, "developerConfiguration"), "featureGates", self->input,
               "featureGates");
  copy_member (configuration, "supportedGuestAgentVersions", self->input,
               "supportedGuestAgentVersions");
  if (names != NULL)
    add_mediated_devices (configuration, names);
}

static gboolean
add_configuration (Making *self, GError **error)
{
  static const char *const members[] = { "networkBindings", "featureGates",
                                         "mediatedDeviceResourceNames",
                                         "supportedGuestAgentVersions" };
  JsonObject *kubevirt;
  JsonObject *metadata;
  gboolean is_known = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    is_known |= oracle_member (self->input, members[i]) != NULL;
  if (!is_known)
    return TRUE;
  kubevirt = json_object_new ();
  json_object_set_string_member (kubevirt, "apiVersion", "kubevirt.io/v1");
  json_object_set_string_member (kubevirt, "kind", "KubeVirt");
  metadata = open_member (kubevirt, "metadata");
  json_object_set_string_member (metadata, "name", "kubevirt");
  json_object_set_string_member (metadata, "namespace", "kubevirt");
  fill_configuration (self, open_member (open_member (kubevirt, "spec"), "configuration"));
  return add_fact (self, "object", FALSE, kubevirt, error);
}

static gboolean
add_objects (Making *self, const char *member, GError **error)
{
  JsonArray *objects = oracle_array (self->input, member);

  for (guint i = 0; objects != NULL && i < json_array_get_length (objects); i++)
    {
      JsonNode *node = json_array_get_element (objects, i);

      if (JSON_NODE_HOLDS_OBJECT (node) && !add_object (self, json_node_get_object (node), error))
        {
          g_prefix_error (error, "%s[%u]: ", member, i);
          return FALSE;
        }
    }
  return TRUE;
}

/* Takes over @uids. */
static gboolean
add_pod_list (Making *self, JsonArray *uids, GError **error)
{
  JsonObject *list = json_object_new ();

  json_object_set_string_member (list, "kind", "Pod");
  json_object_set_string_member (list, "namespace", self->namespace_);
  json_object_set_array_member (list, "uids", uids);
  return add_fact (self, "objectList", FALSE, list, error);
}

static void
collect_uid (JsonArray *uids, JsonObject *object)
{
  const char *uid = oracle_text (oracle_object (object, "metadata"), "uid");

  if (uid != NULL)
    json_array_add_string_element (uids, uid);
}

static gboolean
add_pods (Making *self, GError **error)
{
  JsonArray *pods = oracle_array (self->input, "pods");
  JsonArray *uids;

  if (pods == NULL)
    return TRUE;
  if (!add_objects (self, "pods", error))
    return FALSE;
  uids = json_array_new ();
  for (guint i = 0; i < json_array_get_length (pods); i++)
    {
      JsonNode *node = json_array_get_element (pods, i);

      collect_uid (uids, JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL);
    }
  return add_pod_list (self, uids, error);
}

/* The interfaces' cases leave out who owns the Pod. */
static void
own_pod (Making *self, JsonObject *pod)
{
  JsonObject *metadata = oracle_object (pod, "metadata");
  JsonObject *owner = json_object_new ();
  JsonArray *owners = json_array_new ();

  json_object_set_string_member (owner, "apiVersion", "kubevirt.io/v1");
  json_object_set_string_member (owner, "kind", "VirtualMachineInstance");
  json_object_set_string_member (owner, "name", self->name);
  set_text (owner, "uid", self->uid);
  json_object_set_boolean_member (owner, "controller", TRUE);
  json_array_add_object_element (owners, owner);
  if (metadata == NULL)
    metadata = open_member (pod, "metadata");
  json_object_set_array_member (metadata, "ownerReferences", owners);
}

static gboolean
add_pod (Making *self, GError **error)
{
  JsonObject *given = oracle_object (self->input, "pod");
  g_autoptr (JsonObject) pod = given != NULL ? copy_object (given) : NULL;
  JsonArray *uids;

  if (pod == NULL)
    return TRUE;
  own_pod (self, pod);
  uids = json_array_new ();
  collect_uid (uids, pod);
  if (add_object (self, pod, error))
    return add_pod_list (self, uids, error);
  json_array_unref (uids);
  return FALSE;
}

static gboolean
add_controller (Making *self, GError **error)
{
  JsonObject *failure = oracle_object (self->input, "syncError");
  const char *image = oracle_text (self->input, "launcherImage");
  JsonObject *controller;

  if (failure == NULL && image == NULL && !g_str_equal (self->oracle_case->area, "phase-control"))
    return TRUE;
  controller = json_object_new ();
  copy_member (controller, "syncReason", failure, "reason");
  copy_member (controller, "syncMessage", failure, "message");
  set_text (controller, "launcherImage", image != NULL ? image : DEFAULT_IMAGE);
  return add_fact (self, "controller", TRUE, controller, error);
}

/* The node */

static gboolean
add_domain (Making *self, GError **error)
{
  const char *xml = oracle_text (self->input, "domainXML");
  g_autoptr (VmistateFact) fact = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  if (xml == NULL)
    return TRUE;
  fact = vmistate_fact_new_for_domain_xml (SOURCE_ID, self->at, xml, error);
  if (fact == NULL)
    return FALSE;
  /* Whatever the XML says: it is this VMI's. */
  text = vmistate_record_to_json (VMISTATE_RECORD (fact), VMISTATE_PROFILE_TRUTH);
  node = json_from_string (text, NULL);
  identify (self, json_node_get_object (node));
  return add_json (self, json_node_get_object (node), "domain", error);
}

/* Interfaces, defaults and the controller's cases know of no state. */
static gboolean
add_state (Making *self, GError **error)
{
  static const char *const areas_with_domain[] = {
    "phase-node", "status-node", "conditions-node", "interfaces-node", "misc", NULL
  };
  gboolean has_domain = oracle_text (self->input, "domainXML") != NULL;
  gint64 state = 0;
  gint64 reason = 0;
  gboolean has_state = oracle_number (self->input, "libvirtState", &state);
  gboolean is_gone = oracle_is_true (self->input, "domainNonExistent")
                     || (!has_domain && !has_state
                         && g_strv_contains (areas_with_domain, self->oracle_case->area));
  JsonObject *payload;

  if (!has_state && !is_gone)
    return TRUE;
  oracle_number (self->input, "libvirtReason", &reason);
  payload = json_object_new ();
  json_object_set_int_member (payload, "state", state);
  json_object_set_int_member (payload, "reason", reason);
  if (is_gone)
    json_object_set_boolean_member (payload, "gone", TRUE);
  return add_fact (self, "domainState", TRUE, payload, error);
}

static void
add_agent_replies (Making *self)
{
  JsonObject *replies = oracle_object (self->input, "agentReplies");
  JsonObjectIter iter;
  const char *command;
  JsonNode *node;

  if (replies == NULL)
    return;
  json_object_iter_init (&iter, replies);
  while (json_object_iter_next (&iter, &command, &node))
    {
      const char *text = oracle_text (replies, command);

      if (text != NULL)
        g_ptr_array_add (self->facts, vmistate_fact_new_for_agent_reply (
                                          SOURCE_ID, self->namespace_, self->name, self->uid,
                                          self->at, command, text, -1));
    }
}

static gboolean
add_pod_networks (Making *self, GError **error)
{
  JsonObject *cache = oracle_object (self->input, "podCache");
  JsonObject *payload;
  JsonArray *networks;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (cache == NULL)
    return TRUE;
  payload = json_object_new ();
  networks = json_array_new ();
  json_object_set_array_member (payload, "networks", networks);
  json_object_iter_init (&iter, cache);
  while (json_object_iter_next (&iter, &name, &node))
    {
      JsonObject *record = oracle_object (cache, name);
      JsonObject *network = record != NULL ? copy_object (record) : json_object_new ();

      json_object_set_string_member (network, "name", name);
      json_array_add_object_element (networks, network);
    }
  return add_fact (self, "podNetworks", TRUE, payload, error);
}

static gboolean
add_launcher (Making *self, GError **error)
{
  JsonObject *launcher;

  if (oracle_member (self->input, "launcher") == NULL
      && oracle_member (self->input, "mountedVolumes") == NULL)
    return TRUE;
  launcher = json_object_new ();
  copy_member (launcher, "answer", self->input, "launcher");
  copy_member (launcher, "mountedVolumes", self->input, "mountedVolumes");
  return add_fact (self, "launcher", TRUE, launcher, error);
}

/* All */

/* The interfaces' cases are the update of the list alone. While the VMI runs, a list in which only
 * the order is new would not be written; before that the object is written as a whole. */
static gboolean
add_vmi (Making *self, GError **error)
{
  JsonObject *given = oracle_object (self->input, "vmi");
  g_autoptr (JsonObject) vmi = given != NULL ? copy_object (given) : NULL;
  JsonObject *status = oracle_object (vmi, "status");

  if (vmi == NULL)
    return TRUE;
  if (status != NULL && g_str_equal (self->oracle_case->area, "interfaces-control"))
    json_object_set_string_member (status, "phase", "Scheduling");
  return add_object (self, vmi, error);
}

static gboolean
add_control_plane (Making *self, GError **error)
{
  return add_vmi (self, error) && add_configuration (self, error) && add_pods (self, error)
         && add_pod (self, error) && add_objects (self, "persistentVolumeClaims", error)
         && add_objects (self, "dataVolumes", error);
}

static gboolean
add_node_agent (Making *self, GError **error)
{
  if (!add_domain (self, error) || !add_state (self, error))
    return FALSE;
  add_agent_replies (self);
  return add_pod_networks (self, error) && add_launcher (self, error)
         && add_controller (self, error);
}

GPtrArray *
oracle_facts_new (const OracleCase *self, GError **error)
{
  JsonObject *metadata = oracle_object (oracle_object (self->input, "vmi"), "metadata");
  const char *namespace_ = oracle_text (metadata, "namespace");
  const char *name = oracle_text (metadata, "name");
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func (g_object_unref);
  Making making = { .oracle_case = self,
                    .input = self->input,
                    .namespace_ = namespace_ != NULL ? namespace_ : "default",
                    .name = name != NULL && *name != '\0' ? name : "vm",
                    .uid = oracle_text (metadata, "uid"),
                    .at = oracle_time_parse (self->now),
                    .facts = facts };

  if (!add_source_report (&making, error) || !add_control_plane (&making, error)
      || !add_node_agent (&making, error))
    return NULL;
  return g_steal_pointer (&facts);
}

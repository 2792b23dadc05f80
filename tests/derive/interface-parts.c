/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The small parts of KubeVirt's two passes over interfaces, where whole cases would be too coarse:
 * texts of addresses, Multus' annotation, names in the Pod, infoSource, the agent's list. */

#include "derive/kubevirt/agent-interfaces.h"
#include "derive/kubevirt/go-address.h"
#include "derive/kubevirt/interface-list.h"
#include "derive/kubevirt/interface-merge.h"
#include "derive/kubevirt/multus-status.h"
#include "derive/kubevirt/network-names.h"

#define INVALID VMISTATE_GO_ADDRESS_INVALID
#define IPV4    VMISTATE_GO_ADDRESS_IPV4
#define IPV6    VMISTATE_GO_ADDRESS_IPV6

static const struct
{
  const char *text;
  VmistateGoAddressFamily family;
  gboolean is_link_local;
} addresses[] = {
  { "192.0.2.1", IPV4, FALSE },
  { "0.0.0.0", IPV4, FALSE },
  { "169.254.255.1", IPV4, TRUE },
  { "169.253.0.1", IPV4, FALSE },
  { "::ffff:192.0.2.1", IPV4, FALSE },
  { "::ffff:a9fe:1", IPV4, TRUE },
  { "::", IPV6, FALSE },
  { "::1", IPV6, FALSE },
  { "1::", IPV6, FALSE },
  { "fd00:9:0::5", IPV6, FALSE },
  { "FE80::1", IPV6, TRUE },
  { "febf::1", IPV6, TRUE },
  { "fec0::1", IPV6, FALSE },
  { "1:2:3:4:5:6:7:8", IPV6, FALSE },
  { "1:2:3:4:5:6:192.0.2.1", IPV6, FALSE },
  { "::192.0.2.1", IPV6, FALSE },
  { NULL, INVALID, FALSE },
  { "", INVALID, FALSE },
  { " 192.0.2.1", INVALID, FALSE },
  { "192.0.2.1 ", INVALID, FALSE },
  { "192.0.2", INVALID, FALSE },
  { "192.0.2.1.", INVALID, FALSE },
  { "192.0.2.01", INVALID, FALSE },
  { "192.0.2.256", INVALID, FALSE },
  { "192.0.2.-1", INVALID, FALSE },
  { "99999999999999999999.0.2.1", INVALID, FALSE },
  { "10.1.2.3/24", INVALID, FALSE },
  { "fe80::1%eth0", INVALID, FALSE },
  { "::ffff:192.0.2.01", INVALID, FALSE },
  { ":", INVALID, FALSE },
  { ":::", INVALID, FALSE },
  { ":1", INVALID, FALSE },
  { "1:", INVALID, FALSE },
  { "1::2::3", INVALID, FALSE },
  { "00001::", INVALID, FALSE },
  { "1:2:3:4:5:6:7", INVALID, FALSE },
  { "1:2:3:4:5:6:7:8:9", INVALID, FALSE },
  { "1:2:3:4::5:6:7:8", INVALID, FALSE },
  { "1:2:3:4:5:6:7:192.0.2.1", INVALID, FALSE },
  { "192.0.2.1:1", INVALID, FALSE },
};

static void
test_addresses (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      VmistateGoAddress found = _vmistate_go_address_parse (addresses[i].text);

      g_test_message ("%s", addresses[i].text != NULL ? addresses[i].text : "(null)");
      g_assert_cmpint (found.family, ==, addresses[i].family);
      g_assert_cmpint (found.is_link_local, ==, addresses[i].is_link_local);
    }
}

/* Multus */

static const struct
{
  const char *text;
  guint n;
  const char *primary;
  gboolean has_net1;
} annotations[] = {
  { NULL, 0, NULL, FALSE },
  { "", 0, NULL, FALSE },
  { "null", 0, NULL, FALSE },
  { "{}", 0, NULL, FALSE },
  { "[", 0, NULL, FALSE },
  { "[{\"interface\":\"net1\"}", 0, NULL, FALSE },
  { "[]", 0, NULL, FALSE },
  { "[{\"interface\":\"net1\"}]", 1, NULL, TRUE },
  { "[{\"Interface\":\"net1\",\"DEFAULT\":true}]", 1, "net1", TRUE },
  { "[{\"default\":true},{\"default\":true,\"interface\":\"eth1\"}]", 2, "eth1", FALSE },
  { "[{\"default\":\"true\",\"interface\":\"net1\"}]", 1, NULL, TRUE },
  { "[{\"interface\":1,\"default\":true}]", 1, NULL, FALSE },
  { "[{\"name\":1,\"ips\":7,\"interface\":\"net1\"}]", 1, NULL, TRUE },
  { "[null,1,\"x\",[],{\"interface\":\"net1\"}]", 5, NULL, TRUE },
};

static void
test_annotations (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (annotations); i++)
    {
      g_autoptr (GPtrArray) networks = _vmistate_multus_status_parse (annotations[i].text);

      g_test_message ("%s", annotations[i].text != NULL ? annotations[i].text : "(null)");
      g_assert_cmpuint (networks->len, ==, annotations[i].n);
      g_assert_cmpstr (_vmistate_multus_status_get_primary (networks), ==, annotations[i].primary);
      g_assert_cmpint (_vmistate_multus_status_has (networks, "net1"), ==, annotations[i].has_net1);
    }
}

static const struct
{
  const char *text;
  gboolean is_ordinal;
} schemes[] = {
  { "[]", FALSE },
  { "[{\"interface\":\"net\"}]", FALSE },
  { "[{\"interface\":\"net1a\"}]", FALSE },
  { "[{\"interface\":\"xnet1\"}]", FALSE },
  { "[{\"interface\":\"net1\\n\"}]", FALSE },
  { "[{\"interface\":\"pod7e0055a6880\"}]", FALSE },
  { "[{\"interface\":\"eth0\"},{\"interface\":\"net007\"}]", TRUE },
};

static void
test_names (void)
{
  g_autofree char *hashed = _vmistate_network_names_make ("iface1", 0);
  g_autofree char *nameless = _vmistate_network_names_make (NULL, 0);
  g_autofree char *ordinal = _vmistate_network_names_make ("iface1", 12);

  g_assert_cmpstr (hashed, ==, "pod7e0055a6880");
  g_assert_cmpstr (nameless, ==, "pode3b0c44298f");
  g_assert_cmpstr (ordinal, ==, "net12");
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      g_autoptr (GPtrArray) networks = _vmistate_multus_status_parse (schemes[i].text);

      g_assert_cmpint (_vmistate_network_names_are_ordinal (networks), ==, schemes[i].is_ordinal);
    }
}

/* infoSource */

static const struct
{
  const char *before;
  const char *added; /* with "multus-status" */
  const char *removed;
} sources[] = {
  { NULL, "multus-status", NULL },
  { "multus-status", "multus-status", NULL },
  { "domain", "domain, multus-status", "domain" },
  { "multus-status, domain", "multus-status, domain", "domain" },
  { "multus-status, a, multus-status", "multus-status, a, multus-status", "a" },
  { "multus-status,domain", "multus-status,domain, multus-status", "multus-status,domain" },
};

static void
test_sources (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autoptr (VmistateInterface) added = g_object_new (VMISTATE_TYPE_INTERFACE, NULL);
      g_autoptr (VmistateInterface) removed = g_object_new (VMISTATE_TYPE_INTERFACE, NULL);

      _vmistate_record_set_string (added, INTERFACE_INFO_SOURCE, sources[i].before);
      _vmistate_record_set_string (removed, INTERFACE_INFO_SOURCE, sources[i].before);
      _vmistate_interface_add_source (added, INFO_SOURCE_MULTUS_STATUS);
      _vmistate_interface_remove_source (removed, INFO_SOURCE_MULTUS_STATUS);
      g_assert_cmpstr (vmistate_interface_get_info_source (added), ==, sources[i].added);
      g_assert_cmpstr (vmistate_interface_get_info_source (removed), ==, sources[i].removed);
    }
}

/* The agent's list */

static char *
print_agent_list (const char *reply)
{
  g_autoptr (GError) error = NULL;
  VmistateAgentAnswer answer = { .command = VMISTATE_AGENT_INTERFACES };
  VmistateView view = { .answered = &answer, .n_answered = 1 };
  g_autoptr (VmistateAgentReply) record =
      _vmistate_record_from_json (_vmistate_agent_reply_get_type (), reply, -1, &error);
  g_autoptr (GPtrArray) interfaces = NULL;
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  answer.good.payload = record;
  interfaces = _vmistate_kubevirt_agent_interfaces (&view);
  for (guint i = 0; i < interfaces->len; i++)
    {
      JsonNode *node = _vmistate_record_to_node (interfaces->pdata[i], VMISTATE_PROFILE_KUBEVIRT);
      g_autofree char *json = json_to_string (node, FALSE);

      g_string_append_printf (text, "%s\n", json);
      json_node_unref (node);
    }
  return g_string_free (text, /* free_segment= */ FALSE);
}

static const struct
{
  const char *reply;
  const char *list;
} agent_lists[] = {
  { "{\"interfaces\":[]}", "" },
  { "{\"interfaces\":[{\"name\":\"lo\"},{\"name\":\"lo:1\"},{\"name\":\"lo0\"}]}",
    "{\"interfaceName\":\"lo0\"}\n" },
  { "{\"interfaces\":[{},{\"name\":\":1\",\"hardwareAddress\":\"52:54:00:00:00:01\"}]}", "{}\n" },
  { "{\"interfaces\":[{\"name\":\"eth0\",\"addresses\":[{\"type\":\"ipv6\",\"address\":\"::1\"}]},"
    "{\"name\":\"eth1\"},"
    "{\"name\":\"eth0:1\",\"hardwareAddress\":\"52:54:00:00:00:01\","
    "\"addresses\":[{},{\"type\":\"ipv4\",\"address\":\"192.0.2.1\"}]}]}",
    "{\"ipAddress\":\"192.0.2.1\",\"ipAddresses\":[\"::1\",\"192.0.2.1\"],"
    "\"interfaceName\":\"eth0\"}\n{\"interfaceName\":\"eth1\"}\n" },
  { "{\"interfaces\":[{\"name\":\"eth0\",\"hardwareAddress\":\"52:54:00:aa:00:00\","
    "\"reportedHardwareAddress\":\"52:54:00:AA:00:00\",\"addresses\":["
    "{\"type\":\"ipv4\",\"reportedType\":\"ipv6\",\"address\":\"192.0.2.1\"},"
    "{\"type\":\"ipv6\",\"address\":\"fe80::1\",\"reportedAddress\":\"fe80::1%2\"},"
    "{\"reportedType\":\"ipv4\",\"reportedAddress\":\"none\"}]}]}",
    "{\"ipAddress\":\"none\",\"mac\":\"52:54:00:AA:00:00\","
    "\"ipAddresses\":[\"192.0.2.1\",\"fe80::1%2\",\"none\"],\"interfaceName\":\"eth0\"}\n" },
};

static void
test_agent_lists (void)
{
  const VmistateView view = { 0 };
  g_autoptr (GPtrArray) without_view = _vmistate_kubevirt_agent_interfaces (NULL);
  g_autoptr (GPtrArray) without_answers = _vmistate_kubevirt_agent_interfaces (&view);

  g_assert_cmpuint (without_view->len, ==, 0);
  g_assert_cmpuint (without_answers->len, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (agent_lists); i++)
    {
      g_autofree char *list = print_agent_list (agent_lists[i].reply);

      g_assert_cmpstr (list, ==, agent_lists[i].list);
    }
}

/* The merge */

static const struct
{
  const char *before;
  const char *guest;
  gboolean without_link_local;
  const char *after;
} merges[] = {
  { "", "", FALSE, "" },
  { "10.9.0.5 fd00::5", "", FALSE, "" },
  { "", "fd00::7 192.0.2.7", FALSE, "192.0.2.7 fd00::7" },
  { "10.9.0.5", "fd00::8", FALSE, "fd00::8" },
  { "10.9.0.5 fd00::5", "192.0.2.9 fd00::9", FALSE, "10.9.0.5 fd00::5" },
  { "10.9.0.5", "10.9.0.5 fd00::8 fe80::1", TRUE, "10.9.0.5 fd00::8" },
  { "10.9.0.5", "169.254.0.1", TRUE, "" },
  { "10.9.0.5", "169.254.0.1", FALSE, "10.9.0.5" },
  { "fe80::5 none", "fe80::1%2 ::ffff:192.0.2.1 010.1.1.1", TRUE, "::ffff:192.0.2.1" },
};

static VmistateInterface *
interface_with_addresses (const char *list)
{
  g_auto (GStrv) texts = *list != '\0' ? g_strsplit (list, " ", -1) : g_new0 (char *, 1);
  VmistateInterface *interface = g_object_new (VMISTATE_TYPE_INTERFACE, NULL);

  _vmistate_record_set_texts (interface, INTERFACE_IP_ADDRESSES, (const char *const *) texts,
                              g_strv_length (texts));
  _vmistate_record_set_string (interface, INTERFACE_IP_ADDRESS, texts[0]);
  return interface;
}

static void
test_merges (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (merges); i++)
    {
      g_autoptr (VmistateInterface) interface = interface_with_addresses (merges[i].before);
      g_autoptr (VmistateInterface) guest = interface_with_addresses (merges[i].guest);
      g_autoptr (VmistateInterface) after = interface_with_addresses (merges[i].after);

      _vmistate_interface_merge (interface, guest, merges[i].without_link_local);
      g_assert_true (vmistate_record_equal (VMISTATE_RECORD (interface), VMISTATE_RECORD (after)));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/interface-parts/addresses", test_addresses);
  g_test_add_func ("/interface-parts/annotations", test_annotations);
  g_test_add_func ("/interface-parts/names", test_names);
  g_test_add_func ("/interface-parts/sources", test_sources);
  g_test_add_func ("/interface-parts/agent-lists", test_agent_lists);
  g_test_add_func ("/interface-parts/merges", test_merges);
  return g_test_run ();
}

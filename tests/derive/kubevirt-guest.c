/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What KubeVirt's launcher keeps of an agent's answers, one after the other, and what its node
 * agent copies of it. Single answers are compared with KubeVirt's own; here it is about what was
 * before. */

#include "config.h"

#include <vmistate/vmistate.h>

#include "derive/kubevirt/pass.h"

#define NOTHING "{\"os\":{},\"timezone\":\", 0\",\"fsInfo\":{\"disks\":null}}"

#define REPLY(command, rest) "\"agentReply\":{\"command\":\"" command "\"" rest "}"
#define REBOOT               "\"domainEvent\":{\"name\":\"REBOOT\"}"
#define SHUTOFF              "\"domainState\":{\"state\":5,\"reason\":1}"
#define DOMAIN               "\"domain\":{\"type\":\"kvm\"}"
#define FROZEN               REPLY ("guest-fsfreeze-status", ",\"fsfreezeStatus\":\"frozen\"")
#define THAWED               REPLY ("guest-fsfreeze-status", ",\"fsfreezeStatus\":\"thawed\"")
#define OURS                 REPLY ("guest-get-osinfo", ",\"os\":{\"name\":\"Ours\",\"version\":\"2\"}")

static VmistateFact *
read_fact (const char *payload, guint place)
{
  g_autofree char *text = g_strdup_printf (
      "{\"source\":\"s\",\"name\":\"vm\",\"observedAt\":\"2026-01-01T00:00:%02uZ\",%s}", place + 1,
      payload);
  g_autoptr (GError) error = NULL;
  VmistateFact *fact = vmistate_fact_new_from_json (text, -1, &error);

  g_assert_no_error (error);
  return fact;
}

/* @status: (nullable): JSON of what is stored; NULL: nothing, and there is a domain
 * @facts: their payloads, one second after the other */
static VmistateReconciliation *
reconcile (const char *status, const char *const *facts)
{
  g_autofree char *json =
      g_strdup_printf ("{\"metadata\":{\"name\":\"vm\"},\"status\":%s}", status ? status : "{}");
  g_autoptr (GError) error = NULL;
  g_autoptr (VmistateVmiObject) object =
      _vmistate_record_from_json (_vmistate_vmi_object_get_type (), json, -1, &error);
  VmistateSourceRecord source = { .id = g_ref_string_new ("s") };
  g_autoptr (VmistateFact) domain = read_fact (DOMAIN, 0);
  VmistateReconciliation *result;
  VmistateEvidence evidence;

  g_assert_no_error (error);
  _vmistate_evidence_init (&evidence);
  if (status == NULL)
    _vmistate_evidence_fold (&evidence, &source, domain);
  for (guint i = 0; facts[i] != NULL; i++)
    {
      g_autoptr (VmistateFact) fact = read_fact (facts[i], i);

      if (i == 0)
        _vmistate_evidence_fold_vmi (&evidence, &source, fact, object);
      _vmistate_evidence_fold (&evidence, &source, fact);
    }
  result = _vmistate_derive_kubevirt (&evidence);
  _vmistate_evidence_clear (&evidence);
  g_ref_string_release (source.id);
  return result;
}

/* The store */

static const struct
{
  const char *facts[4];
  const char *info;  /* the body of guestosinfo */
  const char *crash; /* the command that the launcher would not survive */
} store_rows[] = {
  { { DOMAIN }, NOTHING, NULL },

  /* It forgets nothing. */
  { { REPLY ("guest-get-host-name", ",\"hostname\":\"vm\""), REBOOT },
    "{\"hostname\":\"vm\",\"os\":{},\"timezone\":\", 0\",\"fsInfo\":{\"disks\":null}}",
    NULL },
  { { FROZEN, SHUTOFF },
    "{\"os\":{},\"timezone\":\", 0\",\"fsInfo\":{\"disks\":null},\"fsFreezeStatus\":\"frozen\"}",
    NULL },
  { { FROZEN, REPLY ("guest-fsfreeze-status", ",\"error\":\"timeout\"") },
    "{\"os\":{},\"timezone\":\", 0\",\"fsInfo\":{\"disks\":null},\"fsFreezeStatus\":\"frozen\"}",
    NULL },

  /* What it reads counts, whatever we read, and if it is nothing. */
  { { REPLY ("guest-info", ",\"version\":\"1\",\"kubevirt\":{\"version\":\"2\"}") },
    "{\"guestAgentVersion\":\"2\",\"os\":{},\"timezone\":\", 0\",\"fsInfo\":{\"disks\":null}}",
    NULL },
  { { REPLY ("guest-info", ",\"version\":\"1\""),
      REPLY ("guest-info", ",\"error\":\"protocol\",\"kubevirt\":{\"version\":\"2\"}") },
    "{\"guestAgentVersion\":\"2\",\"os\":{},\"timezone\":\", 0\",\"fsInfo\":{\"disks\":null}}",
    NULL },
  { { REPLY ("guest-info", ",\"version\":\"1\""),
      REPLY ("guest-info", ",\"error\":\"protocol\",\"kubevirt\":{}") },
    NOTHING,
    NULL },
  { { REPLY ("guest-info", ",\"version\":\"1\",\"kubevirt\":{\"outcome\":\"ignored\"}") },
    NOTHING,
    NULL },

  /* The last answer it noticed is the one that kills it. */
  { { REPLY ("guest-info", ",\"version\":\"1\""),
      REPLY ("guest-info", ",\"error\":\"protocol\",\"kubevirt\":{\"outcome\":\"panic\"}") },
    NOTHING,
    "guest-info" },
  { { REPLY ("guest-info", ",\"error\":\"protocol\",\"kubevirt\":{\"outcome\":\"panic\"}"),
      REPLY ("guest-info", ",\"version\":\"1\"") },
    "{\"guestAgentVersion\":\"1\",\"os\":{},\"timezone\":\", 0\",\"fsInfo\":{\"disks\":null}}",
    NULL },
  { { REPLY ("guest-get-fsinfo", ",\"kubevirt\":{\"outcome\":\"panic\"}") },
    NOTHING,
    "guest-get-fsinfo" },

  /* Whole milliseconds, as a signed number. */
  { { REPLY ("guest-get-users", ",\"users\":[{\"userName\":\"a\",\"loginTime\":1.0019},"
                                "{\"userName\":\"b\",\"loginTime\":-1},{\"userName\":\"c\"},"
                                "{\"userName\":\"d\",\"loginTime\":9223372036854775.807},"
                                "{\"userName\":\"e\",\"loginTime\":9223372036854774}]") },
    "{\"os\":{},\"timezone\":\", 0\",\"userList\":[{\"userName\":\"a\",\"loginTime\":1.001},"
    "{\"userName\":\"b\"},{\"userName\":\"c\"},{\"userName\":\"d\"},"
    "{\"userName\":\"e\",\"loginTime\":9223372036854774.0}],\"fsInfo\":{\"disks\":null}}",
    NULL },
};

static void
test_store (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (store_rows); i++)
    {
      g_autoptr (VmistateReconciliation) result = reconcile (NULL, store_rows[i].facts);
      VmistateStatus *status = vmistate_reconciliation_get_status (result);
      g_autofree char *info =
          vmistate_record_to_json (VMISTATE_RECORD (vmistate_status_get_guest_agent_info (status)),
                                   VMISTATE_PROFILE_KUBEVIRT);
      const char *const *crashes = _vmistate_record_get_texts (result, RECONCILIATION_CRASHES);

      g_test_message ("row %u", i);
      g_assert_cmpstr (info, ==, store_rows[i].info);
      g_assert_cmpstr (crashes != NULL ? crashes[0] : NULL, ==, store_rows[i].crash);
    }
}

/* The copy */

static const struct
{
  const char *before;
  const char *facts[4];
  const char *version; /* of the system */
  const char *freeze;
} copy_rows[] = {
  { "{}", { DOMAIN, OURS, FROZEN }, "2", "frozen" },
  { "{\"guestOSInfo\":{\"name\":\"Ours\",\"version\":\"1\"},\"fsFreezeStatus\":\"x\"}",
    { DOMAIN, OURS, THAWED },
    "1",
    NULL },
  { "{\"guestOSInfo\":{\"name\":\"Other\",\"version\":\"1\"},\"fsFreezeStatus\":\"x\"}",
    { DOMAIN, OURS },
    "2",
    "x" },
  { "{\"guestOSInfo\":{\"version\":\"1\"}}",
    { DOMAIN, REPLY ("guest-get-osinfo", ",\"os\":{\"version\":\"2\"}") },
    "1",
    NULL },
  { "{\"phase\":\"Failed\"}", { DOMAIN, OURS, FROZEN }, NULL, NULL },
  { "{}", { OURS, FROZEN }, NULL, NULL },
};

static void
test_copy (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (copy_rows); i++)
    {
      g_autoptr (VmistateReconciliation) result =
          reconcile (copy_rows[i].before, copy_rows[i].facts);
      VmistateStatus *status = vmistate_reconciliation_get_status (result);
      VmistateGuestOsInfo *os = vmistate_status_get_guest_os_info (status);

      g_test_message ("row %u", i);
      g_assert_cmpstr (os != NULL ? vmistate_guest_os_info_get_version (os) : NULL, ==,
                       copy_rows[i].version);
      g_assert_cmpstr (vmistate_status_get_fs_freeze_status (status), ==, copy_rows[i].freeze);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kubevirt-guest/store", test_store);
  g_test_add_func ("/kubevirt-guest/copy", test_copy);
  return g_test_run ();
}

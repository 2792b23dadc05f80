/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Facts from the raw form: what is in them is the parsers' matter, here it is whose they are. */

#include "config.h"

#include <vmistate/vmistate.h>

#include "model/fact.h"
#include "sources/agent/agent-reply.h"
#include "sources/domain-xml.h"

#define AT (G_GINT64_CONSTANT (1772359200) * G_USEC_PER_SEC + 1)

#define XML                                                                                        \
  "<domain type='kvm'><name>shop_vm1</name><uuid>5c0ffee0-1111-4222-8333-444455556666</uuid>"      \
  "<metadata><kubevirt xmlns='http://kubevirt.io'><uid>vmi-1</uid></kubevirt></metadata></domain>"

static void
assert_about (VmistateFact *fact, VmistateFactKind kind, const char *namespace_, const char *name,
              const char *uid)
{
  g_assert_cmpint (vmistate_fact_get_kind (fact), ==, kind);
  g_assert_cmpstr (vmistate_fact_get_source (fact), ==, "s");
  g_assert_cmpstr (vmistate_fact_get_namespace (fact), ==, namespace_);
  g_assert_cmpstr (vmistate_fact_get_name (fact), ==, name);
  g_assert_cmpstr (vmistate_fact_get_uid (fact), ==, uid);
  g_assert_cmpint (vmistate_fact_get_observed_at_usec (fact), ==, AT);
  g_assert_false (vmistate_fact_get_after_gap (fact));
}

/* A fact that other programs can read as well. */
static void
assert_comes_back (VmistateFact *fact)
{
  g_autofree char *json = vmistate_record_to_json (VMISTATE_RECORD (fact), VMISTATE_PROFILE_TRUTH);
  g_autoptr (GError) error = NULL;
  g_autoptr (VmistateFact) twin = vmistate_fact_new_from_json (json, -1, &error);

  g_assert_no_error (error);
  g_assert_true (vmistate_record_equal (VMISTATE_RECORD (fact), VMISTATE_RECORD (twin)));
}

static void
test_domain (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VmistateFact) fact = vmistate_fact_new_for_domain_xml ("s", AT, XML, &error);
  g_autoptr (VmistateDomainDescription) parsed = _vmistate_domain_xml_parse (XML, NULL);

  g_assert_no_error (error);
  assert_about (fact, VMISTATE_FACT_KIND_DOMAIN, "shop", "vm1", "vmi-1");
  g_assert_true (
      vmistate_record_equal (_vmistate_fact_get_payload (fact), VMISTATE_RECORD (parsed->domain)));
  assert_comes_back (fact);
}

static void
test_bad_domain (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (vmistate_fact_new_for_domain_xml ("s", AT, "<domain/>", &error));
  g_assert_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA);
  g_assert_cmpstr (error->message, ==, "domain XML: <name> and <uuid> are needed");
}

static VmistateFact *
new_reply (const char *command, const char *text, gssize length)
{
  return vmistate_fact_new_for_agent_reply ("s", "shop", "vm1", "vmi-1", AT, command, text, length);
}

static void
test_reply (void)
{
  const char *text = "{\"return\":{\"host-name\":\"web\"}}";
  g_autoptr (VmistateFact) fact = new_reply ("guest-get-host-name", text, -1);
  g_autoptr (VmistateAgentReply) decoded =
      _vmistate_agent_reply_decode ("guest-get-host-name", text, -1);

  assert_about (fact, VMISTATE_FACT_KIND_AGENT_REPLY, "shop", "vm1", "vmi-1");
  g_assert_true (
      vmistate_record_equal (_vmistate_fact_get_payload (fact), VMISTATE_RECORD (decoded)));
  assert_comes_back (fact);
}

static void
test_bare_reply (void)
{
  g_autoptr (VmistateFact) fact = vmistate_fact_new_for_agent_reply (
      "s", NULL, "vm1", NULL, AT, "guest-ping", "{\"return\":{}}", -1);

  assert_about (fact, VMISTATE_FACT_KIND_AGENT_REPLY, NULL, "vm1", NULL);
  assert_comes_back (fact);
}

static void
assert_error (VmistateFact *fact, const char *error)
{
  gpointer reply = _vmistate_fact_get_payload (fact);

  g_assert_cmpstr (_vmistate_record_get_string (reply, AGENT_REPLY_ERROR), ==, error);
  assert_comes_back (fact);
}

/* The guest may say anything. */
static void
test_bad_reply (void)
{
  const char raw[] = { '{', 0, (char) 0xff };
  g_autoptr (VmistateFact) nothing = new_reply ("guest-ping", NULL, 0);
  g_autoptr (VmistateFact) garbage = new_reply ("guest-ping", raw, sizeof raw);
  g_autoptr (VmistateFact) unknown = new_reply ("guest-dance", "{\"return\":{}}", -1);
  g_autoptr (VmistateFact) cut = new_reply ("guest-ping", "{\"return\":{}}", 5);

  assert_error (nothing, "protocol");
  assert_error (garbage, "protocol");
  assert_error (unknown, "unsupported");
  assert_error (cut, "protocol");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/raw-facts/domain", test_domain);
  g_test_add_func ("/raw-facts/bad-domain", test_bad_domain);
  g_test_add_func ("/raw-facts/reply", test_reply);
  g_test_add_func ("/raw-facts/bare-reply", test_bare_reply);
  g_test_add_func ("/raw-facts/bad-reply", test_bad_reply);
  return g_test_run ();
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Objects of the API: from what a server says to facts, and from facts to what rules read. */

#include "config.h"

#include "model-test.h"

#include "model/fact.h"
#include "model/object-facts.h"
#include "model/objects/cluster-objects.h"
#include "model/objects/object.h"
#include "model/objects/pod-objects.h"
#include "model/objects/vmi-objects.h"
#include "model/payloads-control.h"

#define AT (G_GINT64_CONSTANT (1772359200) * G_USEC_PER_SEC)

#define FACT_START "{\"source\":\"api\",\"observedAt\":\"2026-03-01T10:00:00Z\","

/* What a server says that is no object */

static const struct
{
  const char *json;
  const char *message;
} bad_rows[] = {
  { "", "not JSON: expected a value at byte 0" },
  { "[]", "top level: expected an object, found an array" },
  { "7", "top level: expected an object, found a number" },
  { "{}", "kind: an object needs this member" },
  { "{\"kind\":null}", "kind: an object needs this member" },
  { "{\"kind\":7}", "kind: expected a string, found a number" },
  { "{\"kind\":\"Pod\"}", "metadata.name: an object needs this member" },
  { "{\"kind\":\"Pod\",\"metadata\":{\"uid\":\"u\"}}",
    "metadata.name: an object needs this member" },
  { "{\"kind\":\"Pod\",\"metadata\":[]}", "metadata: expected an object, found an array" },
  { "{\"kind\":\"Service\",\"metadata\":7}", "metadata: expected an object, found a number" },
  { "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\",\"labels\":{\"b\":1}}}",
    "metadata.labels[b]: expected a string, found a number" },
  { "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\",\"creationTimestamp\":\"soon\"}}",
    "metadata.creationTimestamp: “soon” is not an RFC 3339 time" },
  { "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\"},\"spec\":{\"nodeName\":{}}}",
    "spec.nodeName: expected a string, found an object" },
  { "{\"kind\":\"VirtualMachineInstance\",\"metadata\":{\"name\":\"a\"},"
    "\"status\":{\"interfaces\":[{},{\"queueCount\":\"many\"}]}}",
    "status.interfaces[1].queueCount: expected a whole number, found a string" },
  { "{\"kind\":\"PodList\"}", "items: expected an array, found nothing" },
  { "{\"kind\":\"PodList\",\"items\":{}}", "items: expected an array, found an object" },
  { "{\"kind\":\"PodList\",\"items\":[7]}", "items[0]: expected an object, found a number" },
  { "{\"kind\":\"PodList\",\"items\":[{\"metadata\":{\"name\":\"a\"}},{\"metadata\":{}}]}",
    "items[1].metadata.name: an object needs this member" },
  { "{\"kind\":\"List\",\"items\":[{\"metadata\":{\"name\":\"a\"}}]}",
    "items[0].kind: an object needs this member" },
  { "{\"object\":{}}", "type: “” is not an event of a watch" },
  { "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\"}}",
    "type: “ERROR” is not an event of a watch" },
  { "{\"type\":\"ADDED\",\"object\":7}", "object: expected an object, found a number" },
  { "{\"type\":\"ADDED\",\"object\":{\"kind\":\"Pod\"}}",
    "object.metadata.name: an object needs this member" },
  { "{\"type\":\"DELETED\",\"object\":{}}", "object.kind: an object needs this member" },
};

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", bad_rows[i].json);
      g_assert_null (_vmistate_object_facts_new ("api", AT, bad_rows[i].json, -1, &error));
      g_assert_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA);
      g_assert_cmpstr (error->message, ==, bad_rows[i].message);
    }
}

/* In a recording the object is a member of the fact. */
static void
test_bad_fact (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (vmistate_fact_new_from_json (
      FACT_START "\"object\":{\"kind\":\"Node\",\"metadata\":{}}}", -1, &error));
  g_assert_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA);
  g_assert_cmpstr (error->message, ==, "object.metadata.name: an object needs this member");
}

/* What a server says that is one */

#define POD(name) "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"" name "\",\"uid\":\"u-" name "\"}}"

static const struct
{
  const char *json;
  const char *facts[4]; /* behind source and time */
} good_rows[] = {
  { POD ("a"), { "\"object\":" POD ("a") } },
  /* A kind that nobody asks for may lack what others need. */
  { "{\"kind\":\"Service\"}", { "\"object\":{\"kind\":\"Service\"}" } },
  { "{\"kind\":\"PodList\",\"items\":[" POD ("a") ",{\"metadata\":{\"name\":\"b\","
                                                  "\"uid\":\"u-b\"}}]}",
    { "\"object\":" POD ("a"),
      "\"object\":{\"kind\":\"Pod\",\"metadata\":{\"name\":\"b\",\"uid\":\"u-b\"}}",
      "\"objectList\":{\"kind\":\"Pod\",\"uids\":[\"u-a\",\"u-b\"]}" } },
  { "{\"kind\":\"NodeList\",\"items\":[]}", { "\"objectList\":{\"kind\":\"Node\"}" } },
  /* Lists that do not tell what is not there: of anything, a part, without UIDs */
  { "{\"kind\":\"List\",\"items\":[" POD ("a") "]}", { "\"object\":" POD ("a") } },
  { "{\"kind\":\"List\",\"items\":[]}", { NULL } },
  { "{\"kind\":\"PodList\",\"metadata\":{\"continue\":\"x\"},\"items\":[" POD ("a") "]}",
    { "\"object\":" POD ("a") } },
  { "{\"kind\":\"PodList\",\"items\":[{\"metadata\":{\"name\":\"a\"}}]}",
    { "\"object\":{\"metadata\":{\"name\":\"a\"},\"kind\":\"Pod\"}" } },
  { "{\"type\":\"ADDED\",\"object\":" POD ("a") "}", { "\"object\":" POD ("a") } },
  { "{\"type\":\"MODIFIED\",\"object\":" POD ("a") "}", { "\"object\":" POD ("a") } },
  { "{\"type\":\"DELETED\",\"object\":" POD ("a") "}",
    { "\"objectGone\":{\"kind\":\"Pod\",\"name\":\"a\",\"uid\":\"u-a\"}" } },
  { "{\"type\":\"BOOKMARK\",\"object\":{}}", { NULL } },
};

static void
assert_fact (VmistateFact *fact, const char *expected)
{
  g_autofree char *wanted = g_strdup_printf (FACT_START "%s}", expected);
  g_autoptr (VmistateFact) twin = NULL;
  g_autoptr (GError) error = NULL;

  twin = vmistate_fact_new_from_json (wanted, -1, &error);
  g_assert_no_error (error);
  g_assert_true (vmistate_record_equal (VMISTATE_RECORD (fact), VMISTATE_RECORD (twin)));
}

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good_rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) facts =
          _vmistate_object_facts_new ("api", AT, good_rows[i].json, -1, &error);

      g_test_message ("%s", good_rows[i].json);
      g_assert_no_error (error);
      g_assert_cmpuint (facts->len, ==, g_strv_length ((char **) good_rows[i].facts));
      for (guint j = 0; j < facts->len; j++)
        assert_fact (facts->pdata[j], good_rows[i].facts[j]);
    }
}

/* What rules read */

static gpointer
read_api_object (const char *json, VmistateObjectRef *ref)
{
  g_autoptr (VmistateRecord) object = read_record (_vmistate_api_object_get_type (), json);
  g_autoptr (GError) error = NULL;
  gpointer typed = _vmistate_object_read_at (object, "", ref, &error);

  g_assert_no_error (error);
  return typed;
}

/* A recording keeps what this version does not know; memory does not. */
static void
test_unknown (void)
{
  const char *json = "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\","
                     "\"managedFields\":[1]},\"spec\":{\"nodeName\":\"n\",\"weather\":{}}}";
  g_autofree char *fact_json = g_strdup_printf (FACT_START "\"object\":%s}", json);
  g_autoptr (GPtrArray) facts = _vmistate_object_facts_new ("api", AT, json, -1, NULL);
  VmistateObjectRef ref;
  g_autoptr (VmistateRecord) pod = read_api_object (json, &ref);

  assert_writes (facts->pdata[0], VMISTATE_PROFILE_TRUTH, fact_json);
  assert_writes (pod, VMISTATE_PROFILE_TRUTH,
                 "{\"metadata\":{\"name\":\"a\"},\"spec\":{\"nodeName\":\"n\"}}");
}

static void
test_other_kind (void)
{
  VmistateObjectRef ref;

  g_assert_null (read_api_object ("{\"kind\":\"Service\"}", &ref));
  g_assert_cmpint (ref.kind, ==, VMISTATE_OBJECT_OTHER);
}

static void
test_pod_ref (void)
{
  VmistateObjectRef ref;
  g_autoptr (VmistateRecord) pod = read_api_object (
      "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\",\"namespace\":\"shop\",\"uid\":\"u\","
      "\"ownerReferences\":[{\"uid\":\"other\"},{\"uid\":\"no\",\"controller\":false},"
      "{\"uid\":\"vmi\",\"controller\":true},{\"uid\":\"late\",\"controller\":true}]}}",
      &ref);

  g_assert_nonnull (pod);
  g_assert_cmpint (ref.kind, ==, VMISTATE_OBJECT_POD);
  g_assert_cmpstr (ref.namespace_, ==, "shop");
  g_assert_cmpstr (ref.name, ==, "a");
  g_assert_cmpstr (ref.uid, ==, "u");
  g_assert_cmpstr (ref.vmi_uid, ==, "vmi");
  g_assert_null (ref.vmi_name);
}

static void
test_migration_ref (void)
{
  VmistateObjectRef ref;
  g_autoptr (VmistateRecord) migration = read_api_object (
      "{\"kind\":\"VirtualMachineInstanceMigration\",\"metadata\":{\"name\":\"m\"},"
      "\"spec\":{\"vmiName\":\"vm1\"}}",
      &ref);

  g_assert_nonnull (migration);
  g_assert_cmpint (ref.kind, ==, VMISTATE_OBJECT_MIGRATION);
  g_assert_null (ref.namespace_);
  g_assert_null (ref.uid);
  g_assert_null (ref.vmi_uid);
  g_assert_cmpstr (ref.vmi_name, ==, "vm1");
}

/* Every field of every kind, made by the tables themselves */

static gpointer make_full (GType type);

static GVariant *
make_variant (const char *type)
{
  if (g_str_equal (type, "ai"))
    return g_variant_new_parsed ("[7]");
  if (g_str_equal (type, "a{si}"))
    return g_variant_new_parsed ("{'x': 7}");
  g_assert_cmpstr (type, ==, "a{ss}");
  return g_variant_new_parsed ("{'x': 'y'}");
}

static void
fill_field (gpointer record, guint i, const VmistateField *field)
{
  const char *text = "x";
  GPtrArray *list;

  switch (field->kind)
    {
    case VMISTATE_FIELD_STRING:
    case VMISTATE_FIELD_QUANTITY:
      _vmistate_record_set_string (record, i, "1");
      break;
    case VMISTATE_FIELD_BOOLEAN:
      _vmistate_record_set_boolean (record, i, TRUE);
      break;
    case VMISTATE_FIELD_DOUBLE:
      _vmistate_record_set_double (record, i, 1.5);
      break;
    case VMISTATE_FIELD_TIME:
      _vmistate_record_set_time (record, i, AT);
      break;
    case VMISTATE_FIELD_RECORD:
      _vmistate_record_take_record (record, i, make_full (field->type ()));
      break;
    case VMISTATE_FIELD_LIST:
    case VMISTATE_FIELD_LAZY:
    case VMISTATE_FIELD_MAP:
      list = _vmistate_record_list_new ();
      g_ptr_array_add (list, make_full (field->type ()));
      _vmistate_record_take_list (record, i, list);
      break;
    case VMISTATE_FIELD_TEXTS:
      _vmistate_record_set_texts (record, i, &text, 1);
      break;
    case VMISTATE_FIELD_VARIANT:
      _vmistate_record_take_variant (record, i, make_variant (field->variant_type));
      break;
    default:
      _vmistate_record_set_integer (record, i, 7);
    }
}

static gpointer
make_full (GType type)
{
  gpointer record = g_object_new (type, NULL);
  guint n_fields;
  const VmistateField *fields = _vmistate_record_get_fields (record, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      if (!(fields[i].flags & VMISTATE_FIELD_HIDDEN))
        fill_field (record, i, &fields[i]);
    }
  return record;
}

static void
assert_full_comes_back (const char *kind, GType type)
{
  g_autoptr (VmistateRecord) full = make_full (type);
  g_autofree char *body = vmistate_record_to_json (full, VMISTATE_PROFILE_TRUTH);
  g_autofree char *json = g_strdup_printf ("{\"kind\":\"%s\",%s", kind, body + 1);
  VmistateObjectRef ref;
  g_autoptr (VmistateRecord) typed = read_api_object (json, &ref);

  g_assert_true (G_OBJECT_TYPE (typed) == type);
  assert_writes (typed, VMISTATE_PROFILE_TRUTH, body);
  g_assert_true (vmistate_record_equal (full, typed));
}

static void
test_full (void)
{
  assert_full_comes_back ("VirtualMachineInstance", _vmistate_vmi_object_get_type ());
  assert_full_comes_back ("Pod", _vmistate_pod_object_get_type ());
  assert_full_comes_back ("VirtualMachineInstanceMigration",
                          _vmistate_migration_object_get_type ());
  assert_full_comes_back ("PersistentVolumeClaim", _vmistate_claim_object_get_type ());
  assert_full_comes_back ("DataVolume", _vmistate_data_volume_object_get_type ());
  assert_full_comes_back ("Node", _vmistate_node_object_get_type ());
  assert_full_comes_back ("KubeVirt", _vmistate_kubevirt_object_get_type ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/objects/bad", test_bad);
  g_test_add_func ("/objects/bad-fact", test_bad_fact);
  g_test_add_func ("/objects/good", test_good);
  g_test_add_func ("/objects/unknown-members", test_unknown);
  g_test_add_func ("/objects/other-kind", test_other_kind);
  g_test_add_func ("/objects/pod-ref", test_pod_ref);
  g_test_add_func ("/objects/migration-ref", test_migration_ref);
  g_test_add_func ("/objects/full", test_full);
  return g_test_run ();
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Objects of the API as they come and go: the newest observation counts, whatever the order in
 * which they are told. */

#include "config.h"

#include "derive/catalog.h"
#include "derive/evidence.h"
#include "model/object-facts.h"

typedef struct
{
  VmistateCatalog *catalog; /* (owned) */
  GPtrArray *kept;          /* (owned) facts, for as long as their parts are looked at */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  self->catalog = _vmistate_catalog_new ();
  self->kept = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  _vmistate_catalog_free (self->catalog);
  g_ptr_array_unref (self->kept);
}

static gboolean
fold (Fixture *self, VmistateFact *fact)
{
  g_autoptr (VmistateRecord) object = NULL;
  VmistateObjectRef ref;

  g_ptr_array_add (self->kept, g_object_ref (fact));
  if (vmistate_fact_get_kind (fact) != VMISTATE_FACT_KIND_OBJECT)
    return _vmistate_catalog_fold_absence (self->catalog, fact);
  object = _vmistate_object_read (_vmistate_fact_get_payload (fact), &ref, NULL);
  g_assert_nonnull (object);
  return _vmistate_catalog_fold (self->catalog, &ref, object, fact);
}

/* What a server says at second @at. Returns: TRUE if any of it was news */
static gboolean
tell (Fixture *self, guint at, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facts =
      _vmistate_object_facts_new ("api", at * G_USEC_PER_SEC, json, -1, &error);
  gboolean news = FALSE;

  g_assert_no_error (error);
  for (guint i = 0; i < facts->len; i++)
    news |= fold (self, facts->pdata[i]);
  return news;
}

#define POD(name, uid, created, node)                                                              \
  "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"" name "\",\"namespace\":\"shop\",\"uid\":\"" uid    \
  "\",\"creationTimestamp\":\"2026-03-01T10:00:" created                                           \
  "Z\",\"ownerReferences\":[{\"uid\":\"vmi-1\",\"controller\":true}]},\"spec\":{\"nodeName\":"     \
  "\"" node "\"}}"
#define EVENT(type, object) "{\"type\":\"" type "\",\"object\":" object "}"
#define LIST(kind, items)   "{\"kind\":\"" kind "\",\"items\":[" items "]}"
#define CLAIM(name, uid)                                                                           \
  "{\"kind\":\"PersistentVolumeClaim\",\"metadata\":{\"name\":\"" name                             \
  "\",\"namespace\":\"shop\",\"uid\":\"" uid "\"}}"

/* The names of the VMI's Pods, and where they run: "a@node-1 b@" */
static char *
describe_pods (Fixture *self)
{
  g_autoptr (GPtrArray) pods = _vmistate_catalog_dup_pods (self->catalog, "vmi-1");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < pods->len; i++)
    {
      const VmistateObservation *pod = pods->pdata[i];
      gpointer metadata = _vmistate_record_get_record (pod->payload, POD_OBJECT_METADATA);
      gpointer spec = _vmistate_record_get_record (pod->payload, POD_OBJECT_SPEC);

      g_string_append_printf (text, "%s%s@%s", i > 0 ? " " : "",
                              _vmistate_record_get_string (metadata, OBJECT_META_NAME),
                              _vmistate_record_get_string (spec, POD_SPEC_NODE_NAME));
    }
  return g_string_free (text, FALSE);
}

static void
assert_pods (Fixture *self, const char *expected)
{
  g_autofree char *pods = describe_pods (self);

  g_assert_cmpstr (pods, ==, expected);
}

static gpointer
get_claim (Fixture *self, const char *name)
{
  return _vmistate_catalog_get (self->catalog, VMISTATE_OBJECT_CLAIM, "shop", name);
}

/* Objects */

static void
test_order_of_pods (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  assert_pods (self, "");
  g_assert_true (tell (self, 1, POD ("c", "u-c", "02", "n")));
  g_assert_true (tell (self, 1, POD ("b", "u-b", "02", "n")));
  g_assert_true (tell (self, 1, POD ("z", "u-z", "01", "n")));
  assert_pods (self, "z@n b@n c@n");
}

static void
test_older_loses (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_true (tell (self, 5, POD ("a", "u", "01", "new")));
  g_assert_false (tell (self, 4, POD ("a", "u", "01", "old")));
  assert_pods (self, "a@new");
  /* The same again is no news. */
  g_assert_false (tell (self, 6, POD ("a", "u", "01", "new")));
  g_assert_false (tell (self, 3, POD ("a", "u", "01", "old")));
  assert_pods (self, "a@new");
  g_assert_true (tell (self, 6, POD ("a", "u", "01", "newer")));
  assert_pods (self, "a@newer");
}

static void
test_new_owner (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  tell (self, 1, POD ("a", "u", "01", "n"));
  g_assert_true (tell (self, 2,
                       "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\",\"namespace\":\"shop\","
                       "\"uid\":\"u\"}}"));
  assert_pods (self, "");
}

/* Absence */

static void
test_deletion (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  tell (self, 5, POD ("a", "u", "01", "n"));
  g_assert_false (tell (self, 4, EVENT ("DELETED", POD ("a", "u", "01", "n"))));
  assert_pods (self, "a@n");
  g_assert_true (tell (self, 6, EVENT ("DELETED", POD ("a", "u", "01", "n"))));
  assert_pods (self, "");
  /* What was seen before the deletion and comes late does not bring it back. */
  g_assert_false (tell (self, 5, POD ("a", "u", "01", "late")));
  assert_pods (self, "");
  g_assert_true (tell (self, 7, POD ("a", "u-2", "01", "again")));
  assert_pods (self, "a@again");
}

static void
test_deletion_first (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_true (tell (self, 6, EVENT ("DELETED", POD ("a", "u", "01", "n"))));
  g_assert_true (tell (self, 5, POD ("a", "u", "01", "late")));
  assert_pods (self, "");
}

/* The name is another object's by now. */
static void
test_deletion_of_the_predecessor (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  tell (self, 5, POD ("a", "u-2", "01", "n"));
  g_assert_false (tell (self, 6, EVENT ("DELETED", POD ("a", "u-1", "01", "n"))));
  assert_pods (self, "a@n");
}

static void
test_listing (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  tell (self, 1, POD ("a", "u-a", "01", "n"));
  tell (self, 1, POD ("b", "u-b", "02", "n"));
  tell (self, 9, POD ("late", "u-late", "03", "n"));
  tell (self, 1, CLAIM ("disk", "u-disk"));
  g_assert_true (tell (self, 5, LIST ("PodList", POD ("b", "u-b", "02", "n"))));
  assert_pods (self, "b@n late@n");
  g_assert_nonnull (get_claim (self, "disk"));
  g_assert_true (tell (self, 10, LIST ("PodList", "")));
  assert_pods (self, "");
  g_assert_nonnull (get_claim (self, "disk"));
  g_assert_true (tell (self, 10, LIST ("PersistentVolumeClaimList", "")));
  g_assert_null (get_claim (self, "disk"));
}

#define EMPTY(namespace_)                                                                          \
  "{\"source\":\"api\",\"observedAt\":\"2026-03-01T10:00:00Z\",\"objectList\":{"                   \
  "\"kind\":\"Pod\",\"namespace\":\"" namespace_ "\"}}"

static void
test_listing_of_one_namespace (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (VmistateFact) of_other = vmistate_fact_new_from_json (EMPTY ("other"), -1, NULL);
  g_autoptr (VmistateFact) of_shop = vmistate_fact_new_from_json (EMPTY ("shop"), -1, NULL);

  tell (self, 1, POD ("a", "u", "01", "n"));
  g_assert_true (fold (self, of_other));
  assert_pods (self, "a@n");
  g_assert_true (_vmistate_catalog_knows_pods (self->catalog, "other"));
  g_assert_false (_vmistate_catalog_knows_pods (self->catalog, "shop"));
  g_assert_true (fold (self, of_shop));
  assert_pods (self, "");
  g_assert_true (_vmistate_catalog_knows_pods (self->catalog, "shop"));
}

static void
test_knows_pods (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  tell (self, 1, LIST ("List", POD ("a", "u", "01", "n")));
  tell (self, 1, LIST ("NodeList", ""));
  g_assert_false (_vmistate_catalog_knows_pods (self->catalog, "shop"));
  g_assert_true (tell (self, 2, LIST ("PodList", POD ("a", "u", "01", "n"))));
  g_assert_true (_vmistate_catalog_knows_pods (self->catalog, "shop"));
  g_assert_true (_vmistate_catalog_knows_pods (self->catalog, NULL));
}

/* Other kinds */

#define MIGRATION(name, created)                                                                   \
  "{\"kind\":\"VirtualMachineInstanceMigration\",\"metadata\":{\"name\":\"" name                   \
  "\",\"namespace\":\"shop\",\"uid\":\"u-" name                                                    \
  "\",\"creationTimestamp\":\"2026-03-01T10:00:" created "Z\"},\"spec\":{\"vmiName\":\"vm1\"}}"

static const char *
name_of_migration (Fixture *self, const char *namespace_, const char *vmi_name)
{
  const VmistateObservation *found =
      _vmistate_catalog_get_migration (self->catalog, namespace_, vmi_name);

  if (found == NULL)
    return NULL;
  return _vmistate_record_get_string (
      _vmistate_record_get_record (found->payload, MIGRATION_OBJECT_METADATA), OBJECT_META_NAME);
}

static void
test_migration (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_null (name_of_migration (self, "shop", "vm1"));
  tell (self, 1, MIGRATION ("second", "02"));
  tell (self, 2, MIGRATION ("first", "01"));
  g_assert_cmpstr (name_of_migration (self, "shop", "vm1"), ==, "second");
  g_assert_null (name_of_migration (self, "shop", "vm2"));
  g_assert_null (name_of_migration (self, "other", "vm1"));
  tell (self, 3, EVENT ("DELETED", MIGRATION ("second", "02")));
  g_assert_cmpstr (name_of_migration (self, "shop", "vm1"), ==, "first");
}

static void
test_configuration (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  const char *json = "{\"kind\":\"KubeVirt\",\"metadata\":{\"name\":\"kubevirt\","
                     "\"namespace\":\"kubevirt\",\"uid\":\"k\"}}";
  g_autofree char *deleted = g_strdup_printf (EVENT ("DELETED", "%s"), json);

  g_assert_null (_vmistate_catalog_get_configuration (self->catalog));
  g_assert_true (tell (self, 1, json));
  g_assert_nonnull (_vmistate_catalog_get_configuration (self->catalog));
  g_assert_true (tell (self, 2, deleted));
  g_assert_null (_vmistate_catalog_get_configuration (self->catalog));
}

/* The VMI itself is part of its evidence. */

static gboolean
tell_vmi (Fixture *self, VmistateEvidence *evidence, guint at, const char *phase)
{
  static const VmistateSourceRecord source = { 0 };
  g_autofree char *json = g_strdup_printf ("{\"kind\":\"VirtualMachineInstance\",\"metadata\":{"
                                           "\"name\":\"vm1\"},\"status\":{\"phase\":\"%s\"}}",
                                           phase);
  g_autoptr (GPtrArray) facts =
      _vmistate_object_facts_new ("api", at * G_USEC_PER_SEC, json, -1, NULL);
  g_autoptr (VmistateRecord) vmi = NULL;
  VmistateObjectRef ref;

  g_ptr_array_add (self->kept, g_object_ref (facts->pdata[0]));
  vmi = _vmistate_object_read (_vmistate_fact_get_payload (facts->pdata[0]), &ref, NULL);
  return _vmistate_evidence_fold_vmi (evidence, &source, facts->pdata[0], vmi);
}

static void
test_vmi (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  VmistateEvidence evidence;

  _vmistate_evidence_init (&evidence);
  g_assert_false (_vmistate_evidence_has_vmi (&evidence));
  g_assert_false (_vmistate_evidence_forget_vmi (&evidence, 0));
  g_assert_true (tell_vmi (self, &evidence, 5, "Running"));
  /* Only what it shows of the conditions' past is new. */
  g_assert_true (tell_vmi (self, &evidence, 4, "Scheduled"));
  g_assert_false (tell_vmi (self, &evidence, 4, "Scheduled"));
  g_assert_false (_vmistate_evidence_forget_vmi (&evidence, 4 * G_USEC_PER_SEC));
  g_assert_true (_vmistate_evidence_has_vmi (&evidence));
  g_assert_true (_vmistate_evidence_forget_vmi (&evidence, 6 * G_USEC_PER_SEC));
  g_assert_false (_vmistate_evidence_has_vmi (&evidence));
  g_assert_false (tell_vmi (self, &evidence, 5, "Running"));
  g_assert_false (_vmistate_evidence_has_vmi (&evidence));
  g_assert_true (tell_vmi (self, &evidence, 7, "Pending"));
  g_assert_true (_vmistate_evidence_has_vmi (&evidence));
  _vmistate_evidence_clear (&evidence);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/catalog/order-of-pods", test_order_of_pods);
  add ("/catalog/older-loses", test_older_loses);
  add ("/catalog/new-owner", test_new_owner);
  add ("/catalog/deletion", test_deletion);
  add ("/catalog/deletion-first", test_deletion_first);
  add ("/catalog/deletion-of-the-predecessor", test_deletion_of_the_predecessor);
  add ("/catalog/listing", test_listing);
  add ("/catalog/listing-of-one-namespace", test_listing_of_one_namespace);
  add ("/catalog/knows-pods", test_knows_pods);
  add ("/catalog/migration", test_migration);
  add ("/catalog/configuration", test_configuration);
  add ("/catalog/vmi", test_vmi);
  return g_test_run ();
}

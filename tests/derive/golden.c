/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Evidence in, status out, as data: each file under tests/data/derive is an array of cases
 *
 *   {"name": …, "facts": [fact, …], "expect": {…}, "absent": [member, …], "observed": [stamp, …],
 *    "unobserved": [stamp, …], "reconciled": {…}, "roles": {uid of a Pod: role, …}}
 *
 * The facts are folded in and derived from one after the other. `expect` holds what the status
 * must have: objects may have more members than expected, arrays may not have more elements; null
 * and [] ask for an absent member.
 * `absent` names members that must not be there, `observed` the stamps that must be, `unobserved`
 * those that must not, `reconciled` what KubeVirt's answer must have, `roles` what each of the
 * VMI's Pods is to it; null is none. Members that facts leave out are filled in: the source "s",
 * the VMI default/vm, and one second for each. Members that are not part of the JSON form count
 * too.
 *
 * The same facts in other orders must give the same status. */

#include <json-glib/json-glib.h>

#include "derive/derive.h"
#include "derive/kubevirt/pass.h"
#include "model/active-pod.h"
#include "model/record.h"
#include "model/status.h"
#include "monitor/source-table.h"

#include "hidden.h"

typedef struct
{
  char *title;
  JsonObject *object;
} Case;

static void
case_free (gpointer data)
{
  Case *self = data;

  json_object_unref (self->object);
  g_free (self->title);
  g_free (self);
}

/* Comparing */

static void check_subset (JsonNode *expected, JsonNode *found, const char *path);

static char *
describe (JsonNode *node)
{
  return node != NULL ? json_to_string (node, FALSE) : g_strdup ("nothing");
}

static void
complain (JsonNode *expected, JsonNode *found, const char *path)
{
  g_autofree char *wanted = describe (expected);
  g_autofree char *got = describe (found);

  g_test_message ("%s: expected %s, found %s", path, wanted, got);
  g_test_fail ();
}

static void
check_object (JsonObject *expected, JsonObject *found, const char *path)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, expected);
  while (json_object_iter_next (&iter, &name, &node))
    {
      g_autofree char *member = g_strdup_printf ("%s.%s", path, name);

      check_subset (node, json_object_get_member (found, name), member);
    }
}

static void
check_array (JsonNode *expected, JsonNode *found, const char *path)
{
  JsonArray *wanted = json_node_get_array (expected);
  JsonArray *got = json_node_get_array (found);

  if (json_array_get_length (wanted) != json_array_get_length (got))
    {
      complain (expected, found, path);
      return;
    }
  for (guint i = 0; i < json_array_get_length (wanted); i++)
    {
      g_autofree char *element = g_strdup_printf ("%s[%u]", path, i);

      check_subset (json_array_get_element (wanted, i), json_array_get_element (got, i), element);
    }
}

/* Nothing is what null and an empty list ask for. */
static gboolean
is_nothing (JsonNode *expected)
{
  return JSON_NODE_HOLDS_NULL (expected)
         || (JSON_NODE_HOLDS_ARRAY (expected)
             && json_array_get_length (json_node_get_array (expected)) == 0);
}

static void
check_subset (JsonNode *expected, JsonNode *found, const char *path)
{
  if (found == NULL && is_nothing (expected))
    return;
  if (found != NULL && JSON_NODE_HOLDS_OBJECT (expected) && JSON_NODE_HOLDS_OBJECT (found))
    check_object (json_node_get_object (expected), json_node_get_object (found), path);
  else if (found != NULL && JSON_NODE_HOLDS_ARRAY (expected) && JSON_NODE_HOLDS_ARRAY (found))
    check_array (expected, found, path);
  else if (found == NULL || !json_node_equal (expected, found))
    complain (expected, found, path);
}

static void
check_absent (JsonArray *names, JsonObject *status)
{
  for (guint i = 0; i < json_array_get_length (names); i++)
    {
      const char *name = json_array_get_string_element (names, i);

      if (json_object_has_member (status, name))
        {
          g_test_message ("%s must be absent", name);
          g_test_fail ();
        }
    }
}

static const char *
find_role (VmistateStatus *status, const char *uid)
{
  GPtrArray *pods = _vmistate_record_get_list (status, STATUS_ACTIVE_PODS);

  for (guint i = 0; pods != NULL && i < pods->len; i++)
    {
      if (g_strcmp0 (_vmistate_record_get_string (pods->pdata[i], ACTIVE_POD_UID), uid) == 0)
        return _vmistate_record_get_string (pods->pdata[i], ACTIVE_POD_ROLE);
    }
  return NULL;
}

static void
check_roles (JsonObject *roles, VmistateStatus *status)
{
  JsonObjectIter iter;
  const char *uid;
  JsonNode *role;

  json_object_iter_init (&iter, roles);
  while (json_object_iter_next (&iter, &uid, &role))
    {
      const char *wanted = JSON_NODE_HOLDS_NULL (role) ? NULL : json_node_get_string (role);
      const char *found = find_role (status, uid);

      if (g_strcmp0 (wanted, found) == 0)
        continue;
      g_test_message ("%s: expected role %s, found %s", uid, wanted, found);
      g_test_fail ();
    }
}

static gboolean
is_expected_stamp (JsonObject *expected, VmistateStamp *stamp)
{
  g_autoptr (JsonNode) node = _vmistate_record_to_node (stamp, VMISTATE_PROFILE_TRUTH);
  JsonObject *found = json_node_get_object (node);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init (&iter, expected);
  while (json_object_iter_next (&iter, &name, &value))
    {
      JsonNode *twin = json_object_get_member (found, name);

      if (twin == NULL || !json_node_equal (value, twin))
        return FALSE;
    }
  return TRUE;
}

/* @wanted: whether they must be there */
static void
check_stamps (JsonArray *expected, VmistateStatus *status, gboolean wanted)
{
  GPtrArray *stamps = vmistate_status_get_stamps (status);

  for (guint i = 0; i < json_array_get_length (expected); i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; stamps != NULL && j < stamps->len; j++)
        found =
            found
            || is_expected_stamp (json_array_get_object_element (expected, i), stamps->pdata[j]);
      if (found != wanted)
        {
          g_autofree char *stamp = describe (json_array_get_element (expected, i));

          g_test_message ("%s stamp is %s", wanted ? "no" : "a", stamp);
          g_test_fail ();
        }
    }
}

/* Running */

static void
set_default (JsonObject *object, const char *name, const char *value)
{
  if (!json_object_has_member (object, name))
    json_object_set_string_member (object, name, value);
}

/* Returns: (transfer full) */
static VmistateFact *
read_fact (JsonNode *node, guint place)
{
  JsonObject *object = json_node_get_object (node);
  g_autofree char *time = g_strdup_printf ("2026-01-01T00:00:%02uZ", place + 1);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  VmistateFact *fact;

  set_default (object, "source", "s");
  set_default (object, "name", "vm");
  set_default (object, "observedAt", time);
  text = json_to_string (node, FALSE);
  fact = vmistate_fact_new_from_json (text, -1, &error);
  g_assert_no_error (error);
  return fact;
}

static void
fold_object (VmistateEvidence *evidence, VmistateCatalog *catalog, VmistateSourceRecord *source,
             VmistateFact *fact)
{
  VmistateObjectRef ref;
  g_autoptr (VmistateRecord) object =
      _vmistate_object_read (_vmistate_fact_get_payload (fact), &ref, NULL);

  if (object == NULL)
    return;
  if (ref.kind == VMISTATE_OBJECT_VMI)
    _vmistate_evidence_fold_vmi (evidence, source, fact, object);
  else if (_vmistate_catalog_fold (catalog, &ref, object, fact))
    evidence->touched |= VMISTATE_TOUCH_OBJECT;
}

static void
fold_fact (VmistateEvidence *evidence, VmistateCatalog *catalog, VmistateSourceTable *sources,
           VmistateFact *fact)
{
  VmistateSourceRecord *source =
      _vmistate_source_table_ensure (sources, vmistate_fact_get_source (fact));
  gint64 at = vmistate_fact_get_observed_at_usec (fact);
  gint64 expiry = _vmistate_evidence_next_expiry (evidence);

  switch (vmistate_fact_get_kind (fact))
    {
    case VMISTATE_FACT_KIND_SOURCE:
      if (_vmistate_source_table_fold (sources, fact))
        evidence->touched |= VMISTATE_TOUCH_SOURCE;
      break;
    case VMISTATE_FACT_KIND_OBJECT:
      fold_object (evidence, catalog, source, fact);
      break;
    case VMISTATE_FACT_KIND_OBJECT_GONE:
    case VMISTATE_FACT_KIND_OBJECT_LIST:
      if (_vmistate_catalog_fold_absence (catalog, fact))
        evidence->touched |= VMISTATE_TOUCH_OBJECT;
      break;
    case VMISTATE_FACT_KIND_CLOCK:
      break;
    default:
      _vmistate_evidence_fold (evidence, source, fact);
    }
  evidence->now = MAX (evidence->now, at);
  if (expiry < evidence->now || vmistate_fact_get_kind (fact) == VMISTATE_FACT_KIND_CLOCK)
    evidence->touched |= VMISTATE_TOUCH_TIME;
}

static void
check_reconciled (Case *self, const VmistateEvidence *evidence)
{
  g_autoptr (VmistateReconciliation) result = _vmistate_derive_kubevirt (evidence);
  g_autoptr (JsonNode) node = _vmistate_record_to_node (result, VMISTATE_PROFILE_KUBEVIRT);

  if (json_object_has_member (self->object, "reconciled"))
    check_subset (json_object_get_member (self->object, "reconciled"), node, "reconciled");
}

/* What a monitor does when it is asked for stamps. */
static void
restamp (const VmistateEvidence *evidence, VmistateStatus **status)
{
  VmistateStatus *before = *status;

  *status = _vmistate_derive_restamp (evidence, before);
  g_object_unref (before);
}

static VmistateStatus *
derive_facts (Case *self, GPtrArray *facts, gboolean reconcile)
{
  VmistateSourceTable sources;
  VmistateStatus *status = NULL;
  VmistateCatalog *catalog = _vmistate_catalog_new ();
  VmistateEvidence evidence;

  _vmistate_evidence_init (&evidence);
  _vmistate_source_table_init (&sources);
  evidence.catalog = catalog;
  for (guint i = 0; i < facts->len; i++)
    {
      VmistateFact *fact = facts->pdata[i];
      g_autoptr (VmistateStatus) before = g_steal_pointer (&status);

      fold_fact (&evidence, catalog, &sources, fact);
      status = _vmistate_derive_status (&evidence, before);
    }
  if (reconcile)
    check_reconciled (self, &evidence);
  restamp (&evidence, &status);
  _vmistate_evidence_clear (&evidence);
  _vmistate_source_table_clear (&sources);
  _vmistate_catalog_free (catalog);
  return status;
}

static GPtrArray *
read_facts (Case *self)
{
  JsonArray *array = json_object_get_array_member (self->object, "facts");
  GPtrArray *facts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (facts, read_fact (json_array_get_element (array, i), i));
  return facts;
}

#define N_ORDERS 10

/* In a random order, the first one backwards */
static void
reorder (GPtrArray *facts, guint n)
{
  for (guint i = facts->len; i > 1; i--)
    {
      guint j = n == 0 ? (i > facts->len / 2 ? facts->len - i : i - 1)
                       : (guint) g_test_rand_int_range (0, (gint32) i);
      gpointer fact = facts->pdata[i - 1];

      facts->pdata[i - 1] = facts->pdata[j];
      facts->pdata[j] = fact;
    }
}

/* The order in which facts come does not count. */
static void
check_orders (Case *self, GPtrArray *facts, JsonNode *expected)
{
  for (guint i = 0; i < N_ORDERS; i++)
    {
      g_autoptr (VmistateStatus) status = NULL;
      g_autoptr (JsonNode) node = NULL;

      reorder (facts, i);
      status = derive_facts (self, facts, /* reconcile= */ FALSE);
      node = show_all (status);
      if (!json_node_equal (expected, node))
        complain (expected, node, i == 0 ? "backwards" : "in another order");
    }
}

static void
test_case (gconstpointer data)
{
  Case *self = (Case *) data;
  g_autoptr (GPtrArray) facts = read_facts (self);
  g_autoptr (VmistateStatus) status = derive_facts (self, facts, /* reconcile= */ TRUE);
  g_autoptr (JsonNode) node = show_all (status);

  if (json_object_has_member (self->object, "expect"))
    check_subset (json_object_get_member (self->object, "expect"), node, "status");
  if (json_object_has_member (self->object, "absent"))
    check_absent (json_object_get_array_member (self->object, "absent"),
                  json_node_get_object (node));
  if (json_object_has_member (self->object, "observed"))
    check_stamps (json_object_get_array_member (self->object, "observed"), status, TRUE);
  if (json_object_has_member (self->object, "unobserved"))
    check_stamps (json_object_get_array_member (self->object, "unobserved"), status, FALSE);
  if (json_object_has_member (self->object, "roles"))
    check_roles (json_object_get_object_member (self->object, "roles"), status);
  check_orders (self, facts, node);
}

static guint
add_cases (const char *directory, const char *file)
{
  g_autofree char *path = g_build_filename (directory, file, NULL);
  g_autofree char *stem = g_strndup (file, strlen (file) - strlen (".json"));
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *cases;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  cases = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      Case *self = g_new0 (Case, 1);
      g_autofree char *test = NULL;

      self->object = json_object_ref (json_array_get_object_element (cases, i));
      self->title = g_strdup (json_object_get_string_member (self->object, "name"));
      g_assert_true (json_object_has_member (self->object, "expect")
                     || json_object_has_member (self->object, "observed")
                     || json_object_has_member (self->object, "reconciled"));
      test = g_strdup_printf ("/derive/%s/%s", stem, self->title);
      g_test_add_data_func_full (test, self, test_case, case_free);
    }
  return json_array_get_length (cases);
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  g_autoptr (GDir) directory = NULL;
  const char *file;
  guint n = 0;

  g_test_init (&argc, &argv, NULL);
  path = g_test_build_filename (G_TEST_DIST, "derive", NULL);
  directory = g_dir_open (path, 0, NULL);
  g_assert_nonnull (directory);
  while ((file = g_dir_read_name (directory)) != NULL)
    {
      if (g_str_has_suffix (file, ".json"))
        n += add_cases (path, file);
    }
  g_assert_cmpuint (n, >, 0);
  return g_test_run ();
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Evidence in, status out, as data: each file under tests/data/derive is an array of cases
 *
 *   {"name": …, "facts": [fact, …], "expect": {…}, "absent": [member, …], "observed": [stamp, …]}
 *
 * The facts are folded in and derived from one after the other. `expect` holds what the status
 * must have: objects may have more members than expected, arrays may not have more elements.
 * `absent` names members that must not be there, `observed` the stamps that must be. Members that
 * facts leave out are filled in: the source "s", the VMI default/vm, and one second for each. */

#include <json-glib/json-glib.h>

#include "derive/derive.h"
#include "model/record.h"

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
check_array (JsonArray *expected, JsonArray *found, const char *path)
{
  g_autofree char *length =
      g_strdup_printf ("%s has %u elements", path, json_array_get_length (expected));
  g_autofree char *found_length =
      g_strdup_printf ("%s has %u elements", path, json_array_get_length (found));

  g_assert_cmpstr (found_length, ==, length);
  for (guint i = 0; i < json_array_get_length (expected); i++)
    {
      g_autofree char *element = g_strdup_printf ("%s[%u]", path, i);

      check_subset (json_array_get_element (expected, i), json_array_get_element (found, i),
                    element);
    }
}

static void
check_subset (JsonNode *expected, JsonNode *found, const char *path)
{
  if (found != NULL && JSON_NODE_HOLDS_OBJECT (expected) && JSON_NODE_HOLDS_OBJECT (found))
    check_object (json_node_get_object (expected), json_node_get_object (found), path);
  else if (found != NULL && JSON_NODE_HOLDS_ARRAY (expected) && JSON_NODE_HOLDS_ARRAY (found))
    check_array (json_node_get_array (expected), json_node_get_array (found), path);
  else if (found == NULL || !json_node_equal (expected, found))
    {
      g_autofree char *wanted = describe (expected);
      g_autofree char *got = describe (found);

      g_test_message ("%s: expected %s, found %s", path, wanted, got);
      g_test_fail ();
    }
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

static void
check_stamps (JsonArray *expected, VmistateStatus *status)
{
  GPtrArray *stamps = vmistate_status_get_stamps (status);

  for (guint i = 0; i < json_array_get_length (expected); i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; stamps != NULL && j < stamps->len; j++)
        found =
            found
            || is_expected_stamp (json_array_get_object_element (expected, i), stamps->pdata[j]);
      if (!found)
        {
          g_autofree char *wanted = describe (json_array_get_element (expected, i));

          g_test_message ("no stamp is %s", wanted);
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
fold_source (VmistateSourceRecord *source, VmistateFact *fact)
{
  gpointer report = _vmistate_fact_get_payload (fact);
  const char *message = _vmistate_record_get_string (report, SOURCE_REPORT_MESSAGE);
  const char *state = _vmistate_record_get_string (report, SOURCE_REPORT_STATE);

  source->state =
      g_strcmp0 (state, "LOST") == 0 ? VMISTATE_SOURCE_STATE_LOST : VMISTATE_SOURCE_STATE_LIVE;
  source->observed_at = vmistate_fact_get_observed_at_usec (fact);
  g_clear_pointer (&source->message, g_ref_string_release);
  source->message = message != NULL ? g_ref_string_new (message) : NULL;
}

static VmistateSourceRecord *
find_source (GPtrArray *sources, const char *id)
{
  VmistateSourceRecord *source;

  for (guint i = 0; i < sources->len; i++)
    {
      source = sources->pdata[i];
      if (g_str_equal (source->id, id))
        return source;
    }
  source = g_new0 (VmistateSourceRecord, 1);
  source->id = g_ref_string_new (id);
  g_ptr_array_add (sources, source);
  return source;
}

static void
source_free (gpointer data)
{
  VmistateSourceRecord *source = data;

  g_ref_string_release (source->id);
  g_clear_pointer (&source->message, g_ref_string_release);
  g_free (source);
}

static VmistateStatus *
derive_case (Case *self)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (source_free);
  JsonArray *facts = json_object_get_array_member (self->object, "facts");
  VmistateStatus *status = NULL;
  VmistateEvidence evidence;

  _vmistate_evidence_init (&evidence);
  for (guint i = 0; i < json_array_get_length (facts); i++)
    {
      g_autoptr (VmistateFact) fact = read_fact (json_array_get_element (facts, i), i);
      g_autoptr (VmistateStatus) before = g_steal_pointer (&status);
      VmistateSourceRecord *source = find_source (sources, vmistate_fact_get_source (fact));

      if (vmistate_fact_get_kind (fact) == VMISTATE_FACT_KIND_SOURCE)
        fold_source (source, fact);
      else if (vmistate_fact_get_kind (fact) == VMISTATE_FACT_KIND_CLOCK)
        evidence.now = vmistate_fact_get_observed_at_usec (fact);
      else
        _vmistate_evidence_fold (&evidence, source, fact);
      status = _vmistate_derive_status (&evidence, before);
    }
  _vmistate_evidence_clear (&evidence);
  return status;
}

static void
test_case (gconstpointer data)
{
  Case *self = (Case *) data;
  g_autoptr (VmistateStatus) status = derive_case (self);
  g_autoptr (JsonNode) node = _vmistate_record_to_node (status, VMISTATE_PROFILE_TRUTH);

  if (json_object_has_member (self->object, "expect"))
    check_subset (json_object_get_member (self->object, "expect"), node, "status");
  if (json_object_has_member (self->object, "absent"))
    check_absent (json_object_get_array_member (self->object, "absent"),
                  json_node_get_object (node));
  if (json_object_has_member (self->object, "observed"))
    check_stamps (json_object_get_array_member (self->object, "observed"), status);
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
                     || json_object_has_member (self->object, "observed"));
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

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What an answer must have in common with KubeVirt's. In what Go writes, a member that is missing
 * and one that is empty or zero are the same; a whole part that is missing is not an empty one. */

#include "oracle.h"

#include <string.h>

#define NOW          "<now>"
#define MAX_SHOWN    200
#define MAX_REPORTED 40

typedef struct
{
  const OracleCase *oracle_case;
  GPtrArray *differences; /* (owned) */
} Comparison;

/* What each area answers for besides the members that its cases name: nothing there means that it
 * must not be there. */
static const struct
{
  const char *area;
  const char *const members[4];
} always_compared[] = {
  { "interfaces-control", { "error" } },
  { "phase-control", { "error" } },
  { "phase-node", { "domainState", "domainReason", "error" } },
  { "status-node", { "error" } },
};

/* Objects whose members are data: an empty value is one. */
static const char *const maps[] = { "activePods", "capacity", "labels", "requests",
                                    "targetDirectMigrationNodePorts" };

/* Areas whose events were sorted when the cases were made */
static const char *const areas_with_sorted_events[] = { "misc", "status-node", NULL };

static gboolean
is_map (const char *path)
{
  const char *dot = strrchr (path, '.');
  const char *name = dot != NULL ? dot + 1 : path;

  for (guint i = 0; i < G_N_ELEMENTS (maps); i++)
    {
      if (g_str_equal (maps[i], name))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

static gboolean is_empty (const char *path, JsonNode *node);

static gboolean
is_empty_object (const char *path, JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (is_map (path))
    return json_object_get_size (object) == 0;
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    {
      if (!is_empty (name, node))
        return FALSE;
    }
  return TRUE;
}

/* @path: of the member or its name */
static gboolean
is_empty (const char *path, JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return is_empty_object (path, json_node_get_object (node));
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) == 0;
  if (is_text (node))
    return *json_node_get_string (node) == '\0';
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return !json_node_get_boolean (node);
  return !(json_node_get_double (node) < 0) && !(json_node_get_double (node) > 0);
}

/* Reporting */

static char *
describe (JsonNode *node)
{
  g_autofree char *text = NULL;
  g_autofree char *start = NULL;

  if (node == NULL)
    return g_strdup ("nothing");
  text = json_to_string (node, FALSE);
  if (g_utf8_strlen (text, -1) <= MAX_SHOWN)
    return g_steal_pointer (&text);
  start = g_utf8_substring (text, 0, MAX_SHOWN);
  return g_strconcat (start, "…", NULL);
}

static void
report (Comparison *self, const char *path, JsonNode *expected, JsonNode *got)
{
  g_autofree char *wanted = describe (expected);
  g_autofree char *found = describe (got);

  if (self->differences->len < MAX_REPORTED)
    g_ptr_array_add (self->differences,
                     g_strdup_printf ("%s: expected %s, got %s", path, wanted, found));
}

/* Comparing */

static void compare (Comparison *self, const char *path, JsonNode *expected, JsonNode *got);

static gboolean
is_number (JsonNode *node)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_NONE;

  return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE;
}

static gboolean
is_same_number (JsonNode *a, JsonNode *b)
{
  double difference = json_node_get_double (a) - json_node_get_double (b);

  if (json_node_get_value_type (a) == G_TYPE_INT64 && json_node_get_value_type (b) == G_TYPE_INT64)
    return json_node_get_int (a) == json_node_get_int (b);
  return !(difference < 0) && !(difference > 0);
}

static gboolean
is_same_text (Comparison *self, const char *expected, const char *got)
{
  return g_str_equal (g_str_equal (expected, NOW) ? self->oracle_case->now : expected, got);
}

static gboolean
is_same_scalar (Comparison *self, JsonNode *expected, JsonNode *got)
{
  if (is_number (expected) && is_number (got))
    return is_same_number (expected, got);
  if (is_text (expected) && is_text (got))
    return is_same_text (self, json_node_get_string (expected), json_node_get_string (got));
  return json_node_equal (expected, got);
}

/* Of both, those of the first first. */
static GList *
member_names (JsonObject *expected, JsonObject *got)
{
  GList *names = json_object_get_members (expected);
  g_autoptr (GList) others = json_object_get_members (got);

  for (GList *l = others; l != NULL; l = l->next)
    {
      if (!json_object_has_member (expected, l->data))
        names = g_list_append (names, l->data);
    }
  return names;
}

static void
compare_objects (Comparison *self, const char *path, JsonObject *expected, JsonObject *got)
{
  g_autoptr (GList) names = member_names (expected, got);
  gboolean map = is_map (path);

  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autofree char *member = g_strdup_printf ("%s.%s", path, (const char *) l->data);
      JsonNode *wanted = json_object_get_member (expected, l->data);
      JsonNode *found = json_object_get_member (got, l->data);

      if (map && (wanted == NULL) != (found == NULL))
        report (self, member, wanted, found);
      else
        compare (self, member, wanted, found);
    }
}

static void
compare_arrays (Comparison *self, const char *path, JsonArray *expected, JsonArray *got)
{
  guint n_expected = expected != NULL ? json_array_get_length (expected) : 0;
  guint n_got = got != NULL ? json_array_get_length (got) : 0;

  for (guint i = 0; i < MAX (n_expected, n_got); i++)
    {
      g_autofree char *element = g_strdup_printf ("%s[%u]", path, i);
      JsonNode *wanted = i < n_expected ? json_array_get_element (expected, i) : NULL;
      JsonNode *found = i < n_got ? json_array_get_element (got, i) : NULL;

      if (wanted == NULL || found == NULL)
        report (self, element, wanted, found);
      else
        compare (self, element, wanted, found);
    }
}

/* One that is not there is empty. */
static gboolean
is_list (JsonNode *node)
{
  return node == NULL || JSON_NODE_HOLDS_NULL (node) || JSON_NODE_HOLDS_ARRAY (node);
}

static JsonArray *
list_of (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static void
compare (Comparison *self, const char *path, JsonNode *expected, JsonNode *got)
{
  if (expected != NULL && got != NULL && JSON_NODE_HOLDS_OBJECT (expected)
      && JSON_NODE_HOLDS_OBJECT (got))
    compare_objects (self, path, json_node_get_object (expected), json_node_get_object (got));
  else if (is_empty (path, expected) && is_empty (path, got))
    return;
  else if (is_list (expected) && is_list (got))
    compare_arrays (self, path, list_of (expected), list_of (got));
  else if (expected == NULL || got == NULL || !is_same_scalar (self, expected, got))
    report (self, path, expected, got);
}

/* Order */

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  g_autofree char *first = json_to_string (*(JsonNode *const *) a, FALSE);
  g_autofree char *second = json_to_string (*(JsonNode *const *) b, FALSE);
  JsonNode *left = *(JsonNode *const *) a;
  JsonNode *right = *(JsonNode *const *) b;
  int by_name = 0;

  if (JSON_NODE_HOLDS_OBJECT (left) && JSON_NODE_HOLDS_OBJECT (right))
    by_name = g_strcmp0 (oracle_text (json_node_get_object (left), "name"),
                         oracle_text (json_node_get_object (right), "name"));
  return by_name != 0 ? by_name : strcmp (first, second);
}

/* Puts what lies behind the first @prefix elements in an order that does not depend on chance. */
static JsonNode *
sort_behind (JsonNode *node, guint prefix)
{
  JsonArray *sorted = json_array_new ();
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();
  JsonNode *result = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_node_get_array (node);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (i < prefix)
        json_array_add_element (sorted, json_node_copy (json_array_get_element (array, i)));
      else
        g_ptr_array_add (rest, json_array_get_element (array, i));
    }
  g_ptr_array_sort (rest, compare_keys);
  for (guint i = 0; i < rest->len; i++)
    json_array_add_element (sorted, json_node_copy (rest->pdata[i]));
  json_node_take_array (result, sorted);
  return result;
}

/* Returns: (transfer full) (nullable) */
static JsonNode *
ordered (const OracleCase *self, const char *member, JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return node != NULL ? json_node_ref (node) : NULL;
  if (g_str_equal (member, "interfaces") && self->stable_prefix >= 0)
    return sort_behind (node, (guint) self->stable_prefix);
  if (g_str_equal (member, "events") && g_strv_contains (areas_with_sorted_events, self->area))
    return sort_behind (node, 0);
  return json_node_ref (node);
}

/* Members of the answer */

/* An object that is not there is another answer than an empty one. */
static gboolean
is_there (const char *member, JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node)
         && (!is_map (member) || !is_empty (member, node));
}

static void
compare_member (Comparison *self, const char *member, JsonObject *answer)
{
  JsonNode *expected_node = oracle_member (self->oracle_case->expect, member);
  JsonNode *got_node = oracle_member (answer, member);
  g_autoptr (JsonNode) expected = ordered (self->oracle_case, member, expected_node);
  g_autoptr (JsonNode) got = ordered (self->oracle_case, member, got_node);

  if (is_there (member, expected) != is_there (member, got))
    report (self, member, expected, got);
  else
    compare (self, member, expected, got);
}

static void
compare_absent (Comparison *self, JsonObject *answer)
{
  for (guint i = 0; i < G_N_ELEMENTS (always_compared); i++)
    {
      const char *const *members = always_compared[i].members;

      if (!g_str_equal (always_compared[i].area, self->oracle_case->area))
        continue;
      for (guint j = 0; members[j] != NULL; j++)
        {
          if (!json_object_has_member (self->oracle_case->expect, members[j]))
            compare_member (self, members[j], answer);
        }
    }
}

GPtrArray *
oracle_compare (const OracleCase *self, JsonObject *answer)
{
  Comparison comparison = { self, g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (GList) members = json_object_get_members (self->expect);

  for (GList *l = members; l != NULL; l = l->next)
    compare_member (&comparison, l->data, answer);
  compare_absent (&comparison, answer);
  return comparison.differences;
}

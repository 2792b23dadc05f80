/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Whether profile default shows every field of a sample: one after the other is left out of a
 * sample that has all of them, and each time the metrics have to be others. Whoever adds a field
 * must show it, or say here why not. */

#include <string.h>

#include "model/json.h"
#include "model/record.h"

#include "fleet.h"

#define UID    "42424242-1111-4222-8333-444455556666"
#define WHO    "\"source\":\"libvirt:test\",\"namespace\":\"n\",\"name\":\"vm\",\"uid\":\"" UID "\","
#define BEGUN  "2026-01-01T00:00:01Z"
#define SECOND "2026-01-01T00:00:02Z"

static const struct
{
  const char *path;
  const char *why;
} hidden[] = {
  { "sample.dirtyRate.mode", "a text, and of a measurement that somebody asked for" },
  { "sample.dirtyRate.startUsec", "of the hypervisor's own clock, which nobody else has" },
  { "sample.blocks[].backingIndex", "with it an image is one below the topmost, and not shown" },
  { "sample.message", "a text that changes with every call" },
  { "sample.run", "tells for rates whether two samples are of one run" },
  { "sample.monotonicUsec", "of a clock that only rates have a use for" },
  { "sample.vcpus[].kvmCounters[].name", "some forty series of each vCPU, whose names change" },
  { "sample.vcpus[].kvmCounters[].sum", "the same" },
  { "sample.vcpus[].kvmCounters[].current", "the same" },
  { "sample.vcpus[].kvmCounters[].maximum", "the same" },
};

typedef struct
{
  Fleet fleet;
  JsonNode *full;   /* (owned) a sample */
  GPtrArray *wrong; /* (owned) (element-type utf8) */
  guint n_fields;
  guint n_hidden;
} Walk;

/* Returns: (transfer full): the metrics with that sample; of itself the library says nothing */
static char *
render (Walk *self, JsonNode *sample)
{
  g_autofree char *payload = json_to_string (sample, /* pretty= */ FALSE);
  g_autofree char *fact =
      g_strdup_printf ("{" WHO "\"observedAt\":\"" SECOND "\",\"sample\":%s}", payload);
  g_autoptr (GRegex) own = g_regex_new ("^vmistate_metrics_.*\n", G_REGEX_MULTILINE, 0, NULL);
  g_autofree char *text = NULL;

  fleet_set_up (&self->fleet, /* path= */ NULL);
  fleet_tell (&self->fleet,
              "{" WHO "\"observedAt\":\"" BEGUN "\",\"domainState\":{\"state\":1,\"reason\":1}}");
  fleet_tell (&self->fleet, fact);
  text = vmistate_metrics_render (self->fleet.metrics, VMISTATE_METRICS_FORMAT_PROMETHEUS);
  fleet_tear_down (&self->fleet);
  return g_regex_replace_literal (own, text, -1, 0, "", 0, NULL);
}

/* What is told of the source has the time of the test in it. */
static char *
render_steadily (Walk *self, JsonNode *sample)
{
  g_autofree char *text = render (self, sample);
  g_autoptr (GRegex) sources = g_regex_new ("^vmistate_source_.*\n", G_REGEX_MULTILINE, 0, NULL);

  return g_regex_replace_literal (sources, text, -1, 0, "", 0, NULL);
}

static gboolean
is_hidden (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (hidden); i++)
    {
      if (g_str_equal (hidden[i].path, path))
        return TRUE;
    }
  return FALSE;
}

/* @object: of the full sample, where @member is left out and put back */
static void
check (Walk *self, const char *with, JsonObject *object, const char *member, const char *path)
{
  g_autoptr (JsonNode) value = json_node_copy (json_object_get_member (object, member));
  g_autofree char *without = NULL;

  json_object_remove_member (object, member);
  without = render_steadily (self, self->full);
  json_object_set_member (object, member, g_steal_pointer (&value));
  self->n_fields++;
  self->n_hidden += is_hidden (path) ? 1 : 0;
  if (g_str_equal (with, without) && !is_hidden (path))
    g_ptr_array_add (self->wrong, g_strdup_printf ("%s: no metric shows it", path));
  else if (!g_str_equal (with, without) && is_hidden (path))
    g_ptr_array_add (self->wrong, g_strdup_printf ("%s: is shown after all", path));
}

static void
walk (Walk *self, const char *with, GType type, JsonObject *object, const char *path)
{
  g_autoptr (VmistateRecord) record = g_object_new (type, NULL);
  guint n_fields;
  const VmistateField *fields = _vmistate_record_get_fields (record, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      gboolean is_list = fields[i].kind == VMISTATE_FIELD_LIST;
      g_autofree char *here = g_strconcat (path, ".", fields[i].name, is_list ? "[]" : "", NULL);
      JsonNode *value = json_object_get_member (object, fields[i].name);

      if (value == NULL && is_hidden (here))
        self->n_hidden++;
      else if (value == NULL)
        g_ptr_array_add (self->wrong, g_strdup_printf ("%s: is not in the file", here));
      else if (is_list)
        walk (self, with, fields[i].type (),
              json_array_get_object_element (json_node_get_array (value), 0), here);
      else if (fields[i].kind == VMISTATE_FIELD_RECORD)
        walk (self, with, fields[i].type (), json_node_get_object (value), here);
      else
        check (self, with, object, fields[i].name, here);
    }
}

static void
test_samples (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "telemetry", "full-sample.json", NULL);
  Walk self = { .wrong = g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *with = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  self.full = json_from_string (text, &error);
  g_assert_no_error (error);
  with = render_steadily (&self, self.full);
  walk (&self, with, VMISTATE_TYPE_SAMPLE, json_node_get_object (self.full), "sample");
  for (guint i = 0; i < self.wrong->len; i++)
    g_test_message ("%s", (char *) self.wrong->pdata[i]);
  g_assert_cmpuint (self.wrong->len, ==, 0);
  g_assert_cmpuint (self.n_fields, >, 100);
  g_assert_cmpuint (self.n_hidden, ==, G_N_ELEMENTS (hidden));
  json_node_unref (self.full);
  g_ptr_array_unref (self.wrong);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/telemetry/coverage/samples", test_samples);
  return g_test_run ();
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is found in which scene, and what is not. */

#include "config.h"

#include "derive/findings/findings.h"

#include <vmistate/vmistate.h>

#define NOW   G_GINT64_CONSTANT (1772359200000000) /* 2026-03-01T10:00:00Z */
#define FRESH "\"availableBytes\":9,\"lastUpdate\":\"2026-03-01T09:59:58Z\""
#define OLD   "\"availableBytes\":9,\"lastUpdate\":\"2026-03-01T09:50:00Z\""

static const struct
{
  const char *name;
  const char *domain;   /* (nullable) */
  const char *sample;   /* (nullable) */
  const char *evidence; /* (nullable) the second text; NULL: nothing is found */
} rows[] = {
  { "missing", "{\"balloonStatsPeriod\":0}", "{\"state\":1,\"balloon\":{\"currentBytes\":1}}",
    "the statistics hold no memory figures of the guest" },
  { "old", "{\"balloonStatsPeriod\":0}", "{\"state\":1,\"balloon\":{" OLD "}}",
    "the guest's memory figures are from 2026-03-01T09:50:00Z" },
  { "undated", "{\"balloonStatsPeriod\":0}", "{\"state\":1,\"balloon\":{\"availableBytes\":9}}",
    "nothing says when the guest told its memory figures" },
  { "fresh", "{\"balloonStatsPeriod\":0}", "{\"state\":1,\"balloon\":{" FRESH "}}", NULL },
  { "from-the-future", "{\"balloonStatsPeriod\":0}",
    "{\"state\":1,\"balloon\":{\"availableBytes\":9,\"lastUpdate\":\"2027-01-01T00:00:00Z\"}}",
    NULL },
  /* Whatever is wrong there, it is not the period. */
  { "with-a-period", "{\"balloonStatsPeriod\":10}", "{\"state\":1,\"balloon\":{" OLD "}}", NULL },
  { "no-balloon", "{}", "{\"state\":1,\"balloon\":{}}", NULL },
  { "unknown-domain", NULL, "{\"state\":1,\"balloon\":{}}", NULL },
  { "no-sample", "{\"balloonStatsPeriod\":0}", NULL, NULL },
  { "not-asked", "{\"balloonStatsPeriod\":0}", "{\"state\":1}", NULL },
  { "monitor-skipped", "{\"balloonStatsPeriod\":0}",
    "{\"state\":1,\"balloon\":{},\"monitorSkipped\":true}", NULL },
  { "paused", "{\"balloonStatsPeriod\":0}", "{\"state\":3,\"balloon\":{}}", NULL },
  { "unknown-state", "{\"balloonStatsPeriod\":0}", "{\"balloon\":{}}", NULL },
};

static gpointer
read_record (GType type, const char *json)
{
  g_autoptr (GError) error = NULL;
  gpointer record = json != NULL ? _vmistate_record_from_json (type, json, -1, &error) : NULL;

  g_assert_no_error (error);
  return record;
}

static void
check_finding (VmistateFinding *finding, const char *evidence)
{
  const char *const *texts = vmistate_finding_get_evidence (finding);

  g_assert_cmpstr (vmistate_finding_get_code (finding), ==, "MemoryStatsPeriodMissing");
  g_assert_cmpint (vmistate_finding_get_layer (finding), ==, VMISTATE_FINDING_LAYER_NODE);
  g_assert_cmpint (vmistate_finding_get_severity (finding), ==, VMISTATE_FINDING_SEVERITY_WARNING);
  g_assert_nonnull (vmistate_finding_get_summary (finding));
  g_assert_nonnull (vmistate_finding_get_advice (finding));
  g_assert_cmpuint (g_strv_length ((char **) texts), ==, 2);
  g_assert_cmpstr (texts[0], ==, "the domain's <memballoon> has no <stats period='…'/>");
  g_assert_cmpstr (texts[1], ==, evidence);
}

static void
test_row (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (VmistateRecord) domain = read_record (_vmistate_domain_get_type (), rows[i].domain);
  g_autoptr (VmistateRecord) sample = read_record (VMISTATE_TYPE_SAMPLE, rows[i].sample);
  const VmistateFindingScene scene = {
    .domain = (gpointer) domain,
    .sample = (gpointer) sample,
    .now_usec = NOW,
  };
  g_autoptr (GPtrArray) findings = _vmistate_derive_findings (&scene);

  g_assert_cmpuint (findings->len, ==, rows[i].evidence != NULL);
  if (findings->len > 0)
    check_finding (findings->pdata[0], rows[i].evidence);
}

/* A finding that stays is not one that changed. */
static void
test_stays (void)
{
  g_autoptr (VmistateRecord) domain = read_record (_vmistate_domain_get_type (), rows[1].domain);
  g_autoptr (VmistateRecord) sample = read_record (VMISTATE_TYPE_SAMPLE, rows[1].sample);
  const VmistateFindingScene scene = { (gpointer) domain, (gpointer) sample, NOW };
  const VmistateFindingScene later = { (gpointer) domain, (gpointer) sample, NOW + 5000000 };
  g_autoptr (GPtrArray) first = _vmistate_derive_findings (&scene);
  g_autoptr (GPtrArray) second = _vmistate_derive_findings (&later);
  g_autofree char *json = NULL;
  g_autoptr (VmistateRecord) again = NULL;

  g_assert_true (vmistate_record_equal (first->pdata[0], second->pdata[0]));
  json = vmistate_record_to_json (first->pdata[0], VMISTATE_PROFILE_TRUTH);
  again = read_record (VMISTATE_TYPE_FINDING, json);
  g_assert_true (vmistate_record_equal (first->pdata[0], again));
}

/* Of a later version */
static void
test_unknown_words (void)
{
  g_autoptr (VmistateFinding) finding = read_record (
      VMISTATE_TYPE_FINDING, "{\"layer\":\"FABRIC\",\"severity\":\"FATAL\",\"evidence\":[]}");

  g_assert_cmpint (vmistate_finding_get_layer (finding), ==, VMISTATE_FINDING_LAYER_UNKNOWN);
  g_assert_cmpint (vmistate_finding_get_severity (finding), ==, VMISTATE_FINDING_SEVERITY_UNKNOWN);
  g_assert_null (vmistate_finding_get_code (finding));
  g_assert_null (vmistate_finding_get_evidence (finding));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/findings/balloon-period/", rows[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }
  g_test_add_func ("/findings/stays", test_stays);
  g_test_add_func ("/findings/unknown-words", test_unknown_words);
  return g_test_run ();
}

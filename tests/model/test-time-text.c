/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "model/time-text.h"

#define SECOND G_GINT64_CONSTANT (1000000)
#define FIRST  (G_GINT64_CONSTANT (-62135596800) * SECOND)
#define LAST   (G_GINT64_CONSTANT (253402300799) * SECOND + 999999)

static const struct
{
  const char *text;
  gint64 usec;
  const char *rewritten; /* NULL: the same */
} good_rows[] = {
  { "1970-01-01T00:00:00Z", 0, NULL },
  { "1970-01-01T00:00:01Z", SECOND, NULL },
  { "1969-12-31T23:59:59Z", -SECOND, NULL },
  { "1969-12-31T23:59:59.999999Z", -1, NULL },
  { "1969-12-31T23:59:59.000001Z", -SECOND + 1, NULL },
  { "2026-03-01T10:00:00Z", 1772359200 * SECOND, NULL },
  { "2024-02-29T00:00:00Z", 1709164800 * SECOND, NULL },
  { "2026-03-01T10:00:00.123456Z", 1772359200 * SECOND + 123456, NULL },
  { "2026-03-01T10:00:00.000001Z", 1772359200 * SECOND + 1, NULL },
  { "2026-03-01T10:00:00.5Z", 1772359200 * SECOND + 500000, "2026-03-01T10:00:00.500000Z" },
  { "2026-03-01T10:00:00.0Z", 1772359200 * SECOND, "2026-03-01T10:00:00Z" },
  { "2026-03-01T10:00:00.1234569Z", 1772359200 * SECOND + 123456, "2026-03-01T10:00:00.123456Z" },
  { "2026-03-01T10:00:00.000000999999999999Z", 1772359200 * SECOND, "2026-03-01T10:00:00Z" },
  { "2026-03-01T12:00:00+02:00", 1772359200 * SECOND, "2026-03-01T10:00:00Z" },
  { "2026-03-01T04:30:00-05:30", 1772359200 * SECOND, "2026-03-01T10:00:00Z" },
  { "2026-03-01T10:00:00-00:00", 1772359200 * SECOND, "2026-03-01T10:00:00Z" },
  { "2026-03-02T09:59:00.25+23:59", 1772359200 * SECOND + 250000, "2026-03-01T10:00:00.250000Z" },
  { "0001-01-01T00:00:00Z", FIRST, NULL },
  { "9999-12-31T23:59:59.999999Z", LAST, NULL },
};

static const char *const bad_texts[] = {
  "",
  "now",
  "2026-03-01",
  "2026-03-01T10:00:00",
  "2026-03-01 10:00:00Z",
  "2026-03-01t10:00:00z",
  "2026-03-01T10:00Z",
  "20260301T100000Z",
  "2026-W09-7T10:00:00Z",
  "2026-060T10:00:00Z",
  "2026-3-1T10:00:00Z",
  "02026-03-01T10:00:00Z",
  "-2026-03-01T10:00:00Z",
  "2026-00-01T10:00:00Z",
  "2026-13-01T10:00:00Z",
  "2026-02-29T10:00:00Z",
  "2026-03-00T10:00:00Z",
  "2026-03-01T24:00:00Z",
  "2026-03-01T10:60:00Z",
  "2026-03-01T10:00:60Z",
  "2026-03-01T10:00:00.Z",
  "2026-03-01T10:00:00,5Z",
  "2026-03-01T10:00:00.5",
  "2026-03-01T10:00:00+02",
  "2026-03-01T10:00:00+0200",
  "2026-03-01T10:00:00+24:00",
  "2026-03-01T10:00:00+02:60",
  "2026-03-01T10:00:00ZZ",
  "2026-03-01T10:00:00Z ",
  "0000-12-31T23:59:59Z",
  "0001-01-01T00:00:00+00:01",
  "9999-12-31T23:59:59-00:01",
};

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good_rows); i++)
    {
      const char *expected =
          good_rows[i].rewritten != NULL ? good_rows[i].rewritten : good_rows[i].text;
      g_autofree char *text = NULL;
      gint64 usec = 0;

      g_test_message ("%s", good_rows[i].text);
      g_assert_true (_vmistate_time_from_text (good_rows[i].text, &usec));
      g_assert_cmpint (usec, ==, good_rows[i].usec);
      text = _vmistate_time_to_text (usec, /* with_fraction= */ TRUE);
      g_assert_cmpstr (text, ==, expected);
    }
}

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_texts); i++)
    {
      gint64 usec;

      g_test_message ("“%s”", bad_texts[i]);
      g_assert_false (_vmistate_time_from_text (bad_texts[i], &usec));
    }
}

/* Every microsecond of some second comes back as it was. */
static void
test_microseconds (void)
{
  for (gint64 usec = -SECOND; usec < SECOND; usec += 7)
    {
      g_autofree char *text = _vmistate_time_to_text (usec, /* with_fraction= */ TRUE);
      gint64 again;

      g_assert_true (_vmistate_time_from_text (text, &again));
      g_assert_cmpint (again, ==, usec);
    }
}

/* Cut, not rounded, as Go does. */
static void
test_whole_seconds (void)
{
  g_autofree char *late = _vmistate_time_to_text (1999999, /* with_fraction= */ FALSE);
  g_autofree char *early = _vmistate_time_to_text (-1, /* with_fraction= */ FALSE);

  g_assert_cmpstr (late, ==, "1970-01-01T00:00:01Z");
  g_assert_cmpstr (early, ==, "1969-12-31T23:59:59Z");
}

static void
test_fits (void)
{
  g_assert_true (_vmistate_time_fits (FIRST));
  g_assert_true (_vmistate_time_fits (LAST));
  g_assert_false (_vmistate_time_fits (FIRST - 1));
  g_assert_false (_vmistate_time_fits (LAST + 1));
  g_assert_false (_vmistate_time_fits (G_MININT64));
  g_assert_false (_vmistate_time_fits (G_MAXINT64));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/time-text/good", test_good);
  g_test_add_func ("/time-text/bad", test_bad);
  g_test_add_func ("/time-text/microseconds", test_microseconds);
  g_test_add_func ("/time-text/whole-seconds", test_whole_seconds);
  g_test_add_func ("/time-text/fits", test_fits);
  return g_test_run ();
}

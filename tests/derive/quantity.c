/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Quantities against what Kubernetes makes of them. */

#include "model/quantity.h"

static const struct
{
  const char *text;
  const char *canonical; /* NULL: no quantity, or out of reach */
} canonical_cases[] = {
  { "0", "0" },
  { "0Gi", "0" },
  { "1", "1" },
  { "+1", "1" },
  { "1000", "1k" },
  { "1024", "1024" },
  { "1024Ki", "1Mi" },
  { "1000Ki", "1000Ki" },
  { "1.5Gi", "1536Mi" },
  { "0.5Gi", "512Mi" },
  { ".5Gi", "512Mi" },
  { "1.", "1" },
  { "0.1Ki", "102400m" },
  { "0.25Ki", "256" },
  { "1500M", "1500M" },
  { "2000M", "2G" },
  { "1500000000", "1500M" },
  { "100m", "100m" },
  { "0.1", "100m" },
  { "1000m", "1" },
  { "0.5u", "500n" },
  { "1e3", "1e3" },
  { "1E3", "1e3" },
  { "12e4", "120e3" },
  { "5e-1", "500e-3" },
  { "1e0", "1" },
  { "1E", "1E" },
  { "1Ei", "1Ei" },
  { "7Ei", "7Ei" },
  { "18446744073709551615", "18446744073709551615" },
  { " 2Gi ", "2Gi" },
  { "", NULL },
  { ".", NULL },
  { "Gi", NULL },
  { "-1", NULL },
  { "1.2.3", NULL },
  { "1 Gi", NULL },
  { "1gi", NULL },
  { "1K", NULL },
  { "1KiB", NULL },
  { "1e", NULL },
  { "1e+", NULL },
  { "1ei", NULL },
  { "1e99", NULL },
  { "0.5n", NULL },
  { "1000E", NULL },
  { "8Ei", NULL },
  { "18446744073709551616", NULL },
};

static void
test_canonical (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (canonical_cases); i++)
    {
      g_autofree char *canonical = _vmistate_quantity_canonical (canonical_cases[i].text);

      g_test_message ("%s", canonical_cases[i].text);
      g_assert_cmpstr (canonical, ==, canonical_cases[i].canonical);
    }
}

static void
test_ceil (void)
{
  static const struct
  {
    const char *text;
    guint64 value;
  } cases[] = {
    { "0", 0 },    { "2", 2 },      { "1500m", 2 },   { "1n", 1 },
    { "1.01", 2 }, { "1Ki", 1024 }, { "0.1Ki", 103 }, { "2e1", 20 },
  };
  guint64 value;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (_vmistate_quantity_ceil (cases[i].text, &value));
      g_assert_cmpuint (value, ==, cases[i].value);
    }
  g_assert_false (_vmistate_quantity_ceil ("two", &value));
  g_assert_false (_vmistate_quantity_ceil ("100E", &value));
}

/* KubeVirt knows fewer units than libvirt, and those by their letters. */
static void
test_units (void)
{
  static const struct
  {
    guint64 amount;
    const char *unit;
    const char *truth;
    const char *kubevirt;
  } cases[] = {
    { 2097152, "KiB", "2Gi", "2Gi" },
    { 2097152, "kib", "2Gi", NULL },
    { 2097152, "k", "2Gi", "2Gi" },
    { 2097152, "K", "2Gi", NULL },
    { 2097152, NULL, "2Gi", NULL },
    { 2097152, "", NULL, NULL },
    { 2097152, "KB", "2097152k", "2097152k" },
    { 1000, "b", "1k", "1k" },
    { 512, "bytes", "512", "512" },
    { 1, "TiB", "1Ti", "1Ti" },
    { 1, "PiB", "1Pi", NULL },
    { 1, "P", "1Pi", NULL },
    { 1, "EB", "1E", NULL },
    { 1, "furlong", NULL, NULL },
    { 8, "EiB", NULL, NULL },
    { 0, "GiB", "0", "0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *truth =
          _vmistate_quantity_from_libvirt (cases[i].amount, cases[i].unit, VMISTATE_PROFILE_TRUTH);
      g_autofree char *kubevirt = _vmistate_quantity_from_libvirt (cases[i].amount, cases[i].unit,
                                                                   VMISTATE_PROFILE_KUBEVIRT);

      g_assert_cmpstr (truth, ==, cases[i].truth);
      g_assert_cmpstr (kubevirt, ==, cases[i].kubevirt);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quantity/canonical", test_canonical);
  g_test_add_func ("/quantity/ceil", test_ceil);
  g_test_add_func ("/quantity/units", test_units);
  return g_test_run ();
}

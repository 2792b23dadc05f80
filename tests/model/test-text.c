/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Equal texts are mostly one, and never anything else than what was asked for. */

#include "config.h"

#include "model-test.h"

#include "model/status.h"
#include "model/text.h"

#define N_THREADS 4
#define N_TEXTS   20000

static void
test_shared (void)
{
  g_autoptr (GRefString) first = _vmistate_text_new ("Running");
  g_autoptr (GRefString) second = _vmistate_text_new ("Running");
  g_autoptr (GRefString) other = _vmistate_text_new ("Runnin");

  g_assert_true (first == second);
  g_assert_cmpstr (other, ==, "Runnin");
  g_assert_cmpuint (g_ref_string_length (other), ==, 6);
}

static void
test_long_and_odd (void)
{
  g_autofree char *text = g_strnfill (1000, 'x');
  g_autoptr (GRefString) copy = _vmistate_text_new (text);
  g_autoptr (GRefString) empty = _vmistate_text_new ("");
  g_autoptr (GRefString) valid = _vmistate_text_new ("gr\303\274n");
  g_autoptr (GRefString) repaired = _vmistate_text_new ("a\377b");

  g_assert_cmpstr (copy, ==, text);
  g_assert_cmpstr (empty, ==, "");
  g_assert_cmpstr (valid, ==, "gr\303\274n");
  g_assert_cmpstr (repaired, ==, "a\357\277\275b");
}

/* What is at an address may be another text the next time. */
static void
test_constant (void)
{
  static const char *const constants[] = { "True", "", "gr\303\274n", "a\377b" };
  static const char *const expected[] = { "True", "", "gr\303\274n", "a\357\277\275b" };
  g_autofree char *text = g_strnfill (1000, 'x');

  for (guint i = 0; i < 2 * G_N_ELEMENTS (constants); i++)
    {
      g_autoptr (GRefString) copy = _vmistate_text_new_constant (constants[i / 2]);
      g_autoptr (GRefString) pooled = _vmistate_text_new ("True");

      g_assert_cmpstr (copy, ==, expected[i / 2]);
      g_assert_true ((copy == pooled) == (i / 2 == 0));
    }
  for (guint length = 1000; length > 0; length /= 3)
    {
      g_autoptr (GRefString) copy = NULL;

      text[length] = '\0';
      copy = _vmistate_text_new_constant (text);
      g_assert_cmpuint (g_ref_string_length (copy), ==, length);
    }
}

static gpointer
ask_many (gpointer data)
{
  char buffer[32];

  for (guint i = 0; i < N_TEXTS; i++)
    {
      g_autoptr (GRefString) constant = NULL;
      g_autofree char *text = g_strdup_printf ("text-%u", i % (i % 2 == 0 ? 7 : N_TEXTS));
      g_autoptr (GRefString) copy = _vmistate_text_new (text);

      g_assert_cmpstr (copy, ==, text);
      g_snprintf (buffer, sizeof buffer, "%u", i % 3);
      constant = _vmistate_text_new_constant (i % 2 == 0 ? buffer : "constant");
      g_assert_cmpstr (constant, ==, i % 2 == 0 ? buffer : "constant");
    }
  return data;
}

static void
test_threads (void)
{
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("text", ask_many, NULL);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
}

/* What takes no more memory than it needs can still be added to. */
static void
test_short_list (void)
{
  g_autoptr (VmistateStatus) status =
      read_record (VMISTATE_TYPE_STATUS, "{\"conditions\":[{\"type\":\"A\"}]}");
  GPtrArray *conditions = vmistate_status_get_conditions (status);
  g_autoptr (GPtrArray) joined = _vmistate_record_list_join (conditions->pdata, conditions->len,
                                                             conditions->pdata, conditions->len);
  g_autoptr (GPtrArray) empty = _vmistate_record_list_join (NULL, 0, NULL, 0);

  for (guint i = 0; i < 100; i++)
    {
      g_ptr_array_add (conditions, g_object_ref (conditions->pdata[0]));
      g_ptr_array_add (joined, g_object_ref (conditions->pdata[0]));
    }
  g_assert_cmpuint (conditions->len, ==, 101);
  g_assert_cmpuint (joined->len, ==, 102);
  g_assert_cmpuint (empty->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/shared", test_shared);
  g_test_add_func ("/text/long-and-odd", test_long_and_odd);
  g_test_add_func ("/text/constant", test_constant);
  g_test_add_func ("/text/threads", test_threads);
  g_test_add_func ("/text/short-list", test_short_list);
  return g_test_run ();
}

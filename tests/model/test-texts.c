/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Fields that are lists of texts. */

#include "config.h"

#include "model-test.h"

#include "model/interface.h"
#include "model/text.h"

#define N_THREADS 4
#define N_ROUNDS  20000

/* The addresses of a fresh interface; with NULL at the end. */
static VmistateInterface *
make_interface (const char *const *addresses)
{
  VmistateInterface *interface = g_object_new (VMISTATE_TYPE_INTERFACE, NULL);

  _vmistate_record_set_texts (interface, INTERFACE_IP_ADDRESSES, addresses,
                              g_strv_length ((char **) addresses));
  return interface;
}

static void
test_set (void)
{
  const char *const two[] = { "b", "a", NULL };
  const char *const first[] = { "b", NULL };
  g_autoptr (VmistateInterface) interface = make_interface (two);

  g_assert_cmpstrv (vmistate_interface_get_ip_addresses (interface), two);
  assert_writes (interface, VMISTATE_PROFILE_TRUTH, "{\"ipAddresses\":[\"b\",\"a\"]}");

  _vmistate_record_set_texts (interface, INTERFACE_IP_ADDRESSES, two, 1);
  g_assert_cmpstrv (vmistate_interface_get_ip_addresses (interface), first);
}

/* Kubernetes leaves out what is empty. */
static void
test_none (void)
{
  const char *const one[] = { "a", NULL };
  g_autoptr (VmistateInterface) interface = make_interface (one);
  g_autoptr (VmistateInterface) read =
      read_record (VMISTATE_TYPE_INTERFACE, "{\"ipAddresses\":[]}");

  g_assert_null (_vmistate_record_get_texts (NULL, INTERFACE_IP_ADDRESSES));
  g_assert_null (_vmistate_texts_new_shared (NULL, 0));
  g_assert_false (_vmistate_record_has (read, INTERFACE_IP_ADDRESSES));
  g_assert_null (vmistate_interface_get_ip_addresses (read));

  _vmistate_record_set_texts (interface, INTERFACE_IP_ADDRESSES, one, 0);
  g_assert_false (_vmistate_record_has (interface, INTERFACE_IP_ADDRESSES));
  assert_writes (interface, VMISTATE_PROFILE_TRUTH, "{}");
  _vmistate_record_set_texts (interface, INTERFACE_IP_ADDRESSES, one, 1);
  _vmistate_record_take_texts (interface, INTERFACE_IP_ADDRESSES, NULL);
  g_assert_null (vmistate_interface_get_ip_addresses (interface));
}

static void
test_invalid_utf8 (void)
{
  const char *const broken[] = { "a\377b", "gr\303\274n", NULL };
  const char *const valid[] = { "a\357\277\275b", "gr\303\274n", NULL };
  g_autoptr (VmistateInterface) interface = make_interface (broken);

  g_assert_cmpstrv (vmistate_interface_get_ip_addresses (interface), valid);
}

static void
test_read_and_write (void)
{
  const char *json = "{\"ipAddresses\":[\"10.0.0.1\",\"\",\"\\\"\",\"10.0.0.1\"]}";

  assert_rewrites (VMISTATE_TYPE_INTERFACE, json, json);
  assert_rewrites (VMISTATE_TYPE_INTERFACE, "{\"ipAddresses\":null}", "{}");
}

/* What exists already is shared, not copied, and outlives whom it was taken from. */
static void
test_shared (void)
{
  g_autofree char *long_text = g_strnfill (1000, 'x');
  GRefString *texts[] = { _vmistate_text_new (long_text), _vmistate_text_new ("10.0.0.1") };
  g_autoptr (VmistateInterface) interface = g_object_new (VMISTATE_TYPE_INTERFACE, NULL);
  g_autoptr (VmistateInterface) copy = NULL;
  const char *const *shared;

  _vmistate_record_take_texts (interface, INTERFACE_IP_ADDRESSES,
                               _vmistate_texts_new_shared (texts, G_N_ELEMENTS (texts)));
  shared = vmistate_interface_get_ip_addresses (interface);
  g_assert_true (shared[0] == texts[0]);
  g_assert_true (shared[1] == texts[1]);
  g_assert_null (shared[2]);
  g_ref_string_release (texts[0]);
  g_ref_string_release (texts[1]);

  copy = _vmistate_record_copy (interface);
  g_assert_true (vmistate_interface_get_ip_addresses (copy) == shared);
  _vmistate_record_copy_field (copy, INTERFACE_SIBLINGS, interface, INTERFACE_IP_ADDRESSES);
  g_clear_object (&interface);
  g_assert_true (vmistate_interface_get_siblings (copy) == shared);
  g_assert_cmpstr (shared[0], ==, long_text);
  g_assert_cmpstr (shared[1], ==, "10.0.0.1");
}

static const struct
{
  const char *const a[4];
  const char *const b[4];
  gboolean equal;
} pairs[] = {
  { { "x", "y" }, { "x", "y" }, TRUE },
  { { NULL }, { NULL }, TRUE },
  { { "x", "y" }, { "y", "x" }, FALSE },
  { { "x", "y" }, { "x" }, FALSE },
  { { "x" }, { "x", "y" }, FALSE },
  { { "x" }, { NULL }, FALSE },
  { { "" }, { NULL }, FALSE },
  { { "x" }, { "X" }, FALSE },
  /* Too long to be one and the same */
  { { "0123456789012345678901234567890123456789012345678901234567890123456789" },
    { "0123456789012345678901234567890123456789012345678901234567890123456789" },
    TRUE },
};

static void
test_compared (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (VmistateInterface) a = make_interface (pairs[i].a);
      g_autoptr (VmistateInterface) b = make_interface (pairs[i].b);
      g_auto (GStrv) paths = vmistate_record_diff (VMISTATE_RECORD (a), VMISTATE_RECORD (b));
      const char *const changed[] = { "ipAddresses", NULL };

      g_test_message ("row %u", i);
      g_assert_cmpint (_vmistate_record_equal (a, b), ==, pairs[i].equal);
      g_assert_cmpint (_vmistate_record_same (a, b), ==, pairs[i].equal);
      g_assert_cmpstrv (paths, pairs[i].equal ? &changed[1] : &changed[0]);
    }
}

static gpointer
copy_often (gpointer interface)
{
  for (guint i = 0; i < N_ROUNDS; i++)
    g_object_unref (_vmistate_record_copy (interface));
  return NULL;
}

static void
test_threads (void)
{
  const char *const two[] = { "10.0.0.1", "fe80::1", NULL };
  g_autoptr (VmistateInterface) interface = make_interface (two);
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("texts", copy_often, interface);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  g_assert_true (g_atomic_ref_count_compare (
      &_vmistate_record_get_values (interface)[INTERFACE_IP_ADDRESSES].texts->ref_count, 1));
  g_assert_cmpstrv (vmistate_interface_get_ip_addresses (interface), two);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/texts/set", test_set);
  g_test_add_func ("/texts/none", test_none);
  g_test_add_func ("/texts/invalid-utf8", test_invalid_utf8);
  g_test_add_func ("/texts/read-and-write", test_read_and_write);
  g_test_add_func ("/texts/shared", test_shared);
  g_test_add_func ("/texts/compared", test_compared);
  g_test_add_func ("/texts/threads", test_threads);
  return g_test_run ();
}

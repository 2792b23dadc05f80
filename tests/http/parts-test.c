/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The parts of the server that need no client. */

#include <gio/gio.h>

#include <vmistate/vmistate.h>

#include "http/api/duration-text.h"
#include "http/server/address.h"
#include "http/server/rate.h"
#include "http/store/store.h"

#define HISTORY 4

/* Durations */

static void
test_durations (void)
{
  static const struct
  {
    gint64 seconds;
    const char *text;
  } cases[] = {
    { -5, "0s" },        { 0, "0s" },
    { 119, "119s" },     { 120, "2m" },
    { 310, "5m10s" },    { 599, "9m59s" },
    { 600, "10m" },      { 10799, "179m" },
    { 10800, "3h" },     { 12660, "3h31m" },
    { 28800, "8h" },     { 172799, "47h" },
    { 172800, "2d" },    { 180000, "2d2h" },
    { 691200, "8d" },    { 63071999, "729d" },
    { 63072000, "2y" },  { 64022400, "2y11d" },
    { 252288000, "8y" }, { G_MAXINT64 / 2, "146235604338y" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = _vmistate_http_duration_text (cases[i].seconds);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* Addresses */

static void
test_addresses (void)
{
  static const struct
  {
    const char *text;
    const char *normal;
    gboolean local;
  } cases[] = {
    { "unix:/run/a", "unix:/run/a", TRUE },    { "127.0.0.1:80", "127.0.0.1:80", TRUE },
    { "127.9.9.9:80", "127.9.9.9:80", TRUE },  { "[::1]:80", "[::1]:80", TRUE },
    { "0.0.0.0:80", "0.0.0.0:80", FALSE },     { "[::]:80", "[::]:80", FALSE },
    { "192.0.2.1:80", "192.0.2.1:80", FALSE },
  };
  static const char *const wrong[] = {
    "",        ":80",  "80", "unix:", "unix:a", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1",
    "host:80", "[::1]"
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSocketAddress) address = _vmistate_http_address_parse (cases[i].text, &error);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      text = _vmistate_http_address_to_text (address);
      g_assert_cmpstr (text, ==, cases[i].normal);
      g_assert_cmpint (_vmistate_http_address_is_local (address), ==, cases[i].local);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (_vmistate_http_address_parse (wrong[i], &error));
      g_assert_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA);
    }
}

/* Rates */

static void
test_rate (void)
{
  VmistateHttpRate *rate = _vmistate_http_rate_new (2);
  g_autoptr (GSocketAddress) one = g_inet_socket_address_new_from_string ("192.0.2.1", 1);
  g_autoptr (GSocketAddress) same = g_inet_socket_address_new_from_string ("192.0.2.1", 2);
  g_autoptr (GSocketAddress) other = g_inet_socket_address_new_from_string ("192.0.2.2", 1);

  g_assert_true (_vmistate_http_rate_take (rate, one, 0));
  g_assert_true (_vmistate_http_rate_take (rate, same, 0));
  g_assert_false (_vmistate_http_rate_take (rate, one, 0));
  g_assert_true (_vmistate_http_rate_take (rate, other, 0));
  g_assert_false (_vmistate_http_rate_take (rate, one, G_USEC_PER_SEC / 4));
  g_assert_true (_vmistate_http_rate_take (rate, one, G_USEC_PER_SEC));
  /* However long nobody asks, no more than that is saved. */
  for (guint i = 0; i < 2; i++)
    g_assert_true (_vmistate_http_rate_take (rate, one, 100 * G_USEC_PER_SEC));
  g_assert_false (_vmistate_http_rate_take (rate, one, 100 * G_USEC_PER_SEC));
  for (guint i = 0; i < 100; i++)
    g_assert_true (_vmistate_http_rate_take (rate, NULL, 0));
  _vmistate_http_rate_free (rate);
}

static void
test_rate_of_many (void)
{
  VmistateHttpRate *rate = _vmistate_http_rate_new (1);
  gint64 now = 0;

  /* More addresses than are remembered: who has not asked lately makes room. */
  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *text = g_strdup_printf ("198.18.%u.%u", i / 250, i % 250);
      g_autoptr (GSocketAddress) peer = g_inet_socket_address_new_from_string (text, 1);

      now += G_USEC_PER_SEC / 1000;
      g_assert_true (_vmistate_http_rate_take (rate, peer, now));
    }
  _vmistate_http_rate_free (rate);
}

/* The store */

static VmistateHttpSnapshot *
make_snapshot (const char *name)
{
  VmistateHttpSnapshot *self = g_new0 (VmistateHttpSnapshot, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->uid = g_strdup_printf ("u-%s", name);
  self->namespace_ = g_strdup ("shop");
  self->name = g_strdup (name);
  self->status = vmistate_status_new_from_json ("{\"phase\":\"Running\"}", -1, NULL);
  return self;
}

static void
count_cb (gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
test_store_history (void)
{
  g_autoptr (VmistateHttpStore) store = _vmistate_http_store_new (HISTORY);
  guint64 first = _vmistate_http_store_get_revision (store);
  VmistateHttpChange *change;

  g_assert_true (_vmistate_http_store_remembers (store, first));
  g_assert_false (_vmistate_http_store_remembers (store, first - 1));
  g_assert_false (_vmistate_http_store_remembers (store, first + 1));
  _vmistate_http_store_put (store, make_snapshot ("b"));
  _vmistate_http_store_put (store, make_snapshot ("a"));
  _vmistate_http_store_put (store, make_snapshot ("b"));
  _vmistate_http_store_remove (store, "u-a");
  _vmistate_http_store_remove (store, "u-nobody");
  g_assert_cmpuint (_vmistate_http_store_get_revision (store), ==, first + 4);
  g_assert_true (_vmistate_http_store_remembers (store, first));

  change = _vmistate_http_store_get_change (store, first + 1);
  g_assert_null (change->before);
  g_assert_cmpstr (change->after->name, ==, "b");
  change = _vmistate_http_store_get_change (store, first + 3);
  g_assert_cmpuint (change->before->revision, ==, first + 1);
  g_assert_cmpuint (change->after->revision, ==, first + 3);
  change = _vmistate_http_store_get_change (store, first + 4);
  g_assert_null (change->after);
  g_assert_cmpstr (change->before->name, ==, "a");
  g_assert_cmpuint (change->before->revision, ==, first + 4);

  _vmistate_http_store_put (store, make_snapshot ("c"));
  g_assert_false (_vmistate_http_store_remembers (store, first));
  g_assert_true (_vmistate_http_store_remembers (store, first + 1));
  g_assert_null (_vmistate_http_store_get_change (store, first + 1));
}

static void
test_store_finds (void)
{
  g_autoptr (VmistateHttpStore) store = _vmistate_http_store_new (HISTORY);
  GPtrArray *all = _vmistate_http_store_get_all (store);

  for (const char *name = "dbca"; *name != '\0'; name++)
    _vmistate_http_store_put (store, make_snapshot ((char[]){ *name, '\0' }));
  g_assert_cmpuint (all->len, ==, 4);
  for (guint i = 0; i < all->len; i++)
    g_assert_cmpstr (((VmistateHttpSnapshot *) all->pdata[i])->name, ==,
                     ((char[]){ (char) ('a' + i), '\0' }));
  g_assert_cmpstr (_vmistate_http_store_find (store, "shop", "c")->uid, ==, "u-c");
  g_assert_null (_vmistate_http_store_find (store, "shop", "e"));
  g_assert_null (_vmistate_http_store_find (store, "other", "c"));
  _vmistate_http_store_remove (store, "u-c");
  g_assert_null (_vmistate_http_store_find (store, "shop", "c"));
}

static void
test_store_listeners (void)
{
  g_autoptr (VmistateHttpStore) store = _vmistate_http_store_new (HISTORY);
  guint counts[2] = { 0, 0 };

  _vmistate_http_store_listen (store, count_cb, &counts[0]);
  _vmistate_http_store_listen (store, count_cb, &counts[1]);
  _vmistate_http_store_put (store, make_snapshot ("a"));
  _vmistate_http_store_unlisten (store, count_cb, &counts[0]);
  _vmistate_http_store_put (store, make_snapshot ("a"));
  g_assert_cmpuint (counts[0], ==, 1);
  g_assert_cmpuint (counts[1], ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/durations", test_durations);
  g_test_add_func ("/http/addresses", test_addresses);
  g_test_add_func ("/http/rate", test_rate);
  g_test_add_func ("/http/rate-of-many", test_rate_of_many);
  g_test_add_func ("/http/store/history", test_store_history);
  g_test_add_func ("/http/store/finds", test_store_finds);
  g_test_add_func ("/http/store/listeners", test_store_listeners);
  return g_test_run ();
}

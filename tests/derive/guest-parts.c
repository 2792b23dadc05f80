/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The parts that the rules for interfaces are made of: addresses, hardware addresses, names, and
 * the memory of the guest's addresses. */

#include "config.h"

#include "derive/address-memory.h"
#include "derive/interfaces/guest-name.h"
#include "derive/interfaces/guest-table.h"
#include "derive/ip.h"
#include "derive/mac.h"

/* Addresses */

static void
test_ip (void)
{
  static const struct
  {
    const char *text;
    const char *printed; /* (nullable): it is not an address */
    VmistateIpScope scope;
    guint prefix;
  } rows[] = {
    { "10.1.2.3", "10.1.2.3", VMISTATE_IP_REACHABLE, VMISTATE_NO_PREFIX },
    { "10.1.2.3/24", "10.1.2.3", VMISTATE_IP_REACHABLE, 24 },
    { "10.1.2.3/33", "10.1.2.3", VMISTATE_IP_REACHABLE, VMISTATE_NO_PREFIX },
    { "10.1.2.3/x", "10.1.2.3", VMISTATE_IP_REACHABLE, VMISTATE_NO_PREFIX },
    { "::ffff:10.1.2.3", "10.1.2.3", VMISTATE_IP_REACHABLE, VMISTATE_NO_PREFIX },
    { "240.0.0.1", "240.0.0.1", VMISTATE_IP_REACHABLE, VMISTATE_NO_PREFIX },
    { "169.254.0.1", "169.254.0.1", VMISTATE_IP_LINK_LOCAL, VMISTATE_NO_PREFIX },
    { "127.3.4.5", "127.3.4.5", VMISTATE_IP_LOOPBACK, VMISTATE_NO_PREFIX },
    { "0.0.0.0", "0.0.0.0", VMISTATE_IP_NOBODY, VMISTATE_NO_PREFIX },
    { "224.0.0.1", "224.0.0.1", VMISTATE_IP_NOBODY, VMISTATE_NO_PREFIX },
    { "255.255.255.255", "255.255.255.255", VMISTATE_IP_NOBODY, VMISTATE_NO_PREFIX },
    { "FD00::0:1/64", "fd00::1", VMISTATE_IP_REACHABLE, 64 },
    { "fe80::1%eth0", "fe80::1", VMISTATE_IP_LINK_LOCAL, VMISTATE_NO_PREFIX },
    { "febf::1", "febf::1", VMISTATE_IP_LINK_LOCAL, VMISTATE_NO_PREFIX },
    { "fec0::1", "fec0::1", VMISTATE_IP_REACHABLE, VMISTATE_NO_PREFIX },
    { "::1", "::1", VMISTATE_IP_LOOPBACK, VMISTATE_NO_PREFIX },
    { "::", "::", VMISTATE_IP_NOBODY, VMISTATE_NO_PREFIX },
    { "ff02::1", "ff02::1", VMISTATE_IP_NOBODY, VMISTATE_NO_PREFIX },
    { "", NULL, 0, 0 },
    { "10.1.2", NULL, 0, 0 },
    { "010.1.2.3.4", NULL, 0, 0 },
    { "/24", NULL, 0, 0 },
    { "fe80::1::2", NULL, 0, 0 },
    { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/24", NULL, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      char buffer[VMISTATE_IP_SIZE];
      VmistateIp ip;
      guint8 prefix;

      g_test_message ("%s", rows[i].text);
      g_assert_true (_vmistate_ip_parse (rows[i].text, &ip, &prefix) == (rows[i].printed != NULL));
      if (rows[i].printed == NULL)
        continue;
      g_assert_cmpstr (_vmistate_ip_print (&ip, buffer), ==, rows[i].printed);
      g_assert_cmpint (_vmistate_ip_get_scope (&ip), ==, rows[i].scope);
      g_assert_cmpuint (prefix, ==, rows[i].prefix);
    }
}

static void
test_mac (void)
{
  static const char *const none[] = { NULL,
                                      "",
                                      "00:00:00:00:00:00",
                                      "52:54:00:00:00",
                                      "52:54:00:00:00:0",
                                      "52:54:00:00:00:001",
                                      "52:54:00:00:00:0g",
                                      "52.54.00.00.00.01",
                                      "5254:0:0:0:0:0:01" };
  char buffer[VMISTATE_MAC_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_cmpuint (_vmistate_mac_parse (none[i]), ==, 0);
  g_assert_cmphex (_vmistate_mac_parse ("52-54-00-Ab-cD-0f"), ==, 0x525400abcd0f);
  g_assert_cmpstr (_vmistate_mac_print (0x525400abcd0f, buffer), ==, "52:54:00:ab:cd:0f");
}

/* Names, as they come in order */
static void
test_names (void)
{
  static const char *const names[] = { "",        "br0",  "eth",    "eth0",   "eth0.3",
                                       "eth0.20", "eth1", "eth01",  "eth2",   "eth10",
                                       "eth10a",  "ethA", "veth9f", "veth10", "\xc3\xa9" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (names); j++)
        {
          int order = _vmistate_guest_name_compare (names[i], names[j]);

          /* eth01 is eth1 in another spelling: they differ, but it does not matter how. */
          if (i != j && i >= 6 && i <= 7 && j >= 6 && j <= 7)
            g_assert_cmpint (order, !=, 0);
          else
            g_assert_true (i == j ? order == 0 : (order < 0) == (i < j));
        }
    }
}

/* The memory */

static VmistateFact *
make_answer (guint n_addresses, guint first, guint second)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  VmistateFact *fact;

  g_string_printf (json,
                   "{\"source\":\"s\",\"name\":\"vm\",\"observedAt\":\"2026-01-01T00:%02u:%02uZ\","
                   "\"agentReply\":{\"command\":\"guest-network-get-interfaces\",\"interfaces\":["
                   "{\"name\":\"eth0\",\"hardwareAddress\":\"52:54:00:00:00:01\",\"addresses\":[",
                   second / 60, second % 60);
  for (guint i = first; i < first + n_addresses; i++)
    g_string_append_printf (json, "%s{\"address\":\"10.0.%u.%u\"}", i > first ? "," : "", i / 256,
                            i % 256);
  g_string_append (json, "]}]}}");
  fact = vmistate_fact_new_from_json (json->str, -1, &error);
  g_assert_no_error (error);
  return fact;
}

static void
fold (VmistateAddressMemory **memory, VmistateObservation *answer, guint n, guint first,
      guint second)
{
  g_autoptr (VmistateFact) fact = make_answer (n, first, second);

  _vmistate_address_memory_fold (memory, answer, fact, _vmistate_fact_get_payload (fact),
                                 answer->observed_at);
}

/* However many addresses a guest has, and however often it changes them. */
static void
test_memory_is_bounded (void)
{
  VmistateObservation answer = { 0 };
  VmistateAddressMemory *memory = NULL;

  for (guint i = 0; i < 50; i++)
    {
      fold (&memory, &answer, 1 + i * 7 % 64, i * 64, i * 10);
      g_assert_true (i == 0 ? memory == NULL : memory != NULL);
      g_assert_true (memory == NULL || memory->n <= 16);
    }
  _vmistate_address_memory_free (memory);
  _vmistate_observation_clear (&answer);
}

/* What is held no longer is worth little memory, and an empty one none. */
static void
test_memory_forgets (void)
{
  VmistateObservation answer = { 0 };
  VmistateAddressMemory *memory = NULL;

  fold (&memory, &answer, 0, 0, 1);
  g_assert_null (memory);
  fold (&memory, &answer, 12, 0, 2);
  g_assert_null (memory);
  fold (&memory, &answer, 0, 0, 3);
  g_assert_cmpuint (memory->n, ==, 12);
  /* Of those that are held no longer the last of an interface is known, while it has no other. */
  fold (&memory, &answer, 1, 100, 300);
  fold (&memory, &answer, 0, 0, 301);
  g_assert_cmpuint (memory->n, ==, 1);
  fold (&memory, &answer, 1, 101, 500);
  fold (&memory, &answer, 0, 0, 501);
  g_assert_cmpuint (memory->n, ==, 1);
  fold (&memory, &answer, 2, 100, 502);
  g_assert_null (memory);
  _vmistate_observation_clear (&answer);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/guest-parts/ip", test_ip);
  g_test_add_func ("/guest-parts/mac", test_mac);
  g_test_add_func ("/guest-parts/names", test_names);
  g_test_add_func ("/guest-parts/memory-is-bounded", test_memory_is_bounded);
  g_test_add_func ("/guest-parts/memory-forgets", test_memory_forgets);
  return g_test_run ();
}

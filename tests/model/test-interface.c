/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What KubeVirt has no place for in an interface: written in profile TRUTH only. */

#include "config.h"

#include "model-test.h"

#include "model/address.h"
#include "model/interface.h"

static GPtrArray *
make_addresses (const char *json)
{
  GPtrArray *addresses = _vmistate_record_list_new ();

  g_ptr_array_add (addresses, read_record (VMISTATE_TYPE_ADDRESS, json));
  return addresses;
}

static gpointer
make_interface (const char *address, const char *sibling)
{
  gpointer interface = read_record (VMISTATE_TYPE_INTERFACE, "{\"name\":\"blue\"}");

  _vmistate_record_take_list (interface, INTERFACE_ADDRESSES, make_addresses (address));
  _vmistate_record_set_texts (interface, INTERFACE_SIBLINGS, &sibling, 1);
  _vmistate_record_set_texts (interface, INTERFACE_CONFLICTS, &address, 1);
  return interface;
}

static void
test_getters (void)
{
  g_autoptr (VmistateInterface) interface = make_interface ("{\"address\":\"10.0.0.1\"}", "br0");
  g_autoptr (VmistateInterface) empty = read_record (VMISTATE_TYPE_INTERFACE, "{}");
  GPtrArray *addresses = vmistate_interface_get_addresses (interface);
  const char *const siblings[] = { "br0", NULL };
  const char *const conflicts[] = { "{\"address\":\"10.0.0.1\"}", NULL };

  g_assert_cmpuint (addresses->len, ==, 1);
  g_assert_cmpstr (vmistate_address_get_address (addresses->pdata[0]), ==, "10.0.0.1");
  g_assert_cmpstrv (vmistate_interface_get_siblings (interface), siblings);
  g_assert_cmpstrv (vmistate_interface_get_conflicts (interface), conflicts);

  g_assert_null (vmistate_interface_get_addresses (empty));
  g_assert_null (vmistate_interface_get_siblings (empty));
  g_assert_null (vmistate_interface_get_conflicts (empty));
}

static void
test_written (void)
{
  const char *json = "{\"name\":\"blue\",\"addresses\":[{\"address\":\"10.0.0.1\",\"prefix\":8}],"
                     "\"siblings\":[\"br0\"],\"conflicts\":[\"{}\"]}";
  g_autoptr (VmistateInterface) interface = read_record (VMISTATE_TYPE_INTERFACE, json);
  guint32 prefix;

  assert_writes (interface, VMISTATE_PROFILE_TRUTH, json);
  assert_writes (interface, VMISTATE_PROFILE_KUBEVIRT, "{\"name\":\"blue\"}");
  g_assert_true (vmistate_address_get_prefix (
      vmistate_interface_get_addresses (interface)->pdata[0], &prefix));
  g_assert_cmpuint (prefix, ==, 8);
}

static void
test_compared (void)
{
  g_autoptr (VmistateInterface) before =
      make_interface ("{\"address\":\"10.0.0.1\",\"state\":\"LIVE\"}", "br0");
  g_autoptr (VmistateInterface) after =
      make_interface ("{\"address\":\"10.0.0.1\",\"state\":\"HELD\"}", "br1");
  g_auto (GStrv) paths = vmistate_record_diff (VMISTATE_RECORD (before), VMISTATE_RECORD (after));
  g_autofree char *joined = g_strjoinv (" ", paths);

  g_assert_false (vmistate_record_equal (VMISTATE_RECORD (before), VMISTATE_RECORD (after)));
  g_assert_cmpstr (joined, ==, "addresses[10.0.0.1].state siblings conflicts");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/interface/getters", test_getters);
  g_test_add_func ("/interface/written", test_written);
  g_test_add_func ("/interface/compared", test_compared);
  return g_test_run ();
}

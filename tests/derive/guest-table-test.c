/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The guest agent's interfaces as a table: nothing of an answer is lost in it, however odd. */

#include "config.h"

#include "derive/interfaces/guest-table.h"

#define INTERFACES(text) "{\"command\":\"guest-network-get-interfaces\",\"interfaces\":[" text "]}"

static gpointer
read_reply (const char *json)
{
  g_autoptr (GError) error = NULL;
  gpointer reply = _vmistate_record_from_json (_vmistate_agent_reply_get_type (), json, -1, &error);

  g_assert_no_error (error);
  return reply;
}

/* Plain answers become records again, others keep theirs. */
static const struct
{
  const char *json;
  gboolean is_plain;
} replies[] = {
  { INTERFACES ("{\"name\":\"eth0\",\"hardwareAddress\":\"52:54:00:00:00:01\",\"addresses\":["
                "{\"type\":\"ipv4\",\"address\":\"10.0.0.1\",\"prefix\":24},"
                "{\"type\":\"ipv6\",\"address\":\"FE80::1\",\"prefix\":64}]}"),
    TRUE },
  { INTERFACES ("{\"name\":\"lo\",\"addresses\":[{\"type\":\"ipv4\",\"address\":\"127.0.0.1\"}]},"
                "{\"hardwareAddress\":\"no address\"},{\"name\":\"\"},{}"),
    TRUE },
  { INTERFACES ("{\"addresses\":[{\"type\":\"ipv4\",\"address\":\"10.0.0.1/8\"}]}"), TRUE },
  { INTERFACES ("{\"addresses\":[{\"address\":\"10.0.0.1\"}]}"), FALSE },
  { INTERFACES ("{\"addresses\":[{\"type\":\"ipv6\",\"address\":\"10.0.0.1\"}]}"), FALSE },
  { INTERFACES ("{\"addresses\":[{\"type\":\"ipv4\",\"address\":\"10.0.0.1\",\"prefix\":-1}]}"),
    FALSE },
  { INTERFACES ("{\"addresses\":[{\"type\":\"ipv4\",\"address\":\"10.0.0.1\",\"prefix\":255}]}"),
    FALSE },
  { INTERFACES ("{\"addresses\":[{\"type\":\"ipv4\",\"address\":\"10.0.0.1\",\"zone\":1}]}"),
    FALSE },
  { INTERFACES ("{\"name\":\"a\",\"reportedHardwareAddress\":\"52-54-00-00-00-01\"}"), FALSE },
  { INTERFACES ("{\"name\":\"a\",\"later\":true}"), FALSE },
};

static void
test_lossless (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_autoptr (VmistateRecord) reply = read_reply (replies[i].json);
      g_autoptr (VmistateRecord) packed = _vmistate_guest_table_pack (reply, 7, NULL);
      g_autoptr (VmistateRecord) again = _vmistate_guest_table_pack (reply, 8, packed);
      VmistateGuestTable *table = _vmistate_guest_table_of (packed);

      g_test_message ("%s", replies[i].json);
      g_assert_nonnull (table);
      g_assert_cmpint (table->parent.list == NULL, ==, replies[i].is_plain);
      g_assert_true (_vmistate_record_equal (packed, again));
      g_assert_cmpint (table->parent.list == NULL, ==, replies[i].is_plain);
      g_assert_true (_vmistate_record_same (reply, packed));
    }
}

/* Any two answers of the list differ, as tables and as records. */
static void
test_different (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_autoptr (VmistateRecord) reply = read_reply (replies[i].json);
      g_autoptr (VmistateRecord) packed = _vmistate_guest_table_pack (reply, 7, NULL);

      for (guint j = 0; j < i; j++)
        {
          g_autoptr (VmistateRecord) other = read_reply (replies[j].json);
          g_autoptr (VmistateRecord) packed_other = _vmistate_guest_table_pack (other, 7, packed);

          g_assert_false (_vmistate_record_equal (packed, packed_other));
        }
    }
}

static void
test_nothing (void)
{
  g_autoptr (VmistateRecord) reply = read_reply (INTERFACES (""));
  g_autoptr (VmistateRecord) packed = _vmistate_guest_table_pack (reply, 7, NULL);

  g_assert_null (_vmistate_guest_table_of (packed));
  g_assert_cmpuint (_vmistate_guest_table_count (NULL), ==, 0);
  g_assert_null (_vmistate_guest_table_of (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/guest-table/lossless", test_lossless);
  g_test_add_func ("/guest-table/different", test_different);
  g_test_add_func ("/guest-table/nothing", test_nothing);
  return g_test_run ();
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The objects and domains behind a status, as callers get them. */

#include "fixture.h"

#include <string.h>

#define OBJECT(kind, name, rest)                                                                   \
  "{\"kind\":\"" kind "\",\"metadata\":{\"name\":\"" name "\",\"uid\":\"uid-" name "\"" rest "}"
#define VMI(rest)           OBJECT ("VirtualMachineInstance", "a", rest "}")
#define MIGRATION(name)     OBJECT ("VirtualMachineInstanceMigration", name, "}")
#define EVENT(type, object) "{\"type\":\"" type "\",\"object\":" object "}"

static void
observe (Fixture *self, const char *json)
{
  g_autoptr (GError) error = NULL;

  vmistate_monitor_observe_object (self->monitor, "api", json, -1, &error);
  g_assert_no_error (error);
  fixture_settle (self);
}

/* @json: (nullable) */
static void
assert_json (VmistateRecord *record, const char *json)
{
  g_autofree char *found =
      record != NULL ? vmistate_record_to_json (record, VMISTATE_PROFILE_TRUTH) : NULL;

  g_assert_cmpstr (found, ==, json);
}

static VmistateInstance *
get_instance (Fixture *self)
{
  g_autoptr (VmistateInstance) instance = g_list_model_get_item (G_LIST_MODEL (self->monitor), 0);

  g_assert_nonnull (instance);
  return instance;
}

static void
test_object (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (VmistateRecord) before = NULL;

  fixture_start (self);
  fixture_add (self, "a", RUNNING);
  fixture_settle (self);
  assert_json (vmistate_instance_get_object (get_instance (self)), NULL);
  observe (self, VMI (",\"labels\":{\"x\":\"1\"}},\"spec\":{\"evictionStrategy\":\"None\""));
  before = g_object_ref (vmistate_instance_get_object (get_instance (self)));
  assert_json (before, "{\"metadata\":{\"name\":\"a\",\"uid\":\"uid-a\",\"labels\":{\"x\":\"1\"}},"
                       "\"spec\":{\"evictionStrategy\":\"None\"}}");
  observe (self, VMI ("},\"status\":{\"phase\":\"Scheduled\""));
  assert_json (vmistate_instance_get_object (get_instance (self)),
               "{\"metadata\":{\"name\":\"a\",\"uid\":\"uid-a\"},\"status\":{\"phase\":"
               "\"Scheduled\",\"guestOSInfo\":{}}}");
  g_assert_true (before != vmistate_instance_get_object (get_instance (self)));
  observe (self, EVENT ("DELETED", VMI ("")));
  assert_json (vmistate_instance_get_object (get_instance (self)), NULL);
  fixture_stop (self);
}

static void
test_domain (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  fixture_start (self);
  fixture_add (self, "a", RUNNING);
  fixture_settle (self);
  assert_json (vmistate_instance_get_domain (get_instance (self)), NULL);
  fixture_add (self, "a", "\"domain\":{\"uuid\":\"u\",\"name\":\"a\",\"cpuAffinity\":3}");
  fixture_settle (self);
  assert_json (vmistate_instance_get_domain (get_instance (self)),
               "{\"uuid\":\"u\",\"name\":\"a\",\"cpuAffinity\":3}");
  fixture_stop (self);
}

/* @names: with a space behind each; (nullable): nothing is known of them */
static void
assert_migrations (Fixture *self, const char *names)
{
  g_autoptr (GPtrArray) objects =
      vmistate_monitor_dup_objects (self->monitor, "VirtualMachineInstanceMigration");
  g_autoptr (GString) found = g_string_new (NULL);

  g_assert_true ((objects == NULL) == (names == NULL));
  for (guint i = 0; objects != NULL && i < objects->len; i++)
    {
      g_autofree char *json = vmistate_record_to_json (objects->pdata[i], VMISTATE_PROFILE_TRUTH);
      const char *name = strstr (json, "\"name\":\"") + strlen ("\"name\":\"");

      g_string_append_printf (found, "%.*s ", (int) strcspn (name, "\""), name);
    }
  if (names != NULL)
    g_assert_cmpstr (found->str, ==, names);
}

static void
test_objects (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  fixture_start (self);
  assert_migrations (self, NULL);
  observe (self, OBJECT ("Node", "n", "}"));
  assert_migrations (self, NULL);
  observe (self, MIGRATION ("m2"));
  observe (self, MIGRATION ("m1"));
  assert_migrations (self, "m1 m2 ");
  observe (self, EVENT ("DELETED", MIGRATION ("m1")));
  assert_migrations (self, "m2 ");
  observe (self, EVENT ("DELETED", MIGRATION ("m2")));
  assert_migrations (self, "");
  g_assert_null (vmistate_monitor_dup_objects (self->monitor, "VirtualMachineInstance"));
  g_assert_null (vmistate_monitor_dup_objects (self->monitor, "Secret"));
  fixture_stop (self);
}

static void
test_none (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  fixture_start (self);
  observe (self, "{\"kind\":\"VirtualMachineInstanceMigrationList\",\"items\":[]}");
  assert_migrations (self, "");
  fixture_stop (self);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/monitor/records/object", test_object);
  add ("/monitor/records/domain", test_domain);
  add ("/monitor/records/objects", test_objects);
  add ("/monitor/records/none", test_none);
  return g_test_run ();
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Domain XML, each text beside what it must give: tests/data/domain/NAME.xml and NAME.json. What is
 * too big for a file is made here. */

#include "config.h"

#include <string.h>

#include "model/json.h"
#include "sources/domain-xml.h"

#define UUID "5c0ffee0-1111-4222-8333-444455556666"
#define HEAD "<domain type='kvm'><name>vm1</name><uuid>" UUID "</uuid>"

/* Files */

static char *
build_path (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "..", "data", "domain", name, NULL);
}

static char *
read_file (const char *name, const char *suffix)
{
  g_autofree char *file = g_strconcat (name, suffix, NULL);
  g_autofree char *path = build_path (file);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static JsonObject *
read_expected (const char *name)
{
  g_autofree char *text = read_file (name, ".json");
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);

  g_assert_no_error (error);
  return json_node_dup_object (node);
}

static void
assert_domain (VmistateDomain *domain, JsonNode *expected)
{
  g_autoptr (JsonNode) found = _vmistate_record_to_node (domain, VMISTATE_PROFILE_TRUTH);
  g_autofree char *found_text = json_to_string (found, /* pretty= */ TRUE);
  g_autofree char *expected_text = json_to_string (expected, /* pretty= */ TRUE);

  if (!json_node_equal (found, expected))
    g_assert_cmpstr (found_text, ==, expected_text);
}

static void
test_file (gconstpointer name)
{
  g_autofree char *xml = read_file (name, ".xml");
  g_autoptr (JsonObject) expected = read_expected (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (VmistateDomainDescription) found = _vmistate_domain_xml_parse (xml, &error);

  if (json_object_has_member (expected, "error"))
    {
      g_assert_null (found);
      g_assert_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA);
      g_assert_true (
          g_str_has_prefix (error->message, json_object_get_string_member (expected, "error")));
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpstr (found->namespace_, ==, json_object_get_string_member (expected, "namespace"));
  g_assert_cmpstr (found->name, ==, json_object_get_string_member (expected, "name"));
  g_assert_cmpstr (found->uid, ==, json_object_get_string_member (expected, "uid"));
  assert_domain (found->domain, json_object_get_member (expected, "domain"));
}

static void
add_files (void)
{
  g_autofree char *folder = build_path ("");
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *file;
  guint n = 0;

  g_assert_no_error (error);
  while ((file = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = NULL;
      char *name;

      if (!g_str_has_suffix (file, ".xml"))
        continue;
      name = g_strndup (file, strlen (file) - strlen (".xml"));
      path = g_strconcat ("/domain-xml/", name, NULL);
      g_test_add_data_func_full (path, name, test_file, g_free);
      n++;
    }
  g_assert_cmpuint (n, >=, 25);
}

/* Bounds */

static VmistateDomainDescription *
parse_with (const char *before, const char *repeated, guint n, const char *after)
{
  g_autoptr (GString) xml = g_string_new (before);
  g_autoptr (GError) error = NULL;
  VmistateDomainDescription *found;

  for (guint i = 0; i < n; i++)
    g_string_append (xml, repeated);
  g_string_append (xml, after);
  found = _vmistate_domain_xml_parse (xml->str, &error);
  g_assert_true ((found == NULL) == (error != NULL));
  return found;
}

static void
test_too_long (void)
{
  g_autoptr (VmistateDomainDescription) found =
      parse_with (HEAD "<description>", "0123456789abcdef", 512 * 1024, "</description></domain>");

  g_assert_null (found);
}

/* What is beyond the bound is not there, and what is within it is whole. */
static void
test_many_devices (void)
{
  static const struct
  {
    const char *xml;
    guint field;
  } kinds[] = {
    { "<interface type='user'><alias name='a'/></interface>", DOMAIN_INTERFACES },
    { "<disk device='disk'><alias name='a'/></disk>", DOMAIN_DISKS },
    { "<hostdev type='pci'><alias name='a'/></hostdev>", DOMAIN_HOST_DEVICES },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (VmistateDomainDescription) found =
          parse_with (HEAD "<devices>", kinds[i].xml, 5000, "</devices></domain>");
      GPtrArray *list;

      g_assert_nonnull (found);
      list = _vmistate_record_get_list (found->domain, kinds[i].field);
      g_assert_cmpuint (list->len, >=, 64);
      g_assert_cmpuint (list->len, <, 5000);
      for (guint j = 0; j < list->len; j++)
        g_assert_cmpstr (_vmistate_record_get_string (list->pdata[j], 0), ==, "a");
    }
}

/* A text that was cut off would be another text. */
static void
test_long_texts (void)
{
  g_autoptr (VmistateDomainDescription) in_attribute =
      parse_with (HEAD "<devices><disk device='disk'><alias name='", "x", 100000,
                  "'/></disk></devices></domain>");
  g_autoptr (VmistateDomainDescription) in_element =
      parse_with (HEAD "<devices><disk device='disk'><serial>", "x", 100000,
                  "</serial></disk></devices></domain>");
  g_autoptr (VmistateDomainDescription) in_pieces =
      parse_with (HEAD "<devices><disk device='disk'><serial>", "xxxxxxxxx&lt;", 10000,
                  "</serial></disk></devices></domain>");
  VmistateDomainDescription *all[] = { in_attribute, in_element, in_pieces };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      GPtrArray *disks;

      g_assert_nonnull (all[i]);
      disks = _vmistate_record_get_list (all[i]->domain, DOMAIN_DISKS);
      g_assert_cmpuint (disks->len, ==, 1);
      g_assert_false (_vmistate_record_has (disks->pdata[0], DOMAIN_DISK_ALIAS));
      g_assert_false (_vmistate_record_has (disks->pdata[0], DOMAIN_DISK_SERIAL));
    }
}

/* Neither the stack nor the time may grow with it. */
static void
test_deep (void)
{
  g_autoptr (VmistateDomainDescription) found =
      parse_with (HEAD, "<deeply-nested>", 60000, "</domain>");

  g_assert_null (found);
}

/* No prefix of a good text may be taken for a whole one, or worse. */
static void
test_every_prefix (void)
{
  g_autofree char *xml = read_file ("metadata-full", ".xml");

  for (gsize length = strlen (xml) - 2; length > 0; length--)
    {
      g_autoptr (GError) error = NULL;

      xml[length] = '\0';
      g_assert_null (_vmistate_domain_xml_parse (xml, &error));
      g_assert_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_files ();
  g_test_add_func ("/domain-xml/bounds/too-long", test_too_long);
  g_test_add_func ("/domain-xml/bounds/many-devices", test_many_devices);
  g_test_add_func ("/domain-xml/bounds/long-texts", test_long_texts);
  g_test_add_func ("/domain-xml/bounds/deep", test_deep);
  g_test_add_func ("/domain-xml/every-prefix", test_every_prefix);
  return g_test_run ();
}

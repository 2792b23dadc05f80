/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The input is the XML of a domain: what an administrator, and whoever writes its metadata, says.
 */

#include "config.h"

#include <string.h>

#include <vmistate/vmistate.h>

#include "fuzz.h"
#include "sources/domain-xml.h"

#define MAX_TEXT    4096
#define MAX_DEVICES 512

static void
check_texts (gpointer record)
{
  guint n_fields;
  const VmistateField *fields = _vmistate_record_get_fields (record, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      const char *text =
          fields[i].kind == VMISTATE_FIELD_STRING ? _vmistate_record_get_string (record, i) : NULL;

      if (text == NULL)
        continue;
      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_cmpuint (strlen (text), <=, MAX_TEXT);
    }
}

static void
check_devices (VmistateDomain *domain, guint field)
{
  GPtrArray *list = _vmistate_record_get_list (domain, field);

  for (guint i = 0; list != NULL && i < list->len; i++)
    check_texts (list->pdata[i]);
  g_assert_true (list == NULL || list->len <= MAX_DEVICES);
}

static void
check_description (VmistateDomainDescription *description)
{
  g_autofree char *json =
      vmistate_record_to_json (VMISTATE_RECORD (description->domain), VMISTATE_PROFILE_TRUTH);
  g_autoptr (GError) error = NULL;
  g_autoptr (VmistateRecord) again = NULL;

  g_assert_cmpstr (description->namespace_, !=, "");
  g_assert_cmpstr (description->name, !=, "");
  g_assert_cmpstr (description->uid, !=, "");
  check_texts (description->domain);
  check_devices (description->domain, DOMAIN_INTERFACES);
  check_devices (description->domain, DOMAIN_DISKS);
  check_devices (description->domain, DOMAIN_HOST_DEVICES);
  /* A recording of it can be replayed. */
  again = _vmistate_record_from_json (_vmistate_domain_get_type (), json, -1, &error);
  g_assert_no_error (error);
  g_assert_true (vmistate_record_equal (again, VMISTATE_RECORD (description->domain)));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *xml = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (VmistateDomainDescription) description = _vmistate_domain_xml_parse (xml, &error);

  g_assert_true ((description == NULL) == (error != NULL));
  if (description != NULL)
    check_description (description);
  return 0;
}

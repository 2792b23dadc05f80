/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "domain-read.h"

VmistateDomainDescription *
_vmistate_domain_description_read (virDomainPtr handle)
{
  g_autoptr (GError) error = NULL;
  VmistateDomainDescription *description;
  char *xml = virDomainGetXMLDesc (handle, /* flags= */ 0);

  if (xml == NULL)
    return NULL;
  description = _vmistate_domain_xml_parse (xml, &error);
  free (xml);
  if (description == NULL)
    {
      char uuid[VIR_UUID_STRING_BUFLEN] = "";

      /* It is there all the same, and in some state. */
      g_debug ("%s: %s", virDomainGetName (handle), error->message);
      virDomainGetUUIDString (handle, uuid);
      description = _vmistate_domain_description_new_bare (virDomainGetName (handle), uuid);
    }
  return description;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* For programs that have a domain's XML but no connection to the libvirt that it came from. */

#include "config.h"

#include <vmistate/vmistate-raw-facts.h>

#include "sources/domain-xml.h"

/**
 * vmistate_fact_new_for_domain_xml:
 * @source: who tells it, see [method@Source.get_id]
 * @observed_at_usec: when libvirt was asked for the XML, microseconds since 1970-01-01 00:00 UTC
 * @xml: what libvirt prints for the domain, as `virsh dumpxml` does
 * @error: return location for an error
 *
 * Makes a fact of kind %VMISTATE_FACT_KIND_DOMAIN from the XML of a domain.
 *
 * The XML also says which VMI it is, as it does for [class@LibvirtSource]: a domain with
 * KubeVirt's metadata is named `NAMESPACE_NAME` and has its UID there; any other is in namespace
 * `default`, with its own name and UUID.
 *
 * Whether the domain runs is not in its XML: that is a fact of kind
 * %VMISTATE_FACT_KIND_DOMAIN_STATE.
 *
 * Fails with %VMISTATE_ERROR_INVALID_DATA for a text that is not such XML, or lacks the name or the
 * UUID.
 *
 * Returns: (transfer full): the fact, or %NULL with @error set
 *
 * Since: 0.1
 */
VmistateFact *
vmistate_fact_new_for_domain_xml (const char *source, gint64 observed_at_usec, const char *xml,
                                  GError **error)
{
  g_autoptr (VmistateDomainDescription) description = NULL;
  VmistateIdentity identity;

  g_return_val_if_fail (source != NULL && *source != '\0', NULL);
  g_return_val_if_fail (xml != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  description = _vmistate_domain_xml_parse (xml, error);
  if (description == NULL)
    return NULL;
  identity = (VmistateIdentity){ description->namespace_, description->name, description->uid };
  return _vmistate_fact_new (VMISTATE_FACT_KIND_DOMAIN, source, &identity, observed_at_usec,
                             g_object_ref (description->domain));
}

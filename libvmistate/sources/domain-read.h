/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <libvirt/libvirt.h>

#include "domain-xml.h"

G_BEGIN_DECLS

/* Asks libvirt for the XML of a domain.
 * Returns: (transfer full) (nullable): NULL if the domain cannot be read any more */
VmistateDomainDescription *_vmistate_domain_description_read (virDomainPtr handle);

G_END_DECLS

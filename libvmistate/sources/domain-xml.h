/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "model/fact.h"
#include "model/payloads.h"

G_BEGIN_DECLS

/* What libvirt's XML says of a domain, and which VMI it is. */
typedef struct
{
  VmistateDomain *domain; /* (owned) */
  char *namespace_;       /* (owned) */
  char *name;             /* (owned) */
  char *uid;              /* (owned) */
} VmistateDomainDescription;

/* Returns: (transfer full) (nullable): NULL with VMISTATE_ERROR_INVALID_DATA */
VmistateDomainDescription *_vmistate_domain_xml_parse (const char *xml, GError **error);

/* For a domain whose XML cannot be understood. */
VmistateDomainDescription *_vmistate_domain_description_new_bare (const char *name,
                                                                  const char *uuid);

void _vmistate_domain_description_free (VmistateDomainDescription *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VmistateDomainDescription, _vmistate_domain_description_free)

G_END_DECLS

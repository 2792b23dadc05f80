/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "agent-domain.h"

VmistateAgentDomain *
_vmistate_agent_domain_new (const char *uuid)
{
  VmistateAgentDomain *self = g_new0 (VmistateAgentDomain, 1);

  self->uuid = g_strdup (uuid);
  return self;
}

void
_vmistate_agent_domain_free (VmistateAgentDomain *self)
{
  g_free (self->uuid);
  g_free (self->namespace_);
  g_free (self->name);
  g_free (self->uid);
  g_free (self);
}

static void
replace (char **text, const char *value)
{
  char *copy = g_strdup (value);

  g_free (*text);
  *text = copy;
}

void
_vmistate_agent_domain_identify (VmistateAgentDomain *self, const VmistateIdentity *identity)
{
  replace (&self->namespace_, identity->namespace_);
  replace (&self->name, identity->name);
  replace (&self->uid, identity->uid);
}

VmistateIdentity
_vmistate_agent_domain_get_identity (const VmistateAgentDomain *self)
{
  return (VmistateIdentity){ self->namespace_, self->name, self->uid };
}

gboolean
_vmistate_agent_domain_is_open (const VmistateAgentDomain *self)
{
  return self->known && self->running && self->connected;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Facts from the raw form in which they are met: libvirt's XML, an agent's reply. */

#pragma once

#include <vmistate/vmistate-fact.h>

G_BEGIN_DECLS

VMISTATE_AVAILABLE_IN_0_1
VmistateFact *vmistate_fact_new_for_domain_xml (const char *source, gint64 observed_at_usec,
                                                const char *xml, GError **error);

VMISTATE_AVAILABLE_IN_0_1
VmistateFact *vmistate_fact_new_for_agent_reply (const char *source, const char *namespace_,
                                                 const char *name, const char *uid,
                                                 gint64 observed_at_usec, const char *command,
                                                 const char *text, gssize length);

G_END_DECLS

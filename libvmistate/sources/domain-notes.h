/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What KubeVirt's launcher writes into the metadata of its domains. */

#pragma once

#include "model/payloads.h"

G_BEGIN_DECLS

/* How the path of an element marks those of KubeVirt's namespace, whatever their prefix. */
#define VMISTATE_XML_KUBEVIRT "{kubevirt}"

/* @path: from inside the metadata block. Both ignore what they do not know. */
void _vmistate_domain_notes_open (VmistateDomainNotes *notes, const char *path);
void _vmistate_domain_notes_take_text (VmistateDomainNotes *notes, const char *path,
                                       const char *text);

G_END_DECLS

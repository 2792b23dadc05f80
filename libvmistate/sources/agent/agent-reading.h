/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What KubeVirt's launcher makes of an answer. Three commands it sends itself, and reads the text
 * that comes back; the others it has libvirt ask, and takes what libvirt copied from the answer. */

#pragma once

#include <json-glib/json-glib.h>

#include "model/payloads.h"

G_BEGIN_DECLS

/* Each adds to @reply, ours to the same answer, what KubeVirt reads otherwise; nothing if that is
 * nothing, or if the command is not of that kind. */

/* @text: of any bytes */
void _vmistate_agent_add_launcher_reading (VmistateAgentReply *reply, const char *text,
                                           gsize length);

/* @value: what stands behind "return", of the type that the command has */
void _vmistate_agent_add_libvirt_reading (VmistateAgentReply *reply, JsonNode *value);

G_END_DECLS

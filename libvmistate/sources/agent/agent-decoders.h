/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* One decoder per command. @value is what stands behind "return"; it has the type that the table
 * in agent-reply.c demands. Each returns FALSE if @value says nothing of what was asked. */

#pragma once

#include <json-glib/json-glib.h>

#include "model/payloads.h"

G_BEGIN_DECLS

/* Guests with more exist, but nobody who would read it all. */
#define VMISTATE_AGENT_MAX_COMMANDS    512
#define VMISTATE_AGENT_MAX_USERS       256
#define VMISTATE_AGENT_MAX_FILESYSTEMS 256
#define VMISTATE_AGENT_MAX_DISKS       64 /* of one filesystem */

typedef gboolean (*VmistateAgentDecoder) (VmistateAgentReply *reply, JsonNode *value);

gboolean _vmistate_agent_decode_info (VmistateAgentReply *reply, JsonNode *value);
gboolean _vmistate_agent_decode_osinfo (VmistateAgentReply *reply, JsonNode *value);
gboolean _vmistate_agent_decode_host_name (VmistateAgentReply *reply, JsonNode *value);
gboolean _vmistate_agent_decode_timezone (VmistateAgentReply *reply, JsonNode *value);
gboolean _vmistate_agent_decode_users (VmistateAgentReply *reply, JsonNode *value);
gboolean _vmistate_agent_decode_filesystems (VmistateAgentReply *reply, JsonNode *value);
gboolean _vmistate_agent_decode_interfaces (VmistateAgentReply *reply, JsonNode *value);
gboolean _vmistate_agent_decode_fsfreeze_status (VmistateAgentReply *reply, JsonNode *value);
gboolean _vmistate_agent_decode_load (VmistateAgentReply *reply, JsonNode *value);

/* Interfaces without a name too, which the decoder leaves out.
 * Returns: (transfer full): VmistateGuestInterface */
GPtrArray *_vmistate_agent_read_all_interfaces (VmistateAgentReply *reply, JsonNode *value);

G_END_DECLS

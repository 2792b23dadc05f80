/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Reading single members of an agent's reply. What is missing stays absent; what has the wrong
 * type or is out of range stays absent too, and the reply's message says so. */

#pragma once

#include <json-glib/json-glib.h>

#include "model/payloads.h"

G_BEGIN_DECLS

/* NULL where the element says nothing usable; it is then left out. */
typedef gpointer (*VmistateAgentElementReader) (VmistateAgentReply *reply, JsonObject *element);

/* Keeps the first remark only: one is enough to look at the guest. */
void _vmistate_agent_remark (VmistateAgentReply *reply, const char *format, ...)
    G_GNUC_PRINTF (2, 3);

/* NULL for an absent or null member. */
JsonNode *_vmistate_agent_get_member (JsonObject *object, const char *name);

/* Each returns TRUE if @field was set. */
gboolean _vmistate_agent_read_text (VmistateAgentReply *reply, JsonObject *object, const char *name,
                                    gpointer record, guint field);
gboolean _vmistate_agent_read_boolean (VmistateAgentReply *reply, JsonObject *object,
                                       const char *name, gpointer record, guint field);
gboolean _vmistate_agent_read_integer (VmistateAgentReply *reply, JsonObject *object,
                                       const char *name, gint64 min, gint64 max, gpointer record,
                                       guint field);
gboolean _vmistate_agent_read_double (VmistateAgentReply *reply, JsonObject *object,
                                      const char *name, double min, double max, gpointer record,
                                      guint field);

/* Reads at most @max elements, each a JSON object; @name is for remarks. */
GPtrArray *_vmistate_agent_read_array (VmistateAgentReply *reply, JsonNode *node, const char *name,
                                       guint max, VmistateAgentElementReader reader);

/* The same for a list that is the whole reply. Returns FALSE if there are elements and none could
 * be read: that must not pass for an empty list. */
gboolean _vmistate_agent_read_list (VmistateAgentReply *reply, JsonNode *array, const char *name,
                                    guint max, VmistateAgentElementReader reader, guint field);

G_END_DECLS

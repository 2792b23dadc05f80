/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Lists of VmistateInterface as KubeVirt handles status.interfaces: entries are found by text,
 * and a text that is not there is the empty one. */

#pragma once

#include "model/interface.h"

G_BEGIN_DECLS

#define INFO_SOURCE_DOMAIN           "domain"
#define INFO_SOURCE_GUEST_AGENT      "guest-agent"
#define INFO_SOURCE_MULTUS_STATUS    "multus-status"
#define INFO_SOURCE_DOMAIN_AND_AGENT INFO_SOURCE_DOMAIN ", " INFO_SOURCE_GUEST_AGENT

/* The first entry with @text in @field: its index, or -1.
 * @interfaces, @text: (nullable) */
int _vmistate_interfaces_find (GPtrArray *interfaces, guint field, const char *text);

/* The same. Returns: (nullable): borrowed */
gpointer _vmistate_interfaces_lookup (GPtrArray *interfaces, guint field, const char *text);

/* Makes @field absent for the empty text, as Go leaves it out.
 * @text: (nullable) */
void _vmistate_interface_set_text (gpointer interface, guint field, const char *text);

/* @addresses: (element-type GRefString): texts of records */
void _vmistate_interface_set_addresses (gpointer interface, const char *first,
                                        GPtrArray *addresses);

/* The list in infoSource */
gboolean _vmistate_interface_has_source (gpointer interface, const char *source);
/* At the end, unless it is there. */
void _vmistate_interface_add_source (gpointer interface, const char *source);
void _vmistate_interface_remove_source (gpointer interface, const char *source);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* KubeVirt's merge of what the guest says of an interface into what the host knows of it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @interface: a VmistateInterface that may still be changed
 * @agent: the VmistateInterface with the same hardware address in the agent's list
 * @without_link_local: the guest's link-local addresses do not count */
void _vmistate_interface_merge (gpointer interface, gpointer agent, gboolean without_link_local);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The interfaces that the guest agent reports, with their addresses as numbers: one pass over the
 * texts, however many rules ask. */

#pragma once

#include "derive/ip.h"
#include "derive/mac.h"

#include "model/payloads.h"

G_BEGIN_DECLS

typedef struct
{
  VmistateIp ip;
  VmistateIpScope scope; /* link-local or reachable: others are not kept */
  gpointer record;       /* (nullable) VmistateGuestAddress; NULL: its text is not to be shown */
  guint8 prefix;         /* or VMISTATE_NO_PREFIX */
} VmistateGuestTableAddress;

typedef struct
{
  gpointer record;  /* VmistateGuestInterface */
  const char *name; /* "" if it has none */
  guint64 mac;      /* 0 never matches */
  guint first;      /* place of its first address in the table */
  guint n;          /* how many it has */
  gboolean has_reachable;
  gboolean is_loopback;
  gboolean is_virtual; /* its name says that it has no device of its own: a bridge, a VLAN */
  gboolean is_used;    /* it was given to an interface of the VM, or shown */
} VmistateGuestTableInterface;

typedef struct
{
  GArray *interfaces; /* (element-type VmistateGuestTableInterface) in the agent's order */
  GArray *addresses;  /* (element-type VmistateGuestTableAddress) */
} VmistateGuestTable;

/* @reply: (nullable): a VmistateAgentReply, to which the table points */
void _vmistate_guest_table_init (VmistateGuestTable *self, gpointer reply);
void _vmistate_guest_table_clear (VmistateGuestTable *self);

VmistateGuestTableInterface *_vmistate_guest_table_get (const VmistateGuestTable *self, guint i);
const VmistateGuestTableAddress *
_vmistate_guest_table_get_address (const VmistateGuestTable *self,
                                   const VmistateGuestTableInterface *interface, guint i);

gboolean _vmistate_guest_table_interface_has (const VmistateGuestTable *self,
                                              const VmistateGuestTableInterface *interface,
                                              const VmistateIp *ip);

/* As strcmp(), but numbers in the names count as numbers: eth2 comes before eth10. */
int _vmistate_guest_name_compare (const char *a, const char *b);

/* Of two that share a hardware address, the one to show comes first, as far as the answer itself
 * tells: one that others can reach, then one with a device of its own, then by name. */
int _vmistate_guest_table_interface_compare (const VmistateGuestTableInterface *a,
                                             const VmistateGuestTableInterface *b);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The interfaces that the guest agent reports, as the evidence keeps them: a table with addresses
 * as numbers, which takes a third of the memory of the records and can be searched by all rules.
 * The records are made again for those who ask for them. */

#pragma once

#include "derive/ip.h"
#include "derive/mac.h"

#include "model/lazy-list.h"
#include "model/payloads.h"

G_BEGIN_DECLS

typedef struct
{
  GRefString *text;   /* (owned) (nullable) as it was told */
  gint64 since;       /* when it was first reported, in microseconds since 1970 UTC */
  VmistateIp ip;      /* of a scope that is no address's: nothing */
  guint8 scope;       /* VmistateIpScope; what is before link-local is not an address of the VM */
  guint8 prefix;      /* or VMISTATE_NO_PREFIX */
  guint8 told_prefix; /* the same, as far as it was told beside the text */
  guint8 is_plain;    /* its text is just the address, and can be shown */
} VmistateGuestTableAddress;

typedef struct
{
  const char *name;             /* (owned if has_name) "" if it has none */
  GRefString *hardware_address; /* (owned) (nullable) as it was told */
  guint64 mac;                  /* 0 never matches */
  guint first;                  /* place of its first address in the table */
  guint n;                      /* how many it has */
  guint8 has_name;
  guint8 has_reachable;
  guint8 is_loopback;
} VmistateGuestTableInterface;

typedef struct
{
  VmistateLazyList parent;
  guint n_addresses;
  guint n;                                  /* interfaces */
  VmistateGuestTableInterface interfaces[]; /* in the agent's order; behind them the addresses */
} VmistateGuestTable;

/* @reply: a VmistateAgentReply
 * @at: since when its addresses are reported
 * @before: (nullable): the packed reply before it, whose texts are used again where they are the
 * same Returns: (transfer full): a reply that says the same, whose interfaces are a table */
gpointer _vmistate_guest_table_pack (gpointer reply, gint64 at, gpointer before);

/* (nullable) */
static inline const char *
_vmistate_guest_get_name (const VmistateGuestTableInterface *interface)
{
  return interface->has_name ? interface->name : NULL;
}

/* (nullable): of a reply that was packed, which may be NULL; NULL where it has no interfaces */
VmistateGuestTable *_vmistate_guest_table_of (gpointer reply);

/* Of @self, which may be NULL */
static inline guint
_vmistate_guest_table_count (const VmistateGuestTable *self)
{
  return self != NULL ? self->n : 0;
}

static inline VmistateGuestTableAddress *
_vmistate_guest_table_get_addresses (const VmistateGuestTable *self)
{
  return (VmistateGuestTableAddress *) &self->interfaces[self->n];
}

/* The address at @i of @interface, or NULL if that is not one of the VM's. */
const VmistateGuestTableAddress *
_vmistate_guest_table_get_address (const VmistateGuestTable *self,
                                   const VmistateGuestTableInterface *interface, guint i);

gboolean _vmistate_guest_table_interface_has (const VmistateGuestTable *self,
                                              const VmistateGuestTableInterface *interface,
                                              const VmistateIp *ip);

/* Of two that share a hardware address, the one to show comes first, as far as the answer itself
 * tells: one that others can reach, then one with a device of its own, then by name. */
int _vmistate_guest_table_interface_compare (const VmistateGuestTableInterface *a,
                                             const VmistateGuestTableInterface *b);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* IP addresses as numbers: read once, compared often. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Long enough for any address as text, with its terminating zero. */
#define VMISTATE_IP_SIZE 46

#define VMISTATE_NO_PREFIX G_MAXUINT8

/* An IPv4 address is kept as the IPv6 address that stands for it, ::ffff:a.b.c.d, so that there
 * is one form to compare. */
typedef struct
{
  guint8 bytes[16];
} VmistateIp;

/* Who can use an address. Those before link-local are not addresses of the VM. */
typedef enum
{
  VMISTATE_IP_NOBODY, /* unspecified, multicast, broadcast */
  VMISTATE_IP_LOOPBACK,
  VMISTATE_IP_LINK_LOCAL,
  VMISTATE_IP_REACHABLE,
} VmistateIpScope;

/* Reads @text, which may have a zone (fe80::1%eth0) or a prefix (10.1.2.3/24) behind the address.
 * @prefix: (out): its length in bits, or VMISTATE_NO_PREFIX
 * Returns: FALSE for what is not an address */
gboolean _vmistate_ip_parse (const char *text, VmistateIp *ip, guint8 *prefix);

/* Returns: @buffer */
const char *_vmistate_ip_print (const VmistateIp *ip, char buffer[VMISTATE_IP_SIZE]);

gboolean _vmistate_ip_is_v4 (const VmistateIp *ip);
VmistateIpScope _vmistate_ip_get_scope (const VmistateIp *ip);

/* As strcmp() does. */
int _vmistate_ip_compare (const VmistateIp *a, const VmistateIp *b);
#define _vmistate_ip_equal(a, b) (_vmistate_ip_compare (a, b) == 0)

G_END_DECLS

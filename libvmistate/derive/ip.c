/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* IP addresses as numbers. inet_pton() and inet_ntop() are pure, whatever their header's name. */

#include "config.h"

#include "ip.h"

#include <arpa/inet.h>
#include <string.h>

static const guint8 mapped[12] = { [10] = 0xff, [11] = 0xff };

static guint8
read_prefix (const char *text, gboolean is_v4)
{
  guint64 prefix;

  if (*text != '/'
      || !g_ascii_string_to_unsigned (text + 1, 10, 0, is_v4 ? 32 : 128, &prefix, NULL))
    return VMISTATE_NO_PREFIX;
  return (guint8) prefix;
}

static gboolean
read_bytes (const char *text, VmistateIp *ip)
{
  if (strchr (text, ':') != NULL)
    return inet_pton (AF_INET6, text, ip->bytes) == 1;
  memcpy (ip->bytes, mapped, sizeof (mapped));
  return inet_pton (AF_INET, text, ip->bytes + sizeof (mapped)) == 1;
}

gboolean
_vmistate_ip_parse (const char *text, VmistateIp *ip, guint8 *prefix)
{
  char address[VMISTATE_IP_SIZE];
  gsize length;

  *prefix = VMISTATE_NO_PREFIX;
  if (text == NULL)
    return FALSE;
  length = strcspn (text, "%/");
  if (text[length] == '\0')
    return read_bytes (text, ip);
  if (length >= sizeof (address))
    return FALSE;
  memcpy (address, text, length);
  address[length] = '\0';
  if (!read_bytes (address, ip))
    return FALSE;
  *prefix = read_prefix (text + length, _vmistate_ip_is_v4 (ip));
  return TRUE;
}

const char *
_vmistate_ip_print (const VmistateIp *ip, char buffer[VMISTATE_IP_SIZE])
{
  if (_vmistate_ip_is_v4 (ip))
    return inet_ntop (AF_INET, ip->bytes + sizeof (mapped), buffer, VMISTATE_IP_SIZE);
  return inet_ntop (AF_INET6, ip->bytes, buffer, VMISTATE_IP_SIZE);
}

gboolean
_vmistate_ip_is_v4 (const VmistateIp *ip)
{
  return memcmp (ip->bytes, mapped, sizeof (mapped)) == 0;
}

static VmistateIpScope
get_v4_scope (const guint8 *bytes)
{
  static const guint8 broadcast[4] = { 255, 255, 255, 255 };

  if (bytes[0] == 0 || (bytes[0] & 0xf0) == 224
      || memcmp (bytes, broadcast, sizeof (broadcast)) == 0)
    return VMISTATE_IP_NOBODY;
  if (bytes[0] == 127)
    return VMISTATE_IP_LOOPBACK;
  return bytes[0] == 169 && bytes[1] == 254 ? VMISTATE_IP_LINK_LOCAL : VMISTATE_IP_REACHABLE;
}

VmistateIpScope
_vmistate_ip_get_scope (const VmistateIp *ip)
{
  static const VmistateIp unspecified = { { 0 } };
  static const VmistateIp loopback = { { [15] = 1 } };

  if (_vmistate_ip_is_v4 (ip))
    return get_v4_scope (ip->bytes + sizeof (mapped));
  if (ip->bytes[0] == 0xff || _vmistate_ip_equal (ip, &unspecified))
    return VMISTATE_IP_NOBODY;
  if (_vmistate_ip_equal (ip, &loopback))
    return VMISTATE_IP_LOOPBACK;
  return ip->bytes[0] == 0xfe && (ip->bytes[1] & 0xc0) == 0x80 ? VMISTATE_IP_LINK_LOCAL
                                                               : VMISTATE_IP_REACHABLE;
}

int
_vmistate_ip_compare (const VmistateIp *a, const VmistateIp *b)
{
  return memcmp (a->bytes, b->bytes, sizeof (a->bytes));
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Addresses as Go reads them: no zones, prefixes, blanks or leading zeros, and an IPv4 address
 * that is written as IPv6 (::ffff:192.0.2.1) is IPv4. GInetAddress is not used, because what it
 * takes depends on its version: newer ones take zones. */

#include "config.h"

#include "go-address.h"

#include <string.h>

#define IPV4_BYTES       4
#define IPV6_BYTES       16
#define MAX_GROUP_DIGITS 4
#define NO_GAP           -1

static const guint8 mapped_prefix[IPV6_BYTES - IPV4_BYTES] = { [10] = 0xff, [11] = 0xff };

/* Returns: the number of digits, or 0 for what is not a number of IPv4's */
static guint
read_decimal (const char *text, guint8 *byte)
{
  guint value = 0;
  guint n = 0;

  for (; g_ascii_isdigit (text[n]); n++)
    {
      value = value * 10 + (guint) g_ascii_digit_value (text[n]);
      if (value > G_MAXUINT8 || (n > 0 && text[0] == '0'))
        return 0;
    }
  *byte = (guint8) value;
  return n;
}

static gboolean
parse_ipv4 (const char *text, guint8 *bytes)
{
  for (guint i = 0; i < IPV4_BYTES; i++)
    {
      guint n = read_decimal (text, &bytes[i]);

      if (n == 0 || text[n] != (i < IPV4_BYTES - 1 ? '.' : '\0'))
        return FALSE;
      text += n + 1;
    }
  return TRUE;
}

/* Returns: the number of digits, or 0 for what is not a group of IPv6's */
static guint
read_group (const char *text, guint8 *bytes)
{
  guint value = 0;
  guint n = 0;

  for (; g_ascii_isxdigit (text[n]); n++)
    {
      if (n == MAX_GROUP_DIGITS)
        return 0;
      value = value * 16 + (guint) g_ascii_xdigit_value (text[n]);
    }
  bytes[0] = (guint8) (value >> 8);
  bytes[1] = (guint8) (value & 0xff);
  return n;
}

/* Widens the gap at @gap until the @n bytes there are fill the address. It must stand for
 * something. */
static gboolean
fill_gap (guint8 *bytes, guint n, int gap)
{
  guint start = (guint) gap;

  if (gap == NO_GAP || n == IPV6_BYTES)
    return gap == NO_GAP && n == IPV6_BYTES;
  memmove (bytes + IPV6_BYTES - (n - start), bytes + start, n - start);
  memset (bytes + start, 0, IPV6_BYTES - n);
  return TRUE;
}

/* @gap: index of the byte before which "::" was read, or NO_GAP */
static gboolean
parse_groups (const char *text, guint8 *bytes, int gap)
{
  guint n = 0;

  while (n < IPV6_BYTES && *text != '\0')
    {
      guint digits = read_group (text, bytes + n);

      if (digits == 0)
        return FALSE;
      if (text[digits] == '.')
        return n + IPV4_BYTES <= IPV6_BYTES && parse_ipv4 (text, bytes + n)
               && fill_gap (bytes, n + IPV4_BYTES, gap);
      n += 2;
      text += digits;
      if (*text == '\0')
        break;
      if (text[0] != ':' || text[1] == '\0')
        return FALSE;
      text++;
      if (*text != ':')
        continue;
      if (gap != NO_GAP)
        return FALSE;
      gap = (int) n;
      text++;
    }
  return *text == '\0' && fill_gap (bytes, n, gap);
}

static gboolean
parse_ipv6 (const char *text, guint8 *bytes)
{
  if (g_str_has_prefix (text, "::"))
    return parse_groups (text + 2, bytes, 0);
  return parse_groups (text, bytes, NO_GAP);
}

static VmistateGoAddress
ipv4_from_bytes (const guint8 *bytes)
{
  return (VmistateGoAddress){
    .family = VMISTATE_GO_ADDRESS_IPV4,
    .is_link_local = bytes[0] == 169 && bytes[1] == 254,
  };
}

VmistateGoAddress
_vmistate_go_address_parse (const char *text)
{
  guint8 bytes[IPV6_BYTES] = { 0 };

  if (text == NULL)
    return (VmistateGoAddress){ .family = VMISTATE_GO_ADDRESS_INVALID };
  if (parse_ipv4 (text, bytes))
    return ipv4_from_bytes (bytes);
  if (!parse_ipv6 (text, bytes))
    return (VmistateGoAddress){ .family = VMISTATE_GO_ADDRESS_INVALID };
  if (memcmp (bytes, mapped_prefix, sizeof (mapped_prefix)) == 0)
    return ipv4_from_bytes (bytes + sizeof (mapped_prefix));
  return (VmistateGoAddress){
    .family = VMISTATE_GO_ADDRESS_IPV6,
    .is_link_local = bytes[0] == 0xfe && (bytes[1] & 0xc0) == 0x80,
  };
}

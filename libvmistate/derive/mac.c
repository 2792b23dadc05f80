/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Hardware addresses, whose spelling differs between guests. */

#include "config.h"

#include "mac.h"

/* Returns: -1 for what is no hexadecimal digit */
static inline int
read_digit (char digit)
{
  if (digit >= '0' && digit <= '9')
    return digit - '0';
  digit |= 0x20;
  return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

guint64
_vmistate_mac_parse (const char *text)
{
  guint64 mac = 0;
  gsize i;

  if (text == NULL)
    return 0;
  for (i = 0; i < VMISTATE_MAC_SIZE - 1; i++)
    {
      int digit = read_digit (text[i]);

      if (i % 3 == 2 ? text[i] != ':' && text[i] != '-' : digit < 0)
        return 0;
      if (i % 3 != 2)
        mac = mac << 4 | (guint64) digit;
    }
  return text[i] == '\0' ? mac : 0;
}

const char *
_vmistate_mac_print (guint64 mac, char buffer[VMISTATE_MAC_SIZE])
{
  static const char digits[] = "0123456789abcdef";

  for (guint i = 0; i < VMISTATE_MAC_SIZE - 1; i++)
    {
      guint shift = (5 - i / 3) * 8 + (i % 3 == 0 ? 4 : 0);

      buffer[i] = i % 3 == 2 ? ':' : digits[mac >> shift & 0xf];
    }
  buffer[VMISTATE_MAC_SIZE - 1] = '\0';
  return buffer;
}

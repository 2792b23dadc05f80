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

  if (text == NULL)
    return 0;
  for (guint i = 0; i < 6; i++, text += 3)
    {
      int high = read_digit (text[0]);
      int low = high < 0 ? -1 : read_digit (text[1]);

      if (low < 0 || (i < 5 ? text[2] != ':' && text[2] != '-' : text[2] != '\0'))
        return 0;
      mac = mac << 8 | (guint64) (high << 4 | low);
    }
  return mac;
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

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "mac.h"

#include <string.h>

#define OCTETS 6

char *
_vmistate_mac_normalise (const char *text)
{
  char mac[OCTETS * 3];
  gboolean zero = TRUE;

  if (text == NULL || strlen (text) != sizeof (mac) - 1)
    return NULL;
  for (gsize i = 0; i < sizeof (mac) - 1; i++)
    {
      if (i % 3 == 2)
        {
          if (text[i] != ':' && text[i] != '-')
            return NULL;
          mac[i] = ':';
          continue;
        }
      if (!g_ascii_isxdigit (text[i]))
        return NULL;
      mac[i] = g_ascii_tolower (text[i]);
      zero = zero && mac[i] == '0';
    }
  mac[sizeof (mac) - 1] = '\0';
  return zero ? NULL : g_strdup (mac);
}

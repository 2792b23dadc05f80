/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Two schemes, of which one Pod has only one: numbers in the order of the specification, or a
 * hash of the network's name, which stays the same when networks come and go. */

#include "config.h"

#include "network-names.h"

#include <string.h>

#include "multus-status.h"

#define ORDINAL_PREFIX "net"
#define HASHED_PREFIX  "pod"
#define HASH_DIGITS    11

static gboolean
is_ordinal (const char *interface)
{
  const char *digits = interface + strlen (ORDINAL_PREFIX);

  if (!g_str_has_prefix (interface, ORDINAL_PREFIX) || *digits == '\0')
    return FALSE;
  return digits[strspn (digits, "0123456789")] == '\0';
}

gboolean
_vmistate_network_names_are_ordinal (GPtrArray *networks)
{
  for (guint i = 0; i < networks->len; i++)
    {
      const VmistateMultusNetwork *network = networks->pdata[i];

      if (is_ordinal (network->interface))
        return TRUE;
    }
  return FALSE;
}

char *
_vmistate_network_names_make (const char *network, guint ordinal)
{
  g_autofree char *hash = NULL;

  if (ordinal > 0)
    return g_strdup_printf (ORDINAL_PREFIX "%u", ordinal);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, network != NULL ? network : "", -1);
  return g_strdup_printf (HASHED_PREFIX "%.*s", HASH_DIGITS, hash);
}

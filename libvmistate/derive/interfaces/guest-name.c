/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the names of a guest's interfaces tell. */

#include "config.h"

#include "guest-name.h"

#include <string.h>

/* How names of interfaces begin that have no device of their own. */
static const char *const virtual_prefixes[] = {
  "br",    "bond",   "team",    "vlan",    "veth",      "vEthernet", "docker", "podman",
  "cni",   "cali",   "cilium",  "lxc",     "lxd",       "flannel",   "kube",   "nodelocaldns",
  "virbr", "vnet",   "tun",     "tap",     "tailscale", "wg",        "zt",     "ppp",
  "dummy", "ifb",    "macvlan", "macvtap", "ipvlan",    "ovs",       "vxlan",  "geneve",
  "gre",   "erspan", "sit",     "ip6tnl",  "tunl",      "ip_vti",    "nlmon",
};

/* eth0.100 is a VLAN, eth0:1 and net1:vip are aliases. */
static gboolean
has_virtual_suffix (const char *name)
{
  const char *end = strrchr (name, '.');

  return strchr (name, ':') != NULL || (end != NULL && g_ascii_isdigit (end[1]));
}

gboolean
_vmistate_guest_name_is_virtual (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (virtual_prefixes); i++)
    {
      if (name[0] == virtual_prefixes[i][0] && g_str_has_prefix (name, virtual_prefixes[i]))
        return TRUE;
    }
  return has_virtual_suffix (name);
}

int
_vmistate_guest_name_compare (const char *a, const char *b)
{
  const char *left = a;
  const char *right = b;
  int order;

  while (*left != '\0' && *right != '\0')
    {
      if (g_ascii_isdigit (*left) && g_ascii_isdigit (*right))
        {
          guint64 first = g_ascii_strtoull (left, (char **) &left, 10);
          guint64 second = g_ascii_strtoull (right, (char **) &right, 10);

          if (first != second)
            return first < second ? -1 : 1;
        }
      else if (*left++ != *right++)
        return (guchar) left[-1] - (guchar) right[-1];
    }
  order = (guchar) *left - (guchar) *right;
  return order != 0 ? order : strcmp (a, b);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the Pod that a VM runs in tells of the VM's networks: Multus's list of them, which is an
 * annotation of the Pod, the node's record of the addresses, and the Pod's own status. */

#include "config.h"

#include "scene.h"

#include "derive/kubevirt/network-names.h"

#include "model/objects/pod-objects.h"
#include "model/payloads-control.h"

#include <string.h>

/* By convention, where nobody says otherwise */
#define DEFAULT_POD_INTERFACE "eth0"

/* Multus */

static gpointer
find_status_by_interface (const VmistateScene *scene, const char *interface)
{
  for (guint i = 0; i < scene->pod_statuses->len; i++)
    {
      gpointer status = scene->pod_statuses->pdata[i];

      if (_vmistate_record_is (status, NETWORK_STATUS_INTERFACE, interface))
        return status;
    }
  return NULL;
}

static gpointer
find_default_status (const VmistateScene *scene)
{
  gpointer found = NULL;

  for (guint i = 0; i < scene->pod_statuses->len; i++)
    {
      gpointer status = scene->pod_statuses->pdata[i];
      gboolean is_default;

      if (!_vmistate_record_get_boolean (status, NETWORK_STATUS_DEFAULT, &is_default)
          || !is_default)
        continue;
      if (_vmistate_record_has (status, NETWORK_STATUS_INTERFACE))
        return status;
      if (found == NULL)
        found = status;
    }
  return found;
}

/* Returns: 1 for the first of Multus's networks beside the primary one; 0: not one of them */
static guint
get_ordinal (const VmistateScene *scene, const char *name)
{
  guint ordinal = 0;

  for (guint i = 0; scene->networks != NULL && i < scene->networks->len; i++)
    {
      gpointer network = scene->networks->pdata[i];
      const char *other = _vmistate_record_get_string (network, NETWORK_SPEC_NAME);

      if (!_vmistate_record_has (network, NETWORK_SPEC_MULTUS)
          || g_strcmp0 (other, scene->primary) == 0)
        continue;
      ordinal++;
      if (g_strcmp0 (other, name) == 0)
        return ordinal;
    }
  return 0;
}

static gpointer
find_status_by_name (const VmistateScene *scene, const char *name, guint ordinal)
{
  g_autofree char *interface = _vmistate_network_names_make (name, ordinal);

  return find_status_by_interface (scene, interface);
}

/* Whichever way KubeVirt called the Pod's interface: no network is called like another's. */
gpointer
_vmistate_scene_find_status (const VmistateScene *self, const char *name)
{
  gpointer status;
  guint ordinal;

  if (self->pod_statuses == NULL)
    return NULL;
  if (g_strcmp0 (name, self->primary) == 0)
    return find_default_status (self);
  ordinal = get_ordinal (self, name);
  if (ordinal == 0)
    return NULL;
  status = find_status_by_name (self, name, ordinal);
  return status != NULL ? status : find_status_by_name (self, name, 0);
}

/* Joining */

/* Without a Pod to look at, what the control plane has of it is what there is. */
static void
join_base (VmistateNic *nic, const VmistateScene *scene)
{
  gpointer base = _vmistate_interfaces_lookup (scene->base, INTERFACE_NAME, nic->name);

  if (base == NULL)
    return;
  nic->pod_name = _vmistate_record_get_string (base, INTERFACE_POD_INTERFACE_NAME);
  nic->is_in_multus = _vmistate_interface_has_source (base, INFO_SOURCE_MULTUS_STATUS);
}

/* What the Pod's device has is so, what the specification asks for should be. */
static void
find_mac (VmistateNic *nic)
{
  if (nic->mac == 0 && nic->status != NULL)
    nic->mac = _vmistate_mac_parse (_vmistate_record_get_string (nic->status, NETWORK_STATUS_MAC));
  if (nic->mac == 0 && nic->spec != NULL)
    nic->mac =
        _vmistate_mac_parse (_vmistate_record_get_string (nic->spec, INTERFACE_SPEC_MAC_ADDRESS));
}

void
_vmistate_nic_join_pod (VmistateNic *nic, const VmistateScene *scene)
{
  gboolean is_primary = nic->name != NULL && g_strcmp0 (nic->name, scene->primary) == 0;

  if (nic->name == NULL)
    return;
  nic->status = _vmistate_scene_find_status (scene, nic->name);
  if (scene->pod == NULL)
    join_base (nic, scene);
  else if (nic->status != NULL && _vmistate_record_has (nic->status, NETWORK_STATUS_INTERFACE))
    nic->pod_name = _vmistate_record_get_string (nic->status, NETWORK_STATUS_INTERFACE);
  else if (is_primary)
    nic->pod_name = DEFAULT_POD_INTERFACE;
  if (nic->status != NULL && !is_primary)
    nic->is_in_multus = TRUE;
  if (nic->is_sriov)
    find_mac (nic);
}

/* Addresses */

static void
add_text (GArray *known, const char *text, VmistateOrigin origin, gboolean only_v4)
{
  VmistateKnownAddress address = { .text = text, .origin = origin };

  if (!_vmistate_ip_parse (text, &address.ip, &address.prefix)
      || (only_v4 && !_vmistate_ip_is_v4 (&address.ip)))
    return;
  if (strpbrk (text, "%/") != NULL)
    address.text = NULL;
  _vmistate_known_address_append (known, &address);
}

static void
add_texts (GArray *known, const char *const *texts, VmistateOrigin origin, gboolean only_v4)
{
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    add_text (known, texts[i], origin, only_v4);
}

static void
add_node_record (GArray *known, const VmistateScene *scene, const char *name)
{
  for (guint i = 0; scene->pod_networks != NULL && i < scene->pod_networks->len; i++)
    {
      gpointer network = scene->pod_networks->pdata[i];

      if (!_vmistate_record_is (network, POD_NETWORK_NAME, name))
        continue;
      add_texts (known, _vmistate_record_get_texts (network, POD_NETWORK_POD_IPS),
                 VMISTATE_ORIGIN_POD, FALSE);
      if (known->len == 0)
        add_text (known, _vmistate_record_get_string (network, POD_NETWORK_POD_IP),
                  VMISTATE_ORIGIN_POD, FALSE);
      return;
    }
}

static void
add_pod_status (GArray *known, gpointer pod, gboolean only_v4)
{
  gpointer status = _vmistate_record_get_record (pod, POD_OBJECT_STATUS);
  GPtrArray *ips = _vmistate_record_get_list (status, POD_STATUS_POD_IPS);

  for (guint i = 0; ips != NULL && i < ips->len; i++)
    add_text (known, _vmistate_record_get_string (ips->pdata[i], POD_IP_IP), VMISTATE_ORIGIN_POD,
              only_v4);
  if (status != NULL && known->len == 0)
    add_text (known, _vmistate_record_get_string (status, POD_STATUS_POD_IP), VMISTATE_ORIGIN_POD,
              only_v4);
}

/* The first that knows any: the node has looked at the Pod's interface; Multus tells of each
 * network; the Pod's status only of the cluster's own. A bridge hands no IPv6 address on, which
 * the node's record takes into account. */
void
_vmistate_nic_add_pod_addresses (const VmistateNic *nic, const VmistateScene *scene, GArray *known)
{
  gboolean only_v4 = nic->spec != NULL && _vmistate_record_has (nic->spec, INTERFACE_SPEC_BRIDGE);

  if (nic->name == NULL)
    return;
  add_node_record (known, scene, nic->name);
  if (known->len == 0 && nic->status != NULL)
    add_texts (known, _vmistate_record_get_texts (nic->status, NETWORK_STATUS_IPS),
               VMISTATE_ORIGIN_MULTUS, only_v4);
  if (known->len == 0 && scene->pod != NULL && g_strcmp0 (nic->name, scene->primary) == 0)
    add_pod_status (known, scene->pod, only_v4);
}

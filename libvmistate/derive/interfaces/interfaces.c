/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Interfaces: those that the VM has, each joined with what its Pod and its guest say of it, then
 * those that only the guest has. */

#include "config.h"

#include "scene.h"

#include "model/status.h"

/* Who told of an interface, as KubeVirt spells it. */
enum
{
  SOURCE_DOMAIN = 1 << 0,
  SOURCE_GUEST = 1 << 1,
  SOURCE_MULTUS = 1 << 2,
};

static const char *const info_sources[] = {
  [SOURCE_DOMAIN] = "domain",
  [SOURCE_GUEST] = "guest-agent",
  [SOURCE_DOMAIN | SOURCE_GUEST] = "domain, guest-agent",
  [SOURCE_MULTUS] = "multus-status",
  [SOURCE_DOMAIN | SOURCE_MULTUS] = "domain, multus-status",
  [SOURCE_GUEST | SOURCE_MULTUS] = "guest-agent, multus-status",
  [SOURCE_DOMAIN | SOURCE_GUEST | SOURCE_MULTUS] = "domain, guest-agent, multus-status",
};

void
_vmistate_nic_set_mac (VmistateNic *nic, const char *told)
{
  char buffer[VMISTATE_MAC_SIZE];

  if (nic->mac != 0)
    told = _vmistate_mac_print (nic->mac, buffer);
  if (told != NULL && *told != '\0')
    _vmistate_record_set_string (nic->interface, INTERFACE_MAC, told);
}

/* The guest's interface that was the last to have an address, while the guest reports none. */
static const char *
find_held_name (const VmistateScene *scene, guint64 mac)
{
  for (guint i = 0; mac != 0 && scene->held != NULL && i < scene->held->len; i++)
    {
      const VmistateHeldAddress *held = &g_array_index (scene->held, VmistateHeldAddress, i);

      if (held->mac == mac)
        return held->address.guest_name;
    }
  return NULL;
}

/* (nullable): as the control plane has it, where no answer of the guest agent is known here */
static gpointer
find_base (const VmistateNic *nic, const VmistateScene *scene)
{
  const VmistateAgentAnswer *answer =
      scene->view != NULL ? _vmistate_view_find_answer (scene->view, VMISTATE_AGENT_INTERFACES)
                          : NULL;

  if (nic->name == NULL || (answer != NULL && answer->good.payload != NULL))
    return NULL;
  return _vmistate_interfaces_lookup (scene->base, INTERFACE_NAME, nic->name);
}

/* KubeVirt's own agent may have been asked where this one cannot. */
static gboolean
fill_from_base (VmistateNic *nic, gpointer base)
{
  static const guint fields[] = { INTERFACE_IP_ADDRESS, INTERFACE_IP_ADDRESSES,
                                  INTERFACE_INTERFACE_NAME };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (!_vmistate_record_has (nic->interface, fields[i]))
        _vmistate_record_copy_field (nic->interface, fields[i], base, fields[i]);
    }
  return _vmistate_interface_has_source (base, INFO_SOURCE_GUEST_AGENT);
}

static void
set_sources (VmistateNic *nic, const VmistateScene *scene)
{
  const char *held_name = nic->guest == NULL ? find_held_name (scene, nic->mac) : NULL;
  gpointer base = find_base (nic, scene);
  gboolean has_guest = nic->guest != NULL || held_name != NULL;
  guint sources;

  if (nic->guest != NULL)
    _vmistate_record_copy_field (nic->interface, INTERFACE_INTERFACE_NAME, nic->guest->record,
                                 GUEST_INTERFACE_NAME);
  else
    _vmistate_record_set_string (nic->interface, INTERFACE_INTERFACE_NAME, held_name);
  if (base != NULL)
    has_guest |= fill_from_base (nic, base);
  sources = (nic->is_in_domain ? SOURCE_DOMAIN : 0) | (has_guest ? SOURCE_GUEST : 0)
            | (nic->is_in_multus ? SOURCE_MULTUS : 0);
  _vmistate_record_set_string (nic->interface, INTERFACE_INFO_SOURCE, info_sources[sources]);
}

static void
join (VmistateNic *nic, const VmistateScene *scene, GArray *known)
{
  _vmistate_nic_join_pod (nic, scene);
  g_array_set_size (known, 0);
  _vmistate_nic_add_pod_addresses (nic, scene, known);
  _vmistate_nic_join_guest (nic, scene, known);
}

/* Only now, because two interfaces of the VM may share a hardware address: each gets one of the
 * guest's before the first gets what is left. */
static void
finish (VmistateNic *nic, const VmistateScene *scene, GArray *known)
{
  g_autoptr (GPtrArray) siblings = _vmistate_nic_take_siblings (nic, scene);

  g_array_set_size (known, 0);
  _vmistate_nic_add_pod_addresses (nic, scene, known);
  _vmistate_nic_set_mac (nic, nic->told_mac);
  _vmistate_nic_set_addresses (nic, scene, known, siblings);
  _vmistate_nic_set_conflicts (nic, known);
  set_sources (nic, scene);
}

static GPtrArray *
make_interfaces (VmistateScene *scene)
{
  g_autoptr (GArray) nics = g_array_new (FALSE, FALSE, sizeof (VmistateNic));
  g_autoptr (GArray) known = g_array_new (FALSE, FALSE, sizeof (VmistateKnownAddress));
  GPtrArray *interfaces = _vmistate_record_list_new ();

  _vmistate_scene_add_devices (scene, nics);
  for (guint i = 0; i < nics->len; i++)
    join (&g_array_index (nics, VmistateNic, i), scene, known);
  for (guint i = 0; i < nics->len; i++)
    {
      VmistateNic *nic = &g_array_index (nics, VmistateNic, i);

      finish (nic, scene, known);
      g_ptr_array_add (interfaces, nic->interface);
    }
  _vmistate_scene_add_guest_only (scene, interfaces);
  return interfaces;
}

/* Without a domain the interfaces are as the control plane has them, if it has any. */
void
_vmistate_derive_interfaces (const VmistateDerivation *d)
{
  VmistateScene scene;

  if (d->domain == NULL && _vmistate_record_has (d->base, STATUS_INTERFACES))
    return;
  _vmistate_scene_open (&scene, d);
  _vmistate_record_take_list (d->status, STATUS_INTERFACES, make_interfaces (&scene));
  _vmistate_scene_close (&scene);
}

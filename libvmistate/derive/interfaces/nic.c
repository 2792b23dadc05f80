/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From what was found of an interface to its record. What the guest tells changes most often, and
 * mostly of one interface only: those of which it says the same stay as they are. */

#include "config.h"

#include "scene.h"

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
_vmistate_nic_set_mac (VmistateNic *nic, GRefString *told)
{
  char buffer[VMISTATE_MAC_SIZE];

  if (nic->mac != 0)
    _vmistate_mac_print (nic->mac, buffer);
  /* Mostly it is spelled as it should be, and then the text is there already. */
  if (nic->mac != 0 && g_strcmp0 (told, buffer) != 0)
    _vmistate_record_set_string (nic->interface, INTERFACE_MAC, buffer);
  else if (told != NULL && *told != '\0')
    _vmistate_record_set_text (nic->interface, INTERFACE_MAC, told);
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
static void
fill_from_base (VmistateNic *nic, gpointer base)
{
  static const guint fields[] = { INTERFACE_IP_ADDRESS, INTERFACE_IP_ADDRESSES,
                                  INTERFACE_INTERFACE_NAME };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (!_vmistate_record_has (nic->interface, fields[i]))
        _vmistate_record_copy_field (nic->interface, fields[i], base, fields[i]);
    }
}

static const char *
find_info_source (const VmistateNic *nic, const char *guest_name, gpointer base)
{
  gboolean has_guest =
      nic->guest != NULL || guest_name != NULL
      || (base != NULL && _vmistate_interface_has_source (base, INFO_SOURCE_GUEST_AGENT));
  guint sources = (nic->is_in_domain ? SOURCE_DOMAIN : 0) | (has_guest ? SOURCE_GUEST : 0)
                  | (nic->is_in_multus ? SOURCE_MULTUS : 0);

  return info_sources[sources];
}

/* But for what the guest tells */
static gpointer
make_record (VmistateNic *nic)
{
  static const guint of_guest[] = { INTERFACE_IP_ADDRESS, INTERFACE_IP_ADDRESSES,
                                    INTERFACE_ADDRESSES, INTERFACE_SIBLINGS, INTERFACE_CONFLICTS };

  if (nic->before != NULL)
    {
      nic->interface = _vmistate_record_copy (nic->before);
      for (guint i = 0; i < G_N_ELEMENTS (of_guest); i++)
        _vmistate_record_clear_field (nic->interface, of_guest[i]);
      return nic->interface;
    }
  nic->interface = g_object_new (VMISTATE_TYPE_INTERFACE, NULL);
  _vmistate_record_set_string (nic->interface, INTERFACE_NAME, nic->name);
  _vmistate_record_set_string (nic->interface, INTERFACE_POD_INTERFACE_NAME, nic->pod_name);
  _vmistate_record_set_constant (nic->interface, INTERFACE_LINK_STATE, nic->link_state);
  if (nic->n_queues > 0)
    _vmistate_record_set_integer (nic->interface, INTERFACE_QUEUE_COUNT, nic->n_queues);
  _vmistate_nic_set_mac (nic, nic->told_mac);
  return nic->interface;
}

/* Whether @before says it all: those that have siblings are not worth the search. */
static gboolean
is_same (gpointer before, const char *guest_name, const char *info_source, const GArray *known)
{
  return !_vmistate_record_has (before, INTERFACE_SIBLINGS)
         && _vmistate_record_is (before, INTERFACE_INTERFACE_NAME, guest_name)
         && _vmistate_record_is (before, INTERFACE_INFO_SOURCE, info_source)
         && _vmistate_interface_has_addresses (before, known);
}

gpointer
_vmistate_nic_make_interface (VmistateNic *nic, const VmistateScene *scene, GArray *known)
{
  g_autoptr (GPtrArray) siblings = _vmistate_nic_take_siblings (nic, scene);
  const char *guest_name =
      nic->guest != NULL ? _vmistate_guest_get_name (nic->guest) : find_held_name (scene, nic->mac);
  gpointer base = find_base (nic, scene);
  const char *info_source = find_info_source (nic, guest_name, base);
  gpointer interface;

  g_array_set_size (known, 0);
  _vmistate_nic_add_pod_addresses (nic, scene, known);
  _vmistate_nic_add_guest_addresses (nic, scene, known, siblings);
  if (nic->before != NULL && siblings == NULL && base == NULL
      && is_same (nic->before, guest_name, info_source, known))
    return g_object_ref (nic->before);

  interface = make_record (nic);
  _vmistate_nic_set_addresses (nic, known);
  _vmistate_nic_set_siblings (nic, siblings);
  _vmistate_nic_set_conflicts (nic, known);
  _vmistate_record_set_string (interface, INTERFACE_INTERFACE_NAME, guest_name);
  if (base != NULL)
    fill_from_base (nic, base);
  _vmistate_record_set_constant (interface, INTERFACE_INFO_SOURCE, info_source);
  return interface;
}

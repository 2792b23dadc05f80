/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Interfaces as the node agent sees them: the domain's devices, with the addresses that the Pod
 * was given, joined with the guest's interfaces by hardware address. */

#include "config.h"

#include "pass.h"

#include <string.h>

#include "agent-interfaces.h"
#include "interface-list.h"
#include "interface-merge.h"
#include "model/payloads-control.h"

#define USER_ALIAS_PREFIX  "ua-"
#define SRIOV_ALIAS_PREFIX "sriov-"
#define DEFAULT_QUEUES     1
#define DEFAULT_LINK       "up"
#define MAX_GUEST_ONLY     10

/* The domain's devices */

/* libvirt marks aliases that its user chose. */
static const char *
get_alias (gpointer device, guint field)
{
  const char *alias = _vmistate_record_get_string (device, field);

  return alias != NULL && g_str_has_prefix (alias, USER_ALIAS_PREFIX)
             ? alias + strlen (USER_ALIAS_PREFIX)
             : alias;
}

static gpointer
interface_new (const char *name, const char *mac, const char *source)
{
  gpointer interface = g_object_new (VMISTATE_TYPE_INTERFACE, NULL);

  _vmistate_interface_set_text (interface, INTERFACE_NAME, name);
  _vmistate_interface_set_text (interface, INTERFACE_MAC, mac);
  _vmistate_interface_set_text (interface, INTERFACE_INFO_SOURCE, source);
  return interface;
}

static gpointer
interface_from_nic (gpointer nic)
{
  gpointer interface =
      interface_new (get_alias (nic, DOMAIN_INTERFACE_ALIAS),
                     _vmistate_record_get_string (nic, DOMAIN_INTERFACE_MAC), INFO_SOURCE_DOMAIN);
  const char *link = _vmistate_record_get_string (nic, DOMAIN_INTERFACE_LINK);
  guint32 queues;

  if (!_vmistate_record_get_uint32 (nic, DOMAIN_INTERFACE_QUEUES, &queues))
    queues = DEFAULT_QUEUES;
  /* KubeVirt converts without a check, so a huge number turns negative. */
  if (queues != 0)
    _vmistate_record_set_integer (interface, INTERFACE_QUEUE_COUNT, (gint32) queues);
  _vmistate_record_set_string (interface, INTERFACE_LINK_STATE, link != NULL ? link : DEFAULT_LINK);
  return interface;
}

/* The domain does not know the hardware address of a device that is passed through; the
 * specification may. */
static gpointer
interface_from_host_device (VmistatePass *pass, const char *alias)
{
  const char *name = alias + strlen (SRIOV_ALIAS_PREFIX);
  gpointer spec = _vmistate_pass_find_interface (pass, name);
  const char *mac = _vmistate_record_get_string (spec, INTERFACE_SPEC_MAC_ADDRESS);

  return interface_new (name, mac, INFO_SOURCE_DOMAIN);
}

static GPtrArray *
interfaces_from_domain (VmistatePass *pass, gpointer domain)
{
  GPtrArray *nics = _vmistate_record_get_list (domain, DOMAIN_INTERFACES);
  GPtrArray *devices = _vmistate_record_get_list (domain, DOMAIN_HOST_DEVICES);
  GPtrArray *interfaces = _vmistate_record_list_new ();

  for (guint i = 0; i < _vmistate_list_length (nics); i++)
    g_ptr_array_add (interfaces, interface_from_nic (nics->pdata[i]));
  for (guint i = 0; i < _vmistate_list_length (devices); i++)
    {
      const char *alias = get_alias (devices->pdata[i], DOMAIN_HOST_DEVICE_ALIAS);

      if (alias != NULL && g_str_has_prefix (alias, SRIOV_ALIAS_PREFIX))
        g_ptr_array_add (interfaces, interface_from_host_device (pass, alias));
    }
  return interfaces;
}

/* The Pod's addresses */

static gpointer
find_pod_network (const VmistatePass *pass, const char *name)
{
  gpointer known =
      pass->evidence->control != NULL ? pass->evidence->control->pod_networks.payload : NULL;
  GPtrArray *networks = _vmistate_record_get_list (known, POD_NETWORKS_NETWORKS);

  for (guint i = 0; i < _vmistate_list_length (networks); i++)
    {
      if (_vmistate_record_is (networks->pdata[i], POD_NETWORK_NAME, name))
        return networks->pdata[i];
    }
  return NULL;
}

static void
add_pod_addresses (VmistatePass *pass, GPtrArray *interfaces)
{
  GPtrArray *specs = _vmistate_record_get_list (pass->devices, DEVICES_SPEC_INTERFACES);

  for (guint i = 0; i < _vmistate_list_length (specs); i++)
    {
      const char *name = _vmistate_record_get_string (specs->pdata[i], INTERFACE_SPEC_NAME);
      gpointer interface = _vmistate_interfaces_lookup (interfaces, INTERFACE_NAME, name);
      gpointer network = interface != NULL ? find_pod_network (pass, name) : NULL;

      if (network == NULL)
        continue;
      _vmistate_interface_set_text (interface, INTERFACE_IP_ADDRESS,
                                    _vmistate_record_get_string (network, POD_NETWORK_POD_IP));
      _vmistate_record_copy_field (interface, INTERFACE_IP_ADDRESSES, network, POD_NETWORK_POD_IPS);
    }
}

/* The guest's interfaces */

static gboolean
is_masquerade (const VmistatePass *pass, gpointer interface)
{
  const char *name = _vmistate_record_get_string (interface, INTERFACE_NAME);
  gpointer spec = name != NULL ? _vmistate_pass_find_interface (pass, name) : NULL;

  return spec != NULL && _vmistate_record_has (spec, INTERFACE_SPEC_MASQUERADE);
}

static void
join_agent (VmistatePass *pass, GPtrArray *interfaces)
{
  g_autoptr (GPtrArray) agents = _vmistate_kubevirt_agent_interfaces (pass->view);
  guint n_guest_only = 0;

  for (guint i = 0; i < agents->len; i++)
    {
      gpointer agent = agents->pdata[i];
      const char *mac = _vmistate_record_get_string (agent, INTERFACE_MAC);
      gpointer interface = _vmistate_interfaces_lookup (interfaces, INTERFACE_MAC, mac);

      if (interface != NULL)
        {
          _vmistate_interface_merge (interface, agent, is_masquerade (pass, interface));
          /* Without a name KubeVirt takes the entry for an old launcher's. */
          if (_vmistate_record_has (agent, INTERFACE_INTERFACE_NAME))
            _vmistate_record_set_string (interface, INTERFACE_INFO_SOURCE,
                                         INFO_SOURCE_DOMAIN_AND_AGENT);
        }
      else if (n_guest_only < MAX_GUEST_ONLY)
        {
          _vmistate_record_set_string (agent, INTERFACE_INFO_SOURCE, INFO_SOURCE_GUEST_AGENT);
          g_ptr_array_add (interfaces, g_object_ref (agent));
          n_guest_only++;
        }
    }
}

/* What was reported before */

/* The entry of the Pod network comes first, and stays even while the domain does not have it. */
static void
place_primary (VmistatePass *pass, GPtrArray *interfaces, GPtrArray *before)
{
  gpointer network = _vmistate_pass_find_pod_network (pass);
  const char *name;
  gpointer primary = NULL;
  int index;

  if (network == NULL)
    return;
  name = _vmistate_record_get_string (network, NETWORK_SPEC_NAME);
  index = _vmistate_interfaces_find (interfaces, INTERFACE_NAME, name);
  if (index >= 0)
    primary = g_ptr_array_steal_index (interfaces, (guint) index);
  else if (_vmistate_interfaces_find (before, INTERFACE_NAME, name) >= 0)
    primary = interface_new (name, NULL, NULL);
  if (primary != NULL)
    g_ptr_array_insert (interfaces, 0, primary);
}

/* What Multus attached is known from the entries before. KubeVirt walks them in random order. */
static void
note_multus (VmistatePass *pass, GPtrArray *interfaces, GPtrArray *before)
{
  for (guint i = 0; i < _vmistate_list_length (before); i++)
    {
      const char *name = _vmistate_record_get_string (before->pdata[i], INTERFACE_NAME);
      gpointer interface = _vmistate_interfaces_lookup (interfaces, INTERFACE_NAME, name);

      if (!_vmistate_interface_has_source (before->pdata[i], INFO_SOURCE_MULTUS_STATUS))
        continue;
      if (interface != NULL)
        _vmistate_interface_add_source (interface, INFO_SOURCE_MULTUS_STATUS);
      else if (name != NULL && _vmistate_pass_find_interface (pass, name) != NULL)
        g_ptr_array_add (interfaces, interface_new (name, NULL, INFO_SOURCE_MULTUS_STATUS));
    }
}

/* Names in the Pod are the controller's to change. Of several entries before, the last counts. */
static void
restore_pod_names (GPtrArray *interfaces, GPtrArray *before)
{
  for (guint i = 0; i < _vmistate_list_length (before); i++)
    {
      const char *name = _vmistate_record_get_string (before->pdata[i], INTERFACE_NAME);

      for (guint j = 0; name != NULL && *name != '\0' && j < interfaces->len; j++)
        {
          gpointer interface = interfaces->pdata[j];

          if (_vmistate_record_is (interface, INTERFACE_NAME, name))
            _vmistate_record_copy_field (interface, INTERFACE_POD_INTERFACE_NAME, before->pdata[i],
                                         INTERFACE_POD_INTERFACE_NAME);
        }
    }
}

void
_vmistate_kubevirt_interfaces (VmistatePass *pass)
{
  gpointer domain = _vmistate_pass_get_domain (pass);
  GPtrArray *before = _vmistate_record_get_list (pass->status, STATUS_INTERFACES);
  GPtrArray *interfaces;

  if (domain == NULL || pass->view->gone)
    return;
  interfaces = interfaces_from_domain (pass, domain);
  add_pod_addresses (pass, interfaces);
  join_agent (pass, interfaces);
  place_primary (pass, interfaces, before);
  note_multus (pass, interfaces, before);
  restore_pod_names (interfaces, before);
  _vmistate_record_take_list (pass->status, STATUS_INTERFACES, interfaces);
}

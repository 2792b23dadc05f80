/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "fleet-facts.h"

#include "model/fact.h"
#include "model/payloads.h"
#include "model/record.h"

#define N_INTERFACES 4
#define PERIOD_USEC  (30 * G_USEC_PER_SEC)

typedef struct
{
  char name[32];
  char uid[48];
} Names;

static VmistateIdentity
identify (Names *names, guint i)
{
  g_snprintf (names->name, sizeof names->name, "vm-%06u", i);
  g_snprintf (names->uid, sizeof names->uid, "aa000000-1111-4222-8333-%012u", i);
  return (VmistateIdentity){ "fleet", names->name, names->uid };
}

VmistateFact *
fleet_make_fact (Fleet *fleet, guint i, VmistateFactKind kind, gpointer payload)
{
  Names names;
  VmistateIdentity identity = identify (&names, i);

  fleet->now += PERIOD_USEC / fleet->size;
  return _vmistate_fact_new (kind, "hypervisor", &identity, fleet->now, payload);
}

VmistateFact *
fleet_fact_from_json (const char *format, ...)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  VmistateFact *fact;
  va_list args;

  va_start (args, format);
  json = g_strdup_vprintf (format, args);
  va_end (args);
  fact = vmistate_fact_new_from_json (json, -1, &error);
  if (fact == NULL)
    g_error ("%s: %s", error->message, json);
  return fact;
}

VmistateFact *
fleet_make_object (guint i)
{
  Names names;

  identify (&names, i);
  return fleet_fact_from_json (
      "{\"source\":\"kubernetes\",\"observedAt\":\"2026-01-01T00:00:00Z\",\"object\":{"
      "\"apiVersion\":\"kubevirt.io/v1\",\"kind\":\"VirtualMachineInstance\",\"metadata\":{"
      "\"namespace\":\"fleet\",\"name\":\"%s\",\"uid\":\"%s\"},\"spec\":{\"domain\":{\"devices\":{"
      "\"interfaces\":[{\"name\":\"net0\",\"masquerade\":{}}]}},\"networks\":[{\"name\":\"net0\","
      "\"pod\":{}}]},\"status\":{\"phase\":\"Running\",\"nodeName\":\"node1\",\"conditions\":["
      "{\"type\":\"DataVolumesReady\",\"status\":\"True\",\"reason\":\"AllDVsReady\"},"
      "{\"type\":\"AccessCredentialsSynchronized\",\"status\":\"True\"},"
      "{\"type\":\"HotVCPUChange\",\"status\":\"True\"},"
      "{\"type\":\"HotMemoryChange\",\"status\":\"True\"},"
      "{\"type\":\"VolumesChange\",\"status\":\"True\",\"message\":\"migrate volumes\"},"
      "{\"type\":\"MigrationRequired\",\"status\":\"False\",\"reason\":\"AutoMigrationPending\"},"
      "{\"type\":\"LiveMigratable\",\"status\":\"True\"},"
      "{\"type\":\"StorageLiveMigratable\",\"status\":\"True\"}"
      "]}}}",
      names.name, names.uid);
}

gpointer
fleet_make_guest_interfaces (guint i, guint n_changes)
{
  gpointer reply = g_object_new (_vmistate_agent_reply_get_type (), NULL);
  GPtrArray *list = _vmistate_record_list_new ();

  for (guint j = 0; j < N_INTERFACES; j++)
    {
      gpointer interface = g_object_new (_vmistate_guest_interface_get_type (), NULL);
      gpointer address = g_object_new (_vmistate_guest_address_get_type (), NULL);
      GPtrArray *addresses = _vmistate_record_list_new ();
      char text[64];

      g_snprintf (text, sizeof text, "eth%u", j);
      _vmistate_record_set_string (interface, GUEST_INTERFACE_NAME, text);
      g_snprintf (text, sizeof text, "52:54:00:%02x:%02x:%02x", i >> 8 & 0xff, i & 0xff, j);
      _vmistate_record_set_string (interface, GUEST_INTERFACE_HARDWARE_ADDRESS, text);
      /* One after the other */
      g_snprintf (text, sizeof text, "10.%u.%u.%u", j,
                  (n_changes + N_INTERFACES - 1 - j) / N_INTERFACES & 0xff, i & 0xff);
      _vmistate_record_set_string (address, GUEST_ADDRESS_TYPE, "ipv4");
      _vmistate_record_set_string (address, GUEST_ADDRESS_ADDRESS, text);
      _vmistate_record_set_integer (address, GUEST_ADDRESS_PREFIX, 24);
      g_ptr_array_add (addresses, address);
      _vmistate_record_take_list (interface, GUEST_INTERFACE_ADDRESSES, addresses);
      g_ptr_array_add (list, interface);
    }
  _vmistate_record_set_string (reply, AGENT_REPLY_COMMAND, "guest-network-get-interfaces");
  _vmistate_record_take_list (reply, AGENT_REPLY_INTERFACES, list);
  return reply;
}

gpointer
fleet_make_domain (guint i)
{
  gpointer domain = g_object_new (_vmistate_domain_get_type (), NULL);
  GPtrArray *list = _vmistate_record_list_new ();

  for (guint j = 0; j < N_INTERFACES; j++)
    {
      gpointer nic = g_object_new (_vmistate_domain_interface_get_type (), NULL);
      char text[64];

      g_snprintf (text, sizeof text, "ua-net%u", j);
      _vmistate_record_set_string (nic, DOMAIN_INTERFACE_ALIAS, text);
      g_snprintf (text, sizeof text, "52:54:00:%02x:%02x:%02x", i >> 8 & 0xff, i & 0xff, j);
      _vmistate_record_set_string (nic, DOMAIN_INTERFACE_MAC, text);
      g_ptr_array_add (list, nic);
    }
  _vmistate_record_set_boolean (domain, DOMAIN_ACPI, TRUE);
  _vmistate_record_set_string (domain, DOMAIN_TYPE, "kvm");
  _vmistate_record_set_string (domain, DOMAIN_MACHINE, "pc-q35-7.2");
  _vmistate_record_set_string (domain, DOMAIN_AGENT_CHANNEL, "connected");
  _vmistate_record_set_integer (domain, DOMAIN_CURRENT_MEMORY, 2097152);
  _vmistate_record_set_string (domain, DOMAIN_CURRENT_MEMORY_UNIT, "KiB");
  _vmistate_record_take_list (domain, DOMAIN_INTERFACES, list);
  return domain;
}

gpointer
fleet_make_state (gboolean paused)
{
  gpointer state = g_object_new (_vmistate_domain_state_get_type (), NULL);

  _vmistate_record_set_integer (state, DOMAIN_STATE_STATE, paused ? 3 : 1);
  _vmistate_record_set_integer (state, DOMAIN_STATE_REASON, 1);
  return state;
}

gpointer
fleet_make_channel (gboolean connected)
{
  gpointer channel = g_object_new (_vmistate_agent_channel_get_type (), NULL);

  _vmistate_record_set_boolean (channel, AGENT_CHANNEL_CONNECTED, connected);
  return channel;
}

guint
fleet_kind_of_change (Fleet *fleet, guint n)
{
  return n / fleet->size % N_KINDS;
}

/* Each differs from what was known. */
VmistateFact *
fleet_make_change (Fleet *fleet, guint n)
{
  guint i = n % fleet->size;
  guint round = n / fleet->size;

  switch (fleet_kind_of_change (fleet, n))
    {
    case PAUSE:
      return fleet_make_fact (fleet, i, VMISTATE_FACT_KIND_DOMAIN_STATE, fleet_make_state (TRUE));
    case RESUME:
      return fleet_make_fact (fleet, i, VMISTATE_FACT_KIND_DOMAIN_STATE, fleet_make_state (FALSE));
    case ADDRESSES:
      return fleet_make_fact (fleet, i, VMISTATE_FACT_KIND_AGENT_REPLY,
                              fleet_make_guest_interfaces (i, round / N_KINDS + 1));
    case CHANNEL_CLOSED:
      return fleet_make_fact (fleet, i, VMISTATE_FACT_KIND_AGENT_CHANNEL,
                              fleet_make_channel (FALSE));
    default:
      return fleet_make_fact (fleet, i, VMISTATE_FACT_KIND_AGENT_CHANNEL,
                              fleet_make_channel (TRUE));
    }
}

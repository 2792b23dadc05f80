/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "agent-decoders.h"

#include <string.h>

#include <gio/gio.h>

#include "agent-member.h"

#define MAX_INTERFACES 256
#define MAX_ADDRESSES  64
/* InfiniBand's is the longest in use: 20 bytes, each two digits and a colon. */
#define MAX_HARDWARE_ADDRESS (20 * 3)

/* Two digits, then a colon and two digits each. */
static gboolean
is_hardware_address (const char *text)
{
  gsize length = strlen (text);

  if (length > MAX_HARDWARE_ADDRESS || length % 3 != 2)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (i % 3 == 2 ? text[i] != ':' : !g_ascii_isxdigit (text[i]))
        return FALSE;
    }
  return TRUE;
}

/* The guest's own text stays beside ours, for those who must do as others do. */
static void
note_reported (gpointer record, guint reported, guint field, const char *text)
{
  if (!_vmistate_record_is (record, field, text))
    _vmistate_record_set_string (record, reported, text);
}

/* In lower case, as the domain's XML has it, so that the two can be matched. */
static void
normalize_hardware_address (VmistateAgentReply *reply, gpointer interface)
{
  g_autofree char *text =
      g_strdup (_vmistate_record_get_string (interface, GUEST_INTERFACE_HARDWARE_ADDRESS));
  gboolean is_valid = is_hardware_address (text);
  g_autofree char *lower = is_valid ? g_ascii_strdown (text, -1) : NULL;

  if (!is_valid)
    _vmistate_agent_remark (reply, "hardware-address: not a hardware address");
  _vmistate_record_set_string (interface, GUEST_INTERFACE_HARDWARE_ADDRESS, lower);
  note_reported (interface, GUEST_INTERFACE_REPORTED_HARDWARE_ADDRESS,
                 GUEST_INTERFACE_HARDWARE_ADDRESS, text);
}

/* The type follows from the address; the guest's word counts where it wrote no address. */
static void
read_type (VmistateAgentReply *reply, JsonObject *element, gpointer address, const char *type)
{
  g_autofree char *reported = NULL;

  _vmistate_agent_read_text (reply, element, "ip-address-type", address, GUEST_ADDRESS_TYPE);
  reported = g_strdup (_vmistate_record_get_string (address, GUEST_ADDRESS_TYPE));
  _vmistate_record_set_string (address, GUEST_ADDRESS_TYPE, type);
  note_reported (address, GUEST_ADDRESS_REPORTED_TYPE, GUEST_ADDRESS_TYPE, reported);
}

static gpointer
read_address (VmistateAgentReply *reply, JsonObject *element)
{
  g_autoptr (VmistateGuestAddress) address =
      g_object_new (_vmistate_guest_address_get_type (), NULL);
  g_autoptr (GInetAddress) inet = NULL;
  g_autofree char *reported = NULL;
  g_autofree char *text = NULL;
  gboolean is_ipv6;

  if (!_vmistate_agent_read_text (reply, element, "ip-address", address, GUEST_ADDRESS_ADDRESS))
    return NULL;
  /* The zone behind a link-local address is a number or name that only the guest can use. */
  reported = g_strdup (_vmistate_record_get_string (address, GUEST_ADDRESS_ADDRESS));
  text = g_strndup (reported, strcspn (reported, "%"));
  inet = g_inet_address_new_from_string (text);
  is_ipv6 = inet != NULL && g_inet_address_get_family (inet) == G_SOCKET_FAMILY_IPV6;
  _vmistate_record_set_string (address, GUEST_ADDRESS_ADDRESS, inet != NULL ? text : NULL);
  note_reported (address, GUEST_ADDRESS_REPORTED_ADDRESS, GUEST_ADDRESS_ADDRESS, reported);
  if (inet == NULL)
    _vmistate_agent_remark (reply, "ip-address: not an address");
  read_type (reply, element, address, inet == NULL ? NULL : is_ipv6 ? "ipv6" : "ipv4");
  if (inet != NULL)
    _vmistate_agent_read_integer (reply, element, "prefix", 0, is_ipv6 ? 128 : 32, address,
                                  GUEST_ADDRESS_PREFIX);
  return g_steal_pointer (&address);
}

/* All but the name */
static void
read_interface (VmistateAgentReply *reply, JsonObject *element, gpointer interface)
{
  JsonNode *addresses = _vmistate_agent_get_member (element, "ip-addresses");

  if (_vmistate_agent_read_text (reply, element, "hardware-address", interface,
                                 GUEST_INTERFACE_HARDWARE_ADDRESS))
    normalize_hardware_address (reply, interface);
  if (addresses != NULL)
    _vmistate_record_take_list (
        interface, GUEST_INTERFACE_ADDRESSES,
        _vmistate_agent_read_array (reply, addresses, "ip-addresses", MAX_ADDRESSES, read_address));
}

static gpointer
read_named_interface (VmistateAgentReply *reply, JsonObject *element)
{
  g_autoptr (VmistateGuestInterface) interface =
      g_object_new (_vmistate_guest_interface_get_type (), NULL);

  if (!_vmistate_agent_read_text (reply, element, "name", interface, GUEST_INTERFACE_NAME))
    {
      _vmistate_agent_remark (reply, "interfaces: an entry without a name is left out");
      return NULL;
    }
  read_interface (reply, element, interface);
  return g_steal_pointer (&interface);
}

static gpointer
read_any_interface (VmistateAgentReply *reply, JsonObject *element)
{
  VmistateGuestInterface *interface = g_object_new (_vmistate_guest_interface_get_type (), NULL);

  _vmistate_agent_read_text (reply, element, "name", interface, GUEST_INTERFACE_NAME);
  read_interface (reply, element, interface);
  return interface;
}

GPtrArray *
_vmistate_agent_read_all_interfaces (VmistateAgentReply *reply, JsonNode *value)
{
  return _vmistate_agent_read_array (reply, value, "interfaces", MAX_INTERFACES,
                                     read_any_interface);
}

gboolean
_vmistate_agent_decode_interfaces (VmistateAgentReply *reply, JsonNode *value)
{
  return _vmistate_agent_read_list (reply, value, "interfaces", MAX_INTERFACES,
                                    read_named_interface, AGENT_REPLY_INTERFACES);
}

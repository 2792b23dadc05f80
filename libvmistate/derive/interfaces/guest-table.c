/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "guest-name.h"
#include "guest-table.h"

#include <string.h>

/* Reading */

static const char *
get_type_name (const VmistateIp *ip)
{
  return _vmistate_ip_is_v4 (ip) ? "ipv4" : "ipv6";
}

static GRefString *
dup_text (gpointer record, guint field)
{
  const char *text = _vmistate_record_get_string (record, field);

  return text != NULL ? g_ref_string_acquire ((char *) text) : NULL;
}

static guint8
read_prefix (gpointer record)
{
  guint32 prefix;

  if (!_vmistate_record_get_uint32 (record, GUEST_ADDRESS_PREFIX, &prefix) || prefix > 128)
    return VMISTATE_NO_PREFIX;
  return (guint8) prefix;
}

static VmistateGuestTableAddress
read_address (gpointer record, gint64 at)
{
  VmistateGuestTableAddress address = {
    .text = dup_text (record, GUEST_ADDRESS_ADDRESS),
    .since = at,
    .told_prefix = read_prefix (record),
  };
  gboolean is_v4;

  if (!_vmistate_ip_parse (address.text, &address.ip, &address.prefix))
    {
      address.scope = VMISTATE_IP_NOBODY;
      return address;
    }
  is_v4 = _vmistate_ip_is_v4 (&address.ip);
  address.scope = (guint8) _vmistate_ip_get_scope (&address.ip);
  address.is_plain =
      strpbrk (address.text, "%/") == NULL && (!is_v4 || strchr (address.text, ':') == NULL);
  if (address.told_prefix != VMISTATE_NO_PREFIX && (!is_v4 || address.told_prefix <= 32))
    address.prefix = address.told_prefix;
  return address;
}

static void
read_interface (VmistateGuestTable *self, guint i, gpointer record, gint64 at)
{
  GPtrArray *list = _vmistate_record_get_list (record, GUEST_INTERFACE_ADDRESSES);
  VmistateGuestTableAddress *addresses = _vmistate_guest_table_get_addresses (self);
  VmistateGuestTableInterface *interface = &self->interfaces[i];
  const char *name = dup_text (record, GUEST_INTERFACE_NAME);

  *interface = (VmistateGuestTableInterface){
    .name = name != NULL ? name : "",
    .hardware_address = dup_text (record, GUEST_INTERFACE_HARDWARE_ADDRESS),
    .first = self->n_addresses,
    .n = list != NULL ? list->len : 0,
    .has_name = name != NULL,
    .is_loopback = g_strcmp0 (name, "lo") == 0,
  };
  interface->mac = _vmistate_mac_parse (interface->hardware_address);
  for (guint j = 0; j < interface->n; j++)
    {
      VmistateGuestTableAddress address = read_address (list->pdata[j], at);

      addresses[self->n_addresses++] = address;
      interface->has_reachable |= address.scope == VMISTATE_IP_REACHABLE;
      interface->is_loopback |= address.scope == VMISTATE_IP_LOOPBACK;
    }
}

/* Writing the records again */

static gpointer
make_address (const VmistateGuestTableAddress *row)
{
  gpointer record = g_object_new (_vmistate_guest_address_get_type (), NULL);

  _vmistate_record_set_string (record, GUEST_ADDRESS_TYPE, get_type_name (&row->ip));
  _vmistate_record_set_text (record, GUEST_ADDRESS_ADDRESS, row->text);
  if (row->told_prefix != VMISTATE_NO_PREFIX)
    _vmistate_record_set_integer (record, GUEST_ADDRESS_PREFIX, row->told_prefix);
  return record;
}

static GPtrArray *
expand (const VmistateLazyList *list)
{
  const VmistateGuestTable *self = (const VmistateGuestTable *) list;
  GPtrArray *records = _vmistate_record_list_new ();

  for (guint i = 0; i < self->n; i++)
    {
      const VmistateGuestTableInterface *row = &self->interfaces[i];
      gpointer record = g_object_new (_vmistate_guest_interface_get_type (), NULL);
      GPtrArray *addresses = _vmistate_record_list_new ();

      for (guint j = 0; j < row->n; j++)
        g_ptr_array_add (
            addresses, make_address (&_vmistate_guest_table_get_addresses (self)[row->first + j]));
      if (row->has_name)
        _vmistate_record_set_text (record, GUEST_INTERFACE_NAME, (GRefString *) row->name);
      _vmistate_record_set_text (record, GUEST_INTERFACE_HARDWARE_ADDRESS, row->hardware_address);
      _vmistate_record_take_list (record, GUEST_INTERFACE_ADDRESSES, addresses);
      g_ptr_array_add (records, record);
    }
  return records;
}

/* Whether the records hold no more than the table does. */

#define FIELD(i) (G_GUINT64_CONSTANT (1) << (i))

static gboolean
says_all_of_address (const VmistateGuestTableAddress *row, const VmistateRecord *record)
{
  const guint64 kept =
      FIELD (GUEST_ADDRESS_TYPE) | FIELD (GUEST_ADDRESS_ADDRESS) | FIELD (GUEST_ADDRESS_PREFIX);

  return (record->bits & ~kept) == 0
         && _vmistate_record_has ((gpointer) record, GUEST_ADDRESS_PREFIX)
                == (row->told_prefix != VMISTATE_NO_PREFIX)
         && _vmistate_record_is ((gpointer) record, GUEST_ADDRESS_TYPE, get_type_name (&row->ip));
}

static gboolean
says_all_of_interface (const VmistateGuestTable *self, guint i, VmistateRecord *record)
{
  const guint64 kept = FIELD (GUEST_INTERFACE_NAME) | FIELD (GUEST_INTERFACE_HARDWARE_ADDRESS)
                       | FIELD (GUEST_INTERFACE_ADDRESSES);
  const VmistateGuestTableInterface *row = &self->interfaces[i];
  GPtrArray *list = _vmistate_record_get_list (record, GUEST_INTERFACE_ADDRESSES);

  if ((record->bits & ~kept) != 0)
    return FALSE;
  for (guint j = 0; j < row->n; j++)
    {
      if (!says_all_of_address (&_vmistate_guest_table_get_addresses (self)[row->first + j],
                                list->pdata[j]))
        return FALSE;
    }
  return TRUE;
}

static gboolean
says_all (const VmistateGuestTable *self, GPtrArray *list)
{
  for (guint i = 0; i < self->n; i++)
    {
      if (!says_all_of_interface (self, i, list->pdata[i]))
        return FALSE;
    }
  return TRUE;
}

/* The table */

static gboolean
equal_addresses (const VmistateGuestTable *a, const VmistateGuestTable *b)
{
  const VmistateGuestTableAddress *left = _vmistate_guest_table_get_addresses (a);
  const VmistateGuestTableAddress *right = _vmistate_guest_table_get_addresses (b);

  for (guint i = 0; i < a->n_addresses; i++)
    {
      if (left[i].told_prefix != right[i].told_prefix
          || g_strcmp0 (left[i].text, right[i].text) != 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
equal_rows (const VmistateLazyList *first, const VmistateLazyList *second)
{
  const VmistateGuestTable *a = (const VmistateGuestTable *) first;
  const VmistateGuestTable *b = (const VmistateGuestTable *) second;

  if (a->n != b->n || a->n_addresses != b->n_addresses)
    return FALSE;
  for (guint i = 0; i < a->n; i++)
    {
      const VmistateGuestTableInterface *left = &a->interfaces[i];
      const VmistateGuestTableInterface *right = &b->interfaces[i];

      if (left->n != right->n || left->has_name != right->has_name
          || !g_str_equal (left->name, right->name)
          || g_strcmp0 (left->hardware_address, right->hardware_address) != 0)
        return FALSE;
    }
  return equal_addresses (a, b);
}

static void
table_free (VmistateLazyList *list)
{
  VmistateGuestTable *self = (VmistateGuestTable *) list;
  VmistateGuestTableAddress *addresses = _vmistate_guest_table_get_addresses (self);

  for (guint i = 0; i < self->n; i++)
    {
      if (self->interfaces[i].has_name)
        g_ref_string_release ((GRefString *) self->interfaces[i].name);
      g_clear_pointer (&self->interfaces[i].hardware_address, g_ref_string_release);
    }
  for (guint i = 0; i < self->n_addresses; i++)
    g_clear_pointer (&addresses[i].text, g_ref_string_release);
  g_free (self);
}

static const VmistateLazyClass lossless_class = {
  .equal = equal_rows,
  .is_exact = TRUE,
  .expand = expand,
  .free = table_free,
};

/* It keeps the records too, and they are what is compared. */
static const VmistateLazyClass lossy_class = { .free = table_free };

static gsize
count_addresses (GPtrArray *list)
{
  gsize n = 0;

  for (guint i = 0; i < list->len; i++)
    {
      GPtrArray *addresses = _vmistate_record_get_list (list->pdata[i], GUEST_INTERFACE_ADDRESSES);

      n += addresses != NULL ? addresses->len : 0;
    }
  return n;
}

static VmistateGuestTable *
table_new (GPtrArray *list, gint64 at)
{
  VmistateGuestTable *self =
      g_malloc (sizeof (VmistateGuestTable) + list->len * sizeof (VmistateGuestTableInterface)
                + count_addresses (list) * sizeof (VmistateGuestTableAddress));

  _vmistate_lazy_list_init (&self->parent, &lossless_class);
  self->n = list->len;
  self->n_addresses = 0;
  for (guint i = 0; i < list->len; i++)
    read_interface (self, i, list->pdata[i], at);
  if (!says_all (self, list))
    {
      self->parent.klass = &lossy_class;
      self->parent.list = g_ptr_array_ref (list);
    }
  return self;
}

/* The guest mostly says what it said, and the status has those texts already. */

static void
share_text (GRefString **text, GRefString *other)
{
  if (*text == other || g_strcmp0 (*text, other) != 0)
    return;
  g_ref_string_release (*text);
  *text = g_ref_string_acquire (other);
}

static void
share_texts (VmistateGuestTable *self, const VmistateGuestTable *before)
{
  VmistateGuestTableAddress *addresses = _vmistate_guest_table_get_addresses (self);
  VmistateGuestTableAddress *others = _vmistate_guest_table_get_addresses (before);

  for (guint i = 0; i < MIN (self->n, before->n); i++)
    share_text (&self->interfaces[i].hardware_address, before->interfaces[i].hardware_address);
  for (guint i = 0; i < MIN (self->n_addresses, before->n_addresses); i++)
    share_text (&addresses[i].text, others[i].text);
}

gpointer
_vmistate_guest_table_pack (gpointer reply, gint64 at, gpointer before)
{
  const VmistateGuestTable *table_before = _vmistate_guest_table_of (before);
  GPtrArray *list = _vmistate_record_get_list (reply, AGENT_REPLY_INTERFACES);
  VmistateGuestTable *table;
  gpointer packed;

  if (list == NULL)
    return g_object_ref (reply);
  table = table_new (list, at);
  if (table_before != NULL)
    share_texts (table, table_before);
  packed = _vmistate_record_copy (reply);
  _vmistate_record_take_lazy (packed, AGENT_REPLY_INTERFACES, &table->parent);
  return packed;
}

VmistateGuestTable *
_vmistate_guest_table_of (gpointer reply)
{
  return (VmistateGuestTable *) _vmistate_record_get_lazy (reply, AGENT_REPLY_INTERFACES);
}

/* Looking up */

const VmistateGuestTableAddress *
_vmistate_guest_table_get_address (const VmistateGuestTable *self,
                                   const VmistateGuestTableInterface *interface, guint i)
{
  const VmistateGuestTableAddress *address =
      &_vmistate_guest_table_get_addresses (self)[interface->first + i];

  return address->scope >= VMISTATE_IP_LINK_LOCAL ? address : NULL;
}

gboolean
_vmistate_guest_table_interface_has (const VmistateGuestTable *self,
                                     const VmistateGuestTableInterface *interface,
                                     const VmistateIp *ip)
{
  for (guint i = 0; i < interface->n; i++)
    {
      const VmistateGuestTableAddress *address =
          _vmistate_guest_table_get_address (self, interface, i);

      if (address != NULL && _vmistate_ip_equal (&address->ip, ip))
        return TRUE;
    }
  return FALSE;
}

int
_vmistate_guest_table_interface_compare (const VmistateGuestTableInterface *a,
                                         const VmistateGuestTableInterface *b)
{
  int order = b->has_reachable - a->has_reachable;

  if (order == 0)
    order = _vmistate_guest_name_is_virtual (a->name) - _vmistate_guest_name_is_virtual (b->name);
  return order != 0 ? order : _vmistate_guest_name_compare (a->name, b->name);
}

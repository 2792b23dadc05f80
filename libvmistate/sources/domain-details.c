/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "domain-details.h"

#include <string.h>

#include "xml-field.h"

#define N VMISTATE_XML_NOVA

typedef struct
{
  const char *path;      /* behind that of the group */
  const char *attribute; /* (nullable) NULL: the element's text */
  guint field;
} Rule;

static const Rule openstack_rules[] = {
  { N "name", NULL, OPENSTACK_NOTES_NAME },
  { N "flavor", "name", OPENSTACK_NOTES_FLAVOR },
  { N "owner/" N "user", NULL, OPENSTACK_NOTES_USER },
  { N "owner/" N "user", "uuid", OPENSTACK_NOTES_USER_UUID },
  { N "owner/" N "project", NULL, OPENSTACK_NOTES_PROJECT },
  { N "owner/" N "project", "uuid", OPENSTACK_NOTES_PROJECT_UUID },
  { N "root", "type", OPENSTACK_NOTES_ROOT_TYPE },
  { N "root", "uuid", OPENSTACK_NOTES_ROOT_UUID },
};

static const Rule interface_rules[] = {
  { "/source", "bridge", DOMAIN_INTERFACE_DETAILS_BRIDGE },
  { "/virtualport/parameters", "interfaceid", DOMAIN_INTERFACE_DETAILS_VIRTUAL_INTERFACE },
  { "/mtu", "size", DOMAIN_INTERFACE_DETAILS_MTU },
};

static const Rule disk_rules[] = {
  { "", "type", DOMAIN_DISK_DETAILS_TYPE },
  { "/driver", "name", DOMAIN_DISK_DETAILS_DRIVER_NAME },
  { "/driver", "type", DOMAIN_DISK_DETAILS_DRIVER_TYPE },
  { "/driver", "cache", DOMAIN_DISK_DETAILS_CACHE },
  { "/driver", "discard", DOMAIN_DISK_DETAILS_DISCARD },
  { "/source", "protocol", DOMAIN_DISK_DETAILS_PROTOCOL },
};

static const Rule limit_rules[] = {
  { "total_bytes_sec", NULL, DISK_LIMITS_TOTAL_BYTES },
  { "read_bytes_sec", NULL, DISK_LIMITS_READ_BYTES },
  { "write_bytes_sec", NULL, DISK_LIMITS_WRITE_BYTES },
  { "total_iops_sec", NULL, DISK_LIMITS_TOTAL_REQUESTS },
  { "read_iops_sec", NULL, DISK_LIMITS_READ_REQUESTS },
  { "write_iops_sec", NULL, DISK_LIMITS_WRITE_REQUESTS },
  { "total_bytes_sec_max", NULL, DISK_LIMITS_BURST_TOTAL_BYTES },
  { "read_bytes_sec_max", NULL, DISK_LIMITS_BURST_READ_BYTES },
  { "write_bytes_sec_max", NULL, DISK_LIMITS_BURST_WRITE_BYTES },
  { "total_iops_sec_max", NULL, DISK_LIMITS_BURST_TOTAL_REQUESTS },
  { "read_iops_sec_max", NULL, DISK_LIMITS_BURST_READ_REQUESTS },
  { "write_iops_sec_max", NULL, DISK_LIMITS_BURST_WRITE_REQUESTS },
  { "total_bytes_sec_max_length", NULL, DISK_LIMITS_BURST_TOTAL_BYTES_SECONDS },
  { "read_bytes_sec_max_length", NULL, DISK_LIMITS_BURST_READ_BYTES_SECONDS },
  { "write_bytes_sec_max_length", NULL, DISK_LIMITS_BURST_WRITE_BYTES_SECONDS },
  { "total_iops_sec_max_length", NULL, DISK_LIMITS_BURST_TOTAL_REQUESTS_SECONDS },
  { "read_iops_sec_max_length", NULL, DISK_LIMITS_BURST_READ_REQUESTS_SECONDS },
  { "write_iops_sec_max_length", NULL, DISK_LIMITS_BURST_WRITE_REQUESTS_SECONDS },
  { "size_iops_sec", NULL, DISK_LIMITS_REQUEST_BYTES },
};

#define RULES(table) (table), G_N_ELEMENTS (table)

static const struct
{
  const char *path;
  const Rule *rules;
  guint n_rules;
  GType (*type) (void);
} groups[VMISTATE_N_DETAILS] = {
  [VMISTATE_DETAILS_OPENSTACK] = { "domain/metadata/" N "instance/", RULES (openstack_rules),
                                   _vmistate_openstack_notes_get_type },
  [VMISTATE_DETAILS_INTERFACE] = { "domain/devices/interface", RULES (interface_rules),
                                   _vmistate_domain_interface_details_get_type },
  [VMISTATE_DETAILS_DISK] = { "domain/devices/disk", RULES (disk_rules),
                              _vmistate_domain_disk_details_get_type },
  [VMISTATE_DETAILS_LIMITS] = { "domain/devices/disk/iotune/", RULES (limit_rules),
                                _vmistate_disk_limits_get_type },
};

void
_vmistate_details_reader_clear (VmistateDetailsReader *self)
{
  for (guint i = 0; i < VMISTATE_N_DETAILS; i++)
    g_clear_object ((GObject **) &self->records[i]);
  g_clear_pointer (&self->interfaces, g_ptr_array_unref);
  g_clear_pointer (&self->disks, g_ptr_array_unref);
}

static void
set (VmistateDetailsReader *self, guint group, guint field, const char *text)
{
  if (self->records[group] == NULL)
    self->records[group] = g_object_new (groups[group].type (), NULL);
  _vmistate_xml_set_field (self->records[group], field, text);
}

void
_vmistate_details_reader_take_attributes (VmistateDetailsReader *self, const char *path,
                                          const char **names, const char **values)
{
  for (guint g = 0; g < VMISTATE_N_DETAILS; g++)
    {
      if (!g_str_has_prefix (path, groups[g].path))
        continue;
      for (guint i = 0; i < groups[g].n_rules; i++)
        {
          const Rule *rule = &groups[g].rules[i];
          const char *value;

          if (rule->attribute == NULL || strcmp (path + strlen (groups[g].path), rule->path) != 0)
            continue;
          value = _vmistate_xml_find_attribute (names, values, rule->attribute);
          if (value != NULL)
            set (self, g, rule->field, value);
        }
    }
}

void
_vmistate_details_reader_take_text (VmistateDetailsReader *self, const char *path, const char *text)
{
  for (guint g = 0; g < VMISTATE_N_DETAILS; g++)
    {
      if (!g_str_has_prefix (path, groups[g].path))
        continue;
      for (guint i = 0; i < groups[g].n_rules; i++)
        {
          const Rule *rule = &groups[g].rules[i];

          if (rule->attribute == NULL && strcmp (path + strlen (groups[g].path), rule->path) == 0)
            set (self, g, rule->field, text);
        }
    }
}

/* libvirt writes 0 where there is none, too. */
static void
drop_no_limits (gpointer limits)
{
  for (guint i = 0; limits != NULL && i < DISK_LIMITS_N_FIELDS; i++)
    {
      if (_vmistate_record_has (limits, i) && _vmistate_record_get_values (limits)[i].integer == 0)
        _vmistate_record_clear_field (limits, i);
    }
}

/* Returns: (transfer full) (nullable): what was taken; one that says nothing is none */
static gpointer
steal (VmistateDetailsReader *self, VmistateDetailsKind kind)
{
  gpointer record = g_steal_pointer (&self->records[kind]);

  if (record == NULL || _vmistate_record_get_present (record) != 0)
    return record;
  g_object_unref (record);
  return NULL;
}

/* Those of a device that has no name, or is not kept, would be nobody's.
 * @details: (transfer full) (nullable) */
static void
keep (GPtrArray **list, gpointer details, guint target, gpointer device, guint device_target)
{
  if (details == NULL || !_vmistate_record_has (device, device_target))
    {
      g_clear_object ((GObject **) &details);
      return;
    }
  _vmistate_record_copy_field (details, target, device, device_target);
  if (*list == NULL)
    *list = _vmistate_record_list_new ();
  g_ptr_array_add (*list, details);
}

void
_vmistate_details_reader_end_device (VmistateDetailsReader *self, gpointer device)
{
  GType type = device != NULL ? G_OBJECT_TYPE (device) : G_TYPE_INVALID;
  gpointer interface = steal (self, VMISTATE_DETAILS_INTERFACE);
  gpointer disk;
  gpointer limits;

  drop_no_limits (self->records[VMISTATE_DETAILS_LIMITS]);
  limits = steal (self, VMISTATE_DETAILS_LIMITS);
  if (limits != NULL && self->records[VMISTATE_DETAILS_DISK] == NULL)
    self->records[VMISTATE_DETAILS_DISK] =
        g_object_new (_vmistate_domain_disk_details_get_type (), NULL);
  if (limits != NULL)
    _vmistate_record_take_record (self->records[VMISTATE_DETAILS_DISK], DOMAIN_DISK_DETAILS_LIMITS,
                                  limits);
  disk = steal (self, VMISTATE_DETAILS_DISK);
  keep (&self->interfaces, interface, DOMAIN_INTERFACE_DETAILS_TARGET,
        type == _vmistate_domain_interface_get_type () ? device : NULL, DOMAIN_INTERFACE_TARGET);
  keep (&self->disks, disk, DOMAIN_DISK_DETAILS_TARGET,
        type == _vmistate_domain_disk_get_type () ? device : NULL, DOMAIN_DISK_TARGET);
}

void
_vmistate_details_reader_end_domain (VmistateDetailsReader *self, VmistateDomain *domain)
{
  gpointer openstack = steal (self, VMISTATE_DETAILS_OPENSTACK);
  gpointer details;

  if (openstack == NULL && self->interfaces == NULL && self->disks == NULL)
    return;
  details = g_object_new (_vmistate_domain_details_get_type (), NULL);
  if (openstack != NULL)
    _vmistate_record_take_record (details, DOMAIN_DETAILS_OPENSTACK, openstack);
  _vmistate_record_take_list (details, DOMAIN_DETAILS_INTERFACES,
                              g_steal_pointer (&self->interfaces));
  _vmistate_record_take_list (details, DOMAIN_DETAILS_DISKS, g_steal_pointer (&self->disks));
  _vmistate_record_take_record (domain, DOMAIN_DETAILS, details);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a domain's XML says of a device that there are numbers of. */

#include "config.h"

#include "collection.h"
#include "row-number.h"

#include "model/payloads.h"
#include "model/sample/block-sample.h"
#include "model/sample/interface-sample.h"

typedef enum
{
  OF_SAMPLE,
  OF_DEVICE,
  OF_DETAILS,
  N_OWNERS,
} Owner;

/* The first of several with one label that is told counts. */
typedef struct
{
  const char *label;
  Owner owner;
  guint field;
} DeviceLabel;

static const DeviceLabel block_labels[] = {
  { "path", OF_SAMPLE, BLOCK_SAMPLE_PATH },
  { "path", OF_DEVICE, DOMAIN_DISK_SOURCE },
  { "serial", OF_DEVICE, DOMAIN_DISK_SERIAL },
  { "bus", OF_DEVICE, DOMAIN_DISK_BUS },
  { "type", OF_DETAILS, DOMAIN_DISK_DETAILS_TYPE },
  { "format", OF_DETAILS, DOMAIN_DISK_DETAILS_DRIVER_TYPE },
  { "cache", OF_DETAILS, DOMAIN_DISK_DETAILS_CACHE },
  { "discard", OF_DETAILS, DOMAIN_DISK_DETAILS_DISCARD },
  { "protocol", OF_DETAILS, DOMAIN_DISK_DETAILS_PROTOCOL },
};

static const DeviceLabel tinkoff_block_labels[] = {
  { "source_file", OF_SAMPLE, BLOCK_SAMPLE_PATH },
  { "source_file", OF_DEVICE, DOMAIN_DISK_SOURCE },
  { "serial", OF_DEVICE, DOMAIN_DISK_SERIAL },
  { "bus", OF_DEVICE, DOMAIN_DISK_BUS },
  { "disk_type", OF_DETAILS, DOMAIN_DISK_DETAILS_TYPE },
  { "driver_type", OF_DETAILS, DOMAIN_DISK_DETAILS_DRIVER_TYPE },
  { "cache", OF_DETAILS, DOMAIN_DISK_DETAILS_CACHE },
  { "discard", OF_DETAILS, DOMAIN_DISK_DETAILS_DISCARD },
};

static const DeviceLabel inovex_block_labels[] = {
  { "disk_type", OF_DETAILS, DOMAIN_DISK_DETAILS_TYPE },
  { "target_bus", OF_DEVICE, DOMAIN_DISK_BUS },
  { "driver_name", OF_DETAILS, DOMAIN_DISK_DETAILS_DRIVER_NAME },
  { "driver_type", OF_DETAILS, DOMAIN_DISK_DETAILS_DRIVER_TYPE },
  { "driver_cache", OF_DETAILS, DOMAIN_DISK_DETAILS_CACHE },
  { "driver_discard", OF_DETAILS, DOMAIN_DISK_DETAILS_DISCARD },
  { "source_file", OF_SAMPLE, BLOCK_SAMPLE_PATH },
  { "source_file", OF_DEVICE, DOMAIN_DISK_SOURCE },
  { "source_protocol", OF_DETAILS, DOMAIN_DISK_DETAILS_PROTOCOL },
  { "serial", OF_DEVICE, DOMAIN_DISK_SERIAL },
};

static const DeviceLabel net_labels[] = {
  { "mac", OF_SAMPLE, INTERFACE_SAMPLE_MAC },
  { "mac", OF_DEVICE, DOMAIN_INTERFACE_MAC },
  { "alias", OF_SAMPLE, INTERFACE_SAMPLE_ALIAS },
  { "alias", OF_DEVICE, DOMAIN_INTERFACE_ALIAS },
  { "type", OF_DEVICE, DOMAIN_INTERFACE_TYPE },
  { "model", OF_DEVICE, DOMAIN_INTERFACE_MODEL },
  { "bridge", OF_DETAILS, DOMAIN_INTERFACE_DETAILS_BRIDGE },
  { "virtual_interface", OF_DETAILS, DOMAIN_INTERFACE_DETAILS_VIRTUAL_INTERFACE },
  { "mtu", OF_DETAILS, DOMAIN_INTERFACE_DETAILS_MTU },
};

static const DeviceLabel tinkoff_interface_labels[] = {
  { "source_bridge", OF_DETAILS, DOMAIN_INTERFACE_DETAILS_BRIDGE },
  { "virtual_interface", OF_DETAILS, DOMAIN_INTERFACE_DETAILS_VIRTUAL_INTERFACE },
};

static const DeviceLabel inovex_interface_labels[] = {
  { "interface_type", OF_DEVICE, DOMAIN_INTERFACE_TYPE },
  { "source_bridge", OF_DETAILS, DOMAIN_INTERFACE_DETAILS_BRIDGE },
  { "mac_address", OF_SAMPLE, INTERFACE_SAMPLE_MAC },
  { "mac_address", OF_DEVICE, DOMAIN_INTERFACE_MAC },
  { "model_type", OF_DEVICE, DOMAIN_INTERFACE_MODEL },
  { "mtu_size", OF_DETAILS, DOMAIN_INTERFACE_DETAILS_MTU },
};

static void
add (VmistateCollection *c, VmistateSamples *samples, gpointer *owners, const DeviceLabel *labels,
     guint n_labels)
{
  const char *told = NULL;

  for (guint i = 0; i < n_labels; i++)
    {
      gpointer owner = owners[labels[i].owner];

      if (g_strcmp0 (told, labels[i].label) == 0 || !_vmistate_record_has (owner, labels[i].field))
        continue;
      told = labels[i].label;
      _vmistate_row_append_label (c->labels, told, owner, labels[i].field);
    }
  _vmistate_exposition_add_uint (c->exposition, samples, c->labels, 1);
}

static void
find_disk (const VmistateVm *vm, gpointer sample, gpointer *owners)
{
  const char *name = _vmistate_record_get_string (sample, BLOCK_SAMPLE_NAME);
  gpointer details = _vmistate_record_get_record (vm->domain, DOMAIN_DETAILS);

  owners[OF_SAMPLE] = sample;
  owners[OF_DEVICE] = _vmistate_record_list_find (
      _vmistate_record_get_list (vm->domain, DOMAIN_DISKS), DOMAIN_DISK_TARGET, name);
  owners[OF_DETAILS] = _vmistate_record_list_find (
      _vmistate_record_get_list (details, DOMAIN_DETAILS_DISKS), DOMAIN_DISK_DETAILS_TARGET, name);
}

static void
find_interface (const VmistateVm *vm, gpointer sample, gpointer *owners)
{
  const char *name = _vmistate_record_get_string (sample, INTERFACE_SAMPLE_NAME);
  gpointer details = _vmistate_record_get_record (vm->domain, DOMAIN_DETAILS);

  owners[OF_SAMPLE] = sample;
  owners[OF_DEVICE] = _vmistate_record_list_find (
      _vmistate_record_get_list (vm->domain, DOMAIN_INTERFACES), DOMAIN_INTERFACE_TARGET, name);
  owners[OF_DETAILS] =
      _vmistate_record_list_find (_vmistate_record_get_list (details, DOMAIN_DETAILS_INTERFACES),
                                  DOMAIN_INTERFACE_DETAILS_TARGET, name);
}

#define DEFINE_INFO(name, find, labels)                                                            \
  void _vmistate_collect_##name (VmistateCollection *c, VmistateSamples *samples,                  \
                                 const VmistateVm *vm, gpointer record)                            \
  {                                                                                                \
    gpointer owners[N_OWNERS];                                                                     \
                                                                                                   \
    find (vm, record, owners);                                                                     \
    add (c, samples, owners, labels, G_N_ELEMENTS (labels));                                       \
  }

DEFINE_INFO (block_info, find_disk, block_labels)
DEFINE_INFO (tinkoff_block_meta, find_disk, tinkoff_block_labels)
DEFINE_INFO (inovex_block_info, find_disk, inovex_block_labels)
DEFINE_INFO (net_info, find_interface, net_labels)
DEFINE_INFO (tinkoff_interface_meta, find_interface, tinkoff_interface_labels)
DEFINE_INFO (inovex_interface_info, find_interface, inovex_interface_labels)

const char *
_vmistate_look_up_bridge (const VmistateVm *vm, gpointer record)
{
  gpointer owners[N_OWNERS];

  find_interface (vm, record, owners);
  return _vmistate_record_get_string (owners[OF_DETAILS], DOMAIN_INTERFACE_DETAILS_BRIDGE);
}

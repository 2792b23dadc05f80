/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Families that KubeVirt gives more than numbers. */

#include "config.h"

#include "collection.h"
#include "label-text.h"

#include "model/active-pod.h"
#include "model/guest-os-info.h"
#include "model/interface.h"
#include "model/machine.h"
#include "model/objects/meta-objects.h"
#include "model/sample/vcpu-sample.h"
#include "model/status.h"

/* Returns: (nullable): the one Pod that the VMI has on its node */
static const char *
find_pod (const VmistateVm *vm)
{
  GPtrArray *pods = _vmistate_record_get_list (vm->status, STATUS_ACTIVE_PODS);
  gpointer pod = NULL;

  if (vm->texts[VMISTATE_VM_NODE] != NULL)
    pod = _vmistate_record_list_find (pods, ACTIVE_POD_NODE_NAME, vm->texts[VMISTATE_VM_NODE]);
  return _vmistate_record_get_string (pod, ACTIVE_POD_NAME);
}

/* The one of the namespace, or else that of the cluster. KubeVirt's metrics name those of two
 * vendors alone; who the vendor is cannot be known here. */
static const char *
find_preset (gpointer metadata, const char *own, const char *of_cluster)
{
  const char *name = _vmistate_meta_get_annotation (metadata, own);

  return name != NULL ? name : _vmistate_meta_get_annotation (metadata, of_cluster);
}

static const char *
describe_evictable (VmistateCollection *c, const VmistateVm *vm)
{
  gboolean evictable;

  if (!_vmistate_kubevirt_get_evictable (c->api, vm, &evictable))
    return NULL;
  return evictable ? "true" : "false";
}

static const char *
describe_outdated (gpointer metadata)
{
  if (metadata == NULL)
    return NULL;
  return _vmistate_kubevirt_is_outdated (metadata) ? "true" : "false";
}

void
_vmistate_collect_kubevirt_info (VmistateCollection *c, VmistateSamples *samples,
                                 const VmistateVm *vm, gpointer record G_GNUC_UNUSED)
{
  gpointer os = _vmistate_record_get_record (vm->status, STATUS_GUEST_OS_INFO);
  gpointer machine = _vmistate_record_get_record (vm->status, STATUS_MACHINE);
  gpointer metadata = _vmistate_kubevirt_get_metadata (vm->instance);
  const char *phase = _vmistate_record_get_string (vm->status, STATUS_PHASE);
  g_autofree char *lower = phase != NULL ? g_ascii_strdown (phase, -1) : NULL;
  const struct
  {
    const char *name;
    const char *value;
  } labels[] = {
    { "phase", lower },
    { "os", _vmistate_meta_get_annotation (metadata, "vm.kubevirt.io/os") },
    { "workload", _vmistate_meta_get_annotation (metadata, "vm.kubevirt.io/workload") },
    { "flavor", _vmistate_meta_get_annotation (metadata, "vm.kubevirt.io/flavor") },
    { "instance_type", find_preset (metadata, "kubevirt.io/instancetype-name",
                                    "kubevirt.io/cluster-instancetype-name") },
    { "preference", find_preset (metadata, "kubevirt.io/preference-name",
                                 "kubevirt.io/cluster-preference-name") },
    { "guest_os_kernel_release", _vmistate_record_get_string (os, GUEST_OS_INFO_KERNEL_RELEASE) },
    { "guest_os_machine", _vmistate_record_get_string (machine, MACHINE_TYPE) },
    { "guest_os_arch", _vmistate_record_get_string (os, GUEST_OS_INFO_MACHINE) },
    { "guest_os_name", _vmistate_record_get_string (os, GUEST_OS_INFO_NAME) },
    { "guest_os_version_id", _vmistate_record_get_string (os, GUEST_OS_INFO_VERSION_ID) },
    { "evictable", describe_evictable (c, vm) },
    { "outdated", describe_outdated (metadata) },
    { "vmi_pod", find_pod (vm) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    _vmistate_label_append (c->labels, labels[i].name, labels[i].value);
  _vmistate_exposition_add_uint (c->exposition, samples, c->labels, 1);
}

static void
add_address (VmistateCollection *c, VmistateSamples *samples, gpointer interface,
             const char *address)
{
  const char *vnic = _vmistate_record_get_string (interface, INTERFACE_NAME);
  const char *name = _vmistate_record_get_string (interface, INTERFACE_INTERFACE_NAME);
  gsize length = c->labels->len;

  if (vnic == NULL && name == NULL && address == NULL)
    return;
  _vmistate_label_append (c->labels, "vnic_name", vnic);
  _vmistate_label_append (c->labels, "interface_name", name);
  _vmistate_label_append (c->labels, "address", address);
  _vmistate_label_append (c->labels, "type",
                          address != NULL ? "ExternalInterface" : "SystemInterface");
  _vmistate_exposition_add_uint (c->exposition, samples, c->labels, 1);
  g_string_truncate (c->labels, length);
}

/* All addresses of an interface, where KubeVirt tells the first. */
static guint
add_interface (VmistateCollection *c, VmistateSamples *samples, gpointer interface, guint max)
{
  const char *const *addresses = _vmistate_record_get_texts (interface, INTERFACE_IP_ADDRESSES);

  if (addresses == NULL || *addresses == NULL)
    {
      add_address (c, samples, interface,
                   _vmistate_record_get_string (interface, INTERFACE_IP_ADDRESS));
      return max - 1;
    }
  for (; *addresses != NULL && max > 0; addresses++, max--)
    add_address (c, samples, interface, *addresses);
  return max;
}

void
_vmistate_collect_kubevirt_addresses (VmistateCollection *c, VmistateSamples *samples,
                                      const VmistateVm *vm, gpointer record G_GNUC_UNUSED)
{
  GPtrArray *interfaces = _vmistate_record_get_list (vm->status, STATUS_INTERFACES);
  guint max = VMISTATE_MAX_ADDRESSES;

  for (guint i = 0; interfaces != NULL && i < interfaces->len && max > 0; i++)
    max = add_interface (c, samples, g_ptr_array_index (interfaces, i), max);
}

void
_vmistate_collect_kubevirt_vcpu_seconds (VmistateCollection *c, VmistateSamples *samples,
                                         const VmistateVm *vm G_GNUC_UNUSED, gpointer record)
{
  static const char *const states[] = { "offline", "running", "blocked" };
  gint32 state;
  guint64 usec;

  if (!_vmistate_record_get_uint64 (record, VCPU_SAMPLE_TIME_USEC, &usec))
    return;
  if (!_vmistate_record_get_int32 (record, VCPU_SAMPLE_STATE, &state) || state < 0
      || (guint) state >= G_N_ELEMENTS (states))
    _vmistate_label_append (c->labels, "state", "unknown");
  else
    _vmistate_label_append (c->labels, "state", states[state]);
  _vmistate_exposition_add_seconds (c->exposition, samples, c->labels, usec);
}

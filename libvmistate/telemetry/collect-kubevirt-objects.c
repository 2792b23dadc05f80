/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is not in a status, but in the VMI's own object or in the domain's XML. */

#include "config.h"

#include "collection.h"
#include "label-text.h"
#include "profile.h"

#include "model/condition.h"
#include "model/memory.h"
#include "model/objects/cluster-objects.h"
#include "model/objects/meta-objects.h"
#include "model/objects/object.h"
#include "model/objects/vmi-objects.h"
#include "model/payloads.h"
#include "model/quantity.h"
#include "model/status.h"

#define LABEL_OUTDATED       "kubevirt.io/outdatedLauncherImage"
#define ANNOTATION_EPHEMERAL "kubevirt.io/ephemeral-hotplug-volumes"

/* Of one VMI */
#define MAX_VNICS 256

gpointer
_vmistate_kubevirt_get_metadata (VmistateInstance *instance)
{
  return _vmistate_record_get_record (vmistate_instance_get_object (instance), OBJECT_METADATA);
}

/* Evictions */

/* What the VMI says itself, or else KubeVirt's configuration. Returns: whether that is known */
static gboolean
find_eviction_strategy (VmistateApiIndex *api, gpointer object, const char **strategy)
{
  gpointer configuration;
  gboolean is_known;

  *strategy = _vmistate_record_get_string (_vmistate_record_get_record (object, VMI_OBJECT_SPEC),
                                           VMI_SPEC_EVICTION_STRATEGY);
  if (object == NULL || *strategy != NULL)
    return object != NULL;
  configuration = _vmistate_api_index_get_configuration (api, &is_known);
  *strategy = _vmistate_record_get_string (configuration, KUBEVIRT_CONFIGURATION_EVICTION_STRATEGY);
  return is_known;
}

/* A VMI that must migrate, and cannot, stands in the way. KubeVirt is cautious: while it is not
 * known whether it can, it cannot. */
gboolean
_vmistate_kubevirt_get_evictable (VmistateApiIndex *api, const VmistateVm *vm, gboolean *evictable)
{
  gpointer object = vmistate_instance_get_object (vm->instance);
  gpointer condition = _vmistate_record_list_find (
      _vmistate_record_get_list (vm->status, STATUS_CONDITIONS), CONDITION_TYPE, "LiveMigratable");
  const char *strategy;

  if (!find_eviction_strategy (api, object, &strategy))
    return FALSE;
  *evictable =
      g_strcmp0 (strategy, "LiveMigrate") != 0
      || (condition != NULL && !_vmistate_record_is (condition, CONDITION_STATUS, "False"));
  return TRUE;
}

void
_vmistate_collect_kubevirt_non_evictable (VmistateCollection *c, VmistateSamples *samples,
                                          const VmistateVm *vm, gpointer record G_GNUC_UNUSED)
{
  gboolean evictable;

  if (_vmistate_kubevirt_get_evictable (c->api, vm, &evictable))
    _vmistate_exposition_add_uint (c->exposition, samples, c->labels, evictable ? 0 : 1);
}

/* Launchers */

gboolean
_vmistate_kubevirt_is_outdated (gpointer metadata)
{
  return _vmistate_meta_get_label (metadata, LABEL_OUTDATED) != NULL;
}

void
_vmistate_collect_kubevirt_n_outdated (VmistateCollection *c, VmistateSamples *samples,
                                       const VmistateVm *vm G_GNUC_UNUSED,
                                       gpointer record G_GNUC_UNUSED)
{
  GListModel *instances = G_LIST_MODEL (c->monitor);
  guint n_known = 0;
  guint n_outdated = 0;

  for (guint i = 0; i < g_list_model_get_n_items (instances); i++)
    {
      g_autoptr (VmistateInstance) instance = g_list_model_get_item (instances, i);
      gpointer metadata = _vmistate_kubevirt_get_metadata (instance);

      n_known += metadata != NULL ? 1 : 0;
      n_outdated += _vmistate_kubevirt_is_outdated (metadata) ? 1 : 0;
    }
  if (n_known > 0)
    _vmistate_exposition_add_uint (c->exposition, samples, c->labels, n_outdated);
}

void
_vmistate_collect_kubevirt_memory_overhead (VmistateCollection *c, VmistateSamples *samples,
                                            const VmistateVm *vm, gpointer record G_GNUC_UNUSED)
{
  const char *overhead = _vmistate_record_get_string (
      _vmistate_record_get_record (vm->status, STATUS_MEMORY), MEMORY_MEMORY_OVERHEAD);
  guint64 bytes;

  if (overhead != NULL && _vmistate_quantity_ceil (overhead, &bytes))
    _vmistate_exposition_add_uint (c->exposition, samples, c->labels, bytes);
}

void
_vmistate_collect_kubevirt_cpu_affinity (VmistateCollection *c, VmistateSamples *samples,
                                         const VmistateVm *vm, gpointer record G_GNUC_UNUSED)
{
  guint32 n_cpus;

  if (_vmistate_record_get_uint32 (vm->domain, DOMAIN_CPU_AFFINITY, &n_cpus))
    {
      _vmistate_kubevirt_append_vmi_labels (c->labels, VMISTATE_SUBJECT_VM, vm);
      _vmistate_exposition_add_uint (c->exposition, samples, c->labels, n_cpus);
    }
}

/* Devices */

void
_vmistate_collect_kubevirt_ephemeral_volume (VmistateCollection *c, VmistateSamples *samples,
                                             const VmistateVm *vm, gpointer record G_GNUC_UNUSED)
{
  const char *volume = _vmistate_meta_get_annotation (
      _vmistate_kubevirt_get_metadata (vm->instance), ANNOTATION_EPHEMERAL);

  if (volume == NULL)
    return;
  _vmistate_label_append (c->labels, "volume_name", volume);
  _vmistate_exposition_add_uint (c->exposition, samples, c->labels, 1);
}

/* KubeVirt has words for these ways to bind an interface, and none for the others that it knows. */
static void
append_binding (GString *labels, gpointer interface)
{
  static const struct
  {
    guint field;
    const char *name;
  } bindings[] = {
    { INTERFACE_SPEC_MASQUERADE, "masquerade" },
    { INTERFACE_SPEC_BRIDGE, "bridge" },
    { INTERFACE_SPEC_SRIOV, "sriov" },
  };
  gpointer plugin = _vmistate_record_get_record (interface, INTERFACE_SPEC_BINDING);

  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    {
      if (!_vmistate_record_has (interface, bindings[i].field))
        continue;
      _vmistate_label_append (labels, "binding_type", "core");
      _vmistate_label_append (labels, "binding_name", bindings[i].name);
      return;
    }
  if (plugin == NULL)
    return;
  _vmistate_label_append (labels, "binding_type", "plugin");
  _vmistate_label_append (labels, "binding_name",
                          _vmistate_record_get_string (plugin, BINDING_REF_NAME));
}

/* Returns: (nullable): NULL for a network that KubeVirt's metric says nothing of */
static const char *
find_network (GPtrArray *networks, const char *name)
{
  gpointer network = _vmistate_record_list_find (networks, NETWORK_SPEC_NAME, name);

  if (_vmistate_record_has (network, NETWORK_SPEC_POD))
    return "pod networking";
  return _vmistate_record_get_string (_vmistate_record_get_record (network, NETWORK_SPEC_MULTUS),
                                      MULTUS_SPEC_NETWORK_NAME);
}

void
_vmistate_collect_kubevirt_vnics (VmistateCollection *c, VmistateSamples *samples,
                                  const VmistateVm *vm, gpointer record G_GNUC_UNUSED)
{
  gpointer spec =
      _vmistate_record_get_record (vmistate_instance_get_object (vm->instance), VMI_OBJECT_SPEC);
  gpointer devices = _vmistate_record_get_record (
      _vmistate_record_get_record (spec, VMI_SPEC_DOMAIN), DOMAIN_SPEC_DEVICES);
  GPtrArray *interfaces = _vmistate_record_get_list (devices, DEVICES_SPEC_INTERFACES);
  gsize length = c->labels->len;

  for (guint i = 0; interfaces != NULL && i < MIN (interfaces->len, MAX_VNICS); i++)
    {
      const char *name = _vmistate_record_get_string (interfaces->pdata[i], INTERFACE_SPEC_NAME);
      const char *model = _vmistate_record_get_string (interfaces->pdata[i], INTERFACE_SPEC_MODEL);
      const char *network =
          find_network (_vmistate_record_get_list (spec, VMI_SPEC_NETWORKS), name);

      if (name == NULL || network == NULL)
        continue;
      _vmistate_label_append (c->labels, "vnic_name", name);
      append_binding (c->labels, interfaces->pdata[i]);
      _vmistate_label_append (c->labels, "network", network);
      _vmistate_label_append (c->labels, "model", model != NULL ? model : "<none>");
      _vmistate_exposition_add_uint (c->exposition, samples, c->labels, 1);
      g_string_truncate (c->labels, length);
    }
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "vm-names.h"

#include "model/status.h"

struct _VmistateVmNames
{
  GString *domain; /* (owned) */
};

VmistateVmNames *
_vmistate_vm_names_new (void)
{
  VmistateVmNames *self = g_new0 (VmistateVmNames, 1);

  self->domain = g_string_new (NULL);
  return self;
}

void
_vmistate_vm_names_free (VmistateVmNames *self)
{
  g_string_free (self->domain, TRUE);
  g_free (self);
}

/* KubeVirt calls a domain by namespace and name. Any other counts as in namespace "default", where
 * only a Pod tells that KubeVirt made it. */
static const char *
name_domain (VmistateVmNames *self, const VmistateVm *vm)
{
  const char *namespace_ = vm->texts[VMISTATE_VM_NAMESPACE];

  if (g_strcmp0 (namespace_, "default") == 0
      && !_vmistate_record_has (vm->status, STATUS_ACTIVE_PODS))
    return vm->texts[VMISTATE_VM_NAME];
  g_string_assign (self->domain, namespace_);
  g_string_append_c (self->domain, '_');
  g_string_append (self->domain, vm->texts[VMISTATE_VM_NAME]);
  return self->domain->str;
}

void
_vmistate_vm_names_describe (VmistateVmNames *self, VmistateInstance *instance, VmistateVm *vm)
{
  vm->instance = instance;
  vm->status = vmistate_instance_get_status (instance);
  vm->sample = vmistate_instance_get_sample (instance);
  vm->domain = vmistate_instance_get_domain (instance);
  vm->texts[VMISTATE_VM_UUID] = vmistate_instance_get_uid (instance);
  vm->texts[VMISTATE_VM_NODE] = vmistate_status_get_node_name (vm->status);
  vm->texts[VMISTATE_VM_NAMESPACE] = vmistate_instance_get_namespace (instance);
  vm->texts[VMISTATE_VM_NAME] = vmistate_instance_get_name (instance);
  vm->texts[VMISTATE_VM_DOMAIN] = name_domain (self, vm);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Families of other exporters that have texts instead of a number. A label that they have and
 * nobody has told is left out. */

#include "config.h"

#include "collection.h"
#include "label-text.h"

#include "model/host-info.h"
#include "model/machine.h"
#include "model/payloads.h"
#include "model/status.h"

static void
append (VmistateCollection *c, const char *label, gpointer record, guint field)
{
  _vmistate_label_append (c->labels, label, _vmistate_record_get_string (record, field));
}

static gpointer
get_openstack_notes (const VmistateVm *vm)
{
  return _vmistate_record_get_record (_vmistate_record_get_record (vm->domain, DOMAIN_DETAILS),
                                      DOMAIN_DETAILS_OPENSTACK);
}

void
_vmistate_collect_versions (VmistateCollection *c, VmistateSamples *samples,
                            const VmistateVm *vm G_GNUC_UNUSED, gpointer record)
{
  append (c, "hypervisor_running", record, HOST_INFO_HYPERVISOR_VERSION);
  append (c, "libvirtd_running", record, HOST_INFO_LIBVIRT_VERSION);
  append (c, "libvirt_library", record, HOST_INFO_LIBRARY_VERSION);
  _vmistate_exposition_add_uint (c->exposition, samples, c->labels, 1);
}

void
_vmistate_collect_domain_meta (VmistateCollection *c, VmistateSamples *samples,
                               const VmistateVm *vm, gpointer record G_GNUC_UNUSED)
{
  gpointer notes = get_openstack_notes (vm);

  append (c, "instance_name", notes, OPENSTACK_NOTES_NAME);
  append (c, "flavor", notes, OPENSTACK_NOTES_FLAVOR);
  append (c, "user_name", notes, OPENSTACK_NOTES_USER);
  append (c, "user_uuid", notes, OPENSTACK_NOTES_USER_UUID);
  append (c, "project_name", notes, OPENSTACK_NOTES_PROJECT);
  append (c, "project_uuid", notes, OPENSTACK_NOTES_PROJECT_UUID);
  append (c, "root_type", notes, OPENSTACK_NOTES_ROOT_TYPE);
  append (c, "root_uuid", notes, OPENSTACK_NOTES_ROOT_UUID);
  _vmistate_exposition_add_uint (c->exposition, samples, c->labels, 1);
}

void
_vmistate_collect_openstack_info (VmistateCollection *c, VmistateSamples *samples,
                                  const VmistateVm *vm, gpointer record G_GNUC_UNUSED)
{
  gpointer notes = get_openstack_notes (vm);

  if (notes == NULL)
    return;
  append (c, "instance_name", notes, OPENSTACK_NOTES_NAME);
  append (c, "instance_id", vm->domain, DOMAIN_UUID);
  append (c, "flavor_name", notes, OPENSTACK_NOTES_FLAVOR);
  append (c, "user_name", notes, OPENSTACK_NOTES_USER);
  append (c, "user_id", notes, OPENSTACK_NOTES_USER_UUID);
  append (c, "project_name", notes, OPENSTACK_NOTES_PROJECT);
  append (c, "project_id", notes, OPENSTACK_NOTES_PROJECT_UUID);
  _vmistate_exposition_add_uint (c->exposition, samples, c->labels, 1);
}

void
_vmistate_collect_machine_info (VmistateCollection *c, VmistateSamples *samples,
                                const VmistateVm *vm, gpointer record G_GNUC_UNUSED)
{
  append (c, "os_type", vm->domain, DOMAIN_OS_TYPE);
  append (c, "os_type_arch", vm->domain, DOMAIN_ARCH);
  append (c, "os_type_machine", _vmistate_record_get_record (vm->status, STATUS_MACHINE),
          MACHINE_TYPE);
  _vmistate_exposition_add_uint (c->exposition, samples, c->labels, 1);
}

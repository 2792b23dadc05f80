/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Families of other exporters that have texts instead of a number. A label that they have and
 * nothing here can tell is left out. */

#include "config.h"

#include "collection.h"
#include "label-text.h"

#include "model/machine.h"
#include "model/sample/block-sample.h"
#include "model/sample/interface-sample.h"
#include "model/status.h"

/* libvirt's number of a job whose end nobody can foresee, which all migrations are */
#define JOB_UNBOUNDED 2

static void
add_one (VmistateCollection *c, VmistateSamples *samples, const char *label, const char *value)
{
  _vmistate_label_append (c->labels, label, value);
  _vmistate_exposition_add_uint (c->exposition, samples, c->labels, 1);
}

void
_vmistate_collect_domain_meta (VmistateCollection *c, VmistateSamples *samples,
                               const VmistateVm *vm, gpointer record G_GNUC_UNUSED)
{
  add_one (c, samples, "uuid", vm->texts[VMISTATE_VM_UUID]);
}

void
_vmistate_collect_block_source (VmistateCollection *c, VmistateSamples *samples,
                                const VmistateVm *vm G_GNUC_UNUSED, gpointer record)
{
  add_one (c, samples, "source_file", _vmistate_record_get_string (record, BLOCK_SAMPLE_PATH));
}

void
_vmistate_collect_mac_info (VmistateCollection *c, VmistateSamples *samples,
                            const VmistateVm *vm G_GNUC_UNUSED, gpointer record)
{
  add_one (c, samples, "mac_address", _vmistate_record_get_string (record, INTERFACE_SAMPLE_MAC));
}

void
_vmistate_collect_machine_info (VmistateCollection *c, VmistateSamples *samples,
                                const VmistateVm *vm, gpointer record G_GNUC_UNUSED)
{
  gpointer machine = _vmistate_record_get_record (vm->status, STATUS_MACHINE);

  add_one (c, samples, "os_type_machine", _vmistate_record_get_string (machine, MACHINE_TYPE));
}

void
_vmistate_collect_job_type (VmistateCollection *c, VmistateSamples *samples,
                            const VmistateVm *vm G_GNUC_UNUSED, gpointer record G_GNUC_UNUSED)
{
  _vmistate_exposition_add_uint (c->exposition, samples, c->labels, JOB_UNBOUNDED);
}

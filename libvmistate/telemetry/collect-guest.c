/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a VMI is, and what its guest says of itself. */

#include "config.h"

#include "collection.h"
#include "label-text.h"
#include "subject.h"

#include "model/guest-agent-info.h"
#include "model/guest-os-info.h"
#include "model/interface.h"
#include "model/machine.h"
#include "model/sample/balloon-sample.h"
#include "model/status.h"

typedef struct
{
  const char *name;
  guint field;
} TextLabel;

/* Returns: whether there is any of them */
static gboolean
append_texts (GString *labels, const TextLabel *table, guint n_labels, gpointer record)
{
  gsize length = labels->len;

  for (guint i = 0; i < n_labels; i++)
    _vmistate_label_append (labels, table[i].name,
                            _vmistate_record_get_string (record, table[i].field));
  return labels->len > length;
}

void
_vmistate_collect_vmi_info (VmistateCollection *c, VmistateSamples *samples, const VmistateVm *vm,
                            gpointer record G_GNUC_UNUSED)
{
  gpointer machine = _vmistate_record_get_record (vm->status, STATUS_MACHINE);

  _vmistate_label_append (c->labels, "namespace", vm->texts[VMISTATE_VM_NAMESPACE]);
  _vmistate_label_append (c->labels, "name", vm->texts[VMISTATE_VM_NAME]);
  _vmistate_label_append (c->labels, "node", vm->texts[VMISTATE_VM_NODE]);
  _vmistate_label_append (c->labels, "machine",
                          _vmistate_record_get_string (machine, MACHINE_TYPE));
  _vmistate_exposition_add_uint (c->exposition, samples, c->labels, 1);
}

void
_vmistate_collect_agent_info (VmistateCollection *c, VmistateSamples *samples, const VmistateVm *vm,
                              gpointer record G_GNUC_UNUSED)
{
  static const TextLabel of_agent[] = {
    { "agent_version", GUEST_AGENT_INFO_GUEST_AGENT_VERSION },
    { "hostname", GUEST_AGENT_INFO_HOSTNAME },
    { "timezone", GUEST_AGENT_INFO_TIMEZONE },
  };
  static const TextLabel of_os[] = {
    { "os_id", GUEST_OS_INFO_ID },
    { "os_name", GUEST_OS_INFO_PRETTY_NAME },
    { "os_version_id", GUEST_OS_INFO_VERSION_ID },
    { "kernel_release", GUEST_OS_INFO_KERNEL_RELEASE },
  };
  gpointer info = _vmistate_record_get_record (vm->status, STATUS_GUEST_AGENT_INFO);
  gpointer os = _vmistate_record_get_record (info, GUEST_AGENT_INFO_OS);
  gboolean known = append_texts (c->labels, of_agent, G_N_ELEMENTS (of_agent), info);

  known |= append_texts (c->labels, of_os, G_N_ELEMENTS (of_os), os);
  if (known)
    _vmistate_exposition_add_uint (c->exposition, samples, c->labels, 1);
}

/* One sample per address. Returns: how many of @max are left */
static guint
add_addresses (VmistateCollection *c, VmistateSamples *samples, gpointer interface, guint max)
{
  static const TextLabel of_interface[] = {
    { "interface", INTERFACE_NAME },
    { "guest_interface", INTERFACE_INTERFACE_NAME },
    { "mac", INTERFACE_MAC },
  };
  const char *const *addresses = _vmistate_record_get_texts (interface, INTERFACE_IP_ADDRESSES);
  gsize length = c->labels->len;
  gsize with_interface;

  append_texts (c->labels, of_interface, G_N_ELEMENTS (of_interface), interface);
  with_interface = c->labels->len;
  for (; addresses != NULL && *addresses != NULL && max > 0; addresses++, max--)
    {
      _vmistate_label_append (c->labels, "address", *addresses);
      _vmistate_exposition_add_uint (c->exposition, samples, c->labels, 1);
      g_string_truncate (c->labels, with_interface);
    }
  g_string_truncate (c->labels, length);
  return max;
}

void
_vmistate_collect_addresses (VmistateCollection *c, VmistateSamples *samples, const VmistateVm *vm,
                             gpointer record G_GNUC_UNUSED)
{
  GPtrArray *interfaces = _vmistate_record_get_list (vm->status, STATUS_INTERFACES);
  guint max = VMISTATE_MAX_ADDRESSES;

  for (guint i = 0; interfaces != NULL && i < interfaces->len; i++)
    max = add_addresses (c, samples, g_ptr_array_index (interfaces, i), max);
}

static void
add_omitted (VmistateCollection *c, VmistateSamples *samples, const VmistateVm *vm,
             VmistateSubject subject)
{
  guint n_omitted;

  if (_vmistate_subject_count_omitted (subject, vm, &n_omitted))
    _vmistate_exposition_add_uint (c->exposition, samples, c->labels, n_omitted);
}

void
_vmistate_collect_n_filesystems_omitted (VmistateCollection *c, VmistateSamples *samples,
                                         const VmistateVm *vm, gpointer record G_GNUC_UNUSED)
{
  add_omitted (c, samples, vm, VMISTATE_SUBJECT_FILESYSTEM);
}

void
_vmistate_collect_n_users_omitted (VmistateCollection *c, VmistateSamples *samples,
                                   const VmistateVm *vm, gpointer record G_GNUC_UNUSED)
{
  add_omitted (c, samples, vm, VMISTATE_SUBJECT_USER);
}

/* Memory */

void
_vmistate_collect_memory_used (VmistateCollection *c, VmistateSamples *samples,
                               const VmistateVm *vm, gpointer record G_GNUC_UNUSED)
{
  guint64 used;

  if (vmistate_sample_get_guest_memory_used (vm->sample, &used))
    _vmistate_exposition_add_uint (c->exposition, samples, c->labels, used);
}

void
_vmistate_collect_memory_used_percent (VmistateCollection *c, VmistateSamples *samples,
                                       const VmistateVm *vm, gpointer record)
{
  guint64 available;
  guint64 used;

  if (_vmistate_record_get_uint64 (record, BALLOON_SAMPLE_AVAILABLE_BYTES, &available)
      && available > 0 && vmistate_sample_get_guest_memory_used (vm->sample, &used))
    _vmistate_exposition_add_double (c->exposition, samples, c->labels,
                                     100 * (double) used / (double) available);
}

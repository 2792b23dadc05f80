/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What two VMs have alike takes memory once: in their evidence, and in their statuses. */

#include "config.h"

#include "derive/derive.h"
#include "model/status.h"

typedef struct
{
  VmistateEvidence evidence;
  VmistateStatus *status;
} Vm;

static VmistateSourceRecord source = { .state = VMISTATE_SOURCE_STATE_LIVE };

static void
fold (Vm *vm, const char *name, const char *payload)
{
  g_autofree char *json = g_strdup_printf ("{\"source\":\"s\",\"name\":\"%s\",\"observedAt\":"
                                           "\"2026-01-01T00:00:00Z\",%s}",
                                           name, payload);
  g_autoptr (GError) error = NULL;
  g_autoptr (VmistateFact) fact = vmistate_fact_new_from_json (json, -1, &error);

  g_assert_no_error (error);
  g_assert_true (_vmistate_evidence_fold (&vm->evidence, &source, fact));
}

static void
open_vm (Vm *vm, const char *name)
{
  g_autofree char *domain = g_strdup_printf (
      "\"domain\":{\"name\":\"%s\",\"machine\":\"q35\",\"currentMemory\":1024,"
      "\"currentMemoryUnit\":\"KiB\",\"vcpus\":2,\"disks\":[{\"alias\":\"ua-root\","
      "\"target\":\"vda\"}]}",
      name);

  *vm = (Vm){ 0 };
  _vmistate_evidence_init (&vm->evidence);
  fold (vm, name, domain);
  fold (vm, name, "\"domainState\":{\"state\":1,\"reason\":1}");
  fold (vm, name, "\"agentChannel\":{\"connected\":true}");
}

static void
open_pair (Vm *vms)
{
  source.id = g_ref_string_new ("s");
  open_vm (&vms[0], "a");
  open_vm (&vms[1], "b");
}

static void
close_pair (Vm *vms)
{
  for (guint i = 0; i < 2; i++)
    {
      g_clear_object (&vms[i].status);
      _vmistate_evidence_clear (&vms[i].evidence);
    }
  g_clear_pointer (&source.id, g_ref_string_release);
}

static void
derive_pair (Vm *vms)
{
  for (guint i = 0; i < 2; i++)
    vms[i].status = _vmistate_derive_status (&vms[i].evidence, NULL);
}

static void
test_evidence (void)
{
  Vm vms[2];
  VmistateView *first;
  VmistateView *second;

  open_pair (vms);
  first = &vms[0].evidence.views[0];
  second = &vms[1].evidence.views[0];
  g_assert_true (first->state.payload == second->state.payload);
  g_assert_true (first->channel.payload == second->channel.payload);
  g_assert_true (first->domain.payload != second->domain.payload);
  g_assert_true (_vmistate_record_get_list (first->domain.payload, DOMAIN_DISKS)->pdata[0]
                 == _vmistate_record_get_list (second->domain.payload, DOMAIN_DISKS)->pdata[0]);
  g_assert_cmpstr (_vmistate_record_get_string (first->domain.payload, DOMAIN_NAME), ==, "a");
  g_assert_cmpstr (_vmistate_record_get_string (second->domain.payload, DOMAIN_NAME), ==, "b");
  close_pair (vms);
}

static void
test_hardware (void)
{
  static const guint fields[] = { STATUS_MEMORY, STATUS_CURRENT_CPU_TOPOLOGY, STATUS_MACHINE };
  Vm vms[2];

  open_pair (vms);
  derive_pair (vms);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      gpointer part = _vmistate_record_get_record (vms[0].status, fields[i]);

      g_assert_nonnull (part);
      g_assert_true (part == _vmistate_record_get_record (vms[1].status, fields[i]));
    }
  close_pair (vms);
}

/* Of the guest: what it runs, and that its agent has told nothing of it. */
static void
test_guest (void)
{
  Vm vms[2];
  gpointer os;

  open_pair (vms);
  for (guint i = 0; i < 2; i++)
    fold (&vms[i], i == 0 ? "a" : "b",
          "\"agentReply\":{\"command\":\"guest-network-get-interfaces\",\"interfaces\":[]}");
  derive_pair (vms);
  g_assert_nonnull (vmistate_status_get_guest_agent_info (vms[0].status));
  g_assert_true (vmistate_status_get_guest_agent_info (vms[0].status)
                 == vmistate_status_get_guest_agent_info (vms[1].status));
  for (guint i = 0; i < 2; i++)
    {
      fold (&vms[i], i == 0 ? "a" : "b",
            "\"agentReply\":{\"command\":\"guest-get-osinfo\",\"os\":{\"id\":\"fedora\"}}");
      g_clear_object (&vms[i].status);
    }
  derive_pair (vms);
  os = vmistate_status_get_guest_os_info (vms[0].status);
  g_assert_nonnull (os);
  g_assert_true (os == vmistate_status_get_guest_os_info (vms[1].status));
  close_pair (vms);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/common-parts/evidence", test_evidence);
  g_test_add_func ("/common-parts/hardware", test_hardware);
  g_test_add_func ("/common-parts/guest", test_guest);
  return g_test_run ();
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* KubeVirt's metrics of what is in objects of the API and in domain XML: there, letter for letter,
 * when it is known, and not there when it is not. */

#include <string.h>

#include "fleet.h"

#define AT(time) "\"observedAt\":\"2026-01-01T00:00:" time "Z\","
#define FACT(time, body)                                                                           \
  "{\"source\":\"libvirt:test\",\"namespace\":\"n\",\"name\":\"vm\",\"uid\":\"u\"," AT (time) body \
      "}"
#define OBJECT(time, kind, body)                                                                   \
  "{\"source\":\"api\"," AT (time) "\"object\":{\"kind\":\"" kind "\"," body "}}"
#define RUNNING "\"domainState\":{\"state\":1,\"reason\":1}"

/* @metadata: members beyond those that name it, each with a comma behind it */
#define VMI(time, metadata, spec, status)                                                          \
  OBJECT (time, "VirtualMachineInstance",                                                          \
          "\"metadata\":{" metadata "\"namespace\":\"n\",\"name\":\"vm\",\"uid\":\"u\"},"          \
          "\"spec\":{" spec "},\"status\":{" status "}")
#define MIGRATION(time, name, spec, status)                                                        \
  OBJECT (time, "VirtualMachineInstanceMigration",                                                 \
          "\"metadata\":{\"namespace\":\"n\",\"name\":\"" name "\",\"uid\":\"uid-" name            \
          "\"},\"spec\":{" spec "},\"status\":{" status "}")
#define OF_VM       "\"vmiName\":\"vm\""
#define PHASE(name) "\"phase\":\"" name "\""
#define MIGRATABLE(status)                                                                         \
  "\"conditions\":[{\"type\":\"LiveMigratable\",\"status\":\"" status "\"}]"

#define VM_LABELS "{uuid=\"u\",namespace=\"n\",name=\"vm\""

static void
set_up (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  fleet_set_up (self, /* path= */ NULL);
  vmistate_metrics_set_profiles (self->metrics, VMISTATE_METRICS_PROFILES_KUBEVIRT);
}

static void
tear_down (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  fleet_tear_down (self);
}

static void
assert_lines (Fleet *self, const char *samples, const char *expected)
{
  g_autofree char *found = fleet_list (self, VMISTATE_METRICS_FORMAT_PROMETHEUS, samples);

  g_assert_cmpstr (found, ==, expected);
}

/* Without an object, only what the domain tells is told. */
static void
test_no_object (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  assert_lines (self, "", "");
  fleet_tell (self, FACT ("01", RUNNING));
  assert_lines (self, "", "kubevirt_vmi_info" VM_LABELS ",phase=\"running\"} 1\n");
}

static void
test_info (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  fleet_tell (self,
              VMI ("01",
                   "\"annotations\":{\"vm.kubevirt.io/os\":\"fedora\","
                   "\"vm.kubevirt.io/workload\":\"server\",\"vm.kubevirt.io/flavor\":"
                   "\"small\",\"kubevirt.io/cluster-instancetype-name\":\"u1.small\","
                   "\"kubevirt.io/cluster-preference-name\":\"all\","
                   "\"kubevirt.io/preference-name\":\"mine\"},",
                   "\"evictionStrategy\":\"None\"", PHASE ("Running") ",\"nodeName\":\"node-1\""));
  assert_lines (self, "kubevirt_vmi_info",
                "kubevirt_vmi_info{uuid=\"u\",node=\"node-1\",namespace=\"n\",name=\"vm\","
                "phase=\"running\",os=\"fedora\",workload=\"server\",flavor=\"small\","
                "instance_type=\"u1.small\",preference=\"mine\",evictable=\"true\","
                "outdated=\"false\"} 1\n");
  assert_lines (self, "kubevirt_vmi_number_of_outdated", "kubevirt_vmi_number_of_outdated 0\n");
  fleet_tell (self, VMI ("02", "\"labels\":{\"kubevirt.io/outdatedLauncherImage\":\"\"},", "",
                         PHASE ("Running")));
  assert_lines (self, "kubevirt_vmi_info",
                "kubevirt_vmi_info" VM_LABELS ",phase=\"running\",outdated=\"true\"} 1\n");
  assert_lines (self, "kubevirt_vmi_number_of_outdated", "kubevirt_vmi_number_of_outdated 1\n");
}

/* Whatever is written there is the value of its label, and nothing else. */
static void
test_hostile_texts (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  fleet_tell (self, VMI ("01",
                         "\"annotations\":{\"vm.kubevirt.io/os\":\"a\\\"} 1\\nup 0\\\\\","
                         "\"vm.kubevirt.io/flavor\":\"\\u001b[2J\\u202e\\ud83d\\ude00\","
                         "\"vm.kubevirt.io/workload\":\"\","
                         "\"kubevirt.io/ephemeral-hotplug-volumes\":\"{\\\"a\\\":1}\"},",
                         "", PHASE ("R\\\"\\nx")));
  assert_lines (self, "kubevirt_vmi_info",
                "kubevirt_vmi_info" VM_LABELS ",phase=\"r\\\"\\nx\",os=\"a\\\"} 1\\nup 0\\\\\","
                "flavor=\"\357\277\275[2J\357\277\275\360\237\230\200\",outdated=\"false\"} 1\n");
  assert_lines (self, "kubevirt_vmi_contains",
                "kubevirt_vmi_contains_ephemeral_hotplug_volume" VM_LABELS
                ",volume_name=\"{\\\"a\\\":1}\"} 1\n");
  assert_lines (self, "up", "");
}

static void
assert_non_evictable (Fleet *self, const char *value)
{
  g_autofree char *found = fleet_find (self, "kubevirt_vmi_non_evictable" VM_LABELS "}");

  g_assert_cmpstr (found, ==, value);
}

#define STRATEGY(name) "\"evictionStrategy\":\"" name "\""
#define GPU            ",\"domain\":{\"devices\":{\"gpus\":[{\"name\":\"g\",\"deviceName\":\"vendor/gpu\"}]}}"

/* Whether it can migrate is as our status says, once KubeVirt has looked at that. */
static void
test_non_evictable (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  fleet_tell (self, VMI ("01", "", STRATEGY ("LiveMigrate"), PHASE ("Running")));
  assert_non_evictable (self, "1");
  fleet_tell (self, VMI ("02", "", STRATEGY ("LiveMigrate") GPU,
                         PHASE ("Running") "," MIGRATABLE ("False")));
  assert_non_evictable (self, "1");
  fleet_tell (self,
              VMI ("03", "", STRATEGY ("LiveMigrate"), PHASE ("Running") "," MIGRATABLE ("True")));
  assert_non_evictable (self, "0");
  fleet_tell (self, VMI ("04", "", STRATEGY ("LiveMigrateIfPossible") GPU,
                         PHASE ("Running") "," MIGRATABLE ("False")));
  assert_non_evictable (self, "0");
}

/* Labels of the object are labels of what the node agent samples, and of nothing else. */
static void
test_vmi_labels (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
#define LABELLED VM_LABELS ",kubernetes_vmi_label_app_kubernetes_io_name=\"a\\\"}\\n\""

  fleet_tell (self, FACT ("01", RUNNING));
  fleet_tell (self, VMI ("02",
                         "\"labels\":{\"app.kubernetes.io/name\":\"a\\\"}\\n\","
                         "\"app_kubernetes.io/name\":\"second\",\"empty\":\"\"},",
                         "", PHASE ("Running")));
  fleet_tell (self, FACT ("03", "\"sample\":{\"cpu\":{\"timeUsec\":1000000},\"blocks\":["
                                "{\"name\":\"vda\",\"readRequests\":1},"
                                "{\"name\":\"vdb\",\"readRequests\":2}]}"));
  fleet_tell (self, FACT ("04", "\"domain\":{\"uuid\":\"u\",\"name\":\"n_vm\",\"cpuAffinity\":6}"));
  assert_lines (self, "kubevirt_vmi_cpu", "kubevirt_vmi_cpu_usage_seconds_total" LABELLED "} 1\n");
  assert_lines (self, "kubevirt_vmi_storage",
                "kubevirt_vmi_storage_iops_read_total" LABELLED ",drive=\"vda\"} 1\n"
                "kubevirt_vmi_storage_iops_read_total" LABELLED ",drive=\"vdb\"} 2\n");
  assert_lines (self, "kubevirt_vmi_node", "kubevirt_vmi_node_cpu_affinity" LABELLED "} 6\n");
  assert_lines (self, "kubevirt_vmi_info",
                "kubevirt_vmi_info" VM_LABELS ",phase=\"running\",outdated=\"false\"} 1\n");
}

static void
test_many_vmi_labels (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GString) labels = g_string_new (NULL);
  g_autofree char *fact = NULL;
  g_autofree char *found = NULL;
  guint n = 0;

  for (guint i = 0; i < 100; i++)
    g_string_append_printf (labels, "%s\"l%u\":\"x\"", i > 0 ? "," : "", i);
  fact = g_strdup_printf (VMI ("01", "\"labels\":{%s},", "", PHASE ("Running")), labels->str);
  fleet_tell (self, fact);
  fleet_tell (self, FACT ("02", "\"sample\":{\"cpu\":{\"timeUsec\":1000000}}"));
  found = fleet_list (self, VMISTATE_METRICS_FORMAT_PROMETHEUS, "kubevirt_vmi_cpu");
  for (const char *at = found; (at = strstr (at, "kubernetes_vmi_label_")) != NULL; at++)
    n++;
  g_assert_cmpuint (n, ==, 32);
}

/* What holds for all is in KubeVirt's own object; without that nobody knows. */
static void
test_default_eviction (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  fleet_tell (self, VMI ("01", "", "", PHASE ("Running")));
  assert_non_evictable (self, NULL);
  fleet_tell (self, OBJECT ("02", "KubeVirt",
                            "\"metadata\":{\"namespace\":\"k\",\"name\":\"kubevirt\"},"
                            "\"spec\":{\"configuration\":{}}"));
  assert_non_evictable (self, "0");
  fleet_tell (self, OBJECT ("03", "KubeVirt",
                            "\"metadata\":{\"namespace\":\"k\",\"name\":\"kubevirt\"},"
                            "\"spec\":{\"configuration\":{\"evictionStrategy\":\"LiveMigrate\"}}"));
  assert_non_evictable (self, "1");
}

static void
test_vnics (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  fleet_tell (
      self,
      VMI ("01", "",
           "\"domain\":{\"devices\":{\"interfaces\":["
           "{\"name\":\"default\",\"masquerade\":{},\"model\":\"virtio\"},"
           "{\"name\":\"lan\",\"bridge\":{}},{\"name\":\"lan\",\"bridge\":{}},"
           "{\"name\":\"fast\",\"sriov\":{}},{\"name\":\"p\",\"binding\":{\"name\":\"passt\"}},"
           "{\"name\":\"old\",\"macvtap\":{}},{\"name\":\"lost\",\"bridge\":{}}]}},"
           "\"networks\":[{\"name\":\"default\",\"pod\":{}},"
           "{\"name\":\"lan\",\"multus\":{\"networkName\":\"a/lan\"}},"
           "{\"name\":\"fast\",\"multus\":{\"networkName\":\"fast\"}},"
           "{\"name\":\"p\",\"pod\":{}},{\"name\":\"old\",\"pod\":{}},{\"name\":\"lost\"}]",
           PHASE ("Running")));
  assert_lines (self, "kubevirt_vmi_vnic_info",
                "kubevirt_vmi_vnic_info" VM_LABELS ",vnic_name=\"default\",binding_type=\"core\","
                "binding_name=\"masquerade\",network=\"pod networking\",model=\"virtio\"} 1\n"
                "kubevirt_vmi_vnic_info" VM_LABELS ",vnic_name=\"lan\",binding_type=\"core\","
                "binding_name=\"bridge\",network=\"a/lan\",model=\"<none>\"} 1\n"
                "kubevirt_vmi_vnic_info" VM_LABELS ",vnic_name=\"fast\",binding_type=\"core\","
                "binding_name=\"sriov\",network=\"fast\",model=\"<none>\"} 1\n"
                "kubevirt_vmi_vnic_info" VM_LABELS ",vnic_name=\"p\",binding_type=\"plugin\","
                "binding_name=\"passt\",network=\"pod networking\",model=\"<none>\"} 1\n"
                "kubevirt_vmi_vnic_info" VM_LABELS
                ",vnic_name=\"old\",network=\"pod networking\",model=\"<none>\"} 1\n");
}

static void
test_memory_overhead (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  fleet_tell (self, VMI ("01", "", "", PHASE ("Running")));
  assert_lines (self, "kubevirt_vmi_launcher", "");
  fleet_tell (self, VMI ("02", "", "", "\"memory\":{\"memoryOverhead\":\"250Mi\"}"));
  assert_lines (self, "kubevirt_vmi_launcher",
                "kubevirt_vmi_launcher_memory_overhead_bytes" VM_LABELS "} 262144000\n");
  fleet_tell (self, VMI ("03", "", "", "\"memory\":{\"memoryOverhead\":\"many\"}"));
  assert_lines (self, "kubevirt_vmi_launcher", "");
}

static void
test_cpu_affinity (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  fleet_tell (self, FACT ("01", RUNNING));
  fleet_tell (self, FACT ("02", "\"domain\":{\"uuid\":\"u\",\"name\":\"n_vm\",\"vcpus\":2}"));
  assert_lines (self, "kubevirt_vmi_node_cpu", "");
  fleet_tell (self, FACT ("03", "\"domain\":{\"uuid\":\"u\",\"name\":\"n_vm\",\"vcpus\":2,"
                                "\"cpuAffinity\":6}"));
  assert_lines (self, "kubevirt_vmi_node_cpu", "kubevirt_vmi_node_cpu_affinity" VM_LABELS "} 6\n");
}

#define IN_PHASE "kubevirt_vmi_migrations_in_"

static void
test_migrations (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  fleet_tell (self, VMI ("01", "", "", PHASE ("Running")));
  assert_lines (self, "kubevirt_vmi_migration", "");
  fleet_tell (self, "{\"source\":\"api\"," AT ("02") "\"objectList\":{\"kind\":"
                                                     "\"VirtualMachineInstanceMigration\"}}");
  assert_lines (self, "kubevirt_vmi_migration",
                IN_PHASE "pending_phase 0\n" IN_PHASE "running_phase 0\n" IN_PHASE
                         "scheduling_phase 0\n" IN_PHASE "unset_phase 0\n");
  fleet_tell (self, MIGRATION ("03", "m1", OF_VM, PHASE ("Succeeded")));
  fleet_tell (self, MIGRATION ("03", "m2", OF_VM, PHASE ("Failed")));
  fleet_tell (self, MIGRATION ("03", "m3", OF_VM, PHASE ("TargetReady")));
  fleet_tell (self, MIGRATION ("03", "m4", OF_VM, PHASE ("Running")));
  fleet_tell (self, MIGRATION ("03", "m5", OF_VM, ""));
  fleet_tell (self, MIGRATION ("03", "m6", OF_VM, PHASE ("Pending")));
  fleet_tell (self, MIGRATION ("03", "m7", "\"vmiName\":\"elsewhere\"", PHASE ("Succeeded")));
  fleet_tell (self, MIGRATION ("03", "m8", OF_VM, PHASE ("Synchronizing")));
  assert_lines (self, "kubevirt_vmi_migration",
                "kubevirt_vmi_migration_failed" VM_LABELS ",vmi=\"vm\",vmim=\"m2\"} 1\n"
                "kubevirt_vmi_migration_succeeded" VM_LABELS ",vmi=\"vm\",vmim=\"m1\"} 1\n" IN_PHASE
                "pending_phase 1\n" IN_PHASE "running_phase 2\n" IN_PHASE
                "scheduling_phase 0\n" IN_PHASE "unset_phase 1\n");
  fleet_tell (
      self, "{\"source\":\"api\"," AT (
                "04") "\"objectGone\":{\"kind\":"
                      "\"VirtualMachineInstanceMigration\",\"namespace\":\"n\",\"name\":\"m2\"}}");
  assert_lines (self, "kubevirt_vmi_migration_failed", "");
}

static void
test_migration_times (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
#define STATE                                                                                      \
  "\"migrationState\":{\"migrationUid\":\"uid-m\",\"startTimestamp\":"                             \
  "\"2026-01-01T00:00:01Z\""

  fleet_tell (self, VMI ("01", "", "", PHASE ("Running") "," STATE "}"));
  assert_lines (self, "kubevirt_vmi_migration",
                "kubevirt_vmi_migration_start_time_seconds" VM_LABELS "} 1767225601\n");
  fleet_tell (self, MIGRATION ("02", "m", OF_VM, PHASE ("Failed")));
  fleet_tell (
      self, VMI ("03", "", "",
                 PHASE ("Running") "," STATE
                                   ",\"endTimestamp\":\"2026-01-01T00:00:02Z\",\"completed\":true,"
                                   "\"failed\":true}"));
  assert_lines (self, "kubevirt_vmi_migration_start",
                "kubevirt_vmi_migration_start_time_seconds" VM_LABELS
                ",migration_name=\"m\"} 1767225601\n");
  assert_lines (self, "kubevirt_vmi_migration_end",
                "kubevirt_vmi_migration_end_time_seconds" VM_LABELS
                ",migration_name=\"m\",status=\"failed\"} 1767225602\n");
}

/* Numbers of a job that runs are of the moment at which it was asked. */
static void
test_job_times (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *open = NULL;

  fleet_tell (self, FACT ("01", RUNNING));
  fleet_tell (self, FACT ("02.500000", "\"migrationJob\":{\"role\":\"source\",\"operation\":5,"
                                       "\"type\":2,\"startedAt\":\"2026-01-01T00:00:01Z\","
                                       "\"elapsedMsec\":1500,\"dataRemaining\":7}"));
  assert_lines (self, "kubevirt_vmi_migration_data",
                "kubevirt_vmi_migration_data_remaining_bytes" VM_LABELS "} 7 1767225602500\n");
  open = fleet_list (self, VMISTATE_METRICS_FORMAT_OPENMETRICS, "kubevirt_vmi_migration_data");
  g_assert_cmpstr (open, ==,
                   "kubevirt_vmi_migration_data_remaining_bytes" VM_LABELS "} 7 1767225602.5\n");
  assert_lines (self, "kubevirt_vmi_migration_start",
                "kubevirt_vmi_migration_start_time_seconds" VM_LABELS "} 1767225601\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name)                                                                                  \
  g_test_add ("/telemetry/kubevirt/" #name, Fleet, NULL, set_up, test_##name, tear_down)
  ADD (no_object);
  ADD (info);
  ADD (hostile_texts);
  ADD (non_evictable);
  ADD (default_eviction);
  ADD (vmi_labels);
  ADD (many_vmi_labels);
  ADD (vnics);
  ADD (memory_overhead);
  ADD (cpu_affinity);
  ADD (migrations);
  ADD (migration_times);
  ADD (job_times);
#undef ADD
  return g_test_run ();
}

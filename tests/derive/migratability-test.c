/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What keeps a VMI from migrating, where KubeVirt's own answers in tests/data/oracle do not show
 * it: what newer versions ask, what is not known, and parts that are not there. */

#include "config.h"

#include "derive/migratability.h"

#define NETWORKS "\"networks\": [{\"name\": \"n\", \"pod\": {}}]"

typedef struct
{
  const char *name;
  const char *spec;
  const char *status;
  const char *configuration;
  const char *cpu_model;
  const char *live;    /* the reasons, in order */
  const char *storage; /* the same */
} Case;

static const Case cases[] = {
  { .name = "nothing", .spec = "{}", .live = "", .storage = "" },
  { .name = "passt",
    .spec = "{\"domain\": {\"devices\": {\"interfaces\": [{\"name\": \"n\", \"passtBinding\": {}}]"
            "}}, " NETWORKS "}",
    .live = "",
    .storage = "" },
  { .name = "binding-of-unknown-cluster",
    .spec = "{\"domain\": {\"devices\": {\"interfaces\": [{\"name\": \"n\", \"binding\": "
            "{\"name\": \"p\"}}]}}, " NETWORKS "}",
    .live = "InterfaceNotLiveMigratable",
    .storage = "InterfaceNotLiveMigratable" },
  { .name = "interface-without-name",
    .spec = "{\"domain\": {\"devices\": {\"interfaces\": [{}]}}, " NETWORKS "}",
    .live = "InterfaceNotLiveMigratable",
    .storage = "InterfaceNotLiveMigratable" },
  { .name = "host-model-unknown",
    .spec = "{\"domain\": {\"cpu\": {\"model\": \"host-model\"}}}",
    .live = "",
    .storage = "" },
  { .name = "host-model-none",
    .spec = "{\"domain\": {\"cpu\": {\"model\": \"host-model\"}}}",
    .cpu_model = "",
    .live = "CPUModeLiveMigratable",
    .storage = "CPUModeLiveMigratable" },
  { .name = "snp",
    .spec = "{\"domain\": {\"launchSecurity\": {\"snp\": {}}}}",
    .live = "SEVNotLiveMigratable",
    .storage = "SEVNotLiveMigratable" },
  { .name = "tdx",
    .spec = "{\"domain\": {\"launchSecurity\": {\"tdx\": {}}}}",
    .live = "TDXNotLiveMigratable",
    .storage = "TDXNotLiveMigratable" },
  { .name = "sev-before-tdx",
    .spec = "{\"domain\": {\"launchSecurity\": {\"sev\": {}, \"tdx\": {}}}}",
    .live = "SEVNotLiveMigratable",
    .storage = "SEVNotLiveMigratable" },
  { .name = "gpu-that-is-no-slice",
    .spec = "{\"domain\": {\"devices\": {\"gpus\": [{\"deviceName\": \"a\"}]}}}",
    .configuration = "{\"developerConfiguration\": {\"featureGates\": [\"VGPULiveMigration\"]}, "
                     "\"permittedHostDevices\": {\"mediatedDevices\": [{\"resourceName\": \"b\"}, "
                     "{}]}}",
    .live = "HostDeviceNotLiveMigratable",
    .storage = "HostDeviceNotLiveMigratable" },
  { .name = "gpu-without-name",
    .spec = "{\"domain\": {\"devices\": {\"gpus\": [{}]}}}",
    .configuration = "{\"developerConfiguration\": {\"featureGates\": [\"VGPULiveMigration\"]}, "
                     "\"permittedHostDevices\": {\"mediatedDevices\": [{}]}}",
    .live = "HostDeviceNotLiveMigratable",
    .storage = "HostDeviceNotLiveMigratable" },
  { .name = "passthrough-without-word",
    .spec = "{\"domain\": {\"features\": {\"hypervPassthrough\": {}}}}",
    .live = "",
    .storage = "" },
  { .name = "invtsc-optional",
    .spec = "{\"domain\": {\"cpu\": {\"features\": [{\"name\": \"invtsc\"}]}, \"features\": "
            "{\"hyperv\": {\"reenlightenment\": {\"enabled\": true}}}}}",
    .live = "NoTSCFrequencyNotLiveMigratable",
    .storage = "NoTSCFrequencyNotLiveMigratable" },
  { .name = "last-volume-status-counts",
    .spec = "{\"volumes\": [{\"name\": \"v\", \"persistentVolumeClaim\": {\"claimName\": \"c\"}}]}",
    .status = "{\"volumeStatus\": [{\"name\": \"v\", \"target\": \"\"}, {\"name\": \"v\", "
              "\"target\": \"\", \"persistentVolumeClaimInfo\": {\"accessModes\": "
              "[\"ReadWriteMany\"]}}]}",
    .live = "",
    .storage = "" },
  { .name = "volumes-without-names",
    .spec = "{\"volumes\": [{}, {\"dataVolume\": {}}]}",
    .status = "{\"volumeStatus\": [{}], \"migratedVolumes\": [{}]}",
    .live = "DisksNotLiveMigratable",
    .storage = "" },
  { .name = "host-disk-of-claim",
    .spec = "{\"volumes\": [{\"name\": \"v\", \"hostDisk\": {\"shared\": true}}]}",
    .status = "{\"volumeStatus\": [{\"name\": \"v\", \"target\": \"\", "
              "\"persistentVolumeClaimInfo\": {}}]}",
    .live = "DisksNotLiveMigratable",
    .storage = "" },
  { .name = "all-at-once",
    .spec = "{\"architecture\": \"s390x\", \"domain\": {\"launchSecurity\": {\"tdx\": {}}, "
            "\"features\": {\"hypervPassthrough\": {\"enabled\": true}, \"hyperv\": "
            "{\"reenlightenment\": {\"enabled\": true}}}, \"cpu\": {\"model\": \"host-model\"}, "
            "\"devices\": {\"interfaces\": [{\"name\": \"n\", \"sriov\": {}}], \"hostDevices\": "
            "[{}], \"disks\": [{\"name\": \"d\", \"lun\": {\"reservation\": true}}]}}, "
            "\"volumes\": [{\"name\": \"d\", \"hostDisk\": {}}], " NETWORKS "}",
    .cpu_model = "",
    .live = "InterfaceNotLiveMigratable CPUModeLiveMigratable HostDeviceNotLiveMigratable "
            "TDXNotLiveMigratable SecureExecutionNotLiveMigratable "
            "NoTSCFrequencyNotLiveMigratable HypervPassthroughNotLiveMigratable "
            "DisksNotLiveMigratable",
    .storage = "InterfaceNotLiveMigratable CPUModeLiveMigratable HostDeviceNotLiveMigratable "
               "TDXNotLiveMigratable PersistentReservationNotLiveMigratable "
               "NoTSCFrequencyNotLiveMigratable HypervPassthroughNotLiveMigratable" },
};

static gpointer
read_record (GType type, const char *json)
{
  g_autoptr (GError) error = NULL;
  gpointer record;

  if (json == NULL)
    return NULL;
  record = _vmistate_record_from_json (type, json, -1, &error);
  g_assert_no_error (error);
  return record;
}

static void
assert_reasons (const VmistateMigrationSubject *subject, VmistateMigrationKinds kind,
                const char *expected)
{
  g_autoptr (GArray) obstacles = _vmistate_migration_obstacles (subject, kind);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < obstacles->len; i++)
    {
      const VmistateMigrationObstacle *obstacle =
          &g_array_index (obstacles, VmistateMigrationObstacle, i);

      g_assert_cmpstr (obstacle->message, !=, "");
      g_string_append_printf (found, "%s%s", i > 0 ? " " : "", obstacle->reason);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (VmistateRecord) spec = read_record (_vmistate_vmi_spec_get_type (), test->spec);
  g_autoptr (VmistateRecord) status = read_record (VMISTATE_TYPE_STATUS, test->status);
  g_autoptr (VmistateRecord) configuration =
      read_record (_vmistate_kubevirt_configuration_get_type (), test->configuration);
  VmistateMigrationSubject subject = {
    .spec = spec,
    .status = status,
    .configuration = configuration,
    .cpu_model = test->cpu_model,
  };

  assert_reasons (&subject, VMISTATE_MIGRATION_LIVE, test->live);
  assert_reasons (&subject, VMISTATE_MIGRATION_STORAGE, test->storage);
}

static void
test_no_parts (void)
{
  const VmistateMigrationSubject subject = { 0 };

  assert_reasons (&subject, VMISTATE_MIGRATION_LIVE, "");
  assert_reasons (&subject, VMISTATE_MIGRATION_STORAGE, "");
  g_assert_false (_vmistate_migration_copies_disks (&subject));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/migratability/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/migratability/no-parts", test_no_parts);
  return g_test_run ();
}

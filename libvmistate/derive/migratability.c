/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The checks in KubeVirt's order, with its words. */

#include "config.h"

#include "migratability.h"

#include "configuration.h"

#include "model/topology-hints.h"

#define ANNOTATION_BRIDGE_MIGRATES "kubevirt.io/allow-pod-bridge-network-live-migration"

/* Tools */

static gpointer
get_domain_part (const VmistateMigrationSubject *subject, guint field)
{
  return _vmistate_record_get_record (_vmistate_record_get_record (subject->spec, VMI_SPEC_DOMAIN),
                                      field);
}

static GPtrArray *
get_devices (const VmistateMigrationSubject *subject, guint field)
{
  return _vmistate_record_get_list (get_domain_part (subject, DOMAIN_SPEC_DEVICES), field);
}

static gboolean
is_enabled (gpointer marker)
{
  gboolean enabled = FALSE;

  return marker != NULL && _vmistate_record_get_boolean (marker, MARKER_ENABLED, &enabled)
         && enabled;
}

static char *
say_if (gboolean applies, const char *message)
{
  return applies ? g_strdup (message) : NULL;
}

/* Interfaces: only the one on the Pod network counts, because the address of the others is not the
 * Pod's. */

static gpointer
find_pod_network (const VmistateMigrationSubject *subject)
{
  GPtrArray *networks = _vmistate_record_get_list (subject->spec, VMI_SPEC_NETWORKS);

  for (guint i = 0; networks != NULL && i < networks->len; i++)
    {
      if (_vmistate_record_has (networks->pdata[i], NETWORK_SPEC_POD))
        return networks->pdata[i];
    }
  return NULL;
}

static gpointer
find_interface (GPtrArray *interfaces, const char *name)
{
  for (guint i = 0; i < interfaces->len; i++)
    {
      if (_vmistate_record_is (interfaces->pdata[i], INTERFACE_SPEC_NAME, name))
        return interfaces->pdata[i];
    }
  return NULL;
}

static gboolean
interface_migrates (const VmistateMigrationSubject *subject, gpointer interface)
{
  gpointer binding = _vmistate_record_get_record (interface, INTERFACE_SPEC_BINDING);

  if (_vmistate_record_has (interface, INTERFACE_SPEC_MASQUERADE)
      || _vmistate_record_has (interface, INTERFACE_SPEC_PASST_BINDING))
    return TRUE;
  if (_vmistate_record_has (interface, INTERFACE_SPEC_BRIDGE))
    return _vmistate_meta_get_annotation (subject->metadata, ANNOTATION_BRIDGE_MIGRATES) != NULL;
  return binding != NULL
         && _vmistate_configuration_binding_migrates (
             subject->configuration, _vmistate_record_get_string (binding, BINDING_REF_NAME));
}

static char *
check_interfaces (const VmistateMigrationSubject *subject)
{
  GPtrArray *interfaces = get_devices (subject, DEVICES_SPEC_INTERFACES);
  gpointer network = find_pod_network (subject);
  const char *name;
  gpointer interface;

  if (interfaces == NULL || interfaces->len == 0 || network == NULL)
    return NULL;
  name = _vmistate_record_get_string (network, NETWORK_SPEC_NAME);
  interface = find_interface (interfaces, name);
  if (interface == NULL)
    return g_strdup_printf ("no primary interface found for network %s", name != NULL ? name : "");
  return say_if (!interface_migrates (subject, interface),
                 "cannot migrate VMI which does not use masquerade or a migratable plugin to "
                 "connect to the pod network");
}

/* CPU and devices */

static char *
check_cpu_model (const VmistateMigrationSubject *subject)
{
  gpointer cpu = get_domain_part (subject, DOMAIN_SPEC_CPU);
  const char *model = _vmistate_record_get_string (cpu, CPU_SPEC_MODEL);

  if (g_strcmp0 (model, "host-model") != 0 || g_strcmp0 (subject->cpu_model, "") != 0)
    return NULL;
  return g_strdup_printf ("the node \"%s\" does not allow migration with host-model",
                          subject->node != NULL ? subject->node : "");
}

static const char *
judge_gpus (const VmistateMigrationSubject *subject, GPtrArray *gpus)
{
  if (gpus->len > 1)
    return "VMI specifies too many GPUs";
  if (!_vmistate_configuration_has_feature_gate (subject->configuration, "VGPULiveMigration"))
    return "VMI specifies a GPU but feature gate VGPULiveMigration is not enabled";
  if (!_vmistate_configuration_has_mediated_device (
          subject->configuration,
          _vmistate_record_get_string (gpus->pdata[0], DEVICE_SPEC_DEVICE_NAME)))
    return "VMI specifies non-migratable GPU device";
  return NULL;
}

static char *
check_host_devices (const VmistateMigrationSubject *subject)
{
  GPtrArray *devices = get_devices (subject, DEVICES_SPEC_HOST_DEVICES);
  GPtrArray *gpus = get_devices (subject, DEVICES_SPEC_GPUS);

  if (devices != NULL && devices->len > 0)
    return g_strdup ("VMI specifies non-migratable generic PCI host device");
  return gpus != NULL && gpus->len > 0 ? g_strdup (judge_gpus (subject, gpus)) : NULL;
}

static char *
check_persistent_reservation (const VmistateMigrationSubject *subject)
{
  GPtrArray *disks = get_devices (subject, DEVICES_SPEC_DISKS);

  for (guint i = 0; disks != NULL && i < disks->len; i++)
    {
      gpointer lun = _vmistate_record_get_record (disks->pdata[i], DISK_SPEC_LUN);
      gboolean reserved = FALSE;

      if (lun != NULL && _vmistate_record_get_boolean (lun, DISK_TARGET_RESERVATION, &reserved)
          && reserved)
        return g_strdup ("VMI uses SCSI persistent reservation");
    }
  return NULL;
}

/* Memory that the host cannot read, and so cannot copy */

static gboolean
is_secured_by (const VmistateMigrationSubject *subject, guint field)
{
  gpointer security = get_domain_part (subject, DOMAIN_SPEC_LAUNCH_SECURITY);

  return security != NULL && _vmistate_record_has (security, field);
}

static gboolean
uses_sev (const VmistateMigrationSubject *subject)
{
  return is_secured_by (subject, LAUNCH_SECURITY_SEV)
         || is_secured_by (subject, LAUNCH_SECURITY_SNP);
}

static char *
check_sev (const VmistateMigrationSubject *subject)
{
  return say_if (uses_sev (subject), "VMI uses SEV");
}

static char *
check_tdx (const VmistateMigrationSubject *subject)
{
  return say_if (!uses_sev (subject) && is_secured_by (subject, LAUNCH_SECURITY_TDX),
                 "VMI uses TDX");
}

static char *
check_secure_execution (const VmistateMigrationSubject *subject)
{
  const char *architecture =
      subject->spec != NULL ? _vmistate_record_get_string (subject->spec, VMI_SPEC_ARCHITECTURE)
                            : NULL;

  return say_if (g_strcmp0 (architecture, "s390x") == 0
                     && get_domain_part (subject, DOMAIN_SPEC_LAUNCH_SECURITY) != NULL,
                 "VMI uses Secure Execution");
}

/* Clocks */

/* Such a VMI only boots where the frequency is known. */
static gboolean
insists_on_invtsc (const VmistateMigrationSubject *subject)
{
  GPtrArray *features =
      _vmistate_record_get_list (get_domain_part (subject, DOMAIN_SPEC_CPU), CPU_SPEC_FEATURES);

  for (guint i = 0; features != NULL && i < features->len; i++)
    {
      const char *name = _vmistate_record_get_string (features->pdata[i], CPU_FEATURE_NAME);
      const char *policy = _vmistate_record_get_string (features->pdata[i], CPU_FEATURE_POLICY);

      if (g_strcmp0 (name, "invtsc") == 0
          && (g_strcmp0 (policy, "require") == 0 || g_strcmp0 (policy, "force") == 0))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_tsc_hint (const VmistateMigrationSubject *subject)
{
  gpointer hints = _vmistate_record_get_record (subject->status, STATUS_TOPOLOGY_HINTS);
  gint64 frequency = 0;

  return hints != NULL
         && _vmistate_record_get_int64 (hints, TOPOLOGY_HINTS_TSC_FREQUENCY_HZ, &frequency)
         && frequency > 0;
}

static char *
check_tsc (const VmistateMigrationSubject *subject)
{
  gpointer features = get_domain_part (subject, DOMAIN_SPEC_FEATURES);
  gpointer hyperv = _vmistate_record_get_record (features, FEATURES_SPEC_HYPERV);

  return say_if (is_enabled (_vmistate_record_get_record (hyperv, HYPERV_SPEC_REENLIGHTENMENT))
                     && !insists_on_invtsc (subject) && !has_tsc_hint (subject),
                 "HyperV Reenlightenment VMIs cannot migrate when TSC Frequency is not exposed on "
                 "the cluster: guest timers might be inconsistent");
}

static char *
check_hyperv_passthrough (const VmistateMigrationSubject *subject)
{
  gpointer features = get_domain_part (subject, DOMAIN_SPEC_FEATURES);

  return say_if (
      is_enabled (_vmistate_record_get_record (features, FEATURES_SPEC_HYPERV_PASSTHROUGH)),
      "VMI uses hyperv passthrough");
}

/* All checks */

#define LIVE    VMISTATE_MIGRATION_LIVE
#define STORAGE VMISTATE_MIGRATION_STORAGE

static const struct
{
  const char *reason;
  VmistateMigrationKinds kinds;
  char *(*check) (const VmistateMigrationSubject *subject); /* what to say, or NULL: all is well */
} checks[] = {
  { "InterfaceNotLiveMigratable", LIVE | STORAGE, check_interfaces },
  { "CPUModeLiveMigratable", LIVE | STORAGE, check_cpu_model }, /* KubeVirt's word has no "Not" */
  { "HostDeviceNotLiveMigratable", LIVE | STORAGE, check_host_devices },
  { "SEVNotLiveMigratable", LIVE | STORAGE, check_sev },
  { "TDXNotLiveMigratable", LIVE | STORAGE, check_tdx },
  { "SecureExecutionNotLiveMigratable", LIVE, check_secure_execution },
  { "PersistentReservationNotLiveMigratable", STORAGE, check_persistent_reservation },
  { "NoTSCFrequencyNotLiveMigratable", LIVE | STORAGE, check_tsc },
  { "HypervPassthroughNotLiveMigratable", LIVE | STORAGE, check_hyperv_passthrough },
  { "DisksNotLiveMigratable", LIVE, _vmistate_migration_check_volumes },
};

static void
clear_obstacle (gpointer data)
{
  g_free (((VmistateMigrationObstacle *) data)->message);
}

GArray *
_vmistate_migration_obstacles (const VmistateMigrationSubject *subject, VmistateMigrationKinds kind)
{
  GArray *obstacles = g_array_new (/* zero_terminated= */ FALSE, /* clear= */ FALSE,
                                   sizeof (VmistateMigrationObstacle));

  g_array_set_clear_func (obstacles, clear_obstacle);
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      VmistateMigrationObstacle obstacle = { .reason = checks[i].reason };

      if ((checks[i].kinds & kind) == 0)
        continue;
      obstacle.message = checks[i].check (subject);
      if (obstacle.message != NULL)
        g_array_append_val (obstacles, obstacle);
    }
  return obstacles;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What rows that need a function of their own work with: one pass over all VMIs. */

#pragma once

#include <vmistate/vmistate-monitor.h>

#include "api-index.h"
#include "event-counts.h"
#include "exposition.h"
#include "phase-times.h"
#include "log-counts.h"
#include "render-times.h"

G_BEGIN_DECLS

/* How a VMI is called */
typedef enum
{
  VMISTATE_VM_DOMAIN, /* libvirt's name */
  VMISTATE_VM_UUID,
  VMISTATE_VM_NODE,
  VMISTATE_VM_NAMESPACE,
  VMISTATE_VM_NAME,
  VMISTATE_N_VM_TEXTS,
} VmistateVmText;

typedef struct
{
  VmistateInstance *instance;
  VmistateStatus *status;
  VmistateSample *sample; /* (nullable) */
  gpointer domain;        /* (nullable) VmistateDomain, from the XML */
  const char *texts[VMISTATE_N_VM_TEXTS];
} VmistateVm;

typedef struct
{
  VmistateExposition *exposition;
  VmistateMonitor *monitor;
  VmistateEventCounts *events;
  VmistateLogCounts *logs;
  GTree *sampler_reports; /* id of source -> VmistateSamplerReport */
  VmistatePhaseTimes *phase_times;
  const VmistateRenderTimes *times;
  VmistateMetricsFormat format;
  GPtrArray *source_stamps; /* (element-type VmistateStamp) */
  VmistateApiIndex *api;
  guint field; /* of the row whose function runs, for those that serve several */
  /* The labels of the row's subject. A function may add to them, and takes away what it added. */
  GString *labels;
} VmistateCollection;

/* What one VMI may have of each: a guest can have as many as it likes. */
#define VMISTATE_MAX_FILESYSTEMS 64
#define VMISTATE_MAX_USERS       32
#define VMISTATE_MAX_ADDRESSES   64

/* Rows with a function of their own; see VmistateRow. */
#define VMISTATE_COLLECT(name)                                                                     \
  void _vmistate_collect_##name (VmistateCollection *collection, VmistateSamples *samples,         \
                                 const VmistateVm *vm, gpointer record)

/* collect-sources.c */
VMISTATE_COLLECT (up);
VMISTATE_COLLECT (source_state);
VMISTATE_COLLECT (source_timestamp);
VMISTATE_COLLECT (source_unsupported);
VMISTATE_COLLECT (n_instances);
VMISTATE_COLLECT (n_domains);
VMISTATE_COLLECT (n_active_domains);

/* collect-state.c */
VMISTATE_COLLECT (phase);
VMISTATE_COLLECT (ready);
VMISTATE_COLLECT (agent_connected);
VMISTATE_COLLECT (agent_state);
VMISTATE_COLLECT (pause_reason);
VMISTATE_COLLECT (domain_state);
VMISTATE_COLLECT (described_state);
VMISTATE_COLLECT (sample_success);
VMISTATE_COLLECT (sample_failure);

/* collect-guest.c */
VMISTATE_COLLECT (vmi_info);
VMISTATE_COLLECT (agent_info);
VMISTATE_COLLECT (addresses);
VMISTATE_COLLECT (n_filesystems_omitted);
VMISTATE_COLLECT (n_users_omitted);
VMISTATE_COLLECT (memory_used);
VMISTATE_COLLECT (memory_used_percent);

/* collect-events.c */
VMISTATE_COLLECT (events);
VMISTATE_COLLECT (event_timestamps);
VMISTATE_COLLECT (panics);
VMISTATE_COLLECT (io_error);

/* collect-logs.c */
VMISTATE_COLLECT (log_lines);
VMISTATE_COLLECT (log_source_counts);
VMISTATE_COLLECT (log_source_timestamps);

/* collect-self.c */
VMISTATE_COLLECT (render_duration);
VMISTATE_COLLECT (n_families);
VMISTATE_COLLECT (n_samples);
VMISTATE_COLLECT (n_refused);

/* collect-sample.c */
VMISTATE_COLLECT (sample_missing);
VMISTATE_COLLECT (sampler_calls);

/* collect-kubevirt.c */
VMISTATE_COLLECT (kubevirt_info);
VMISTATE_COLLECT (kubevirt_addresses);
VMISTATE_COLLECT (kubevirt_vcpu_seconds);

/* collect-kubevirt-objects.c */
VMISTATE_COLLECT (kubevirt_cpu_affinity);
VMISTATE_COLLECT (kubevirt_ephemeral_volume);
VMISTATE_COLLECT (kubevirt_memory_overhead);
VMISTATE_COLLECT (kubevirt_n_outdated);
VMISTATE_COLLECT (kubevirt_non_evictable);
VMISTATE_COLLECT (kubevirt_vnics);
/* (nullable): of the VMI's own object */
gpointer _vmistate_kubevirt_get_metadata (VmistateInstance *instance);
gboolean _vmistate_kubevirt_is_outdated (gpointer metadata);
/* Returns: whether it is known */
gboolean _vmistate_kubevirt_get_evictable (VmistateApiIndex *api, const VmistateVm *vm,
                                           gboolean *evictable);

/* collect-kubevirt-migrations.c */
typedef enum
{
  VMISTATE_MIGRATION_UNSET,
  VMISTATE_MIGRATION_PENDING,
  VMISTATE_MIGRATION_SCHEDULING,
  VMISTATE_MIGRATION_RUNNING,
  VMISTATE_MIGRATION_SUCCEEDED,
  VMISTATE_MIGRATION_FAILED,
  VMISTATE_N_MIGRATION_STAGES,
} VmistateMigrationStage;
VMISTATE_COLLECT (kubevirt_n_migrations);     /* the row's field is a VmistateMigrationStage */
VMISTATE_COLLECT (kubevirt_migration_result); /* the same */
VMISTATE_COLLECT (kubevirt_migration_time);   /* of MIGRATION_STATE_* */

/* collect-kubevirt-phases.c */
VMISTATE_COLLECT (kubevirt_phase_times); /* a VmistatePhaseTimesKind */

/* collect-parts.c */
VMISTATE_COLLECT (cache_banks);
VMISTATE_COLLECT (bandwidth_local);
VMISTATE_COLLECT (bandwidth_total);
VMISTATE_COLLECT (vcpu_dirty_rates);

/* collect-devices.c: what the XML says of a device that there are numbers of */
VMISTATE_COLLECT (block_info);
VMISTATE_COLLECT (tinkoff_block_meta);
VMISTATE_COLLECT (inovex_block_info);
VMISTATE_COLLECT (net_info);
VMISTATE_COLLECT (tinkoff_interface_meta);
VMISTATE_COLLECT (inovex_interface_info);
/* (nullable): for VmistateLabel; @record: of an interface */
const char *_vmistate_look_up_bridge (const VmistateVm *vm, gpointer record);

/* collect-jobs.c */
VMISTATE_COLLECT (job_states);
VMISTATE_COLLECT (job_throttle);
VMISTATE_COLLECT (job_type);
const char *_vmistate_job_get_state_label (const VmistateVm *vm, gpointer record);

/* collect-names.c: of other exporters */
VMISTATE_COLLECT (versions);
VMISTATE_COLLECT (domain_meta);
VMISTATE_COLLECT (openstack_info);
VMISTATE_COLLECT (machine_info);

G_END_DECLS

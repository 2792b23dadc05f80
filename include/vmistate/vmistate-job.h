/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

/**
 * VmistateJobOperation:
 * @VMISTATE_JOB_OPERATION_UNKNOWN: one that this version does not know
 * @VMISTATE_JOB_OPERATION_START: the domain is started
 * @VMISTATE_JOB_OPERATION_SAVE: the guest is saved to a file, managed by libvirt or not
 * @VMISTATE_JOB_OPERATION_RESTORE: the guest is restored from such a file
 * @VMISTATE_JOB_OPERATION_MIGRATION_IN: the guest comes from another host
 * @VMISTATE_JOB_OPERATION_MIGRATION_OUT: the guest goes to another host
 * @VMISTATE_JOB_OPERATION_SNAPSHOT: a snapshot is made
 * @VMISTATE_JOB_OPERATION_SNAPSHOT_REVERT: the guest goes back to a snapshot
 * @VMISTATE_JOB_OPERATION_DUMP: the guest's memory is dumped, with or without the state of its
 * devices
 * @VMISTATE_JOB_OPERATION_BACKUP: disks are copied, or offered to somebody who copies them
 * @VMISTATE_JOB_OPERATION_SNAPSHOT_DELETE: a snapshot is deleted
 *
 * What a job does.
 *
 * Since: 0.1
 */
typedef enum
{
  VMISTATE_JOB_OPERATION_UNKNOWN,
  VMISTATE_JOB_OPERATION_START,
  VMISTATE_JOB_OPERATION_SAVE,
  VMISTATE_JOB_OPERATION_RESTORE,
  VMISTATE_JOB_OPERATION_MIGRATION_IN,
  VMISTATE_JOB_OPERATION_MIGRATION_OUT,
  VMISTATE_JOB_OPERATION_SNAPSHOT,
  VMISTATE_JOB_OPERATION_SNAPSHOT_REVERT,
  VMISTATE_JOB_OPERATION_DUMP,
  VMISTATE_JOB_OPERATION_BACKUP,
  VMISTATE_JOB_OPERATION_SNAPSHOT_DELETE,
} VmistateJobOperation;

#define VMISTATE_TYPE_JOB_OPERATION (vmistate_job_operation_get_type ())
VMISTATE_AVAILABLE_IN_0_1
GType vmistate_job_operation_get_type (void);

/**
 * VmistateJobType:
 * @VMISTATE_JOB_TYPE_UNKNOWN: one that this version does not know
 * @VMISTATE_JOB_TYPE_NONE: it has ended, and nobody tells how
 * @VMISTATE_JOB_TYPE_BOUNDED: it runs, and libvirt can tell for how long
 * @VMISTATE_JOB_TYPE_UNBOUNDED: it runs, and nobody can tell for how long
 * @VMISTATE_JOB_TYPE_COMPLETED: it has ended as it should
 * @VMISTATE_JOB_TYPE_FAILED: it has failed
 * @VMISTATE_JOB_TYPE_CANCELLED: somebody has cancelled it
 *
 * Whether a job runs, and how it ended.
 *
 * Since: 0.1
 */
typedef enum
{
  VMISTATE_JOB_TYPE_UNKNOWN,
  VMISTATE_JOB_TYPE_NONE,
  VMISTATE_JOB_TYPE_BOUNDED,
  VMISTATE_JOB_TYPE_UNBOUNDED,
  VMISTATE_JOB_TYPE_COMPLETED,
  VMISTATE_JOB_TYPE_FAILED,
  VMISTATE_JOB_TYPE_CANCELLED,
} VmistateJobType;

#define VMISTATE_TYPE_JOB_TYPE (vmistate_job_type_get_type ())
VMISTATE_AVAILABLE_IN_0_1
GType vmistate_job_type_get_type (void);

#define VMISTATE_TYPE_JOB (vmistate_job_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateJob, vmistate_job, VMISTATE, JOB, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
VmistateJob *vmistate_job_new_from_json (const char *json, gssize length, GError **error);

VMISTATE_AVAILABLE_IN_0_1
VmistateJobOperation vmistate_job_get_operation (VmistateJob *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateJobType vmistate_job_get_job_type (VmistateJob *self);

VMISTATE_AVAILABLE_IN_0_1
GDateTime *vmistate_job_dup_started_at (VmistateJob *self);

VMISTATE_AVAILABLE_IN_0_1
GDateTime *vmistate_job_dup_ended_at (VmistateJob *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_is_running (VmistateJob *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_success (VmistateJob *self, gboolean *value);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_job_get_error (VmistateJob *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_elapsed_msec (VmistateJob *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_elapsed_net_msec (VmistateJob *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_remaining_msec (VmistateJob *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_downtime_msec (VmistateJob *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_downtime_net_msec (VmistateJob *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_setup_msec (VmistateJob *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_data_total_bytes (VmistateJob *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_data_processed_bytes (VmistateJob *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_data_remaining_bytes (VmistateJob *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_disk_total_bytes (VmistateJob *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_disk_processed_bytes (VmistateJob *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_disk_remaining_bytes (VmistateJob *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_disk_bytes_per_second (VmistateJob *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_disk_temp_used_bytes (VmistateJob *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_disk_temp_total_bytes (VmistateJob *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_memory_total_bytes (VmistateJob *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_memory_processed_bytes (VmistateJob *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_memory_remaining_bytes (VmistateJob *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_memory_constant_pages (VmistateJob *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_memory_normal_pages (VmistateJob *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_memory_normal_bytes (VmistateJob *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_memory_bytes_per_second (VmistateJob *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_memory_dirty_bytes_per_second (VmistateJob *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_memory_page_bytes (VmistateJob *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_memory_iteration (VmistateJob *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_memory_postcopy_requests (VmistateJob *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_compression_cache_bytes (VmistateJob *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_compression_bytes (VmistateJob *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_compression_pages (VmistateJob *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_compression_cache_misses (VmistateJob *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_compression_overflow (VmistateJob *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_job_get_auto_converge_throttle_percent (VmistateJob *self, guint64 *value);

G_END_DECLS

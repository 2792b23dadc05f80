/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "job.h"

/**
 * VmistateJob:
 *
 * Something that libvirt does with a domain for longer than a moment: a migration, save, dump,
 * snapshot or backup, and how far it is. KubeVirt's status has no such part.
 *
 * The numbers are those of the newest statistics; while a job runs libvirt is asked for them about
 * twice a second. After the end they are those of the whole job, where libvirt tells them, else the
 * last that were seen. A number that libvirt does not give is absent, and so is one that means
 * nothing for the operation, for which libvirt writes 0: each getter says which operations have it.
 *
 * libvirt 9.0 tells when a job has ended well, and of a backup also when it has not. Of a dump of
 * memory only, an internal snapshot, and of what failed or was cancelled there is no such word:
 * then the end is seen, and the type is %VMISTATE_JOB_TYPE_NONE, unless libvirt or the state of the
 * domain says more.
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [JOB_OPERATION] = { "operation", VMISTATE_FIELD_STRING, VMISTATE_FIELD_KEY },
  [JOB_TYPE] = { "type", VMISTATE_FIELD_STRING },
  [JOB_STARTED_AT] = { "startedAt", VMISTATE_FIELD_TIME },
  [JOB_ENDED_AT] = { "endedAt", VMISTATE_FIELD_TIME },
  [JOB_SUCCESS] = { "success", VMISTATE_FIELD_BOOLEAN },
  [JOB_ERROR] = { "error", VMISTATE_FIELD_STRING },
  [JOB_ELAPSED_MSEC] = { "elapsedMsec", VMISTATE_FIELD_UINT64 },
  [JOB_ELAPSED_NET_MSEC] = { "elapsedNetMsec", VMISTATE_FIELD_UINT64 },
  [JOB_REMAINING_MSEC] = { "remainingMsec", VMISTATE_FIELD_UINT64 },
  [JOB_DOWNTIME_MSEC] = { "downtimeMsec", VMISTATE_FIELD_UINT64 },
  [JOB_DOWNTIME_NET_MSEC] = { "downtimeNetMsec", VMISTATE_FIELD_UINT64 },
  [JOB_SETUP_MSEC] = { "setupMsec", VMISTATE_FIELD_UINT64 },
  [JOB_DATA_TOTAL_BYTES] = { "dataTotalBytes", VMISTATE_FIELD_UINT64 },
  [JOB_DATA_PROCESSED_BYTES] = { "dataProcessedBytes", VMISTATE_FIELD_UINT64 },
  [JOB_DATA_REMAINING_BYTES] = { "dataRemainingBytes", VMISTATE_FIELD_UINT64 },
  [JOB_DISK_TOTAL_BYTES] = { "diskTotalBytes", VMISTATE_FIELD_UINT64 },
  [JOB_DISK_PROCESSED_BYTES] = { "diskProcessedBytes", VMISTATE_FIELD_UINT64 },
  [JOB_DISK_REMAINING_BYTES] = { "diskRemainingBytes", VMISTATE_FIELD_UINT64 },
  [JOB_DISK_BYTES_PER_SECOND] = { "diskBytesPerSecond", VMISTATE_FIELD_UINT64 },
  [JOB_DISK_TEMP_USED_BYTES] = { "diskTempUsedBytes", VMISTATE_FIELD_UINT64 },
  [JOB_DISK_TEMP_TOTAL_BYTES] = { "diskTempTotalBytes", VMISTATE_FIELD_UINT64 },
  [JOB_MEMORY_TOTAL_BYTES] = { "memoryTotalBytes", VMISTATE_FIELD_UINT64 },
  [JOB_MEMORY_PROCESSED_BYTES] = { "memoryProcessedBytes", VMISTATE_FIELD_UINT64 },
  [JOB_MEMORY_REMAINING_BYTES] = { "memoryRemainingBytes", VMISTATE_FIELD_UINT64 },
  [JOB_MEMORY_CONSTANT_PAGES] = { "memoryConstantPages", VMISTATE_FIELD_UINT64 },
  [JOB_MEMORY_NORMAL_PAGES] = { "memoryNormalPages", VMISTATE_FIELD_UINT64 },
  [JOB_MEMORY_NORMAL_BYTES] = { "memoryNormalBytes", VMISTATE_FIELD_UINT64 },
  [JOB_MEMORY_BYTES_PER_SECOND] = { "memoryBytesPerSecond", VMISTATE_FIELD_UINT64 },
  [JOB_MEMORY_DIRTY_BYTES_PER_SECOND] = { "memoryDirtyBytesPerSecond", VMISTATE_FIELD_UINT64 },
  [JOB_MEMORY_PAGE_BYTES] = { "memoryPageBytes", VMISTATE_FIELD_UINT64 },
  [JOB_MEMORY_ITERATION] = { "memoryIteration", VMISTATE_FIELD_UINT64 },
  [JOB_MEMORY_POSTCOPY_REQUESTS] = { "memoryPostcopyRequests", VMISTATE_FIELD_UINT64 },
  [JOB_COMPRESSION_CACHE_BYTES] = { "compressionCacheBytes", VMISTATE_FIELD_UINT64 },
  [JOB_COMPRESSION_BYTES] = { "compressionBytes", VMISTATE_FIELD_UINT64 },
  [JOB_COMPRESSION_PAGES] = { "compressionPages", VMISTATE_FIELD_UINT64 },
  [JOB_COMPRESSION_CACHE_MISSES] = { "compressionCacheMisses", VMISTATE_FIELD_UINT64 },
  [JOB_COMPRESSION_OVERFLOW] = { "compressionOverflow", VMISTATE_FIELD_UINT64 },
  [JOB_AUTO_CONVERGE_THROTTLE_PERCENT] = { "autoConvergeThrottlePercent", VMISTATE_FIELD_UINT64 },
};

VMISTATE_DEFINE_RECORD (VmistateJob, vmistate_job, fields, JOB_N_FIELDS)

G_DEFINE_ENUM_TYPE (VmistateJobOperation, vmistate_job_operation,
                    G_DEFINE_ENUM_VALUE (VMISTATE_JOB_OPERATION_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_JOB_OPERATION_START, "start"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_JOB_OPERATION_SAVE, "save"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_JOB_OPERATION_RESTORE, "restore"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_JOB_OPERATION_MIGRATION_IN, "migration-in"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_JOB_OPERATION_MIGRATION_OUT, "migration-out"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_JOB_OPERATION_SNAPSHOT, "snapshot"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_JOB_OPERATION_SNAPSHOT_REVERT, "snapshot-revert"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_JOB_OPERATION_DUMP, "dump"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_JOB_OPERATION_BACKUP, "backup"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_JOB_OPERATION_SNAPSHOT_DELETE, "snapshot-delete"))

G_DEFINE_ENUM_TYPE (VmistateJobType, vmistate_job_type,
                    G_DEFINE_ENUM_VALUE (VMISTATE_JOB_TYPE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_JOB_TYPE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_JOB_TYPE_BOUNDED, "bounded"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_JOB_TYPE_UNBOUNDED, "unbounded"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_JOB_TYPE_COMPLETED, "completed"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_JOB_TYPE_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_JOB_TYPE_CANCELLED, "cancelled"))

static const char *
to_nick (GType type, int number)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  GEnumValue *value = g_enum_get_value (klass, number);

  return value != NULL ? value->value_nick : "unknown";
}

const char *
_vmistate_job_operation_to_nick (VmistateJobOperation operation)
{
  return to_nick (VMISTATE_TYPE_JOB_OPERATION, (int) operation);
}

const char *
_vmistate_job_type_to_nick (VmistateJobType type)
{
  return to_nick (VMISTATE_TYPE_JOB_TYPE, (int) type);
}

/**
 * vmistate_job_new_from_json:
 * @json: the JSON text of one job, UTF-8
 * @length: length of @json in bytes, or -1 if it is zero-terminated
 * @error: return location for an error
 *
 * Reads a job from its JSON form, such as the `job` member of a recorded fact:
 *
 * ```json
 * {"operation":"dump","type":"unbounded","startedAt":"2026-01-01T00:00:00Z","elapsedMsec":2903,
 *  "memoryTotalBytes":268967936,"memoryProcessedBytes":1048576,"memoryRemainingBytes":267919360}
 * ```
 *
 * Members that this version does not know are kept, and written again by
 * [method@Record.to_json]. Fails with %VMISTATE_ERROR_INVALID_DATA for a text that is not such a
 * form; the message names the path.
 *
 * Returns: (transfer full): the job, or %NULL with @error set
 *
 * Since: 0.1
 */
VmistateJob *
vmistate_job_new_from_json (const char *json, gssize length, GError **error)
{
  g_return_val_if_fail (json != NULL || length == 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return _vmistate_record_from_json (VMISTATE_TYPE_JOB, json, length, error);
}

/**
 * vmistate_job_get_operation:
 * @self: a job
 *
 * What is done; JSON member `operation`, one of `start`, `save`, `restore`, `migration-in`,
 * `migration-out`, `snapshot`, `snapshot-revert`, `dump`, `backup` and `snapshot-delete`. Told by
 * libvirt as `operation`. A managed save is a save.
 *
 * Returns: the operation
 *
 * Since: 0.1
 */
VmistateJobOperation
vmistate_job_get_operation (VmistateJob *self)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), VMISTATE_JOB_OPERATION_UNKNOWN);

  return _vmistate_record_get_enum (self, JOB_OPERATION, VMISTATE_TYPE_JOB_OPERATION);
}

/**
 * vmistate_job_get_job_type:
 * @self: a job
 *
 * Whether it runs, and how it ended; JSON member `type`, one of `none`, `bounded`, `unbounded`,
 * `completed`, `failed` and `cancelled`. Told by libvirt as the type of the job.
 *
 * Returns: the type
 *
 * Since: 0.1
 */
VmistateJobType
vmistate_job_get_job_type (VmistateJob *self)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), VMISTATE_JOB_TYPE_UNKNOWN);

  return _vmistate_record_get_enum (self, JOB_TYPE, VMISTATE_TYPE_JOB_TYPE);
}

/**
 * vmistate_job_dup_started_at:
 * @self: a job
 *
 * When it began, in UTC; JSON member `startedAt`. Observed: when it was first seen, or before that
 * by as much as libvirt says that it has been running.
 *
 * Returns: (transfer full) (nullable): the time, or %NULL if it was not observed
 *
 * Since: 0.1
 */
GDateTime *
vmistate_job_dup_started_at (VmistateJob *self)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), NULL);

  return _vmistate_record_dup_time (self, JOB_STARTED_AT);
}

/**
 * vmistate_job_dup_ended_at:
 * @self: a job
 *
 * When it was seen that it had ended, in UTC; JSON member `endedAt`.
 *
 * Returns: (transfer full) (nullable): the time, or %NULL while it runs
 *
 * Since: 0.1
 */
GDateTime *
vmistate_job_dup_ended_at (VmistateJob *self)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), NULL);

  return _vmistate_record_dup_time (self, JOB_ENDED_AT);
}

/**
 * vmistate_job_is_running:
 * @self: a job
 *
 * Whether it had not ended when it was last looked at.
 *
 * Returns: %TRUE while it runs
 *
 * Since: 0.1
 */
gboolean
vmistate_job_is_running (VmistateJob *self)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return !_vmistate_record_has (self, JOB_ENDED_AT);
}

/**
 * vmistate_job_get_success:
 * @self: a job
 * @value: (out) (optional): return location for the answer, or %FALSE
 *
 * Whether it ended well; JSON member `success`. Told by libvirt, see the description of the class
 * for how.
 *
 * Returns: %TRUE if it was observed: not while it runs, nor where nobody tells
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_success (VmistateJob *self, gboolean *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_boolean (self, JOB_SUCCESS, value);
}

/**
 * vmistate_job_get_error:
 * @self: a job
 *
 * What went wrong, in libvirt's words, bounded and cleaned; JSON member `error`. Told by libvirt as
 * `errmsg`, of migrations and backups.
 *
 * Returns: (nullable): the text, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_job_get_error (VmistateJob *self)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), NULL);

  return _vmistate_record_get_string (self, JOB_ERROR);
}

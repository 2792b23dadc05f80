/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The getters of jobs: each reads the JSON member that its documentation names, and no other. And
 * what a job is beyond its fields. */

#include "config.h"

#include "getter-rows.h"
#include "model/job/job.h"

static const Row rows[] = {
  ROW (job, dup_started_at, "startedAt", TIME),
  ROW (job, dup_ended_at, "endedAt", TIME),
  ROW (job, get_success, "success", BOOLEAN),
  ROW (job, get_error, "error", TEXT),
  ROW (job, get_elapsed_msec, "elapsedMsec", UINT64),
  ROW (job, get_elapsed_net_msec, "elapsedNetMsec", UINT64),
  ROW (job, get_remaining_msec, "remainingMsec", UINT64),
  ROW (job, get_downtime_msec, "downtimeMsec", UINT64),
  ROW (job, get_downtime_net_msec, "downtimeNetMsec", UINT64),
  ROW (job, get_setup_msec, "setupMsec", UINT64),
  ROW (job, get_data_total_bytes, "dataTotalBytes", UINT64),
  ROW (job, get_data_processed_bytes, "dataProcessedBytes", UINT64),
  ROW (job, get_data_remaining_bytes, "dataRemainingBytes", UINT64),
  ROW (job, get_disk_total_bytes, "diskTotalBytes", UINT64),
  ROW (job, get_disk_processed_bytes, "diskProcessedBytes", UINT64),
  ROW (job, get_disk_remaining_bytes, "diskRemainingBytes", UINT64),
  ROW (job, get_disk_bytes_per_second, "diskBytesPerSecond", UINT64),
  ROW (job, get_disk_temp_used_bytes, "diskTempUsedBytes", UINT64),
  ROW (job, get_disk_temp_total_bytes, "diskTempTotalBytes", UINT64),
  ROW (job, get_memory_total_bytes, "memoryTotalBytes", UINT64),
  ROW (job, get_memory_processed_bytes, "memoryProcessedBytes", UINT64),
  ROW (job, get_memory_remaining_bytes, "memoryRemainingBytes", UINT64),
  ROW (job, get_memory_constant_pages, "memoryConstantPages", UINT64),
  ROW (job, get_memory_normal_pages, "memoryNormalPages", UINT64),
  ROW (job, get_memory_normal_bytes, "memoryNormalBytes", UINT64),
  ROW (job, get_memory_bytes_per_second, "memoryBytesPerSecond", UINT64),
  ROW (job, get_memory_dirty_bytes_per_second, "memoryDirtyBytesPerSecond", UINT64),
  ROW (job, get_memory_page_bytes, "memoryPageBytes", UINT64),
  ROW (job, get_memory_iteration, "memoryIteration", UINT64),
  ROW (job, get_memory_postcopy_requests, "memoryPostcopyRequests", UINT64),
  ROW (job, get_compression_cache_bytes, "compressionCacheBytes", UINT64),
  ROW (job, get_compression_bytes, "compressionBytes", UINT64),
  ROW (job, get_compression_pages, "compressionPages", UINT64),
  ROW (job, get_compression_cache_misses, "compressionCacheMisses", UINT64),
  ROW (job, get_compression_overflow, "compressionOverflow", UINT64),
  ROW (job, get_auto_converge_throttle_percent, "autoConvergeThrottlePercent", UINT64),
};

static VmistateJob *
read_job (const char *json)
{
  g_autoptr (GError) error = NULL;
  VmistateJob *job = vmistate_job_new_from_json (json, /* length= */ -1, &error);

  g_assert_no_error (error);
  return job;
}

static void
test_operation (void)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (VMISTATE_TYPE_JOB_OPERATION);
  g_autoptr (VmistateJob) empty = read_job ("{}");
  g_autoptr (VmistateJob) later = read_job ("{\"operation\":\"teleport\"}");

  for (guint i = 0; i < klass->n_values; i++)
    {
      g_autofree char *json =
          g_strdup_printf ("{\"operation\":\"%s\"}", klass->values[i].value_nick);
      g_autoptr (VmistateJob) job = read_job (json);

      g_assert_cmpint (vmistate_job_get_operation (job), ==, klass->values[i].value);
      g_assert_cmpstr (_vmistate_job_operation_to_nick (klass->values[i].value), ==,
                       klass->values[i].value_nick);
    }
  g_assert_cmpint (vmistate_job_get_operation (empty), ==, VMISTATE_JOB_OPERATION_UNKNOWN);
  g_assert_cmpint (vmistate_job_get_operation (later), ==, VMISTATE_JOB_OPERATION_UNKNOWN);
  g_assert_cmpstr (_vmistate_job_operation_to_nick (99), ==, "unknown");
}

static void
test_type (void)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (VMISTATE_TYPE_JOB_TYPE);
  g_autoptr (VmistateJob) empty = read_job ("{}");

  for (guint i = 0; i < klass->n_values; i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"type\":\"%s\"}", klass->values[i].value_nick);
      g_autoptr (VmistateJob) job = read_job (json);

      g_assert_cmpint (vmistate_job_get_job_type (job), ==, klass->values[i].value);
      g_assert_cmpstr (_vmistate_job_type_to_nick (klass->values[i].value), ==,
                       klass->values[i].value_nick);
    }
  g_assert_cmpint (vmistate_job_get_job_type (empty), ==, VMISTATE_JOB_TYPE_UNKNOWN);
}

static void
test_running (void)
{
  g_autoptr (VmistateJob) running = read_job ("{\"operation\":\"dump\",\"type\":\"unbounded\"}");
  g_autoptr (VmistateJob) ended =
      read_job ("{\"operation\":\"dump\",\"endedAt\":\"2026-01-01T00:00:00Z\"}");

  g_assert_true (vmistate_job_is_running (running));
  g_assert_false (vmistate_job_is_running (ended));
}

static void
test_bad (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (vmistate_job_new_from_json ("{\"elapsedMsec\":-1}", -1, &error));
  g_assert_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA);
  g_assert_cmpstr (error->message, ==, "elapsedMsec: -1 is out of range");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/job/operation", test_operation);
  g_test_add_func ("/job/type", test_type);
  g_test_add_func ("/job/running", test_running);
  g_test_add_func ("/job/bad", test_bad);
  return run_getter_rows (rows, G_N_ELEMENTS (rows));
}

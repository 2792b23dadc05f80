/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* libvirt's statistics of any job as a fact has them. The numbers are those of real jobs of libvirt
 * 9.0 where nothing else is said. */

#include "config.h"

#include "model/job/job.h"
#include "sample-parameters.h"
#include "sources/libvirt/job-decode.h"

static void
add_int (GArray *parameters, const char *field, int value)
{
  add (parameters, field, VIR_TYPED_PARAM_INT)->value.i = value;
}

static void
assert_says (VmistateJob *job, const char *expected)
{
  g_autofree char *json = vmistate_record_to_json (VMISTATE_RECORD (job), VMISTATE_PROFILE_TRUTH);

  g_assert_cmpstr (json, ==, expected);
}

static void
assert_becomes (GArray *parameters, int type, const char *expected)
{
  g_autoptr (VmistateJob) job = _vmistate_job_decode (
      type, (const virTypedParameter *) (gpointer) parameters->data, (int) parameters->len);

  g_assert_nonnull (job);
  assert_says (job, expected);
}

static void
add_memory (GArray *parameters)
{
  add_ullong (parameters, VIR_DOMAIN_JOB_DOWNTIME, 17);
  add_ullong (parameters, VIR_DOMAIN_JOB_SETUP_TIME, 1);
  add_ullong (parameters, VIR_DOMAIN_JOB_DATA_TOTAL, 268967936);
  add_ullong (parameters, VIR_DOMAIN_JOB_DATA_PROCESSED, 2099310);
  add_ullong (parameters, VIR_DOMAIN_JOB_DATA_REMAINING, 265891840);
  add_ullong (parameters, VIR_DOMAIN_JOB_MEMORY_TOTAL, 268967936);
  add_ullong (parameters, VIR_DOMAIN_JOB_MEMORY_PROCESSED, 2099310);
  add_ullong (parameters, VIR_DOMAIN_JOB_MEMORY_REMAINING, 265891840);
  add_ullong (parameters, VIR_DOMAIN_JOB_MEMORY_BPS, 6291424);
  add_ullong (parameters, VIR_DOMAIN_JOB_MEMORY_CONSTANT, 39902);
  add_ullong (parameters, VIR_DOMAIN_JOB_MEMORY_NORMAL, 25856);
  add_ullong (parameters, VIR_DOMAIN_JOB_MEMORY_NORMAL_BYTES, 105906176);
  add_ullong (parameters, VIR_DOMAIN_JOB_MEMORY_DIRTY_RATE, 4);
  add_ullong (parameters, VIR_DOMAIN_JOB_MEMORY_ITERATION, 2);
  add_ullong (parameters, VIR_DOMAIN_JOB_MEMORY_POSTCOPY_REQS, 0);
  add_ullong (parameters, VIR_DOMAIN_JOB_MEMORY_PAGE_SIZE, 4096);
}

/* Zeros that libvirt writes whatever the operation is */
static void
add_zeros (GArray *parameters)
{
  add_ullong (parameters, VIR_DOMAIN_JOB_DISK_TOTAL, 0);
  add_ullong (parameters, VIR_DOMAIN_JOB_DISK_PROCESSED, 0);
  add_ullong (parameters, VIR_DOMAIN_JOB_DISK_REMAINING, 0);
  add_ullong (parameters, VIR_DOMAIN_JOB_DISK_BPS, 0);
  add_ullong (parameters, VIR_DOMAIN_JOB_TIME_REMAINING, 0);
  add_ullong (parameters, VIR_DOMAIN_JOB_COMPRESSION_CACHE, 0);
  add_ullong (parameters, VIR_DOMAIN_JOB_COMPRESSION_BYTES, 0);
  add_int (parameters, VIR_DOMAIN_JOB_AUTO_CONVERGE_THROTTLE, 0);
}

#define SIZES                                                                                      \
  "\"dataTotalBytes\":268967936,\"dataProcessedBytes\":2099310,\"dataRemainingBytes\":265891840,"  \
  "\"memoryTotalBytes\":268967936,\"memoryProcessedBytes\":2099310,"                               \
  "\"memoryRemainingBytes\":265891840,\"memoryConstantPages\":39902,\"memoryNormalPages\":25856,"  \
  "\"memoryNormalBytes\":105906176,\"memoryBytesPerSecond\":6291424,"

/* The same numbers mean something else, or nothing, for each operation. */
static void
test_operations (void)
{
  static const struct
  {
    int operation;
    const char *expected;
  } rows[] = {
    { VIR_DOMAIN_JOB_OPERATION_MIGRATION_OUT,
      "{\"operation\":\"migration-out\",\"type\":\"unbounded\",\"elapsedMsec\":1001,"
      "\"downtimeMsec\":17,\"setupMsec\":1," SIZES "\"memoryDirtyBytesPerSecond\":16384,"
      "\"memoryPageBytes\":4096,\"memoryIteration\":2,\"memoryPostcopyRequests\":0}" },
    { VIR_DOMAIN_JOB_OPERATION_DUMP,
      "{\"operation\":\"dump\",\"type\":\"unbounded\",\"elapsedMsec\":1001,\"setupMsec\":1," SIZES
      "\"memoryDirtyBytesPerSecond\":16384,\"memoryPageBytes\":4096,\"memoryIteration\":2}" },
    { VIR_DOMAIN_JOB_OPERATION_SNAPSHOT,
      "{\"operation\":\"snapshot\",\"type\":\"unbounded\",\"elapsedMsec\":1001,\"setupMsec\":"
      "1," SIZES
      "\"memoryDirtyBytesPerSecond\":16384,\"memoryPageBytes\":4096,\"memoryIteration\":2}" },
    { VIR_DOMAIN_JOB_OPERATION_SAVE,
      "{\"operation\":\"save\",\"type\":\"unbounded\",\"elapsedMsec\":1001,\"setupMsec\":1," SIZES
      "\"memoryPageBytes\":4096}" },
    { VIR_DOMAIN_JOB_OPERATION_BACKUP,
      "{\"operation\":\"backup\",\"type\":\"unbounded\",\"elapsedMsec\":1001}" },
    { VIR_DOMAIN_JOB_OPERATION_SNAPSHOT_DELETE,
      "{\"operation\":\"snapshot-delete\",\"type\":\"unbounded\",\"elapsedMsec\":1001}" },
    /* Of a newer libvirt */
    { 99, "{\"operation\":\"unknown\",\"type\":\"unbounded\",\"elapsedMsec\":1001,"
          "\"downtimeMsec\":17,\"setupMsec\":1," SIZES "\"memoryDirtyBytesPerSecond\":16384,"
          "\"memoryPageBytes\":4096,\"memoryIteration\":2,\"memoryPostcopyRequests\":0}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GArray) parameters = new_parameters ();

      add_int (parameters, VIR_DOMAIN_JOB_OPERATION, rows[i].operation);
      add_ullong (parameters, VIR_DOMAIN_JOB_TIME_ELAPSED, 1001);
      add_memory (parameters);
      add_zeros (parameters);
      add_ullong (parameters, "something_new", 7);
      assert_becomes (parameters, VIR_DOMAIN_JOB_UNBOUNDED, rows[i].expected);
    }
}

static void
test_all_of_a_migration (void)
{
  g_autoptr (GArray) parameters = new_parameters ();

  add_int (parameters, VIR_DOMAIN_JOB_OPERATION, VIR_DOMAIN_JOB_OPERATION_MIGRATION_IN);
  add_ullong (parameters, VIR_DOMAIN_JOB_TIME_ELAPSED_NET, 0);
  add_ullong (parameters, VIR_DOMAIN_JOB_DOWNTIME_NET, 3);
  add_ullong (parameters, VIR_DOMAIN_JOB_TIME_REMAINING, 500);
  add_ullong (parameters, VIR_DOMAIN_JOB_DISK_TOTAL, 100);
  add_ullong (parameters, VIR_DOMAIN_JOB_DISK_PROCESSED, 0);
  add_ullong (parameters, VIR_DOMAIN_JOB_DISK_REMAINING, 100);
  add_ullong (parameters, VIR_DOMAIN_JOB_DISK_BPS, 0);
  add_ullong (parameters, VIR_DOMAIN_JOB_COMPRESSION_CACHE, 64);
  add_ullong (parameters, VIR_DOMAIN_JOB_COMPRESSION_BYTES, 0);
  add_ullong (parameters, VIR_DOMAIN_JOB_COMPRESSION_PAGES, 1);
  add_ullong (parameters, VIR_DOMAIN_JOB_COMPRESSION_CACHE_MISSES, 2);
  add_ullong (parameters, VIR_DOMAIN_JOB_COMPRESSION_OVERFLOW, 3);
  add_int (parameters, VIR_DOMAIN_JOB_AUTO_CONVERGE_THROTTLE, 20);
  assert_becomes (parameters, VIR_DOMAIN_JOB_BOUNDED,
                  "{\"operation\":\"migration-in\",\"type\":\"bounded\",\"elapsedNetMsec\":0,"
                  "\"remainingMsec\":500,\"downtimeNetMsec\":3,\"diskTotalBytes\":100,"
                  "\"diskProcessedBytes\":0,\"diskRemainingBytes\":100,\"diskBytesPerSecond\":0,"
                  "\"compressionCacheBytes\":64,\"compressionBytes\":0,\"compressionPages\":1,"
                  "\"compressionCacheMisses\":2,\"compressionOverflow\":3,"
                  "\"autoConvergeThrottlePercent\":20}");
}

static void
test_backups (void)
{
  g_autoptr (GArray) pulled = new_parameters ();
  g_autoptr (GArray) pushed = new_parameters ();

  add_int (pulled, VIR_DOMAIN_JOB_OPERATION, VIR_DOMAIN_JOB_OPERATION_BACKUP);
  add_ullong (pulled, VIR_DOMAIN_JOB_TIME_ELAPSED, 988);
  add_ullong (pulled, VIR_DOMAIN_JOB_DISK_TEMP_USED, 0);
  add_ullong (pulled, VIR_DOMAIN_JOB_DISK_TEMP_TOTAL, 67108864);
  assert_becomes (pulled, VIR_DOMAIN_JOB_UNBOUNDED,
                  "{\"operation\":\"backup\",\"type\":\"unbounded\",\"elapsedMsec\":988,"
                  "\"diskTempUsedBytes\":0,\"diskTempTotalBytes\":67108864}");
  add_int (pushed, VIR_DOMAIN_JOB_OPERATION, VIR_DOMAIN_JOB_OPERATION_BACKUP);
  add_ullong (pushed, VIR_DOMAIN_JOB_DISK_TOTAL, 67108864);
  add_ullong (pushed, VIR_DOMAIN_JOB_DISK_PROCESSED, 67108864);
  add_ullong (pushed, VIR_DOMAIN_JOB_DISK_REMAINING, 0);
  assert_becomes (pushed, VIR_DOMAIN_JOB_COMPLETED,
                  "{\"operation\":\"backup\",\"type\":\"completed\",\"success\":true,"
                  "\"diskTotalBytes\":67108864,\"diskProcessedBytes\":67108864,"
                  "\"diskRemainingBytes\":0}");
}

/* libvirt forgets how far it was. */
static void
test_failed (void)
{
  g_autoptr (GArray) parameters = new_parameters ();

  add_int (parameters, VIR_DOMAIN_JOB_OPERATION, VIR_DOMAIN_JOB_OPERATION_SAVE);
  add_ullong (parameters, VIR_DOMAIN_JOB_TIME_ELAPSED, 0);
  add_ullong (parameters, VIR_DOMAIN_JOB_MEMORY_TOTAL, 0);
  add_ullong (parameters, VIR_DOMAIN_JOB_MEMORY_PAGE_SIZE, 0);
  add_string (parameters, VIR_DOMAIN_JOB_ERRMSG, "no \xff space");
  assert_becomes (parameters, VIR_DOMAIN_JOB_FAILED,
                  "{\"operation\":\"save\",\"type\":\"failed\",\"success\":false,"
                  "\"error\":\"no \357\277\275 space\"}");
  assert_becomes (parameters, VIR_DOMAIN_JOB_CANCELLED,
                  "{\"operation\":\"save\",\"type\":\"cancelled\",\"success\":false,"
                  "\"error\":\"no \357\277\275 space\"}");
  assert_becomes (
      parameters, 77,
      "{\"operation\":\"save\",\"type\":\"unknown\",\"error\":\"no \357\277\275 space\"}");
}

/* The event has no type. */
static void
test_event (void)
{
  g_autoptr (GArray) parameters = new_parameters ();
  const virTypedParameter *list;
  g_autoptr (VmistateJob) good = NULL;
  g_autoptr (VmistateJob) bad = NULL;

  add_int (parameters, VIR_DOMAIN_JOB_OPERATION, VIR_DOMAIN_JOB_OPERATION_BACKUP);
  list = (const virTypedParameter *) (gpointer) parameters->data;
  good = _vmistate_job_decode_ended (list, (int) parameters->len);
  assert_says (good, "{\"operation\":\"backup\",\"type\":\"completed\",\"success\":true}");
  add (parameters, VIR_DOMAIN_JOB_SUCCESS, VIR_TYPED_PARAM_BOOLEAN)->value.b = FALSE;
  list = (const virTypedParameter *) (gpointer) parameters->data;
  bad = _vmistate_job_decode_ended (list, (int) parameters->len);
  assert_says (bad, "{\"operation\":\"backup\",\"type\":\"failed\",\"success\":false}");
}

/* Whatever types they have: a number that cannot be one is not taken. */
static void
test_odd_parameters (void)
{
  g_autoptr (GArray) parameters = new_parameters ();

  g_assert_null (_vmistate_job_decode (VIR_DOMAIN_JOB_NONE, NULL, 0));
  add_int (parameters, VIR_DOMAIN_JOB_OPERATION, -1);
  add_string (parameters, VIR_DOMAIN_JOB_TIME_ELAPSED, "soon");
  add_ullong (parameters, VIR_DOMAIN_JOB_DATA_TOTAL, G_MAXUINT64);
  add (parameters, VIR_DOMAIN_JOB_MEMORY_TOTAL, VIR_TYPED_PARAM_LLONG)->value.l = -1;
  add_ullong (parameters, VIR_DOMAIN_JOB_MEMORY_DIRTY_RATE, G_MAXINT64);
  add_ullong (parameters, VIR_DOMAIN_JOB_MEMORY_PAGE_SIZE, 4096);
  add_string (parameters, VIR_DOMAIN_JOB_SUCCESS, "yes");
  add_int (parameters, VIR_DOMAIN_JOB_ERRMSG, 7);
  assert_becomes (parameters, VIR_DOMAIN_JOB_UNBOUNDED,
                  "{\"operation\":\"unknown\",\"type\":\"unbounded\",\"memoryPageBytes\":4096}");
}

static void
test_recall (void)
{
  g_autoptr (VmistateJob) before = vmistate_job_new_from_json (
      "{\"operation\":\"dump\",\"type\":\"unbounded\",\"elapsedMsec\":9,\"remainingMsec\":1,"
      "\"memoryTotalBytes\":5,\"memoryProcessedBytes\":4,\"memoryBytesPerSecond\":3}",
      -1, NULL);
  g_autoptr (VmistateJob) job =
      _vmistate_job_new_bare (VIR_DOMAIN_JOB_OPERATION_DUMP, VIR_DOMAIN_JOB_NONE);

  _vmistate_record_set_integer (job, JOB_ELAPSED_MSEC, 10);
  _vmistate_job_recall (job, before);
  assert_says (job, "{\"operation\":\"dump\",\"type\":\"none\",\"elapsedMsec\":10,"
                    "\"memoryTotalBytes\":5,\"memoryProcessedBytes\":4}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/job-decode/operations", test_operations);
  g_test_add_func ("/job-decode/all-of-a-migration", test_all_of_a_migration);
  g_test_add_func ("/job-decode/backups", test_backups);
  g_test_add_func ("/job-decode/failed", test_failed);
  g_test_add_func ("/job-decode/event", test_event);
  g_test_add_func ("/job-decode/odd-parameters", test_odd_parameters);
  g_test_add_func ("/job-decode/recall", test_recall);
  return g_test_run ();
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* libvirt's statistics of a migration as a fact has them. The numbers are those of real jobs of
 * libvirt 9.0, where nothing else is said. */

#include "config.h"

#include <string.h>

#include <libvirt/libvirt.h>

#include "model/payloads-control.h"
#include "sources/libvirt/migration-job.h"

typedef struct
{
  virTypedParameterPtr items;
  int n;
  int max;
} Parameters;

static void
parameters_clear (Parameters *self)
{
  virTypedParamsFree (self->items, self->n);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parameters, parameters_clear)

static void
add (Parameters *self, const char *name, guint64 value)
{
  g_assert_cmpint (virTypedParamsAddULLong (&self->items, &self->n, &self->max, name, value), ==,
                   0);
}

static void
add_operation (Parameters *self, int operation)
{
  g_assert_cmpint (virTypedParamsAddInt (&self->items, &self->n, &self->max,
                                         VIR_DOMAIN_JOB_OPERATION, operation),
                   ==, 0);
}

static void
assert_says (gpointer payload, const char *expected)
{
  g_autofree char *json = NULL;

  g_assert_nonnull (payload);
  json = vmistate_record_to_json (payload, VMISTATE_PROFILE_TRUTH);
  g_assert_cmpstr (json, ==, expected);
}

static void
assert_becomes (Parameters *parameters, int type, const char *expected)
{
  g_autoptr (VmistateRecord) payload =
      _vmistate_migration_job_new (type, parameters->items, parameters->n);

  assert_says (payload, expected);
}

static void
add_sizes (Parameters *self, guint64 total, guint64 processed, guint64 remaining)
{
  add (self, VIR_DOMAIN_JOB_DATA_TOTAL, total);
  add (self, VIR_DOMAIN_JOB_DATA_PROCESSED, processed);
  add (self, VIR_DOMAIN_JOB_DATA_REMAINING, remaining);
  add (self, VIR_DOMAIN_JOB_MEMORY_TOTAL, total);
  add (self, VIR_DOMAIN_JOB_MEMORY_PROCESSED, processed);
  add (self, VIR_DOMAIN_JOB_MEMORY_REMAINING, remaining);
}

static void
test_running (void)
{
  g_auto (Parameters) parameters = { 0 };

  add_operation (&parameters, VIR_DOMAIN_JOB_OPERATION_MIGRATION_OUT);
  add (&parameters, VIR_DOMAIN_JOB_TIME_ELAPSED, 4604);
  add (&parameters, VIR_DOMAIN_JOB_DOWNTIME, 300);
  add_sizes (&parameters, 268967936, 72999679, 132071424);
  add (&parameters, VIR_DOMAIN_JOB_MEMORY_BPS, 10402396);
  add (&parameters, VIR_DOMAIN_JOB_MEMORY_DIRTY_RATE, 4);
  add (&parameters, VIR_DOMAIN_JOB_MEMORY_PAGE_SIZE, 4096);
  add (&parameters, VIR_DOMAIN_JOB_MEMORY_ITERATION, 2);
  add (&parameters, VIR_DOMAIN_JOB_MEMORY_POSTCOPY_REQS, 0);
  add (&parameters, "something_new", 7);
  assert_becomes (&parameters, VIR_DOMAIN_JOB_UNBOUNDED,
                  "{\"role\":\"source\",\"operation\":5,\"type\":2,\"elapsedMsec\":4604,"
                  "\"dataTotal\":268967936,\"dataProcessed\":72999679,\"dataRemaining\":132071424,"
                  "\"memoryTotal\":268967936,\"memoryProcessed\":72999679,"
                  "\"memoryRemaining\":132071424,\"memoryRate\":10402396,\"dirtyRate\":16384,"
                  "\"iteration\":2,\"downtimeMsec\":300,\"postcopy\":false}");
}

/* Zeros are not told as sizes: that nothing is known is told by their absence. */
static void
test_not_counted_yet (void)
{
  g_auto (Parameters) parameters = { 0 };

  add_operation (&parameters, VIR_DOMAIN_JOB_OPERATION_MIGRATION_OUT);
  add (&parameters, VIR_DOMAIN_JOB_TIME_ELAPSED, 112);
  add_sizes (&parameters, 0, 0, 0);
  add (&parameters, VIR_DOMAIN_JOB_MEMORY_DIRTY_RATE, 0);
  add (&parameters, VIR_DOMAIN_JOB_MEMORY_ITERATION, 0);
  assert_becomes (&parameters, VIR_DOMAIN_JOB_UNBOUNDED,
                  "{\"role\":\"source\",\"operation\":5,\"type\":2,\"elapsedMsec\":112}");
}

static void
test_failed (void)
{
  g_auto (Parameters) parameters = { 0 };

  add_operation (&parameters, VIR_DOMAIN_JOB_OPERATION_MIGRATION_OUT);
  add (&parameters, VIR_DOMAIN_JOB_TIME_ELAPSED, 0);
  add_sizes (&parameters, 0, 0, 0);
  g_assert_cmpint (virTypedParamsAddString (&parameters.items, &parameters.n, &parameters.max,
                                            VIR_DOMAIN_JOB_ERRMSG, "broken \xff pipe"),
                   ==, 0);
  assert_becomes (&parameters, VIR_DOMAIN_JOB_FAILED,
                  "{\"role\":\"source\",\"operation\":5,\"type\":4,\"error\":\"broken \357\277\275 "
                  "pipe\"}");
}

static void
test_disks_only (void)
{
  g_auto (Parameters) parameters = { 0 };

  add_operation (&parameters, VIR_DOMAIN_JOB_OPERATION_MIGRATION_OUT);
  add (&parameters, VIR_DOMAIN_JOB_DATA_TOTAL, 1000);
  add (&parameters, VIR_DOMAIN_JOB_DATA_PROCESSED, 0);
  add (&parameters, VIR_DOMAIN_JOB_DATA_REMAINING, 1000);
  add (&parameters, VIR_DOMAIN_JOB_MEMORY_TOTAL, 0);
  assert_becomes (&parameters, VIR_DOMAIN_JOB_UNBOUNDED,
                  "{\"role\":\"source\",\"operation\":5,\"type\":2,\"dataTotal\":1000,"
                  "\"dataProcessed\":0,\"dataRemaining\":1000}");
}

static void
test_ended (void)
{
  g_auto (Parameters) parameters = { 0 };
  g_autoptr (VmistateRecord) completed = NULL;
  g_autoptr (VmistateRecord) failed = NULL;

  add_operation (&parameters, VIR_DOMAIN_JOB_OPERATION_MIGRATION_IN);
  add (&parameters, VIR_DOMAIN_JOB_TIME_ELAPSED, 12350);
  add (&parameters, VIR_DOMAIN_JOB_MEMORY_POSTCOPY_REQS, 8);
  completed = _vmistate_migration_job_new_ended (parameters.items, parameters.n);
  assert_says (completed, "{\"role\":\"target\",\"operation\":4,\"type\":3,\"elapsedMsec\":12350,"
                          "\"postcopy\":true}");
  g_assert_cmpint (virTypedParamsAddBoolean (&parameters.items, &parameters.n, &parameters.max,
                                             VIR_DOMAIN_JOB_SUCCESS, FALSE),
                   ==, 0);
  failed = _vmistate_migration_job_new_ended (parameters.items, parameters.n);
  assert_says (failed, "{\"role\":\"target\",\"operation\":4,\"type\":4,\"elapsedMsec\":12350,"
                       "\"postcopy\":true}");
}

static void
test_bare (void)
{
  g_autoptr (VmistateRecord) source =
      _vmistate_migration_job_new_bare (VMISTATE_MIGRATION_SOURCE, VIR_DOMAIN_JOB_NONE);
  g_autoptr (VmistateRecord) target =
      _vmistate_migration_job_new_bare (VMISTATE_MIGRATION_TARGET, VIR_DOMAIN_JOB_UNBOUNDED);

  assert_says (source, "{\"role\":\"source\",\"operation\":5,\"type\":0}");
  assert_says (target, "{\"role\":\"target\",\"operation\":4,\"type\":2}");
}

/* Saving to a file looks much like a migration. */
static void
test_others (void)
{
  const int others[] = {
    VIR_DOMAIN_JOB_OPERATION_UNKNOWN,
    VIR_DOMAIN_JOB_OPERATION_SAVE,
    VIR_DOMAIN_JOB_OPERATION_SNAPSHOT,
    VIR_DOMAIN_JOB_OPERATION_DUMP,
    VIR_DOMAIN_JOB_OPERATION_BACKUP,
    99,
    -1,
  };

  g_assert_null (_vmistate_migration_job_new (VIR_DOMAIN_JOB_NONE, NULL, 0));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_auto (Parameters) parameters = { 0 };

      add_operation (&parameters, others[i]);
      add_sizes (&parameters, 100, 50, 50);
      g_assert_null (
          _vmistate_migration_job_new (VIR_DOMAIN_JOB_UNBOUNDED, parameters.items, parameters.n));
    }
}

/* Numbers of other types are as good; what cannot be is left out. The values are ours. */
static void
test_odd_values (void)
{
  g_auto (Parameters) parameters = { 0 };

  add_operation (&parameters, VIR_DOMAIN_JOB_OPERATION_MIGRATION_OUT);
  add (&parameters, VIR_DOMAIN_JOB_DATA_TOTAL, G_MAXUINT64);
  add (&parameters, VIR_DOMAIN_JOB_DATA_PROCESSED, 5);
  g_assert_cmpint (virTypedParamsAddUInt (&parameters.items, &parameters.n, &parameters.max,
                                          VIR_DOMAIN_JOB_MEMORY_TOTAL, 4000000000u),
                   ==, 0);
  g_assert_cmpint (virTypedParamsAddLLong (&parameters.items, &parameters.n, &parameters.max,
                                           VIR_DOMAIN_JOB_MEMORY_PROCESSED, -1),
                   ==, 0);
  g_assert_cmpint (virTypedParamsAddString (&parameters.items, &parameters.n, &parameters.max,
                                            VIR_DOMAIN_JOB_MEMORY_REMAINING, "12"),
                   ==, 0);
  add (&parameters, VIR_DOMAIN_JOB_MEMORY_DIRTY_RATE, G_MAXINT64);
  add (&parameters, VIR_DOMAIN_JOB_MEMORY_PAGE_SIZE, 4096);
  assert_becomes (&parameters, VIR_DOMAIN_JOB_UNBOUNDED,
                  "{\"role\":\"source\",\"operation\":5,\"type\":2,\"memoryTotal\":4000000000}");
}

/* A name that fills its field has no end. */
static void
test_endless_name (void)
{
  virTypedParameter parameters[2] = { 0 };
  g_autoptr (VmistateRecord) payload = NULL;

  memset (parameters[0].field, 'x', sizeof parameters[0].field);
  parameters[0].type = VIR_TYPED_PARAM_ULLONG;
  strcpy (parameters[1].field, VIR_DOMAIN_JOB_OPERATION);
  parameters[1].type = VIR_TYPED_PARAM_INT;
  parameters[1].value.i = VIR_DOMAIN_JOB_OPERATION_MIGRATION_OUT;
  payload = _vmistate_migration_job_new (VIR_DOMAIN_JOB_UNBOUNDED, parameters, 2);
  assert_says (payload, "{\"role\":\"source\",\"operation\":5,\"type\":2}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* Lists of parameters can be made without a connection, but not before this. */
  g_assert_cmpint (virInitialize (), ==, 0);
  g_test_add_func ("/libvirt/migration-job/running", test_running);
  g_test_add_func ("/libvirt/migration-job/not-counted-yet", test_not_counted_yet);
  g_test_add_func ("/libvirt/migration-job/failed", test_failed);
  g_test_add_func ("/libvirt/migration-job/disks-only", test_disks_only);
  g_test_add_func ("/libvirt/migration-job/ended", test_ended);
  g_test_add_func ("/libvirt/migration-job/bare", test_bare);
  g_test_add_func ("/libvirt/migration-job/others", test_others);
  g_test_add_func ("/libvirt/migration-job/odd-values", test_odd_values);
  g_test_add_func ("/libvirt/migration-job/endless-name", test_endless_name);
  return g_test_run ();
}

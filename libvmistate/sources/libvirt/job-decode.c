/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From libvirt's typed parameters to a job. Names that are not known are passed over, and so are
 * numbers that mean nothing: libvirt writes zeros before the hypervisor has counted for the first
 * time, for what an operation does not have, and again once a job has failed. */

#include "config.h"

#include "job-decode.h"

#include "job-parameters.h"
#include "model/job/job.h"

#define OF(operation) (1u << VIR_DOMAIN_JOB_OPERATION_##operation)

/* For which operations a number means something. One that is not known may be any of them. */
#define MIGRATION (OF (UNKNOWN) | OF (MIGRATION_IN) | OF (MIGRATION_OUT))
#define LIVE      (MIGRATION | OF (DUMP) | OF (SNAPSHOT)) /* the guest may run meanwhile */
#define MEMORY    (LIVE | OF (SAVE))
#define DISKS     (MIGRATION | OF (BACKUP))
#define SCRATCH   (OF (UNKNOWN) | OF (BACKUP))
#define ANY       G_MAXUINT

typedef struct
{
  const char *name;
  guint field;
  guint operations;
  const char *total; /* (nullable) without this one, or where it is 0, it means nothing */
} Number;

#define SELF(name, field, operations)                                                              \
  {                                                                                                \
    VIR_DOMAIN_JOB_##name, JOB_##field, operations, VIR_DOMAIN_JOB_##name                          \
  }
#define PART(name, field, operations, total)                                                       \
  {                                                                                                \
    VIR_DOMAIN_JOB_##name, JOB_##field, operations, VIR_DOMAIN_JOB_##total                         \
  }
#define ALWAYS(name, field, operations)                                                            \
  {                                                                                                \
    VIR_DOMAIN_JOB_##name, JOB_##field, operations, NULL                                           \
  }

static const Number numbers[] = {
  SELF (TIME_ELAPSED, ELAPSED_MSEC, ANY),
  ALWAYS (TIME_ELAPSED_NET, ELAPSED_NET_MSEC, MIGRATION),
  ALWAYS (DOWNTIME, DOWNTIME_MSEC, MIGRATION),
  ALWAYS (DOWNTIME_NET, DOWNTIME_NET_MSEC, MIGRATION),
  ALWAYS (SETUP_TIME, SETUP_MSEC, MEMORY),
  SELF (DATA_TOTAL, DATA_TOTAL_BYTES, MEMORY),
  PART (DATA_PROCESSED, DATA_PROCESSED_BYTES, MEMORY, DATA_TOTAL),
  PART (DATA_REMAINING, DATA_REMAINING_BYTES, MEMORY, DATA_TOTAL),
  SELF (MEMORY_TOTAL, MEMORY_TOTAL_BYTES, MEMORY),
  PART (MEMORY_PROCESSED, MEMORY_PROCESSED_BYTES, MEMORY, MEMORY_TOTAL),
  PART (MEMORY_REMAINING, MEMORY_REMAINING_BYTES, MEMORY, MEMORY_TOTAL),
  PART (MEMORY_CONSTANT, MEMORY_CONSTANT_PAGES, MEMORY, MEMORY_TOTAL),
  PART (MEMORY_NORMAL, MEMORY_NORMAL_PAGES, MEMORY, MEMORY_TOTAL),
  PART (MEMORY_NORMAL_BYTES, MEMORY_NORMAL_BYTES, MEMORY, MEMORY_TOTAL),
  PART (MEMORY_BPS, MEMORY_BYTES_PER_SECOND, MEMORY, MEMORY_TOTAL),
  SELF (MEMORY_PAGE_SIZE, MEMORY_PAGE_BYTES, MEMORY),
  PART (MEMORY_ITERATION, MEMORY_ITERATION, LIVE, MEMORY_TOTAL),
  PART (MEMORY_POSTCOPY_REQS, MEMORY_POSTCOPY_REQUESTS, MIGRATION, MEMORY_TOTAL),
  SELF (DISK_TOTAL, DISK_TOTAL_BYTES, DISKS),
  PART (DISK_PROCESSED, DISK_PROCESSED_BYTES, DISKS, DISK_TOTAL),
  PART (DISK_REMAINING, DISK_REMAINING_BYTES, DISKS, DISK_TOTAL),
  PART (DISK_BPS, DISK_BYTES_PER_SECOND, MIGRATION, DISK_TOTAL),
  PART (DISK_TEMP_USED, DISK_TEMP_USED_BYTES, SCRATCH, DISK_TEMP_TOTAL),
  SELF (DISK_TEMP_TOTAL, DISK_TEMP_TOTAL_BYTES, SCRATCH),
  SELF (COMPRESSION_CACHE, COMPRESSION_CACHE_BYTES, MIGRATION),
  PART (COMPRESSION_BYTES, COMPRESSION_BYTES, MIGRATION, COMPRESSION_CACHE),
  PART (COMPRESSION_PAGES, COMPRESSION_PAGES, MIGRATION, COMPRESSION_CACHE),
  PART (COMPRESSION_CACHE_MISSES, COMPRESSION_CACHE_MISSES, MIGRATION, COMPRESSION_CACHE),
  PART (COMPRESSION_OVERFLOW, COMPRESSION_OVERFLOW, MIGRATION, COMPRESSION_CACHE),
  SELF (AUTO_CONVERGE_THROTTLE, AUTO_CONVERGE_THROTTLE_PERCENT, MIGRATION),
};

static const VmistateJobOperation operations[] = {
  [VIR_DOMAIN_JOB_OPERATION_UNKNOWN] = VMISTATE_JOB_OPERATION_UNKNOWN,
  [VIR_DOMAIN_JOB_OPERATION_START] = VMISTATE_JOB_OPERATION_START,
  [VIR_DOMAIN_JOB_OPERATION_SAVE] = VMISTATE_JOB_OPERATION_SAVE,
  [VIR_DOMAIN_JOB_OPERATION_RESTORE] = VMISTATE_JOB_OPERATION_RESTORE,
  [VIR_DOMAIN_JOB_OPERATION_MIGRATION_IN] = VMISTATE_JOB_OPERATION_MIGRATION_IN,
  [VIR_DOMAIN_JOB_OPERATION_MIGRATION_OUT] = VMISTATE_JOB_OPERATION_MIGRATION_OUT,
  [VIR_DOMAIN_JOB_OPERATION_SNAPSHOT] = VMISTATE_JOB_OPERATION_SNAPSHOT,
  [VIR_DOMAIN_JOB_OPERATION_SNAPSHOT_REVERT] = VMISTATE_JOB_OPERATION_SNAPSHOT_REVERT,
  [VIR_DOMAIN_JOB_OPERATION_DUMP] = VMISTATE_JOB_OPERATION_DUMP,
  [VIR_DOMAIN_JOB_OPERATION_BACKUP] = VMISTATE_JOB_OPERATION_BACKUP,
  [VIR_DOMAIN_JOB_OPERATION_SNAPSHOT_DELETE] = VMISTATE_JOB_OPERATION_SNAPSHOT_DELETE,
};

static const VmistateJobType types[] = {
  [VIR_DOMAIN_JOB_NONE] = VMISTATE_JOB_TYPE_NONE,
  [VIR_DOMAIN_JOB_BOUNDED] = VMISTATE_JOB_TYPE_BOUNDED,
  [VIR_DOMAIN_JOB_UNBOUNDED] = VMISTATE_JOB_TYPE_UNBOUNDED,
  [VIR_DOMAIN_JOB_COMPLETED] = VMISTATE_JOB_TYPE_COMPLETED,
  [VIR_DOMAIN_JOB_FAILED] = VMISTATE_JOB_TYPE_FAILED,
  [VIR_DOMAIN_JOB_CANCELLED] = VMISTATE_JOB_TYPE_CANCELLED,
};

static void
take_numbers (VmistateJob *self, guint of_operation, const virTypedParameter *parameters,
              int n_parameters)
{
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      const virTypedParameter *parameter =
          _vmistate_job_parameters_find (parameters, n_parameters, numbers[i].name);
      guint64 number;

      if (parameter == NULL || !(numbers[i].operations & of_operation)
          || !_vmistate_job_parameter_read (parameter, &number))
        continue;
      if (numbers[i].total == NULL
          || _vmistate_job_parameters_get (parameters, n_parameters, numbers[i].total) > 0)
        _vmistate_record_set_integer (self, numbers[i].field, (gint64) number);
    }
}

/* Only who knows when it will end knows for how long that is. */
static void
take_remaining (VmistateJob *self, int type, const virTypedParameter *parameters, int n_parameters)
{
  guint64 number =
      _vmistate_job_parameters_get (parameters, n_parameters, VIR_DOMAIN_JOB_TIME_REMAINING);

  if (type == VIR_DOMAIN_JOB_BOUNDED && number > 0)
    _vmistate_record_set_integer (self, JOB_REMAINING_MSEC, (gint64) number);
}

static void
take_end (VmistateJob *self, const virTypedParameter *parameters, int n_parameters)
{
  const virTypedParameter *success =
      _vmistate_job_parameters_find (parameters, n_parameters, VIR_DOMAIN_JOB_SUCCESS);
  g_autofree char *error = _vmistate_job_parameters_dup_error (parameters, n_parameters);

  if (success != NULL && success->type == VIR_TYPED_PARAM_BOOLEAN)
    _vmistate_record_set_boolean (self, JOB_SUCCESS, success->value.b != 0);
  _vmistate_record_set_string (self, JOB_ERROR, error);
}

VmistateJob *
_vmistate_job_new_bare (int operation, int type)
{
  VmistateJob *self = g_object_new (VMISTATE_TYPE_JOB, NULL);
  VmistateJobOperation known = VMISTATE_JOB_OPERATION_UNKNOWN;

  if (operation >= 0 && operation < (int) G_N_ELEMENTS (operations))
    known = operations[operation];
  _vmistate_record_set_constant (self, JOB_OPERATION, _vmistate_job_operation_to_nick (known));
  _vmistate_job_set_type (self, type);
  return self;
}

void
_vmistate_job_set_type (VmistateJob *self, int type)
{
  VmistateJobType known = VMISTATE_JOB_TYPE_UNKNOWN;

  if (type >= 0 && type < (int) G_N_ELEMENTS (types))
    known = types[type];
  _vmistate_record_set_constant (self, JOB_TYPE, _vmistate_job_type_to_nick (known));
  if (type == VIR_DOMAIN_JOB_COMPLETED)
    _vmistate_record_set_boolean (self, JOB_SUCCESS, TRUE);
  else if (type == VIR_DOMAIN_JOB_FAILED || type == VIR_DOMAIN_JOB_CANCELLED)
    _vmistate_record_set_boolean (self, JOB_SUCCESS, FALSE);
}

VmistateJob *
_vmistate_job_decode (int type, const virTypedParameter *parameters, int n_parameters)
{
  guint64 operation =
      _vmistate_job_parameters_get (parameters, n_parameters, VIR_DOMAIN_JOB_OPERATION);
  VmistateJob *self;
  guint of_operation;
  guint64 dirty_rate;

  if (type == VIR_DOMAIN_JOB_NONE)
    return NULL;
  if (operation >= G_N_ELEMENTS (operations))
    operation = VIR_DOMAIN_JOB_OPERATION_UNKNOWN;
  self = _vmistate_job_new_bare ((int) operation, type);
  of_operation = 1u << operation;
  take_numbers (self, of_operation, parameters, n_parameters);
  take_remaining (self, type, parameters, n_parameters);
  if ((LIVE & of_operation) && _vmistate_record_has (self, JOB_MEMORY_TOTAL_BYTES)
      && _vmistate_job_parameters_get_dirty_rate (parameters, n_parameters, &dirty_rate))
    _vmistate_record_set_integer (self, JOB_MEMORY_DIRTY_BYTES_PER_SECOND, (gint64) dirty_rate);
  take_end (self, parameters, n_parameters);
  return self;
}

VmistateJob *
_vmistate_job_decode_ended (const virTypedParameter *parameters, int n_parameters)
{
  const virTypedParameter *success =
      _vmistate_job_parameters_find (parameters, n_parameters, VIR_DOMAIN_JOB_SUCCESS);
  gboolean failed =
      success != NULL && success->type == VIR_TYPED_PARAM_BOOLEAN && !success->value.b;

  return _vmistate_job_decode (failed ? VIR_DOMAIN_JOB_FAILED : VIR_DOMAIN_JOB_COMPLETED,
                               parameters, n_parameters);
}

/* libvirt forgets how far a job had come as soon as that has failed. Rates and what is still to
 * come are no longer true then. */
void
_vmistate_job_recall (VmistateJob *self, VmistateJob *before)
{
  static const guint passing[] = { JOB_REMAINING_MSEC, JOB_DOWNTIME_MSEC,
                                   JOB_MEMORY_BYTES_PER_SECOND, JOB_MEMORY_DIRTY_BYTES_PER_SECOND,
                                   JOB_DISK_BYTES_PER_SECOND };

  if (before == NULL)
    return;
  for (guint i = JOB_ELAPSED_MSEC; i < JOB_N_FIELDS; i++)
    {
      gboolean passes = FALSE;

      for (guint j = 0; j < G_N_ELEMENTS (passing); j++)
        passes |= i == passing[j];
      if (!passes && !_vmistate_record_has (self, i))
        _vmistate_record_copy_field (self, i, before, i);
    }
}

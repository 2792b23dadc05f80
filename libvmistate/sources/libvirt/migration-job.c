/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From libvirt's typed parameters to the record that a fact holds. Names that are not known are
 * passed over, and so are numbers that mean nothing: libvirt gives zeros before the hypervisor has
 * counted for the first time, and again once a job has failed. */

#include "config.h"

#include "migration-job.h"

#include <libvirt/virterror.h>

#include "job-decode.h"
#include "job-parameters.h"
#include "model/payloads-control.h"

/* The numbers that are taken as they are */
static const struct
{
  const char *name;
  guint field;
  const char *total; /* (nullable) without this one it means nothing */
} numbers[] = {
  { VIR_DOMAIN_JOB_DATA_TOTAL, MIGRATION_JOB_DATA_TOTAL, VIR_DOMAIN_JOB_DATA_TOTAL },
  { VIR_DOMAIN_JOB_DATA_PROCESSED, MIGRATION_JOB_DATA_PROCESSED, VIR_DOMAIN_JOB_DATA_TOTAL },
  { VIR_DOMAIN_JOB_DATA_REMAINING, MIGRATION_JOB_DATA_REMAINING, VIR_DOMAIN_JOB_DATA_TOTAL },
  { VIR_DOMAIN_JOB_MEMORY_TOTAL, MIGRATION_JOB_MEMORY_TOTAL, VIR_DOMAIN_JOB_MEMORY_TOTAL },
  { VIR_DOMAIN_JOB_MEMORY_PROCESSED, MIGRATION_JOB_MEMORY_PROCESSED, VIR_DOMAIN_JOB_MEMORY_TOTAL },
  { VIR_DOMAIN_JOB_MEMORY_REMAINING, MIGRATION_JOB_MEMORY_REMAINING, VIR_DOMAIN_JOB_MEMORY_TOTAL },
  { VIR_DOMAIN_JOB_MEMORY_BPS, MIGRATION_JOB_MEMORY_RATE, VIR_DOMAIN_JOB_MEMORY_TOTAL },
  { VIR_DOMAIN_JOB_MEMORY_ITERATION, MIGRATION_JOB_ITERATION, VIR_DOMAIN_JOB_MEMORY_TOTAL },
  { VIR_DOMAIN_JOB_TIME_ELAPSED, MIGRATION_JOB_ELAPSED_MSEC, VIR_DOMAIN_JOB_TIME_ELAPSED },
  { VIR_DOMAIN_JOB_DOWNTIME, MIGRATION_JOB_DOWNTIME_MSEC, NULL },
};

static void
take_numbers (gpointer payload, const virTypedParameter *parameters, int n_parameters)
{
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      const virTypedParameter *parameter =
          _vmistate_job_parameters_find (parameters, n_parameters, numbers[i].name);
      guint64 number;

      if (parameter == NULL || !_vmistate_job_parameter_read (parameter, &number))
        continue;
      if (numbers[i].total == NULL
          || _vmistate_job_parameters_get (parameters, n_parameters, numbers[i].total) > 0)
        _vmistate_record_set_integer (payload, numbers[i].field, (gint64) number);
    }
}

gpointer
_vmistate_migration_job_new_bare (const char *role, int type)
{
  gpointer payload = g_object_new (_vmistate_migration_job_get_type (), NULL);

  _vmistate_record_set_string (payload, MIGRATION_JOB_ROLE, role);
  _vmistate_record_set_integer (payload, MIGRATION_JOB_OPERATION,
                                g_str_equal (role, VMISTATE_MIGRATION_SOURCE)
                                    ? VIR_DOMAIN_JOB_OPERATION_MIGRATION_OUT
                                    : VIR_DOMAIN_JOB_OPERATION_MIGRATION_IN);
  _vmistate_record_set_integer (payload, MIGRATION_JOB_TYPE, type);
  return payload;
}

gpointer
_vmistate_migration_job_new (int type, const virTypedParameter *parameters, int n_parameters)
{
  guint64 operation =
      _vmistate_job_parameters_get (parameters, n_parameters, VIR_DOMAIN_JOB_OPERATION);
  g_autofree char *error = NULL;
  guint64 dirty_rate;
  gpointer payload;

  if (operation != VIR_DOMAIN_JOB_OPERATION_MIGRATION_OUT
      && operation != VIR_DOMAIN_JOB_OPERATION_MIGRATION_IN)
    return NULL;
  payload = _vmistate_migration_job_new_bare (operation == VIR_DOMAIN_JOB_OPERATION_MIGRATION_OUT
                                                  ? VMISTATE_MIGRATION_SOURCE
                                                  : VMISTATE_MIGRATION_TARGET,
                                              type);
  take_numbers (payload, parameters, n_parameters);
  if (_vmistate_job_parameters_get_dirty_rate (parameters, n_parameters, &dirty_rate))
    _vmistate_record_set_integer (payload, MIGRATION_JOB_DIRTY_RATE, (gint64) dirty_rate);
  if (_vmistate_job_parameters_find (parameters, n_parameters, VIR_DOMAIN_JOB_MEMORY_POSTCOPY_REQS)
      != NULL)
    _vmistate_record_set_boolean (
        payload, MIGRATION_JOB_POSTCOPY,
        _vmistate_job_parameters_get (parameters, n_parameters, VIR_DOMAIN_JOB_MEMORY_POSTCOPY_REQS)
            > 0);
  error = _vmistate_job_parameters_dup_error (parameters, n_parameters);
  _vmistate_record_set_string (payload, MIGRATION_JOB_ERROR, error);
  return payload;
}

gpointer
_vmistate_migration_job_new_ended (const virTypedParameter *parameters, int n_parameters)
{
  const virTypedParameter *success =
      _vmistate_job_parameters_find (parameters, n_parameters, VIR_DOMAIN_JOB_SUCCESS);
  gboolean failed =
      success != NULL && success->type == VIR_TYPED_PARAM_BOOLEAN && !success->value.b;

  return _vmistate_migration_job_new (failed ? VIR_DOMAIN_JOB_FAILED : VIR_DOMAIN_JOB_COMPLETED,
                                      parameters, n_parameters);
}

/* Asking */

static void
ask (virDomainPtr domain, guint flags, VmistateJobAnswer *answer)
{
  virTypedParameterPtr parameters = NULL;
  int n_parameters = 0;

  if (virDomainGetJobStats (domain, &answer->type, &parameters, &n_parameters, flags) < 0)
    {
      answer->incoming = virGetLastErrorCode () == VIR_ERR_OPERATION_UNSUPPORTED;
      answer->known = answer->incoming;
      answer->refused = virGetLastErrorCode () == VIR_ERR_OPERATION_TIMEOUT;
      return;
    }
  answer->known = TRUE;
  answer->migration = _vmistate_migration_job_new (answer->type, parameters, n_parameters);
  answer->job = _vmistate_job_decode (answer->type, parameters, n_parameters);
  virTypedParamsFree (parameters, n_parameters);
}

void
_vmistate_migration_job_ask (virDomainPtr domain, VmistateJobAnswer *answer)
{
  ask (domain, /* flags= */ 0, answer);
}

/* There are jobs that let nobody ask, such as an internal snapshot: who asks all the same waits for
 * their end, and is not told what for. */
void
_vmistate_migration_job_ask_if_free (virDomainPtr domain, VmistateJobAnswer *answer)
{
  virDomainControlInfo info;

  answer->busy = virDomainGetControlInfo (domain, &info, /* flags= */ 0) == 0
                 && info.state != VIR_DOMAIN_CONTROL_OK;
  if (!answer->busy)
    ask (domain, /* flags= */ 0, answer);
}

/* Whoever reads them takes them away from all others, unless it asks to keep them. */
void
_vmistate_migration_job_ask_completed (virDomainPtr domain, VmistateJobAnswer *answer)
{
  answer->completed = TRUE;
  ask (domain, VIR_DOMAIN_JOB_STATS_COMPLETED | VIR_DOMAIN_JOB_STATS_KEEP_COMPLETED, answer);
}

void
_vmistate_job_answer_clear (VmistateJobAnswer *self)
{
  g_clear_object (&self->migration);
  g_clear_object (&self->job);
}

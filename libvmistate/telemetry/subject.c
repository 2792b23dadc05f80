/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "subject.h"

#include "model/filesystem-info.h"
#include "model/guest-agent-info.h"
#include "model/migration-progress.h"
#include "model/migration-state.h"
#include "model/payloads.h"
#include "model/sample/block-sample.h"
#include "model/sample/sample.h"
#include "model/status.h"

#define MAX_STEPS 3

/* The way to a record, or to a list of them: fields, each of the record before. */
typedef struct
{
  enum
  {
    FROM_NOTHING,
    FROM_SAMPLE,
    FROM_STATUS,
    FROM_DOMAIN,
  } from;
  guint n_steps;
  guint steps[MAX_STEPS];
  gboolean is_list;
  guint max; /* 0: as many as there are */
} Way;

static const Way ways[VMISTATE_N_SUBJECTS] = {
  [VMISTATE_SUBJECT_SAMPLE] = { FROM_SAMPLE },
  [VMISTATE_SUBJECT_CPU] = { FROM_SAMPLE, 1, { SAMPLE_CPU } },
  [VMISTATE_SUBJECT_BALLOON] = { FROM_SAMPLE, 1, { SAMPLE_BALLOON } },
  [VMISTATE_SUBJECT_VCPU] = { FROM_SAMPLE, 1, { SAMPLE_VCPUS }, TRUE },
  [VMISTATE_SUBJECT_NIC] = { FROM_SAMPLE, 1, { SAMPLE_INTERFACES }, TRUE },
  [VMISTATE_SUBJECT_DISK] = { FROM_SAMPLE, 1, { SAMPLE_BLOCKS }, TRUE },
  [VMISTATE_SUBJECT_PERF] = { FROM_SAMPLE, 1, { SAMPLE_PERF } },
  [VMISTATE_SUBJECT_DIRTY_RATE] = { FROM_SAMPLE, 1, { SAMPLE_DIRTY_RATE } },
  [VMISTATE_SUBJECT_KVM] = { FROM_SAMPLE, 1, { SAMPLE_KVM_COUNTERS }, TRUE },
  [VMISTATE_SUBJECT_MIGRATION] = { FROM_STATUS, 1, { STATUS_MIGRATION_STATE } },
  [VMISTATE_SUBJECT_JOB] = { FROM_STATUS, 2, { STATUS_MIGRATION_STATE, MIGRATION_STATE_PROGRESS } },
  [VMISTATE_SUBJECT_RUNNING_JOB] = { FROM_STATUS,
                                     2,
                                     { STATUS_MIGRATION_STATE, MIGRATION_STATE_PROGRESS } },
  [VMISTATE_SUBJECT_LOAD] = { FROM_STATUS, 2, { STATUS_GUEST_AGENT_INFO, GUEST_AGENT_INFO_LOAD } },
  [VMISTATE_SUBJECT_FILESYSTEM] = { FROM_STATUS,
                                    3,
                                    { STATUS_GUEST_AGENT_INFO, GUEST_AGENT_INFO_FS_INFO,
                                      FILESYSTEM_INFO_DISKS },
                                    TRUE,
                                    VMISTATE_MAX_FILESYSTEMS },
  [VMISTATE_SUBJECT_USER] = { FROM_STATUS,
                              2,
                              { STATUS_GUEST_AGENT_INFO, GUEST_AGENT_INFO_USER_LIST },
                              TRUE,
                              VMISTATE_MAX_USERS },
  [VMISTATE_SUBJECT_IOTHREAD] = { FROM_SAMPLE, 1, { SAMPLE_IOTHREADS }, TRUE },
  [VMISTATE_SUBJECT_LIMITED_DISK] = { FROM_DOMAIN,
                                      2,
                                      { DOMAIN_DETAILS, DOMAIN_DETAILS_DISKS },
                                      TRUE },
};

static gpointer
find_start (const Way *way, const VmistateVm *vm)
{
  switch (way->from)
    {
    case FROM_SAMPLE:
      return vm->sample;
    case FROM_STATUS:
      return vm->status;
    case FROM_DOMAIN:
      return vm->domain;
    case FROM_NOTHING:
    default:
      return NULL;
    }
}

static GPtrArray *
find_list (const Way *way, const VmistateVm *vm)
{
  gpointer record = find_start (way, vm);

  for (guint i = 0; i + 1 < way->n_steps; i++)
    record = _vmistate_record_get_record (record, way->steps[i]);
  return _vmistate_record_get_list (record, way->steps[way->n_steps - 1]);
}

/* Of the two ends of a migration the first knows how far it is. */
static gpointer
find_running_job (GPtrArray *jobs)
{
  gpointer found = NULL;

  for (guint i = 0; jobs != NULL && i < jobs->len; i++)
    {
      VmistateJob *job = jobs->pdata[i];

      if (vmistate_job_is_running (job)
          && (found == NULL
              || vmistate_job_get_operation (found) == VMISTATE_JOB_OPERATION_MIGRATION_IN))
        found = job;
    }
  return found;
}

static void
find_jobs (VmistateSubject subject, const VmistateVm *vm, VmistateSubjectRecords *records)
{
  GPtrArray *jobs = vmistate_instance_get_jobs (vm->instance);

  if (subject == VMISTATE_SUBJECT_DOMAIN_JOB && jobs != NULL)
    {
      records->records = jobs->pdata;
      records->n_records = jobs->len;
    }
  else if (subject == VMISTATE_SUBJECT_DOMAIN_JOB_NOW)
    {
      records->single = find_running_job (jobs);
      records->records = &records->single;
      records->n_records = records->single != NULL ? 1 : 0;
    }
}

static gboolean
has_ended (const VmistateVm *vm)
{
  gpointer migration = _vmistate_record_get_record (vm->status, STATUS_MIGRATION_STATE);

  return _vmistate_record_is_true (migration, MIGRATION_STATE_COMPLETED)
         || _vmistate_record_has (migration, MIGRATION_STATE_END_TIMESTAMP);
}

void
_vmistate_subject_find (VmistateSubject subject, const VmistateVm *vm,
                        VmistateSubjectRecords *records)
{
  const Way *way = &ways[subject];
  GPtrArray *list;

  *records = (VmistateSubjectRecords){ 0 };
  if (subject == VMISTATE_SUBJECT_DOMAIN_JOB || subject == VMISTATE_SUBJECT_DOMAIN_JOB_NOW)
    {
      find_jobs (subject, vm, records);
      return;
    }
  if (subject == VMISTATE_SUBJECT_RUNNING_JOB && has_ended (vm))
    return;
  if (way->is_list)
    {
      list = find_list (way, vm);
      if (list == NULL)
        return;
      records->records = list->pdata;
      records->n_records = way->max == 0 ? list->len : MIN (list->len, way->max);
      return;
    }
  records->single = find_start (way, vm);
  for (guint i = 0; i < way->n_steps; i++)
    records->single = _vmistate_record_get_record (records->single, way->steps[i]);
  if (subject == VMISTATE_SUBJECT_RUNNING_JOB)
    _vmistate_record_get_int64 (records->single, MIGRATION_PROGRESS_OBSERVED_AT,
                                &records->observed_at_usec);
  records->records = &records->single;
  records->n_records = records->single != NULL ? 1 : 0;
}

/* Images below the topmost have its name. */
gboolean
_vmistate_subject_has_record (VmistateSubject subject, gpointer record)
{
  return subject != VMISTATE_SUBJECT_DISK
         || !_vmistate_record_has (record, BLOCK_SAMPLE_BACKING_INDEX);
}

gpointer
_vmistate_subject_get_inner (VmistateSubject subject, gpointer record)
{
  if (subject != VMISTATE_SUBJECT_LIMITED_DISK)
    return record;
  return _vmistate_record_get_record (record, DOMAIN_DISK_DETAILS_LIMITS);
}

gboolean
_vmistate_subject_count_omitted (VmistateSubject subject, const VmistateVm *vm, guint *n_omitted)
{
  GPtrArray *list = find_list (&ways[subject], vm);

  if (list == NULL)
    return FALSE;
  *n_omitted = list->len > ways[subject].max ? list->len - ways[subject].max : 0;
  return TRUE;
}

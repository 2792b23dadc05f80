/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* libvirt's statistics of a job, as a fact has them. */

#pragma once

#include <libvirt/libvirt.h>

#include <vmistate/vmistate-job.h>

G_BEGIN_DECLS

#define VMISTATE_MIGRATION_SOURCE "source"
#define VMISTATE_MIGRATION_TARGET "target"

/* What libvirt answers when it is asked for the job of a domain. */
typedef struct
{
  gboolean completed; /* it was asked for the one that ended last */
  gboolean known;     /* it did answer */
  gboolean refused;   /* it did not, because somebody else's call kept it waiting for too long */
  gboolean incoming;  /* a migration comes in; its statistics are to be had where it comes from */
  int type;           /* virDomainJobType */
  gboolean busy;      /* it was not asked for one that runs, because that might take long */
  gpointer migration; /* (owned) (nullable) VmistateMigrationJob, if the job is a migration */
  VmistateJob *job;   /* (owned) (nullable) if there is one */
} VmistateJobAnswer;

/* @type: virDomainJobType
 * Returns: (transfer full) (nullable): VmistateMigrationJob; NULL if the job is no migration */
gpointer _vmistate_migration_job_new (int type, const virTypedParameter *parameters,
                                      int n_parameters);

/* The same of the event that tells the end of a job, which has no type. */
gpointer _vmistate_migration_job_new_ended (const virTypedParameter *parameters, int n_parameters);

/* Of a migration of which nothing but this is known. @role: VMISTATE_MIGRATION_* */
gpointer _vmistate_migration_job_new_bare (const char *role, int type);

/* On a worker: the first two may enter the hypervisor, or wait for somebody who is inside. */
void _vmistate_migration_job_ask (virDomainPtr domain, VmistateJobAnswer *answer);
void _vmistate_migration_job_ask_if_free (virDomainPtr domain, VmistateJobAnswer *answer);
void _vmistate_migration_job_ask_completed (virDomainPtr domain, VmistateJobAnswer *answer);

void _vmistate_job_answer_clear (VmistateJobAnswer *self);

G_END_DECLS

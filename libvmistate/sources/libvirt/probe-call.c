/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "probe-call.h"

void
_vmistate_probe_call_free (VmistateProbeCall *self)
{
  virConnectClose (self->connection);
  _vmistate_job_answer_clear (&self->job);
  g_free (self->uuid);
  g_free (self);
}

/* Block statistics are what every QEMU has and answers at once. NOWAIT: where another call is
 * inside already, ours does not queue up behind it. What the answer is does not matter, only that
 * there is one. */
static void
ask_any (virDomainPtr domain)
{
  virDomainPtr list[] = { domain, NULL };
  virDomainStatsRecordPtr *records = NULL;

  if (virDomainListGetStats (list, VIR_DOMAIN_STATS_BLOCK, &records,
                             VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT)
      >= 0)
    virDomainStatsRecordListFree (records);
}

void
_vmistate_probe_call_run (VmistateProbeCall *self)
{
  virDomainPtr domain = virDomainLookupByUUIDString (self->connection, self->uuid);

  if (domain == NULL)
    return;
  if (self->questions & VMISTATE_PROBE_ASK_ANY)
    ask_any (domain);
  if (self->questions & VMISTATE_PROBE_ASK_JOB)
    _vmistate_migration_job_ask (domain, &self->job);
  if (self->questions & VMISTATE_PROBE_ASK_COMPLETED_JOB)
    _vmistate_migration_job_ask_completed (domain, &self->job);
  if (self->questions & VMISTATE_PROBE_ASK_JOB_IF_FREE)
    _vmistate_migration_job_ask_if_free (domain, &self->job);
  virDomainFree (domain);
}

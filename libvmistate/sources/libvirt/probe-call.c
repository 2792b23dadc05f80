/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "probe-call.h"

void
_vmistate_probe_call_free (VmistateProbeCall *self)
{
  virConnectClose (self->connection);
  g_free (self->uuid);
  g_free (self);
}

/* Block statistics are what every QEMU has and answers at once. NOWAIT: where another call is
 * inside already, ours does not queue up behind it. */
void
_vmistate_probe_call_run (VmistateProbeCall *self)
{
  virDomainPtr domain = virDomainLookupByUUIDString (self->connection, self->uuid);
  virDomainPtr list[] = { domain, NULL };
  virDomainStatsRecordPtr *records = NULL;

  if (domain == NULL)
    return;
  if (virDomainListGetStats (list, VIR_DOMAIN_STATS_BLOCK, &records,
                             VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT)
      >= 0)
    virDomainStatsRecordListFree (records);
  virDomainFree (domain);
}

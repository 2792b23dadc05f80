/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What sources tell of the hosts that they look at. It is no evidence of any VMI. */

#include "config.h"

#include "monitor.h"

#include "model/host-info.h"

/* The fact tells when it was, if the record does not.
 * Returns: (transfer full) */
static VmistateHostInfo *
dup_with_time (VmistateFact *fact)
{
  gpointer info = _vmistate_fact_get_payload (fact);
  gpointer copy;

  if (_vmistate_record_has (info, HOST_INFO_TAKEN_AT))
    return g_object_ref (info);
  copy = _vmistate_record_copy (info);
  _vmistate_record_set_time (copy, HOST_INFO_TAKEN_AT, vmistate_fact_get_observed_at_usec (fact));
  return copy;
}

static gint64
get_time (gpointer info)
{
  return _vmistate_record_get_values (info)[HOST_INFO_TAKEN_AT].integer;
}

void
_vmistate_monitor_ingest_host (VmistateMonitor *self, VmistateFact *fact)
{
  const char *source = vmistate_fact_get_source (fact);
  g_autoptr (VmistateHostInfo) info = dup_with_time (fact);
  gpointer before = g_hash_table_lookup (self->table.hosts, source);
  gboolean changed = before == NULL || !_vmistate_record_equal (before, info);

  if (before != NULL && get_time (info) < get_time (before))
    return;
  g_hash_table_replace (self->table.hosts, g_strdup (source), g_steal_pointer (&info));
  if (changed)
    g_signal_emit (self, _vmistate_monitor_signals[MONITOR_SIGNAL_SOURCES_CHANGED], 0);
}

/**
 * vmistate_monitor_get_host_info:
 * @self: a monitor
 * @source: the id of a source, see [method@Source.get_id] and [method@Stamp.get_source]
 *
 * What a source last told of the libvirt that it looks at and of its host, see
 * [class@HostSource]. When anything of it changes but its time, [signal@Monitor::sources-changed]
 * is emitted.
 *
 * How old it is is told by [method@HostInfo.dup_taken_at]; it stays when the source is lost, which
 * [method@Monitor.dup_source_stamps] tells.
 *
 * Returns: (transfer none) (nullable): the host info; %NULL if the source has told none
 *
 * Since: 0.1
 */
VmistateHostInfo *
vmistate_monitor_get_host_info (VmistateMonitor *self, const char *source)
{
  g_return_val_if_fail (VMISTATE_IS_MONITOR (self), NULL);
  g_return_val_if_fail (source != NULL, NULL);

  return g_hash_table_lookup (self->table.hosts, source);
}

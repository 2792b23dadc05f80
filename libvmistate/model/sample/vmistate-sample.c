/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "sample.h"

#include "balloon-sample.h"

/**
 * VmistateSample:
 *
 * The numbers of one domain at one moment, from libvirt's statistics.
 *
 * A number that did not come is absent, never 0: libvirt leaves out what it cannot tell just now. A
 * list is %NULL when its numbers did not come, and empty when they came and there is nothing;
 * languages that show both as an empty list have the JSON form to tell them apart.
 * Counters begin anew when the hypervisor process does; [method@Sample.compute_rates] knows that.
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [SAMPLE_TAKEN_AT] = { "takenAt", VMISTATE_FIELD_TIME },
  [SAMPLE_STATE] = { "state", VMISTATE_FIELD_INT32 },
  [SAMPLE_REASON] = { "reason", VMISTATE_FIELD_INT32 },
  [SAMPLE_CPU] = { "cpu", VMISTATE_FIELD_RECORD, 0, vmistate_cpu_sample_get_type },
  [SAMPLE_BALLOON] = { "balloon", VMISTATE_FIELD_RECORD, 0, vmistate_balloon_sample_get_type },
  [SAMPLE_VCPUS_CURRENT] = { "vcpusCurrent", VMISTATE_FIELD_UINT32 },
  [SAMPLE_VCPUS_MAXIMUM] = { "vcpusMaximum", VMISTATE_FIELD_UINT32 },
  [SAMPLE_VCPUS] = { "vcpus", VMISTATE_FIELD_LIST, VMISTATE_FIELD_MAY_BE_EMPTY,
                     vmistate_vcpu_sample_get_type },
  [SAMPLE_INTERFACES] = { "interfaces", VMISTATE_FIELD_LIST, VMISTATE_FIELD_MAY_BE_EMPTY,
                          vmistate_interface_sample_get_type },
  [SAMPLE_BLOCKS] = { "blocks", VMISTATE_FIELD_LIST, VMISTATE_FIELD_MAY_BE_EMPTY,
                      vmistate_block_sample_get_type },
  [SAMPLE_PERF] = { "perf", VMISTATE_FIELD_RECORD, 0, vmistate_perf_sample_get_type },
  [SAMPLE_IOTHREADS] = { "iothreads", VMISTATE_FIELD_LIST, VMISTATE_FIELD_MAY_BE_EMPTY,
                         vmistate_iothread_sample_get_type },
  [SAMPLE_BANDWIDTH_MONITORS] = { "bandwidthMonitors", VMISTATE_FIELD_LIST,
                                  VMISTATE_FIELD_MAY_BE_EMPTY,
                                  vmistate_bandwidth_monitor_get_type },
  [SAMPLE_DIRTY_RATE] = { "dirtyRate", VMISTATE_FIELD_RECORD, 0,
                          vmistate_dirty_rate_sample_get_type },
  [SAMPLE_KVM_COUNTERS] = { "kvmCounters", VMISTATE_FIELD_LIST, VMISTATE_FIELD_MAY_BE_EMPTY,
                            vmistate_kvm_counter_get_type },
  [SAMPLE_UNKNOWN_KEYS] = { "unknownKeys", VMISTATE_FIELD_UINT32 },
  [SAMPLE_MONITOR_SKIPPED] = { "monitorSkipped", VMISTATE_FIELD_BOOLEAN },
  [SAMPLE_MESSAGE] = { "message", VMISTATE_FIELD_STRING },
  [SAMPLE_MISSING] = { "missing", VMISTATE_FIELD_STRING },
  [SAMPLE_MISSING_SINCE] = { "missingSince", VMISTATE_FIELD_TIME },
  [SAMPLE_RUN] = { "run", VMISTATE_FIELD_STRING },
  [SAMPLE_MONOTONIC_USEC] = { "monotonicUsec", VMISTATE_FIELD_UINT64 },
};

VMISTATE_DEFINE_RECORD (VmistateSample, vmistate_sample, fields, SAMPLE_N_FIELDS)

/**
 * vmistate_sample_new_from_json:
 * @json: the JSON text of one sample, UTF-8
 * @length: length of @json in bytes, or -1 if it is zero-terminated
 * @error: return location for an error
 *
 * Reads a sample from its JSON form, such as the `sample` member of a recorded fact.
 *
 * Members that this version does not know are kept, and written again by
 * [method@Record.to_json]. Fails with %VMISTATE_ERROR_INVALID_DATA for a text that is not such a
 * form; the message names the path.
 *
 * Returns: (transfer full): the sample, or %NULL with @error set
 *
 * Since: 0.1
 */
VmistateSample *
vmistate_sample_new_from_json (const char *json, gssize length, GError **error)
{
  g_return_val_if_fail (json != NULL || length == 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return _vmistate_record_from_json (VMISTATE_TYPE_SAMPLE, json, length, error);
}

/**
 * vmistate_sample_dup_taken_at:
 * @self: a sample
 *
 * When the numbers were asked for, in UTC; JSON member `takenAt`.
 *
 * Returns: (transfer full) (nullable): the time, or %NULL if it was not observed
 *
 * Since: 0.1
 */
GDateTime *
vmistate_sample_dup_taken_at (VmistateSample *self)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLE (self), NULL);

  return _vmistate_record_dup_time (self, SAMPLE_TAKEN_AT);
}

/**
 * vmistate_sample_get_state:
 * @self: a sample
 * @value: (out) (optional): return location for the number, or 0
 *
 * What the domain does: 1 runs, 2 blocked, 3 paused, 4 shuts down, 5 shut off, 6 crashed, 7
 * suspended by its guest; JSON member `state`. Told by libvirt as `state.state`, a virDomainState.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_sample_get_state (VmistateSample *self, gint32 *value)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLE (self), FALSE);

  return _vmistate_record_get_int32 (self, SAMPLE_STATE, value);
}

/**
 * vmistate_sample_get_reason:
 * @self: a sample
 * @value: (out) (optional): return location for the number, or 0
 *
 * Why it does; JSON member `reason`. Told by libvirt as `state.reason`. Which list the number is
 * from depends on the state.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_sample_get_reason (VmistateSample *self, gint32 *value)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLE (self), FALSE);

  return _vmistate_record_get_int32 (self, SAMPLE_REASON, value);
}

/**
 * vmistate_sample_get_cpu:
 * @self: a sample
 *
 * Processor time; JSON member `cpu`. Told by libvirt as `cpu`.
 *
 * Returns: (transfer none) (nullable): the times, or %NULL if they were not observed
 *
 * Since: 0.1
 */
VmistateCpuSample *
vmistate_sample_get_cpu (VmistateSample *self)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLE (self), NULL);

  return _vmistate_record_get_record (self, SAMPLE_CPU);
}

/**
 * vmistate_sample_get_balloon:
 * @self: a sample
 *
 * Memory; JSON member `balloon`. Told by libvirt as `balloon`.
 *
 * Returns: (transfer none) (nullable): the figures, or %NULL if they were not observed
 *
 * Since: 0.1
 */
VmistateBalloonSample *
vmistate_sample_get_balloon (VmistateSample *self)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLE (self), NULL);

  return _vmistate_record_get_record (self, SAMPLE_BALLOON);
}

/**
 * vmistate_sample_get_vcpus_current:
 * @self: a sample
 * @value: (out) (optional): return location for the number, or 0
 *
 * How many vCPUs are plugged in; JSON member `vcpusCurrent`. Told by libvirt as `vcpu.current`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_sample_get_vcpus_current (VmistateSample *self, guint32 *value)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint32 (self, SAMPLE_VCPUS_CURRENT, value);
}

/**
 * vmistate_sample_get_vcpus_maximum:
 * @self: a sample
 * @value: (out) (optional): return location for the number, or 0
 *
 * How many vCPUs there can be; JSON member `vcpusMaximum`. Told by libvirt as `vcpu.maximum`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_sample_get_vcpus_maximum (VmistateSample *self, guint32 *value)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint32 (self, SAMPLE_VCPUS_MAXIMUM, value);
}

/**
 * vmistate_sample_get_vcpus:
 * @self: a sample
 *
 * The vCPUs; JSON member `vcpus`. Told by libvirt as `vcpu`.
 *
 * Returns: (element-type VmistateVcpuSample) (transfer none) (nullable): the vCPUs, which must not
 * be changed, or %NULL if they were not observed
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_sample_get_vcpus (VmistateSample *self)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLE (self), NULL);

  return _vmistate_record_get_list (self, SAMPLE_VCPUS);
}

/**
 * vmistate_sample_get_interfaces:
 * @self: a sample
 *
 * The network interfaces; JSON member `interfaces`. Told by libvirt as `net`.
 *
 * Returns: (element-type VmistateInterfaceSample) (transfer none) (nullable): the interfaces, which
 * must not be changed, or %NULL if they were not observed
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_sample_get_interfaces (VmistateSample *self)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLE (self), NULL);

  return _vmistate_record_get_list (self, SAMPLE_INTERFACES);
}

/**
 * vmistate_sample_get_blocks:
 * @self: a sample
 *
 * The disks; JSON member `blocks`. Told by libvirt as `block`.
 *
 * Returns: (element-type VmistateBlockSample) (transfer none) (nullable): the disks, which must not
 * be changed, or %NULL if they were not observed
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_sample_get_blocks (VmistateSample *self)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLE (self), NULL);

  return _vmistate_record_get_list (self, SAMPLE_BLOCKS);
}

/**
 * vmistate_sample_get_perf:
 * @self: a sample
 *
 * Events of the processor and the kernel; JSON member `perf`. Told by libvirt as `perf`.
 *
 * Returns: (transfer none) (nullable): the events, or %NULL if they were not observed
 *
 * Since: 0.1
 */
VmistatePerfSample *
vmistate_sample_get_perf (VmistateSample *self)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLE (self), NULL);

  return _vmistate_record_get_record (self, SAMPLE_PERF);
}

/**
 * vmistate_sample_get_iothreads:
 * @self: a sample
 *
 * The I/O threads; JSON member `iothreads`. Told by libvirt as `iothread`.
 *
 * Returns: (element-type VmistateIothreadSample) (transfer none) (nullable): the threads, which
 * must not be changed, or %NULL if they were not observed
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_sample_get_iothreads (VmistateSample *self)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLE (self), NULL);

  return _vmistate_record_get_list (self, SAMPLE_IOTHREADS);
}

/**
 * vmistate_sample_get_bandwidth_monitors:
 * @self: a sample
 *
 * Monitors of memory bandwidth; JSON member `bandwidthMonitors`. Told by libvirt as
 * `memory.bandwidth.monitor`.
 *
 * Returns: (element-type VmistateBandwidthMonitor) (transfer none) (nullable): the monitors, which
 * must not be changed, or %NULL if they were not observed
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_sample_get_bandwidth_monitors (VmistateSample *self)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLE (self), NULL);

  return _vmistate_record_get_list (self, SAMPLE_BANDWIDTH_MONITORS);
}

/**
 * vmistate_sample_get_dirty_rate:
 * @self: a sample
 *
 * How fast the guest changes its memory; JSON member `dirtyRate`. Told by libvirt as `dirtyrate`.
 *
 * Returns: (transfer none) (nullable): the rate, or %NULL if it was not observed
 *
 * Since: 0.1
 */
VmistateDirtyRateSample *
vmistate_sample_get_dirty_rate (VmistateSample *self)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLE (self), NULL);

  return _vmistate_record_get_record (self, SAMPLE_DIRTY_RATE);
}

/**
 * vmistate_sample_get_kvm_counters:
 * @self: a sample
 *
 * What else the host's kernel counts for the virtual machine; JSON member `kvmCounters`. Told by
 * libvirt as `vm.NAME.{cur,sum,max}`.
 *
 * Returns: (element-type VmistateKvmCounter) (transfer none) (nullable): the counters, which must
 * not be changed, or %NULL if they were not observed
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_sample_get_kvm_counters (VmistateSample *self)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLE (self), NULL);

  return _vmistate_record_get_list (self, SAMPLE_KVM_COUNTERS);
}

/**
 * vmistate_sample_get_unknown_keys:
 * @self: a sample
 * @value: (out) (optional): return location for the number, or 0
 *
 * How many of the numbers that came this version has no place for; JSON member `unknownKeys`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_sample_get_unknown_keys (VmistateSample *self, guint32 *value)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint32 (self, SAMPLE_UNKNOWN_KEYS, value);
}

/**
 * vmistate_sample_get_monitor_skipped:
 * @self: a sample
 * @value: (out) (optional): return location for the answer
 *
 * Whether numbers are missing that only the hypervisor process knows, because it was not asked or
 * did not answer; JSON member `monitorSkipped`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_sample_get_monitor_skipped (VmistateSample *self, gboolean *value)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLE (self), FALSE);

  return _vmistate_record_get_boolean (self, SAMPLE_MONITOR_SKIPPED, value);
}

/**
 * vmistate_sample_get_message:
 * @self: a sample
 *
 * Why numbers are missing, for people; JSON member `message`.
 *
 * Returns: (nullable): the message, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_sample_get_message (VmistateSample *self)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLE (self), NULL);

  return _vmistate_record_get_string (self, SAMPLE_MESSAGE);
}

/* Balloon figures of the guest, in the order of what they are worth. */
static gboolean
get_free_bytes (gpointer balloon, guint64 *bytes)
{
  return _vmistate_record_get_uint64 (balloon, BALLOON_SAMPLE_USABLE_BYTES, bytes)
         || _vmistate_record_get_uint64 (balloon, BALLOON_SAMPLE_UNUSED_BYTES, bytes);
}

/**
 * vmistate_sample_get_guest_memory_used:
 * @self: a sample
 * @bytes: (out) (optional): return location for the size, or 0
 *
 * Memory that is in use inside the guest, in bytes: what its kernel has to deal out without what it
 * could still use ([method@BalloonSample.get_usable_bytes]), or, where the guest does not tell
 * that, without what it uses for nothing ([method@BalloonSample.get_unused_bytes]).
 *
 * The guest's own figures are as old as [method@BalloonSample.dup_last_update] says: without a
 * stats period in the domain that can be as old as the guest.
 *
 * Returns: %TRUE if the guest told enough; figures that contradict each other are not enough
 *
 * Since: 0.1
 */
gboolean
vmistate_sample_get_guest_memory_used (VmistateSample *self, guint64 *bytes)
{
  gpointer balloon;
  guint64 available;
  guint64 free_bytes;
  gboolean is_known;

  g_return_val_if_fail (VMISTATE_IS_SAMPLE (self), FALSE);

  balloon = _vmistate_record_get_record (self, SAMPLE_BALLOON);
  is_known = _vmistate_record_get_uint64 (balloon, BALLOON_SAMPLE_AVAILABLE_BYTES, &available)
             && get_free_bytes (balloon, &free_bytes) && free_bytes <= available;
  if (bytes != NULL)
    *bytes = is_known ? available - free_bytes : 0;
  return is_known;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "perf-sample.h"

/**
 * VmistatePerfSample:
 *
 * Events of the processor and of the host's kernel, for the hypervisor process. Only those are
 * there that the domain was told to count.
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [PERF_SAMPLE_CMT_BYTES] = { "cmtBytes", VMISTATE_FIELD_UINT64 },
  [PERF_SAMPLE_MBMT_BYTES_PER_SECOND] = { "mbmtBytesPerSecond", VMISTATE_FIELD_UINT64 },
  [PERF_SAMPLE_MBML_BYTES_PER_SECOND] = { "mbmlBytesPerSecond", VMISTATE_FIELD_UINT64 },
  [PERF_SAMPLE_CACHE_MISSES] = { "cacheMisses", VMISTATE_FIELD_UINT64 },
  [PERF_SAMPLE_CACHE_REFERENCES] = { "cacheReferences", VMISTATE_FIELD_UINT64 },
  [PERF_SAMPLE_INSTRUCTIONS] = { "instructions", VMISTATE_FIELD_UINT64 },
  [PERF_SAMPLE_CPU_CYCLES] = { "cpuCycles", VMISTATE_FIELD_UINT64 },
  [PERF_SAMPLE_BRANCH_INSTRUCTIONS] = { "branchInstructions", VMISTATE_FIELD_UINT64 },
  [PERF_SAMPLE_BRANCH_MISSES] = { "branchMisses", VMISTATE_FIELD_UINT64 },
  [PERF_SAMPLE_BUS_CYCLES] = { "busCycles", VMISTATE_FIELD_UINT64 },
  [PERF_SAMPLE_STALLED_CYCLES_FRONTEND] = { "stalledCyclesFrontend", VMISTATE_FIELD_UINT64 },
  [PERF_SAMPLE_STALLED_CYCLES_BACKEND] = { "stalledCyclesBackend", VMISTATE_FIELD_UINT64 },
  [PERF_SAMPLE_REF_CPU_CYCLES] = { "refCpuCycles", VMISTATE_FIELD_UINT64 },
  [PERF_SAMPLE_CPU_CLOCK_USEC] = { "cpuClockUsec", VMISTATE_FIELD_UINT64 },
  [PERF_SAMPLE_TASK_CLOCK_USEC] = { "taskClockUsec", VMISTATE_FIELD_UINT64 },
  [PERF_SAMPLE_PAGE_FAULTS] = { "pageFaults", VMISTATE_FIELD_UINT64 },
  [PERF_SAMPLE_CONTEXT_SWITCHES] = { "contextSwitches", VMISTATE_FIELD_UINT64 },
  [PERF_SAMPLE_CPU_MIGRATIONS] = { "cpuMigrations", VMISTATE_FIELD_UINT64 },
  [PERF_SAMPLE_PAGE_FAULTS_MIN] = { "pageFaultsMin", VMISTATE_FIELD_UINT64 },
  [PERF_SAMPLE_PAGE_FAULTS_MAJ] = { "pageFaultsMaj", VMISTATE_FIELD_UINT64 },
  [PERF_SAMPLE_ALIGNMENT_FAULTS] = { "alignmentFaults", VMISTATE_FIELD_UINT64 },
  [PERF_SAMPLE_EMULATION_FAULTS] = { "emulationFaults", VMISTATE_FIELD_UINT64 },
};

VMISTATE_DEFINE_RECORD (VmistatePerfSample, vmistate_perf_sample, fields, PERF_SAMPLE_N_FIELDS)

/**
 * vmistate_perf_sample_get_cmt_bytes:
 * @self: a sample
 * @value: (out) (optional): return location for the size, or 0
 *
 * What the domain occupies of the processor's cache, in bytes; JSON member `cmtBytes`. Told by
 * libvirt as `perf.cmt`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_perf_sample_get_cmt_bytes (VmistatePerfSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_PERF_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, PERF_SAMPLE_CMT_BYTES, value);
}

/**
 * vmistate_perf_sample_get_mbmt_bytes_per_second:
 * @self: a sample
 * @value: (out) (optional): return location for the rate, or 0
 *
 * Memory bandwidth that the domain uses in all, in bytes per second; JSON member
 * `mbmtBytesPerSecond`. Told by libvirt as `perf.mbmt`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_perf_sample_get_mbmt_bytes_per_second (VmistatePerfSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_PERF_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, PERF_SAMPLE_MBMT_BYTES_PER_SECOND, value);
}

/**
 * vmistate_perf_sample_get_mbml_bytes_per_second:
 * @self: a sample
 * @value: (out) (optional): return location for the rate, or 0
 *
 * Memory bandwidth that it uses of its own memory controller, in bytes per second; JSON member
 * `mbmlBytesPerSecond`. Told by libvirt as `perf.mbml`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_perf_sample_get_mbml_bytes_per_second (VmistatePerfSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_PERF_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, PERF_SAMPLE_MBML_BYTES_PER_SECOND, value);
}

/**
 * vmistate_perf_sample_get_cache_misses:
 * @self: a sample
 * @value: (out) (optional): return location for the number, or 0
 *
 * Cache misses; JSON member `cacheMisses`. Told by libvirt as `perf.cache_misses`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_perf_sample_get_cache_misses (VmistatePerfSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_PERF_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, PERF_SAMPLE_CACHE_MISSES, value);
}

/**
 * vmistate_perf_sample_get_cache_references:
 * @self: a sample
 * @value: (out) (optional): return location for the number, or 0
 *
 * Cache accesses; JSON member `cacheReferences`. Told by libvirt as `perf.cache_references`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_perf_sample_get_cache_references (VmistatePerfSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_PERF_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, PERF_SAMPLE_CACHE_REFERENCES, value);
}

/**
 * vmistate_perf_sample_get_instructions:
 * @self: a sample
 * @value: (out) (optional): return location for the number, or 0
 *
 * Instructions; JSON member `instructions`. Told by libvirt as `perf.instructions`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_perf_sample_get_instructions (VmistatePerfSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_PERF_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, PERF_SAMPLE_INSTRUCTIONS, value);
}

/**
 * vmistate_perf_sample_get_cpu_cycles:
 * @self: a sample
 * @value: (out) (optional): return location for the number, or 0
 *
 * Cycles of the processor; JSON member `cpuCycles`. Told by libvirt as `perf.cpu_cycles`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_perf_sample_get_cpu_cycles (VmistatePerfSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_PERF_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, PERF_SAMPLE_CPU_CYCLES, value);
}

/**
 * vmistate_perf_sample_get_branch_instructions:
 * @self: a sample
 * @value: (out) (optional): return location for the number, or 0
 *
 * Branch instructions; JSON member `branchInstructions`. Told by libvirt as
 * `perf.branch_instructions`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_perf_sample_get_branch_instructions (VmistatePerfSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_PERF_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, PERF_SAMPLE_BRANCH_INSTRUCTIONS, value);
}

/**
 * vmistate_perf_sample_get_branch_misses:
 * @self: a sample
 * @value: (out) (optional): return location for the number, or 0
 *
 * Branches that were predicted wrongly; JSON member `branchMisses`. Told by libvirt as
 * `perf.branch_misses`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_perf_sample_get_branch_misses (VmistatePerfSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_PERF_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, PERF_SAMPLE_BRANCH_MISSES, value);
}

/**
 * vmistate_perf_sample_get_bus_cycles:
 * @self: a sample
 * @value: (out) (optional): return location for the number, or 0
 *
 * Cycles of the bus; JSON member `busCycles`. Told by libvirt as `perf.bus_cycles`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_perf_sample_get_bus_cycles (VmistatePerfSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_PERF_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, PERF_SAMPLE_BUS_CYCLES, value);
}

/**
 * vmistate_perf_sample_get_stalled_cycles_frontend:
 * @self: a sample
 * @value: (out) (optional): return location for the number, or 0
 *
 * Cycles in which no instruction could be fetched; JSON member `stalledCyclesFrontend`. Told by
 * libvirt as `perf.stalled_cycles_frontend`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_perf_sample_get_stalled_cycles_frontend (VmistatePerfSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_PERF_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, PERF_SAMPLE_STALLED_CYCLES_FRONTEND, value);
}

/**
 * vmistate_perf_sample_get_stalled_cycles_backend:
 * @self: a sample
 * @value: (out) (optional): return location for the number, or 0
 *
 * Cycles in which no instruction could be finished; JSON member `stalledCyclesBackend`. Told by
 * libvirt as `perf.stalled_cycles_backend`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_perf_sample_get_stalled_cycles_backend (VmistatePerfSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_PERF_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, PERF_SAMPLE_STALLED_CYCLES_BACKEND, value);
}

/**
 * vmistate_perf_sample_get_ref_cpu_cycles:
 * @self: a sample
 * @value: (out) (optional): return location for the number, or 0
 *
 * Cycles of the processor at its nominal frequency; JSON member `refCpuCycles`. Told by libvirt as
 * `perf.ref_cpu_cycles`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_perf_sample_get_ref_cpu_cycles (VmistatePerfSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_PERF_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, PERF_SAMPLE_REF_CPU_CYCLES, value);
}

/**
 * vmistate_perf_sample_get_cpu_clock_usec:
 * @self: a sample
 * @value: (out) (optional): return location for the time, or 0
 *
 * Time by the clock of the processor, in microseconds; JSON member `cpuClockUsec`. Told by libvirt
 * as `perf.cpu_clock`, in nanoseconds.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_perf_sample_get_cpu_clock_usec (VmistatePerfSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_PERF_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, PERF_SAMPLE_CPU_CLOCK_USEC, value);
}

/**
 * vmistate_perf_sample_get_task_clock_usec:
 * @self: a sample
 * @value: (out) (optional): return location for the time, or 0
 *
 * Time by the clock of the task, in microseconds; JSON member `taskClockUsec`. Told by libvirt as
 * `perf.task_clock`, in nanoseconds.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_perf_sample_get_task_clock_usec (VmistatePerfSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_PERF_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, PERF_SAMPLE_TASK_CLOCK_USEC, value);
}

/**
 * vmistate_perf_sample_get_page_faults:
 * @self: a sample
 * @value: (out) (optional): return location for the number, or 0
 *
 * Page faults; JSON member `pageFaults`. Told by libvirt as `perf.page_faults`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_perf_sample_get_page_faults (VmistatePerfSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_PERF_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, PERF_SAMPLE_PAGE_FAULTS, value);
}

/**
 * vmistate_perf_sample_get_context_switches:
 * @self: a sample
 * @value: (out) (optional): return location for the number, or 0
 *
 * Context switches; JSON member `contextSwitches`. Told by libvirt as `perf.context_switches`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_perf_sample_get_context_switches (VmistatePerfSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_PERF_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, PERF_SAMPLE_CONTEXT_SWITCHES, value);
}

/**
 * vmistate_perf_sample_get_cpu_migrations:
 * @self: a sample
 * @value: (out) (optional): return location for the number, or 0
 *
 * How often it was moved to another processor; JSON member `cpuMigrations`. Told by libvirt as
 * `perf.cpu_migrations`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_perf_sample_get_cpu_migrations (VmistatePerfSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_PERF_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, PERF_SAMPLE_CPU_MIGRATIONS, value);
}

/**
 * vmistate_perf_sample_get_page_faults_min:
 * @self: a sample
 * @value: (out) (optional): return location for the number, or 0
 *
 * Page faults that needed no disk; JSON member `pageFaultsMin`. Told by libvirt as
 * `perf.page_faults_min`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_perf_sample_get_page_faults_min (VmistatePerfSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_PERF_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, PERF_SAMPLE_PAGE_FAULTS_MIN, value);
}

/**
 * vmistate_perf_sample_get_page_faults_maj:
 * @self: a sample
 * @value: (out) (optional): return location for the number, or 0
 *
 * Page faults that needed a disk; JSON member `pageFaultsMaj`. Told by libvirt as
 * `perf.page_faults_maj`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_perf_sample_get_page_faults_maj (VmistatePerfSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_PERF_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, PERF_SAMPLE_PAGE_FAULTS_MAJ, value);
}

/**
 * vmistate_perf_sample_get_alignment_faults:
 * @self: a sample
 * @value: (out) (optional): return location for the number, or 0
 *
 * Accesses that were not aligned; JSON member `alignmentFaults`. Told by libvirt as
 * `perf.alignment_faults`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_perf_sample_get_alignment_faults (VmistatePerfSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_PERF_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, PERF_SAMPLE_ALIGNMENT_FAULTS, value);
}

/**
 * vmistate_perf_sample_get_emulation_faults:
 * @self: a sample
 * @value: (out) (optional): return location for the number, or 0
 *
 * Instructions that the kernel had to emulate; JSON member `emulationFaults`. Told by libvirt as
 * `perf.emulation_faults`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_perf_sample_get_emulation_faults (VmistatePerfSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_PERF_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, PERF_SAMPLE_EMULATION_FAULTS, value);
}

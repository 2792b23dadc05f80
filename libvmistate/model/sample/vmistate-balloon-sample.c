/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "balloon-sample.h"

/**
 * VmistateBalloonSample:
 *
 * Memory of a domain: what the balloon leaves it, what the host gave it, and what the guest says of
 * it.
 *
 * What the guest says is only asked for at the rhythm that the domain's memory balloon is
 * configured with (`<stats period='…'/>`). Without one it is absent, or stays as it was:
 * [method@BalloonSample.dup_last_update] tells. libvirt tells sizes in KiB; here they are bytes.
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [BALLOON_SAMPLE_CURRENT_BYTES] = { "currentBytes", VMISTATE_FIELD_UINT64 },
  [BALLOON_SAMPLE_MAXIMUM_BYTES] = { "maximumBytes", VMISTATE_FIELD_UINT64 },
  [BALLOON_SAMPLE_SWAP_IN_BYTES] = { "swapInBytes", VMISTATE_FIELD_UINT64 },
  [BALLOON_SAMPLE_SWAP_OUT_BYTES] = { "swapOutBytes", VMISTATE_FIELD_UINT64 },
  [BALLOON_SAMPLE_UNUSED_BYTES] = { "unusedBytes", VMISTATE_FIELD_UINT64 },
  [BALLOON_SAMPLE_AVAILABLE_BYTES] = { "availableBytes", VMISTATE_FIELD_UINT64 },
  [BALLOON_SAMPLE_USABLE_BYTES] = { "usableBytes", VMISTATE_FIELD_UINT64 },
  [BALLOON_SAMPLE_DISK_CACHES_BYTES] = { "diskCachesBytes", VMISTATE_FIELD_UINT64 },
  [BALLOON_SAMPLE_RSS_BYTES] = { "rssBytes", VMISTATE_FIELD_UINT64 },
  [BALLOON_SAMPLE_MAJOR_FAULTS] = { "majorFaults", VMISTATE_FIELD_UINT64 },
  [BALLOON_SAMPLE_MINOR_FAULTS] = { "minorFaults", VMISTATE_FIELD_UINT64 },
  [BALLOON_SAMPLE_HUGETLB_ALLOCATIONS] = { "hugetlbAllocations", VMISTATE_FIELD_UINT64 },
  [BALLOON_SAMPLE_HUGETLB_FAILURES] = { "hugetlbFailures", VMISTATE_FIELD_UINT64 },
  [BALLOON_SAMPLE_LAST_UPDATE] = { "lastUpdate", VMISTATE_FIELD_TIME },
};

VMISTATE_DEFINE_RECORD (VmistateBalloonSample, vmistate_balloon_sample, fields,
                        BALLOON_SAMPLE_N_FIELDS)

/**
 * vmistate_balloon_sample_get_current_bytes:
 * @self: a sample
 * @value: (out) (optional): return location for the size, or 0
 *
 * Memory that the balloon leaves the guest, in bytes; JSON member `currentBytes`. Told by libvirt
 * as `balloon.current`, in KiB.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_balloon_sample_get_current_bytes (VmistateBalloonSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_BALLOON_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, BALLOON_SAMPLE_CURRENT_BYTES, value);
}

/**
 * vmistate_balloon_sample_get_maximum_bytes:
 * @self: a sample
 * @value: (out) (optional): return location for the size, or 0
 *
 * Memory that the guest can have at most, in bytes; JSON member `maximumBytes`. Told by libvirt as
 * `balloon.maximum`, in KiB.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_balloon_sample_get_maximum_bytes (VmistateBalloonSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_BALLOON_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, BALLOON_SAMPLE_MAXIMUM_BYTES, value);
}

/**
 * vmistate_balloon_sample_get_swap_in_bytes:
 * @self: a sample
 * @value: (out) (optional): return location for the size, or 0
 *
 * What the guest has read from its swap space so far, in bytes; JSON member `swapInBytes`. Told by
 * libvirt as `balloon.swap_in`, in KiB. A guest's own figure: see
 * [method@BalloonSample.dup_last_update] for how old it is.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_balloon_sample_get_swap_in_bytes (VmistateBalloonSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_BALLOON_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, BALLOON_SAMPLE_SWAP_IN_BYTES, value);
}

/**
 * vmistate_balloon_sample_get_swap_out_bytes:
 * @self: a sample
 * @value: (out) (optional): return location for the size, or 0
 *
 * What the guest has written to its swap space so far, in bytes; JSON member `swapOutBytes`. Told
 * by libvirt as `balloon.swap_out`, in KiB. A guest's own figure: see
 * [method@BalloonSample.dup_last_update] for how old it is.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_balloon_sample_get_swap_out_bytes (VmistateBalloonSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_BALLOON_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, BALLOON_SAMPLE_SWAP_OUT_BYTES, value);
}

/**
 * vmistate_balloon_sample_get_unused_bytes:
 * @self: a sample
 * @value: (out) (optional): return location for the size, or 0
 *
 * Memory that the guest uses for nothing at all, in bytes; JSON member `unusedBytes`. Told by
 * libvirt as `balloon.unused`, in KiB. A guest's own figure: see
 * [method@BalloonSample.dup_last_update] for how old it is.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_balloon_sample_get_unused_bytes (VmistateBalloonSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_BALLOON_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, BALLOON_SAMPLE_UNUSED_BYTES, value);
}

/**
 * vmistate_balloon_sample_get_available_bytes:
 * @self: a sample
 * @value: (out) (optional): return location for the size, or 0
 *
 * Memory that the guest's kernel has to deal out, in bytes; JSON member `availableBytes`. Told by
 * libvirt as `balloon.available`, in KiB. A guest's own figure: see
 * [method@BalloonSample.dup_last_update] for how old it is.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_balloon_sample_get_available_bytes (VmistateBalloonSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_BALLOON_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, BALLOON_SAMPLE_AVAILABLE_BYTES, value);
}

/**
 * vmistate_balloon_sample_get_usable_bytes:
 * @self: a sample
 * @value: (out) (optional): return location for the size, or 0
 *
 * Memory that the guest could use without swapping, in bytes; JSON member `usableBytes`. Told by
 * libvirt as `balloon.usable`, in KiB. A guest's own figure: see
 * [method@BalloonSample.dup_last_update] for how old it is.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_balloon_sample_get_usable_bytes (VmistateBalloonSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_BALLOON_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, BALLOON_SAMPLE_USABLE_BYTES, value);
}

/**
 * vmistate_balloon_sample_get_disk_caches_bytes:
 * @self: a sample
 * @value: (out) (optional): return location for the size, or 0
 *
 * Memory of the guest that holds what could be read from its disks again, in bytes; JSON member
 * `diskCachesBytes`. Told by libvirt as `balloon.disk_caches`, in KiB. A guest's own figure: see
 * [method@BalloonSample.dup_last_update] for how old it is.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_balloon_sample_get_disk_caches_bytes (VmistateBalloonSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_BALLOON_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, BALLOON_SAMPLE_DISK_CACHES_BYTES, value);
}

/**
 * vmistate_balloon_sample_get_rss_bytes:
 * @self: a sample
 * @value: (out) (optional): return location for the size, or 0
 *
 * Memory of the host that the hypervisor process occupies, in bytes; JSON member `rssBytes`. Told
 * by libvirt as `balloon.rss`, in KiB.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_balloon_sample_get_rss_bytes (VmistateBalloonSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_BALLOON_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, BALLOON_SAMPLE_RSS_BYTES, value);
}

/**
 * vmistate_balloon_sample_get_major_faults:
 * @self: a sample
 * @value: (out) (optional): return location for the number, or 0
 *
 * Page faults of the guest so far that needed its disk; JSON member `majorFaults`. Told by libvirt
 * as `balloon.major_fault`. A guest's own figure: see [method@BalloonSample.dup_last_update] for
 * how old it is.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_balloon_sample_get_major_faults (VmistateBalloonSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_BALLOON_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, BALLOON_SAMPLE_MAJOR_FAULTS, value);
}

/**
 * vmistate_balloon_sample_get_minor_faults:
 * @self: a sample
 * @value: (out) (optional): return location for the number, or 0
 *
 * Other page faults of the guest so far; JSON member `minorFaults`. Told by libvirt as
 * `balloon.minor_fault`. A guest's own figure: see [method@BalloonSample.dup_last_update] for how
 * old it is.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_balloon_sample_get_minor_faults (VmistateBalloonSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_BALLOON_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, BALLOON_SAMPLE_MINOR_FAULTS, value);
}

/**
 * vmistate_balloon_sample_get_hugetlb_allocations:
 * @self: a sample
 * @value: (out) (optional): return location for the number, or 0
 *
 * Huge pages that the guest has allocated so far; JSON member `hugetlbAllocations`. Told by libvirt
 * as `balloon.hugetlb_pgalloc`. A guest's own figure: see [method@BalloonSample.dup_last_update]
 * for how old it is.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_balloon_sample_get_hugetlb_allocations (VmistateBalloonSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_BALLOON_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, BALLOON_SAMPLE_HUGETLB_ALLOCATIONS, value);
}

/**
 * vmistate_balloon_sample_get_hugetlb_failures:
 * @self: a sample
 * @value: (out) (optional): return location for the number, or 0
 *
 * Huge pages that the guest could not allocate so far; JSON member `hugetlbFailures`. Told by
 * libvirt as `balloon.hugetlb_pgfail`. A guest's own figure: see
 * [method@BalloonSample.dup_last_update] for how old it is.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_balloon_sample_get_hugetlb_failures (VmistateBalloonSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_BALLOON_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, BALLOON_SAMPLE_HUGETLB_FAILURES, value);
}

/**
 * vmistate_balloon_sample_dup_last_update:
 * @self: a sample
 *
 * When the guest last told its own figures, in UTC, to the second by the clock of the host; JSON
 * member `lastUpdate`. Told by libvirt as `balloon.last-update`. 0, which says that the guest never
 * told any, is absent here.
 *
 * Returns: (transfer full) (nullable): the time, or %NULL if it was not observed
 *
 * Since: 0.1
 */
GDateTime *
vmistate_balloon_sample_dup_last_update (VmistateBalloonSample *self)
{
  g_return_val_if_fail (VMISTATE_IS_BALLOON_SAMPLE (self), NULL);

  return _vmistate_record_dup_time (self, BALLOON_SAMPLE_LAST_UPDATE);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_BALLOON_SAMPLE (vmistate_balloon_sample_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateBalloonSample, vmistate_balloon_sample, VMISTATE, BALLOON_SAMPLE,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_balloon_sample_get_current_bytes (VmistateBalloonSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_balloon_sample_get_maximum_bytes (VmistateBalloonSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_balloon_sample_get_swap_in_bytes (VmistateBalloonSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_balloon_sample_get_swap_out_bytes (VmistateBalloonSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_balloon_sample_get_unused_bytes (VmistateBalloonSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_balloon_sample_get_available_bytes (VmistateBalloonSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_balloon_sample_get_usable_bytes (VmistateBalloonSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_balloon_sample_get_disk_caches_bytes (VmistateBalloonSample *self,
                                                        guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_balloon_sample_get_rss_bytes (VmistateBalloonSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_balloon_sample_get_major_faults (VmistateBalloonSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_balloon_sample_get_minor_faults (VmistateBalloonSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_balloon_sample_get_hugetlb_allocations (VmistateBalloonSample *self,
                                                          guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_balloon_sample_get_hugetlb_failures (VmistateBalloonSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
GDateTime *vmistate_balloon_sample_dup_last_update (VmistateBalloonSample *self);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_IOTHREAD_SAMPLE (vmistate_iothread_sample_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateIothreadSample, vmistate_iothread_sample, VMISTATE, IOTHREAD_SAMPLE,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_iothread_sample_get_id (VmistateIothreadSample *self, guint32 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_iothread_sample_get_poll_max_nsec (VmistateIothreadSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_iothread_sample_get_poll_grow (VmistateIothreadSample *self, guint32 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_iothread_sample_get_poll_shrink (VmistateIothreadSample *self, guint32 *value);

G_END_DECLS

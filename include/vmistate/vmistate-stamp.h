/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

/**
 * VmistateStampState:
 * @VMISTATE_STAMP_STATE_UNKNOWN: not observed yet
 * @VMISTATE_STAMP_STATE_LIVE: its source is there, and the part is what it told last
 * @VMISTATE_STAMP_STATE_STALE: its source is there, but told the part longer ago than it
 *   should have
 * @VMISTATE_STAMP_STATE_LOST: its source is gone; the part is the last that it told
 * @VMISTATE_STAMP_STATE_ABSENT: its source is there and says that there is no such part
 * @VMISTATE_STAMP_STATE_UNSUPPORTED: its source can never tell this part
 *
 * How much a part of a status can be trusted now. Values may be added: a `switch` needs a
 * default.
 *
 * Since: 0.1
 */
typedef enum
{
  VMISTATE_STAMP_STATE_UNKNOWN,
  VMISTATE_STAMP_STATE_LIVE,
  VMISTATE_STAMP_STATE_STALE,
  VMISTATE_STAMP_STATE_LOST,
  VMISTATE_STAMP_STATE_ABSENT,
  VMISTATE_STAMP_STATE_UNSUPPORTED,
} VmistateStampState;

#define VMISTATE_TYPE_STAMP_STATE (vmistate_stamp_state_get_type ())
VMISTATE_AVAILABLE_IN_0_1
GType vmistate_stamp_state_get_type (void);

#define VMISTATE_TYPE_STAMP (vmistate_stamp_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateStamp, vmistate_stamp, VMISTATE, STAMP, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
gint64 vmistate_stamp_get_age_usec (VmistateStamp *self, gint64 now_usec);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_stamp_get_part (VmistateStamp *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_stamp_get_source (VmistateStamp *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_stamp_get_origin (VmistateStamp *self);

VMISTATE_AVAILABLE_IN_0_1
GDateTime *vmistate_stamp_dup_observed_at (VmistateStamp *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateStampState vmistate_stamp_get_state (VmistateStamp *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_stamp_get_error (VmistateStamp *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_stamp_get_after_gap (VmistateStamp *self, gboolean *value);

G_END_DECLS

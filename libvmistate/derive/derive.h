/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Evidence in, status out. Nothing here reads a clock, keeps state or logs: the same evidence
 * after the same status gives the same status. */

#pragma once

#include <vmistate/vmistate-status.h>

#include "evidence.h"

G_BEGIN_DECLS

/* @previous: (nullable): the status derived before; its unchanged parts are shared, and it is the
 *   memory of when conditions and phases began
 * Returns: (transfer full): the status, with its stamps; @previous itself if nothing changed */
VmistateStatus *_vmistate_derive_status (const VmistateEvidence *evidence,
                                         VmistateStatus *previous);

/* The same status with the stamps as they are now: only moments differ. */
VmistateStatus *_vmistate_derive_restamp (const VmistateEvidence *evidence, VmistateStatus *status);

/* One file per question. Each fills its fields of @status, from the main view @view. */
void _vmistate_derive_phase (const VmistateView *view, VmistateStatus *previous,
                             VmistateStatus *status);
void _vmistate_derive_conditions (const VmistateView *view, VmistateStatus *previous,
                                  VmistateStatus *status);
void _vmistate_derive_interfaces (const VmistateView *view, VmistateStatus *status);
void _vmistate_derive_hardware (const VmistateView *view, VmistateStatus *status);
void _vmistate_derive_guest (const VmistateView *view, VmistateStatus *status);
void _vmistate_derive_stamps (const VmistateEvidence *evidence, VmistateStatus *status);

/* Whether the view can be believed right now: its source is there and the hypervisor answers.
 * @reason, @message: (out) (nullable): why not, as a condition says it. */
gboolean _vmistate_view_is_current (const VmistateView *view, const char **reason,
                                    const char **message);

G_END_DECLS

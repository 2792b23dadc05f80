/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What people want to read of a status, in a word or two each. */

#pragma once

#include <vmistate/vmistate.h>

G_BEGIN_DECLS

const char *view_phase (VmistateStatus *status);

/* "True", "False", "Unknown", or "-" where nothing is known */
const char *view_ready (VmistateStatus *status);

/* "Connected", or why not */
const char *view_agent (VmistateStatus *status);

/* The first address of the first interface that has one, or NULL */
const char *view_address (VmistateStatus *status);

/* One word for how things are: OK, Paused…, STALE, LOST */
const char *view_health (VmistateStatus *status);

/* When anything of it was last observed, in microseconds since 1970 UTC, or 0 */
gint64 view_observed_at (VmistateStatus *status);

/* (transfer full) (nullable): how long it has been in its phase; NULL where the phase began
 * before anybody watched */
char *view_phase_age (VmistateStatus *status);

/* (transfer full): "12:01:02.345" of the newest observation */
char *view_clock (VmistateStatus *status);

/* ANSI colour for a phase or health word; "" for none */
const char *view_color (const char *word);

G_END_DECLS

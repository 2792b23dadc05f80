/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The event of an I/O error, which alone knows of which disk and why. */

#pragma once

#include "observation.h"

G_BEGIN_DECLS

/* @fact: any event of a domain. Returns: TRUE if it is an error that paused the guest */
gboolean _vmistate_io_error_is_told_by (VmistateFact *fact);
/* @fact: one of such an error. Returns: TRUE if it is news */
gboolean _vmistate_io_error_fold (VmistateObservation *self, VmistateFact *fact, gint64 now);

/* Returns: (transfer full) (nullable): @message and what is known of the disk and the cause */
char *_vmistate_io_error_describe (const VmistateObservation *self, const char *message);

G_END_DECLS

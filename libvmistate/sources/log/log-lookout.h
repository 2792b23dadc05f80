/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A thread that opens the files of logs as they come, and does nothing else: it is in time where
 * reading is not, as that waits for the disk, the lines and the program. */

#pragma once

#include "log-tail.h"

G_BEGIN_DECLS

typedef struct _VmistateLogLookout VmistateLogLookout;

VmistateLogLookout *_vmistate_log_lookout_new (void);

/* Returns when the thread has ended. */
void _vmistate_log_lookout_free (VmistateLogLookout *self);

/* To be called now and then: a folder may be removed and made anew. */
void _vmistate_log_lookout_watch (VmistateLogLookout *self, const char *folder);

/* @tail: (not owned): outlives the lookout */
void _vmistate_log_lookout_add (VmistateLogLookout *self, VmistateLogTail *tail);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-sink.h>

#include "inbox.h"

G_BEGIN_DECLS

VmistateSink *_vmistate_sink_new (VmistateInbox *inbox);

/* Microseconds since 1970 UTC, but never stepping back within the process: the wall clock as it
 * was at first use, carried on by the monotonic one. */
gint64 _vmistate_time_now (void);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  VMISTATE_LOG_CLOCK_NONE,    /* no time is told */
  VMISTATE_LOG_CLOCK_LIBVIRT, /* 2018-12-06 08:06:35.409+0000: */
  VMISTATE_LOG_CLOCK_QEMU,    /* 2018-12-06T08:06:35.153855Z */
} VmistateLogClock;

/* Whose time @line begins with.
 * @usec: (out): that time, microseconds since 1970 UTC; not touched without one
 * @rest: (out): what stands behind it */
VmistateLogClock _vmistate_log_read_time (const char *line, gint64 *usec, const char **rest);

G_END_DECLS

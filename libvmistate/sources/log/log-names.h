/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How older files of a log are called. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* virtlogd keeps 3 unless it is told otherwise. */
#define VMISTATE_LOG_MAX_BACKUPS 32

/* So many numbers in a row may be free: the first one, as some begin at 1, and one whose file is
 * just renamed. */
#define VMISTATE_LOG_MAX_FREE 2

/* @place: 0 is the log itself
 * Returns: (transfer full): x.log, x.log.0, x.log.1, … */
char *_vmistate_log_name_of (const char *path, guint place);

/* Returns: (transfer full) (element-type filename): those that logrotate names after a date, as
 * x.log-20261122, the youngest first */
GPtrArray *_vmistate_log_list_dated (const char *path);

G_END_DECLS

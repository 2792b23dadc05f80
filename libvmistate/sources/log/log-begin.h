/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

/* Where to begin to read a log that is @size bytes long: at the last start of the domain, but not
 * further back than 256 KiB, and at the beginning of a line. */
off_t _vmistate_log_find_begin (int fd, off_t size);

G_END_DECLS

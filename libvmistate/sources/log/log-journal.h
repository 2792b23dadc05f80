/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "model/payloads-log.h"

G_BEGIN_DECLS

/* @line: one entry of a journal, as `journalctl -o json` writes it
 * @usec: (inout): when it was written, if the entry tells
 * Returns: (transfer full) (nullable): the record, without origin; NULL for what is no entry */
VmistateLogLine *_vmistate_log_parse_journal (const char *line, gsize length, gint64 *usec);

G_END_DECLS

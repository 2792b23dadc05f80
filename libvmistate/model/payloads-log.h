/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The payload of facts of kind LOG. */

#pragma once

#include "record.h"

G_BEGIN_DECLS

enum
{
  LOG_LINE_ORIGIN,   /* the file, or the unit of a journal */
  LOG_LINE_SEVERITY, /* "error", "warning", "info" */
  LOG_LINE_TEXT,
  LOG_LINE_N_FIELDS,
};

G_DECLARE_FINAL_TYPE (VmistateLogLine, _vmistate_log_line, VMISTATE, LOG_LINE, VmistateRecord)

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "payloads-log.h"

static const VmistateField log_line_fields[] = {
  [LOG_LINE_ORIGIN] = { "origin", VMISTATE_FIELD_STRING },
  [LOG_LINE_SEVERITY] = { "severity", VMISTATE_FIELD_STRING },
  [LOG_LINE_TEXT] = { "text", VMISTATE_FIELD_STRING },
};
VMISTATE_DEFINE_RECORD (VmistateLogLine, _vmistate_log_line, log_line_fields, LOG_LINE_N_FIELDS)

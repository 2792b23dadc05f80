/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "payloads-log.h"

static const VmistateField log_line_fields[] = {
  [LOG_LINE_ORIGIN] = { "origin", VMISTATE_FIELD_STRING },
  [LOG_LINE_KIND] = { "kind", VMISTATE_FIELD_STRING },
  [LOG_LINE_SEVERITY] = { "severity", VMISTATE_FIELD_STRING },
  [LOG_LINE_TEXT] = { "text", VMISTATE_FIELD_STRING },
  [LOG_LINE_CUT_BYTES] = { "cutBytes", VMISTATE_FIELD_UINT64 },
  [LOG_LINE_DROPPED] = { "dropped", VMISTATE_FIELD_UINT64 },
  [LOG_LINE_REASON] = { "reason", VMISTATE_FIELD_STRING },
  [LOG_LINE_SIGNAL] = { "signal", VMISTATE_FIELD_INT32 },
  [LOG_LINE_PID] = { "pid", VMISTATE_FIELD_INT64 },
  [LOG_LINE_PROGRAM] = { "program", VMISTATE_FIELD_STRING },
  [LOG_LINE_LIBVIRT_VERSION] = { "libvirtVersion", VMISTATE_FIELD_STRING },
  [LOG_LINE_QEMU_VERSION] = { "qemuVersion", VMISTATE_FIELD_STRING },
  [LOG_LINE_KERNEL] = { "kernel", VMISTATE_FIELD_STRING },
  [LOG_LINE_HOSTNAME] = { "hostname", VMISTATE_FIELD_STRING },
};
VMISTATE_DEFINE_RECORD (VmistateLogLine, _vmistate_log_line, log_line_fields, LOG_LINE_N_FIELDS)

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The payload of facts of kind LOG: one record of a log. What is not in it is absent. */

#pragma once

#include "record.h"

G_BEGIN_DECLS

enum
{
  LOG_LINE_ORIGIN,   /* the file, or the units of a journal */
  LOG_LINE_KIND,     /* one of LOG_KIND_* */
  LOG_LINE_SEVERITY, /* "error", "warning", "info" */
  LOG_LINE_TEXT,
  LOG_LINE_CUT_BYTES,       /* how much of it was too long to keep */
  LOG_LINE_DROPPED,         /* DROPPED: how many records */
  LOG_LINE_REASON,          /* STOP: as libvirt writes it; TAINT: what taints the domain;
                             * PANIC: what the guest says of it */
  LOG_LINE_SIGNAL,          /* SIGNAL: its number */
  LOG_LINE_PID,             /* SIGNAL: of who sent it; journal: of who wrote the line */
  LOG_LINE_PROGRAM,         /* the same as a path or name */
  LOG_LINE_LIBVIRT_VERSION, /* START */
  LOG_LINE_QEMU_VERSION,
  LOG_LINE_KERNEL,
  LOG_LINE_HOSTNAME,
  LOG_LINE_N_FIELDS,
};

#define LOG_KIND_TEXT    "TEXT"
#define LOG_KIND_START   "START"   /* libvirt starts the domain */
#define LOG_KIND_STOP    "STOP"    /* libvirt has stopped it, or has seen that it stopped */
#define LOG_KIND_SIGNAL  "SIGNAL"  /* a signal ended the hypervisor process */
#define LOG_KIND_TAINT   "TAINT"   /* the domain is in a state that nobody supports */
#define LOG_KIND_COMMAND "COMMAND" /* environment and command line of the hypervisor process */
#define LOG_KIND_PANIC   "PANIC"   /* the guest's kernel has crashed */
#define LOG_KIND_DROPPED "DROPPED" /* records that were not told */
#define LOG_KIND_GAP     "GAP"     /* records may be missing, and nobody knows how many */

G_DECLARE_FINAL_TYPE (VmistateLogLine, _vmistate_log_line, VMISTATE, LOG_LINE, VmistateRecord)

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The hypervisor processes of this host, as the kernel shows them: one that is stopped, or waits
 * for its storage, answers nobody, and that can be seen without asking it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VMISTATE_PROCESS_AMBIGUOUS -1

typedef struct
{
  int pid;            /* 0: not known; or VMISTATE_PROCESS_AMBIGUOUS */
  guint64 start_time; /* so that nobody else with the same number is taken for it */
} VmistateProcess;

typedef enum
{
  VMISTATE_PROCESS_UNKNOWN, /* not of this host, or gone */
  VMISTATE_PROCESS_RUNS,
  VMISTATE_PROCESS_STOPPED, /* by a signal or a debugger */
  VMISTATE_PROCESS_WAITS,   /* in the kernel, and nothing can interrupt that */
} VmistateProcessState;

/* @text: of /proc/PID/stat. Returns: FALSE if it is not understood */
gboolean _vmistate_process_parse (const char *text, char *letter, guint64 *start_time);

/* @argv: of /proc/PID/cmdline, as it is there
 * Returns: (transfer none) (nullable): the UUID of the domain that it runs */
const char *_vmistate_process_find_uuid (const char *argv, gsize length);

#define VMISTATE_PROCESS_MAX_STAT_BYTES 1024

/* Of /proc/PID/@name, in one read: what the kernel says fits, or is not needed in full.
 * Returns: how many bytes, with a zero behind them */
gsize _vmistate_process_read (int pid, const char *name, char *buffer, gsize size);

/* Looks through all processes once.
 * @wanted: (element-type utf8 VmistateProcess): UUID -> what is filled in. A UUID that two
 * processes have is ambiguous: one may be of another libvirt, which sends the guest here, or have
 * forked a moment ago. */
void _vmistate_process_scan (GHashTable *wanted);

VmistateProcessState _vmistate_process_look (VmistateProcess *self);

G_END_DECLS

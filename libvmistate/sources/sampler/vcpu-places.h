/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* On which processors of the host vCPUs run: what the kernel says of their threads, or libvirt
 * where those are on another host. Nobody enters a hypervisor for it, nor waits for one. */

#pragma once

#include <libvirt/libvirt.h>

#include <glib.h>

#include <sys/stat.h>

G_BEGIN_DECLS

typedef struct
{
  guint32 vcpu;
  guint32 cpu; /* of the host */
} VmistateVcpuPlace;

/* Which threads of a process run vCPUs; all zero: not known */
typedef struct
{
  GArray *tids;    /* (owned) (nullable) (element-type gint) */
  nlink_t n_links; /* of the directory, which has one for each thread, when they were looked up */
} VmistateVcpuThreads;

void _vmistate_vcpu_threads_clear (VmistateVcpuThreads *self);

/* @text: of /proc/PID/task/TID/stat. Returns: FALSE if it is no thread of one vCPU alone */
gboolean _vmistate_vcpu_place_parse (const char *text, VmistateVcpuPlace *place);

/* Returns: (transfer full) (element-type VmistateVcpuPlace): without those that cannot be told */
GArray *_vmistate_vcpu_places_look (VmistateVcpuThreads *threads, int pid);
/* Blocks: on a worker. */
GArray *_vmistate_vcpu_places_ask (virDomainPtr handle);

/* @places: (nullable). Returns: whether it is known */
gboolean _vmistate_vcpu_places_find (GArray *places, guint32 vcpu, guint32 *cpu);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How many CPUs of the host the vCPUs of a domain may run on, by its XML. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Of one domain, and of the host. What lies beyond counts as not told. */
#define VMISTATE_MAX_PINNED_VCPUS 4096
#define VMISTATE_MAX_HOST_CPUS    16384

typedef struct
{
  GArray *by_vcpu; /* (owned) (nullable) (element-type guint16) 0: not told */
  guint others;    /* of vCPUs that are not told of themselves; 0: not told either */
} VmistateCpuPins;

void _vmistate_cpu_pins_clear (VmistateCpuPins *self);

/* An element of the XML begins.
 * @path: from the root, such as "domain/cputune/vcpupin" */
void _vmistate_cpu_pins_open (VmistateCpuPins *self, const char *path, const char **names,
                              const char **values);

/* @n_vcpus: as many as the domain has
 * @sum: (out): CPUs that each may run on, summed over them
 * Returns: FALSE if not all of them are bound: they run on whatever the host has */
gboolean _vmistate_cpu_pins_sum (const VmistateCpuPins *self, guint n_vcpus, guint *sum);

/* Returns: how many CPUs are in a set as libvirt writes it, "0-3,^2,8"; 0 for what is none */
guint _vmistate_cpu_set_count (const char *text);

G_END_DECLS

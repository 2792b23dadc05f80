/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-sample.h>
#include <vmistate/vmistate-sampler-report.h>
#include <vmistate/vmistate-source.h>

G_BEGIN_DECLS

/**
 * VmistateSampleGroups:
 * @VMISTATE_SAMPLE_GROUPS_STATE: state and reason; always asked for
 * @VMISTATE_SAMPLE_GROUPS_CPU_TOTAL: processor time
 * @VMISTATE_SAMPLE_GROUPS_BALLOON: memory
 * @VMISTATE_SAMPLE_GROUPS_VCPU: virtual processors
 * @VMISTATE_SAMPLE_GROUPS_INTERFACE: network interfaces
 * @VMISTATE_SAMPLE_GROUPS_BLOCK: disks
 * @VMISTATE_SAMPLE_GROUPS_PERF: performance events that the domain counts
 * @VMISTATE_SAMPLE_GROUPS_IOTHREAD: threads for disks
 * @VMISTATE_SAMPLE_GROUPS_MEMORY: memory bandwidth
 * @VMISTATE_SAMPLE_GROUPS_DIRTY_RATE: the last measurement of changed memory
 * @VMISTATE_SAMPLE_GROUPS_VM: counters of the kernel, whose names are not stable
 *
 * Groups of statistics, with libvirt's numbers.
 *
 * STATE, INTERFACE, PERF and MEMORY never enter a hypervisor.
 *
 * Since: 0.1
 */
typedef enum
{
  VMISTATE_SAMPLE_GROUPS_STATE = 1 << 0,
  VMISTATE_SAMPLE_GROUPS_CPU_TOTAL = 1 << 1,
  VMISTATE_SAMPLE_GROUPS_BALLOON = 1 << 2,
  VMISTATE_SAMPLE_GROUPS_VCPU = 1 << 3,
  VMISTATE_SAMPLE_GROUPS_INTERFACE = 1 << 4,
  VMISTATE_SAMPLE_GROUPS_BLOCK = 1 << 5,
  VMISTATE_SAMPLE_GROUPS_PERF = 1 << 6,
  VMISTATE_SAMPLE_GROUPS_IOTHREAD = 1 << 7,
  VMISTATE_SAMPLE_GROUPS_MEMORY = 1 << 8,
  VMISTATE_SAMPLE_GROUPS_DIRTY_RATE = 1 << 9,
  VMISTATE_SAMPLE_GROUPS_VM = 1 << 10,
} VmistateSampleGroups;

#define VMISTATE_TYPE_SAMPLE_GROUPS (vmistate_sample_groups_get_type ())
VMISTATE_AVAILABLE_IN_0_1
GType vmistate_sample_groups_get_type (void);

#define VMISTATE_TYPE_SAMPLER_SOURCE (vmistate_sampler_source_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateSamplerSource, vmistate_sampler_source, VMISTATE, SAMPLER_SOURCE,
                      GObject)

VMISTATE_AVAILABLE_IN_0_1
VmistateSamplerSource *vmistate_sampler_source_new (const char *uri);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_sampler_source_get_uri (VmistateSamplerSource *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateSamplerReport *vmistate_sampler_source_dup_report (VmistateSamplerSource *self);

VMISTATE_AVAILABLE_IN_0_1
void vmistate_sampler_source_measure_dirty_rate_async (VmistateSamplerSource *self, const char *uid,
                                                       guint seconds, GCancellable *cancellable,
                                                       GAsyncReadyCallback callback,
                                                       gpointer user_data);

VMISTATE_AVAILABLE_IN_0_1
VmistateSample *vmistate_sampler_source_measure_dirty_rate_finish (VmistateSamplerSource *self,
                                                                   GAsyncResult *result,
                                                                   GError **error);

G_END_DECLS

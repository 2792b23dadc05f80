/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-cache-bank.h>
#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_CACHE_MONITOR (vmistate_cache_monitor_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateCacheMonitor, vmistate_cache_monitor, VMISTATE, CACHE_MONITOR,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_cache_monitor_get_name (VmistateCacheMonitor *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_cache_monitor_get_vcpus (VmistateCacheMonitor *self);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_cache_monitor_get_banks (VmistateCacheMonitor *self);

G_END_DECLS

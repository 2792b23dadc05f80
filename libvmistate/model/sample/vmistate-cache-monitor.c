/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cache-monitor.h"

/**
 * VmistateCacheMonitor:
 *
 * How much of the processor's cache some vCPUs of a domain occupy (resctrl).
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [CACHE_MONITOR_NAME] = { "name", VMISTATE_FIELD_STRING, VMISTATE_FIELD_KEY },
  [CACHE_MONITOR_VCPUS] = { "vcpus", VMISTATE_FIELD_STRING },
  [CACHE_MONITOR_BANKS] = { "banks", VMISTATE_FIELD_LIST, VMISTATE_FIELD_MAY_BE_EMPTY,
                            vmistate_cache_bank_get_type },
};

VMISTATE_DEFINE_RECORD (VmistateCacheMonitor, vmistate_cache_monitor, fields,
                        CACHE_MONITOR_N_FIELDS)

/**
 * vmistate_cache_monitor_get_name:
 * @self: a monitor
 *
 * Name of the monitor; JSON member `name`. Told by libvirt as `cpu.cache.monitor.N.name`.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_cache_monitor_get_name (VmistateCacheMonitor *self)
{
  g_return_val_if_fail (VMISTATE_IS_CACHE_MONITOR (self), NULL);

  return _vmistate_record_get_string (self, CACHE_MONITOR_NAME);
}

/**
 * vmistate_cache_monitor_get_vcpus:
 * @self: a monitor
 *
 * The vCPUs that it watches, as a list of ranges such as `0-3,6`; JSON member `vcpus`. Told by
 * libvirt as `cpu.cache.monitor.N.vcpus`.
 *
 * Returns: (nullable): the ranges, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_cache_monitor_get_vcpus (VmistateCacheMonitor *self)
{
  g_return_val_if_fail (VMISTATE_IS_CACHE_MONITOR (self), NULL);

  return _vmistate_record_get_string (self, CACHE_MONITOR_VCPUS);
}

/**
 * vmistate_cache_monitor_get_banks:
 * @self: a monitor
 *
 * Banks of the cache; JSON member `banks`. Told by libvirt as `cpu.cache.monitor.N.bank`.
 *
 * Returns: (element-type VmistateCacheBank) (transfer none) (nullable): the banks, which must not
 * be changed, or %NULL if they were not observed
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_cache_monitor_get_banks (VmistateCacheMonitor *self)
{
  g_return_val_if_fail (VMISTATE_IS_CACHE_MONITOR (self), NULL);

  return _vmistate_record_get_list (self, CACHE_MONITOR_BANKS);
}

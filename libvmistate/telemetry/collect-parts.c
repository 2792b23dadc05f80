/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Numbers of parts of parts: of cache banks, memory nodes and vCPUs. */

#include "config.h"

#include "collection.h"
#include "label-text.h"
#include "row-number.h"

#include "model/sample/bandwidth-monitor.h"
#include "model/sample/bandwidth-node.h"
#include "model/sample/cache-bank.h"
#include "model/sample/cache-monitor.h"
#include "model/sample/cpu-sample.h"
#include "model/sample/dirty-rate-sample.h"
#include "model/sample/sample.h"
#include "model/sample/vcpu-dirty-rate.h"

/* A list, and what of its elements is to be told. */
typedef struct
{
  guint list;
  const char *label; /* of @key */
  guint key;
  guint number;
} Part;

static void
add_parts (VmistateCollection *c, VmistateSamples *samples, gpointer record, const Part *part)
{
  GPtrArray *list = _vmistate_record_get_list (record, part->list);
  gsize length = c->labels->len;

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      guint64 number;

      _vmistate_row_append_label (c->labels, part->label, list->pdata[i], part->key);
      if (_vmistate_record_get_uint64 (list->pdata[i], part->number, &number))
        _vmistate_exposition_add_uint (c->exposition, samples, c->labels, number);
      g_string_truncate (c->labels, length);
    }
}

/* The same of each monitor of a list: both kinds have name and vCPUs in the same places. */
static void
add_monitors (VmistateCollection *c, VmistateSamples *samples, GPtrArray *monitors,
              const Part *part)
{
  gsize length = c->labels->len;

  G_STATIC_ASSERT ((int) CACHE_MONITOR_NAME == (int) BANDWIDTH_MONITOR_NAME
                   && (int) CACHE_MONITOR_VCPUS == (int) BANDWIDTH_MONITOR_VCPUS);
  for (guint i = 0; monitors != NULL && i < monitors->len; i++)
    {
      _vmistate_row_append_label (c->labels, "monitor", monitors->pdata[i], CACHE_MONITOR_NAME);
      _vmistate_row_append_label (c->labels, "vcpus", monitors->pdata[i], CACHE_MONITOR_VCPUS);
      add_parts (c, samples, monitors->pdata[i], part);
      g_string_truncate (c->labels, length);
    }
}

void
_vmistate_collect_cache_banks (VmistateCollection *c, VmistateSamples *samples,
                               const VmistateVm *vm G_GNUC_UNUSED, gpointer record)
{
  const Part part = { CACHE_MONITOR_BANKS, "bank", CACHE_BANK_ID, CACHE_BANK_BYTES };

  add_monitors (c, samples, _vmistate_record_get_list (record, CPU_SAMPLE_CACHE_MONITORS), &part);
}

void
_vmistate_collect_bandwidth_local (VmistateCollection *c, VmistateSamples *samples,
                                   const VmistateVm *vm G_GNUC_UNUSED, gpointer record)
{
  const Part part = { BANDWIDTH_MONITOR_NODES, "node", BANDWIDTH_NODE_ID,
                      BANDWIDTH_NODE_LOCAL_BYTES };

  add_monitors (c, samples, _vmistate_record_get_list (record, SAMPLE_BANDWIDTH_MONITORS), &part);
}

void
_vmistate_collect_bandwidth_total (VmistateCollection *c, VmistateSamples *samples,
                                   const VmistateVm *vm G_GNUC_UNUSED, gpointer record)
{
  const Part part = { BANDWIDTH_MONITOR_NODES, "node", BANDWIDTH_NODE_ID,
                      BANDWIDTH_NODE_TOTAL_BYTES };

  add_monitors (c, samples, _vmistate_record_get_list (record, SAMPLE_BANDWIDTH_MONITORS), &part);
}

void
_vmistate_collect_vcpu_dirty_rates (VmistateCollection *c, VmistateSamples *samples,
                                    const VmistateVm *vm G_GNUC_UNUSED, gpointer record)
{
  const Part part = { DIRTY_RATE_SAMPLE_VCPUS, "vcpu", VCPU_DIRTY_RATE_ID,
                      VCPU_DIRTY_RATE_BYTES_PER_SECOND };

  add_parts (c, samples, record, &part);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Admission: what is filled in when the object is created. */

#include "config.h"

#include "pass.h"

#include "model/cpu-topology.h"
#include "model/memory.h"
#include "model/quantity.h"

typedef struct
{
  guint32 cores;
  guint32 sockets;
  guint32 threads;
} Topology;

/* (nullable): an amount under spec.domain.resources */
static const char *
get_amount (const VmistatePass *pass, guint list, guint field)
{
  gpointer resources = _vmistate_record_get_record (pass->domain, DOMAIN_SPEC_RESOURCES);
  gpointer amounts = _vmistate_record_get_record (resources, list);

  return _vmistate_record_get_string (amounts, field);
}

/* Memory */

static gboolean
is_zero (const char *quantity)
{
  guint64 value;

  return quantity == NULL || (_vmistate_quantity_ceil (quantity, &value) && value == 0);
}

static const char *
get_page_size (gpointer memory)
{
  gpointer pages = _vmistate_record_get_record (memory, MEMORY_SPEC_HUGEPAGES);

  return _vmistate_record_get_string (pages, HUGEPAGES_PAGE_SIZE);
}

/* (nullable): how much memory the guest gets */
static const char *
find_guest_memory (const VmistatePass *pass)
{
  gpointer memory = _vmistate_record_get_record (pass->domain, DOMAIN_SPEC_MEMORY);
  const char *requested = get_amount (pass, RESOURCES_SPEC_REQUESTS, RESOURCE_AMOUNTS_MEMORY);
  const char *limit = get_amount (pass, RESOURCES_SPEC_LIMITS, RESOURCE_AMOUNTS_MEMORY);

  if (memory != NULL && _vmistate_record_has (memory, MEMORY_SPEC_GUEST))
    return _vmistate_record_get_string (memory, MEMORY_SPEC_GUEST);
  if (!is_zero (requested))
    return requested;
  return !is_zero (limit) ? limit : get_page_size (memory);
}

static void
set_memory (VmistatePass *pass)
{
  const char *guest = find_guest_memory (pass);
  g_autofree char *quantity = guest != NULL ? _vmistate_quantity_canonical (guest) : NULL;
  VmistateMemory *memory;

  if (quantity == NULL)
    return;
  memory = g_object_new (VMISTATE_TYPE_MEMORY, NULL);
  _vmistate_record_set_string (memory, MEMORY_GUEST_AT_BOOT, quantity);
  _vmistate_record_set_string (memory, MEMORY_GUEST_CURRENT, quantity);
  _vmistate_record_set_string (memory, MEMORY_GUEST_REQUESTED, quantity);
  _vmistate_record_take_record (pass->status, STATUS_MEMORY, memory);
}

/* CPU topology */

/* A limit counts even when it is zero, and then a request does not. */
static guint32
count_sockets (const VmistatePass *pass)
{
  const char *limit = get_amount (pass, RESOURCES_SPEC_LIMITS, RESOURCE_AMOUNTS_CPU);
  const char *cpus =
      limit != NULL ? limit : get_amount (pass, RESOURCES_SPEC_REQUESTS, RESOURCE_AMOUNTS_CPU);
  guint64 value;

  if (cpus == NULL || !_vmistate_quantity_ceil (cpus, &value))
    return 1;
  return (guint32) value;
}

/* Part of a topology is taken as it is, with zeros. */
static Topology
find_topology (const VmistatePass *pass)
{
  gpointer cpu = _vmistate_record_get_record (pass->domain, DOMAIN_SPEC_CPU);
  Topology topology = { 0 };

  if (cpu != NULL)
    {
      _vmistate_record_get_uint32 (cpu, CPU_SPEC_CORES, &topology.cores);
      _vmistate_record_get_uint32 (cpu, CPU_SPEC_SOCKETS, &topology.sockets);
      _vmistate_record_get_uint32 (cpu, CPU_SPEC_THREADS, &topology.threads);
    }
  if (topology.cores == 0 && topology.sockets == 0 && topology.threads == 0)
    return (Topology){ .cores = 1, .sockets = count_sockets (pass), .threads = 1 };
  return topology;
}

static void
set_topology (VmistatePass *pass)
{
  Topology topology = find_topology (pass);
  VmistateCpuTopology *record;

  if (_vmistate_record_has (pass->status, STATUS_CURRENT_CPU_TOPOLOGY))
    return;
  record = g_object_new (VMISTATE_TYPE_CPU_TOPOLOGY, NULL);
  _vmistate_record_set_integer (record, CPU_TOPOLOGY_CORES, topology.cores);
  _vmistate_record_set_integer (record, CPU_TOPOLOGY_SOCKETS, topology.sockets);
  _vmistate_record_set_integer (record, CPU_TOPOLOGY_THREADS, topology.threads);
  _vmistate_record_take_record (pass->status, STATUS_CURRENT_CPU_TOPOLOGY, record);
}

void
_vmistate_kubevirt_defaults (VmistatePass *pass)
{
  set_memory (pass);
  set_topology (pass);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the domain XML says of the machine: memory, CPU topology, machine type. */

#include "config.h"

#include "derive.h"

#include "model/cpu-topology.h"
#include "model/machine.h"
#include "model/memory.h"
#include "model/quantity.h"
#include "model/record-pool.h"
#include "model/status.h"

static void
derive_memory (gpointer domain, VmistateStatus *status)
{
  gpointer stored = _vmistate_record_get_record (status, STATUS_MEMORY);
  g_autofree char *current = NULL;
  VmistateMemory *memory;
  guint64 amount;

  if (!_vmistate_record_get_uint64 (domain, DOMAIN_CURRENT_MEMORY, &amount))
    return;
  current = _vmistate_quantity_from_libvirt (
      amount, _vmistate_record_get_string (domain, DOMAIN_CURRENT_MEMORY_UNIT),
      VMISTATE_PROFILE_TRUTH);
  if (current == NULL)
    return;
  memory =
      stored != NULL ? _vmistate_record_copy (stored) : g_object_new (VMISTATE_TYPE_MEMORY, NULL);
  _vmistate_record_set_string (memory, MEMORY_GUEST_CURRENT, current);
  _vmistate_record_take_record (status, STATUS_MEMORY, _vmistate_record_pool (memory));
}

/* Without <topology> QEMU gets a socket for each CPU. CPUs that are not plugged in do not count:
 * sockets are what comes and goes. */
static void
derive_topology (gpointer domain, VmistateStatus *status)
{
  VmistateCpuTopology *topology;
  guint32 vcpus;
  guint32 cores = 1;
  guint32 threads = 1;

  if (!_vmistate_record_get_uint32 (domain, DOMAIN_VCPUS, &vcpus) || vcpus == 0)
    return;
  if (_vmistate_record_has (domain, DOMAIN_CORES))
    _vmistate_record_get_uint32 (domain, DOMAIN_CORES, &cores);
  if (_vmistate_record_has (domain, DOMAIN_THREADS))
    _vmistate_record_get_uint32 (domain, DOMAIN_THREADS, &threads);
  if (cores == 0 || threads == 0)
    return;
  topology = g_object_new (VMISTATE_TYPE_CPU_TOPOLOGY, NULL);
  _vmistate_record_set_integer (topology, CPU_TOPOLOGY_CORES, cores);
  _vmistate_record_set_integer (topology, CPU_TOPOLOGY_SOCKETS,
                                MAX (1, vcpus / ((guint64) cores * threads)));
  _vmistate_record_set_integer (topology, CPU_TOPOLOGY_THREADS, threads);
  _vmistate_record_take_record (status, STATUS_CURRENT_CPU_TOPOLOGY,
                                _vmistate_record_pool (topology));
}

void
_vmistate_status_set_machine (VmistateStatus *status, gpointer domain)
{
  const char *type = _vmistate_record_get_string (domain, DOMAIN_MACHINE);
  VmistateMachine *machine;

  if (type == NULL || *type == '\0')
    return;
  machine = g_object_new (VMISTATE_TYPE_MACHINE, NULL);
  _vmistate_record_set_string (machine, MACHINE_TYPE, type);
  _vmistate_record_take_record (status, STATUS_MACHINE, _vmistate_record_pool (machine));
}

void
_vmistate_derive_hardware (const VmistateDerivation *d)
{
  if (d->domain == NULL)
    return;
  derive_memory (d->domain, d->status);
  derive_topology (d->domain, d->status);
  _vmistate_status_set_machine (d->status, d->domain);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A running VMI that was given other CPUs, memory or volumes than it has: conditions that ask for
 * the change to be carried out. */

#include "config.h"

#include "control.h"

#include "model/cpu-topology.h"
#include "model/memory.h"
#include "model/migrated-volume.h"
#include "model/pvc-info.h"
#include "model/quantity.h"

#define HOT_CPU_CHANGE    "HotVCPUChange"
#define HOT_MEMORY_CHANGE "HotMemoryChange"
#define VOLUMES_CHANGE    "VolumesChange"

/* Asked for once; whoever carries it out takes the condition away. */
static void
request (VmistatePass *pass, const char *type)
{
  if (!_vmistate_conditions_has (pass->conditions, type))
    _vmistate_conditions_append (pass->conditions,
                                 _vmistate_condition_make (type, "True", NULL, NULL));
}

/* CPUs: parts that are zero do not count, and the product is as wide as KubeVirt's. */
static guint32
count_cpus (guint32 cores, guint32 sockets, guint32 threads)
{
  const guint32 parts[] = { cores, sockets, threads };
  guint32 product = 0;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (product == 0)
        product = parts[i];
      else if (parts[i] != 0)
        product *= parts[i];
    }
  return product;
}

static gboolean
wants_other_cpus (const VmistatePass *pass)
{
  gpointer spec = _vmistate_record_get_record (pass->domain, DOMAIN_SPEC_CPU);
  gpointer current = _vmistate_record_get_record (pass->status, STATUS_CURRENT_CPU_TOPOLOGY);
  guint32 cores;
  guint32 sockets;
  guint32 threads;
  guint32 wanted;

  if (current == NULL || spec == NULL
      || !_vmistate_record_get_uint32 (spec, CPU_SPEC_MAX_SOCKETS, &sockets) || sockets == 0)
    return FALSE;
  _vmistate_record_get_uint32 (spec, CPU_SPEC_CORES, &cores);
  _vmistate_record_get_uint32 (spec, CPU_SPEC_SOCKETS, &sockets);
  _vmistate_record_get_uint32 (spec, CPU_SPEC_THREADS, &threads);
  wanted = count_cpus (cores, sockets, threads);
  _vmistate_record_get_uint32 (current, CPU_TOPOLOGY_CORES, &cores);
  _vmistate_record_get_uint32 (current, CPU_TOPOLOGY_SOCKETS, &sockets);
  _vmistate_record_get_uint32 (current, CPU_TOPOLOGY_THREADS, &threads);
  return wanted != count_cpus (cores, sockets, threads);
}

/* Memory: without an earlier request KubeVirt's pass would end in a panic; nothing is asked for
 * then. */
static gboolean
wants_other_memory (const VmistatePass *pass)
{
  gpointer spec = _vmistate_record_get_record (pass->domain, DOMAIN_SPEC_MEMORY);
  gpointer current = _vmistate_record_get_record (pass->status, STATUS_MEMORY);
  const char *guest = NULL;
  const char *requested = NULL;
  guint64 wanted;
  guint64 given;

  if (spec == NULL || current == NULL || !_vmistate_record_has (spec, MEMORY_SPEC_MAX_GUEST))
    return FALSE;
  guest = _vmistate_record_get_string (spec, MEMORY_SPEC_GUEST);
  requested = _vmistate_record_get_string (current, MEMORY_GUEST_REQUESTED);
  return guest != NULL && requested != NULL && _vmistate_quantity_ceil (guest, &wanted)
         && _vmistate_quantity_ceil (requested, &given) && wanted != given;
}

/* Volumes */

static gboolean
is_migrated_from (GPtrArray *migrated, const char *claim)
{
  for (guint i = 0; i < migrated->len; i++)
    {
      gpointer source =
          _vmistate_record_get_record (migrated->pdata[i], MIGRATED_VOLUME_SOURCE_PVC_INFO);

      if (source != NULL && _vmistate_record_is (source, PVC_INFO_CLAIM_NAME, claim))
        return TRUE;
    }
  return FALSE;
}

static gboolean
wants_other_volumes (const VmistatePass *pass)
{
  GPtrArray *migrated = _vmistate_record_get_list (pass->status, STATUS_MIGRATED_VOLUMES);
  GPtrArray *volumes = _vmistate_record_get_list (pass->spec, VMI_SPEC_VOLUMES);

  if (_vmistate_list_length (migrated) == 0
      || _vmistate_conditions_has (pass->conditions, VOLUMES_CHANGE))
    return FALSE;
  for (guint i = 0; i < _vmistate_list_length (volumes); i++)
    {
      const char *claim = _vmistate_volume_get_claim_name (volumes->pdata[i]);

      if (!_vmistate_texts_equal (claim, NULL) && !is_migrated_from (migrated, claim))
        return TRUE;
    }
  return FALSE;
}

void
_vmistate_control_sync_live_updates (VmistateControlPass *self)
{
  VmistatePass *pass = self->pass;
  gpointer change;

  if (wants_other_cpus (pass))
    request (pass, HOT_CPU_CHANGE);
  if (wants_other_memory (pass))
    request (pass, HOT_MEMORY_CHANGE);
  if (!wants_other_volumes (pass))
    return;
  change = _vmistate_condition_make (VOLUMES_CHANGE, "True", NULL, "migrate volumes");
  _vmistate_record_set_time (change, CONDITION_LAST_TRANSITION_TIME, pass->now);
  _vmistate_conditions_append (pass->conditions, change);
}

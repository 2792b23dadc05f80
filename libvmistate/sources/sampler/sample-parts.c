/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "sample-parts.h"

#include <string.h>

#include "model/sample/bandwidth-monitor.h"
#include "model/sample/bandwidth-node.h"
#include "model/sample/cache-bank.h"
#include "model/sample/cache-monitor.h"
#include "model/sample/cpu-sample.h"
#include "model/sample/dirty-rate-sample.h"
#include "model/sample/iothread-sample.h"
#include "model/sample/kvm-counter.h"
#include "model/sample/sample.h"
#include "model/sample/vcpu-dirty-rate.h"
#include "model/sample/vcpu-sample.h"

typedef struct
{
  GType (*type) (void);
  Part owner;
  guint8 field; /* of the owner */
  /* Of the record, and says which number it has; FIELD_NONE where its place in the list is enough,
   * or a key of its own says it. */
  guint8 id_field;
} PartKind;

static const PartKind kinds[] = {
  [PART_SAMPLE] = { vmistate_sample_get_type, PART_SAMPLE, FIELD_NONE, FIELD_NONE },
  [PART_CPU] = { vmistate_cpu_sample_get_type, PART_SAMPLE, SAMPLE_CPU, FIELD_NONE },
  [PART_BALLOON] = { vmistate_balloon_sample_get_type, PART_SAMPLE, SAMPLE_BALLOON, FIELD_NONE },
  [PART_PERF] = { vmistate_perf_sample_get_type, PART_SAMPLE, SAMPLE_PERF, FIELD_NONE },
  [PART_DIRTY_RATE] = { vmistate_dirty_rate_sample_get_type, PART_SAMPLE, SAMPLE_DIRTY_RATE,
                        FIELD_NONE },
  [PART_CACHE_MONITORS] = { vmistate_cache_monitor_get_type, PART_CPU, CPU_SAMPLE_CACHE_MONITORS,
                            FIELD_NONE },
  [PART_CACHE_BANKS] = { vmistate_cache_bank_get_type, PART_CACHE_MONITORS, CACHE_MONITOR_BANKS,
                         FIELD_NONE },
  [PART_VCPUS] = { vmistate_vcpu_sample_get_type, PART_SAMPLE, SAMPLE_VCPUS, VCPU_SAMPLE_ID },
  [PART_INTERFACES] = { vmistate_interface_sample_get_type, PART_SAMPLE, SAMPLE_INTERFACES,
                        FIELD_NONE },
  [PART_BLOCKS] = { vmistate_block_sample_get_type, PART_SAMPLE, SAMPLE_BLOCKS, FIELD_NONE },
  [PART_IOTHREADS] = { vmistate_iothread_sample_get_type, PART_SAMPLE, SAMPLE_IOTHREADS,
                       IOTHREAD_SAMPLE_ID },
  [PART_BANDWIDTH_MONITORS] = { vmistate_bandwidth_monitor_get_type, PART_SAMPLE,
                                SAMPLE_BANDWIDTH_MONITORS, FIELD_NONE },
  [PART_BANDWIDTH_NODES] = { vmistate_bandwidth_node_get_type, PART_BANDWIDTH_MONITORS,
                             BANDWIDTH_MONITOR_NODES, FIELD_NONE },
  [PART_VCPU_DIRTY_RATES] = { vmistate_vcpu_dirty_rate_get_type, PART_DIRTY_RATE,
                              DIRTY_RATE_SAMPLE_VCPUS, VCPU_DIRTY_RATE_ID },
  [PART_KVM_COUNTERS] = { vmistate_kvm_counter_get_type, PART_SAMPLE, SAMPLE_KVM_COUNTERS,
                          FIELD_NONE },
  [PART_VCPU_KVM_COUNTERS] = { vmistate_kvm_counter_get_type, PART_VCPUS, VCPU_SAMPLE_KVM_COUNTERS,
                               FIELD_NONE },
};
G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == PART_N);

void
_vmistate_sample_parts_init (SampleParts *self)
{
  *self = (SampleParts){ 0 };
  self->records[PART_SAMPLE] = g_object_new (VMISTATE_TYPE_SAMPLE, NULL);
}

/* Elements */

/* The number of the element that owns one at @address; there is only one owner if it is none. */
static guint
get_owner_index (Part part, const Address *address)
{
  return kinds[part].owner >= PART_FIRST_LIST ? address->index[0] : 0;
}

static guint64
get_id (Part part, const Address *address)
{
  guint owner = get_owner_index (part, address);
  guint own = address->index[kinds[part].owner >= PART_FIRST_LIST ? 1 : 0];

  return (guint64) owner << 32 | (part >= PART_FIRST_NAMED ? 0 : own);
}

static int
compare (const Element *element, guint64 id, const char *name)
{
  if (element->id != id)
    return element->id < id ? -1 : 1;
  return *name == '\0'
             ? 0
             : strcmp (_vmistate_record_get_string (element->record, KVM_COUNTER_NAME), name);
}

/* The first place in @list whose element does not come before it */
static guint
find_place (GArray *list, guint64 id, const char *name)
{
  guint low = 0;
  guint high = list->len;

  /* Elements mostly come in order. */
  if (high == 0 || compare (&g_array_index (list, Element, high - 1), id, name) < 0)
    return high;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare (&g_array_index (list, Element, middle), id, name) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Returns: (nullable): the element at @place, if it is this one */
static gpointer
get_if_it_is (GArray *list, guint place, guint64 id, const char *name)
{
  const Element *element;

  if (place >= list->len)
    return NULL;
  element = &g_array_index (list, Element, place);
  return compare (element, id, name) == 0 ? element->record : NULL;
}

static gpointer
add_element (SampleParts *self, Part part, guint place, const Address *address)
{
  const PartKind *kind = &kinds[part];
  Element element = { .id = get_id (part, address) };

  if (self->lists[part]->len == VMISTATE_SAMPLE_MAX_ELEMENTS
      || _vmistate_sample_parts_get (self, kind->owner, address) == NULL)
    return NULL;
  element.record = g_object_new (kind->type (), NULL);
  if (kind->id_field != FIELD_NONE)
    _vmistate_record_set_integer (element.record, kind->id_field, (gint64) (guint32) element.id);
  if (part >= PART_FIRST_NAMED)
    _vmistate_record_set_string (element.record, KVM_COUNTER_NAME, address->name);
  g_array_insert_val (self->lists[part], place, element);
  return element.record;
}

static gpointer
get_element (SampleParts *self, Part part, const Address *address)
{
  guint64 id = get_id (part, address);
  const char *name = part >= PART_FIRST_NAMED ? address->name : "";
  gpointer record;
  guint place;

  if (self->lists[part] == NULL)
    self->lists[part] =
        g_array_new (/* zero_terminated= */ FALSE, /* clear= */ FALSE, sizeof (Element));
  /* So do the keys of one element. */
  record = get_if_it_is (self->lists[part], self->last[part], id, name);
  if (record != NULL)
    return record;
  place = find_place (self->lists[part], id, name);
  record = get_if_it_is (self->lists[part], place, id, name);
  if (record == NULL)
    record = add_element (self, part, place, address);
  self->last[part] = place;
  return record;
}

gpointer
_vmistate_sample_parts_get (SampleParts *self, Part part, const Address *address)
{
  const PartKind *kind = &kinds[part];

  if (part >= PART_FIRST_LIST)
    return get_element (self, part, address);
  if (self->records[part] == NULL)
    {
      self->records[part] = g_object_new (kind->type (), NULL);
      _vmistate_record_take_record (self->records[kind->owner], kind->field, self->records[part]);
    }
  return self->records[part];
}

void
_vmistate_sample_parts_open (SampleParts *self, Part part, const Address *address)
{
  gpointer owner = _vmistate_sample_parts_get (self, kinds[part].owner, address);

  if (owner != NULL && !_vmistate_record_has (owner, kinds[part].field))
    _vmistate_record_put_list (owner, kinds[part].field, _vmistate_record_list_new ());
}

/* Ending */

/* Gives each owner its elements, which stand side by side. */
static void
give_to_owners (SampleParts *self, Part part)
{
  GArray *list = self->lists[part];
  guint i = 0;

  while (list != NULL && i < list->len)
    {
      guint owner_index = (guint) (g_array_index (list, Element, i).id >> 32);
      Address address = { .index = { owner_index } };
      GPtrArray *records = _vmistate_record_list_new ();

      for (; i < list->len && g_array_index (list, Element, i).id >> 32 == owner_index; i++)
        g_ptr_array_add (records, g_array_index (list, Element, i).record);
      _vmistate_record_take_list (_vmistate_sample_parts_get (self, kinds[part].owner, &address),
                                  kinds[part].field, records);
    }
}

VmistateSample *
_vmistate_sample_parts_end (SampleParts *self)
{
  /* What is part of another is given to it first. */
  for (guint part = PART_N - 1; part >= PART_FIRST_LIST; part--)
    {
      give_to_owners (self, part);
      g_clear_pointer (&self->lists[part], g_array_unref);
    }
  return g_steal_pointer (&self->records[PART_SAMPLE]);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Looks at instances again when something of them has grown old. Of a large fleet only those are
 * looked at that may have. */

#include "config.h"

#include "monitor.h"

/* Things do not grow old to the microsecond: several are looked at together. */
#define MIN_AGEING_USEC (250 * 1000)

static gboolean ageing_cb (gpointer user_data);

static void
schedule_first (VmistateMonitor *self)
{
  VmistateAge *first = _vmistate_age_heap_peek (&self->ages);

  if (first == NULL || first->due >= self->next_ageing || self->inbox == NULL)
    return;
  _vmistate_clear_source (&self->ageing);
  self->next_ageing = first->due;
  self->ageing = _vmistate_monitor_attach_timer (
      self, MAX (first->due, g_get_monotonic_time () + MIN_AGEING_USEC), ageing_cb,
      "vmistate ageing");
}

/* Facts come often and mostly put it off: looking too early costs less than moving it each time. */
void
_vmistate_monitor_schedule_ageing (VmistateMonitor *self, VmistateInstance *instance)
{
  VmistateAge *age = &_vmistate_instance_get_place (instance)->age;
  gint64 next = _vmistate_instance_get_next_ageing (instance);

  if (next == G_MAXINT64 || !_vmistate_monitor_has_instance (instance))
    _vmistate_age_heap_remove (&self->ages, age);
  else if (age->slot == 0 || age->due > next)
    {
      age->owner = instance;
      _vmistate_age_heap_set (&self->ages, age, next);
      schedule_first (self);
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return _vmistate_instance_compare (*(gpointer *) a, *(gpointer *) b, NULL);
}

/* Returns: (transfer full): the instances that are due, in the order of the fleet */
static GPtrArray *
take_due (VmistateMonitor *self, gint64 now)
{
  GPtrArray *due = g_ptr_array_new_with_free_func (g_object_unref);
  VmistateAge *first;

  while ((first = _vmistate_age_heap_peek (&self->ages)) != NULL && first->due <= now)
    {
      g_ptr_array_add (due, g_object_ref (first->owner));
      _vmistate_age_heap_remove (&self->ages, first);
    }
  g_ptr_array_sort (due, compare);
  return due;
}

static void
age_due (VmistateMonitor *self, gint64 now)
{
  g_autoptr (GPtrArray) due = take_due (self, now);

  for (guint i = 0; i < due->len && self->inbox != NULL; i++)
    {
      VmistateInstance *instance = due->pdata[i];

      if (_vmistate_instance_get_next_ageing (instance) <= now
          && _vmistate_instance_age (instance, now))
        _vmistate_monitor_mark_dirty (self, instance);
      _vmistate_monitor_schedule_ageing (self, instance);
    }
}

static gboolean
ageing_cb (gpointer user_data)
{
  g_autoptr (VmistateMonitor) self = g_object_ref (VMISTATE_MONITOR (user_data));

  _vmistate_clear_source (&self->ageing);
  self->next_ageing = G_MAXINT64;
  age_due (self, g_get_monotonic_time ());
  schedule_first (self);
  return G_SOURCE_REMOVE;
}

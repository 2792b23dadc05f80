/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What hypervisors have told of. */

#include "config.h"

#include "collection.h"
#include "label-text.h"

#include "model/condition.h"
#include "model/status.h"

static void
for_each_event (VmistateCollection *c, VmistateSamples *samples, const VmistateVm *vm,
                void (*add) (VmistateCollection *c, VmistateSamples *samples,
                             const VmistateEventCount *count))
{
  GArray *counts = _vmistate_event_counts_get (c->events, vm->texts[VMISTATE_VM_UUID]);
  gsize length = c->labels->len;

  for (guint i = 0; counts != NULL && i < counts->len; i++)
    {
      const VmistateEventCount *count = &g_array_index (counts, VmistateEventCount, i);

      _vmistate_label_append (c->labels, "event", count->name);
      add (c, samples, count);
      g_string_truncate (c->labels, length);
    }
}

static void
add_count (VmistateCollection *c, VmistateSamples *samples, const VmistateEventCount *count)
{
  _vmistate_exposition_add_uint (c->exposition, samples, c->labels, count->count);
}

void
_vmistate_collect_events (VmistateCollection *c, VmistateSamples *samples, const VmistateVm *vm,
                          gpointer record G_GNUC_UNUSED)
{
  for_each_event (c, samples, vm, add_count);
}

static void
add_timestamp (VmistateCollection *c, VmistateSamples *samples, const VmistateEventCount *count)
{
  _vmistate_exposition_add_seconds (c->exposition, samples, c->labels, (guint64) count->last_usec);
}

void
_vmistate_collect_event_timestamps (VmistateCollection *c, VmistateSamples *samples,
                                    const VmistateVm *vm, gpointer record G_GNUC_UNUSED)
{
  for_each_event (c, samples, vm, add_timestamp);
}

/* libvirt's event says neither of what kind, nor with which code. */
void
_vmistate_collect_panics (VmistateCollection *c, VmistateSamples *samples, const VmistateVm *vm,
                          gpointer record G_GNUC_UNUSED)
{
  guint64 n_panics = _vmistate_event_counts_get_panics (c->events, vm->texts[VMISTATE_VM_UUID]);

  if (n_panics == 0)
    return;
  _vmistate_label_append (c->labels, "type", "unknown");
  _vmistate_label_append (c->labels, "bugcheck_code", "unknown");
  _vmistate_exposition_add_uint (c->exposition, samples, c->labels, n_panics);
}

/* An error is over when the guest goes on. */
void
_vmistate_collect_io_error (VmistateCollection *c, VmistateSamples *samples, const VmistateVm *vm,
                            gpointer record G_GNUC_UNUSED)
{
  gpointer paused = _vmistate_record_list_find (
      _vmistate_record_get_list (vm->status, STATUS_CONDITIONS), CONDITION_TYPE, "Paused");
  const char *device;
  const char *reason;

  if (!_vmistate_record_is (paused, CONDITION_REASON, "PausedIOError")
      || !_vmistate_event_counts_get_io_error (c->events, vm->texts[VMISTATE_VM_UUID], &device,
                                               &reason))
    return;
  _vmistate_label_append (c->labels, "device", device);
  _vmistate_label_append (c->labels, "reason", reason);
  _vmistate_exposition_add_uint (c->exposition, samples, c->labels, 1);
}

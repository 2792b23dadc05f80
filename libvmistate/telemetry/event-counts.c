/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "event-counts.h"

#include "model/fact.h"
#include "model/payloads.h"

#define OTHER "OTHER"

typedef struct
{
  GArray *counts; /* (owned) (element-type VmistateEventCount) */
  guint64 n_panics;
  gboolean has_io_error;
  gboolean io_error_has_reason;
  gint64 io_error_usec;
  char *device; /* (owned) (nullable) */
  char *reason; /* (owned) (nullable) */
} VmEvents;

struct _VmistateEventCounts
{
  GHashTable *by_uid; /* (owned) (owned) key of instance -> (owned) VmEvents */
};

static void
count_clear (gpointer data)
{
  g_ref_string_release (((VmistateEventCount *) data)->name);
}

static void
vm_events_free (gpointer data)
{
  VmEvents *self = data;

  g_array_unref (self->counts);
  g_free (self->device);
  g_free (self->reason);
  g_free (self);
}

VmistateEventCounts *
_vmistate_event_counts_new (void)
{
  VmistateEventCounts *self = g_new0 (VmistateEventCounts, 1);

  self->by_uid = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, vm_events_free);
  return self;
}

void
_vmistate_event_counts_free (VmistateEventCounts *self)
{
  g_hash_table_unref (self->by_uid);
  g_free (self);
}

/* The UID of the instance that the monitor has for @fact */
static char *
dup_key (VmistateFact *fact)
{
  const char *uid = vmistate_fact_get_uid (fact);

  if (uid != NULL)
    return g_strdup (uid);
  return g_strconcat (vmistate_fact_get_namespace (fact), "/", vmistate_fact_get_name (fact), NULL);
}

/* Returns: (nullable) */
static VmEvents *
ensure_vm (VmistateEventCounts *self, VmistateFact *fact)
{
  g_autofree char *key = dup_key (fact);
  VmEvents *vm = g_hash_table_lookup (self->by_uid, key);

  if (vm == NULL && g_hash_table_size (self->by_uid) < VMISTATE_MAX_EVENT_VMS)
    {
      vm = g_new0 (VmEvents, 1);
      vm->counts = g_array_new (/* zero_terminated= */ FALSE, /* clear= */ TRUE,
                                sizeof (VmistateEventCount));
      g_array_set_clear_func (vm->counts, count_clear);
      g_hash_table_insert (self->by_uid, g_steal_pointer (&key), vm);
    }
  return vm;
}

static VmistateEventCount *
find_count (GArray *counts, const char *name)
{
  for (guint i = 0; i < counts->len; i++)
    {
      VmistateEventCount *count = &g_array_index (counts, VmistateEventCount, i);

      if (g_str_equal (count->name, name))
        return count;
    }
  return NULL;
}

static VmistateEventCount *
ensure_count (GArray *counts, const char *name)
{
  VmistateEventCount *count = find_count (counts, name);

  if (count != NULL)
    return count;
  if (counts->len + 1 >= VMISTATE_MAX_EVENT_NAMES && !g_str_equal (name, OTHER))
    return ensure_count (counts, OTHER);
  g_array_append_val (counts, ((VmistateEventCount){ .name = g_ref_string_new (name) }));
  return &g_array_index (counts, VmistateEventCount, counts->len - 1);
}

static const char *
get_text (gpointer event, const char *name)
{
  GVariant *data = _vmistate_record_get_variant (event, DOMAIN_EVENT_DATA);
  const char *text = NULL;

  if (data == NULL || !g_variant_lookup (data, name, "&s", &text) || *text == '\0')
    return NULL;
  return text;
}

/* Also of one that the guest deals with itself, as with kdump */
static gboolean
is_panic (gpointer event)
{
  const char *detail = get_text (event, "detail");

  return _vmistate_record_is (event, DOMAIN_EVENT_NAME, "LIFECYCLE")
         && g_strcmp0 (get_text (event, "event"), "CRASHED") == 0
         && (g_strcmp0 (detail, "PANICKED") == 0 || g_strcmp0 (detail, "CRASHLOADED") == 0);
}

/* libvirt tells of an error twice: IO_ERROR, and IO_ERROR_REASON, which also says why. */
static void
keep_io_error (VmEvents *vm, gpointer event, gint64 usec)
{
  gboolean has_reason = _vmistate_record_is (event, DOMAIN_EVENT_NAME, "IO_ERROR_REASON");
  const char *action = get_text (event, "action");

  if (!has_reason && !_vmistate_record_is (event, DOMAIN_EVENT_NAME, "IO_ERROR"))
    return;
  if (action != NULL && !g_str_equal (action, "PAUSE"))
    return;
  if (vm->has_io_error
      && (usec < vm->io_error_usec
          || (usec == vm->io_error_usec && vm->io_error_has_reason && !has_reason)))
    return;
  vm->has_io_error = TRUE;
  vm->io_error_has_reason = has_reason;
  vm->io_error_usec = usec;
  g_free (vm->device);
  g_free (vm->reason);
  vm->device = g_strdup (get_text (event, "alias"));
  vm->reason = g_strdup (get_text (event, "reason"));
}

void
_vmistate_event_counts_take (VmistateEventCounts *self, VmistateFact *fact)
{
  gpointer event = _vmistate_fact_get_payload (fact);
  const char *name;
  gint64 usec = vmistate_fact_get_observed_at_usec (fact);
  VmistateEventCount *count;
  VmEvents *vm;

  if (vmistate_fact_get_kind (fact) != VMISTATE_FACT_KIND_DOMAIN_EVENT)
    return;
  name = _vmistate_record_get_string (event, DOMAIN_EVENT_NAME);
  vm = ensure_vm (self, fact);
  if (vm == NULL || name == NULL)
    return;
  count = ensure_count (vm->counts, name);
  count->count++;
  count->last_usec = MAX (count->last_usec, usec);
  vm->n_panics += is_panic (event) ? 1 : 0;
  keep_io_error (vm, event, usec);
}

void
_vmistate_event_counts_forget (VmistateEventCounts *self, const char *uid)
{
  g_hash_table_remove (self->by_uid, uid);
}

GArray *
_vmistate_event_counts_get (VmistateEventCounts *self, const char *uid)
{
  VmEvents *vm = g_hash_table_lookup (self->by_uid, uid);

  return vm != NULL ? vm->counts : NULL;
}

guint64
_vmistate_event_counts_get_panics (VmistateEventCounts *self, const char *uid)
{
  VmEvents *vm = g_hash_table_lookup (self->by_uid, uid);

  return vm != NULL ? vm->n_panics : 0;
}

gboolean
_vmistate_event_counts_get_io_error (VmistateEventCounts *self, const char *uid,
                                     const char **device, const char **reason)
{
  VmEvents *vm = g_hash_table_lookup (self->by_uid, uid);

  if (vm == NULL || !vm->has_io_error)
    return FALSE;
  *device = vm->device;
  *reason = vm->reason;
  return TRUE;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Objects of the API: a VMI goes to its instance, the rest to the catalog, and whoever depends on
 * it is looked at again. */

#include "config.h"

#include "monitor.h"
#include "sink.h"

#include "derive/dependence.h"
#include "model/object-facts.h"
#include "model/payloads-control.h"

/* Who depends on an object */

static void
refresh (VmistateMonitor *self, VmistateInstance *instance, gint64 at)
{
  VmistateEvidence *evidence = _vmistate_instance_get_evidence (instance);
  gboolean changed;

  evidence->touched |= VMISTATE_TOUCH_OBJECT;
  changed = at > evidence->now ? _vmistate_instance_advance (instance, at)
                               : _vmistate_instance_refresh (instance, VMISTATE_TOUCH_OBJECT);
  if (changed)
    _vmistate_monitor_mark_dirty (self, instance);
  _vmistate_monitor_schedule_ageing (self, instance);
}

static void
refresh_dependents (VmistateMonitor *self, const VmistateObjectRef *ref, gint64 at)
{
  VmistateInstance *owner =
      ref->vmi_uid != NULL ? _vmistate_monitor_find_instance (self, ref->vmi_uid) : NULL;
  g_autoptr (GPtrArray) instances = NULL;

  if (owner != NULL)
    {
      refresh (self, owner, at);
      return;
    }
  instances = _vmistate_monitor_copy_instances (self);
  for (guint i = 0; i < instances->len && self->inbox != NULL; i++)
    {
      VmistateInstance *instance = instances->pdata[i];

      if (_vmistate_evidence_depends_on (_vmistate_instance_get_evidence (instance), ref))
        refresh (self, instance, at);
    }
}

/* Ingesting */

static void
ingest_vmi (VmistateMonitor *self, VmistateFact *fact, const VmistateObjectRef *ref,
            gpointer object)
{
  VmistateIdentity identity = { ref->namespace_ != NULL ? ref->namespace_ : "default", ref->name,
                                ref->uid };
  gint64 at = vmistate_fact_get_observed_at_usec (fact);
  g_autoptr (VmistateInstance) instance = NULL;
  VmistateSourceRecord *source;

  if (_vmistate_catalog_has_lost (self->catalog, ref, at))
    return;
  instance = g_object_ref (_vmistate_monitor_ensure_instance (self, &identity));
  source = _vmistate_source_table_ensure (&self->table, vmistate_fact_get_source (fact));
  _vmistate_source_index_add (&self->by_source, source, instance);
  if (_vmistate_evidence_fold_vmi (_vmistate_instance_get_evidence (instance), source, fact,
                                   object))
    _vmistate_instance_refresh (instance, VMISTATE_TOUCH_OBJECT);
  _vmistate_monitor_mark_dirty (self, instance);
  _vmistate_monitor_schedule_ageing (self, instance);
}

static void
ingest_object (VmistateMonitor *self, VmistateFact *fact)
{
  VmistateObjectRef ref;
  g_autoptr (VmistateRecord) object =
      _vmistate_object_read (_vmistate_fact_get_payload (fact), &ref, NULL);

  if (object == NULL)
    return;
  if (ref.kind == VMISTATE_OBJECT_VMI)
    ingest_vmi (self, fact, &ref, object);
  else if (_vmistate_catalog_fold (self->catalog, &ref, object, fact))
    refresh_dependents (self, &ref, vmistate_fact_get_observed_at_usec (fact));
}

static void
forget_vmi (VmistateMonitor *self, VmistateInstance *instance, gint64 at)
{
  if (!_vmistate_evidence_forget_vmi (_vmistate_instance_get_evidence (instance), at))
    return;
  _vmistate_instance_refresh (instance, VMISTATE_TOUCH_OBJECT);
  _vmistate_monitor_mark_dirty (self, instance);
}

static void
ingest_vmi_gone (VmistateMonitor *self, gpointer gone, gint64 at)
{
  const char *uid = _vmistate_record_get_string (gone, OBJECT_GONE_UID);
  VmistateInstance *instance = uid != NULL ? _vmistate_monitor_find_instance (self, uid) : NULL;

  if (instance != NULL)
    forget_vmi (self, instance, at);
}

/* An empty list has no UIDs. */
static void
ingest_vmi_list (VmistateMonitor *self, gpointer list, gint64 at)
{
  const char *namespace_ = _vmistate_record_get_string (list, OBJECT_LIST_NAMESPACE);
  const char *const *uids = _vmistate_record_get_texts (list, OBJECT_LIST_UIDS);
  g_autoptr (GPtrArray) instances = _vmistate_monitor_copy_instances (self);

  for (guint i = 0; i < instances->len && self->inbox != NULL; i++)
    {
      VmistateInstance *instance = instances->pdata[i];

      if (_vmistate_evidence_has_vmi (_vmistate_instance_get_evidence (instance))
          && (uids == NULL || !g_strv_contains (uids, vmistate_instance_get_uid (instance)))
          && (namespace_ == NULL
              || g_str_equal (namespace_, vmistate_instance_get_namespace (instance))))
        forget_vmi (self, instance, at);
    }
}

static void
ingest_absence (VmistateMonitor *self, VmistateFact *fact)
{
  gpointer payload = _vmistate_fact_get_payload (fact);
  gboolean is_list = vmistate_fact_get_kind (fact) == VMISTATE_FACT_KIND_OBJECT_LIST;
  gint64 at = vmistate_fact_get_observed_at_usec (fact);
  VmistateObjectRef ref = {
    .kind = VMISTATE_OBJECT_OTHER,
    .namespace_ = _vmistate_record_get_string (payload, is_list ? OBJECT_LIST_NAMESPACE
                                                                : OBJECT_GONE_NAMESPACE),
  };
  VmistateObjectKind kind = _vmistate_object_kind_parse (
      _vmistate_record_get_string (payload, is_list ? OBJECT_LIST_KIND : OBJECT_GONE_KIND));

  gboolean changed = _vmistate_catalog_fold_absence (self->catalog, fact);

  if (kind == VMISTATE_OBJECT_VMI && is_list)
    ingest_vmi_list (self, payload, at);
  else if (kind == VMISTATE_OBJECT_VMI)
    ingest_vmi_gone (self, payload, at);
  else if (changed)
    refresh_dependents (self, &ref, at);
}

void
_vmistate_monitor_ingest_object (VmistateMonitor *self, VmistateFact *fact)
{
  if (vmistate_fact_get_kind (fact) == VMISTATE_FACT_KIND_OBJECT)
    ingest_object (self, fact);
  else
    ingest_absence (self, fact);
}

/**
 * vmistate_monitor_observe_object:
 * @self: a running monitor
 * @source: who tells it, such as `kubernetes`; shown in stamps
 * @json: an object of the Kubernetes API; a list of them; or one event of a watch
 * @length: of @json in bytes, or -1 if it is terminated by a zero byte
 * @error: return location for a [error@Error]
 *
 * Takes in what an API server says.
 *
 * Objects of kind VirtualMachineInstance, Pod, VirtualMachineInstanceMigration,
 * PersistentVolumeClaim, DataVolume, Node and KubeVirt are made use of, others are not. An event
 * `{"type": "DELETED", "object": …}` tells that one is gone.
 *
 * A list of one kind (`PodList`) also tells which objects are not there, unless it says that it
 * goes on (`metadata.continue`): it has to be the list of all namespaces, without a selector. A
 * list of anything else is to be given as a `List`, which only tells what is there.
 *
 * The object counts as observed now. Nothing is taken in if there is an error.
 *
 * Returns: %TRUE if @json was taken in; the status follows in the monitor's context
 *
 * Since: 0.1
 */
gboolean
vmistate_monitor_observe_object (VmistateMonitor *self, const char *source, const char *json,
                                 gssize length, GError **error)
{
  g_autoptr (GPtrArray) facts = NULL;

  g_return_val_if_fail (VMISTATE_IS_MONITOR (self), FALSE);
  g_return_val_if_fail (source != NULL && *source != '\0', FALSE);
  g_return_val_if_fail (json != NULL || length == 0, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (self->inbox == NULL)
    {
      g_set_error_literal (error, VMISTATE_ERROR, VMISTATE_ERROR_CLOSED,
                           "the monitor is not running");
      return FALSE;
    }
  facts = _vmistate_object_facts_new (source, _vmistate_time_now (), json, length, error);
  if (facts == NULL)
    return FALSE;
  for (guint i = 0; i < facts->len; i++)
    _vmistate_inbox_put (self->inbox, facts->pdata[i]);
  return TRUE;
}

typedef struct
{
  GPtrArray *objects;
  gboolean is_known; /* one is, or was, there */
} Listing;

static void
list_object (gpointer object, gpointer user_data)
{
  Listing *listing = user_data;

  listing->is_known = TRUE;
  if (object != NULL)
    g_ptr_array_add (listing->objects, g_object_ref (object));
}

static int
compare_objects (gconstpointer a, gconstpointer b)
{
  gpointer first = _vmistate_record_get_record (*(gpointer *) a, OBJECT_METADATA);
  gpointer second = _vmistate_record_get_record (*(gpointer *) b, OBJECT_METADATA);
  int order = g_strcmp0 (_vmistate_record_get_string (first, OBJECT_META_NAMESPACE),
                         _vmistate_record_get_string (second, OBJECT_META_NAMESPACE));

  if (order != 0)
    return order;
  return g_strcmp0 (_vmistate_record_get_string (first, OBJECT_META_NAME),
                    _vmistate_record_get_string (second, OBJECT_META_NAME));
}

/**
 * vmistate_monitor_dup_objects:
 * @self: a monitor
 * @kind: `Pod`, `VirtualMachineInstanceMigration`, `PersistentVolumeClaim`, `DataVolume`, `Node` or
 *   `KubeVirt`; those of VMIs are told by [method@Instance.get_object]
 *
 * The objects of one kind that [method@Monitor.observe_object] or a source told of, and that have
 * not gone since, sorted by namespace and name. [method@Record.to_json] gives one as JSON, with
 * those members that this library makes use of.
 *
 * Which they are is known as well as it was told: who tells of one node's alone has those here.
 * To be called in the context of the monitor.
 *
 * Returns: (transfer container) (nullable) (element-type VmistateRecord): the objects, which never
 *   change; %NULL if nothing was ever told of this kind, not even that there is none
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_monitor_dup_objects (VmistateMonitor *self, const char *kind)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
  Listing listing = { objects, FALSE };
  VmistateObjectKind number;

  g_return_val_if_fail (VMISTATE_IS_MONITOR (self), NULL);
  g_return_val_if_fail (kind != NULL, NULL);

  number = _vmistate_object_kind_parse (kind);
  if (number == VMISTATE_OBJECT_OTHER)
    return NULL;
  if (!_vmistate_catalog_for_each (self->catalog, number, list_object, &listing)
      && !listing.is_known)
    return NULL;
  g_ptr_array_sort (objects, compare_objects);
  return g_steal_pointer (&objects);
}

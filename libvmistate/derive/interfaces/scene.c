/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Gathers what the rules for interfaces look at. */

#include "config.h"

#include "scene.h"

#include "derive/kubevirt/control.h"

#include "model/payloads-control.h"
#include "model/status.h"

/* The VMI object */

gpointer
_vmistate_scene_find_interface (const VmistateScene *self, const char *name)
{
  for (guint i = 0; self->interfaces != NULL && i < self->interfaces->len; i++)
    {
      gpointer interface = self->interfaces->pdata[i];

      if (_vmistate_record_is (interface, INTERFACE_SPEC_NAME, name))
        return interface;
    }
  return NULL;
}

static gboolean
is_primary (gpointer network)
{
  gpointer multus = _vmistate_record_get_record (network, NETWORK_SPEC_MULTUS);
  gboolean is_default;

  return _vmistate_record_has (network, NETWORK_SPEC_POD)
         || (multus != NULL
             && _vmistate_record_get_boolean (multus, MULTUS_SPEC_DEFAULT, &is_default)
             && is_default);
}

static void
open_object (VmistateScene *self, gpointer vmi)
{
  gpointer spec = _vmistate_record_get_record (vmi, VMI_OBJECT_SPEC);
  gpointer devices = _vmistate_record_get_record (
      _vmistate_record_get_record (spec, VMI_SPEC_DOMAIN), DOMAIN_SPEC_DEVICES);

  self->networks = _vmistate_record_get_list (spec, VMI_SPEC_NETWORKS);
  self->interfaces = _vmistate_record_get_list (devices, DEVICES_SPEC_INTERFACES);
  for (guint i = 0; self->networks != NULL && i < self->networks->len && self->primary == NULL; i++)
    {
      if (is_primary (self->networks->pdata[i]))
        self->primary = _vmistate_record_get_string (self->networks->pdata[i], NETWORK_SPEC_NAME);
    }
}

/* The Pod */

static void
leave_out_others (GPtrArray *pods)
{
  for (guint i = pods->len; i > 0; i--)
    {
      gpointer pod = ((const VmistateObservation *) pods->pdata[i - 1])->payload;

      if (_vmistate_pod_is_temporary (pod) || _vmistate_pod_is_down (pod))
        g_ptr_array_remove_index (pods, i - 1);
    }
}

/* While a VMI migrates it has two Pods: that of the domain counts. The names of nodes may differ
 * from those that hypervisors go by. */
static gpointer
choose_pod (GPtrArray *pods, const VmistateDerivation *d)
{
  const char *const nodes[] = { _vmistate_record_get_string (d->status, STATUS_NODE_NAME),
                                _vmistate_record_get_string (d->base, STATUS_NODE_NAME), NULL };
  gpointer pod = NULL;

  leave_out_others (pods);
  for (guint i = 0; i < G_N_ELEMENTS (nodes) && pod == NULL; i++)
    pod = _vmistate_pods_find_current (pods, nodes[i]);
  return pod;
}

static const char *
get_uid (const VmistateScene *self, gpointer vmi)
{
  gpointer notes = _vmistate_record_get_record (self->domain, DOMAIN_NOTES);
  gpointer metadata = _vmistate_record_get_record (vmi, VMI_OBJECT_METADATA);
  const char *uid = _vmistate_record_get_string (metadata, OBJECT_META_UID);

  if (uid == NULL && notes != NULL)
    uid = _vmistate_record_get_string (notes, DOMAIN_NOTES_UID);
  return uid;
}

/* A record from before the Pod is that of another one. */
static GPtrArray *
get_pod_networks (const VmistateControl *control, gpointer pod)
{
  gpointer metadata = _vmistate_record_get_record (pod, POD_OBJECT_METADATA);
  gint64 created_at;

  if (metadata != NULL
      && _vmistate_record_get_int64 (metadata, OBJECT_META_CREATION_TIMESTAMP, &created_at)
      && control->pod_networks.observed_at < created_at)
    return NULL;
  return _vmistate_record_get_list (control->pod_networks.payload, POD_NETWORKS_NETWORKS);
}

static void
open_pod (VmistateScene *self, const VmistateDerivation *d, gpointer vmi)
{
  const VmistateCatalog *catalog = d->evidence->catalog;
  const char *uid = catalog != NULL ? get_uid (self, vmi) : NULL;

  if (uid != NULL)
    {
      g_autoptr (GPtrArray) pods = _vmistate_catalog_dup_pods (catalog, uid);

      self->pod = choose_pod (pods, d);
    }
  self->pod_statuses = _vmistate_record_get_list (self->pod, POD_OBJECT_NETWORKS);
  if (d->evidence->control != NULL)
    self->pod_networks = get_pod_networks (d->evidence->control, self->pod);
}

/* The guest */

/* What the guest still has, if only on another interface, is not lost. */
static gboolean
is_reported (const VmistateGuestTable *guests, const VmistateIp *ip)
{
  for (guint i = 0; i < _vmistate_guest_table_count (guests); i++)
    {
      if (_vmistate_guest_table_interface_has (guests, &guests->interfaces[i], ip))
        return TRUE;
    }
  return FALSE;
}

static void
hold (const VmistateRememberedAddress *address, gpointer user_data)
{
  VmistateScene *self = user_data;
  VmistateHeldAddress held = {
    .mac = address->mac,
    .since = address->since,
    .reported_at = address->reported_at,
    .address = { .ip = address->ip,
                 .shared = address->text,
                 .guest_name = address->name,
                 .origin = VMISTATE_ORIGIN_GUEST,
                 .prefix = address->prefix,
                 .is_held = TRUE },
  };

  if (address->reported_at <= self->view->stopped_at
      || _vmistate_held_until (address->reported_at, address->hold_sec) < self->evidence->now
      || is_reported (self->guests, &address->ip))
    return;
  if (self->held == NULL)
    self->held = g_array_new (FALSE, FALSE, sizeof (VmistateHeldAddress));
  g_array_append_val (self->held, held);
}

static int
compare_held (gconstpointer a, gconstpointer b)
{
  const VmistateHeldAddress *left = a;
  const VmistateHeldAddress *right = b;
  int order;

  if (left->reported_at != right->reported_at)
    return left->reported_at > right->reported_at ? -1 : 1;
  if (left->since != right->since)
    return left->since < right->since ? -1 : 1;
  order = _vmistate_guest_name_compare (left->address.guest_name, right->address.guest_name);
  return order != 0 ? order : _vmistate_ip_compare (&left->address.ip, &right->address.ip);
}

/* An answer from before a reboot does not count, but the guest will most likely have the same
 * addresses again. */
static void
open_guest (VmistateScene *self)
{
  const VmistateView *view = self->view;
  gpointer reply =
      view != NULL ? _vmistate_view_get_answer (view, VMISTATE_AGENT_INTERFACES) : NULL;
  const VmistateAgentAnswer *newest =
      view != NULL ? _vmistate_view_find_answer (view, VMISTATE_AGENT_INTERFACES) : NULL;

  self->guests = _vmistate_guest_table_of (reply);
  if (self->guests != NULL)
    self->is_used = g_new0 (guint8, self->guests->n);
  for (guint i = 0; view != NULL && view->memory != NULL && i < view->memory->n; i++)
    hold (&view->memory->addresses[i], self);
  if (reply == NULL && newest != NULL && newest->good.payload != NULL)
    _vmistate_answer_foreach_address (&newest->good, hold, self);
  if (self->held != NULL && self->held->len > 1)
    g_array_sort (self->held, compare_held);
}

/* The whole */

/* What was true of the Pod is not while the domain is known to be shut off. */
static gboolean
may_be_running (const VmistateView *view)
{
  return view == NULL || !_vmistate_view_get_state (view, NULL, NULL)
         || _vmistate_view_is_active (view);
}

/* What else than the guest's own word interfaces follow from */
#define BEYOND_GUEST                                                                               \
  (VMISTATE_TOUCH_STATE | VMISTATE_TOUCH_DOMAIN | VMISTATE_TOUCH_SOURCE | VMISTATE_TOUCH_JOB       \
   | VMISTATE_TOUCH_NODE_AGENT | VMISTATE_TOUCH_OBJECT)

void
_vmistate_scene_open (VmistateScene *self, const VmistateDerivation *d)
{
  const VmistateControl *control = d->evidence->control;
  gpointer vmi = control != NULL ? control->vmi.payload : NULL;

  *self = (VmistateScene){ .evidence = d->evidence, .view = d->view, .domain = d->domain };
  if (!(d->touched & BEYOND_GUEST))
    self->before = _vmistate_record_get_list (d->previous, STATUS_INTERFACES);
  open_object (self, vmi);
  if (may_be_running (d->view))
    {
      self->base = _vmistate_record_get_list (d->base, STATUS_INTERFACES);
      open_pod (self, d, vmi);
    }
  open_guest (self);
}

void
_vmistate_scene_close (VmistateScene *self)
{
  g_clear_pointer (&self->is_used, g_free);
  g_clear_pointer (&self->held, g_array_unref);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "monitor.h"

#include "model/text.h"

/**
 * VmistateMonitor:
 *
 * What a program creates: it holds sources, and is a list of the VMIs they see.
 *
 * ```c
 * g_autoptr (VmistateMonitor) monitor = vmistate_monitor_new ();
 * g_autoptr (VmistateLibvirtSource) source = vmistate_libvirt_source_new ("qemu:///system");
 *
 * vmistate_monitor_add_source (monitor, VMISTATE_SOURCE (source), NULL);
 * g_signal_connect (monitor, "instance-changed", G_CALLBACK (changed_cb), NULL);
 * vmistate_monitor_start_async (monitor, NULL, NULL, NULL);
 * ```
 *
 * The list ([iface@Gio.ListModel] of [class@Instance]) is sorted by namespace and name.
 *
 * Facts of one moment are told together: changes wait up to [property@Monitor:coalesce-msec] and
 * then come as one signal per instance, from the last status told to the newest. What was told
 * and what is known never differ for longer. The order in which things are told:
 *
 * - a new VMI: its status is set, the list grows, then [signal@Monitor::instance-added];
 * - a change: `notify::status` and [signal@Instance::changed] of the instance, then
 *   [signal@Monitor::instance-changed];
 * - a VMI that is gone: its last change, then the list shrinks, then
 *   [signal@Monitor::instance-removed];
 * - a lost source: [signal@Monitor::sources-changed], then the changes of its instances, whose
 *   values stay and are marked as lost; when it is back, first the facts of the new time, then
 *   that the source is live.
 *
 * Losing the other side of a source is not an error here, nor is it one at the start: the source
 * is lost, and tries again.
 *
 * Lives in: the thread-default context of the thread that made it. Signals: emitted there and
 * nowhere else. May be used from any thread: no. The library never iterates that context; nothing
 * happens until its owner does.
 *
 * After [method@Monitor.stop_async] finished no thread, file descriptor or event source is left
 * behind. Dropping the last reference without stopping is legal too: it ends the sources in the
 * background and emits nothing. In a signal handler it takes effect when the facts that arrived
 * together have been told.
 *
 * Since: 0.1
 */

#define DEFAULT_COALESCE_MSEC 100
#define MAX_COALESCE_MSEC     60000

GParamSpec *_vmistate_monitor_props[MONITOR_N_PROPS];
guint _vmistate_monitor_signals[MONITOR_N_SIGNALS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VmistateMonitor, vmistate_monitor, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
get_item_type (GListModel *model G_GNUC_UNUSED)
{
  return VMISTATE_TYPE_INSTANCE;
}

static guint
get_n_items (GListModel *model)
{
  return _vmistate_fleet_get_size (&VMISTATE_MONITOR (model)->fleet);
}

static gpointer
get_item (GListModel *model, guint position)
{
  VmistateInstance *instance = _vmistate_fleet_get (&VMISTATE_MONITOR (model)->fleet, position);

  return instance != NULL ? g_object_ref (instance) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
vmistate_monitor_dispose (GObject *object)
{
  VmistateMonitor *self = VMISTATE_MONITOR (object);

  _vmistate_monitor_abandon (self);
  G_OBJECT_CLASS (vmistate_monitor_parent_class)->dispose (object);
}

static void
vmistate_monitor_finalize (GObject *object)
{
  VmistateMonitor *self = VMISTATE_MONITOR (object);

  g_clear_pointer (&self->dirty, g_ptr_array_unref);
  g_clear_pointer (&self->newborn, g_hash_table_unref);
  _vmistate_log_shelf_clear (&self->shelf);
  _vmistate_age_heap_clear (&self->ages);
  _vmistate_source_index_clear (&self->by_source);
  _vmistate_fleet_clear (&self->fleet);
  g_clear_pointer (&self->catalog, _vmistate_catalog_free);
  _vmistate_source_table_clear (&self->table);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  G_OBJECT_CLASS (vmistate_monitor_parent_class)->finalize (object);
}

static void
vmistate_monitor_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  VmistateMonitor *self = VMISTATE_MONITOR (object);

  switch (prop_id)
    {
    case MONITOR_PROP_COALESCE_MSEC:
      g_value_set_uint (value, self->coalesce_msec);
      break;
    case MONITOR_PROP_SYNCED:
      g_value_set_boolean (value, self->synced);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vmistate_monitor_set_property (GObject *object, guint prop_id, const GValue *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case MONITOR_PROP_COALESCE_MSEC:
      vmistate_monitor_set_coalesce_msec (VMISTATE_MONITOR (object), g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  /**
   * VmistateMonitor:coalesce-msec:
   *
   * How long changes may wait for others before they are told together, in milliseconds. 0 tells
   * each fact by itself.
   *
   * Since: 0.1
   */
  _vmistate_monitor_props[MONITOR_PROP_COALESCE_MSEC] =
      g_param_spec_uint ("coalesce-msec", NULL, NULL, 0, MAX_COALESCE_MSEC, DEFAULT_COALESCE_MSEC,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * VmistateMonitor:synced:
   *
   * Whether every source has said at least once whether it is live or lost: before that, a VMI
   * that is missing in the list may just not have been seen yet. All that the sources saw until
   * then has been told when this is notified. %FALSE again when a source is added.
   *
   * Since: 0.1
   */
  _vmistate_monitor_props[MONITOR_PROP_SYNCED] =
      g_param_spec_boolean ("synced", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, MONITOR_N_PROPS, _vmistate_monitor_props);
}

/* What the generic marshaller would do, without looking up types at each emission. */
static void
marshal_change (GClosure *closure, GValue *return_value G_GNUC_UNUSED, gpointer instance,
                va_list args, gpointer marshal_data, int n_params G_GNUC_UNUSED,
                GType *param_types G_GNUC_UNUSED)
{
  typedef void (*Handler) (gpointer first, VmistateInstance * changed, VmistateStatus * before,
                           VmistateStatus * now, gpointer last);
  GCClosure *handler = (GCClosure *) closure;
  Handler callback = (Handler) (marshal_data != NULL ? marshal_data : handler->callback);
  gboolean swap = G_CCLOSURE_SWAP_DATA (closure);
  g_autoptr (VmistateInstance) changed = NULL;
  g_autoptr (VmistateStatus) before = NULL;
  g_autoptr (VmistateStatus) now = NULL;
  va_list copy;

  G_VA_COPY (copy, args);
  changed = g_object_ref (va_arg (copy, VmistateInstance *));
  before = g_object_ref (va_arg (copy, VmistateStatus *));
  now = g_object_ref (va_arg (copy, VmistateStatus *));
  va_end (copy);
  callback (swap ? closure->data : instance, changed, before, now, swap ? instance : closure->data);
}

static void
install_instance_signals (GType type)
{
  /**
   * VmistateMonitor::instance-added:
   * @self: the monitor
   * @instance: the instance, with its first status
   *
   * A VMI was seen for the first time. It is in the list.
   *
   * Since: 0.1
   */
  _vmistate_monitor_signals[MONITOR_SIGNAL_INSTANCE_ADDED] =
      g_signal_new ("instance-added", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                    VMISTATE_TYPE_INSTANCE);

  /**
   * VmistateMonitor::instance-removed:
   * @self: the monitor
   * @instance: the instance, with its last status
   *
   * No source knows the VMI any more. It is no longer in the list.
   *
   * Since: 0.1
   */
  _vmistate_monitor_signals[MONITOR_SIGNAL_INSTANCE_REMOVED] =
      g_signal_new ("instance-removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                    1, VMISTATE_TYPE_INSTANCE);

  /**
   * VmistateMonitor::instance-changed:
   * @self: the monitor
   * @instance: the instance
   * @old_status: the status before
   * @new_status: the status now
   *
   * The status of an instance changed; the same as [signal@Instance::changed], for all of them.
   *
   * Since: 0.1
   */
  _vmistate_monitor_signals[MONITOR_SIGNAL_INSTANCE_CHANGED] =
      g_signal_new ("instance-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                    3, VMISTATE_TYPE_INSTANCE, VMISTATE_TYPE_STATUS, VMISTATE_TYPE_STATUS);
  g_signal_set_va_marshaller (_vmistate_monitor_signals[MONITOR_SIGNAL_INSTANCE_CHANGED], type,
                              marshal_change);
}

static void
install_other_signals (GType type)
{
  /**
   * VmistateMonitor::sources-changed:
   * @self: the monitor
   *
   * A source came, was lost or came back: see [method@Monitor.dup_source_stamps].
   *
   * Since: 0.1
   */
  _vmistate_monitor_signals[MONITOR_SIGNAL_SOURCES_CHANGED] = g_signal_new (
      "sources-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * VmistateMonitor::event:
   * @self: the monitor
   * @fact: a fact of kind %VMISTATE_FACT_KIND_DOMAIN_EVENT or %VMISTATE_FACT_KIND_LOG
   *
   * A hypervisor told of an event, such as a reboot or an I/O error, or something was written to a
   * log. Not coalesced: every event is told, in the order in which its source gave it. What a log
   * held before its source began to follow it is no event.
   *
   * Since: 0.1
   */
  _vmistate_monitor_signals[MONITOR_SIGNAL_EVENT] = g_signal_new (
      "event", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, VMISTATE_TYPE_FACT);
}

static void
vmistate_monitor_class_init (VmistateMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vmistate_monitor_dispose;
  object_class->finalize = vmistate_monitor_finalize;
  object_class->get_property = vmistate_monitor_get_property;
  object_class->set_property = vmistate_monitor_set_property;
  install_properties (object_class);
  install_instance_signals (G_TYPE_FROM_CLASS (klass));
  install_other_signals (G_TYPE_FROM_CLASS (klass));
}

static void
vmistate_monitor_init (VmistateMonitor *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->coalesce_msec = DEFAULT_COALESCE_MSEC;
  self->sources = g_ptr_array_new_with_free_func (g_object_unref);
  self->dirty = g_ptr_array_new_with_free_func (g_object_unref);
  self->newborn = g_hash_table_new_full (_vmistate_text_hash, g_str_equal, NULL, g_object_unref);
  self->next_ageing = G_MAXINT64;
  _vmistate_source_table_init (&self->table);
  self->catalog = _vmistate_catalog_new ();
  _vmistate_fleet_init (&self->fleet);
  _vmistate_source_index_init (&self->by_source);
  _vmistate_age_heap_init (&self->ages);
}

/**
 * vmistate_monitor_new:
 *
 * Makes a monitor without sources, in the thread-default context of the caller.
 *
 * Returns: (transfer full): the monitor
 *
 * Since: 0.1
 */
VmistateMonitor *
vmistate_monitor_new (void)
{
  return g_object_new (VMISTATE_TYPE_MONITOR, NULL);
}

/**
 * vmistate_monitor_get_main_context:
 * @self: a monitor
 *
 * The context in which the monitor lives and emits its signals.
 *
 * Returns: (transfer none): the context
 *
 * Since: 0.1
 */
GMainContext *
vmistate_monitor_get_main_context (VmistateMonitor *self)
{
  g_return_val_if_fail (VMISTATE_IS_MONITOR (self), NULL);

  return self->context;
}

/**
 * vmistate_monitor_get_coalesce_msec:
 * @self: a monitor
 *
 * How long changes may wait for others, see [property@Monitor:coalesce-msec].
 *
 * Returns: milliseconds; 0 for not at all
 *
 * Since: 0.1
 */
guint
vmistate_monitor_get_coalesce_msec (VmistateMonitor *self)
{
  g_return_val_if_fail (VMISTATE_IS_MONITOR (self), 0);

  return self->coalesce_msec;
}

/**
 * vmistate_monitor_set_coalesce_msec:
 * @self: a monitor
 * @coalesce_msec: milliseconds, up to 60000; 0 for not at all
 *
 * Sets how long changes may wait for others. Counts from the next change on.
 *
 * Since: 0.1
 */
void
vmistate_monitor_set_coalesce_msec (VmistateMonitor *self, guint coalesce_msec)
{
  g_return_if_fail (VMISTATE_IS_MONITOR (self));
  g_return_if_fail (coalesce_msec <= MAX_COALESCE_MSEC);

  if (self->coalesce_msec == coalesce_msec)
    return;
  self->coalesce_msec = coalesce_msec;
  g_object_notify_by_pspec (G_OBJECT (self), _vmistate_monitor_props[MONITOR_PROP_COALESCE_MSEC]);
}

/**
 * vmistate_monitor_get_synced:
 * @self: a monitor
 *
 * Whether every source has told of itself, see [property@Monitor:synced].
 *
 * Returns: %TRUE if the list is complete, as far as the sources are live
 *
 * Since: 0.1
 */
gboolean
vmistate_monitor_get_synced (VmistateMonitor *self)
{
  g_return_val_if_fail (VMISTATE_IS_MONITOR (self), FALSE);

  return self->synced;
}

/**
 * vmistate_monitor_add_source:
 * @self: a monitor that was not stopped
 * @source: a source that no monitor has
 * @error: return location for an error
 *
 * Adds a source. If the monitor is running the source is started at once, and the errors are
 * those of [method@Source.start]; else this cannot fail.
 *
 * Returns: %TRUE if the source was added, %FALSE with @error set
 *
 * Since: 0.1
 */
gboolean
vmistate_monitor_add_source (VmistateMonitor *self, VmistateSource *source, GError **error)
{
  g_return_val_if_fail (VMISTATE_IS_MONITOR (self), FALSE);
  g_return_val_if_fail (VMISTATE_IS_SOURCE (source), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);
  g_return_val_if_fail (self->state <= MONITOR_RUNNING, FALSE);

  if (self->state == MONITOR_RUNNING && !_vmistate_monitor_start_source (self, source, error))
    return FALSE;
  g_ptr_array_add (self->sources, g_object_ref (source));
  _vmistate_source_table_ensure (&self->table, vmistate_source_get_id (source));
  if (self->synced)
    {
      self->synced = FALSE;
      g_object_notify_by_pspec (G_OBJECT (self), _vmistate_monitor_props[MONITOR_PROP_SYNCED]);
    }
  return TRUE;
}

/**
 * vmistate_monitor_dup_source_stamps:
 * @self: a monitor
 *
 * The state of each source, sorted by its id: a stamp for the part `source`
 * (%VMISTATE_STAMP_STATE_LIVE, %VMISTATE_STAMP_STATE_LOST with the error, or
 * %VMISTATE_STAMP_STATE_UNKNOWN before the first report), followed by one
 * %VMISTATE_STAMP_STATE_UNSUPPORTED stamp for everything that its other side refused, the part
 * being what was refused.
 *
 * Returns: (transfer container) (element-type VmistateStamp): the stamps
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_monitor_dup_source_stamps (VmistateMonitor *self)
{
  g_return_val_if_fail (VMISTATE_IS_MONITOR (self), NULL);

  return _vmistate_source_table_dup_stamps (&self->table);
}

/**
 * vmistate_monitor_lookup:
 * @self: a monitor
 * @uid: a UID, see [method@Instance.get_uid]
 *
 * Finds an instance by its UID.
 *
 * Returns: (transfer none) (nullable): the instance, or %NULL if there is none
 *
 * Since: 0.1
 */
VmistateInstance *
vmistate_monitor_lookup (VmistateMonitor *self, const char *uid)
{
  g_return_val_if_fail (VMISTATE_IS_MONITOR (self), NULL);
  g_return_val_if_fail (uid != NULL, NULL);

  return _vmistate_fleet_lookup (&self->fleet, uid);
}

/**
 * vmistate_monitor_find_by_name:
 * @self: a monitor
 * @namespace_: (nullable): a namespace, or %NULL for any
 * @name: the name of a VMI
 *
 * Finds instances by name, in the order of the list. There may be several: in different
 * namespaces, and on hypervisors that do not know of each other.
 *
 * Returns: (transfer container) (element-type VmistateInstance): the instances, perhaps none
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_monitor_find_by_name (VmistateMonitor *self, const char *namespace_, const char *name)
{
  g_return_val_if_fail (VMISTATE_IS_MONITOR (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return _vmistate_fleet_find (&self->fleet, namespace_, name);
}

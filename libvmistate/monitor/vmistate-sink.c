/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "sink.h"

/**
 * VmistateSink:
 *
 * Where a [iface@Source] puts its facts. A monitor gives each source one when it starts it.
 *
 * Lives in: any thread. Signals: none. May be used from any thread: yes.
 *
 * Since: 0.1
 */
struct _VmistateSink
{
  GObject parent_instance;

  VmistateInbox *inbox; /* (owned) */
};

G_DEFINE_FINAL_TYPE (VmistateSink, vmistate_sink, G_TYPE_OBJECT)

gint64
_vmistate_time_now (void)
{
  static gint64 offset;
  static gsize once;

  if (g_once_init_enter (&once))
    {
      offset = g_get_real_time () - g_get_monotonic_time ();
      g_once_init_leave (&once, 1);
    }
  return g_get_monotonic_time () + offset;
}

static void
vmistate_sink_finalize (GObject *object)
{
  VmistateSink *self = VMISTATE_SINK (object);

  g_clear_pointer (&self->inbox, _vmistate_inbox_unref);
  G_OBJECT_CLASS (vmistate_sink_parent_class)->finalize (object);
}

static void
vmistate_sink_class_init (VmistateSinkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vmistate_sink_finalize;
}

static void
vmistate_sink_init (VmistateSink *self G_GNUC_UNUSED)
{
}

VmistateSink *
_vmistate_sink_new (VmistateInbox *inbox)
{
  VmistateSink *self = g_object_new (VMISTATE_TYPE_SINK, NULL);

  self->inbox = _vmistate_inbox_ref (inbox);
  return self;
}

/**
 * vmistate_sink_emit:
 * @self: a sink
 * @fact: what was seen
 *
 * Gives a fact to the monitor. Facts of one thread keep their order. After the monitor was
 * stopped this does nothing.
 *
 * May be called from any thread; never blocks.
 *
 * Since: 0.1
 */
void
vmistate_sink_emit (VmistateSink *self, VmistateFact *fact)
{
  g_return_if_fail (VMISTATE_IS_SINK (self));
  g_return_if_fail (VMISTATE_IS_FACT (fact));

  if (self->inbox != NULL)
    _vmistate_inbox_put (self->inbox, fact);
}

/**
 * vmistate_sink_get_n_waiting:
 * @self: a sink
 *
 * How many facts, of all sources of the monitor, wait for its context to take them. A source that
 * can leave for later what it reads does so while there are many: they are kept in memory.
 *
 * May be called from any thread.
 *
 * Returns: how many facts; 0 after the monitor was stopped
 *
 * Since: 0.1
 */
guint
vmistate_sink_get_n_waiting (VmistateSink *self)
{
  g_return_val_if_fail (VMISTATE_IS_SINK (self), 0);

  return self->inbox != NULL ? _vmistate_inbox_get_n_waiting (self->inbox) : 0;
}

/**
 * vmistate_sink_get_time_usec:
 * @self: a sink
 *
 * The moment to write into a fact (`observedAt`): taken before a question is asked, or when an
 * event arrives. It follows the wall clock but never steps back while the program runs, because
 * facts are ordered by it.
 *
 * May be called from any thread.
 *
 * Returns: microseconds since 1970-01-01 00:00 UTC
 *
 * Since: 0.1
 */
gint64
vmistate_sink_get_time_usec (VmistateSink *self)
{
  g_return_val_if_fail (VMISTATE_IS_SINK (self), 0);

  return _vmistate_time_now ();
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "waiter.h"

#include <vmistate/vmistate-error.h>

typedef struct
{
  GTask *outer;    /* (owned) (nullable) until it is completed */
  GSource *cancel; /* (owned) (nullable) the same */
  GSource *timer;  /* (owned) (nullable) the same */
  VmistateRelay relay;
} Waiter;

static void
clear_source (GSource **source)
{
  if (*source == NULL)
    return;
  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* Returns: (transfer full) (nullable): the outer task, if it is still to be completed */
static GTask *
take_outer (Waiter *self)
{
  clear_source (&self->cancel);
  clear_source (&self->timer);
  return g_steal_pointer (&self->outer);
}

static void
inner_done_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  Waiter *self = user_data;
  g_autoptr (GTask) outer = take_outer (self);

  if (outer != NULL)
    self->relay (G_TASK (result), outer);
  g_free (self);
}

static gboolean
cancelled_cb (GCancellable *cancellable G_GNUC_UNUSED, gpointer user_data)
{
  g_autoptr (GTask) outer = take_outer (user_data);

  g_task_return_error_if_cancelled (outer);
  return G_SOURCE_REMOVE;
}

static gboolean
timeout_cb (gpointer user_data)
{
  g_autoptr (GTask) outer = take_outer (user_data);

  g_task_return_new_error (outer, VMISTATE_ERROR, VMISTATE_ERROR_CONNECTION,
                           "libvirt does not answer");
  return G_SOURCE_REMOVE;
}

static GSource *
watch (Waiter *self, GSource *source, GSourceFunc func, const char *name)
{
  g_source_set_static_name (source, name);
  g_source_set_callback (source, func, self, NULL);
  g_source_attach (source, g_task_get_context (self->outer));
  return source;
}

GTask *
_vmistate_waiter_new (GTask *outer, GCancellable *cancellable, guint timeout_msec,
                      VmistateRelay relay)
{
  GCancellable *outer_cancellable = g_task_get_cancellable (outer);
  Waiter *self = g_new0 (Waiter, 1);

  self->outer = g_object_ref (outer);
  self->relay = relay;
  /* What has an outcome keeps it, even if it is cancelled at the same time. */
  g_task_set_check_cancellable (outer, FALSE);
  if (outer_cancellable != NULL)
    self->cancel = watch (self, g_cancellable_source_new (outer_cancellable),
                          G_SOURCE_FUNC (cancelled_cb), "vmistate cancelled");
  if (timeout_msec > 0)
    self->timer = watch (self, g_timeout_source_new (timeout_msec), timeout_cb, "vmistate timeout");
  return g_task_new (/* source_object= */ NULL, cancellable, inner_done_cb, self);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "event-target.h"

struct _VmistateEventTarget
{
  gatomicrefcount ref_count;
  GMutex mutex;
  gboolean silent; /* (mutex mutex) */

  VmistateEventTargetFunc func;
  VmistateEventTargetCloseFunc close_func;
  GDestroyNotify free_data;
  gpointer user_data;
};

VmistateEventTarget *
_vmistate_event_target_new (VmistateEventTargetFunc func, VmistateEventTargetCloseFunc close_func,
                            GDestroyNotify free_data, gpointer user_data)
{
  VmistateEventTarget *self = g_new0 (VmistateEventTarget, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->func = func;
  self->close_func = close_func;
  self->free_data = free_data;
  self->user_data = user_data;
  return self;
}

VmistateEventTarget *
_vmistate_event_target_ref (VmistateEventTarget *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
_vmistate_event_target_unref (gpointer data)
{
  VmistateEventTarget *self = data;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
_vmistate_event_target_silence (VmistateEventTarget *self)
{
  g_mutex_lock (&self->mutex);
  self->silent = TRUE;
  g_mutex_unlock (&self->mutex);
}

void
_vmistate_event_target_deliver (VmistateEventTarget *self, gpointer data)
{
  g_mutex_lock (&self->mutex);
  if (self->silent)
    self->free_data (data);
  else
    self->func (self, data, self->user_data);
  g_mutex_unlock (&self->mutex);
}

void
_vmistate_event_target_deliver_close (VmistateEventTarget *self, int reason)
{
  g_mutex_lock (&self->mutex);
  if (!self->silent)
    self->close_func (self, reason, self->user_data);
  g_mutex_unlock (&self->mutex);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "heart.h"

#include <libvirt/libvirt.h>

struct _VmistateHeart
{
  gatomicrefcount ref_count; /* one is ours, one the event loop's */
  int interval_msec;
  int timer; /* -1: there is no event loop */

  GMutex mutex;
  GCond cond;
  guint n_beats;    /* (mutex mutex) */
  gint64 beaten_at; /* (mutex mutex) monotonic */
};

static void
heart_unref (void *data)
{
  VmistateHeart *self = data;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}

/* On the thread of the event loop */
static void
beat_cb (int timer, void *data)
{
  VmistateHeart *self = data;

  virEventUpdateTimeout (timer, self->interval_msec);
  g_mutex_lock (&self->mutex);
  self->n_beats++;
  self->beaten_at = g_get_monotonic_time ();
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

VmistateHeart *
_vmistate_heart_new (int interval_msec)
{
  VmistateHeart *self = g_new0 (VmistateHeart, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->interval_msec = interval_msec;
  self->beaten_at = g_get_monotonic_time ();
  g_atomic_ref_count_inc (&self->ref_count);
  self->timer = virEventAddTimeout (interval_msec, beat_cb, self, heart_unref);
  if (self->timer < 0)
    heart_unref (self);
  return self;
}

void
_vmistate_heart_free (VmistateHeart *self)
{
  if (self->timer >= 0)
    virEventRemoveTimeout (self->timer);
  heart_unref (self);
}

gboolean
_vmistate_heart_wait (VmistateHeart *self, guint timeout_msec)
{
  gint64 deadline = g_get_monotonic_time () + timeout_msec * G_GINT64_CONSTANT (1000);
  gboolean in_time = self->timer >= 0;
  guint before;

  g_mutex_lock (&self->mutex);
  before = self->n_beats;
  g_mutex_unlock (&self->mutex);
  /* Not under our lock: the program's event loop may have one of its own. */
  if (in_time)
    virEventUpdateTimeout (self->timer, 0);
  g_mutex_lock (&self->mutex);
  while (in_time && self->n_beats == before)
    in_time = g_cond_wait_until (&self->cond, &self->mutex, deadline);
  g_mutex_unlock (&self->mutex);
  return in_time;
}

gint64
_vmistate_heart_get_age_usec (VmistateHeart *self)
{
  gint64 beaten_at;

  g_mutex_lock (&self->mutex);
  beaten_at = self->beaten_at;
  g_mutex_unlock (&self->mutex);
  return g_get_monotonic_time () - beaten_at;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>

#include "event-impl.h"
#include "event-loop.h"

G_DEFINE_ENUM_TYPE (VmistateEventLoop, vmistate_event_loop,
                    G_DEFINE_ENUM_VALUE (VMISTATE_EVENT_LOOP_LIBRARY, "library"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_EVENT_LOOP_HOST, "host"))

static GMutex lock;
static gboolean chosen;          /* (mutex lock) */
static VmistateEventLoop choice; /* (mutex lock) */
static guint n_users;            /* (mutex lock) */

/* Only with LIBRARY; the context lives as long as the process, because libvirt cannot forget an
 * event loop. */
static GMainContext *loop_context; /* (mutex lock) */
static GMainLoop *loop;            /* (owned) (nullable) (mutex lock) while the thread runs */
static GThread *thread;            /* (owned) (nullable) (mutex lock) */

/* Errors reach the caller as errors. Where the program leaves libvirt to this library it need not
 * also print them; this is the only way to keep virConnectOpen() from doing so. */
static void
be_silent (void *user_data G_GNUC_UNUSED, virErrorPtr error G_GNUC_UNUSED)
{
}

/* Called with the lock held. */
static gboolean
choose (VmistateEventLoop policy)
{
  if (chosen)
    return choice == policy;
  chosen = TRUE;
  choice = policy;
  if (policy == VMISTATE_EVENT_LOOP_LIBRARY)
    {
      virSetErrorFunc (NULL, be_silent);
      loop_context = g_main_context_new ();
      _vmistate_event_impl_register (loop_context);
    }
  return TRUE;
}

/**
 * vmistate_init_event_loop:
 * @policy: whose event loop libvirt uses in this process
 * @error: return location for an error
 *
 * Chooses whose event loop libvirt uses. Must come before the first libvirt connection of the
 * process; programs that use libvirt only through this library need not call it, because the
 * first libvirt source to start chooses %VMISTATE_EVENT_LOOP_LIBRARY.
 *
 * With %VMISTATE_EVENT_LOOP_LIBRARY libvirt's callbacks run on a thread of the library; the main
 * context of the program has nothing to do with it, and libvirt no longer prints errors to stderr
 * by itself. The thread runs only while a libvirt source is started. With %VMISTATE_EVENT_LOOP_HOST
 * the program must have called `virEventRegisterImpl()` or `virEventRegisterDefaultImpl()` and must
 * run that loop all the time; a source that finds it not running reports itself as lost.
 *
 * Fails with %VMISTATE_ERROR_EVENT_LOOP if another choice was made before: libvirt cannot change
 * it.
 *
 * May be called from any thread.
 *
 * Returns: %TRUE if @policy holds, %FALSE with @error set
 *
 * Since: 0.1
 */
gboolean
vmistate_init_event_loop (VmistateEventLoop policy, GError **error)
{
  gboolean ok;

  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  g_mutex_lock (&lock);
  ok = choose (policy);
  g_mutex_unlock (&lock);
  if (!ok)
    g_set_error_literal (error, VMISTATE_ERROR, VMISTATE_ERROR_EVENT_LOOP,
                         "libvirt's event loop was already chosen differently in this process");
  return ok;
}

static gpointer
run_loop (gpointer data)
{
  g_autoptr (GMainContextPusher) pusher = g_main_context_pusher_new (loop_context);

  g_main_loop_run (data);
  /* What was freed on the way out is freed before the thread ends. */
  while (g_main_context_iteration (loop_context, /* may_block= */ FALSE))
    ;
  return NULL;
}

void
_vmistate_event_loop_acquire (void)
{
  g_mutex_lock (&lock);
  if (!chosen)
    choose (VMISTATE_EVENT_LOOP_LIBRARY);
  if (n_users++ == 0 && choice == VMISTATE_EVENT_LOOP_LIBRARY)
    {
      loop = g_main_loop_new (loop_context, /* is_running= */ FALSE);
      thread = g_thread_new ("vmistate-events", run_loop, loop);
    }
  g_mutex_unlock (&lock);
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

void
_vmistate_event_loop_release (void)
{
  GThread *ending = NULL;
  g_autoptr (GMainLoop) ending_loop = NULL;
  g_autoptr (GSource) quit = NULL;

  g_mutex_lock (&lock);
  if (--n_users == 0)
    {
      ending = g_steal_pointer (&thread);
      ending_loop = g_steal_pointer (&loop);
    }
  if (ending != NULL)
    {
      /* From inside, because a loop that does not run yet would miss it. */
      quit = g_idle_source_new ();
      g_source_set_callback (quit, quit_cb, ending_loop, NULL);
      g_source_attach (quit, loop_context);
      g_thread_join (ending);
    }
  g_mutex_unlock (&lock);
}

/* Heartbeat */

typedef struct
{
  gatomicrefcount ref_count;
  GMutex mutex;
  GCond cond;
  gboolean beaten;
} Heart;

static void
heart_unref (void *data)
{
  Heart *heart = data;

  if (!g_atomic_ref_count_dec (&heart->ref_count))
    return;
  g_mutex_clear (&heart->mutex);
  g_cond_clear (&heart->cond);
  g_free (heart);
}

static void
beat_cb (int timer, void *opaque)
{
  Heart *heart = opaque;

  virEventUpdateTimeout (timer, -1);
  g_mutex_lock (&heart->mutex);
  heart->beaten = TRUE;
  g_cond_signal (&heart->cond);
  g_mutex_unlock (&heart->mutex);
}

gboolean
_vmistate_event_loop_is_running (guint timeout_msec)
{
  gint64 deadline = g_get_monotonic_time () + timeout_msec * G_GINT64_CONSTANT (1000);
  Heart *heart = g_new0 (Heart, 1);
  gboolean beaten;
  int timer;

  g_atomic_ref_count_init (&heart->ref_count);
  g_mutex_init (&heart->mutex);
  g_cond_init (&heart->cond);
  g_atomic_ref_count_inc (&heart->ref_count);
  timer = virEventAddTimeout (0, beat_cb, heart, heart_unref);
  g_mutex_lock (&heart->mutex);
  while (timer >= 0 && !heart->beaten && g_cond_wait_until (&heart->cond, &heart->mutex, deadline))
    ;
  beaten = heart->beaten;
  g_mutex_unlock (&heart->mutex);
  if (timer >= 0)
    virEventRemoveTimeout (timer);
  else
    heart_unref (heart);
  heart_unref (heart);
  return beaten;
}

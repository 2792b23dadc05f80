/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>

#include "event-impl.h"
#include "sources/event-loop.h"

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

static void
never_cb (int timer G_GNUC_UNUSED, void *opaque G_GNUC_UNUSED)
{
}

/* There is no other way to ask libvirt. */
static gboolean
libvirt_has_event_loop (void)
{
  int timer = virEventAddTimeout (/* timeout= */ -1, never_cb, /* opaque= */ NULL, /* ff= */ NULL);

  if (timer >= 0)
    virEventRemoveTimeout (timer);
  return timer >= 0;
}

/* Called with the lock held. */
static gboolean
choose (VmistateEventLoop policy, GError **error)
{
  if (chosen && choice != policy)
    {
      g_set_error_literal (error, VMISTATE_ERROR, VMISTATE_ERROR_EVENT_LOOP,
                           "libvirt's event loop was already chosen differently in this process");
      return FALSE;
    }
  if (chosen)
    return TRUE;
  if (policy == VMISTATE_EVENT_LOOP_LIBRARY)
    {
      /* libvirt would go on with the one it has, and nobody might run that. */
      if (libvirt_has_event_loop ())
        {
          g_set_error_literal (error, VMISTATE_ERROR, VMISTATE_ERROR_EVENT_LOOP,
                               "the program has registered an event loop with libvirt: choose HOST "
                               "and run it, or do not register one");
          return FALSE;
        }
      virSetErrorFunc (NULL, be_silent);
      loop_context = g_main_context_new ();
      _vmistate_event_impl_register (loop_context);
    }
  chosen = TRUE;
  choice = policy;
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
 * by itself. The thread runs only while a libvirt source is started.
 *
 * With %VMISTATE_EVENT_LOOP_HOST the program must have called `virEventRegisterImpl()` or
 * `virEventRegisterDefaultImpl()` before a source is started, and must run that loop all the time.
 * A source that finds it not running for five seconds reports itself as lost until it runs again.
 *
 * Fails with %VMISTATE_ERROR_EVENT_LOOP if another choice was made before, because libvirt cannot
 * change it, and for %VMISTATE_EVENT_LOOP_LIBRARY if the program has registered an event loop.
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
  ok = choose (policy, error);
  g_mutex_unlock (&lock);
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

/* Called with the lock held. */
static gboolean
start_thread (GError **error)
{
  g_autoptr (GError) local = NULL;

  loop = g_main_loop_new (loop_context, /* is_running= */ FALSE);
  thread = g_thread_try_new ("vmistate-events", run_loop, loop, &local);
  if (thread != NULL)
    return TRUE;
  g_clear_pointer (&loop, g_main_loop_unref);
  g_set_error_literal (error, VMISTATE_ERROR, VMISTATE_ERROR_FAILED, local->message);
  return FALSE;
}

/* Called with the lock held. */
static gboolean
make_ready (GError **error)
{
  if (!choose (chosen ? choice : VMISTATE_EVENT_LOOP_LIBRARY, error))
    return FALSE;
  if (choice == VMISTATE_EVENT_LOOP_LIBRARY)
    return n_users > 0 || start_thread (error);
  if (libvirt_has_event_loop ())
    return TRUE;
  g_set_error_literal (error, VMISTATE_ERROR, VMISTATE_ERROR_EVENT_LOOP,
                       "the program chose to run libvirt's event loop and has registered none");
  return FALSE;
}

gboolean
_vmistate_event_loop_acquire (GError **error)
{
  gboolean ok;

  g_mutex_lock (&lock);
  ok = make_ready (error);
  n_users += ok;
  g_mutex_unlock (&lock);
  return ok;
}

gboolean
_vmistate_event_loop_is_foreign (void)
{
  gboolean is_foreign;

  g_mutex_lock (&lock);
  is_foreign = chosen && choice == VMISTATE_EVENT_LOOP_HOST;
  g_mutex_unlock (&lock);
  return is_foreign;
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

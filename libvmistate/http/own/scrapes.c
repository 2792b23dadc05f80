/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "scrapes.h"

#include <string.h>

#include "http/store/feed.h"

#define N_FORMATS (VMISTATE_METRICS_FORMAT_OPENMETRICS + 1)

/* A text is new enough for so long, whatever has changed: however many ask, the monitor renders
 * at most so often, which its own callbacks have to wait for. */
#define FRESH_USEC (250 * 1000)

/* How often the context of the monitor shows that it is alive. */
#define PULSE_MSEC 1000

typedef struct
{
  GBytes *text;       /* (owned) (nullable) */
  GBytes *gzip;       /* (owned) (nullable) made when first wanted */
  guint64 generation; /* of the feed when it was rendered */
  gint64 at_usec;     /* monotonic */
} Text;

typedef struct
{
  VmistateHttpScrapes *scrapes;
  VmistateMetricsFormat format;
  VmistateHttpScrapeFunc func;
  gpointer user_data;
  GSource *deadline; /* (owned) */
} Waiter;

struct _VmistateHttpScrapes
{
  /* In the context of the monitor */
  VmistateMetrics *metrics; /* (owned) (nullable) */
  void (*prepare) (gpointer);
  gpointer prepare_data;
  GSource *render; /* (owned) ready when a format is wanted */
  GSource *pulse;  /* (owned) */

  VmistateHttpFeed *feed;
  GMainContext *context; /* (owned) the server's */
  GSource *rendered;     /* (owned) in the server's context: ready when a format was rendered */

  /* In the server's thread */
  Text texts[N_FORMATS];
  GQueue waiting; /* (owned) Waiter */

  GMutex lock;
  gboolean wanted[N_FORMATS]; /* (mutex lock) */
  Text fresh[N_FORMATS];      /* (mutex lock) rendered, not yet taken over; no gzip */
  gint64 alive_usec;          /* (mutex lock) monotonic */
};

static gboolean
dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  g_source_set_ready_time (source, -1);
  return callback (user_data);
}

static GSourceFuncs source_funcs = { .dispatch = dispatch };

/* Returns: (transfer full): a source that is dispatched when its ready time is set */
static GSource *
attach (const char *name, GSourceFunc func, gpointer data, GMainContext *context)
{
  GSource *source = g_source_new (&source_funcs, sizeof (GSource));

  g_source_set_static_name (source, name);
  g_source_set_callback (source, func, data, NULL);
  g_source_attach (source, context);
  return source;
}

static void
detach (GSource *source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

static void
text_clear (Text *text)
{
  g_clear_pointer (&text->text, g_bytes_unref);
  g_clear_pointer (&text->gzip, g_bytes_unref);
}

/* In the context of the monitor */

static void
render (VmistateHttpScrapes *self, VmistateMetricsFormat format)
{
  Text made = { .generation = _vmistate_http_feed_get_generation (self->feed) };
  char *text;

  if (self->prepare != NULL)
    self->prepare (self->prepare_data);
  text = vmistate_metrics_render (self->metrics, format);
  made.text = g_bytes_new_take (text, strlen (text));
  made.at_usec = g_get_monotonic_time ();
  g_mutex_lock (&self->lock);
  text_clear (&self->fresh[format]);
  self->fresh[format] = made;
  g_mutex_unlock (&self->lock);
}

static gboolean
render_cb (gpointer user_data)
{
  VmistateHttpScrapes *self = user_data;
  gboolean wanted[N_FORMATS];

  g_mutex_lock (&self->lock);
  memcpy (wanted, self->wanted, sizeof wanted);
  memset (self->wanted, 0, sizeof self->wanted);
  g_mutex_unlock (&self->lock);
  for (int format = 0; format < N_FORMATS; format++)
    {
      if (wanted[format])
        render (self, (VmistateMetricsFormat) format);
    }
  g_source_set_ready_time (self->rendered, 0);
  return G_SOURCE_CONTINUE;
}

static gboolean
pulse_cb (gpointer user_data)
{
  VmistateHttpScrapes *self = user_data;

  g_mutex_lock (&self->lock);
  self->alive_usec = g_get_monotonic_time ();
  g_mutex_unlock (&self->lock);
  return G_SOURCE_CONTINUE;
}

/* In the server's thread */

static void
waiter_free (Waiter *waiter)
{
  detach (waiter->deadline);
  g_free (waiter);
}

/* Compressed texts are for whoever asks: here they cost the monitor nothing. */
static GBytes *
compress (GBytes *text)
{
  g_autoptr (GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (gzip));
  gsize size;
  const void *data = g_bytes_get_data (text, &size);

  if (!g_output_stream_write_all (stream, data, size, NULL, NULL, NULL)
      || !g_output_stream_close (stream, NULL, NULL))
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
give (Text *text, VmistateHttpScrapeFunc func, gpointer user_data)
{
  if (text->text != NULL && text->gzip == NULL)
    text->gzip = compress (text->text);
  func (text->text, text->gzip, user_data);
}

static void
give_to (Waiter *waiter)
{
  VmistateHttpScrapes *self = waiter->scrapes;

  g_queue_remove (&self->waiting, waiter);
  give (&self->texts[waiter->format], waiter->func, waiter->user_data);
  waiter_free (waiter);
}

static gboolean
deadline_cb (gpointer user_data)
{
  give_to (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
rendered_cb (gpointer user_data)
{
  VmistateHttpScrapes *self = user_data;
  gboolean came[N_FORMATS] = { FALSE };
  GList *next;

  g_mutex_lock (&self->lock);
  for (int format = 0; format < N_FORMATS; format++)
    {
      if (self->fresh[format].text == NULL)
        continue;
      text_clear (&self->texts[format]);
      self->texts[format] = self->fresh[format];
      self->fresh[format] = (Text){ 0 };
      came[format] = TRUE;
    }
  g_mutex_unlock (&self->lock);
  for (GList *l = self->waiting.head; l != NULL; l = next)
    {
      Waiter *waiter = l->data;

      next = l->next;
      if (came[waiter->format])
        give_to (waiter);
    }
  return G_SOURCE_CONTINUE;
}

static gboolean
is_new_enough (VmistateHttpScrapes *self, const Text *text)
{
  if (text->text == NULL)
    return FALSE;
  return g_get_monotonic_time () - text->at_usec < FRESH_USEC
         || text->generation == _vmistate_http_feed_get_generation (self->feed);
}

void
_vmistate_http_scrapes_get (VmistateHttpScrapes *self, VmistateMetricsFormat format,
                            guint timeout_msec, VmistateHttpScrapeFunc func, gpointer user_data)
{
  Waiter *waiter;

  if (is_new_enough (self, &self->texts[format]))
    {
      give (&self->texts[format], func, user_data);
      return;
    }
  waiter = g_new0 (Waiter, 1);
  *waiter = (Waiter){ self, format, func, user_data, g_timeout_source_new (timeout_msec) };
  g_source_set_callback (waiter->deadline, deadline_cb, waiter, NULL);
  g_source_attach (waiter->deadline, self->context);
  g_queue_push_tail (&self->waiting, waiter);
  g_mutex_lock (&self->lock);
  self->wanted[format] = TRUE;
  g_mutex_unlock (&self->lock);
  g_source_set_ready_time (self->render, 0);
}

void
_vmistate_http_scrapes_cancel (VmistateHttpScrapes *self, gpointer user_data)
{
  for (GList *l = self->waiting.head; l != NULL; l = l->next)
    {
      Waiter *waiter = l->data;

      if (waiter->user_data != user_data)
        continue;
      g_queue_delete_link (&self->waiting, l);
      waiter_free (waiter);
      return;
    }
}

gboolean
_vmistate_http_scrapes_has_metrics (VmistateHttpScrapes *self)
{
  return self->metrics != NULL;
}

gint64
_vmistate_http_scrapes_get_silence (VmistateHttpScrapes *self)
{
  gint64 alive_usec;

  g_mutex_lock (&self->lock);
  alive_usec = self->alive_usec;
  g_mutex_unlock (&self->lock);
  return g_get_monotonic_time () - alive_usec;
}

void
_vmistate_http_scrapes_abandon (VmistateHttpScrapes *self)
{
  g_queue_clear_full (&self->waiting, (GDestroyNotify) waiter_free);
}

/* In the context of the monitor */

VmistateHttpScrapes *
_vmistate_http_scrapes_new (VmistateMonitor *monitor, VmistateMetrics *metrics,
                            VmistateHttpFeed *feed, GMainContext *context)
{
  VmistateHttpScrapes *self = g_new0 (VmistateHttpScrapes, 1);
  GMainContext *home = vmistate_monitor_get_main_context (monitor);

  g_mutex_init (&self->lock);
  g_queue_init (&self->waiting);
  self->metrics = metrics != NULL ? g_object_ref (metrics) : NULL;
  self->feed = feed;
  self->context = g_main_context_ref (context);
  self->render = attach ("vmistate-http render", render_cb, self, home);
  self->rendered = attach ("vmistate-http rendered", rendered_cb, self, context);
  self->pulse = g_timeout_source_new (PULSE_MSEC);
  g_source_set_static_name (self->pulse, "vmistate-http pulse");
  g_source_set_callback (self->pulse, pulse_cb, self, NULL);
  g_source_attach (self->pulse, home);
  pulse_cb (self);
  return self;
}

void
_vmistate_http_scrapes_set_prepare (VmistateHttpScrapes *self, void (*func) (gpointer),
                                    gpointer user_data)
{
  self->prepare = func;
  self->prepare_data = user_data;
}

void
_vmistate_http_scrapes_free (VmistateHttpScrapes *self)
{
  detach (self->render);
  detach (self->rendered);
  detach (self->pulse);
  for (int format = 0; format < N_FORMATS; format++)
    {
      text_clear (&self->texts[format]);
      text_clear (&self->fresh[format]);
    }
  g_clear_object (&self->metrics);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  g_free (self);
}

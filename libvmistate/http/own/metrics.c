/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* One scrape: the format that is wanted, compressed if it may be, before the scraper gives up. */

#include "config.h"

#include "answers.h"

#include "http/own/scrapes.h"

#define DEFAULT_TIMEOUT_MSEC 8000

/* A scraper that gives up when it said must have its answer before. */
#define MARGIN_MSEC 500

/* Prometheus says how long it will wait, in seconds. */
static guint
timeout_of (VmistateHttpExchange *exchange)
{
  const char *text = _vmistate_http_get_header (exchange, "X-Prometheus-Scrape-Timeout-Seconds");
  double seconds = text != NULL ? g_ascii_strtod (text, NULL) : 0;

  if (!(seconds > 0) || seconds > 300)
    return DEFAULT_TIMEOUT_MSEC;
  return (guint) MAX (seconds * 1000 - MARGIN_MSEC, seconds * 500);
}

static gboolean
accepts_gzip (VmistateHttpExchange *exchange)
{
  const char *header = _vmistate_http_get_header (exchange, "Accept-Encoding");
  GSList *acceptable = header != NULL ? soup_header_parse_quality_list (header, NULL) : NULL;
  gboolean accepts =
      g_slist_find_custom (acceptable, "gzip", (GCompareFunc) g_ascii_strcasecmp) != NULL;

  soup_header_free_list (acceptable);
  return accepts;
}

typedef struct
{
  VmistateHttpCore *core;
  SoupServerMessage *message; /* (owned) */
  VmistateMetricsFormat format;
  gboolean gzip;
  gboolean paused;
  gboolean given;
  gulong finished;
} Scrape;

static void
scrape_free (Scrape *scrape)
{
  g_signal_handler_disconnect (scrape->message, scrape->finished);
  g_object_unref (scrape->message);
  g_free (scrape);
}

/* The client has not waited. */
static void
finished_cb (SoupServerMessage *message G_GNUC_UNUSED, Scrape *scrape)
{
  _vmistate_http_scrapes_cancel (scrape->core->scrapes, scrape);
  scrape_free (scrape);
}

static void
rendered_cb (GBytes *text, GBytes *gzip, gpointer user_data)
{
  Scrape *scrape = user_data;
  VmistateHttpExchange exchange = { .core = scrape->core, .message = scrape->message };
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (scrape->message);

  scrape->given = TRUE;
  soup_message_headers_replace (headers, "Vary", "Accept, Accept-Encoding");
  if (text == NULL)
    _vmistate_http_fail (&exchange, SOUP_STATUS_SERVICE_UNAVAILABLE, "ServiceUnavailable",
                         "the program was too busy to render metrics in time");
  else if (scrape->gzip && gzip != NULL)
    {
      soup_message_headers_replace (headers, "Content-Encoding", "gzip");
      _vmistate_http_answer (&exchange, SOUP_STATUS_OK,
                             vmistate_metrics_format_get_content_type (scrape->format), gzip);
    }
  else
    _vmistate_http_answer (&exchange, SOUP_STATUS_OK,
                           vmistate_metrics_format_get_content_type (scrape->format), text);
  if (!scrape->paused)
    return;
  soup_server_message_unpause (scrape->message);
  scrape_free (scrape);
}

void
_vmistate_http_answer_metrics (VmistateHttpExchange *exchange)
{
  Scrape *scrape;

  if (!_vmistate_http_scrapes_has_metrics (exchange->core->scrapes))
    {
      _vmistate_http_fail (exchange, SOUP_STATUS_NOT_FOUND, "NotFound",
                           "this server has no metrics");
      return;
    }
  scrape = g_new0 (Scrape, 1);
  scrape->core = exchange->core;
  scrape->message = g_object_ref (exchange->message);
  scrape->format = vmistate_metrics_negotiate (_vmistate_http_get_header (exchange, "Accept"));
  scrape->gzip = accepts_gzip (exchange);
  scrape->finished =
      g_signal_connect (scrape->message, "finished", G_CALLBACK (finished_cb), scrape);
  _vmistate_http_scrapes_get (exchange->core->scrapes, scrape->format, timeout_of (exchange),
                              rendered_cb, scrape);
  if (scrape->given)
    {
      scrape_free (scrape);
      return;
    }
  scrape->paused = TRUE;
  soup_server_message_pause (exchange->message);
}

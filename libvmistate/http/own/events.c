/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Changes as server-sent events, for pages: what a watch tells, in the form that browsers read,
 * and with what each part of a VMI comes from. */

#include "config.h"

#include "answers.h"

#include <string.h>

#include "http/api/follow.h"

/* Something comes at least so often, so that nobody in between thinks the connection is dead. */
#define IDLE_SECONDS 15

/* Tells these texts from those of watches. */
#define KEY 16

/* @text: (transfer full) */
static GBytes *
take_event (char *text)
{
  return g_bytes_new_take (text, strlen (text));
}

static GBytes *
write_event (VmistateHttpEvent event, int form G_GNUC_UNUSED, VmistateHttpSnapshot *snapshot)
{
  g_autofree char *observed =
      vmistate_status_observed_to_json (snapshot->status, g_get_real_time ());
  gsize size;
  const char *object = g_bytes_get_data (_vmistate_http_snapshot_get_object (snapshot), &size);

  return take_event (g_strdup_printf (
      "id: %" G_GUINT64_FORMAT "\nevent: %s\ndata: {\"object\":%.*s,\"observed\":%s}\n\n",
      snapshot->revision, _vmistate_http_event_names[event], (int) size, object, observed));
}

static GBytes *
write_gone (void)
{
  return take_event (g_strdup ("event: GONE\ndata: {}\n\n"));
}

static GBytes *
write_idle (guint64 revision)
{
  return take_event (
      g_strdup_printf ("id: %" G_GUINT64_FORMAT "\nevent: IDLE\ndata: {}\n\n", revision));
}

static const VmistateHttpFollowWriter writer = { "text/event-stream", KEY, write_event, write_gone,
                                                 write_idle };

void
_vmistate_http_answer_events (VmistateHttpExchange *exchange)
{
  VmistateHttpFollowOptions options = { .writer = &writer, .idle_seconds = IDLE_SECONDS };
  const char *last = _vmistate_http_get_header (exchange, "Last-Event-ID");

  /* One that is none of ours is as good as none: all there is comes first. */
  if (last != NULL
      && !g_ascii_string_to_unsigned (last, 10, 0, G_MAXUINT64, &options.revision, NULL))
    options.revision = 0;
  options.selection = _vmistate_http_selection_new (exchange);
  if (options.selection != NULL)
    _vmistate_http_follow (exchange, &options);
}

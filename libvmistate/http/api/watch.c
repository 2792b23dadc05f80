/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "watch.h"

#include <string.h>

#include "http/api/follow.h"

/* How often a client that wants to know is told where it is. */
#define BOOKMARK_SECONDS 60

/* A watch that asks for no end has one nevertheless, as those of Kubernetes do. */
#define MIN_TIMEOUT_SECONDS 1800

/* @text: (transfer full) */
static GBytes *
take_line (char *text)
{
  return g_bytes_new_take (text, strlen (text));
}

static GBytes *
write_event (VmistateHttpEvent event, int form, VmistateHttpSnapshot *snapshot)
{
  g_autofree char *object = _vmistate_http_form_one ((VmistateHttpForm) form, snapshot);

  return take_line (g_strdup_printf ("{\"type\":\"%s\",\"object\":%s}\n",
                                     _vmistate_http_event_names[event], object));
}

static GBytes *
write_gone (void)
{
  g_autofree char *status =
      _vmistate_http_make_status (SOUP_STATUS_GONE, "Expired", /* name= */ NULL,
                                  "too old resource version: list again, and watch from there");

  return take_line (g_strdup_printf ("{\"type\":\"ERROR\",\"object\":%s}\n", status));
}

static GBytes *
write_bookmark (guint64 revision)
{
  return take_line (
      g_strdup_printf ("{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"VirtualMachineInstance\","
                       "\"apiVersion\":\"kubevirt.io/v1\",\"metadata\":{\"resourceVersion\":"
                       "\"%" G_GUINT64_FORMAT "\",\"creationTimestamp\":null}}}\n",
                       revision));
}

static const VmistateHttpFollowWriter writer = { VMISTATE_HTTP_JSON, 0, write_event, write_gone,
                                                 write_bookmark };

/* Returns: FALSE after the request was refused */
static gboolean
read_number (VmistateHttpExchange *exchange, const char *name, guint64 max, guint64 *value)
{
  const char *text = _vmistate_http_get_parameter (exchange, name);

  *value = 0;
  if (text == NULL || *text == '\0' || g_ascii_string_to_unsigned (text, 10, 0, max, value, NULL))
    return TRUE;
  _vmistate_http_fail (exchange, SOUP_STATUS_BAD_REQUEST, "BadRequest",
                       "%s is a number up to %" G_GUINT64_FORMAT ", not '%s'", name, max, text);
  return FALSE;
}

void
_vmistate_http_answer_watch (VmistateHttpExchange *exchange, VmistateHttpSelection *selection,
                             VmistateHttpForm form)
{
  g_autoptr (VmistateHttpSelection) owned = selection;
  VmistateHttpFollowOptions options = { .writer = &writer, .form = (int) form };
  guint64 seconds;

  if (!read_number (exchange, "resourceVersion", G_MAXUINT64, &options.revision)
      || !read_number (exchange, "timeoutSeconds", G_MAXINT32 / 1000, &seconds))
    return;
  /* Not all at once, when all began at once. */
  if (seconds == 0)
    seconds = MIN_TIMEOUT_SECONDS + g_random_int () % MIN_TIMEOUT_SECONDS;
  options.timeout_seconds = (guint) seconds;
  if (_vmistate_http_get_flag (exchange, "allowWatchBookmarks"))
    options.idle_seconds = BOOKMARK_SECONDS;
  options.selection = g_steal_pointer (&owned);
  _vmistate_http_follow (exchange, &options);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Whether the program is alive, and whether what it says can be relied on, with the causes. */

#include "config.h"

#include "answers.h"

#include "http/own/scrapes.h"
#include "http/store/feed.h"
#include "http/store/json-text.h"

/* A program whose main context has not been seen for so long does not do its work. */
#define SILENT_USEC (10 * G_USEC_PER_SEC)

/* As everywhere a stamp is told. */
static JsonNode *
source_to_node (VmistateStamp *stamp)
{
  g_autofree char *json = vmistate_record_to_json (VMISTATE_RECORD (stamp), VMISTATE_PROFILE_TRUTH);

  return json_from_string (json, NULL);
}

/* @cause: (nullable): none: all is well */
static void
answer (VmistateHttpExchange *exchange, const char *cause)
{
  g_autoptr (GPtrArray) sources = _vmistate_http_feed_dup_sources (exchange->core->feed);
  JsonObject *body = json_object_new ();
  JsonArray *array = json_array_new ();

  json_object_set_string_member (body, "status", cause == NULL ? "ok" : "failed");
  _vmistate_http_json_add (body, "cause", cause);
  json_object_set_array_member (body, "sources", array);
  for (guint i = 0; i < sources->len; i++)
    json_array_add_element (array, source_to_node (sources->pdata[i]));
  _vmistate_http_answer_text (exchange,
                              cause == NULL ? SOUP_STATUS_OK : SOUP_STATUS_SERVICE_UNAVAILABLE,
                              VMISTATE_HTTP_JSON, _vmistate_http_json_take_object (body));
}

static gboolean
is_silent (VmistateHttpExchange *exchange)
{
  return _vmistate_http_scrapes_get_silence (exchange->core->scrapes) > SILENT_USEC;
}

#define SILENT "the main context of the program has not run for 10 seconds"

/* A lost source is a state to be told, not a reason to be restarted for. */
void
_vmistate_http_answer_livez (VmistateHttpExchange *exchange)
{
  answer (exchange, is_silent (exchange) ? SILENT : NULL);
}

void
_vmistate_http_answer_readyz (VmistateHttpExchange *exchange)
{
  g_autoptr (GPtrArray) sources = _vmistate_http_feed_dup_sources (exchange->core->feed);
  gboolean live = sources->len == 0;

  for (guint i = 0; i < sources->len; i++)
    live |= vmistate_stamp_get_state (sources->pdata[i]) == VMISTATE_STAMP_STATE_LIVE;
  if (is_silent (exchange))
    answer (exchange, SILENT);
  else if (!_vmistate_http_feed_get_synced (exchange->core->feed))
    answer (exchange, "not every source has told of itself yet");
  else
    answer (exchange, live ? NULL : "no source is there: what is told is what it was before");
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Keeping the newest I/O error, and telling of it. */

#include "config.h"

#include "io-error.h"

#include <string.h>

#include "model/payloads.h"

/* Of each part of a message that the library did not write itself */
#define MAX_CHARACTERS 256

static const char *
get_text (gpointer event, const char *name)
{
  GVariant *data = _vmistate_record_get_variant (event, DOMAIN_EVENT_DATA);
  const char *text = NULL;

  if (data == NULL || !g_variant_lookup (data, name, "&s", &text))
    return NULL;
  return text;
}

/* libvirt tells of an error twice: IO_ERROR, and IO_ERROR_REASON, which also says why. */
static gboolean
has_reason (gpointer event)
{
  return _vmistate_record_is (event, DOMAIN_EVENT_NAME, "IO_ERROR_REASON");
}

gboolean
_vmistate_io_error_is_told_by (VmistateFact *fact)
{
  gpointer event = _vmistate_fact_get_payload (fact);
  const char *action;

  if (!has_reason (event) && !_vmistate_record_is (event, DOMAIN_EVENT_NAME, "IO_ERROR"))
    return FALSE;
  action = get_text (event, "action");
  return action == NULL || g_str_equal (action, "PAUSE");
}

gboolean
_vmistate_io_error_fold (VmistateObservation *self, VmistateFact *fact, gint64 now)
{
  gpointer event = _vmistate_fact_get_payload (fact);

  if (!has_reason (event) && vmistate_fact_get_observed_at_usec (fact) <= self->observed_at)
    return FALSE;
  return _vmistate_observation_fold (self, fact, event, now);
}

/* Names of files and devices are the host's, but may be long, or not made to be read. */
static void
append_bounded (GString *message, const char *text)
{
  for (guint i = 0; i < MAX_CHARACTERS && *text != '\0'; i++, text = g_utf8_next_char (text))
    {
      gunichar character = g_utf8_get_char (text);

      g_string_append_unichar (message, g_unichar_isprint (character) ? character : '?');
    }
  if (*text != '\0')
    g_string_append (message, "…");
}

char *
_vmistate_io_error_describe (const VmistateObservation *self, const char *message)
{
  static const char *const parts[][2] = { { "reason", "reason" },
                                          { "alias", "device" },
                                          { "path", "path" } };
  GString *text;

  if (self->payload == NULL)
    return NULL;
  text = g_string_new (message);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *value = get_text (self->payload, parts[i][0]);

      if (value == NULL || *value == '\0')
        continue;
      g_string_append_printf (text, "%s%s ", text->len > strlen (message) ? ", " : ": ",
                              parts[i][1]);
      append_bounded (text, value);
    }
  return g_string_free (text, FALSE);
}

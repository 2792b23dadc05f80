/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "log-time.h"

#include "model/time-text.h"

#include <string.h>

/* A zero stands for any digit. */
static const struct
{
  VmistateLogClock clock;
  const char *form;
  gsize n_time; /* how much of it is the time, as far as RFC 3339 has it */
} forms[] = {
  { VMISTATE_LOG_CLOCK_LIBVIRT, "0000-00-00 00:00:00.000+0000: ", 23 },
  { VMISTATE_LOG_CLOCK_QEMU, "0000-00-00T00:00:00.000000Z ", 26 },
};

static gboolean
has_form (const char *line, const char *form)
{
  for (; *form != '\0'; form++, line++)
    {
      if (*form == '0' ? !g_ascii_isdigit (*line) : *line != *form)
        return FALSE;
    }
  return TRUE;
}

VmistateLogClock
_vmistate_log_read_time (const char *line, gint64 *usec, const char **rest)
{
  *rest = line;
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *text = NULL;

      if (!has_form (line, forms[i].form))
        continue;
      text = g_strdup_printf ("%.*sZ", (int) forms[i].n_time, line);
      text[strlen ("0000-00-00")] = 'T';
      if (!_vmistate_time_from_text (text, usec))
        return VMISTATE_LOG_CLOCK_NONE;
      *rest = line + strlen (forms[i].form);
      return forms[i].clock;
    }
  return VMISTATE_LOG_CLOCK_NONE;
}

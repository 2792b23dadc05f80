/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "log-lines.h"

#include <string.h>

void
_vmistate_log_lines_init (VmistateLogLines *self, gsize max_bytes, VmistateLogLineFunc func,
                          gpointer user_data)
{
  *self = (VmistateLogLines){
    .max_bytes = max_bytes,
    .begun = g_byte_array_new (),
    .func = func,
    .user_data = user_data,
  };
}

void
_vmistate_log_lines_clear (VmistateLogLines *self)
{
  g_clear_pointer (&self->begun, g_byte_array_unref);
}

/* Whoever writes on behind a truncation without noticing leaves zeros before the next line. */
static void
append (VmistateLogLines *self, const char *data, gsize length)
{
  gsize room = self->max_bytes - self->begun->len;
  gsize kept;

  while (self->begun->len == 0 && length > 0 && *data == '\0')
    {
      data++;
      length--;
    }
  kept = MIN (length, room);

  g_byte_array_append (self->begun, (const guint8 *) data, (guint) kept);
  self->cut_bytes += length - kept;
}

void
_vmistate_log_lines_end (VmistateLogLines *self)
{
  guint64 cut_bytes = self->cut_bytes;

  self->cut_bytes = 0;
  if (self->begun->len > 0)
    self->func ((const char *) self->begun->data, self->begun->len, cut_bytes, self->user_data);
  g_byte_array_set_size (self->begun, 0);
}

void
_vmistate_log_lines_feed (VmistateLogLines *self, const char *data, gsize length)
{
  const char *end = data + length;

  while (data < end)
    {
      const char *line_end = memchr (data, '\n', end - data);

      append (self, data, (line_end != NULL ? line_end : end) - data);
      if (line_end == NULL)
        return;
      _vmistate_log_lines_end (self);
      data = line_end + 1;
    }
}

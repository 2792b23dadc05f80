/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "table.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "text.h"

#define GAP       2
#define MIN_WIDTH 4
#define BOLD      "\033[1m"
#define PLAIN     "\033[0m"

struct _Table
{
  guint n_columns;
  gboolean use_color;
  GPtrArray *cells; /* (owned) (element-type utf8) the headers first */
};

Table *
table_new (const char *const *headers, gboolean use_color)
{
  Table *self = g_new0 (Table, 1);

  self->n_columns = g_strv_length ((char **) headers);
  self->use_color = use_color;
  self->cells = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->n_columns; i++)
    g_ptr_array_add (self->cells, g_strdup (headers[i]));
  return self;
}

void
table_free (Table *self)
{
  g_ptr_array_unref (self->cells);
  g_free (self);
}

void
table_add (Table *self, const char *text)
{
  g_ptr_array_add (self->cells, text_neutral (text));
}

/* Columns on screen: wide characters take two, combining ones none. */
static guint
display_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

/* 0: not a terminal, no limit */
static guint
terminal_width (void)
{
  struct winsize size;

  if (!isatty (STDOUT_FILENO) || ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
    return 0;
  return size.ws_col;
}

static guint
widest (const guint *widths, guint n)
{
  guint best = 0;

  for (guint i = 1; i < n; i++)
    {
      if (widths[i] > widths[best])
        best = i;
    }
  return best;
}

static void
fit (guint *widths, guint n, guint limit)
{
  guint total = GAP * (n - 1);

  for (guint i = 0; i < n; i++)
    total += widths[i];
  while (limit > 0 && total > limit && widths[widest (widths, n)] > MIN_WIDTH)
    {
      widths[widest (widths, n)]--;
      total--;
    }
}

static void
append_cell (GString *line, const char *text, guint width, gboolean is_last)
{
  guint used = 0;
  gboolean cut = display_width (text) > width;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      guint w = g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;

      if (used + w > width - (cut ? 1 : 0))
        break;
      g_string_append_unichar (line, c);
      used += w;
    }
  if (cut)
    {
      g_string_append (line, "…");
      used++;
    }
  for (; !is_last && used < width + GAP; used++)
    g_string_append_c (line, ' ');
}

void
table_print (Table *self)
{
  g_autofree guint *widths = g_new0 (guint, self->n_columns);

  for (guint i = 0; i < self->cells->len; i++)
    {
      guint column = i % self->n_columns;

      widths[column] = MAX (widths[column], display_width (self->cells->pdata[i]));
    }
  fit (widths, self->n_columns, terminal_width ());
  for (guint row = 0; row < self->cells->len / self->n_columns; row++)
    {
      g_autoptr (GString) line = g_string_new (NULL);

      for (guint i = 0; i < self->n_columns; i++)
        append_cell (line, self->cells->pdata[row * self->n_columns + i], widths[i],
                     i + 1 == self->n_columns);
      if (row == 0 && self->use_color)
        g_print (BOLD "%s" PLAIN "\n", line->str);
      else
        g_print ("%s\n", line->str);
    }
}

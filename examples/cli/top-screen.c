/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "top-screen.h"

#include <glib-unix.h>
#include <stdio.h>
#include <termios.h>
#include <unistd.h>

/* The screen that programs have beside the one of the shell */
#define ENTER "\033[?1049h\033[?25l"
#define LEAVE "\033[?25h\033[?1049l"
#define CLEAR "\033[H\033[2J"

struct _TopScreen
{
  void (*pressed) (char key, gpointer user_data);
  gpointer user_data;
  struct termios before;
  guint keys; /* source, or 0 */
};

static gboolean
read_cb (int fd, GIOCondition condition G_GNUC_UNUSED, gpointer user_data)
{
  TopScreen *self = user_data;
  char key;

  if (read (fd, &key, 1) != 1)
    {
      self->keys = 0;
      return G_SOURCE_REMOVE;
    }
  self->pressed (key, self->user_data);
  return G_SOURCE_CONTINUE;
}

/* Keys come one by one and are not shown; those that end a program still do. */
static void
hear_keys (TopScreen *self)
{
  struct termios raw = self->before;

  raw.c_lflag &= ~(tcflag_t) (ICANON | ECHO);
  tcsetattr (STDIN_FILENO, TCSANOW, &raw);
  self->keys = g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP, read_cb, self);
}

TopScreen *
top_screen_new (void (*pressed) (char key, gpointer user_data), gpointer user_data)
{
  TopScreen *self;

  if (!isatty (STDOUT_FILENO))
    return NULL;
  self = g_new0 (TopScreen, 1);
  self->pressed = pressed;
  self->user_data = user_data;
  if (isatty (STDIN_FILENO) && tcgetattr (STDIN_FILENO, &self->before) == 0)
    hear_keys (self);
  g_print (ENTER);
  return self;
}

void
top_screen_free (TopScreen *self)
{
  if (self->keys != 0)
    g_source_remove (self->keys);
  if (isatty (STDIN_FILENO) && self->before.c_cflag != 0)
    tcsetattr (STDIN_FILENO, TCSANOW, &self->before);
  g_print (LEAVE);
  fflush (stdout);
  g_free (self);
}

void
top_screen_clear (TopScreen *self G_GNUC_UNUSED)
{
  g_print (CLEAR);
}

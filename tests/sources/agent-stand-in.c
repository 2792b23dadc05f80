/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "agent-stand-in.h"

#include <libvirt/virterror.h>

typedef struct
{
  char *command; /* (nullable) any */
  char *text;    /* (nullable) the answer */
  char *message; /* of a failure */
  int code;
} Answer;

typedef struct
{
  GPtrArray *answers; /* (element-type Answer) the last that fits counts */
  GPtrArray *asked;   /* (element-type utf8) */
  char *hangs_at;     /* (nullable) "" for every command */
  guint takes_msec;
  guint n_inside;
} Guest;

struct _StandIn
{
  GMutex mutex;
  GCond changed;
  GHashTable *guests; /* (element-type utf8 Guest) */
  guint n_inside;
  guint most_inside;
  guint last_timeout_sec;
};

static const struct
{
  const char *command;
  const char *text;
} usual_answers[] = {
  { "guest-info", "{\"return\":{\"version\":\"7.2.0\"}}" },
  { "guest-get-osinfo", "{\"return\":{\"id\":\"debian\",\"name\":\"Debian\"}}" },
  { "guest-get-host-name", "{\"return\":{\"host-name\":\"vm\"}}" },
  { "guest-network-get-interfaces", "{\"return\":[{\"name\":\"lo\"}]}" },
  { "guest-get-timezone", "{\"return\":{\"offset\":0}}" },
  { "guest-get-fsinfo", "{\"return\":[]}" },
  { "guest-get-users", "{\"return\":[]}" },
  { "guest-fsfreeze-status", "{\"return\":\"thawed\"}" },
  { "guest-get-load", "{\"return\":{\"load1m\":0.5}}" },
  { "guest-ping", "{\"return\":{}}" },
};

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_free (answer->command);
  g_free (answer->text);
  g_free (answer->message);
  g_free (answer);
}

static void
guest_free (gpointer data)
{
  Guest *guest = data;

  g_ptr_array_unref (guest->answers);
  g_ptr_array_unref (guest->asked);
  g_free (guest->hangs_at);
  g_free (guest);
}

/* With the mutex held. */
static Guest *
ensure_guest (StandIn *self, const char *uuid)
{
  Guest *guest = g_hash_table_lookup (self->guests, uuid);

  if (guest == NULL)
    {
      guest = g_new0 (Guest, 1);
      guest->answers = g_ptr_array_new_with_free_func (answer_free);
      guest->asked = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->guests, g_strdup (uuid), guest);
    }
  return guest;
}

static const Answer *
find_answer (Guest *guest, const char *command)
{
  for (guint i = guest->answers->len; i > 0; i--)
    {
      const Answer *answer = guest->answers->pdata[i - 1];

      if (answer->command == NULL || g_str_equal (answer->command, command))
        return answer;
    }
  return NULL;
}

static char *
make_answer (Guest *guest, const char *command, VmistateAgentCallError *error)
{
  const Answer *answer = find_answer (guest, command);

  if (answer != NULL && answer->text == NULL)
    {
      error->code = answer->code;
      error->message = g_strdup (answer->message);
      return NULL;
    }
  if (answer != NULL)
    return g_strdup (answer->text);
  for (guint i = 0; i < G_N_ELEMENTS (usual_answers); i++)
    {
      if (g_str_equal (usual_answers[i].command, command))
        return g_strdup (usual_answers[i].text);
    }
  g_assert_not_reached ();
}

static gboolean
is_hanging (Guest *guest, const char *command)
{
  return guest->hangs_at != NULL
         && (*guest->hangs_at == '\0' || g_str_equal (guest->hangs_at, command));
}

static char *
get_command (const char *command_json)
{
  g_auto (GStrv) parts = g_strsplit (command_json, "\"", -1);

  g_assert_cmpuint (g_strv_length (parts), ==, 5);
  return g_strdup (parts[3]);
}

char *
stand_in_ask (gpointer data, virConnectPtr connection, const char *uuid, const char *command_json,
              guint timeout_sec, VmistateAgentCallError *error)
{
  StandIn *self = data;
  g_autofree char *command = get_command (command_json);
  char *text;
  Guest *guest;

  g_assert_nonnull (connection);
  g_mutex_lock (&self->mutex);
  guest = ensure_guest (self, uuid);
  self->last_timeout_sec = timeout_sec;
  g_ptr_array_add (guest->asked, g_strdup (command));
  self->n_inside++;
  self->most_inside = MAX (self->most_inside, self->n_inside);
  guest->n_inside++;
  /* No agent is ever asked two things at once. */
  g_assert_cmpuint (guest->n_inside, ==, 1);
  if (guest->takes_msec > 0)
    {
      guint msec = guest->takes_msec;

      g_mutex_unlock (&self->mutex);
      g_usleep (msec * 1000);
      g_mutex_lock (&self->mutex);
    }
  while (is_hanging (guest, command))
    g_cond_wait (&self->changed, &self->mutex);
  text = make_answer (guest, command, error);
  guest->n_inside--;
  self->n_inside--;
  g_mutex_unlock (&self->mutex);
  return text;
}

/* The guests */

static void
add_answer (Rig *rig, const char *uuid, const char *command, const char *text, int code,
            const char *message)
{
  StandIn *self = rig->guests;
  Answer *answer = g_new0 (Answer, 1);

  answer->command = g_strdup (command);
  answer->text = g_strdup (text);
  answer->code = code;
  answer->message = g_strdup (message);
  g_mutex_lock (&self->mutex);
  g_ptr_array_add (ensure_guest (self, uuid)->answers, answer);
  g_mutex_unlock (&self->mutex);
}

void
guest_answers (Rig *self, const char *uuid, const char *command, const char *text)
{
  add_answer (self, uuid, command, text, 0, NULL);
}

void
guest_fails (Rig *self, const char *uuid, const char *command, int code, const char *message)
{
  add_answer (self, uuid, command, NULL, code, message);
}

void
guest_takes (Rig *self, const char *uuid, guint msec)
{
  g_mutex_lock (&self->guests->mutex);
  ensure_guest (self->guests, uuid)->takes_msec = msec;
  g_mutex_unlock (&self->guests->mutex);
}

static void
set_hanging (StandIn *self, const char *uuid, const char *command)
{
  Guest *guest;

  g_mutex_lock (&self->mutex);
  guest = ensure_guest (self, uuid);
  g_free (guest->hangs_at);
  guest->hangs_at = g_strdup (command);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

void
guest_hangs (Rig *self, const char *uuid, const char *command)
{
  set_hanging (self->guests, uuid, command != NULL ? command : "");
}

void
guest_is_released (Rig *self, const char *uuid)
{
  set_hanging (self->guests, uuid, NULL);
}

guint
guest_count (Rig *self, const char *uuid, const char *command)
{
  GPtrArray *asked;
  guint n = 0;

  g_mutex_lock (&self->guests->mutex);
  asked = ensure_guest (self->guests, uuid)->asked;
  for (guint i = 0; i < asked->len; i++)
    n += command == NULL || g_str_equal (asked->pdata[i], command);
  g_mutex_unlock (&self->guests->mutex);
  return n;
}

char *
guest_get_commands (Rig *self, const char *uuid)
{
  GString *text = g_string_new (NULL);
  GPtrArray *asked;

  g_mutex_lock (&self->guests->mutex);
  asked = ensure_guest (self->guests, uuid)->asked;
  for (guint i = 0; i < asked->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", (char *) asked->pdata[i]);
  g_mutex_unlock (&self->guests->mutex);
  return g_string_free (text, /* free_segment= */ FALSE);
}

gboolean
guest_is_being_asked (Rig *self, const char *uuid)
{
  guint n_inside;

  g_mutex_lock (&self->guests->mutex);
  n_inside = ensure_guest (self->guests, uuid)->n_inside;
  g_mutex_unlock (&self->guests->mutex);
  return n_inside > 0;
}

guint
guests_most_at_once (Rig *self)
{
  guint most;

  g_mutex_lock (&self->guests->mutex);
  most = self->guests->most_inside;
  g_mutex_unlock (&self->guests->mutex);
  return most;
}

void
guests_forget_most (Rig *self)
{
  g_mutex_lock (&self->guests->mutex);
  self->guests->most_inside = self->guests->n_inside;
  g_mutex_unlock (&self->guests->mutex);
}

guint
guests_last_timeout_sec (Rig *self)
{
  guint sec;

  g_mutex_lock (&self->guests->mutex);
  sec = self->guests->last_timeout_sec;
  g_mutex_unlock (&self->guests->mutex);
  return sec;
}

StandIn *
stand_in_new (void)
{
  StandIn *self = g_new0 (StandIn, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  self->guests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, guest_free);
  return self;
}

void
stand_in_free (StandIn *self)
{
  g_hash_table_unref (self->guests);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

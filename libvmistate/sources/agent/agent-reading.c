/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The answers that KubeVirt's launcher reads itself. It cuts what it wants out of the text with a
 * regular expression, and only then reads JSON. */

#include "config.h"

#include "agent-reading.h"

#include <string.h>

#include "agent-decoders.h"
#include "agent-go-json.h"
#include "agent-text.h"
#include "model/agent-command.h"
#include "model/agent-reading.h"
#include "model/filesystem-disk.h"
#include "model/filesystem.h"

/* Members as KubeVirt's structures name them. */

static const VmistateGoMember disk_members[] = {
  { "serial", VMISTATE_GO_STRING, FILESYSTEM_DISK_SERIAL, NULL, 0 },
  { "bus-type", VMISTATE_GO_STRING, FILESYSTEM_DISK_BUS_TYPE, NULL, 0 },
};
static const VmistateGoStruct disk = {
  vmistate_filesystem_disk_get_type,
  disk_members,
  G_N_ELEMENTS (disk_members),
};

static const VmistateGoMember filesystem_members[] = {
  { "name", VMISTATE_GO_STRING, FILESYSTEM_DISK_NAME, NULL, 0 },
  { "mountpoint", VMISTATE_GO_STRING, FILESYSTEM_MOUNT_POINT, NULL, 0 },
  { "type", VMISTATE_GO_STRING, FILESYSTEM_FILE_SYSTEM_TYPE, NULL, 0 },
  { "used-bytes", VMISTATE_GO_INT, FILESYSTEM_USED_BYTES, NULL, 0 },
  { "total-bytes", VMISTATE_GO_INT, FILESYSTEM_TOTAL_BYTES, NULL, 0 },
  { "disk", VMISTATE_GO_SLICE, FILESYSTEM_DISK, &disk, VMISTATE_AGENT_MAX_DISKS },
};
static const VmistateGoStruct filesystem = {
  vmistate_filesystem_get_type,
  filesystem_members,
  G_N_ELEMENTS (filesystem_members),
};

static const VmistateGoMember command_members[] = {
  { "name", VMISTATE_GO_STRING, AGENT_COMMAND_NAME, NULL, 0 },
  { "enabled", VMISTATE_GO_BOOL, AGENT_COMMAND_ENABLED, NULL, 0 },
};
static const VmistateGoStruct command = {
  vmistate_agent_command_get_type,
  command_members,
  G_N_ELEMENTS (command_members),
};

static const VmistateGoMember info_members[] = {
  { "version", VMISTATE_GO_STRING, AGENT_READING_VERSION, NULL, 0 },
  { "supported_commands", VMISTATE_GO_SLICE, AGENT_READING_COMMANDS, &command,
    VMISTATE_AGENT_MAX_COMMANDS },
};
static const VmistateGoStruct info = {
  _vmistate_agent_reading_get_type,
  info_members,
  G_N_ELEMENTS (info_members),
};

/* What is cut out */

typedef struct
{
  const char *at;
  gsize length;
} Cut;

typedef struct
{
  const char *command;
  const char *openers; /* what follows "return": */
  const char *closers; /* what comes before the last brace */
  const char *uncut;   /* the outcome where the text has not this form */
  gboolean (*read) (const Cut *cut, VmistateAgentReading *reading);
} Form;

static gboolean
read_info (const Cut *cut, VmistateAgentReading *reading)
{
  static const VmistateGoMember target = { .kind = VMISTATE_GO_STRUCT, .shape = &info };

  return _vmistate_go_json_decode (cut->at, cut->length, &target, reading);
}

static gboolean
read_filesystems (const Cut *cut, VmistateAgentReading *reading)
{
  static const VmistateGoMember target = {
    .kind = VMISTATE_GO_SLICE,
    .field = AGENT_READING_FILESYSTEMS,
    .shape = &filesystem,
    .max = VMISTATE_AGENT_MAX_FILESYSTEMS,
  };

  return _vmistate_go_json_decode (cut->at, cut->length, &target, reading);
}

/* Without its quotes the text is taken as it is, escapes and all. */
static gboolean
read_freeze_status (const Cut *cut, VmistateAgentReading *reading)
{
  g_autofree char *text = g_strndup (cut->at + 1, cut->length - 2);
  g_autofree char *clean = _vmistate_agent_text_clean (text);

  _vmistate_record_set_string (reading, AGENT_READING_FSFREEZE_STATUS, clean);
  return *clean != '\0';
}

static const Form forms[] = {
  { "guest-info", "{[", "}]", AGENT_OUTCOME_PANIC, read_info },
  { "guest-get-fsinfo", "{[", "}]", AGENT_OUTCOME_PANIC, read_filesystems },
  { "guest-fsfreeze-status", "\"", "\"", AGENT_OUTCOME_IGNORED, read_freeze_status },
};

static const char *
skip_space (const char *at, const char *end)
{
  while (at < end && g_ascii_isspace (*at))
    at++;
  return at;
}

static gboolean
is_one_of (char c, const char *set)
{
  return c != '\0' && strchr (set, c) != NULL;
}

/* @at: a brace. Returns: (nullable): where what is behind "return": begins */
static const char *
find_opener (const char *at, const char *end, const char *openers)
{
  static const char name[] = "\"return\":";
  const gsize length = sizeof name - 1;

  at = skip_space (at + 1, end);
  if ((gsize) (end - at) < length || memcmp (at, name, length) != 0)
    return NULL;
  at = skip_space (at + length, end);
  return at < end && is_one_of (*at, openers) ? at : NULL;
}

/* Returns: (nullable): the last closer that has nothing but space between it and a brace */
static const char *
find_closer (const char *text, const char *end, const char *closers)
{
  char next = '\0';

  for (const char *at = end; at > text; at--)
    {
      char c = at[-1];

      if (next == '}' && is_one_of (c, closers))
        return at - 1;
      if (!g_ascii_isspace (c))
        next = c;
    }
  return NULL;
}

/* Whether there is, anywhere in @text: a brace, space, "return": and space; what is cut out; space
 * and a brace. The first place where it can begin counts, and the last where it can end. So there
 * may be space behind the first brace but not before the colon, and members beside "return" either
 * hide it or become part of what is cut out. */
static gboolean
find_cut (const Form *form, const char *text, const char *end, Cut *cut)
{
  const char *closer = find_closer (text, end, form->closers);
  const char *opener = NULL;

  for (const char *at = text; closer != NULL && at < closer && opener == NULL; at++)
    {
      if (*at == '{')
        opener = find_opener (at, closer, form->openers);
    }
  if (opener == NULL)
    return FALSE;
  cut->at = opener;
  cut->length = closer + 1 - opener;
  return TRUE;
}

static VmistateAgentReading *
read_text (const Form *form, const char *text, gsize length)
{
  g_autoptr (VmistateAgentReading) reading =
      g_object_new (_vmistate_agent_reading_get_type (), NULL);
  const char *outcome = NULL;
  Cut cut;

  if (!find_cut (form, text, text + length, &cut))
    outcome = form->uncut;
  else if (!form->read (&cut, reading))
    outcome = AGENT_OUTCOME_IGNORED;
  if (outcome == NULL)
    return g_steal_pointer (&reading);
  /* What was read until the error does not count. */
  g_object_unref (reading);
  reading = g_object_new (_vmistate_agent_reading_get_type (), NULL);
  _vmistate_record_set_string (reading, AGENT_READING_OUTCOME, outcome);
  return g_steal_pointer (&reading);
}

void
_vmistate_agent_add_launcher_reading (VmistateAgentReply *reply, const char *text, gsize length)
{
  const char *name = _vmistate_record_get_string (reply, AGENT_REPLY_COMMAND);

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (VmistateAgentReading) reading = NULL;

      if (g_strcmp0 (forms[i].command, name) != 0)
        continue;
      reading = read_text (&forms[i], text, length);
      _vmistate_agent_reading_add (reply, reading);
    }
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The commands that KubeVirt asks for, and the versions that it takes without a list of them. */

#include "config.h"

#include "agent-support.h"

#include <string.h>

#include "model/agent-command.h"
#include "model/objects/cluster-objects.h"
#include "model/objects/vmi-objects.h"

/* The expressions are the cluster's and the version is the guest's: a match may neither cost much
 * nor fail loudly. */
#define MAX_EXPRESSIONS   64
#define MAX_TEXT_LENGTH   256
#define LIMIT_OF_THE_WORK "(*LIMIT_MATCH=1000)"

/* By commands */

typedef enum
{
  BASIC = 1 << 0,
  KEYS = 1 << 1,
  FILES = 1 << 2, /* what KubeVirt wrote keys with before agents could do it themselves */
  PASSWORDS = 1 << 3,
} Purpose;

/* A command's place is its bit. */
static const struct
{
  const char *name;
  Purpose purpose;
} commands_asked_for[] = {
  { "guest-ping", BASIC },
  { "guest-get-time", BASIC },
  { "guest-info", BASIC },
  { "guest-shutdown", BASIC },
  { "guest-get-users", BASIC },
  { "guest-network-get-interfaces", BASIC },
  { "guest-get-fsinfo", BASIC },
  { "guest-get-host-name", BASIC },
  { "guest-get-timezone", BASIC },
  { "guest-get-osinfo", BASIC },
  { "guest-ssh-get-authorized-keys", KEYS },
  { "guest-ssh-add-authorized-keys", KEYS },
  { "guest-ssh-remove-authorized-keys", KEYS },
  { "guest-exec-status", FILES },
  { "guest-exec", FILES },
  { "guest-file-open", FILES },
  { "guest-file-close", FILES },
  { "guest-file-read", FILES },
  { "guest-file-write", FILES },
  { "guest-set-user-password", PASSWORDS },
};
G_STATIC_ASSERT (G_N_ELEMENTS (commands_asked_for) <= 32);

/* A need is met by either set of commands. */
static const struct
{
  guint credential; /* the need is there if the agent brings such ones; or ALWAYS */
  Purpose purpose;
  Purpose former; /* the same, or what served before */
  VmistateAgentFlaw flaw;
} needs[] = {
#define ALWAYS ACCESS_CREDENTIAL_N_FIELDS
  { ALWAYS,
    BASIC,
    BASIC,
    { "MissingBasicCommands", "This guest agent doesn't support required basic commands" } },
  { ACCESS_CREDENTIAL_SSH_PUBLIC_KEY,
    KEYS,
    FILES,
    { "MissingPublicKeyCommands",
      "This guest agent doesn't support required public key commands" } },
  { ACCESS_CREDENTIAL_USER_PASSWORD,
    PASSWORDS,
    PASSWORDS,
    { "MissingPasswordCommands", "This guest agent doesn't support required password commands" } },
};

static int
find_place (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands_asked_for); i++)
    {
      if (g_strcmp0 (commands_asked_for[i].name, name) == 0)
        return i;
    }
  return -1;
}

guint32
_vmistate_agent_find_missing (GPtrArray *commands)
{
  guint32 missing = (1u << G_N_ELEMENTS (commands_asked_for)) - 1;
  guint32 seen = 0;

  for (guint i = 0; commands != NULL && i < commands->len; i++)
    {
      int place = find_place (_vmistate_record_get_string (commands->pdata[i], AGENT_COMMAND_NAME));
      gboolean enabled = FALSE;

      /* If it is there twice the first one counts. */
      if (place < 0 || (seen & (1u << place)))
        continue;
      seen |= 1u << place;
      _vmistate_record_get_boolean (commands->pdata[i], AGENT_COMMAND_ENABLED, &enabled);
      if (enabled)
        missing &= ~(1u << place);
    }
  return missing;
}

static gboolean
serves (guint32 missing, Purpose purpose)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands_asked_for); i++)
    {
      if (commands_asked_for[i].purpose == purpose && (missing & (1u << i)))
        return FALSE;
    }
  return TRUE;
}

char *
_vmistate_agent_name_missing (guint32 missing)
{
  GString *names = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (commands_asked_for); i++)
    {
      if (commands_asked_for[i].purpose != BASIC || !(missing & (1u << i)))
        continue;
      if (names == NULL)
        names = g_string_new (commands_asked_for[i].name);
      else
        g_string_append_printf (names, ", %s", commands_asked_for[i].name);
    }
  return names != NULL ? g_string_free (names, FALSE) : NULL;
}

/* Whether the agent brings credentials of this kind into the guest. */
static gboolean
agent_brings (gpointer spec, guint kind)
{
  GPtrArray *credentials = _vmistate_record_get_list (spec, VMI_SPEC_ACCESS_CREDENTIALS);

  for (guint i = 0; credentials != NULL && i < credentials->len; i++)
    {
      gpointer credential = _vmistate_record_get_record (credentials->pdata[i], kind);
      gpointer method = _vmistate_record_get_record (credential, CREDENTIAL_PROPAGATION_METHOD);

      if (method != NULL && _vmistate_record_has (method, PROPAGATION_METHOD_QEMU_GUEST_AGENT))
        return TRUE;
    }
  return FALSE;
}

const VmistateAgentFlaw *
_vmistate_agent_judge_commands (guint32 missing, gpointer spec)
{
  for (guint i = 0; i < G_N_ELEMENTS (needs); i++)
    {
      if (needs[i].credential != ALWAYS && !agent_brings (spec, needs[i].credential))
        continue;
      if (!serves (missing, needs[i].purpose) && !serves (missing, needs[i].former))
        return &needs[i].flaw;
    }
  return NULL;
}

/* What an agent still does while the guest's file systems are frozen */
static const char *const commands_of_frozen[] = {
  "guest-ping",
  "guest-info",
  "guest-sync",
  "guest-sync-delimited",
  "guest-fsfreeze-status",
  "guest-fsfreeze-thaw",
  NULL,
};

/* It lists the others as switched off; they will be there again. */
static gboolean
looks_frozen (GPtrArray *commands)
{
  gboolean has_disabled = FALSE;

  for (guint i = 0; commands != NULL && i < commands->len; i++)
    {
      const char *name = _vmistate_record_get_string (commands->pdata[i], AGENT_COMMAND_NAME);

      if (!_vmistate_record_is_true (commands->pdata[i], AGENT_COMMAND_ENABLED))
        has_disabled = TRUE;
      else if (name != NULL && !g_strv_contains (commands_of_frozen, name))
        return FALSE;
    }
  return has_disabled;
}

void
_vmistate_view_note_support (VmistateView *view, gpointer reply, gint64 at)
{
  GPtrArray *commands = _vmistate_record_get_list (reply, AGENT_REPLY_COMMANDS);
  const char *version = _vmistate_record_get_string (reply, AGENT_REPLY_VERSION);
  guint32 missing = _vmistate_agent_find_missing (commands);

  if (_vmistate_record_has (reply, AGENT_REPLY_ERROR) || looks_frozen (commands))
    return;
  /* Another version may be why. */
  _vmistate_history_add (
      &view->infos, at,
      (gint64) (missing | (guint64) (version != NULL ? g_str_hash (version) : 0) << 32));
}

guint32
_vmistate_view_get_lacks (const VmistateView *view)
{
  guint length = _vmistate_history_get_length (&view->infos);

  return length > 0 ? (guint32) _vmistate_history_get (&view->infos, length - 1)->value : 0;
}

/* By version */

static gboolean
matches (const char *expression, const char *version)
{
  g_autofree char *pattern = NULL;
  g_autoptr (GRegex) regex = NULL;

  /* What begins like this would lift the limit; in Go's language it is an error anyway. */
  if (g_str_has_prefix (expression, "(*") || strlen (expression) > MAX_TEXT_LENGTH
      || strlen (version) > MAX_TEXT_LENGTH)
    return FALSE;
  pattern = g_strconcat (LIMIT_OF_THE_WORK, expression, NULL);
  regex = g_regex_new (pattern, G_REGEX_DOLLAR_ENDONLY, 0, NULL);
  return regex != NULL && g_regex_match_full (regex, version, -1, 0, 0, NULL, NULL);
}

gboolean
_vmistate_agent_is_version_supported (const char *version, gpointer configuration)
{
  static const char *const defaults[] = { "2.*", "3.*", "4.*", "5.*", NULL };
  const char *const *configured = _vmistate_record_get_texts (
      configuration, KUBEVIRT_CONFIGURATION_SUPPORTED_GUEST_AGENT_VERSIONS);
  const char *const *expressions = configured != NULL ? configured : defaults;

  for (guint i = 0; i < MAX_EXPRESSIONS && expressions[i] != NULL; i++)
    {
      if (matches (expressions[i], version))
        return TRUE;
    }
  return FALSE;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "log-secrets.h"

#include <string.h>

#define MASK "***"

/* Names of values; longer names may end in them. */
static const struct
{
  const char *name;
  gboolean in_secret; /* only where the text tells of a secret */
} names[] = {
  { "password", FALSE },   { "passwd", FALSE }, { "passphrase", FALSE }, { "secret", FALSE },
  { "credential", FALSE }, { "token", FALSE },  { "key", FALSE },        { "data", TRUE },
};

/* What stands between a name and its value */
static const char *const links[] = { "=", "\":\"", "\": \"" };

static gboolean
tells_of_secret (const char *text)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);

  return strstr (lower, "secret") != NULL;
}

static gsize
match_link (const char *at)
{
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      if (g_str_has_prefix (at, links[i]))
        return strlen (links[i]);
    }
  return 0;
}

/* Whether what stands before @end is the name of a value that is nobody's business */
static gboolean
is_name (const char *text, const char *end, gboolean has_secret)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize length = strlen (names[i].name);

      if ((gsize) (end - text) >= length && (has_secret || !names[i].in_secret)
          && g_ascii_strncasecmp (end - length, names[i].name, length) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
ends_value (char c, char quote)
{
  if (quote != '\0')
    return c == quote || (c == ',' && quote != '"');
  return strchr (" \t,\"'", c) != NULL;
}

/* A value ends where an argument does, or the quotation that it is in. A comma that is part of it
 * is written twice. */
static const char *
find_end (const char *value, char quote)
{
  const char *at = value;

  if (quote == '\0' && (*at == '"' || *at == '\''))
    quote = *at++;
  for (; *at != '\0'; at++)
    {
      if ((at[0] == '\\' && at[1] != '\0' && quote == '"') || (at[0] == ',' && at[1] == ','))
        at++;
      else if (ends_value (*at, quote))
        break;
    }
  return at;
}

/* The quotation that an argument is in behind @c */
static char
follow_quote (char quote, char c)
{
  if (c != '\'' && c != '"')
    return quote;
  if (quote == '\0')
    return c;
  return quote == c ? '\0' : quote;
}

char *
_vmistate_log_mask_secrets (const char *text)
{
  GString *masked = g_string_sized_new (strlen (text) + 1);
  gboolean has_secret = tells_of_secret (text);
  const char *at = text;
  char quote = '\0';

  while (*at != '\0')
    {
      gsize link = match_link (at);

      if (link > 0 && is_name (text, at, has_secret))
        {
          g_string_append_len (masked, at, link);
          g_string_append (masked, MASK);
          at = find_end (at + link, link > 1 ? '"' : quote);
          if (link > 1 && *at == '"')
            g_string_append_c (masked, *at++);
          continue;
        }
      quote = follow_quote (quote, *at);
      g_string_append_c (masked, *at++);
    }
  return g_string_free (masked, /* free_segment= */ FALSE);
}

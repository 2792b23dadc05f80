/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "label-selector.h"

#include <string.h>

typedef enum
{
  EXISTS,
  IS_NOT_THERE,
  IS_IN,
  IS_NOT_IN, /* also where there is no such label */
} Operator;

typedef struct
{
  char *name; /* (owned) */
  Operator op;
  char **values; /* (owned) (nullable) */
} Requirement;

struct _VmistateHttpLabelSelector
{
  GArray *requirements; /* (owned) (element-type Requirement) all have to hold */
};

static void
requirement_clear (gpointer data)
{
  Requirement *requirement = data;

  g_free (requirement->name);
  g_strfreev (requirement->values);
}

/* Reading */

/* What has a meaning between names and values */
#define SIGNS " \t=!(),"

static void
skip_space (const char **at)
{
  *at += strspn (*at, " \t");
}

/* Returns: (transfer full): what is before the next sign, which may be nothing */
static char *
read_word (const char **at)
{
  gsize length;
  char *word;

  skip_space (at);
  length = strcspn (*at, SIGNS);
  word = g_strndup (*at, length);
  *at += length;
  skip_space (at);
  return word;
}

static gboolean
take (const char **at, const char *token)
{
  if (!g_str_has_prefix (*at, token))
    return FALSE;
  *at += strlen (token);
  return TRUE;
}

/* `(a,b)`. Returns: (transfer full) (nullable): NULL if that is not what is there */
static char **
read_values (const char **at)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();

  if (!take (at, "("))
    return NULL;
  do
    {
      g_autofree char *value = read_word (at);

      g_strv_builder_add (values, value);
    }
  while (take (at, ","));
  return take (at, ")") ? g_strv_builder_end (values) : NULL;
}

static char **
read_value (const char **at)
{
  g_autofree char *value = read_word (at);

  return g_strdupv ((char *[]){ value, NULL });
}

/* Behind the name: a sign and one value, `in` or `notin` and several, or nothing.
 * Returns: FALSE if it is something else */
static gboolean
read_operator (const char **at, Requirement *requirement)
{
  static const struct
  {
    const char *token;
    Operator op;
    char **(*read) (const char **at);
  } operators[] = {
    { "==", IS_IN, read_value },         { "=", IS_IN, read_value },
    { "!=", IS_NOT_IN, read_value },     { "in", IS_IN, read_values },
    { "notin", IS_NOT_IN, read_values },
  };

  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    {
      if (!take (at, operators[i].token))
        continue;
      skip_space (at);
      requirement->op = operators[i].op;
      requirement->values = operators[i].read (at);
      return requirement->values != NULL;
    }
  requirement->op = EXISTS;
  return TRUE;
}

static gboolean
read_requirement (const char **at, Requirement *requirement)
{
  gboolean absent;

  skip_space (at);
  absent = take (at, "!");
  requirement->name = read_word (at);
  if (*requirement->name == '\0')
    return FALSE;
  if (absent)
    requirement->op = IS_NOT_THERE;
  else if (!read_operator (at, requirement))
    return FALSE;
  skip_space (at);
  return **at == '\0' || **at == ',';
}

VmistateHttpLabelSelector *
_vmistate_http_label_selector_new (const char *text, GError **error)
{
  g_autoptr (VmistateHttpLabelSelector) self = g_new0 (VmistateHttpLabelSelector, 1);
  const char *at = text;

  self->requirements = g_array_new (FALSE, TRUE, sizeof (Requirement));
  g_array_set_clear_func (self->requirements, requirement_clear);
  skip_space (&at);
  while (*at != '\0')
    {
      Requirement *requirement;

      g_array_set_size (self->requirements, self->requirements->len + 1);
      requirement = &g_array_index (self->requirements, Requirement, self->requirements->len - 1);
      if (!read_requirement (&at, requirement))
        {
          g_set_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA,
                       "unable to parse requirement: '%s' is not understood from byte %zu on", text,
                       (gsize) (at - text));
          return NULL;
        }
      if (*at == ',')
        at++;
    }
  return g_steal_pointer (&self);
}

void
_vmistate_http_label_selector_free (VmistateHttpLabelSelector *self)
{
  g_array_unref (self->requirements);
  g_free (self);
}

/* Selecting */

static gboolean
holds (const Requirement *requirement, const char *value)
{
  switch (requirement->op)
    {
    case EXISTS:
      return value != NULL;
    case IS_NOT_THERE:
      return value == NULL;
    case IS_IN:
      return value != NULL && g_strv_contains ((const char *const *) requirement->values, value);
    case IS_NOT_IN:
      return value == NULL || !g_strv_contains ((const char *const *) requirement->values, value);
    default:
      return FALSE;
    }
}

gboolean
_vmistate_http_label_selector_has (const VmistateHttpLabelSelector *self,
                                   VmistateHttpSnapshot *snapshot)
{
  for (guint i = 0; i < self->requirements->len; i++)
    {
      const Requirement *requirement = &g_array_index (self->requirements, Requirement, i);

      if (!holds (requirement, _vmistate_http_snapshot_get_label (snapshot, requirement->name)))
        return FALSE;
    }
  return TRUE;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "xml-names.h"

#include <string.h>

#define DECLARATION "xmlns"

/* What a prefix stands for, from one element inwards. */
typedef struct
{
  char *prefix; /* (owned) "" for the default namespace */
  gboolean is_ours;
  guint depth;
} Scope;

static void
scope_clear (gpointer data)
{
  g_free (((Scope *) data)->prefix);
}

void
_vmistate_xml_names_init (VmistateXmlNames *self, const char *uri)
{
  self->uri = uri;
  self->depth = 0;
  self->scopes = g_array_new (/* zero_terminated= */ FALSE, /* clear= */ FALSE, sizeof (Scope));
  g_array_set_clear_func (self->scopes, scope_clear);
}

void
_vmistate_xml_names_clear (VmistateXmlNames *self)
{
  g_clear_pointer (&self->scopes, g_array_unref);
}

/* Returns: (nullable): the prefix that attribute @name declares */
static const char *
declared_prefix (const char *name)
{
  if (!g_str_has_prefix (name, DECLARATION))
    return NULL;
  name += strlen (DECLARATION);
  if (*name == '\0')
    return name;
  return *name == ':' ? name + 1 : NULL;
}

static gboolean
is_ours (VmistateXmlNames *self, const char *prefix, gsize length)
{
  for (guint i = self->scopes->len; i > 0; i--)
    {
      const Scope *scope = &g_array_index (self->scopes, Scope, i - 1);

      if (strlen (scope->prefix) == length && strncmp (scope->prefix, prefix, length) == 0)
        return scope->is_ours;
    }
  return FALSE;
}

gboolean
_vmistate_xml_names_open (VmistateXmlNames *self, const char *element, const char **names,
                          const char **values)
{
  const char *colon = strchr (element, ':');

  self->depth++;
  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *prefix = declared_prefix (names[i]);
      Scope scope;

      if (prefix == NULL)
        continue;
      scope.prefix = g_strdup (prefix);
      scope.is_ours = g_str_has_suffix (self->uri, "/") ? g_str_has_prefix (values[i], self->uri)
                                                        : g_str_equal (values[i], self->uri);
      scope.depth = self->depth;
      g_array_append_val (self->scopes, scope);
    }
  return is_ours (self, element, colon != NULL ? (gsize) (colon - element) : 0);
}

void
_vmistate_xml_names_close (VmistateXmlNames *self)
{
  while (self->scopes->len > 0
         && g_array_index (self->scopes, Scope, self->scopes->len - 1).depth == self->depth)
    g_array_set_size (self->scopes, self->scopes->len - 1);
  self->depth--;
}

const char *
_vmistate_xml_local_name (const char *element)
{
  const char *colon = strchr (element, ':');

  return colon != NULL ? colon + 1 : element;
}

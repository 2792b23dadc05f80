/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What both of KubeVirt's passes over interfaces do with their entries. */

#include "config.h"

#include "interface-list.h"

#define SEPARATOR ", "

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

int
_vmistate_interfaces_find (GPtrArray *interfaces, guint field, const char *text)
{
  for (guint i = 0; interfaces != NULL && i < interfaces->len; i++)
    {
      if (g_str_equal (or_empty (_vmistate_record_get_string (interfaces->pdata[i], field)),
                       or_empty (text)))
        return (int) i;
    }
  return -1;
}

gpointer
_vmistate_interfaces_lookup (GPtrArray *interfaces, guint field, const char *text)
{
  int index = _vmistate_interfaces_find (interfaces, field, text);

  return index >= 0 ? interfaces->pdata[index] : NULL;
}

void
_vmistate_interface_set_text (gpointer interface, guint field, const char *text)
{
  _vmistate_record_set_string (interface, field, *or_empty (text) != '\0' ? text : NULL);
}

void
_vmistate_interface_set_addresses (gpointer interface, const char *first, GPtrArray *addresses)
{
  _vmistate_interface_set_text (interface, INTERFACE_IP_ADDRESS, first);
  _vmistate_record_take_texts (
      interface, INTERFACE_IP_ADDRESSES,
      _vmistate_texts_new_shared ((GRefString *const *) addresses->pdata, addresses->len));
}

/* infoSource */

static char **
split_sources (gpointer interface)
{
  return g_strsplit (or_empty (_vmistate_record_get_string (interface, INTERFACE_INFO_SOURCE)),
                     SEPARATOR, /* max_tokens= */ -1);
}

gboolean
_vmistate_interface_has_source (gpointer interface, const char *source)
{
  g_auto (GStrv) sources = split_sources (interface);

  return g_strv_contains ((const char *const *) sources, source);
}

void
_vmistate_interface_add_source (gpointer interface, const char *source)
{
  const char *before = or_empty (_vmistate_record_get_string (interface, INTERFACE_INFO_SOURCE));
  g_autofree char *after = NULL;

  if (_vmistate_interface_has_source (interface, source))
    return;
  after = g_strconcat (before, *before != '\0' ? SEPARATOR : "", source, NULL);
  _vmistate_record_set_string (interface, INTERFACE_INFO_SOURCE, after);
}

void
_vmistate_interface_remove_source (gpointer interface, const char *source)
{
  g_auto (GStrv) sources = split_sources (interface);
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();
  g_autofree char *after = NULL;

  for (guint i = 0; sources[i] != NULL; i++)
    {
      if (!g_str_equal (sources[i], source))
        g_ptr_array_add (rest, sources[i]);
    }
  g_ptr_array_add (rest, NULL);
  after = g_strjoinv (SEPARATOR, (char **) rest->pdata);
  _vmistate_interface_set_text (interface, INTERFACE_INFO_SOURCE, after);
}

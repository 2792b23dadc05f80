/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "xml-field.h"

#include <string.h>

static gboolean
parse_number (const char *text, guint64 max, gint64 *number)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 0, max, &value, NULL))
    return FALSE;
  *number = (gint64) value;
  return TRUE;
}

void
_vmistate_xml_set_field (gpointer record, guint field, const char *text)
{
  static const guint64 limits[] = {
    [VMISTATE_FIELD_INT32] = G_MAXINT32,
    [VMISTATE_FIELD_UINT32] = G_MAXUINT32,
    [VMISTATE_FIELD_UINT64] = G_MAXINT64,
  };
  guint n_fields;
  VmistateFieldKind kind = _vmistate_record_get_fields (record, &n_fields)[field].kind;
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  gint64 number;

  if (_vmistate_record_has (record, field) && kind != VMISTATE_FIELD_BOOLEAN)
    return;
  if (kind == VMISTATE_FIELD_STRING && *stripped != '\0'
      && strlen (stripped) <= VMISTATE_XML_MAX_TEXT_BYTES)
    _vmistate_record_set_string (record, field, stripped);
  else if (kind == VMISTATE_FIELD_BOOLEAN)
    _vmistate_record_set_boolean (record, field, TRUE);
  else if (kind != VMISTATE_FIELD_STRING && parse_number (stripped, limits[kind], &number))
    _vmistate_record_set_integer (record, field, number);
}

const char *
_vmistate_xml_find_attribute (const char **names, const char **values, const char *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (g_str_equal (names[i], name))
        return values[i];
    }
  return NULL;
}

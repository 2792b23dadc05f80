/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "enum-text.h"

const char *
_vmistate_http_enum_text (GType type, int value)
{
  /* Enumerations of the library are never unloaded: the text outlives the reference. */
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  const GEnumValue *found = g_enum_get_value (klass, value);

  return found != NULL ? found->value_nick : "Unknown";
}

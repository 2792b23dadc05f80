/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The input is a label's value, which a guest may choose, and the header of a request, which anyone
 * may. */

#include "config.h"

#include <string.h>

#include <vmistate/vmistate.h>

#include "fuzz.h"
#include "telemetry/label-text.h"

#define OPENING "a=\""

/* Between its quotes, a value has nothing that could end it. */
static void
check_label (const char *value)
{
  g_autoptr (GString) labels = g_string_new (NULL);
  const char *at;

  _vmistate_label_append (labels, "a", value);
  if (*value == '\0')
    {
      g_assert_cmpuint (labels->len, ==, 0);
      return;
    }
  g_assert_true (g_utf8_validate (labels->str, (gssize) labels->len, NULL));
  g_assert_cmpuint (labels->len, <=, 3 * VMISTATE_LABEL_MAX_BYTES + strlen (OPENING) + 1);
  g_assert_true (g_str_has_prefix (labels->str, OPENING));
  for (at = labels->str + strlen (OPENING); *at != '"'; at++)
    {
      g_assert_cmpuint ((guchar) *at, >=, ' ');
      if (*at == '\\')
        g_assert_nonnull (strchr ("\\\"n", *++at));
    }
  g_assert_cmpstr (at, ==, "\"");
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup (size > 0 ? (const char *) data : "", size);

  check_label (text);
  g_assert_nonnull (vmistate_metrics_format_get_content_type (vmistate_metrics_negotiate (text)));
  return 0;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "render.h"

#include <string.h>

#define HEAD_BYTES 512

static const struct
{
  void (*head) (GString *text, const VmistateFamily *family);
  const char *end;
} formats[] = {
  [VMISTATE_METRICS_FORMAT_PROMETHEUS] = { _vmistate_render_prometheus_head, "" },
  [VMISTATE_METRICS_FORMAT_OPENMETRICS] = { _vmistate_render_openmetrics_head, "# EOF\n" },
};

void
_vmistate_render_append_help (GString *text, const char *help, const char *also)
{
  for (const char *at = help; *at != '\0'; at++)
    {
      if (*at == '\n')
        g_string_append (text, "\\n");
      else
        {
          if (*at == '\\' || strchr (also, *at) != NULL)
            g_string_append_c (text, '\\');
          g_string_append_c (text, *at);
        }
    }
}

/* So that the text need not grow while it is put together. */
static gsize
estimate (GPtrArray *families)
{
  gsize bytes = HEAD_BYTES;

  for (guint i = 0; i < families->len; i++)
    {
      const VmistateSamples *samples = g_ptr_array_index (families, i);

      bytes += samples->n_samples > 0 ? samples->text->len + HEAD_BYTES : 0;
    }
  return bytes;
}

char *
_vmistate_render (VmistateExposition *exposition, VmistateMetricsFormat format)
{
  GPtrArray *families = _vmistate_exposition_get_families (exposition);
  GString *text = g_string_sized_new (estimate (families));

  for (guint i = 0; i < families->len; i++)
    {
      const VmistateSamples *samples = g_ptr_array_index (families, i);

      if (samples->n_samples == 0)
        continue;
      formats[format].head (text, samples->family);
      g_string_append_len (text, samples->text->str, (gssize) samples->text->len);
    }
  g_string_append (text, formats[format].end);
  return g_string_free (text, FALSE);
}

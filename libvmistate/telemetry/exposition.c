/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "exposition.h"

#include <math.h>

#include "label-sets.h"
#include "label-text.h"
#include "number-text.h"

/* What exposition.h shows of a family, and what only this file needs. */
typedef struct
{
  VmistateSamples samples;
  VmistateLabelSets sets;
  char *sample_name; /* (owned) with the suffix */
} Block;

struct _VmistateExposition
{
  GPtrArray *blocks;   /* (owned) (element-type Block) sorted by name */
  GHashTable *by_name; /* (owned) name of family -> (not owned) Block */
  GString *scratch;    /* (owned) labels of a sample that has one more than it was given */
  GString *time;       /* (owned) behind the values of samples; mostly empty */
  guint64 n_refused;
};

static void
block_free (gpointer data)
{
  Block *block = data;

  g_string_free (block->samples.text, TRUE);
  _vmistate_label_sets_clear (&block->sets);
  g_free (block->sample_name);
  g_free (block);
}

VmistateExposition *
_vmistate_exposition_new (void)
{
  VmistateExposition *self = g_new0 (VmistateExposition, 1);

  self->blocks = g_ptr_array_new_with_free_func (block_free);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  self->scratch = g_string_new (NULL);
  self->time = g_string_new (NULL);
  return self;
}

void
_vmistate_exposition_free (VmistateExposition *self)
{
  g_string_free (self->scratch, TRUE);
  g_string_free (self->time, TRUE);
  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

void
_vmistate_exposition_reset (VmistateExposition *self)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      Block *block = g_ptr_array_index (self->blocks, i);

      g_string_truncate (block->samples.text, 0);
      block->samples.n_samples = 0;
      _vmistate_label_sets_reset (&block->sets);
    }
}

VmistateSamples *
_vmistate_exposition_add_family (VmistateExposition *self, const VmistateFamily *family)
{
  Block *block;
  guint at = 0;

  if (g_hash_table_contains (self->by_name, family->name))
    return NULL;
  block = g_new0 (Block, 1);
  block->samples.family = family;
  block->samples.text = g_string_new (NULL);
  block->sample_name = g_strconcat (family->name, _vmistate_family_get_suffix (family), NULL);
  g_hash_table_insert (self->by_name, (char *) family->name, block);
  while (at < self->blocks->len
         && g_strcmp0 (((VmistateSamples *) self->blocks->pdata[at])->family->name, family->name)
                < 0)
    at++;
  g_ptr_array_insert (self->blocks, (int) at, block);
  return &block->samples;
}

/* Milliseconds in the one format, seconds in the other */
void
_vmistate_exposition_set_time (VmistateExposition *self, VmistateMetricsFormat format, gint64 usec)
{
  g_string_truncate (self->time, 0);
  if (usec <= 0)
    return;
  g_string_append_c (self->time, ' ');
  if (format == VMISTATE_METRICS_FORMAT_OPENMETRICS)
    _vmistate_number_append_seconds (self->time, (guint64) usec);
  else
    _vmistate_number_append_uint (self->time, (guint64) usec / 1000);
}

/* Adding. All but the value, of which NULL means that the label set was there. */

static GString *
begin_sample (VmistateExposition *self, VmistateSamples *samples, const GString *labels)
{
  Block *block = (Block *) samples;
  GString *text = samples->text;
  guint32 hash = _vmistate_label_sets_hash (labels->str, labels->len);

  if (_vmistate_label_sets_has (&block->sets, text->str, hash, labels->str, labels->len))
    {
      self->n_refused++;
      return NULL;
    }
  g_string_append (text, block->sample_name);
  if (labels->len > 0)
    g_string_append_c (text, '{');
  _vmistate_label_sets_add (&block->sets, hash, text->len, labels->len);
  g_string_append_len (text, labels->str, (gssize) labels->len);
  if (labels->len > 0)
    g_string_append_c (text, '}');
  g_string_append_c (text, ' ');
  samples->n_samples++;
  return text;
}

static void
end_sample (VmistateExposition *self, GString *text)
{
  g_string_append_len (text, self->time->str, (gssize) self->time->len);
  g_string_append_c (text, '\n');
}

gboolean
_vmistate_exposition_add_uint (VmistateExposition *self, VmistateSamples *samples,
                               const GString *labels, guint64 value)
{
  GString *text = begin_sample (self, samples, labels);

  if (text == NULL)
    return FALSE;
  _vmistate_number_append_uint (text, value);
  end_sample (self, text);
  return TRUE;
}

gboolean
_vmistate_exposition_add_seconds (VmistateExposition *self, VmistateSamples *samples,
                                  const GString *labels, guint64 usec)
{
  GString *text = begin_sample (self, samples, labels);

  if (text == NULL)
    return FALSE;
  _vmistate_number_append_seconds (text, usec);
  end_sample (self, text);
  return TRUE;
}

gboolean
_vmistate_exposition_add_double (VmistateExposition *self, VmistateSamples *samples,
                                 const GString *labels, double value)
{
  GString *text;

  if (!isfinite (value) || (value < 0 && samples->family->type == VMISTATE_FAMILY_COUNTER))
    return FALSE;
  text = begin_sample (self, samples, labels);
  if (text == NULL)
    return FALSE;
  _vmistate_number_append_double (text, value);
  end_sample (self, text);
  return TRUE;
}

/* @labels and room for one more. */
static GString *
copy_labels (VmistateExposition *self, const GString *labels)
{
  g_string_truncate (self->scratch, 0);
  return g_string_append_len (self->scratch, labels->str, (gssize) labels->len);
}

gboolean
_vmistate_exposition_add_states (VmistateExposition *self, VmistateSamples *samples,
                                 const GString *labels, const char *const *states,
                                 const char *state)
{
  gboolean added = state != NULL && g_strv_contains (states, state);
  GString *extended = copy_labels (self, labels);
  gsize length = extended->len;

  for (guint i = 0; added && states[i] != NULL; i++)
    {
      g_string_truncate (extended, length);
      _vmistate_label_append (extended, samples->family->name, states[i]);
      added = _vmistate_exposition_add_uint (self, samples, extended,
                                             g_str_equal (states[i], state) ? 1 : 0);
    }
  return added;
}

/* Histograms, whose lines have several names */

static void
append_line (VmistateSamples *samples, const char *suffix, const GString *labels)
{
  GString *text = samples->text;

  g_string_append (text, samples->family->name);
  g_string_append (text, suffix);
  if (labels->len > 0)
    {
      g_string_append_c (text, '{');
      g_string_append_len (text, labels->str, (gssize) labels->len);
      g_string_append_c (text, '}');
    }
  g_string_append_c (text, ' ');
  samples->n_samples++;
}

static void
append_bucket (VmistateExposition *self, VmistateSamples *samples, const GString *labels,
               const guint64 *bound_usec, guint64 count)
{
  GString *extended = copy_labels (self, labels);

  if (extended->len > 0)
    g_string_append_c (extended, ',');
  g_string_append (extended, "le=\"");
  if (bound_usec == NULL)
    g_string_append (extended, "+Inf");
  else
    {
      _vmistate_number_append_seconds (extended, *bound_usec);
      /* OpenMetrics wants a whole number to look like the others. */
      if (*bound_usec % G_USEC_PER_SEC == 0)
        g_string_append (extended, ".0");
    }
  g_string_append_c (extended, '"');
  append_line (samples, "_bucket", extended);
  _vmistate_number_append_uint (samples->text, count);
  g_string_append_c (samples->text, '\n');
}

gboolean
_vmistate_exposition_add_histogram (VmistateExposition *self, VmistateSamples *samples,
                                    const GString *labels, const guint64 *bounds_usec,
                                    const guint64 *counts, guint n_bounds, guint64 sum_usec)
{
  Block *block = (Block *) samples;
  guint32 hash = _vmistate_label_sets_hash (labels->str, labels->len);
  guint64 total = 0;

  if (_vmistate_label_sets_has (&block->sets, samples->text->str, hash, labels->str, labels->len))
    {
      self->n_refused++;
      return FALSE;
    }
  for (guint i = 0; i <= n_bounds; i++)
    {
      total += counts[i];
      append_bucket (self, samples, labels, i < n_bounds ? &bounds_usec[i] : NULL, total);
    }
  append_line (samples, "_count", labels);
  /* The labels end before "} ", or before " " where there are none. */
  _vmistate_label_sets_add (&block->sets, hash,
                            samples->text->len - labels->len - (labels->len > 0 ? 2 : 1),
                            labels->len);
  _vmistate_number_append_uint (samples->text, total);
  g_string_append_c (samples->text, '\n');
  append_line (samples, "_sum", labels);
  _vmistate_number_append_seconds (samples->text, sum_usec);
  g_string_append_c (samples->text, '\n');
  return TRUE;
}

GPtrArray *
_vmistate_exposition_get_families (VmistateExposition *self)
{
  return self->blocks;
}

guint64
_vmistate_exposition_get_n_refused (VmistateExposition *self)
{
  return self->n_refused;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "top-row.h"

#include <math.h>

#include "text.h"
#include "view.h"

/* Sums of what the devices tell; one of which nothing is known is left out, and with none of them
 * known nothing is. */

typedef gboolean (*GetRate) (gpointer part, double *value);

static double
sum (GPtrArray *parts, GetRate get)
{
  double total = NAN;

  for (guint i = 0; parts != NULL && i < parts->len; i++)
    {
      double value;

      if (get (parts->pdata[i], &value))
        total = isnan (total) ? value : total + value;
    }
  return total;
}

static double
find_cpu (VmistateSampleRates *rates)
{
  double cores;

  return rates != NULL && vmistate_sample_rates_get_cpu_cores (rates, &cores) ? cores * 100 : NAN;
}

static double
find_memory (VmistateSample *sample)
{
  VmistateBalloonSample *balloon = sample != NULL ? vmistate_sample_get_balloon (sample) : NULL;
  guint64 bytes;

  if (sample != NULL && vmistate_sample_get_guest_memory_used (sample, &bytes))
    return (double) bytes;
  if (balloon != NULL && vmistate_balloon_sample_get_rss_bytes (balloon, &bytes))
    return (double) bytes;
  return NAN;
}

TopRow *
top_row_new (VmistateInstance *instance)
{
  TopRow *self = g_new0 (TopRow, 1);
  VmistateSample *sample = vmistate_instance_get_sample (instance);
  VmistateSample *before = vmistate_instance_get_previous_sample (instance);
  GPtrArray *blocks = NULL;
  GPtrArray *interfaces = NULL;

  self->instance = g_object_ref (instance);
  if (sample != NULL && before != NULL)
    self->rates = vmistate_sample_compute_rates (sample, before);
  if (self->rates != NULL)
    {
      blocks = vmistate_sample_rates_get_blocks (self->rates);
      interfaces = vmistate_sample_rates_get_interfaces (self->rates);
    }
  self->numbers[TOP_CPU] = find_cpu (self->rates);
  self->numbers[TOP_MEMORY] = find_memory (sample);
  self->numbers[TOP_READ] = sum (blocks, (GetRate) vmistate_block_rates_get_read_bytes_per_second);
  self->numbers[TOP_WRITE] =
      sum (blocks, (GetRate) vmistate_block_rates_get_write_bytes_per_second);
  self->numbers[TOP_RECEIVE] =
      sum (interfaces, (GetRate) vmistate_interface_rates_get_rx_bytes_per_second);
  self->numbers[TOP_TRANSMIT] =
      sum (interfaces, (GetRate) vmistate_interface_rates_get_tx_bytes_per_second);
  return self;
}

void
top_row_free (TopRow *self)
{
  g_clear_object (&self->rates);
  g_object_unref (self->instance);
  g_free (self);
}

/* Sorting */

#define NO_NUMBER G_MAXINT

static const struct
{
  const char *name;
  char key;
  int numbers[2]; /* of TopNumber, added; NO_NUMBER: none */
} sorts[] = {
  { "name", 'n', { NO_NUMBER, NO_NUMBER } },         { "cpu", 'c', { TOP_CPU, NO_NUMBER } },
  { "memory", 'm', { TOP_MEMORY, NO_NUMBER } },      { "disk", 'd', { TOP_READ, TOP_WRITE } },
  { "network", 't', { TOP_RECEIVE, TOP_TRANSMIT } },
};

gboolean
top_sort_parse (const char *name, guint *sort)
{
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      *sort = i;
      if (g_str_equal (sorts[i].name, name))
        return TRUE;
    }
  return FALSE;
}

gboolean
top_sort_from_key (char key, guint *sort)
{
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      if (sorts[i].key != key)
        continue;
      *sort = i;
      return TRUE;
    }
  return FALSE;
}

const char *
top_sort_get_name (guint sort)
{
  return sorts[sort].name;
}

char *
top_sort_list (void)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", sorts[i].name);
  return g_string_free (names, FALSE);
}

static double
get_weight (const TopRow *row, guint sort)
{
  double weight = NAN;

  for (guint i = 0; i < G_N_ELEMENTS (sorts[sort].numbers); i++)
    {
      int number = sorts[sort].numbers[i];

      if (number != NO_NUMBER && !isnan (row->numbers[number]))
        weight = isnan (weight) ? row->numbers[number] : weight + row->numbers[number];
    }
  return weight;
}

static int
compare_names (VmistateInstance *a, VmistateInstance *b)
{
  int order = g_strcmp0 (vmistate_instance_get_namespace (a), vmistate_instance_get_namespace (b));

  return order != 0 ? order
                    : g_strcmp0 (vmistate_instance_get_name (a), vmistate_instance_get_name (b));
}

int
top_row_compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const TopRow *first = *(TopRow *const *) a;
  const TopRow *second = *(TopRow *const *) b;
  double left = get_weight (first, GPOINTER_TO_UINT (user_data));
  double right = get_weight (second, GPOINTER_TO_UINT (user_data));

  if (isnan (left) != isnan (right))
    return isnan (left) ? 1 : -1;
  if (!isnan (left) && left != right)
    return left > right ? -1 : 1;
  return compare_names (first->instance, second->instance);
}

/* Printing */

const char *const top_headers[] = { "NAMESPACE", "NAME",   "PHASE",  "CPU%", "MEMORY", "READ/S",
                                    "WRITE/S",   "RECV/S", "SEND/S", "AGE",  "NOTE",   NULL };

static void
add_percent (Table *table, double value)
{
  g_autofree char *text = isnan (value) ? NULL : g_strdup_printf ("%.1f", value);

  table_add (table, text);
}

static void
add_bytes (Table *table, double value)
{
  g_autofree char *text = isnan (value) ? NULL : text_bytes (value);

  table_add (table, text);
}

/* How old the numbers are */
static void
add_age (Table *table, VmistateSample *sample, gint64 now)
{
  g_autoptr (GDateTime) taken = sample != NULL ? vmistate_sample_dup_taken_at (sample) : NULL;
  g_autofree char *text = NULL;

  if (taken != NULL)
    text = text_duration (now - g_date_time_to_unix (taken) * G_USEC_PER_SEC);
  table_add (table, text);
}

void
top_row_add (TopRow *self, gint64 now, Table *table)
{
  VmistateSample *sample = vmistate_instance_get_sample (self->instance);

  table_add (table, vmistate_instance_get_namespace (self->instance));
  table_add (table, vmistate_instance_get_name (self->instance));
  table_add (table, view_phase (vmistate_instance_get_status (self->instance)));
  add_percent (table, self->numbers[TOP_CPU]);
  for (guint i = TOP_MEMORY; i < G_N_ELEMENTS (self->numbers); i++)
    add_bytes (table, self->numbers[i]);
  add_age (table, sample, now);
  table_add (table, sample != NULL ? vmistate_sample_get_message (sample) : NULL);
}

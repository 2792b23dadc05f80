/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Prints the tables of doc/metrics.md: every family of every profile. */

#include "telemetry/profile.h"

static const char *const type_names[VMISTATE_FAMILY_N_TYPES] = {
  [VMISTATE_FAMILY_UNKNOWN] = "unknown",   [VMISTATE_FAMILY_COUNTER] = "counter",
  [VMISTATE_FAMILY_GAUGE] = "gauge",       [VMISTATE_FAMILY_INFO] = "info",
  [VMISTATE_FAMILY_STATESET] = "stateset", [VMISTATE_FAMILY_HISTOGRAM] = "histogram",
};

static void
add_label (GString *labels, const char *name)
{
  if (name == NULL)
    return;
  if (labels->len > 0)
    g_string_append (labels, ", ");
  g_string_append (labels, name);
}

/* Those that tables tell; a function may add more. */
static char *
list_labels (const VmistateProfileTable *profile, const VmistateRow *row)
{
  GString *labels = g_string_new (NULL);

  for (guint i = 0; row->subject >= VMISTATE_SUBJECT_VM && i < VMISTATE_N_VM_TEXTS; i++)
    add_label (labels, profile->vm_labels[i]);
  for (guint i = 0; i < VMISTATE_MAX_LABELS; i++)
    add_label (labels, profile->labels[row->subject][i].name);
  add_label (labels, row->label[0]);
  add_label (labels, row->adds);
  if (row->family.type == VMISTATE_FAMILY_STATESET)
    add_label (labels, row->family.name);
  return g_string_free (labels, FALSE);
}

/* Returns: (transfer full): what becomes of the family where an earlier profile is there too */
static char *
describe_sharing (GHashTable *seen, const char *profile, const VmistateRow *row, const char *labels)
{
  g_autofree char *mine = g_strconcat (profile, "|", labels, NULL);
  const char *earlier = g_hash_table_lookup (seen, row->family.name);
  const char *bar = earlier != NULL ? g_strrstr (earlier, "|") : NULL;
  g_autofree char *name = earlier != NULL ? g_strndup (earlier, (gsize) (bar - earlier)) : NULL;

  if (earlier == NULL)
    {
      g_hash_table_insert (seen, (char *) row->family.name, g_steal_pointer (&mine));
      return g_strdup ("");
    }
  if (g_str_equal (name, profile))
    return g_strdup ("");
  return g_strdup_printf (
      g_str_equal (bar + 1, labels) ? "the same as in %s" : "left out beside %s", name);
}

static void
print_row (GHashTable *seen, GHashTable *printed, const char *profile,
           const VmistateProfileTable *table, const VmistateRow *row)
{
  g_autofree char *labels = list_labels (table, row);
  g_autofree char *sharing = describe_sharing (seen, profile, row, labels);

  if (!g_hash_table_add (printed, (char *) row->family.name))
    return;
  g_print ("| `%s%s` | %s | %s | %s | %s |\n", row->family.name,
           _vmistate_family_get_suffix (&row->family), type_names[row->family.type], labels,
           row->family.help, sharing);
}

static void
print_profile (GHashTable *seen, const GFlagsValue *profile)
{
  g_autoptr (GHashTable) printed = g_hash_table_new (g_str_hash, g_str_equal);

  g_print ("\n## Profile `%s`\n\n| name | type | labels | what it tells | beside other profiles |\n"
           "|---|---|---|---|---|\n",
           profile->value_nick);
  for (guint i = 0; _vmistate_profiles[i] != NULL; i++)
    {
      const VmistateProfileTable *table = _vmistate_profiles[i];

      for (guint r = 0; (table->flag & profile->value) != 0 && r < table->n_rows; r++)
        print_row (seen, printed, profile->value_nick, table, &table->rows[r]);
    }
}

int
main (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GFlagsClass) profiles = g_type_class_ref (VMISTATE_TYPE_METRICS_PROFILES);

  for (guint i = 0; i < profiles->n_values; i++)
    {
      if (profiles->values[i].value != 0)
        print_profile (seen, &profiles->values[i]);
    }
  return 0;
}

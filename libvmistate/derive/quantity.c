/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "quantity.h"

typedef struct
{
  const char *name; /* libvirt's; compared without regard to case, as libvirt does */
  guint64 bytes;
  gboolean decimal;
} Unit;

static const Unit units[] = {
  { "b", 1, FALSE },
  { "bytes", 1, FALSE },
  { "KB", G_GUINT64_CONSTANT (1000), TRUE },
  { "MB", G_GUINT64_CONSTANT (1000000), TRUE },
  { "GB", G_GUINT64_CONSTANT (1000000000), TRUE },
  { "TB", G_GUINT64_CONSTANT (1000000000000), TRUE },
  { "PB", G_GUINT64_CONSTANT (1000000000000000), TRUE },
  { "EB", G_GUINT64_CONSTANT (1000000000000000000), TRUE },
  { "k", G_GUINT64_CONSTANT (1) << 10, FALSE },
  { "KiB", G_GUINT64_CONSTANT (1) << 10, FALSE },
  { "M", G_GUINT64_CONSTANT (1) << 20, FALSE },
  { "MiB", G_GUINT64_CONSTANT (1) << 20, FALSE },
  { "G", G_GUINT64_CONSTANT (1) << 30, FALSE },
  { "GiB", G_GUINT64_CONSTANT (1) << 30, FALSE },
  { "T", G_GUINT64_CONSTANT (1) << 40, FALSE },
  { "TiB", G_GUINT64_CONSTANT (1) << 40, FALSE },
  { "P", G_GUINT64_CONSTANT (1) << 50, FALSE },
  { "PiB", G_GUINT64_CONSTANT (1) << 50, FALSE },
  { "E", G_GUINT64_CONSTANT (1) << 60, FALSE },
  { "EiB", G_GUINT64_CONSTANT (1) << 60, FALSE },
};

static const Unit *
find_unit (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      if (g_ascii_strcasecmp (units[i].name, name) == 0)
        return &units[i];
    }
  return NULL;
}

/* Kubernetes' canonical form: the largest suffix that leaves a whole number. */
static char *
format_canonical (guint64 bytes, gboolean decimal)
{
  static const char *const binary_suffixes[] = { "", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei" };
  static const char *const decimal_suffixes[] = { "", "k", "M", "G", "T", "P", "E" };
  const char *const *suffixes = decimal ? decimal_suffixes : binary_suffixes;
  guint64 step = decimal ? 1000 : 1024;
  guint i = 0;

  while (bytes > 0 && bytes % step == 0 && i + 1 < G_N_ELEMENTS (binary_suffixes))
    {
      bytes /= step;
      i++;
    }
  return g_strdup_printf ("%" G_GUINT64_FORMAT "%s", bytes, suffixes[i]);
}

char *
_vmistate_quantity_from_libvirt (guint64 amount, const char *unit_name)
{
  const Unit *unit = find_unit (unit_name != NULL ? unit_name : "KiB");

  if (unit == NULL || amount > G_MAXINT64 / unit->bytes)
    return NULL;
  return format_canonical (amount * unit->bytes, unit->decimal);
}

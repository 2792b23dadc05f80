/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "quantity.h"

typedef enum
{
  FORMAT_DECIMAL,  /* 2M */
  FORMAT_BINARY,   /* 2Mi */
  FORMAT_EXPONENT, /* 2e6 */
} Format;

/* mantissa * 10^exponent; exact, as Kubernetes' own */
typedef struct
{
  guint64 mantissa;
  int exponent;
  Format format;
} Amount;

typedef struct
{
  const char *name; /* libvirt's; compared without regard to case, as libvirt does */
  guint64 bytes;
  Format format;
  gboolean kubevirt; /* knows it, in just this spelling */
} Unit;

static const Unit units[] = {
  { "b", 1, FORMAT_BINARY, TRUE },
  { "bytes", 1, FORMAT_BINARY, TRUE },
  { "KB", G_GUINT64_CONSTANT (1000), FORMAT_DECIMAL, TRUE },
  { "MB", G_GUINT64_CONSTANT (1000000), FORMAT_DECIMAL, TRUE },
  { "GB", G_GUINT64_CONSTANT (1000000000), FORMAT_DECIMAL, TRUE },
  { "TB", G_GUINT64_CONSTANT (1000000000000), FORMAT_DECIMAL, TRUE },
  { "PB", G_GUINT64_CONSTANT (1000000000000000), FORMAT_DECIMAL, FALSE },
  { "EB", G_GUINT64_CONSTANT (1000000000000000000), FORMAT_DECIMAL, FALSE },
  { "k", G_GUINT64_CONSTANT (1) << 10, FORMAT_BINARY, TRUE },
  { "KiB", G_GUINT64_CONSTANT (1) << 10, FORMAT_BINARY, TRUE },
  { "M", G_GUINT64_CONSTANT (1) << 20, FORMAT_BINARY, TRUE },
  { "MiB", G_GUINT64_CONSTANT (1) << 20, FORMAT_BINARY, TRUE },
  { "G", G_GUINT64_CONSTANT (1) << 30, FORMAT_BINARY, TRUE },
  { "GiB", G_GUINT64_CONSTANT (1) << 30, FORMAT_BINARY, TRUE },
  { "T", G_GUINT64_CONSTANT (1) << 40, FORMAT_BINARY, TRUE },
  { "TiB", G_GUINT64_CONSTANT (1) << 40, FORMAT_BINARY, TRUE },
  { "P", G_GUINT64_CONSTANT (1) << 50, FORMAT_BINARY, FALSE },
  { "PiB", G_GUINT64_CONSTANT (1) << 50, FORMAT_BINARY, FALSE },
  { "E", G_GUINT64_CONSTANT (1) << 60, FORMAT_BINARY, FALSE },
  { "EiB", G_GUINT64_CONSTANT (1) << 60, FORMAT_BINARY, FALSE },
};

/* Kubernetes' suffixes */
static const struct
{
  const char *name;
  int exponent; /* of ten, or of two */
  Format format;
} suffixes[] = {
  { "n", -9, FORMAT_DECIMAL }, { "u", -6, FORMAT_DECIMAL }, { "m", -3, FORMAT_DECIMAL },
  { "", 0, FORMAT_DECIMAL },   { "k", 3, FORMAT_DECIMAL },  { "M", 6, FORMAT_DECIMAL },
  { "G", 9, FORMAT_DECIMAL },  { "T", 12, FORMAT_DECIMAL }, { "P", 15, FORMAT_DECIMAL },
  { "E", 18, FORMAT_DECIMAL }, { "Ki", 10, FORMAT_BINARY }, { "Mi", 20, FORMAT_BINARY },
  { "Gi", 30, FORMAT_BINARY }, { "Ti", 40, FORMAT_BINARY }, { "Pi", 50, FORMAT_BINARY },
  { "Ei", 60, FORMAT_BINARY },
};

/* Writing */

static char *
format_number (guint64 number, int exponent, Format format)
{
  if (format == FORMAT_EXPONENT && exponent != 0)
    return g_strdup_printf ("%" G_GUINT64_FORMAT "e%d", number, exponent);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      Format wanted = format == FORMAT_EXPONENT || exponent == 0 ? FORMAT_DECIMAL : format;

      if (suffixes[i].exponent == exponent && suffixes[i].format == wanted)
        return g_strdup_printf ("%" G_GUINT64_FORMAT "%s", number, suffixes[i].name);
    }
  return NULL;
}

static gboolean
scale_up (guint64 *number, int exponent)
{
  for (; exponent > 0; exponent--)
    {
      if (!g_uint64_checked_mul (number, *number, 10))
        return FALSE;
    }
  return TRUE;
}

/* The largest suffix that leaves a whole number. */
static char *
format_binary (guint64 number)
{
  int exponent = 0;

  for (; number % 1024 == 0 && exponent < 60; exponent += 10)
    number /= 1024;
  return format_number (number, exponent, FORMAT_BINARY);
}

static char *
format_canonical (Amount amount)
{
  guint64 whole;
  int excess;

  if (amount.mantissa == 0)
    return g_strdup ("0");
  for (; amount.mantissa % 10 == 0; amount.exponent++)
    amount.mantissa /= 10;
  /* Less than 1Ki and fractions have no binary form. */
  whole = amount.mantissa;
  if (amount.format == FORMAT_BINARY && amount.exponent >= 0)
    {
      if (!scale_up (&whole, amount.exponent) || whole > G_MAXINT64)
        return NULL;
      if (whole >= 1024)
        return format_binary (whole);
    }
  excess = (amount.exponent % 3 + 3) % 3;
  if (!scale_up (&amount.mantissa, excess))
    return NULL;
  return format_number (amount.mantissa, amount.exponent - excess,
                        amount.format == FORMAT_EXPONENT ? FORMAT_EXPONENT : FORMAT_DECIMAL);
}

/* Reading */

/* Digits with at most one point among them. Returns: (nullable): what follows */
static const char *
read_digits (const char *text, Amount *amount)
{
  gboolean has_point = FALSE;
  guint n_digits = 0;

  for (; g_ascii_isdigit (*text) || (*text == '.' && !has_point); text++)
    {
      if (*text == '.')
        {
          has_point = TRUE;
          continue;
        }
      if (!g_uint64_checked_mul (&amount->mantissa, amount->mantissa, 10)
          || !g_uint64_checked_add (&amount->mantissa, amount->mantissa,
                                    (guint64) g_ascii_digit_value (*text)))
        return NULL;
      amount->exponent -= has_point ? 1 : 0;
      n_digits++;
    }
  return n_digits > 0 ? text : NULL;
}

static gboolean
apply_exponent (const char *text, Amount *amount)
{
  gint64 exponent;

  if (*text == '+')
    text++;
  if (!g_ascii_string_to_signed (text, 10, -64, 64, &exponent, NULL))
    return FALSE;
  amount->exponent += (int) exponent;
  amount->format = FORMAT_EXPONENT;
  return TRUE;
}

static gboolean
apply_suffix (const char *text, Amount *amount)
{
  if ((*text == 'e' || *text == 'E') && text[1] != '\0' && text[1] != 'i')
    return apply_exponent (text + 1, amount);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      if (!g_str_equal (suffixes[i].name, text))
        continue;
      amount->format = suffixes[i].format;
      if (amount->format == FORMAT_BINARY)
        return g_uint64_checked_mul (&amount->mantissa, amount->mantissa,
                                     G_GUINT64_CONSTANT (1) << suffixes[i].exponent);
      amount->exponent += suffixes[i].exponent;
      return TRUE;
    }
  return FALSE;
}

static gboolean
parse (const char *text, Amount *amount)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  const char *rest;

  *amount = (Amount){ .format = FORMAT_DECIMAL };
  rest = read_digits (*stripped == '+' ? stripped + 1 : stripped, amount);
  return rest != NULL && apply_suffix (rest, amount);
}

char *
_vmistate_quantity_canonical (const char *text)
{
  Amount amount;

  return parse (text, &amount) ? format_canonical (amount) : NULL;
}

gboolean
_vmistate_quantity_ceil (const char *text, guint64 *value)
{
  Amount amount;
  gboolean is_cut = FALSE;

  if (!parse (text, &amount))
    return FALSE;
  for (; amount.exponent < 0; amount.exponent++)
    {
      is_cut |= amount.mantissa % 10 != 0;
      amount.mantissa /= 10;
    }
  *value = amount.mantissa;
  if (!scale_up (value, amount.exponent))
    return FALSE;
  return !is_cut || g_uint64_checked_add (value, *value, 1);
}

/* libvirt's units */

static const Unit *
find_unit (const char *name, VmistateProfile profile)
{
  gboolean kubevirt = profile == VMISTATE_PROFILE_KUBEVIRT;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      if (kubevirt ? units[i].kubevirt && g_str_equal (units[i].name, name)
                   : g_ascii_strcasecmp (units[i].name, name) == 0)
        return &units[i];
    }
  return NULL;
}

char *
_vmistate_quantity_from_libvirt (guint64 amount, const char *unit_name, VmistateProfile profile)
{
  const char *absent = profile == VMISTATE_PROFILE_KUBEVIRT ? "" : "KiB";
  const Unit *unit = find_unit (unit_name != NULL ? unit_name : absent, profile);

  if (unit == NULL || amount > G_MAXINT64 / unit->bytes)
    return NULL;
  return format_canonical ((Amount){ .mantissa = amount * unit->bytes, .format = unit->format });
}

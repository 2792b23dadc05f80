/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cpu-pins.h"

#define N_WORDS (VMISTATE_MAX_HOST_CPUS / 64)

typedef struct
{
  guint64 words[N_WORDS];
} CpuSet;

/* Sets of CPUs */

/* A word at a time: whoever writes the XML may name all CPUs very often. */
static void
set_range (CpuSet *self, guint first, guint last, gboolean value)
{
  for (guint i = first / 64; i <= last / 64; i++)
    {
      guint64 mask = G_MAXUINT64;

      if (i == first / 64)
        mask &= G_MAXUINT64 << (first % 64);
      if (i == last / 64)
        mask &= G_MAXUINT64 >> (63 - last % 64);
      if (value)
        self->words[i] |= mask;
      else
        self->words[i] &= ~mask;
    }
}

/* Returns: (nullable): what follows the number */
static const char *
read_number (const char *text, guint *number)
{
  if (!g_ascii_isdigit (*text))
    return NULL;
  for (*number = 0; g_ascii_isdigit (*text); text++)
    {
      *number = *number * 10 + (guint) g_ascii_digit_value (*text);
      if (*number >= VMISTATE_MAX_HOST_CPUS)
        return NULL;
    }
  return text;
}

/* One of "3", "0-3", "^2". Returns: (nullable): what follows it */
static const char *
read_part (const char *text, CpuSet *set)
{
  gboolean is_excluded = *text == '^';
  guint first;
  guint last;

  text = read_number (is_excluded ? text + 1 : text, &first);
  if (text == NULL)
    return NULL;
  last = first;
  if (*text == '-')
    text = read_number (text + 1, &last);
  if (text == NULL || last < first)
    return NULL;
  set_range (set, first, last, !is_excluded);
  return text;
}

guint
_vmistate_cpu_set_count (const char *text)
{
  CpuSet set = { { 0 } };
  guint n = 0;

  do
    {
      text = read_part (text, &set);
      if (text == NULL || (*text != ',' && *text != '\0'))
        return 0;
    }
  while (*text++ == ',');
  for (guint i = 0; i < N_WORDS; i++)
    n += (guint) __builtin_popcountll (set.words[i]);
  return n;
}

/* Pins */

void
_vmistate_cpu_pins_clear (VmistateCpuPins *self)
{
  g_clear_pointer (&self->by_vcpu, g_array_unref);
}

static const char *
find (const char **names, const char **values, const char *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (g_str_equal (names[i], name))
        return values[i];
    }
  return NULL;
}

static void
pin (VmistateCpuPins *self, const char *vcpu, const char *cpus)
{
  guint64 number;
  guint16 *n;

  if (vcpu == NULL
      || !g_ascii_string_to_unsigned (vcpu, 10, 0, VMISTATE_MAX_PINNED_VCPUS - 1, &number, NULL))
    return;
  if (self->by_vcpu == NULL)
    self->by_vcpu = g_array_new (/* zero_terminated= */ FALSE, /* clear= */ TRUE, sizeof (guint16));
  if (self->by_vcpu->len <= number)
    g_array_set_size (self->by_vcpu, (guint) number + 1);
  n = &g_array_index (self->by_vcpu, guint16, number);
  if (*n == 0)
    *n = (guint16) _vmistate_cpu_set_count (cpus);
}

void
_vmistate_cpu_pins_open (VmistateCpuPins *self, const char *path, const char **names,
                         const char **values)
{
  const char *cpus = find (names, values, "cpuset");

  if (cpus == NULL)
    return;
  if (g_str_equal (path, "domain/cputune/vcpupin"))
    pin (self, find (names, values, "vcpu"), cpus);
  else if (g_str_equal (path, "domain/vcpu") && self->others == 0)
    self->others = _vmistate_cpu_set_count (cpus);
}

gboolean
_vmistate_cpu_pins_sum (const VmistateCpuPins *self, guint n_vcpus, guint *sum)
{
  guint n_told = self->by_vcpu != NULL ? self->by_vcpu->len : 0;

  *sum = 0;
  if (n_vcpus == 0 || n_vcpus > VMISTATE_MAX_PINNED_VCPUS)
    return FALSE;
  for (guint i = 0; i < n_vcpus; i++)
    {
      guint n = i < n_told ? g_array_index (self->by_vcpu, guint16, i) : 0;

      if (n == 0)
        n = self->others;
      if (n == 0)
        return FALSE;
      *sum += n;
    }
  return TRUE;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* libvirt's typed parameters for tests: made one by one, or read from what `virsh domstats` printed
 * (tests/data/sample). */

#pragma once

#include <libvirt/libvirt.h>
#include <string.h>
#include <vmistate/vmistate.h>

G_BEGIN_DECLS

static inline GArray *
new_parameters (void)
{
  return g_array_new (/* zero_terminated= */ FALSE, /* clear= */ TRUE, sizeof (virTypedParameter));
}

static inline virTypedParameter *
add (GArray *parameters, const char *field, int type)
{
  virTypedParameter parameter = { .type = type };

  g_strlcpy (parameter.field, field, sizeof parameter.field);
  g_array_append_val (parameters, parameter);
  return &g_array_index (parameters, virTypedParameter, parameters->len - 1);
}

static inline void
add_ullong (GArray *parameters, const char *field, guint64 value)
{
  add (parameters, field, VIR_TYPED_PARAM_ULLONG)->value.ul = value;
}

/* @value: (transfer none): outlives @parameters */
static inline void
add_string (GArray *parameters, const char *field, const char *value)
{
  add (parameters, field, VIR_TYPED_PARAM_STRING)->value.s = (char *) value;
}

static inline char *
read_sample_file (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "sample", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* @line: "  key=value" */
static inline void
add_line (GArray *parameters, char *line)
{
  char *value = strchr (line, '=');
  guint64 number;

  g_assert_nonnull (value);
  *value++ = '\0';
  g_strstrip (line);
  if (g_ascii_string_to_unsigned (value, 10, 0, G_MAXUINT64, &number, NULL))
    add_ullong (parameters, line, number);
  else if (g_str_equal (value, "yes") || g_str_equal (value, "no"))
    add (parameters, line, VIR_TYPED_PARAM_BOOLEAN)->value.b = *value == 'y';
  else
    add_string (parameters, line, value);
}

/* @lines: (out): outlives the parameters */
static inline GArray *
read_dump (const char *name, GStrv *lines)
{
  g_autofree char *file = g_strconcat (name, ".domstats", NULL);
  g_autofree char *text = read_sample_file (file);
  GArray *parameters = new_parameters ();

  *lines = g_strsplit (g_strchomp (text), "\n", -1);
  for (guint i = 0; (*lines)[i] != NULL; i++)
    add_line (parameters, (*lines)[i]);
  return parameters;
}

G_END_DECLS

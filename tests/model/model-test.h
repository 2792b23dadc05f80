/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate.h>

#include "model/record.h"

G_BEGIN_DECLS

/* Fails the test where @json is not a @type. */
static inline gpointer
read_record (GType type, const char *json)
{
  g_autoptr (GError) error = NULL;
  gpointer record = _vmistate_record_from_json (type, json, /* length= */ -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (record);
  return record;
}

static inline void
assert_writes (gpointer record, VmistateProfile profile, const char *expected)
{
  g_autofree char *json = vmistate_record_to_json (record, profile);

  g_assert_cmpstr (json, ==, expected);
}

/* What @json is once it was read and written again. */
static inline void
assert_rewrites (GType type, const char *json, const char *expected)
{
  g_autoptr (VmistateRecord) record = read_record (type, json);

  assert_writes (record, VMISTATE_PROFILE_TRUTH, expected);
}

static inline char *
read_data_file (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "model", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

G_END_DECLS

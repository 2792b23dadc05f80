/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate.h>

#include "model/record.h"

G_BEGIN_DECLS

/* Reads the JSON form of some record type, as vmistate_status_new_from_json() does. */
typedef gpointer (*ReadRecord) (const char *json, gssize length, GError **error);

static inline void
fail_round_trip (const char *problem, const char *json)
{
  g_printerr ("%s: %s\n", problem, json);
  abort ();
}

/* What was read must be written in a form that is read as the same again. */
static inline void
check_truth (ReadRecord read, VmistateRecord *record)
{
  g_autofree char *json = vmistate_record_to_json (record, VMISTATE_PROFILE_TRUTH);
  g_autoptr (VmistateRecord) again = read (json, /* length= */ -1, NULL);
  g_auto (GStrv) paths = NULL;
  g_autofree char *rewritten = NULL;

  if (again == NULL)
    fail_round_trip ("written but not readable", json);
  paths = vmistate_record_diff (record, again);
  if (!vmistate_record_equal (record, again) || paths[0] != NULL)
    fail_round_trip ("not equal when read again", json);
  rewritten = vmistate_record_to_json (again, VMISTATE_PROFILE_TRUTH);
  if (!g_str_equal (json, rewritten))
    fail_round_trip ("written in another way the second time", json);
}

/* KubeVirt's form loses zeros by design, but it must be readable, and stable from then on. */
static inline void
check_kubevirt (ReadRecord read, VmistateRecord *record)
{
  g_autofree char *json = vmistate_record_to_json (record, VMISTATE_PROFILE_KUBEVIRT);
  g_autoptr (VmistateRecord) again = read (json, /* length= */ -1, NULL);
  g_autofree char *rewritten = NULL;

  if (again == NULL)
    fail_round_trip ("published but not readable", json);
  rewritten = vmistate_record_to_json (again, VMISTATE_PROFILE_KUBEVIRT);
  if (!g_str_equal (json, rewritten))
    fail_round_trip ("published in another way the second time", json);
}

/* Equal and diff must agree about a record that lacks everything. */
static inline void
check_diff (VmistateRecord *record)
{
  g_autoptr (VmistateRecord) empty = g_object_new (G_OBJECT_TYPE (record), NULL);
  g_auto (GStrv) paths = vmistate_record_diff (empty, record);

  if (vmistate_record_equal (empty, record) != (paths[0] == NULL))
    fail_round_trip ("equal and diff disagree", paths[0] != NULL ? paths[0] : "no path");
}

static inline void
check_round_trip (ReadRecord read, const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VmistateRecord) record = read ((const char *) data, (gssize) size, &error);

  if (record == NULL)
    {
      if (!g_error_matches (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA)
          || !g_utf8_validate (error->message, -1, NULL))
        fail_round_trip ("no proper error", error != NULL ? error->message : "none");
      return;
    }
  check_truth (read, record);
  check_kubevirt (read, record);
  check_diff (record);
}

G_END_DECLS

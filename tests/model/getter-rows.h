/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Whether every getter reads the JSON member that its documentation names, and no other: rows of
 * types, getters and members, and the check of one. */

#pragma once

#include <vmistate/vmistate.h>

#include "model/record.h"

G_BEGIN_DECLS

typedef enum
{
  TEXT,
  BOOLEAN,
  INT32,
  INT64,
  UINT32,
  UINT64,
  DOUBLE,
  TIME,
  RECORD,
  LIST,
  MAP,
  TEXTS,
  NUMBERS,
  TEXTS_BY_NAME,
  NUMBERS_BY_NAME,
} Kind;

static const char *const getter_values[] = {
  [TEXT] = "\"text\"",
  [BOOLEAN] = "true",
  [INT32] = "-7",
  [INT64] = "-7000000000",
  [UINT32] = "4000000000",
  [UINT64] = "7000000000",
  [DOUBLE] = "7.5",
  [TIME] = "\"2026-03-01T10:00:00Z\"",
  [RECORD] = "{\"later\":1}",
  [LIST] = "[{\"later\":1}]",
  [MAP] = "{\"a\":\"b\"}",
  [TEXTS] = "[\"a\",\"b\"]",
  [NUMBERS] = "[1,2]",
  [TEXTS_BY_NAME] = "{\"a\":\"b\"}",
  [NUMBERS_BY_NAME] = "{\"a\":1}",
};

typedef struct
{
  GType (*type) (void);
  const char *name;
  GCallback getter;
  const char *member;
  Kind kind;
} Row;

#define ROW(type, getter, member, kind)                                                            \
  {                                                                                                \
    vmistate_##type##_get_type, #type "_" #getter, G_CALLBACK (vmistate_##type##_##getter),        \
        member, kind                                                                               \
  }

#define CALL_NUMBER(Type)                                                                          \
  {                                                                                                \
    Type number = 1;                                                                               \
    gboolean has = ((gboolean (*) (gpointer, Type *)) row->getter) (record, &number);              \
                                                                                                   \
    *value = number;                                                                               \
    return has;                                                                                    \
  }

static gboolean
call_number (const Row *row, gpointer record, double *value)
{
  switch (row->kind)
    {
    case BOOLEAN:
      CALL_NUMBER (gboolean)
    case INT32:
      CALL_NUMBER (gint32)
    case INT64:
      CALL_NUMBER (gint64)
    case UINT32:
      CALL_NUMBER (guint32)
    case UINT64:
      CALL_NUMBER (guint64)
    default:
      CALL_NUMBER (double)
    }
}

static gpointer
call_pointer (const Row *row, gpointer record)
{
  return ((gpointer (*) (gpointer)) row->getter) (record);
}

static void
check_number (const Row *row, gpointer filled, gpointer empty)
{
  double expected = row->kind == BOOLEAN ? 1.0 : g_ascii_strtod (getter_values[row->kind], NULL);
  double value;

  g_assert_true (call_number (row, filled, &value));
  g_assert_cmpfloat (value, ==, expected);
  g_assert_false (call_number (row, empty, &value));
  g_assert_cmpfloat (value, ==, 0.0);
}

static void
check_variant (const Row *row, gpointer filled)
{
  static const char *const printed[] = {
    [NUMBERS] = "[1, 2]",
    [TEXTS_BY_NAME] = "{'a': 'b'}",
    [NUMBERS_BY_NAME] = "{'a': 1}",
  };
  g_autofree char *text = g_variant_print (call_pointer (row, filled), /* type_annotate= */ FALSE);

  g_assert_cmpstr (text, ==, printed[row->kind]);
}

static void
check_texts (const Row *row, gpointer filled)
{
  const char *const expected[] = { "a", "b", NULL };
  const char *const *texts = call_pointer (row, filled);

  g_assert_cmpstrv (texts, expected);
}

static void
check_list (const Row *row, gpointer filled)
{
  GPtrArray *list = call_pointer (row, filled);

  g_assert_nonnull (list);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_true (VMISTATE_IS_RECORD (list->pdata[0]));
}

static void
check_time (const Row *row, gpointer filled)
{
  g_autoptr (GDateTime) time = call_pointer (row, filled);

  g_assert_nonnull (time);
  g_assert_cmpint (g_date_time_to_unix (time), ==, 1772359200);
}

static void
check_pointer (const Row *row, gpointer filled, gpointer empty)
{
  g_assert_null (call_pointer (row, empty));
  switch (row->kind)
    {
    case TEXT:
      g_assert_cmpstr (call_pointer (row, filled), ==, "text");
      break;
    case TIME:
      check_time (row, filled);
      break;
    case RECORD:
      g_assert_true (VMISTATE_IS_RECORD (call_pointer (row, filled)));
      break;
    case LIST:
    case MAP:
      check_list (row, filled);
      break;
    case TEXTS:
      check_texts (row, filled);
      break;
    default:
      check_variant (row, filled);
      break;
    }
}

static void
test_getter (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *json = g_strdup_printf ("{\"%s\":%s}", row->member, getter_values[row->kind]);
  g_autoptr (GError) error = NULL;
  g_autoptr (VmistateRecord) empty = g_object_new (row->type (), NULL);
  g_autoptr (VmistateRecord) filled =
      _vmistate_record_from_json (row->type (), json, /* length= */ -1, &error);

  g_assert_no_error (error);
  if (row->kind >= BOOLEAN && row->kind <= DOUBLE)
    check_number (row, filled, empty);
  else
    check_pointer (row, filled, empty);
}

static int
run_getter_rows (const Row *rows, guint n_rows)
{
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *path = g_strconcat ("/getters/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_getter);
    }
  return g_test_run ();
}

G_END_DECLS

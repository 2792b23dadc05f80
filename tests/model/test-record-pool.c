/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Small records that are the same in every respect are one; all others stay what they are. */

#include "config.h"

#include "model-test.h"

#include "model/condition.h"
#include "model/objects/object.h"
#include "model/objects/vmi-objects.h"
#include "model/payloads-control.h"
#include "model/record-pool.h"

#define N_THREADS 4
#define N_RECORDS 20000
/* What the pool holds at most is far less than what the tests ask for. */
#define MAX_KEPT 4096

/* A field of each kind that may be in the pool, and two that keep a record out of it. The first is
 * not compared otherwise. */
enum
{
  EACH_STRING,
  EACH_QUANTITY,
  EACH_BOOLEAN,
  EACH_INT32,
  EACH_INT64,
  EACH_UINT32,
  EACH_UINT64,
  EACH_DOUBLE,
  EACH_RECORD,
  EACH_LIST,
  EACH_MAP,
  EACH_VARIANT,
  EACH_TEXTS,
  EACH_TIME,
  EACH_LAZY,
  EACH_N_FIELDS,
};

static const VmistateField each_fields[] = {
  [EACH_STRING] = { "string", VMISTATE_FIELD_STRING, VMISTATE_FIELD_NOT_COMPARED },
  [EACH_QUANTITY] = { "quantity", VMISTATE_FIELD_QUANTITY },
  [EACH_BOOLEAN] = { "boolean", VMISTATE_FIELD_BOOLEAN },
  [EACH_INT32] = { "int32", VMISTATE_FIELD_INT32 },
  [EACH_INT64] = { "int64", VMISTATE_FIELD_INT64 },
  [EACH_UINT32] = { "uint32", VMISTATE_FIELD_UINT32 },
  [EACH_UINT64] = { "uint64", VMISTATE_FIELD_UINT64 },
  [EACH_DOUBLE] = { "double", VMISTATE_FIELD_DOUBLE },
  [EACH_RECORD] = { "record", VMISTATE_FIELD_RECORD, 0, vmistate_condition_get_type },
  [EACH_LIST] = { "list", VMISTATE_FIELD_LIST, 0, vmistate_condition_get_type },
  [EACH_MAP] = { "map", VMISTATE_FIELD_MAP, 0, vmistate_condition_get_type },
  [EACH_VARIANT] = { "variant", VMISTATE_FIELD_VARIANT, 0, NULL, "a{ss}" },
  [EACH_TEXTS] = { "texts", VMISTATE_FIELD_TEXTS },
  [EACH_TIME] = { "time", VMISTATE_FIELD_TIME },
  [EACH_LAZY] = { "lazy", VMISTATE_FIELD_LAZY, 0, vmistate_condition_get_type },
};
G_DECLARE_FINAL_TYPE (Each, each, TEST, EACH, VmistateRecord)
VMISTATE_DEFINE_RECORD (Each, each, each_fields, EACH_N_FIELDS)

G_DECLARE_FINAL_TYPE (Other, other, TEST, OTHER, VmistateRecord)
VMISTATE_DEFINE_RECORD (Other, other, each_fields, EACH_N_FIELDS)

static gpointer
pool_json (GType type, const char *json)
{
  return _vmistate_record_pool (read_record (type, json));
}

/* Each holds something else than every other. */
static const char *const different[] = {
  "{}",
  "{\"string\":\"\"}",
  "{\"string\":\"a\"}",
  "{\"string\":\"b\"}",
  "{\"string\":\"ab\"}", /* has the same hash as the next */
  "{\"string\":\"bA\"}",
  "{\"quantity\":\"1\"}",
  "{\"quantity\":\"1k\"}",
  "{\"boolean\":false}",
  "{\"boolean\":true}",
  "{\"int32\":0}",
  "{\"int32\":-1}",
  "{\"int64\":0}",
  "{\"int64\":4294967296}",
  "{\"uint32\":0}",
  "{\"uint32\":1}",
  "{\"uint64\":0}",
  "{\"uint64\":1}",
  "{\"double\":0}",
  "{\"double\":0.5}",
  "{\"double\":0.25,\"int32\":0}",
  "{\"record\":{}}",
  "{\"record\":{\"type\":\"A\"}}",
  "{\"record\":{\"type\":\"A\",\"status\":\"True\"}}",
  "{\"list\":[{}]}",
  "{\"list\":[{},{}]}",
  "{\"list\":[{\"type\":\"A\"},{\"type\":\"B\"}]}",
  "{\"list\":[{\"type\":\"B\"},{\"type\":\"A\"}]}",
  "{\"map\":{\"A\":\"True\"}}",
  "{\"map\":{\"A\":\"False\"}}",
  "{\"map\":{\"B\":\"True\"}}",
  "{\"variant\":{\"a\":\"b\"}}",
  "{\"variant\":{\"a\":\"c\"}}",
  "{\"variant\":{\"b\":\"a\"}}",
  "{\"texts\":[\"a\"]}",
  "{\"texts\":[\"a\",\"b\"]}",
  "{\"texts\":[\"b\",\"a\"]}",
};

static void
test_same (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (different); i++)
    {
      g_autoptr (VmistateRecord) plain = read_record (each_get_type (), different[i]);
      g_autofree char *json = vmistate_record_to_json (plain, VMISTATE_PROFILE_TRUTH);
      g_autoptr (VmistateRecord) first = pool_json (each_get_type (), different[i]);
      g_autoptr (VmistateRecord) second = pool_json (each_get_type (), different[i]);

      g_test_message ("%s", different[i]);
      g_assert_true (first == second);
      assert_writes (first, VMISTATE_PROFILE_TRUTH, json);
    }
}

static void
test_different (void)
{
  g_autoptr (GPtrArray) pooled = _vmistate_record_list_new ();

  for (guint i = 0; i < G_N_ELEMENTS (different); i++)
    g_ptr_array_add (pooled, pool_json (each_get_type (), different[i]));
  for (guint i = 0; i < G_N_ELEMENTS (different); i++)
    {
      g_autoptr (VmistateRecord) plain = read_record (each_get_type (), different[i]);
      g_autoptr (VmistateRecord) other = pool_json (other_get_type (), different[i]);

      g_test_message ("%s", different[i]);
      g_assert_true (_vmistate_record_same (pooled->pdata[i], plain));
      g_assert_true (G_OBJECT_TYPE (other) == other_get_type ());
      for (guint j = 0; j < i; j++)
        g_assert_true (pooled->pdata[i] != pooled->pdata[j]);
    }
}

/* What keeps a record out of the pool does so in its parts as well. */
static void
test_not_pooled (void)
{
  static const char *const rows[] = {
    "{\"time\":\"2026-01-01T00:00:00Z\"}",
    "{\"record\":{\"lastProbeTime\":\"2026-01-01T00:00:00Z\"}}",
    "{\"list\":[{},{\"lastProbeTime\":\"2026-01-01T00:00:00Z\"}]}",
    "{\"new\":1}",
    "{\"record\":{\"new\":1}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (VmistateRecord) first = pool_json (each_get_type (), rows[i]);
      g_autoptr (VmistateRecord) second = pool_json (each_get_type (), rows[i]);

      g_test_message ("%s", rows[i]);
      g_assert_true (first != second);
      g_assert_true (_vmistate_record_same (first, second));
    }
}

static gpointer
make_lazy (void)
{
  gpointer record = g_object_new (each_get_type (), NULL);
  GPtrArray *list = _vmistate_record_list_new ();

  g_ptr_array_add (list, read_record (VMISTATE_TYPE_CONDITION, "{\"type\":\"A\"}"));
  _vmistate_record_take_list (record, EACH_LAZY, list);
  return record;
}

static void
test_lazy (void)
{
  g_autoptr (VmistateRecord) first = _vmistate_record_pool (make_lazy ());
  g_autoptr (VmistateRecord) second = _vmistate_record_pool (make_lazy ());

  g_assert_true (first != second);
  g_assert_true (_vmistate_record_same (first, second));
}

/* The parts of what is not pooled itself */
static void
test_parts (void)
{
  const char *json = "{\"time\":\"2026-01-01T00:00:00Z\",\"record\":{\"type\":\"R\"},"
                     "\"list\":[{\"type\":\"L\"},{\"type\":\"M\",\"lastTransitionTime\":"
                     "\"2026-01-01T00:00:00Z\"}],\"map\":{\"K\":\"V\"}}";
  g_autoptr (VmistateRecord) plain = read_record (each_get_type (), json);
  g_autoptr (VmistateRecord) first = pool_json (each_get_type (), json);
  g_autoptr (VmistateRecord) second = pool_json (each_get_type (), json);
  GPtrArray *first_list = _vmistate_record_get_list (first, EACH_LIST);
  GPtrArray *second_list = _vmistate_record_get_list (second, EACH_LIST);

  g_assert_true (first != second);
  g_assert_true (_vmistate_record_same (first, plain));
  g_assert_true (_vmistate_record_same (second, plain));
  g_assert_true (_vmistate_record_get_record (first, EACH_RECORD)
                 == _vmistate_record_get_record (second, EACH_RECORD));
  g_assert_true (first_list->pdata[0] == second_list->pdata[0]);
  g_assert_true (first_list->pdata[1] != second_list->pdata[1]);
  g_assert_true (_vmistate_record_get_list (first, EACH_MAP)->pdata[0]
                 == _vmistate_record_get_list (second, EACH_MAP)->pdata[0]);
}

/* A part that is pooled in one record is found from another. */
static void
test_part_of_two (void)
{
  g_autoptr (VmistateRecord) first =
      pool_json (each_get_type (), "{\"int32\":1,\"list\":[{\"type\":\"P\"}]}");
  g_autoptr (VmistateRecord) second =
      pool_json (each_get_type (), "{\"int32\":2,\"record\":{\"type\":\"P\"}}");

  g_assert_true (_vmistate_record_get_list (first, EACH_LIST)->pdata[0]
                 == _vmistate_record_get_record (second, EACH_RECORD));
}

/* Somebody else may read a record while it is pooled, so that it stays as it is. */
static void
test_foreign (void)
{
  const char *json = "{\"time\":\"2026-01-01T00:00:00Z\",\"record\":{\"type\":\"F\"}}";
  g_autoptr (VmistateRecord) shared = pool_json (VMISTATE_TYPE_CONDITION, "{\"type\":\"F\"}");
  g_autoptr (VmistateRecord) foreign = read_record (each_get_type (), json);
  gpointer part = _vmistate_record_get_record (foreign, EACH_RECORD);
  g_autoptr (VmistateRecord) pooled = _vmistate_record_pool (g_object_ref (foreign));
  g_autoptr (VmistateRecord) again = _vmistate_record_pool (g_object_ref (pooled));

  g_assert_true (part != shared);
  g_assert_true (_vmistate_record_get_record (foreign, EACH_RECORD) == part);
  g_assert_true (pooled != foreign);
  g_assert_true (_vmistate_record_get_record (pooled, EACH_RECORD) == shared);
  /* Nothing is left to be shared. */
  g_assert_true (again == pooled);
}

static void
test_large (void)
{
  g_autofree char *text = g_strnfill (10000, 'x');
  g_autofree char *json = g_strdup_printf ("{\"string\":\"%s\"}", text);
  g_autoptr (VmistateRecord) first = pool_json (each_get_type (), json);
  g_autoptr (VmistateRecord) second = pool_json (each_get_type (), json);

  g_assert_true (first != second);
  assert_writes (first, VMISTATE_PROFILE_TRUTH, json);
}

/* Records of the pool outlive the test. */
static guint n_gone; /* (atomic) */

static void
gone_cb (gpointer data G_GNUC_UNUSED, GObject *where_the_object_was G_GNUC_UNUSED)
{
  g_atomic_int_inc (&n_gone);
}

/* What was asked for once makes room. */
static void
test_bounded (void)
{
  for (guint i = 0; i < N_RECORDS; i++)
    {
      VmistateRecord *record = g_object_new (each_get_type (), NULL);

      _vmistate_record_set_integer (record, EACH_INT64, 1000 + i);
      g_object_weak_ref (G_OBJECT (record), gone_cb, NULL);
      g_object_unref (_vmistate_record_pool (record));
    }
  g_assert_cmpuint (n_gone, <, N_RECORDS);
  g_assert_cmpuint (n_gone, >=, N_RECORDS - MAX_KEPT);
}

/* What is asked for often stays while others come and go. */
static void
test_often (void)
{
  g_autoptr (VmistateRecord) first = pool_json (each_get_type (), "{\"int32\":7}");

  for (guint i = 0; i < N_RECORDS; i++)
    {
      g_autoptr (VmistateRecord) once = g_object_new (each_get_type (), NULL);
      g_autoptr (VmistateRecord) often = g_object_new (each_get_type (), NULL);

      _vmistate_record_set_integer (once, EACH_UINT32, i);
      once = _vmistate_record_pool (g_steal_pointer (&once));
      _vmistate_record_set_integer (often, EACH_INT32, 7);
      often = _vmistate_record_pool (g_steal_pointer (&often));
      g_assert_true (often == first);
    }
}

/* Threads */

static gpointer
ask_many (gpointer data)
{
  for (guint i = 0; i < N_RECORDS; i++)
    {
      gint64 number = i % 2 == 0 ? i % 7 : i;
      g_autoptr (VmistateRecord) record = g_object_new (each_get_type (), NULL);
      gpointer part = g_object_new (VMISTATE_TYPE_CONDITION, NULL);
      gint64 found;

      _vmistate_record_set_string (part, CONDITION_TYPE, i % 3 == 0 ? "A" : "B");
      _vmistate_record_set_integer (record, EACH_INT64, number);
      _vmistate_record_take_record (record, EACH_RECORD, part);
      record = _vmistate_record_pool (g_steal_pointer (&record));
      g_assert_true (_vmistate_record_get_int64 (record, EACH_INT64, &found));
      g_assert_cmpint (found, ==, number);
      g_assert_true (_vmistate_record_is (_vmistate_record_get_record (record, EACH_RECORD),
                                          CONDITION_TYPE, i % 3 == 0 ? "A" : "B"));
    }
  return data;
}

static void
test_threads (void)
{
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("pool", ask_many, NULL);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
}

/* Objects of the API */

static gpointer
read_vmi (const char *name, const char *phase)
{
  g_autofree char *json = g_strdup_printf (
      "{\"kind\":\"VirtualMachineInstance\",\"metadata\":{\"name\":\"%s\"},\"spec\":{\"networks\":"
      "[{\"name\":\"net0\",\"pod\":{}}],\"hostname\":\"%s\"},\"status\":{\"phase\":\"%s\","
      "\"conditions\":[{\"type\":\"LiveMigratable\",\"status\":\"True\"}]}}",
      name, name, phase);
  g_autoptr (VmistateRecord) object = read_record (_vmistate_api_object_get_type (), json);
  g_autoptr (GError) error = NULL;
  VmistateObjectRef ref;
  gpointer vmi = _vmistate_object_read (object, &ref, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (ref.name, ==, name);
  return vmi;
}

/* They are lean first: members that no rule asks for make no difference. */
static void
test_objects (void)
{
  g_autoptr (VmistateRecord) first = read_vmi ("a", "Running");
  g_autoptr (VmistateRecord) second = read_vmi ("b", "Failed");
  g_autoptr (VmistateRecord) namesake = read_vmi ("a", "Running");
  gpointer first_status = _vmistate_record_get_record (first, VMI_OBJECT_STATUS);
  gpointer second_status = _vmistate_record_get_record (second, VMI_OBJECT_STATUS);

  g_assert_true (_vmistate_record_get_record (first, VMI_OBJECT_SPEC)
                 == _vmistate_record_get_record (second, VMI_OBJECT_SPEC));
  g_assert_true (_vmistate_record_get_record (first, VMI_OBJECT_METADATA)
                 != _vmistate_record_get_record (namesake, VMI_OBJECT_METADATA));
  g_assert_true (vmistate_status_get_conditions (first_status)->pdata[0]
                 == vmistate_status_get_conditions (second_status)->pdata[0]);
  g_assert_cmpint (vmistate_status_get_phase (first_status), ==, VMISTATE_PHASE_RUNNING);
  g_assert_cmpint (vmistate_status_get_phase (second_status), ==, VMISTATE_PHASE_FAILED);
  g_assert_cmpstr (_vmistate_record_get_string (
                       _vmistate_record_get_record (first, VMI_OBJECT_METADATA), OBJECT_META_NAME),
                   ==, "a");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/record-pool/same", test_same);
  g_test_add_func ("/record-pool/different", test_different);
  g_test_add_func ("/record-pool/not-pooled", test_not_pooled);
  g_test_add_func ("/record-pool/lazy", test_lazy);
  g_test_add_func ("/record-pool/parts", test_parts);
  g_test_add_func ("/record-pool/part-of-two", test_part_of_two);
  g_test_add_func ("/record-pool/foreign", test_foreign);
  g_test_add_func ("/record-pool/large", test_large);
  g_test_add_func ("/record-pool/bounded", test_bounded);
  g_test_add_func ("/record-pool/often", test_often);
  g_test_add_func ("/record-pool/threads", test_threads);
  g_test_add_func ("/record-pool/objects", test_objects);
  return g_test_run ();
}

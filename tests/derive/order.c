/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The same facts end in the same status, in whatever order they came: the status of profile TRUTH,
 * and all that KubeVirt would do, to the bit.
 *
 * Pools have no two facts of the same moment and come in any order. Recordings have, and come in
 * any order that keeps each source's own, as all sources do.
 *
 * Not covered: facts of one thing and of the same moment that say different things, told out of
 * order (the last one to arrive counts); more than VMISTATE_HISTORY_MAX changes of one signal of a
 * domain; what comes after an instance was removed. */

#include <gio/gio.h>

#include <string.h>

#include "derive/derive.h"
#include "derive/kubevirt/pass.h"
#include "model/payloads-control.h"
#include "model/record.h"
#include "monitor/source-table.h"

#include <vmistate/vmistate.h>

#define N_ANY_ORDER    1000 /* per pool */
#define N_SOURCE_ORDER 60   /* per recording */
#define N_MONITOR      60   /* per pool */

/* Pools */

static GPtrArray *
load (const char *directory, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".jsonl", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, directory, file, NULL);
  GPtrArray *facts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] == '\0' || *lines[i] == '#')
        continue;
      g_ptr_array_add (facts, vmistate_fact_new_from_json (lines[i], -1, &error));
      g_assert_no_error (error);
    }
  return facts;
}

/* Orders. All of them are permutations of borrowed facts. */

static GPtrArray *
shuffle (GPtrArray *facts, GRand *rand)
{
  GPtrArray *order = g_ptr_array_copy (facts, NULL, NULL);

  g_ptr_array_set_free_func (order, NULL);
  for (guint i = order->len; i > 1; i--)
    {
      guint j = (guint) g_rand_int_range (rand, 0, (gint32) i);
      gpointer fact = order->pdata[i - 1];

      order->pdata[i - 1] = order->pdata[j];
      order->pdata[j] = fact;
    }
  return order;
}

/* Which source comes next is random, what it tells then is not. */
static GPtrArray *
interleave (GPtrArray *facts, GRand *rand)
{
  GPtrArray *order = shuffle (facts, rand);
  g_autoptr (GHashTable) queues =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_queue_free);

  for (guint i = 0; i < facts->len; i++)
    {
      const char *source = vmistate_fact_get_source (facts->pdata[i]);
      GQueue *queue = g_hash_table_lookup (queues, source);

      if (queue == NULL)
        {
          queue = g_queue_new ();
          g_hash_table_insert (queues, (gpointer) source, queue);
        }
      g_queue_push_tail (queue, facts->pdata[i]);
    }
  for (guint i = 0; i < order->len; i++)
    {
      const char *source = vmistate_fact_get_source (order->pdata[i]);

      order->pdata[i] = g_queue_pop_head (g_hash_table_lookup (queues, source));
    }
  return order;
}

/* Folding, as a monitor does it for one VMI */

typedef struct
{
  VmistateCatalog *catalog;
  VmistateEvidence evidence;
  VmistateSourceTable sources;
  const char *uid; /* of the VMI that the pool is about */
  VmistateStatus *status;
} Bench;

static void
fold_object (Bench *self, VmistateSourceRecord *source, VmistateFact *fact)
{
  VmistateObjectRef ref;
  g_autoptr (VmistateRecord) object =
      _vmistate_object_read (_vmistate_fact_get_payload (fact), &ref, NULL);

  if (ref.kind != VMISTATE_OBJECT_VMI)
    _vmistate_catalog_fold (self->catalog, &ref, object, fact);
  else if (g_strcmp0 (ref.uid, self->uid) == 0)
    _vmistate_evidence_fold_vmi (&self->evidence, source, fact, object);
  self->evidence.touched |= VMISTATE_TOUCH_OBJECT;
}

static void
fold (Bench *self, VmistateFact *fact)
{
  VmistateSourceRecord *source =
      _vmistate_source_table_ensure (&self->sources, vmistate_fact_get_source (fact));
  gint64 expiry = _vmistate_evidence_next_expiry (&self->evidence);

  switch (vmistate_fact_get_kind (fact))
    {
    case VMISTATE_FACT_KIND_SOURCE:
      if (_vmistate_source_table_fold (&self->sources, fact))
        self->evidence.touched |= VMISTATE_TOUCH_SOURCE;
      break;
    case VMISTATE_FACT_KIND_OBJECT:
      fold_object (self, source, fact);
      break;
    case VMISTATE_FACT_KIND_OBJECT_GONE:
    case VMISTATE_FACT_KIND_OBJECT_LIST:
      _vmistate_catalog_fold_absence (self->catalog, fact);
      self->evidence.touched |= VMISTATE_TOUCH_OBJECT;
      break;
    default:
      _vmistate_evidence_fold (&self->evidence, source, fact);
    }
  self->evidence.now = MAX (self->evidence.now, vmistate_fact_get_observed_at_usec (fact));
  if (expiry < self->evidence.now)
    self->evidence.touched |= VMISTATE_TOUCH_TIME;
}

static void
derive (Bench *self)
{
  VmistateStatus *before = self->status;

  self->status = _vmistate_derive_status (&self->evidence, before);
  g_clear_object (&before);
}

static void
bench_init (Bench *self, GPtrArray *facts)
{
  *self = (Bench){ .catalog = _vmistate_catalog_new () };
  _vmistate_source_table_init (&self->sources);
  for (guint i = 0; self->uid == NULL; i++)
    self->uid = vmistate_fact_get_uid (facts->pdata[i]);
  _vmistate_evidence_init (&self->evidence);
  self->evidence.catalog = self->catalog;
}

static void
bench_clear (Bench *self)
{
  g_clear_object (&self->status);
  _vmistate_evidence_clear (&self->evidence);
  _vmistate_catalog_free (self->catalog);
  _vmistate_source_table_clear (&self->sources);
}

/* Comparing */

static char *
describe_status (gpointer status)
{
  g_autoptr (JsonNode) node = _vmistate_record_to_node (status, VMISTATE_PROFILE_TRUTH);

  return json_to_string (node, TRUE);
}

static char *
describe_result (gpointer status, gpointer reconciliation)
{
  g_autofree char *truth = describe_status (status);
  g_autoptr (JsonNode) node = _vmistate_record_to_node (reconciliation, VMISTATE_PROFILE_KUBEVIRT);
  g_autofree char *kubevirt = json_to_string (node, TRUE);

  return g_strconcat (truth, "\n", kubevirt, NULL);
}

/* @rand: (nullable): when to derive on the way; NULL: after every fact */
static char *
run (GPtrArray *order, GPtrArray *facts, GRand *rand)
{
  g_autoptr (VmistateReconciliation) result = NULL;
  g_autoptr (VmistateStatus) again = NULL;
  Bench bench;
  char *text;

  bench_init (&bench, facts);
  for (guint i = 0; i < order->len; i++)
    {
      fold (&bench, order->pdata[i]);
      if (rand == NULL || g_rand_int_range (rand, 0, 8) == 0)
        derive (&bench);
    }
  derive (&bench);
  again = _vmistate_derive_status (&bench.evidence, bench.status);
  g_assert_true (again == bench.status);
  bench.evidence.touched = VMISTATE_TOUCH_ALL;
  g_clear_object (&again);
  again = _vmistate_derive_status (&bench.evidence, bench.status);
  g_assert_true (again == bench.status);
  result = _vmistate_derive_kubevirt (&bench.evidence);
  text = describe_result (bench.status, result);
  bench_clear (&bench);
  return text;
}

static void
assert_same (const char *expected, const char *found, guint32 seed, guint n)
{
  g_auto (GStrv) wanted = g_strsplit (expected, "\n", -1);
  g_auto (GStrv) got = g_strsplit (found, "\n", -1);
  guint n_lines = MIN (g_strv_length (wanted), g_strv_length (got));

  if (g_str_equal (expected, found))
    return;
  for (guint i = 0; i < n_lines; i++)
    {
      if (g_str_equal (wanted[i], got[i]))
        continue;
      g_error ("order %u of seed %u, line %u: expected %s, found %s", n, seed, i, wanted[i],
               got[i]);
    }
  g_error ("order %u of seed %u: another length", n, seed);
}

static guint32
announce_seed (void)
{
  guint32 seed = (guint32) g_test_rand_int ();

  g_test_message ("seed %u", seed);
  return seed;
}

/* Tests */

/* @reorder: gives one of the orders to try; of those, @n are tried */
static void
assert_order_does_not_count (GPtrArray *facts, GPtrArray *(*reorder) (GPtrArray *, GRand *),
                             guint n)
{
  g_autofree char *expected = run (facts, facts, NULL);
  guint32 seed = announce_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) order = reorder (facts, rand);
      g_autofree char *found = run (order, facts, rand);

      assert_same (expected, found, seed, i);
    }
}

static void
test_any_order (gconstpointer pool)
{
  g_autoptr (GPtrArray) facts = load ("order", pool);

  assert_order_does_not_count (facts, shuffle, N_ANY_ORDER);
}

static void
test_recording (gconstpointer recording)
{
  g_autoptr (GPtrArray) facts = load ("replay", recording);

  assert_order_does_not_count (facts, interleave, N_SOURCE_ORDER);
}

/* Through a monitor */

static void
done_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
start (VmistateMonitor *monitor)
{
  g_autoptr (GAsyncResult) result = NULL;

  vmistate_monitor_start_async (monitor, NULL, done_cb, &result);
  wait_for (&result);
  g_assert_true (vmistate_monitor_start_finish (monitor, result, NULL));
}

static void
stop (VmistateMonitor *monitor)
{
  g_autoptr (GAsyncResult) result = NULL;

  vmistate_monitor_stop_async (monitor, NULL, done_cb, &result);
  wait_for (&result);
  g_assert_true (vmistate_monitor_stop_finish (monitor, result, NULL));
}

static void
mark_cb (VmistateMonitor *monitor G_GNUC_UNUSED, VmistateFact *fact, gpointer user_data)
{
  if (g_strcmp0 (vmistate_fact_get_name (fact), "last") == 0)
    *(gboolean *) user_data = TRUE;
}

/* Told when all the others were folded in. */
static const char last[] =
    "{\"source\":\"z\",\"name\":\"last\",\"observedAt\":\"2020-01-01T00:00:00Z\","
    "\"domainEvent\":{\"id\":0,\"name\":\"LAST\"}}";

static char *
run_monitor (GPtrArray *order)
{
  g_autoptr (VmistateMonitor) monitor = vmistate_monitor_new ();
  g_autoptr (VmistateScriptedSource) source = vmistate_scripted_source_new ("scripted");
  g_autoptr (VmistateInstance) instance = NULL;
  g_autoptr (VmistateReconciliation) result = NULL;
  gboolean over = FALSE;
  char *text;

  vmistate_monitor_set_coalesce_msec (monitor, 1);
  vmistate_monitor_add_source (monitor, VMISTATE_SOURCE (source), NULL);
  g_signal_connect (monitor, "event", G_CALLBACK (mark_cb), &over);
  for (guint i = 0; i < order->len; i++)
    vmistate_scripted_source_add (source, order->pdata[i]);
  vmistate_scripted_source_add_json (source, last, NULL);
  start (monitor);
  while (!over || g_list_model_get_n_items (G_LIST_MODEL (monitor)) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (monitor)), ==, 1);
  instance = g_list_model_get_item (G_LIST_MODEL (monitor), 0);
  result = vmistate_instance_reconcile (instance);
  text = describe_result (vmistate_instance_get_status (instance), result);
  stop (monitor);
  return text;
}

static void
test_monitor (gconstpointer pool)
{
  g_autoptr (GPtrArray) facts = load ("order", pool);
  g_autofree char *expected = run (facts, facts, NULL);
  guint32 seed = announce_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint i = 0; i < N_MONITOR; i++)
    {
      g_autoptr (GPtrArray) order = shuffle (facts, rand);
      g_autofree char *found = run_monitor (order);

      assert_same (expected, found, seed, i);
    }
}

static void
add (const char *kind, const char *pool, GTestDataFunc test)
{
  g_autofree char *path = g_strdup_printf ("/order/%s/%s", kind, pool);

  g_test_add_data_func (path, pool, test);
}

int
main (int argc, char **argv)
{
  static const char *const pools[] = { "migration", "domain" };
  static const char *const recordings[] = { "migration-success",
                                            "migration-back",
                                            "migration-postcopy",
                                            "migration-aborted",
                                            "migration-target-dies",
                                            "migration-source-dies",
                                            "migration-quick",
                                            "migration-source-qemu-killed-at-end",
                                            "migration-source-daemon-killed-at-end" };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (pools); i++)
    {
      add ("any", pools[i], test_any_order);
      add ("monitor", pools[i], test_monitor);
    }
  for (guint i = 0; i < G_N_ELEMENTS (recordings); i++)
    add ("recording", recordings[i], test_recording);
  return g_test_run ();
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From libvirt's typed parameters to samples. tests/data/sample holds what `virsh domstats` printed
 * beside the sample that it must give; what it cannot print is made here. */

#include "config.h"

#include <math.h>

#include "model/record.h"
#include "sources/sampler/sample-decode.h"

#include "sample-parameters.h"

#define TAKEN_AT G_GINT64_CONSTANT (1772359200000000) /* 2026-03-01T10:00:00Z */
#define HEAD     "{\"takenAt\":\"2026-03-01T10:00:00Z\""

static VmistateSample *
decode (GArray *parameters)
{
  return _vmistate_sample_decode ((virTypedParameter *) parameters->data, (int) parameters->len,
                                  TAKEN_AT);
}

static void
assert_gives (GArray *parameters, const char *expected)
{
  g_autoptr (VmistateSample) sample = decode (parameters);
  g_autofree char *json =
      vmistate_record_to_json (VMISTATE_RECORD (sample), VMISTATE_PROFILE_TRUTH);

  g_assert_cmpstr (json, ==, expected);
}

static const char *const dumps[] = { "running", "never-measured", "paused", "nowait",
                                     "everything" };

static void
test_dump (gconstpointer name)
{
  g_auto (GStrv) lines = NULL;
  g_autoptr (GArray) parameters = read_dump (name, &lines);
  g_autofree char *file = g_strconcat (name, ".json", NULL);
  g_autofree char *expected = read_sample_file (file);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) expected_node = json_from_string (expected, &error);
  g_autoptr (VmistateSample) sample = decode (parameters);
  g_autoptr (JsonNode) node = _vmistate_record_to_node (sample, VMISTATE_PROFILE_TRUTH);
  g_autofree char *found = json_to_string (node, /* pretty= */ TRUE);

  g_assert_no_error (error);
  if (!json_node_equal (node, expected_node))
    g_assert_cmpstr (found, ==, expected);
}

/* The same numbers in any order are the same sample. */
static void
test_order (void)
{
  g_auto (GStrv) lines = NULL;
  g_autoptr (GArray) parameters = read_dump ("everything", &lines);
  g_autoptr (VmistateSample) sample = decode (parameters);

  for (guint round = 0; round < 20; round++)
    {
      g_autoptr (VmistateSample) shuffled = NULL;

      for (guint i = parameters->len - 1; i > 0; i--)
        {
          virTypedParameter *here = &g_array_index (parameters, virTypedParameter, i);
          virTypedParameter *there = &g_array_index (parameters, virTypedParameter,
                                                     g_test_rand_int_range (0, (gint32) i + 1));
          virTypedParameter kept = *here;

          *here = *there;
          *there = kept;
        }
      shuffled = decode (parameters);
      g_assert_true (vmistate_record_equal (VMISTATE_RECORD (sample), VMISTATE_RECORD (shuffled)));
    }
}

static void
test_nothing (void)
{
  g_autoptr (VmistateSample) sample = _vmistate_sample_decode (NULL, 0, TAKEN_AT);
  g_autofree char *json =
      vmistate_record_to_json (VMISTATE_RECORD (sample), VMISTATE_PROFILE_TRUTH);

  g_assert_cmpstr (json, ==, HEAD ",\"unknownKeys\":0}");
}

/* Values */

typedef struct
{
  const char *field;
  int type;
  union
  {
    int i;
    unsigned int ui;
    long long l;
    unsigned long long ul;
    double d;
    char b;
    const char *s;
  } value;
  const char *json; /* after HEAD; without number of unknown keys */
} ValueRow;

#define CPU(rest)     ",\"cpu\":{" rest "}"
#define BALLOON(rest) ",\"balloon\":{" rest "}"
#define BLOCK(rest)   ",\"blocks\":[{" rest "}]"
#define VCPU(rest)    ",\"vcpus\":[{\"id\":0" rest "}]"
#define COUNTER(rest) ",\"kvmCounters\":[{\"name\":\"a\"" rest "}]"

static const ValueRow value_rows[] = {
  /* Every type that can hold the number will do. */
  { "state.state", VIR_TYPED_PARAM_INT, { .i = -3 }, ",\"state\":-3" },
  { "state.state", VIR_TYPED_PARAM_UINT, { .ui = 3 }, ",\"state\":3" },
  { "state.state", VIR_TYPED_PARAM_LLONG, { .l = 3 }, ",\"state\":3" },
  { "state.state", VIR_TYPED_PARAM_ULLONG, { .ul = 3 }, ",\"state\":3" },
  { "state.state", VIR_TYPED_PARAM_DOUBLE, { .d = 3.0 }, ",\"state\":3" },
  { "vcpu.0.halted", VIR_TYPED_PARAM_BOOLEAN, { .b = 1 }, VCPU (",\"halted\":true") },
  { "vcpu.0.halted", VIR_TYPED_PARAM_INT, { .i = 0 }, VCPU (",\"halted\":false") },
  { "vm.a.cur", VIR_TYPED_PARAM_BOOLEAN, { .b = 1 }, COUNTER (",\"current\":1") },
  { "vm.a.sum",
    VIR_TYPED_PARAM_ULLONG,
    { .ul = G_MAXINT64 },
    COUNTER (",\"sum\":9223372036854775807") },
  /* What it cannot be, it is not. */
  { "state.state", VIR_TYPED_PARAM_STRING, { .s = "3" }, "" },
  { "state.state", VIR_TYPED_PARAM_BOOLEAN, { .b = 1 }, "" },
  { "state.state", VIR_TYPED_PARAM_LLONG, { .l = G_MAXINT32 + 1ll }, "" },
  { "state.state", VIR_TYPED_PARAM_LLONG, { .l = G_MININT32 - 1ll }, "" },
  { "state.state", VIR_TYPED_PARAM_DOUBLE, { .d = 1.5 }, "" },
  { "state.state", 99, { .ul = 1 }, "" },
  { "vcpu.0.halted", VIR_TYPED_PARAM_INT, { .i = 2 }, VCPU ("") },
  { "block.0.rd.bytes", VIR_TYPED_PARAM_LLONG, { .l = -1 }, BLOCK ("") },
  { "block.0.rd.bytes", VIR_TYPED_PARAM_ULLONG, { .ul = G_MAXINT64 + 1ull }, BLOCK ("") },
  { "block.0.rd.bytes", VIR_TYPED_PARAM_DOUBLE, { .d = 0x1p63 }, BLOCK ("") },
  { "block.0.rd.bytes", VIR_TYPED_PARAM_DOUBLE, { .d = NAN }, BLOCK ("") },
  { "block.0.rd.bytes", VIR_TYPED_PARAM_DOUBLE, { .d = INFINITY }, BLOCK ("") },
  { "block.0.backingIndex", VIR_TYPED_PARAM_ULLONG, { .ul = G_MAXUINT32 + 1ull }, BLOCK ("") },
  { "block.0.name", VIR_TYPED_PARAM_ULLONG, { .ul = 1 }, BLOCK ("") },
  { "block.0.name", VIR_TYPED_PARAM_STRING, { .s = NULL }, BLOCK ("") },
  { "block.0.name", VIR_TYPED_PARAM_STRING, { .s = "" }, BLOCK ("") },
  { "block.0.name", VIR_TYPED_PARAM_STRING, { .s = "\xff" }, BLOCK ("") },
  { "block.0.name", VIR_TYPED_PARAM_STRING, { .s = "a\033[2J" }, BLOCK ("") },
  { "block.0.name", VIR_TYPED_PARAM_STRING, { .s = "a\xe2\x80\xae" }, BLOCK ("") },
  { "block.0.name", VIR_TYPED_PARAM_STRING, { .s = "ä\"\\" }, BLOCK ("\"name\":\"ä\\\"\\\\\"") },
  /* Units: whole microseconds, nothing rounded up, nothing over the edge */
  { "cpu.time", VIR_TYPED_PARAM_ULLONG, { .ul = 1999 }, CPU ("\"timeUsec\":1") },
  { "cpu.time",
    VIR_TYPED_PARAM_ULLONG,
    { .ul = G_MAXUINT64 - 1 },
    CPU ("\"timeUsec\":18446744073709551") },
  { "cpu.time", VIR_TYPED_PARAM_ULLONG, { .ul = G_MAXUINT64 }, CPU ("") },
  { "cpu.time", VIR_TYPED_PARAM_LLONG, { .l = -1 }, CPU ("") },
  { "balloon.rss",
    VIR_TYPED_PARAM_ULLONG,
    { .ul = G_MAXINT64 / 1024 },
    BALLOON ("\"rssBytes\":9223372036854774784") },
  { "balloon.rss", VIR_TYPED_PARAM_ULLONG, { .ul = G_MAXINT64 / 1024 + 1 }, BALLOON ("") },
  { "balloon.last-update",
    VIR_TYPED_PARAM_ULLONG,
    { .ul = 1 },
    BALLOON ("\"lastUpdate\":\"1970-01-01T00:00:01Z\"") },
  { "balloon.last-update", VIR_TYPED_PARAM_ULLONG, { .ul = 0 }, BALLOON ("") },
  { "balloon.last-update", VIR_TYPED_PARAM_ULLONG, { .ul = G_MAXINT64 / 1000000 }, BALLOON ("") },
  { "dirtyrate.megabytes_per_second", VIR_TYPED_PARAM_LLONG, { .l = -1 }, ",\"dirtyRate\":{}" },
  { "iothread.16383.poll-grow",
    VIR_TYPED_PARAM_UINT,
    { .ui = 2 },
    ",\"iothreads\":[{\"id\":16383,\"pollGrow\":2}]" },
};

static void
test_values (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (value_rows); i++)
    {
      const ValueRow *row = &value_rows[i];
      g_autoptr (GArray) parameters = new_parameters ();
      g_autofree char *expected = g_strconcat (HEAD, row->json, ",\"unknownKeys\":0}", NULL);

      memcpy (&add (parameters, row->field, row->type)->value, &row->value, sizeof row->value);
      g_test_message ("%s, row %u", row->field, i);
      assert_gives (parameters, expected);
    }
}

static void
test_long_text (void)
{
  g_autoptr (GArray) parameters = new_parameters ();
  g_autofree char *just = g_strnfill (4096, 'a');
  g_autofree char *beyond = g_strnfill (4097, 'a');
  g_autoptr (VmistateSample) sample = NULL;
  GPtrArray *blocks;

  add_string (parameters, "block.0.path", just);
  add_string (parameters, "block.1.path", beyond);
  sample = decode (parameters);
  blocks = vmistate_sample_get_blocks (sample);
  g_assert_cmpuint (blocks->len, ==, 2);
  g_assert_cmpstr (vmistate_block_sample_get_path (blocks->pdata[0]), ==, just);
  g_assert_null (vmistate_block_sample_get_path (blocks->pdata[1]));
}

/* Keys that nobody knows are counted, and do nothing else. */

static const char *const unknown_keys[] = {
  "",
  ".",
  "..",
  "net",
  "net.",
  "net.0",
  "net.0.",
  "net..name",
  "net.#.name",
  "net.0.name.",
  "net.0.name2",
  "net.-1.name",
  "net.+1.name",
  "net. 1.name",
  "net.00.name",
  "net.01.name",
  "net.1x.name",
  "net.x1.name",
  "net.16384.name",
  "net.99999.name",
  "net.100000.name",
  "net.4294967296.name",
  "net.18446744073709551616.name",
  "net.99999999999999999999999999.name",
  "state",
  "state.state.state",
  "STATE.STATE",
  "balloon.last_update",
  "vcpu.0",
  "vcpu.0.",
  "vcpu.0.sum",
  "vcpu.0..sum",
  "vcpu.1x.a.sum",
  "vcpu.16384.a.sum",
  "vcpu.x.sum",
  "vm.sum",
  "vm..sum",
  "vm.a",
  "vm.a.min",
  "vm.a.sums",
  "vm.\033.sum",
  "vm.\xff.sum",
  "cpu.cache.monitor.0.bank.16384.id",
  "cpu.cache.monitor.16384.bank.0.id",
  "cpu.cache.monitor.0.bank.0.0.id",
  "0",
  "0.0.0.0",
  "#",
  "dirtyrate.vcpu.megabytes_per_second",
};

static void
test_unknown_keys (void)
{
  g_autoptr (GArray) parameters = new_parameters ();
  g_autofree char *expected =
      g_strdup_printf (HEAD ",\"unknownKeys\":%u}", (guint) G_N_ELEMENTS (unknown_keys) + 1);

  for (guint i = 0; i < G_N_ELEMENTS (unknown_keys); i++)
    {
      g_autoptr (GArray) one = new_parameters ();
      g_autofree char *shown = g_strescape (unknown_keys[i], /* exceptions= */ NULL);

      g_test_message ("%s", shown);
      add_ullong (one, unknown_keys[i], 1);
      assert_gives (one, HEAD ",\"unknownKeys\":1}");
      add_ullong (parameters, unknown_keys[i], 1);
    }
  /* A key without its end */
  memset (add (parameters, "", VIR_TYPED_PARAM_ULLONG)->field, '1', VIR_TYPED_PARAM_FIELD_LENGTH);
  assert_gives (parameters, expected);
}

/* A count says that there is a list, however long; what it says beside that is not believed. */
static void
test_counts (void)
{
  g_autoptr (GArray) parameters = new_parameters ();

  add_ullong (parameters, "net.count", G_MAXUINT64);
  add_ullong (parameters, "vcpu.maximum", 0);
  add_ullong (parameters, "cpu.cache.monitor.3.bank.count", 5);
  assert_gives (parameters, HEAD ",\"cpu\":{\"cacheMonitors\":[{\"banks\":[]}]},"
                                 "\"vcpusMaximum\":0,\"vcpus\":[],\"interfaces\":[],"
                                 "\"unknownKeys\":0}");
}

/* Bounds */

static void
test_elements (void)
{
  g_autoptr (GArray) parameters = new_parameters ();
  g_autoptr (VmistateSample) sample = NULL;
  guint32 unknown;

  /* From the last to the first, which is the worst order, and twice as many as there may be */
  for (guint monitor = 0; monitor < 2; monitor++)
    {
      for (guint i = 16384; i > 0; i--)
        {
          g_autofree char *key =
              g_strdup_printf ("cpu.cache.monitor.%u.bank.%u.id", monitor, i - 1);

          add_ullong (parameters, key, i);
        }
    }
  sample = decode (parameters);
  g_assert_true (vmistate_sample_get_unknown_keys (sample, &unknown));
  g_assert_cmpuint (unknown, ==, 16384);
  g_assert_cmpuint (vmistate_cpu_sample_get_cache_monitors (vmistate_sample_get_cpu (sample))->len,
                    ==, 1);
}

static void
test_parameters (void)
{
  g_autoptr (GArray) parameters = new_parameters ();

  g_array_set_size (parameters, 262144);
  add_ullong (parameters, "state.state", 1);
  assert_gives (parameters, HEAD ",\"unknownKeys\":262145}");
}

/* Rubbish: whatever comes, the sample is one that can be written and read again. */

static const char *const words[] = {
  "cpu",   "cache", "monitor", "bank", "bytes",  "id",    "vcpu", "net",    "block", "rx",
  "count", "name",  "vm",      "sum",  "cur",    "halt",  "0",    "1",      "16383", "16384",
  "00",    "time",  "state",   "",     "halted", "vcpus", "node", "memory", "\xff",  "perf",
};

static void
add_rubbish (GArray *parameters)
{
  static const char *const texts[] = { "vda", "", "\xc3", "\033[0m", "0-3", "ä" };
  g_autoptr (GString) key = g_string_new (NULL);
  gint32 n_words = g_test_rand_int_range (1, 9);
  int type = g_test_rand_int_range (0, 9);
  virTypedParameter *parameter;

  for (gint32 i = 0; i < n_words; i++)
    {
      if (i > 0)
        g_string_append_c (key, '.');
      g_string_append (key, words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);
    }
  parameter = add (parameters, key->str, type);
  parameter->value.ul = (guint64) g_test_rand_int () << g_test_rand_int_range (0, 33);
  if (type == VIR_TYPED_PARAM_STRING)
    parameter->value.s = (char *) texts[g_test_rand_int_range (0, G_N_ELEMENTS (texts))];
}

/* Keys that are known, with values and indexes that are not expected */
static void
add_bent (GArray *parameters, GArray *good)
{
  virTypedParameter parameter =
      g_array_index (good, virTypedParameter, g_test_rand_int_range (0, (gint32) good->len));
  char *digit = strpbrk (parameter.field, "0123456789");

  if (digit != NULL)
    *digit = (char) g_test_rand_int_range ('0', '9' + 2);
  parameter.type = VIR_TYPED_PARAM_ULLONG;
  parameter.value.ul = (guint64) g_test_rand_int () << g_test_rand_int_range (0, 33);
  g_array_append_val (parameters, parameter);
}

static void
test_rubbish (void)
{
  g_auto (GStrv) lines = NULL;
  g_autoptr (GArray) good = read_dump ("everything", &lines);

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GArray) parameters = new_parameters ();
      g_autoptr (VmistateSample) sample = NULL;
      g_autoptr (VmistateRecord) again = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *json = NULL;

      for (guint i = 0; i < 100; i++)
        {
          add_rubbish (parameters);
          add_bent (parameters, good);
        }
      sample = decode (parameters);
      json = vmistate_record_to_json (VMISTATE_RECORD (sample), VMISTATE_PROFILE_TRUTH);
      again = _vmistate_record_from_json (VMISTATE_TYPE_SAMPLE, json, -1, &error);
      g_assert_no_error (error);
      g_assert_true (vmistate_record_equal (VMISTATE_RECORD (sample), again));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (dumps); i++)
    {
      g_autofree char *path = g_strconcat ("/sample-decode/dump/", dumps[i], NULL);

      g_test_add_data_func (path, dumps[i], test_dump);
    }
  g_test_add_func ("/sample-decode/order", test_order);
  g_test_add_func ("/sample-decode/nothing", test_nothing);
  g_test_add_func ("/sample-decode/values", test_values);
  g_test_add_func ("/sample-decode/long-text", test_long_text);
  g_test_add_func ("/sample-decode/unknown-keys", test_unknown_keys);
  g_test_add_func ("/sample-decode/counts", test_counts);
  g_test_add_func ("/sample-decode/elements", test_elements);
  g_test_add_func ("/sample-decode/parameters", test_parameters);
  g_test_add_func ("/sample-decode/rubbish", test_rubbish);
  return g_test_run ();
}

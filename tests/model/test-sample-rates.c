/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Rates: what two samples give together. */

#include "config.h"

#include "model-test.h"

/* Both without the braces and the time */
static char *
compute (const char *older_time, const char *older, const char *newer_time, const char *newer)
{
  g_autofree char *older_json = g_strdup_printf ("{\"takenAt\":\"%s\",%s}", older_time, older);
  g_autofree char *newer_json = g_strdup_printf ("{\"takenAt\":\"%s\",%s}", newer_time, newer);
  g_autoptr (VmistateSample) a = read_record (VMISTATE_TYPE_SAMPLE, older_json);
  g_autoptr (VmistateSample) b = read_record (VMISTATE_TYPE_SAMPLE, newer_json);
  g_autoptr (VmistateSampleRates) rates = vmistate_sample_compute_rates (b, a);

  return vmistate_record_to_json (VMISTATE_RECORD (rates), VMISTATE_PROFILE_TRUTH);
}

#define BEFORE "2026-03-01T10:00:00Z"
#define NOW    "2026-03-01T10:00:02Z"
#define HEAD   "{\"takenAt\":\"" NOW "\",\"intervalUsec\":2000000"

static const struct
{
  const char *name;
  const char *older;
  const char *newer;
  const char *rates; /* after HEAD */
} rows[] = {
  { "cpu", "\"cpu\":{\"timeUsec\":1000000,\"userUsec\":5,\"systemUsec\":0}",
    "\"cpu\":{\"timeUsec\":4000000,\"userUsec\":5,\"systemUsec\":500000}",
    ",\"cpuCores\":1.5,\"cpuUserCores\":0.0,\"cpuSystemCores\":0.25}" },
  { "cpu-in-one-only", "\"state\":1", "\"cpu\":{\"timeUsec\":4000000}", "}" },
  { "number-in-one-only", "\"cpu\":{\"timeUsec\":0}",
    "\"cpu\":{\"timeUsec\":2000000,\"userUsec\":7}", ",\"cpuCores\":1.0}" },
  { "beyond-doubles", "\"cpu\":{\"timeUsec\":9223372036850775807}",
    "\"cpu\":{\"timeUsec\":9223372036852775807}", ",\"cpuCores\":1.0}" },
  { "vcpus",
    "\"vcpus\":[{\"id\":0,\"timeUsec\":0,\"waitUsec\":0,\"delayUsec\":0},{\"id\":2,\"timeUsec\":5}"
    "]",
    "\"vcpus\":[{\"id\":2,\"timeUsec\":5},{\"id\":0,\"timeUsec\":1000000,\"waitUsec\":500000,"
    "\"delayUsec\":2000000}]",
    ",\"vcpus\":[{\"id\":2,\"timeRatio\":0.0},"
    "{\"id\":0,\"timeRatio\":0.5,\"waitRatio\":0.25,\"delayRatio\":1.0}]}" },
  { "interfaces",
    "\"interfaces\":[{\"name\":\"vnet0\",\"rxBytes\":100,\"rxPackets\":1,\"rxErrors\":0,"
    "\"rxDrops\":0,\"txBytes\":0,\"txPackets\":0,\"txErrors\":0,\"txDrops\":0}]",
    "\"interfaces\":[{\"name\":\"vnet0\",\"rxBytes\":300,\"rxPackets\":3,\"rxErrors\":4,"
    "\"rxDrops\":6,\"txBytes\":8,\"txPackets\":10,\"txErrors\":12,\"txDrops\":14}]",
    ",\"interfaces\":[{\"name\":\"vnet0\",\"rxBytesPerSecond\":100.0,\"rxPacketsPerSecond\":1.0,"
    "\"rxErrorsPerSecond\":2.0,\"rxDropsPerSecond\":3.0,\"txBytesPerSecond\":4.0,"
    "\"txPacketsPerSecond\":5.0,\"txErrorsPerSecond\":6.0,\"txDropsPerSecond\":7.0}]}" },
  { "device-came-and-went", "\"interfaces\":[{\"name\":\"a\",\"rxBytes\":1}]",
    "\"interfaces\":[{\"name\":\"b\",\"rxBytes\":9}]", ",\"interfaces\":[]}" },
  { "device-made-anew", "\"interfaces\":[{\"name\":\"a\",\"rxBytes\":100,\"txBytes\":0}]",
    "\"interfaces\":[{\"name\":\"a\",\"rxBytes\":99,\"txBytes\":50}]",
    ",\"interfaces\":[{\"name\":\"a\"}]}" },
  { "two-of-a-name", "\"interfaces\":[{\"name\":\"a\",\"rxBytes\":1}]",
    "\"interfaces\":[{\"name\":\"a\",\"rxBytes\":2},{\"name\":\"a\",\"rxBytes\":3}]",
    ",\"interfaces\":[]}" },
  { "without-a-name", "\"interfaces\":[{\"rxBytes\":1}]", "\"interfaces\":[{\"rxBytes\":2}]",
    ",\"interfaces\":[]}" },
  { "blocks",
    "\"blocks\":[{\"name\":\"vda\",\"readRequests\":10,\"readBytes\":0,\"readTimeUsec\":100,"
    "\"writeRequests\":5,\"writeTimeUsec\":7,\"flushRequests\":0,\"flushTimeUsec\":0}]",
    "\"blocks\":[{\"name\":\"vda\",\"readRequests\":14,\"readBytes\":8192,\"readTimeUsec\":110,"
    "\"writeRequests\":5,\"writeTimeUsec\":7,\"flushRequests\":2,\"flushTimeUsec\":3}]",
    ",\"blocks\":[{\"name\":\"vda\",\"readBytesPerSecond\":4096.0,\"readRequestsPerSecond\":2.0,"
    "\"readServiceUsec\":2.5,\"writeRequestsPerSecond\":0.0,\"flushRequestsPerSecond\":1.0,"
    "\"flushServiceUsec\":1.5}]}" },
  { "chain",
    "\"blocks\":[{\"name\":\"vda\",\"backingIndex\":1,\"readBytes\":0},"
    "{\"name\":\"vda\",\"backingIndex\":2,\"readBytes\":0},{\"name\":\"vda\",\"readBytes\":0}]",
    "\"blocks\":[{\"name\":\"vda\",\"readBytes\":6},{\"name\":\"vda\",\"backingIndex\":2,"
    "\"readBytes\":4},{\"name\":\"vda\",\"backingIndex\":1,\"readBytes\":2},"
    "{\"name\":\"vda\",\"backingIndex\":0,\"readBytes\":8}]",
    ",\"blocks\":[{\"name\":\"vda\",\"readBytesPerSecond\":3.0},"
    "{\"name\":\"vda\",\"backingIndex\":2,\"readBytesPerSecond\":2.0},"
    "{\"name\":\"vda\",\"backingIndex\":1,\"readBytesPerSecond\":1.0}]}" },
  { "time-of-requests-went-back",
    "\"blocks\":[{\"name\":\"vda\",\"readRequests\":1,\"readTimeUsec\":9}]",
    "\"blocks\":[{\"name\":\"vda\",\"readRequests\":5,\"readTimeUsec\":8}]",
    ",\"blocks\":[{\"name\":\"vda\"}]}" },
  /* A hypervisor process that began anew, however much more its devices have counted */
  { "domain-made-anew", "\"cpu\":{\"timeUsec\":100},\"vcpus\":[{\"id\":0,\"timeUsec\":1}]",
    "\"cpu\":{\"timeUsec\":99,\"userUsec\":1},\"vcpus\":[{\"id\":0,\"timeUsec\":5}]", "}" },
  { "list-in-one-only", "\"vcpus\":[]", "\"blocks\":[]", "}" },
};

static void
test_row (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *rates = compute (BEFORE, rows[i].older, NOW, rows[i].newer);
  g_autofree char *expected = g_strconcat (HEAD, rows[i].rates, NULL);

  g_assert_cmpstr (rates, ==, expected);
}

/* No time passed, or it went back: no rate, though everything else is there. */
static void
test_time (void)
{
  const char *older = "\"cpu\":{\"timeUsec\":1}";
  const char *newer = "\"cpu\":{\"timeUsec\":2}";
  g_autofree char *same = compute (NOW, older, NOW, newer);
  g_autofree char *back = compute (NOW, older, BEFORE, newer);

  g_assert_cmpstr (same, ==, "{\"takenAt\":\"" NOW "\"}");
  g_assert_cmpstr (back, ==, "{\"takenAt\":\"" BEFORE "\"}");
}

/* Readings of the clock that nobody sets, and runs, each with the comma before it */
#define READ(run, usec) ",\"run\":\"" run "\",\"monotonicUsec\":" usec
#define BUSY_BEFORE     "\"cpu\":{\"timeUsec\":0}"
#define BUSY_NOW        "\"cpu\":{\"timeUsec\":1000000}"
#define NO_RATES        "{\"takenAt\":\"" NOW "\"}"

/* Of two seconds by the clock of the host, which may have been set meanwhile */
static const struct
{
  const char *name;
  const char *older;
  const char *newer;
  const char *rates;
} runs[] = {
  { "clock-set-forward", BUSY_BEFORE READ ("a", "7000000"), BUSY_NOW READ ("a", "7500000"),
    "{\"takenAt\":\"" NOW "\",\"intervalUsec\":500000,\"cpuCores\":2.0}" },
  { "clock-set-back", BUSY_BEFORE READ ("a", "7000000"), BUSY_NOW READ ("a", "17000000"),
    "{\"takenAt\":\"" NOW "\",\"intervalUsec\":10000000,\"cpuCores\":0.1}" },
  { "not-older", BUSY_BEFORE READ ("a", "7000000"), BUSY_NOW READ ("a", "7000000"), NO_RATES },
  { "another-run", BUSY_BEFORE READ ("a", "1000000"), BUSY_NOW READ ("b", "3000000"), NO_RATES },
  { "run-in-newer-only", BUSY_BEFORE, BUSY_NOW READ ("a", "3000000"), NO_RATES },
  { "run-in-older-only", BUSY_BEFORE READ ("a", "1000000"), BUSY_NOW, NO_RATES },
  { "run-without-reading", BUSY_BEFORE ",\"run\":\"a\"", BUSY_NOW ",\"run\":\"a\"", NO_RATES },
  /* Nobody knows whether it is the same clock. */
  { "reading-without-run", BUSY_BEFORE ",\"monotonicUsec\":1",
    BUSY_NOW ",\"monotonicUsec\":1000001",
    "{\"takenAt\":\"" NOW "\",\"intervalUsec\":2000000,\"cpuCores\":0.5}" },
};

static void
test_run (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *rates = compute (BEFORE, runs[i].older, NOW, runs[i].newer);

  g_assert_cmpstr (rates, ==, runs[i].rates);
}

static void
test_clock_set_back_beyond (void)
{
  g_autofree char *rates =
      compute (NOW, BUSY_BEFORE READ ("a", "7000000"), BEFORE, BUSY_NOW READ ("a", "8000000"));

  g_assert_cmpstr (rates, ==,
                   "{\"takenAt\":\"" BEFORE "\",\"intervalUsec\":1000000,\"cpuCores\":1.0}");
}

static void
test_without_time (void)
{
  g_autoptr (VmistateSample) sample = read_record (VMISTATE_TYPE_SAMPLE, "{\"cpu\":{}}");
  g_autoptr (VmistateSampleRates) rates = vmistate_sample_compute_rates (sample, sample);

  assert_writes (rates, VMISTATE_PROFILE_TRUTH, "{}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/sample-rates/", rows[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }
  for (guint i = 0; i < G_N_ELEMENTS (runs); i++)
    {
      g_autofree char *path = g_strconcat ("/sample-rates/runs/", runs[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_run);
    }
  g_test_add_func ("/sample-rates/runs/clock-set-back-beyond", test_clock_set_back_beyond);
  g_test_add_func ("/sample-rates/time", test_time);
  g_test_add_func ("/sample-rates/without-time", test_without_time);
  return g_test_run ();
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From libvirt's statistics of 100 domains to samples, and from two samples to rates. The peer is
 * what programs do without such a decoder: to look for each key that they know, which they write
 * out first, in all that came. */

#include <libvirt/libvirt.h>
#include <string.h>

#include <vmistate/vmistate.h>

#include "bench.h"
#include "sources/sampler/sample-decode.h"

#define N_DOMAINS 100
#define N_ROUNDS  200
#define N_VCPUS   2

/* # is a number; of a vCPU there is one row each. */
static const char *const keys[] = {
  "state.state",      "state.reason",     "cpu.time",         "cpu.user",
  "cpu.system",       "balloon.current",  "balloon.maximum",  "balloon.rss",
  "vcpu.current",     "vcpu.maximum",     "vcpu.#.state",     "vcpu.#.time",
  "vcpu.#.wait",      "vcpu.#.delay",     "vcpu.#.halted",    "net.count",
  "net.#.rx.bytes",   "net.#.rx.pkts",    "net.#.rx.errs",    "net.#.rx.drop",
  "net.#.tx.bytes",   "net.#.tx.pkts",    "net.#.tx.errs",    "net.#.tx.drop",
  "block.count",      "block.#.rd.reqs",  "block.#.rd.bytes", "block.#.rd.times",
  "block.#.wr.reqs",  "block.#.wr.bytes", "block.#.wr.times", "block.#.fl.reqs",
  "block.#.fl.times", "block.#.capacity", "block.#.physical", "block.#.allocation",
};

static void
write_key (char *field, const char *key, guint number)
{
  const char *place = strchr (key, '#');

  if (place == NULL)
    g_strlcpy (field, key, VIR_TYPED_PARAM_FIELD_LENGTH);
  else
    g_snprintf (field, VIR_TYPED_PARAM_FIELD_LENGTH, "%.*s%u%s", (int) (place - key), key, number,
                place + 1);
}

static guint
count_of (const char *key)
{
  return g_str_has_prefix (key, "vcpu.#") ? N_VCPUS : 1;
}

static GArray *
make_parameters (guint64 value)
{
  GArray *parameters = g_array_new (FALSE, TRUE, sizeof (virTypedParameter));

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      for (guint number = 0; number < count_of (keys[i]); number++)
        {
          virTypedParameter parameter = { .type = VIR_TYPED_PARAM_ULLONG, .value.ul = value };

          write_key (parameter.field, keys[i], number);
          g_array_append_val (parameters, parameter);
        }
    }
  return parameters;
}

static void
look_for_each (GArray *parameters)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      for (guint number = 0; number < count_of (keys[i]); number++)
        {
          char field[VIR_TYPED_PARAM_FIELD_LENGTH];
          unsigned long long value;

          write_key (field, keys[i], number);
          virTypedParamsGetULLong ((virTypedParameterPtr) parameters->data, (int) parameters->len,
                                   field, &value);
        }
    }
}

static VmistateSample *
decode (GArray *parameters, gint64 taken_at_usec)
{
  return _vmistate_sample_decode ((virTypedParameter *) parameters->data, (int) parameters->len,
                                  taken_at_usec);
}

/* Milliseconds for one round over the domains */
static double
msec_since (double start)
{
  return (bench_cpu_seconds () - start) * 1000 / N_ROUNDS;
}

int
main (void)
{
  int initialized = virInitialize (); /* which the peer needs for its errors */
  g_autoptr (GArray) parameters = make_parameters (1);
  g_autoptr (GArray) later = make_parameters (5000);
  g_autoptr (VmistateSample) older = decode (parameters, 0);
  g_autoptr (VmistateSample) newer = decode (later, G_USEC_PER_SEC);
  double start = bench_cpu_seconds ();
  double peer;
  Figure figure = { "samples", "decode 100 domains", 0, "ms", "a search for each key", 0 };

  g_assert (initialized == 0);
  for (guint i = 0; i < N_DOMAINS * N_ROUNDS; i++)
    look_for_each (parameters);
  peer = msec_since (start);
  start = bench_cpu_seconds ();
  for (guint i = 0; i < N_DOMAINS * N_ROUNDS; i++)
    g_object_unref (decode (parameters, i));
  figure.value = msec_since (start);
  figure.peer_value = peer;
  bench_print (&figure);

  start = bench_cpu_seconds ();
  for (guint i = 0; i < N_DOMAINS * N_ROUNDS; i++)
    g_object_unref (vmistate_sample_compute_rates (newer, older));
  figure.value = msec_since (start);
  figure.metric = "rates of 100 domains";
  figure.peer = NULL;
  bench_print (&figure);
  return 0;
}

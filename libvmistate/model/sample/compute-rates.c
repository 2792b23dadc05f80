/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From two samples to rates. Tables say which counter becomes which rate. */

#include "config.h"

#include "block-rates.h"
#include "block-sample.h"
#include "cpu-sample.h"
#include "interface-rates.h"
#include "interface-sample.h"
#include "sample-rates.h"
#include "sample.h"
#include "vcpu-rates.h"
#include "vcpu-sample.h"

/* Counts become counts per second; times, which are in microseconds as the interval is, become
 * shares of it. */
#define COUNT 1e6
#define TIME  1.0

G_STATIC_ASSERT ((guint) VCPU_SAMPLE_ID == (guint) VCPU_RATES_ID);
G_STATIC_ASSERT ((guint) INTERFACE_SAMPLE_NAME == (guint) INTERFACE_RATES_NAME);
G_STATIC_ASSERT ((guint) BLOCK_SAMPLE_NAME == (guint) BLOCK_RATES_NAME);
G_STATIC_ASSERT ((guint) BLOCK_SAMPLE_BACKING_INDEX == (guint) BLOCK_RATES_BACKING_INDEX);

typedef struct
{
  guint counter;
  guint rate;
  double unit;
} RateRule;

/* How long one request took on average */
typedef struct
{
  guint time;
  guint requests;
  guint mean;
} MeanRule;

/* What has counters of its own, and begins to count anew as one */
typedef struct
{
  GType (*type) (void); /* of the rates */
  const RateRule *rules;
  guint n_rules;
  const MeanRule *means;
  guint n_means;
  GHashFunc hash; /* of what names it among its siblings */
  GEqualFunc equal;
  guint key;    /* without which it has no name */
  guint n_keys; /* the first fields, of counters and of rates, are what names it */
  guint list;
  guint rates_list;
} DeviceKind;

static const RateRule cpu_rules[] = {
  { CPU_SAMPLE_TIME_USEC, SAMPLE_RATES_CPU_CORES, TIME },
  { CPU_SAMPLE_USER_USEC, SAMPLE_RATES_CPU_USER_CORES, TIME },
  { CPU_SAMPLE_SYSTEM_USEC, SAMPLE_RATES_CPU_SYSTEM_CORES, TIME },
};

static const RateRule vcpu_rules[] = {
  { VCPU_SAMPLE_TIME_USEC, VCPU_RATES_TIME_RATIO, TIME },
  { VCPU_SAMPLE_WAIT_USEC, VCPU_RATES_WAIT_RATIO, TIME },
  { VCPU_SAMPLE_DELAY_USEC, VCPU_RATES_DELAY_RATIO, TIME },
};

static const RateRule interface_rules[] = {
  { INTERFACE_SAMPLE_RX_BYTES, INTERFACE_RATES_RX_BYTES_PER_SECOND, COUNT },
  { INTERFACE_SAMPLE_RX_PACKETS, INTERFACE_RATES_RX_PACKETS_PER_SECOND, COUNT },
  { INTERFACE_SAMPLE_RX_ERRORS, INTERFACE_RATES_RX_ERRORS_PER_SECOND, COUNT },
  { INTERFACE_SAMPLE_RX_DROPS, INTERFACE_RATES_RX_DROPS_PER_SECOND, COUNT },
  { INTERFACE_SAMPLE_TX_BYTES, INTERFACE_RATES_TX_BYTES_PER_SECOND, COUNT },
  { INTERFACE_SAMPLE_TX_PACKETS, INTERFACE_RATES_TX_PACKETS_PER_SECOND, COUNT },
  { INTERFACE_SAMPLE_TX_ERRORS, INTERFACE_RATES_TX_ERRORS_PER_SECOND, COUNT },
  { INTERFACE_SAMPLE_TX_DROPS, INTERFACE_RATES_TX_DROPS_PER_SECOND, COUNT },
};

static const RateRule block_rules[] = {
  { BLOCK_SAMPLE_READ_BYTES, BLOCK_RATES_READ_BYTES_PER_SECOND, COUNT },
  { BLOCK_SAMPLE_READ_REQUESTS, BLOCK_RATES_READ_REQUESTS_PER_SECOND, COUNT },
  { BLOCK_SAMPLE_WRITE_BYTES, BLOCK_RATES_WRITE_BYTES_PER_SECOND, COUNT },
  { BLOCK_SAMPLE_WRITE_REQUESTS, BLOCK_RATES_WRITE_REQUESTS_PER_SECOND, COUNT },
  { BLOCK_SAMPLE_FLUSH_REQUESTS, BLOCK_RATES_FLUSH_REQUESTS_PER_SECOND, COUNT },
};

static const MeanRule block_means[] = {
  { BLOCK_SAMPLE_READ_TIME_USEC, BLOCK_SAMPLE_READ_REQUESTS, BLOCK_RATES_READ_SERVICE_USEC },
  { BLOCK_SAMPLE_WRITE_TIME_USEC, BLOCK_SAMPLE_WRITE_REQUESTS, BLOCK_RATES_WRITE_SERVICE_USEC },
  { BLOCK_SAMPLE_FLUSH_TIME_USEC, BLOCK_SAMPLE_FLUSH_REQUESTS, BLOCK_RATES_FLUSH_SERVICE_USEC },
};

static guint
hash_id (gconstpointer vcpu)
{
  guint32 id;

  return _vmistate_record_get_uint32 ((gpointer) vcpu, VCPU_SAMPLE_ID, &id) ? id : 0;
}

static gboolean
is_same_vcpu (gconstpointer a, gconstpointer b)
{
  return hash_id (a) == hash_id (b);
}

static guint
hash_interface (gconstpointer interface)
{
  const char *name = _vmistate_record_get_string ((gpointer) interface, INTERFACE_SAMPLE_NAME);

  return name != NULL ? g_str_hash (name) : 0;
}

static gboolean
is_same_interface (gconstpointer a, gconstpointer b)
{
  return _vmistate_record_is ((gpointer) a, INTERFACE_SAMPLE_NAME,
                              _vmistate_record_get_string ((gpointer) b, INTERFACE_SAMPLE_NAME));
}

static guint
hash_block (gconstpointer block)
{
  const char *name = _vmistate_record_get_string ((gpointer) block, BLOCK_SAMPLE_NAME);
  guint32 index;

  _vmistate_record_get_uint32 ((gpointer) block, BLOCK_SAMPLE_BACKING_INDEX, &index);
  return (name != NULL ? g_str_hash (name) : 0) ^ index * 31;
}

static gboolean
is_same_block (gconstpointer a, gconstpointer b)
{
  gpointer first = (gpointer) a;
  gpointer second = (gpointer) b;
  guint32 first_index;
  guint32 second_index;

  return _vmistate_record_is (first, BLOCK_SAMPLE_NAME,
                              _vmistate_record_get_string (second, BLOCK_SAMPLE_NAME))
         && _vmistate_record_get_uint32 (first, BLOCK_SAMPLE_BACKING_INDEX, &first_index)
                == _vmistate_record_get_uint32 (second, BLOCK_SAMPLE_BACKING_INDEX, &second_index)
         && first_index == second_index;
}

static const DeviceKind vcpus = {
  .type = vmistate_vcpu_rates_get_type,
  .rules = vcpu_rules,
  .n_rules = G_N_ELEMENTS (vcpu_rules),
  .hash = hash_id,
  .equal = is_same_vcpu,
  .key = VCPU_SAMPLE_ID,
  .n_keys = 1,
  .list = SAMPLE_VCPUS,
  .rates_list = SAMPLE_RATES_VCPUS,
};

static const DeviceKind interfaces = {
  .type = vmistate_interface_rates_get_type,
  .rules = interface_rules,
  .n_rules = G_N_ELEMENTS (interface_rules),
  .hash = hash_interface,
  .equal = is_same_interface,
  .key = INTERFACE_SAMPLE_NAME,
  .n_keys = 1,
  .list = SAMPLE_INTERFACES,
  .rates_list = SAMPLE_RATES_INTERFACES,
};

static const DeviceKind blocks = {
  .type = vmistate_block_rates_get_type,
  .rules = block_rules,
  .n_rules = G_N_ELEMENTS (block_rules),
  .means = block_means,
  .n_means = G_N_ELEMENTS (block_means),
  .hash = hash_block,
  .equal = is_same_block,
  .key = BLOCK_SAMPLE_NAME,
  .n_keys = 2,
  .list = SAMPLE_BLOCKS,
  .rates_list = SAMPLE_RATES_BLOCKS,
};

static const DeviceKind *const kinds[] = { &vcpus, &interfaces, &blocks };

/* Counters */

static gboolean
went_back (gpointer newer, gpointer older, guint counter)
{
  guint64 now;
  guint64 before;

  return _vmistate_record_get_uint64 (newer, counter, &now)
         && _vmistate_record_get_uint64 (older, counter, &before) && now < before;
}

/* Returns: whether both samples have @counter, and it did not go back */
static gboolean
get_growth (gpointer newer, gpointer older, guint counter, double *growth)
{
  guint64 now;
  guint64 before;

  if (!_vmistate_record_get_uint64 (newer, counter, &now)
      || !_vmistate_record_get_uint64 (older, counter, &before) || now < before)
    return FALSE;
  *growth = (double) (now - before);
  return TRUE;
}

static void
set_rates (gpointer rates, gpointer newer, gpointer older, const RateRule *rules, guint n_rules,
           gint64 interval_usec)
{
  for (guint i = 0; i < n_rules; i++)
    {
      double growth;

      if (get_growth (newer, older, rules[i].counter, &growth))
        _vmistate_record_set_double (rates, rules[i].rate,
                                     growth * rules[i].unit / (double) interval_usec);
    }
}

static void
set_means (gpointer rates, gpointer newer, gpointer older, const MeanRule *means, guint n_means)
{
  for (guint i = 0; i < n_means; i++)
    {
      double time;
      double requests;

      if (get_growth (newer, older, means[i].time, &time)
          && get_growth (newer, older, means[i].requests, &requests) && requests > 0)
        _vmistate_record_set_double (rates, means[i].mean, time / requests);
    }
}

/* Devices */

/* A device of which one counter went back was made anew, and then the growth of its other counters
 * is from nothing as well, however large they are. */
static gboolean
began_anew (const DeviceKind *kind, gpointer newer, gpointer older)
{
  for (guint i = 0; i < kind->n_rules; i++)
    {
      if (went_back (newer, older, kind->rules[i].counter))
        return TRUE;
    }
  for (guint i = 0; i < kind->n_means; i++)
    {
      if (went_back (newer, older, kind->means[i].time))
        return TRUE;
    }
  return FALSE;
}

/* Those of one kind by what names them among their siblings. Two of the same name cannot be told
 * apart, and have NULL. */
static GHashTable *
index_devices (const DeviceKind *kind, GPtrArray *list)
{
  GHashTable *index = g_hash_table_new (kind->hash, kind->equal);

  for (guint i = 0; i < list->len; i++)
    {
      gpointer device = list->pdata[i];
      gboolean is_known = g_hash_table_contains (index, device);

      if (_vmistate_record_has (device, kind->key))
        g_hash_table_replace (index, device, is_known ? NULL : device);
    }
  return index;
}

static gpointer
new_device_rates (const DeviceKind *kind, gpointer newer, gpointer older, gint64 interval_usec)
{
  gpointer rates = g_object_new (kind->type (), NULL);

  for (guint i = 0; i < kind->n_keys; i++)
    _vmistate_record_copy_field (rates, i, newer, i);
  if (began_anew (kind, newer, older))
    return rates;
  set_rates (rates, newer, older, kind->rules, kind->n_rules, interval_usec);
  set_means (rates, newer, older, kind->means, kind->n_means);
  return rates;
}

static void
add_devices (const DeviceKind *kind, gpointer rates, gpointer newer, gpointer older,
             gint64 interval_usec)
{
  GPtrArray *newer_list = _vmistate_record_get_list (newer, kind->list);
  GPtrArray *older_list = _vmistate_record_get_list (older, kind->list);
  g_autoptr (GHashTable) newer_index = NULL;
  g_autoptr (GHashTable) older_index = NULL;
  GPtrArray *list;

  if (newer_list == NULL || older_list == NULL)
    return;
  newer_index = index_devices (kind, newer_list);
  older_index = index_devices (kind, older_list);
  list = _vmistate_record_list_new ();
  for (guint i = 0; i < newer_list->len; i++)
    {
      gpointer device = newer_list->pdata[i];
      gpointer before = g_hash_table_lookup (older_index, device);

      if (before != NULL && g_hash_table_lookup (newer_index, device) != NULL)
        g_ptr_array_add (list, new_device_rates (kind, device, before, interval_usec));
    }
  _vmistate_record_take_list (rates, kind->rates_list, list);
}

/* By the clock that nobody sets, if it is one clock and one run. Samples that tell of neither were
 * recorded by somebody else, and have only their times.
 * Returns: 0: there is nothing to compare */
static gint64
get_interval (gpointer newer, gpointer older)
{
  const char *run = _vmistate_record_get_string (newer, SAMPLE_RUN);
  guint clock = run != NULL ? SAMPLE_MONOTONIC_USEC : SAMPLE_TAKEN_AT;
  gint64 now;
  gint64 before;

  if (!_vmistate_record_is (older, SAMPLE_RUN, run)
      || !_vmistate_record_get_int64 (newer, clock, &now)
      || !_vmistate_record_get_int64 (older, clock, &before))
    return 0;
  return MAX (now - before, 0);
}

/**
 * vmistate_sample_compute_rates:
 * @self: a sample
 * @older: an older sample of the same domain
 *
 * How fast the numbers moved between two samples.
 *
 * vCPUs are matched by id, interfaces by name and disks by name and backing index, wherever they
 * are in the lists. Where a counter of a vCPU, an interface or a disk went back, it began to count
 * anew, and none of its rates is known; where the processor time of the domain did, no rate is.
 * Two samples of different runs ([method@Sample.get_run]) have no rates. Within a run the time
 * between them is that of [method@Sample.get_monotonic_usec], whatever somebody did to the clock of
 * the host meanwhile. Samples that have no run are compared by [method@Sample.dup_taken_at].
 *
 * Returns: (transfer full): the rates; without any if @older is not older
 *
 * Since: 0.1
 */
VmistateSampleRates *
vmistate_sample_compute_rates (VmistateSample *self, VmistateSample *older)
{
  VmistateSampleRates *rates;
  gpointer cpu;
  gpointer older_cpu;
  gint64 interval;

  g_return_val_if_fail (VMISTATE_IS_SAMPLE (self), NULL);
  g_return_val_if_fail (VMISTATE_IS_SAMPLE (older), NULL);

  rates = g_object_new (VMISTATE_TYPE_SAMPLE_RATES, NULL);
  _vmistate_record_copy_field (rates, SAMPLE_RATES_TAKEN_AT, self, SAMPLE_TAKEN_AT);
  interval = get_interval (self, older);
  if (interval == 0)
    return rates;
  _vmistate_record_set_integer (rates, SAMPLE_RATES_INTERVAL_USEC, interval);
  cpu = _vmistate_record_get_record (self, SAMPLE_CPU);
  older_cpu = _vmistate_record_get_record (older, SAMPLE_CPU);
  if (went_back (cpu, older_cpu, CPU_SAMPLE_TIME_USEC))
    return rates;
  set_rates (rates, cpu, older_cpu, cpu_rules, G_N_ELEMENTS (cpu_rules), interval);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    add_devices (kinds[i], rates, self, older, interval);
  return rates;
}

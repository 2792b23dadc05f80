/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A key such as "net.3.rx.bytes" is walked once: its numbers are set aside and the rest is looked
 * for in the table of patterns, where # stands for a number. */

#include "config.h"

#include "sample-keys.h"

#include <string.h>

#include "model/sample/balloon-sample.h"
#include "model/sample/bandwidth-monitor.h"
#include "model/sample/bandwidth-node.h"
#include "model/sample/block-sample.h"
#include "model/sample/cache-bank.h"
#include "model/sample/cache-monitor.h"
#include "model/sample/cpu-sample.h"
#include "model/sample/dirty-rate-sample.h"
#include "model/sample/interface-sample.h"
#include "model/sample/iothread-sample.h"
#include "model/sample/kvm-counter.h"
#include "model/sample/perf-sample.h"
#include "model/sample/sample.h"
#include "model/sample/vcpu-dirty-rate.h"
#include "model/sample/vcpu-sample.h"

typedef struct
{
  const char *pattern;
  Place place;
} Rule;

static const Rule rules[] = {
  { "state.state", { PART_SAMPLE, SAMPLE_STATE } },
  { "state.reason", { PART_SAMPLE, SAMPLE_REASON } },

  { "cpu.time", { PART_CPU, CPU_SAMPLE_TIME_USEC, UNIT_NSEC } },
  { "cpu.user", { PART_CPU, CPU_SAMPLE_USER_USEC, UNIT_NSEC } },
  { "cpu.system", { PART_CPU, CPU_SAMPLE_SYSTEM_USEC, UNIT_NSEC } },
  { "cpu.haltpoll.success.time", { PART_CPU, CPU_SAMPLE_HALTPOLL_SUCCESS_USEC, UNIT_NSEC } },
  { "cpu.haltpoll.fail.time", { PART_CPU, CPU_SAMPLE_HALTPOLL_FAIL_USEC, UNIT_NSEC } },
  { "cpu.cache.monitor.count", { PART_CPU, FIELD_NONE, UNIT_ONE, PART_CACHE_MONITORS } },
  { "cpu.cache.monitor.#.name", { PART_CACHE_MONITORS, CACHE_MONITOR_NAME } },
  { "cpu.cache.monitor.#.vcpus", { PART_CACHE_MONITORS, CACHE_MONITOR_VCPUS } },
  { "cpu.cache.monitor.#.bank.count",
    { PART_CACHE_MONITORS, FIELD_NONE, UNIT_ONE, PART_CACHE_BANKS } },
  { "cpu.cache.monitor.#.bank.#.id", { PART_CACHE_BANKS, CACHE_BANK_ID } },
  { "cpu.cache.monitor.#.bank.#.bytes", { PART_CACHE_BANKS, CACHE_BANK_BYTES } },

  { "balloon.current", { PART_BALLOON, BALLOON_SAMPLE_CURRENT_BYTES, UNIT_KIB } },
  { "balloon.maximum", { PART_BALLOON, BALLOON_SAMPLE_MAXIMUM_BYTES, UNIT_KIB } },
  { "balloon.swap_in", { PART_BALLOON, BALLOON_SAMPLE_SWAP_IN_BYTES, UNIT_KIB } },
  { "balloon.swap_out", { PART_BALLOON, BALLOON_SAMPLE_SWAP_OUT_BYTES, UNIT_KIB } },
  { "balloon.unused", { PART_BALLOON, BALLOON_SAMPLE_UNUSED_BYTES, UNIT_KIB } },
  { "balloon.available", { PART_BALLOON, BALLOON_SAMPLE_AVAILABLE_BYTES, UNIT_KIB } },
  { "balloon.usable", { PART_BALLOON, BALLOON_SAMPLE_USABLE_BYTES, UNIT_KIB } },
  { "balloon.disk_caches", { PART_BALLOON, BALLOON_SAMPLE_DISK_CACHES_BYTES, UNIT_KIB } },
  { "balloon.rss", { PART_BALLOON, BALLOON_SAMPLE_RSS_BYTES, UNIT_KIB } },
  { "balloon.major_fault", { PART_BALLOON, BALLOON_SAMPLE_MAJOR_FAULTS } },
  { "balloon.minor_fault", { PART_BALLOON, BALLOON_SAMPLE_MINOR_FAULTS } },
  { "balloon.hugetlb_pgalloc", { PART_BALLOON, BALLOON_SAMPLE_HUGETLB_ALLOCATIONS } },
  { "balloon.hugetlb_pgfail", { PART_BALLOON, BALLOON_SAMPLE_HUGETLB_FAILURES } },
  { "balloon.last-update", { PART_BALLOON, BALLOON_SAMPLE_LAST_UPDATE, UNIT_SEC } },

  { "vcpu.current", { PART_SAMPLE, SAMPLE_VCPUS_CURRENT, UNIT_ONE, PART_VCPUS } },
  { "vcpu.maximum", { PART_SAMPLE, SAMPLE_VCPUS_MAXIMUM, UNIT_ONE, PART_VCPUS } },
  { "vcpu.#.state", { PART_VCPUS, VCPU_SAMPLE_STATE } },
  { "vcpu.#.time", { PART_VCPUS, VCPU_SAMPLE_TIME_USEC, UNIT_NSEC } },
  { "vcpu.#.wait", { PART_VCPUS, VCPU_SAMPLE_WAIT_USEC, UNIT_NSEC } },
  { "vcpu.#.delay", { PART_VCPUS, VCPU_SAMPLE_DELAY_USEC, UNIT_NSEC } },
  { "vcpu.#.halted", { PART_VCPUS, VCPU_SAMPLE_HALTED } },

  { "net.count", { PART_SAMPLE, FIELD_NONE, UNIT_ONE, PART_INTERFACES } },
  { "net.#.name", { PART_INTERFACES, INTERFACE_SAMPLE_NAME } },
  { "net.#.rx.bytes", { PART_INTERFACES, INTERFACE_SAMPLE_RX_BYTES } },
  { "net.#.rx.pkts", { PART_INTERFACES, INTERFACE_SAMPLE_RX_PACKETS } },
  { "net.#.rx.errs", { PART_INTERFACES, INTERFACE_SAMPLE_RX_ERRORS } },
  { "net.#.rx.drop", { PART_INTERFACES, INTERFACE_SAMPLE_RX_DROPS } },
  { "net.#.tx.bytes", { PART_INTERFACES, INTERFACE_SAMPLE_TX_BYTES } },
  { "net.#.tx.pkts", { PART_INTERFACES, INTERFACE_SAMPLE_TX_PACKETS } },
  { "net.#.tx.errs", { PART_INTERFACES, INTERFACE_SAMPLE_TX_ERRORS } },
  { "net.#.tx.drop", { PART_INTERFACES, INTERFACE_SAMPLE_TX_DROPS } },

  { "block.count", { PART_SAMPLE, FIELD_NONE, UNIT_ONE, PART_BLOCKS } },
  { "block.#.name", { PART_BLOCKS, BLOCK_SAMPLE_NAME } },
  { "block.#.backingIndex", { PART_BLOCKS, BLOCK_SAMPLE_BACKING_INDEX } },
  { "block.#.path", { PART_BLOCKS, BLOCK_SAMPLE_PATH } },
  { "block.#.rd.reqs", { PART_BLOCKS, BLOCK_SAMPLE_READ_REQUESTS } },
  { "block.#.rd.bytes", { PART_BLOCKS, BLOCK_SAMPLE_READ_BYTES } },
  { "block.#.rd.times", { PART_BLOCKS, BLOCK_SAMPLE_READ_TIME_USEC, UNIT_NSEC } },
  { "block.#.wr.reqs", { PART_BLOCKS, BLOCK_SAMPLE_WRITE_REQUESTS } },
  { "block.#.wr.bytes", { PART_BLOCKS, BLOCK_SAMPLE_WRITE_BYTES } },
  { "block.#.wr.times", { PART_BLOCKS, BLOCK_SAMPLE_WRITE_TIME_USEC, UNIT_NSEC } },
  { "block.#.fl.reqs", { PART_BLOCKS, BLOCK_SAMPLE_FLUSH_REQUESTS } },
  { "block.#.fl.times", { PART_BLOCKS, BLOCK_SAMPLE_FLUSH_TIME_USEC, UNIT_NSEC } },
  { "block.#.errors", { PART_BLOCKS, BLOCK_SAMPLE_ERRORS } },
  { "block.#.allocation", { PART_BLOCKS, BLOCK_SAMPLE_ALLOCATION_BYTES } },
  { "block.#.capacity", { PART_BLOCKS, BLOCK_SAMPLE_CAPACITY_BYTES } },
  { "block.#.physical", { PART_BLOCKS, BLOCK_SAMPLE_PHYSICAL_BYTES } },
  { "block.#.threshold", { PART_BLOCKS, BLOCK_SAMPLE_THRESHOLD_BYTES } },

  { "perf.cmt", { PART_PERF, PERF_SAMPLE_CMT_BYTES } },
  { "perf.mbmt", { PART_PERF, PERF_SAMPLE_MBMT_BYTES_PER_SECOND } },
  { "perf.mbml", { PART_PERF, PERF_SAMPLE_MBML_BYTES_PER_SECOND } },
  { "perf.cache_misses", { PART_PERF, PERF_SAMPLE_CACHE_MISSES } },
  { "perf.cache_references", { PART_PERF, PERF_SAMPLE_CACHE_REFERENCES } },
  { "perf.instructions", { PART_PERF, PERF_SAMPLE_INSTRUCTIONS } },
  { "perf.cpu_cycles", { PART_PERF, PERF_SAMPLE_CPU_CYCLES } },
  { "perf.branch_instructions", { PART_PERF, PERF_SAMPLE_BRANCH_INSTRUCTIONS } },
  { "perf.branch_misses", { PART_PERF, PERF_SAMPLE_BRANCH_MISSES } },
  { "perf.bus_cycles", { PART_PERF, PERF_SAMPLE_BUS_CYCLES } },
  { "perf.stalled_cycles_frontend", { PART_PERF, PERF_SAMPLE_STALLED_CYCLES_FRONTEND } },
  { "perf.stalled_cycles_backend", { PART_PERF, PERF_SAMPLE_STALLED_CYCLES_BACKEND } },
  { "perf.ref_cpu_cycles", { PART_PERF, PERF_SAMPLE_REF_CPU_CYCLES } },
  { "perf.cpu_clock", { PART_PERF, PERF_SAMPLE_CPU_CLOCK_USEC, UNIT_NSEC } },
  { "perf.task_clock", { PART_PERF, PERF_SAMPLE_TASK_CLOCK_USEC, UNIT_NSEC } },
  { "perf.page_faults", { PART_PERF, PERF_SAMPLE_PAGE_FAULTS } },
  { "perf.context_switches", { PART_PERF, PERF_SAMPLE_CONTEXT_SWITCHES } },
  { "perf.cpu_migrations", { PART_PERF, PERF_SAMPLE_CPU_MIGRATIONS } },
  { "perf.page_faults_min", { PART_PERF, PERF_SAMPLE_PAGE_FAULTS_MIN } },
  { "perf.page_faults_maj", { PART_PERF, PERF_SAMPLE_PAGE_FAULTS_MAJ } },
  { "perf.alignment_faults", { PART_PERF, PERF_SAMPLE_ALIGNMENT_FAULTS } },
  { "perf.emulation_faults", { PART_PERF, PERF_SAMPLE_EMULATION_FAULTS } },

  { "iothread.count", { PART_SAMPLE, FIELD_NONE, UNIT_ONE, PART_IOTHREADS } },
  { "iothread.#.poll-max-ns", { PART_IOTHREADS, IOTHREAD_SAMPLE_POLL_MAX_NSEC } },
  { "iothread.#.poll-grow", { PART_IOTHREADS, IOTHREAD_SAMPLE_POLL_GROW } },
  { "iothread.#.poll-shrink", { PART_IOTHREADS, IOTHREAD_SAMPLE_POLL_SHRINK } },

  { "memory.bandwidth.monitor.count",
    { PART_SAMPLE, FIELD_NONE, UNIT_ONE, PART_BANDWIDTH_MONITORS } },
  { "memory.bandwidth.monitor.#.name", { PART_BANDWIDTH_MONITORS, BANDWIDTH_MONITOR_NAME } },
  { "memory.bandwidth.monitor.#.vcpus", { PART_BANDWIDTH_MONITORS, BANDWIDTH_MONITOR_VCPUS } },
  { "memory.bandwidth.monitor.#.node.count",
    { PART_BANDWIDTH_MONITORS, FIELD_NONE, UNIT_ONE, PART_BANDWIDTH_NODES } },
  { "memory.bandwidth.monitor.#.node.#.id", { PART_BANDWIDTH_NODES, BANDWIDTH_NODE_ID } },
  { "memory.bandwidth.monitor.#.node.#.bytes.local",
    { PART_BANDWIDTH_NODES, BANDWIDTH_NODE_LOCAL_BYTES } },
  { "memory.bandwidth.monitor.#.node.#.bytes.total",
    { PART_BANDWIDTH_NODES, BANDWIDTH_NODE_TOTAL_BYTES } },

  { "dirtyrate.calc_status", { PART_DIRTY_RATE, DIRTY_RATE_SAMPLE_STATUS } },
  { "dirtyrate.calc_start_time", { PART_DIRTY_RATE, DIRTY_RATE_SAMPLE_START_USEC, UNIT_SEC } },
  { "dirtyrate.calc_period", { PART_DIRTY_RATE, DIRTY_RATE_SAMPLE_PERIOD_USEC, UNIT_SEC } },
  { "dirtyrate.megabytes_per_second",
    { PART_DIRTY_RATE, DIRTY_RATE_SAMPLE_BYTES_PER_SECOND, UNIT_MIB } },
  { "dirtyrate.calc_mode", { PART_DIRTY_RATE, DIRTY_RATE_SAMPLE_MODE } },
  { "dirtyrate.vcpu.#.megabytes_per_second",
    { PART_VCPU_DIRTY_RATES, VCPU_DIRTY_RATE_BYTES_PER_SECOND, UNIT_MIB } },
};

/* Walking */

#define BEYOND     G_MAXUINT
#define MAX_DIGITS 5 /* of a number below VMISTATE_SAMPLE_MAX_ELEMENTS */

typedef struct
{
  guint hash;
  guint n_numbers;
  guint numbers[2];
  gboolean is_ended; /* by a NUL, as libvirt promises */
} Walk;

/* @at: a digit
 * Returns: its number, or BEYOND, and moves @at behind it */
static guint
walk_number (const char **at, const char *end)
{
  const char *start = *at;
  guint number = 0;

  while (*at < end && g_ascii_isdigit (**at))
    {
      number = *at - start < MAX_DIGITS ? number * 10 + (guint) (**at - '0') : BEYOND;
      (*at)++;
    }
  if (*start == '0' && *at - start > 1)
    return BEYOND;
  return number < VMISTATE_SAMPLE_MAX_ELEMENTS ? number : BEYOND;
}

/* The hash is the same for a key and its pattern. */
static Walk
walk (const char *text)
{
  const char *at = text;
  const char *end = text + VIR_TYPED_PARAM_FIELD_LENGTH;
  Walk self = { .hash = 2166136261u };
  gboolean is_start = TRUE;

  while (at < end && *at != '\0')
    {
      char c = *at;

      if (is_start && g_ascii_isdigit (c))
        {
          guint number = walk_number (&at, end);

          c = '#';
          if (self.n_numbers < G_N_ELEMENTS (self.numbers))
            self.numbers[self.n_numbers] = number;
          self.n_numbers++;
        }
      else
        at++;
      is_start = c == '.';
      self.hash = (self.hash ^ (guchar) c) * 16777619u;
    }
  self.is_ended = at < end;
  return self;
}

static gboolean
matches (const char *pattern, const char *text)
{
  for (; *pattern != '\0'; pattern++)
    {
      if (*pattern != '#' && *pattern != *text)
        return FALSE;
      if (*pattern == '#' && !g_ascii_isdigit (*text))
        return FALSE;
      do
        text++;
      while (*pattern == '#' && g_ascii_isdigit (*text));
    }
  return *text == '\0';
}

/* Finding */

#define N_CHAINS 256

/* Rules by hash: the number of the first one and of the one after each, counted from 1. */
static guint8 first_rule[N_CHAINS];
static guint8 next_rule[G_N_ELEMENTS (rules)];

G_STATIC_ASSERT (G_N_ELEMENTS (rules) < G_MAXUINT8);

static void
chain_rules (void)
{
  static gsize is_done;

  if (!g_once_init_enter (&is_done))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      char text[VIR_TYPED_PARAM_FIELD_LENGTH] = "";
      guint chain;

      g_strlcpy (text, rules[i].pattern, sizeof text);
      chain = walk (text).hash % N_CHAINS;
      next_rule[i] = first_rule[chain];
      first_rule[chain] = (guint8) (i + 1);
    }
  g_once_init_leave (&is_done, 1);
}

static const Rule *
find_rule (const char *field, guint hash)
{
  for (guint i = first_rule[hash % N_CHAINS]; i != 0; i = next_rule[i - 1])
    {
      if (matches (rules[i - 1].pattern, field))
        return &rules[i - 1];
    }
  return NULL;
}

/* Counters of the kernel, whose names nobody promises: vm.NAME.sum, vcpu.N.NAME.cur */

static const struct
{
  const char *suffix;
  guint8 field;
} counter_suffixes[] = {
  { ".sum", KVM_COUNTER_SUM },
  { ".cur", KVM_COUNTER_CURRENT },
  { ".max", KVM_COUNTER_MAXIMUM },
};

static gboolean
find_counter_name (const char *text, Place *place, Address *address)
{
  gsize length = strlen (text);

  for (guint i = 0; i < G_N_ELEMENTS (counter_suffixes); i++)
    {
      gsize name_length = length - MIN (length, strlen (counter_suffixes[i].suffix));

      if (name_length == 0 || !g_str_equal (text + name_length, counter_suffixes[i].suffix))
        continue;
      place->field = counter_suffixes[i].field;
      memcpy (address->name, text, name_length);
      address->name[name_length] = '\0';
      return TRUE;
    }
  return FALSE;
}

static gboolean
find_counter (const char *field, Place *place, Address *address)
{
  const char *of_vcpu = "vcpu.";
  const char *name;

  if (g_str_has_prefix (field, "vm."))
    {
      place->part = PART_KVM_COUNTERS;
      address->index[0] = 0; /* a number in it is part of the name */
      return find_counter_name (field + strlen ("vm."), place, address);
    }
  if (!g_str_has_prefix (field, of_vcpu) || !g_ascii_isdigit (field[strlen (of_vcpu)]))
    return FALSE;
  place->part = PART_VCPU_KVM_COUNTERS;
  name = field + strlen (of_vcpu);
  name += strspn (name, "0123456789");
  return *name == '.' && find_counter_name (name + 1, place, address);
}

gboolean
_vmistate_sample_key_find (const char *field, Place *place, Address *address)
{
  Walk key = walk (field);
  const Rule *rule;

  chain_rules ();
  if (!key.is_ended)
    return FALSE;
  address->name[0] = '\0';
  memcpy (address->index, key.numbers, sizeof key.numbers);
  rule = find_rule (field, key.hash);
  if (rule == NULL)
    {
      *place = (Place){ 0 };
      address->index[1] = 0;
      return find_counter (field, place, address) && address->index[0] != BEYOND;
    }
  *place = rule->place;
  return address->index[0] != BEYOND && address->index[1] != BEYOND;
}

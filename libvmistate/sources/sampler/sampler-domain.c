/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "sampler-domain.h"

#include <string.h>

#include "model/fact.h"
#include "model/sample/sample.h"
#include "model/sample/vcpu-sample.h"
#include "sample-decode.h"

/* Enough to tell runs apart, and no more to carry about */
#define RUN_DIGITS 16

/* What is in a group only if the hypervisor was entered for it */
static const struct
{
  guint group;
  const char *key;
} witnesses[] = {
  { VIR_DOMAIN_STATS_BALLOON, "balloon.rss" },
  { VIR_DOMAIN_STATS_IOTHREAD, "iothread.count" },
};

VmistateSampledDomain *
_vmistate_sampled_domain_new (const char *uuid)
{
  VmistateSampledDomain *self = g_new0 (VmistateSampledDomain, 1);

  self->uuid = g_strdup (uuid);
  return self;
}

void
_vmistate_sampled_domain_free (gpointer data)
{
  VmistateSampledDomain *self = data;

  _vmistate_quarantine_leave (&self->quarantine);
  g_clear_pointer (&self->places, g_array_unref);
  g_free (self->skipped);
  g_free (self->uuid);
  g_clear_pointer (&self->namespace_, g_ref_string_release);
  g_clear_pointer (&self->name, g_ref_string_release);
  g_clear_pointer (&self->uid, g_ref_string_release);
  g_free (self);
}

static void
set_text (GRefString **place, GRefString *text)
{
  g_ref_string_acquire (text);
  g_clear_pointer (place, g_ref_string_release);
  *place = text;
}

void
_vmistate_sampled_domain_identify (VmistateSampledDomain *self, const VmistateSight *sight)
{
  self->active = sight->active;
  self->process_start = sight->process_start;
  g_clear_pointer (&self->places, g_array_unref);
  if (sight->places != NULL)
    self->places = g_array_ref (sight->places);
  set_text (&self->namespace_, sight->namespace_);
  set_text (&self->name, sight->name);
  set_text (&self->uid, sight->uid);
  if (self->run == sight->run)
    return;
  self->run = sight->run;
  self->is_free = FALSE;
  self->missing_since = 0;
  _vmistate_quarantine_leave (&self->quarantine);
}

/* The pass */

void
_vmistate_sampled_domain_begin_pass (VmistateSampledDomain *self)
{
  _vmistate_sampled_domain_end_pass (self);
  self->monitor_state = self->active ? VMISTATE_NUMBERS_WAITING : VMISTATE_NUMBERS_NONE;
  self->n_asked = 0;
  self->told = FALSE;
}

void
_vmistate_sampled_domain_skip (VmistateSampledDomain *self, VmistateSampleMissing missing,
                               const char *why)
{
  self->missing = missing;
  self->monitor_state = VMISTATE_NUMBERS_SKIPPED;
  g_free (self->skipped);
  self->skipped = g_strdup (why);
}

void
_vmistate_sampled_domain_end_pass (VmistateSampledDomain *self)
{
  self->has_cheap = FALSE;
  self->cheap_run = self->monitor_run = -1;
  self->cheap = self->monitor = (VmistateNumbers){ 0 };
  g_clear_pointer (&self->skipped, g_free);
}

static gboolean
has_key (const VmistateNumbers *numbers, const char *key)
{
  for (int i = 0; i < numbers->n; i++)
    {
      if (strcmp (numbers->params[i].field, key) == 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
_vmistate_numbers_are_whole (const VmistateNumbers *numbers, guint groups)
{
  for (guint i = 0; i < G_N_ELEMENTS (witnesses); i++)
    {
      if (groups & witnesses[i].group)
        return has_key (numbers, witnesses[i].key);
    }
  return TRUE; /* of groups that do not tell */
}

/* Telling */

static VmistateSample *
decode (const VmistateSampledDomain *self)
{
  g_autofree virTypedParameter *all = g_new (virTypedParameter, self->cheap.n + self->monitor.n);

  /* Not deep: the names and texts stay the calls'. */
  if (self->cheap.n > 0)
    memcpy (all, self->cheap.params, sizeof *all * (gsize) self->cheap.n);
  if (self->monitor.n > 0)
    memcpy (all + self->cheap.n, self->monitor.params, sizeof *all * (gsize) self->monitor.n);
  return _vmistate_sample_decode (all, self->cheap.n + self->monitor.n, self->taken_at);
}

/* A number that was got from two runs is of neither. */
static void
drop_other_run (VmistateSampledDomain *self)
{
  if (self->monitor.n == 0 || self->monitor_run == self->cheap_run)
    return;
  self->monitor = (VmistateNumbers){ 0 };
  self->is_free = FALSE;
  _vmistate_sampled_domain_skip (self, VMISTATE_SAMPLE_MISSING_VANISHED,
                                 "that run of the domain has ended");
}

static void
set_missing (VmistateSampledDomain *self, VmistateSample *sample)
{
  if (!self->active)
    {
      _vmistate_sample_set_missing (sample, VMISTATE_SAMPLE_MISSING_INACTIVE);
      return;
    }
  _vmistate_record_set_boolean (sample, SAMPLE_MONITOR_SKIPPED, self->skipped != NULL);
  _vmistate_record_set_string (sample, SAMPLE_MESSAGE, self->skipped);
  if (self->skipped == NULL)
    {
      self->missing_since = 0;
      _vmistate_sample_set_missing (sample, VMISTATE_SAMPLE_MISSING_NOTHING);
      return;
    }
  if (self->missing_since == 0)
    self->missing_since = self->taken_at;
  if (self->quarantine.active)
    self->missing_since = MIN (self->missing_since, self->quarantine.since);
  _vmistate_sample_set_missing (sample, self->missing);
  _vmistate_record_set_time (sample, SAMPLE_MISSING_SINCE, self->missing_since);
}

/* Two domains of two daemons may have the same number, and one of them may have it again after the
 * daemon or the host was started anew. */
static void
set_run (const VmistateSampledDomain *self, VmistateSample *sample, const char *source_id,
         const char *clock_id)
{
  g_autofree char *text = NULL;
  g_autofree char *digest = NULL;

  if (self->cheap_run == -1)
    return;
  text = g_strdup_printf ("%s\n%s\n%d\n%" G_GUINT64_FORMAT, source_id, clock_id, self->cheap_run,
                          self->cheap_run == self->run ? self->process_start : 0);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, /* length= */ -1);
  digest[RUN_DIGITS] = '\0';
  _vmistate_record_set_string (sample, SAMPLE_RUN, digest);
  _vmistate_record_set_integer (sample, SAMPLE_MONOTONIC_USEC, self->monotonic_usec);
}

static void
set_host_cpus (const VmistateSampledDomain *self, VmistateSample *sample)
{
  GPtrArray *vcpus = _vmistate_record_get_list (sample, SAMPLE_VCPUS);

  for (guint i = 0; vcpus != NULL && i < vcpus->len; i++)
    {
      guint32 vcpu;
      guint32 cpu;

      if (_vmistate_record_get_uint32 (vcpus->pdata[i], VCPU_SAMPLE_ID, &vcpu)
          && _vmistate_vcpu_places_find (self->places, vcpu, &cpu))
        _vmistate_record_set_integer (vcpus->pdata[i], VCPU_SAMPLE_HOST_CPU, cpu);
    }
}

void
_vmistate_sampled_domain_tell (VmistateSampledDomain *self, VmistateSink *sink,
                               const char *source_id, const char *clock_id)
{
  VmistateIdentity identity = { self->namespace_, self->name, self->uid };
  g_autoptr (VmistateFact) fact = NULL;
  VmistateSample *sample;

  if (self->told || !self->has_cheap || self->monitor_state == VMISTATE_NUMBERS_WAITING)
    return;
  self->told = TRUE;
  drop_other_run (self);
  sample = decode (self);
  set_missing (self, sample);
  set_run (self, sample, source_id, clock_id);
  set_host_cpus (self, sample);
  fact =
      _vmistate_fact_new (VMISTATE_FACT_KIND_SAMPLE, source_id, &identity, self->taken_at, sample);
  vmistate_sink_emit (sink, fact);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "sampler-domain.h"

#include <string.h>

#include "model/fact.h"
#include "model/sample/sample.h"
#include "sample-decode.h"

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
  set_text (&self->namespace_, sight->namespace_);
  set_text (&self->name, sight->name);
  set_text (&self->uid, sight->uid);
  if (self->run == sight->run)
    return;
  self->run = sight->run;
  self->is_free = FALSE;
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
_vmistate_sampled_domain_skip (VmistateSampledDomain *self, const char *why)
{
  self->monitor_state = VMISTATE_NUMBERS_SKIPPED;
  g_free (self->skipped);
  self->skipped = g_strdup (why);
}

void
_vmistate_sampled_domain_end_pass (VmistateSampledDomain *self)
{
  self->has_cheap = FALSE;
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

void
_vmistate_sampled_domain_tell (VmistateSampledDomain *self, VmistateSink *sink,
                               const char *source_id)
{
  VmistateIdentity identity = { self->namespace_, self->name, self->uid };
  g_autoptr (VmistateFact) fact = NULL;
  VmistateSample *sample;

  if (self->told || !self->has_cheap || self->monitor_state == VMISTATE_NUMBERS_WAITING)
    return;
  self->told = TRUE;
  sample = decode (self);
  if (self->active)
    _vmistate_record_set_boolean (sample, SAMPLE_MONITOR_SKIPPED, self->skipped != NULL);
  _vmistate_record_set_string (sample, SAMPLE_MESSAGE, self->skipped);
  fact =
      _vmistate_fact_new (VMISTATE_FACT_KIND_SAMPLE, source_id, &identity, self->taken_at, sample);
  vmistate_sink_emit (sink, fact);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Are the guest's memory figures missing, or old, because nobody asks the guest for them? */

#include "config.h"

#include "findings.h"

#include "../domain-numbers.h"
#include "model/sample/balloon-sample.h"
#include "model/time-text.h"

/* No period that anybody sets is as long as this. */
#define OLD_USEC (2 * 60 * G_USEC_PER_SEC)

#define MAX_EVIDENCE 2

/* The XML has a balloon and says that no period is set. */
static gboolean
lacks_period (gpointer domain)
{
  guint32 period;

  return _vmistate_record_get_uint32 (domain, DOMAIN_BALLOON_STATS_PERIOD, &period) && period == 0;
}

/* Only a guest that runs could tell anything, and only a hypervisor that answers could pass it
 * on. */
static gboolean
could_be_told (gpointer sample)
{
  gint32 state;

  return _vmistate_record_get_int32 (sample, SAMPLE_STATE, &state) && state == DOMAIN_RUNNING
         && _vmistate_record_has (sample, SAMPLE_BALLOON)
         && !_vmistate_record_is_true (sample, SAMPLE_MONITOR_SKIPPED);
}

/* Without their age: the same finding has the same words the next time.
 * Returns: (transfer full) (nullable): what is wrong with the figures */
static char *
dup_evidence (gpointer balloon, gint64 now_usec)
{
  g_autofree char *text = NULL;
  gint64 told_at;

  if (!_vmistate_record_has (balloon, BALLOON_SAMPLE_AVAILABLE_BYTES))
    return g_strdup ("the statistics hold no memory figures of the guest");
  if (!_vmistate_record_get_int64 (balloon, BALLOON_SAMPLE_LAST_UPDATE, &told_at))
    return g_strdup ("nothing says when the guest told its memory figures");
  if (told_at > now_usec || now_usec - told_at < OLD_USEC)
    return NULL;
  text = _vmistate_time_to_text (told_at, /* with_fraction= */ FALSE);
  return g_strconcat ("the guest's memory figures are from ", text, NULL);
}

VmistateFinding *
_vmistate_finding_balloon_period (const VmistateFindingScene *scene)
{
  const char *texts[MAX_EVIDENCE] = { "the domain's <memballoon> has no <stats period='…'/>" };
  g_autofree char *evidence = NULL;
  VmistateFinding *finding;

  if (!lacks_period (scene->domain) || !could_be_told (scene->sample))
    return NULL;
  evidence =
      dup_evidence (_vmistate_record_get_record (scene->sample, SAMPLE_BALLOON), scene->now_usec);
  if (evidence == NULL)
    return NULL;
  texts[1] = evidence;
  finding = g_object_new (VMISTATE_TYPE_FINDING, NULL);
  _vmistate_record_set_constant (finding, FINDING_CODE, "MemoryStatsPeriodMissing");
  _vmistate_record_set_constant (finding, FINDING_LAYER, "NODE");
  _vmistate_record_set_constant (finding, FINDING_SEVERITY, "WARNING");
  _vmistate_record_set_constant (
      finding, FINDING_SUMMARY,
      "How much memory the guest uses is not known, because nobody asks it.");
  _vmistate_record_set_texts (finding, FINDING_EVIDENCE, texts, MAX_EVIDENCE);
  _vmistate_record_set_constant (
      finding, FINDING_ADVICE,
      "Set a period, in seconds: virsh dommemstat DOMAIN --live --period 10, or <stats "
      "period='10'/> in the <memballoon> of the domain. The guest needs a balloon driver.");
  return finding;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* For each part of the status: who said it, when, and whether it still holds. */

#include "config.h"

#include "derive.h"
#include "domain-numbers.h"
#include "stamp-sheet.h"

#include "interfaces/address-sheet.h"

#include "model/interface.h"
#include "model/status.h"
#include "model/text.h"

typedef struct
{
  State state;
  const char *error; /* (nullable) */
} Freshness;

/* What the rows of one view are made from. */
typedef struct
{
  VmistateStampRow *rows;
  GRefString **texts; /* (owned elements) as many as there may be rows, and sources */
  guint16 n_rows;
  guint16 n_texts;
  const VmistateView *view;    /* (nullable) of the rows that come from one */
  const VmistateLogStop *stop; /* (nullable) what a log has of the end of that one's domain */
  const VmistateSourceRecord *source; /* who tells the rows that are written now */
  gint64 now;
  Freshness common; /* of what is not too old */
} Writer;

/* Rows */

static guint8
find_origin (guint part)
{
  if (part >= PART_FIRST_OF_OBJECT)
    return ORIGIN_OBJECT;
  return part >= PART_FIRST_OF_AGENT ? ORIGIN_AGENT : ORIGIN_DOMAIN;
}

/* @text: (transfer full) */
static guint16
take_text (Writer *writer, GRefString *text)
{
  writer->texts[writer->n_texts] = text;
  return writer->n_texts++;
}

/* Rows mostly have what the row before has. */
static guint16
place_source (Writer *writer, const VmistateStampRow *before)
{
  if (before != NULL && writer->texts[before->source] == writer->source->id)
    return before->source;
  return take_text (writer, g_ref_string_acquire (writer->source->id));
}

static guint16
place_error (Writer *writer, const VmistateStampRow *before, const char *error)
{
  if (error == NULL)
    return NO_TEXT;
  if (before != NULL && before->error != NO_TEXT
      && g_str_equal (writer->texts[before->error], error))
    return before->error;
  return take_text (writer, _vmistate_text_new_constant (error));
}

static void
add_row (Writer *writer, guint part, const VmistateObservation *observation, Freshness freshness)
{
  const VmistateStampRow *before = writer->n_rows > 0 ? &writer->rows[writer->n_rows - 1] : NULL;
  gboolean seen = observation->payload != NULL;

  writer->rows[writer->n_rows] = (VmistateStampRow){
    .part = (guint8) part,
    .origin = find_origin (part),
    .state = (guint8) freshness.state,
    .source = place_source (writer, before),
    .error = place_error (writer, before, freshness.error),
    .observed_at = seen ? observation->observed_at : 0,
    .after_gap = seen && observation->after_gap,
  };
  writer->n_rows++;
}

static Freshness
judge_source (const VmistateSourceRecord *source)
{
  if (source->state == VMISTATE_SOURCE_STATE_LOST)
    return (Freshness){ STATE_LOST, source->message };
  return (Freshness){ STATE_LIVE, NULL };
}

/* A lost source outweighs a hung hypervisor, which outweighs age. */
static Freshness
judge_view (const VmistateView *view)
{
  const char *reason;
  Freshness freshness = { STATE_LIVE, NULL };

  if (view->gone)
    return (Freshness){ STATE_ABSENT, "the domain is gone" };
  if (!_vmistate_view_is_current (view, &reason, &freshness.error))
    freshness.state = view->source->state == VMISTATE_SOURCE_STATE_LOST ? STATE_LOST : STATE_STALE;
  return freshness;
}

static Freshness
judge (const Writer *writer, const VmistateObservation *observation)
{
  if (writer->common.state == STATE_LIVE
      && _vmistate_observation_valid_until (observation) < writer->now)
    return (Freshness){ STATE_STALE, "not observed again in time" };
  return writer->common;
}

/* Domain */

/* Nobody saw the end: what a log has of it is the phase. */
static void
add_stop_stamp (Writer *writer)
{
  const VmistateLogStop *stop = writer->stop;
  Freshness freshness = judge_source (stop->source);

  writer->rows[writer->n_rows++] = (VmistateStampRow){
    .part = PART_PHASE,
    .origin = ORIGIN_LOG,
    .state = (guint8) freshness.state,
    .source = take_text (writer, g_ref_string_acquire (stop->source->id)),
    .error = place_error (writer, /* before= */ NULL, freshness.error),
    .observed_at = stop->at,
    .after_gap = stop->after_gap,
  };
}

static void
add_domain_stamps (Writer *writer)
{
  const VmistateView *view = writer->view;
  Freshness freshness;

  if (writer->stop != NULL)
    add_stop_stamp (writer);
  else if (view->state.payload != NULL)
    add_row (writer, PART_PHASE, &view->state, judge (writer, &view->state));
  if (view->channel.payload != NULL)
    add_row (writer, PART_CHANNEL, &view->channel, judge (writer, &view->channel));
  if (view->domain.payload == NULL)
    return;
  freshness = judge (writer, &view->domain);
  for (guint i = PART_FIRST_OF_DOMAIN; i < PART_FIRST_OF_AGENT; i++)
    add_row (writer, i, &view->domain, freshness);
}

/* Agent */

static gboolean
is_channel_open (const VmistateView *view)
{
  gboolean connected = FALSE;

  if (view->channel.payload != NULL)
    _vmistate_record_get_boolean (view->channel.payload, AGENT_CHANNEL_CONNECTED, &connected);
  return connected;
}

static const char *
error_text (const VmistateObservation *error)
{
  const char *message = _vmistate_record_get_string (error->payload, AGENT_REPLY_MESSAGE);

  return message != NULL ? message
                         : _vmistate_record_get_string (error->payload, AGENT_REPLY_ERROR);
}

static gboolean
is_unsupported (const VmistateObservation *error)
{
  return _vmistate_record_is (error->payload, AGENT_REPLY_ERROR, "unsupported");
}

/* An error that came after the last answer, in this boot. */
static gboolean
has_newer_error (const VmistateView *view, const VmistateAgentAnswer *answer)
{
  return answer->error.payload != NULL && answer->error.observed_at > view->booted_at
         && answer->error.observed_at > answer->good.observed_at;
}

/* @is_held: what an older answer said is still shown */
static void
add_agent_stamp (Writer *writer, guint part, gboolean is_held)
{
  static const VmistateObservation never = { 0 };
  const VmistateView *view = writer->view;
  const VmistateAgentAnswer *answer =
      _vmistate_view_find_answer (view, _vmistate_stamp_parts[part].command);
  gboolean has_good;
  gboolean failing;
  Freshness freshness;

  if (answer == NULL)
    return;
  has_good = is_held || _vmistate_view_counts (view, answer);
  failing = has_newer_error (view, answer);
  if (!has_good && !failing)
    return;
  if (has_good)
    freshness = judge (writer, &answer->good);
  else
    freshness =
        (Freshness){ is_unsupported (&answer->error) ? STATE_UNSUPPORTED : STATE_ABSENT, NULL };
  if (has_good && freshness.state == STATE_LIVE && !is_channel_open (view))
    freshness = (Freshness){ STATE_STALE, "the agent's channel is closed" };
  if (is_held && freshness.state == STATE_LIVE)
    freshness = (Freshness){ STATE_STALE, "addresses are held that the agent does not report" };
  if (failing && freshness.error == NULL)
    freshness.error = error_text (&answer->error);
  add_row (writer, part, has_good ? &answer->good : &never, freshness);
}

static gboolean
holds_addresses (VmistateStatus *status)
{
  GPtrArray *interfaces = _vmistate_record_get_list (status, STATUS_INTERFACES);

  for (guint i = 0; interfaces != NULL && i < interfaces->len; i++)
    {
      if (_vmistate_address_sheet_has_held (
              _vmistate_record_get_lazy (interfaces->pdata[i], INTERFACE_ADDRESSES)))
        return TRUE;
    }
  return FALSE;
}

/* The control plane */

/* What the VMI's object and its Pods tell, as old as the object is. */
static void
add_object_stamps (Writer *writer, const VmistateEvidence *evidence)
{
  const VmistateObservation *vmi = &evidence->control->vmi;
  Freshness freshness;

  writer->source = evidence->control->source;
  writer->common = judge_source (writer->source);
  freshness = judge (writer, vmi);
  for (guint i = PART_FIRST_OF_OBJECT; i < N_PARTS; i++)
    {
      if (_vmistate_record_has (evidence->base, _vmistate_stamp_parts[i].field))
        add_row (writer, i, vmi, freshness);
    }
}

static void
write_rows (Writer *writer, const VmistateEvidence *evidence, guint n_views, VmistateStatus *status)
{
  const VmistateLogStop *stop = _vmistate_phase_find_stop (evidence, status);
  gboolean holds = holds_addresses (status);
  const VmistateView *believed =
      stop != NULL || holds ? _vmistate_evidence_main_view (evidence) : NULL;

  for (guint i = 0; i < n_views; i++)
    {
      writer->view = &evidence->views[i];
      writer->stop = writer->view == believed ? stop : NULL;
      writer->source = writer->view->source;
      writer->common = judge_view (writer->view);
      add_domain_stamps (writer);
      for (guint j = PART_FIRST_OF_AGENT; writer->view->n_answered > 0 && j < PART_FIRST_OF_OBJECT;
           j++)
        add_agent_stamp (writer, j,
                         holds && writer->view == believed
                             && _vmistate_stamp_parts[j].command == VMISTATE_AGENT_INTERFACES);
    }
  if (_vmistate_evidence_has_vmi (evidence) && evidence->base != NULL)
    add_object_stamps (writer, evidence);
}

/* Places are short numbers; nobody watches a VMI from so many sides. */
#define MAX_VIEWS 1000
/* Of one view and the object each part has a row at most. */
#define MAX_ROWS(n_views)  (((n_views) + 1) * N_PARTS)
#define MAX_TEXTS(n_views) (2 * MAX_ROWS (n_views))
G_STATIC_ASSERT (MAX_TEXTS (MAX_VIEWS) < NO_TEXT);

void
_vmistate_derive_stamps (const VmistateEvidence *evidence, VmistateStatus *status)
{
  guint n_views = MIN (evidence->n_views, MAX_VIEWS);
  VmistateStampRow few_rows[MAX_ROWS (1)]; /* enough where one source knows the VMI */
  GRefString *few_texts[MAX_TEXTS (1)];
  g_autofree VmistateStampRow *many_rows =
      n_views > 1 ? g_new (VmistateStampRow, MAX_ROWS (n_views)) : NULL;
  g_autofree GRefString **many_texts =
      n_views > 1 ? g_new (GRefString *, MAX_TEXTS (n_views)) : NULL;
  Writer writer = { .rows = n_views > 1 ? many_rows : few_rows,
                    .texts = n_views > 1 ? many_texts : few_texts,
                    .now = evidence->now };

  write_rows (&writer, evidence, n_views, status);
  if (writer.n_rows > 0)
    _vmistate_record_take_lazy (
        status, STATUS_OBSERVED,
        _vmistate_stamp_sheet_new (writer.rows, writer.n_rows, writer.texts, writer.n_texts));
  else
    _vmistate_record_clear_field (status, STATUS_OBSERVED);
}

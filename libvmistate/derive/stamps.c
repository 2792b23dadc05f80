/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* For each part of the status: who said it, when, and whether it still holds. Every status has
 * about a dozen of these and hardly anybody reads them, so they are kept as a sheet of short rows
 * and become VmistateStamp when asked for. */

#include "config.h"

#include <string.h>

#include "derive.h"
#include "domain-numbers.h"

#include "interfaces/address-sheet.h"

#include "model/interface.h"
#include "model/stamp.h"
#include "model/status.h"
#include "model/text.h"

/* What rows are made of, by number. */
enum
{
  ORIGIN_DOMAIN,
  ORIGIN_AGENT,
  ORIGIN_OBJECT,
};
static const char *const origins[] = {
  [ORIGIN_DOMAIN] = "domain",
  [ORIGIN_AGENT] = "guest-agent",
  [ORIGIN_OBJECT] = "api-object",
};

typedef enum
{
  STATE_LIVE,
  STATE_STALE,
  STATE_LOST,
  STATE_ABSENT,
  STATE_UNSUPPORTED,
} State;
static const char *const states[] = {
  [STATE_LIVE] = "LIVE",
  [STATE_STALE] = "STALE",
  [STATE_LOST] = "LOST",
  [STATE_ABSENT] = "ABSENT",
  [STATE_UNSUPPORTED] = "UNSUPPORTED",
};

/* Of a part that comes from one answer of the agent, which one; of one that the control plane
 * tells, where in its status it is. */
#define NO_COMMAND VMISTATE_AGENT_N_COMMANDS

enum
{
  PART_PHASE,
  PART_CHANNEL,
  PART_FIRST_OF_DOMAIN,
  PART_FIRST_OF_AGENT = PART_FIRST_OF_DOMAIN + 4,
  PART_FIRST_OF_OBJECT = PART_FIRST_OF_AGENT + 9,
  N_PARTS = PART_FIRST_OF_OBJECT + 9,
};

static const struct
{
  const char *name;
  VmistateAgentCommandId command;
  guint field;
} parts[] = {
  [PART_PHASE] = { "phase", NO_COMMAND },
  [PART_CHANNEL] = { "agentChannel", NO_COMMAND },
  [PART_FIRST_OF_DOMAIN] = { "interfaces", NO_COMMAND },
  { "memory", NO_COMMAND },
  { "currentCPUTopology", NO_COMMAND },
  { "machine", NO_COMMAND },
  [PART_FIRST_OF_AGENT] = { "guestOSInfo", VMISTATE_AGENT_OSINFO },
  { "interfaces", VMISTATE_AGENT_INTERFACES },
  { "fsFreezeStatus", VMISTATE_AGENT_FSFREEZE },
  { "guestAgentInfo.guestAgentVersion", VMISTATE_AGENT_INFO },
  { "guestAgentInfo.hostname", VMISTATE_AGENT_HOSTNAME },
  { "guestAgentInfo.timezone", VMISTATE_AGENT_TIMEZONE },
  { "guestAgentInfo.userList", VMISTATE_AGENT_USERS },
  { "guestAgentInfo.fsInfo", VMISTATE_AGENT_FILESYSTEMS },
  { "guestAgentInfo.load", VMISTATE_AGENT_LOAD },
  [PART_FIRST_OF_OBJECT] = { "phase", NO_COMMAND, STATUS_PHASE },
  { "conditions", NO_COMMAND, STATUS_CONDITIONS },
  { "interfaces", NO_COMMAND, STATUS_INTERFACES },
  { "activePods", NO_COMMAND, STATUS_ACTIVE_PODS },
  { "migrationState", NO_COMMAND, STATUS_MIGRATION_STATE },
  { "volumeStatus", NO_COMMAND, STATUS_VOLUME_STATUS },
  { "memory", NO_COMMAND, STATUS_MEMORY },
  { "qosClass", NO_COMMAND, STATUS_QOS_CLASS },
  { "launcherContainerImageVersion", NO_COMMAND, STATUS_LAUNCHER_CONTAINER_IMAGE_VERSION },
};
G_STATIC_ASSERT (G_N_ELEMENTS (parts) == N_PARTS);

typedef struct
{
  State state;
  const char *error; /* (nullable) */
} Freshness;

/* Few texts make many rows: they are kept behind the rows, and rows have their places. */
#define NO_TEXT G_MAXUINT16

typedef struct
{
  gint64 observed_at; /* 0: never */
  guint16 source;     /* place of its text */
  guint16 error;      /* the same, or NO_TEXT */
  guint8 part;
  guint8 origin;
  guint8 state;
  guint8 after_gap;
} Row;

typedef struct
{
  VmistateLazyList parent;
  guint16 n_rows;
  guint16 n_texts;
  Row rows[];
} Sheet;

/* What the rows of one view are made from. */
typedef struct
{
  Row *rows;
  GRefString **texts; /* (owned elements) as many as there may be rows, and sources */
  guint16 n_rows;
  guint16 n_texts;
  const VmistateView *view;           /* (nullable) of the rows that come from one */
  const VmistateSourceRecord *source; /* who tells the rows that are written now */
  gint64 now;
  Freshness common; /* of what is not too old */
} Writer;

/* The sheet */

static GRefString **
get_texts (const Sheet *sheet)
{
  return (GRefString **) &sheet->rows[sheet->n_rows];
}

static const char *
get_text (const Sheet *sheet, guint16 place)
{
  return place != NO_TEXT ? get_texts (sheet)[place] : NULL;
}

static gboolean
sheet_equal (const VmistateLazyList *first, const VmistateLazyList *second)
{
  const Sheet *a = (const Sheet *) first;
  const Sheet *b = (const Sheet *) second;

  if (a->n_rows != b->n_rows)
    return FALSE;
  for (guint i = 0; i < a->n_rows; i++)
    {
      const Row *left = &a->rows[i];
      const Row *right = &b->rows[i];

      if (left->part != right->part || left->origin != right->origin || left->state != right->state
          || left->after_gap != right->after_gap
          || !g_str_equal (get_text (a, left->source), get_text (b, right->source))
          || g_strcmp0 (get_text (a, left->error), get_text (b, right->error)) != 0)
        return FALSE;
    }
  return TRUE;
}

static gpointer
stamp_from_row (const Sheet *sheet, const Row *row)
{
  VmistateStamp *stamp = g_object_new (VMISTATE_TYPE_STAMP, NULL);
  const char *part = parts[row->part].name;
  g_autofree char *key = g_strconcat (part, "@", origins[row->origin], NULL);

  _vmistate_record_set_string (stamp, STAMP_KEY, key);
  _vmistate_record_set_constant (stamp, STAMP_PART, part);
  _vmistate_record_set_text (stamp, STAMP_SOURCE, (GRefString *) get_text (sheet, row->source));
  _vmistate_record_set_constant (stamp, STAMP_ORIGIN, origins[row->origin]);
  _vmistate_record_set_constant (stamp, STAMP_STATE, states[row->state]);
  _vmistate_record_set_text (stamp, STAMP_ERROR, (GRefString *) get_text (sheet, row->error));
  if (row->observed_at != 0)
    _vmistate_record_set_time (stamp, STAMP_OBSERVED_AT, row->observed_at);
  if (row->after_gap)
    _vmistate_record_set_boolean (stamp, STAMP_AFTER_GAP, TRUE);
  return stamp;
}

static GPtrArray *
sheet_expand (const VmistateLazyList *list)
{
  const Sheet *sheet = (const Sheet *) list;
  GPtrArray *stamps = _vmistate_record_list_new ();

  for (guint i = 0; i < sheet->n_rows; i++)
    g_ptr_array_add (stamps, stamp_from_row (sheet, &sheet->rows[i]));
  return stamps;
}

static void
sheet_free (VmistateLazyList *list)
{
  Sheet *sheet = (Sheet *) list;

  for (guint i = 0; i < sheet->n_texts; i++)
    g_ref_string_release (get_texts (sheet)[i]);
  g_free (sheet);
}

static VmistateLazyList *
sheet_new (const Writer *writer)
{
  static const VmistateLazyClass klass = { sheet_equal, sheet_expand, sheet_free };
  gsize rows_size = writer->n_rows * sizeof (Row);
  gsize texts_size = writer->n_texts * sizeof (GRefString *);
  Sheet *sheet = g_malloc (sizeof (Sheet) + rows_size + texts_size);

  _vmistate_lazy_list_init (&sheet->parent, &klass);
  sheet->n_rows = writer->n_rows;
  sheet->n_texts = writer->n_texts;
  memcpy (sheet->rows, writer->rows, rows_size);
  memcpy (get_texts (sheet), writer->texts, texts_size);
  return &sheet->parent;
}

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
place_source (Writer *writer, const Row *before)
{
  if (before != NULL && writer->texts[before->source] == writer->source->id)
    return before->source;
  return take_text (writer, g_ref_string_acquire (writer->source->id));
}

static guint16
place_error (Writer *writer, const Row *before, const char *error)
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
  const Row *before = writer->n_rows > 0 ? &writer->rows[writer->n_rows - 1] : NULL;
  gboolean seen = observation->payload != NULL;

  writer->rows[writer->n_rows] = (Row){
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

static void
add_domain_stamps (Writer *writer)
{
  const VmistateView *view = writer->view;
  Freshness freshness;

  if (view->state.payload != NULL)
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
  const VmistateAgentAnswer *answer = _vmistate_view_find_answer (view, parts[part].command);
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

static Freshness
judge_control (const VmistateSourceRecord *source)
{
  if (source->state == VMISTATE_SOURCE_STATE_LOST)
    return (Freshness){ STATE_LOST, source->message };
  return (Freshness){ STATE_LIVE, NULL };
}

/* What the VMI's object and its Pods tell, as old as the object is. */
static void
add_object_stamps (Writer *writer, const VmistateEvidence *evidence)
{
  const VmistateObservation *vmi = &evidence->control->vmi;
  Freshness freshness;

  writer->source = evidence->control->source;
  writer->common = judge_control (writer->source);
  freshness = judge (writer, vmi);
  for (guint i = PART_FIRST_OF_OBJECT; i < N_PARTS; i++)
    {
      if (_vmistate_record_has (evidence->base, parts[i].field))
        add_row (writer, i, vmi, freshness);
    }
}

static void
write_rows (Writer *writer, const VmistateEvidence *evidence, guint n_views, VmistateStatus *status)
{
  const VmistateView *holder =
      holds_addresses (status) ? _vmistate_evidence_main_view (evidence) : NULL;

  for (guint i = 0; i < n_views; i++)
    {
      writer->view = &evidence->views[i];
      writer->source = writer->view->source;
      writer->common = judge_view (writer->view);
      add_domain_stamps (writer);
      for (guint j = PART_FIRST_OF_AGENT; writer->view->n_answered > 0 && j < PART_FIRST_OF_OBJECT;
           j++)
        add_agent_stamp (writer, j,
                         writer->view == holder && parts[j].command == VMISTATE_AGENT_INTERFACES);
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
  Row few_rows[MAX_ROWS (1)]; /* enough where one source knows the VMI */
  GRefString *few_texts[MAX_TEXTS (1)];
  g_autofree Row *many_rows = n_views > 1 ? g_new (Row, MAX_ROWS (n_views)) : NULL;
  g_autofree GRefString **many_texts =
      n_views > 1 ? g_new (GRefString *, MAX_TEXTS (n_views)) : NULL;
  Writer writer = { .rows = n_views > 1 ? many_rows : few_rows,
                    .texts = n_views > 1 ? many_texts : few_texts,
                    .now = evidence->now };

  write_rows (&writer, evidence, n_views, status);
  if (writer.n_rows > 0)
    _vmistate_record_take_lazy (status, STATUS_OBSERVED, sheet_new (&writer));
  else
    _vmistate_record_clear_field (status, STATUS_OBSERVED);
}

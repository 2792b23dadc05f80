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

typedef struct
{
  GRefString *source; /* (owned) */
  GRefString *error;  /* (owned) (nullable) */
  gint64 observed_at; /* 0: never */
  guint8 part;
  guint8 origin;
  guint8 state;
  guint8 after_gap;
} Row;

typedef struct
{
  VmistateLazyList parent;
  guint n_rows;
  Row rows[];
} Sheet;

/* What the rows of one view are made from. */
typedef struct
{
  Row *rows;
  guint n_rows;
  const VmistateView *view;           /* (nullable) of the rows that come from one */
  const VmistateSourceRecord *source; /* who tells the rows that are written now */
  gint64 now;
  Freshness common; /* of what is not too old */
} Writer;

/* The sheet */

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
          || left->after_gap != right->after_gap || left->source != right->source
          || (left->error != right->error && g_strcmp0 (left->error, right->error) != 0))
        return FALSE;
    }
  return TRUE;
}

static gpointer
stamp_from_row (const Row *row)
{
  VmistateStamp *stamp = g_object_new (VMISTATE_TYPE_STAMP, NULL);
  const char *part = parts[row->part].name;
  g_autofree char *key = g_strconcat (part, "@", origins[row->origin], NULL);

  _vmistate_record_set_string (stamp, STAMP_KEY, key);
  _vmistate_record_set_string (stamp, STAMP_PART, part);
  _vmistate_record_set_text (stamp, STAMP_SOURCE, row->source);
  _vmistate_record_set_string (stamp, STAMP_ORIGIN, origins[row->origin]);
  _vmistate_record_set_string (stamp, STAMP_STATE, states[row->state]);
  _vmistate_record_set_text (stamp, STAMP_ERROR, row->error);
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
    g_ptr_array_add (stamps, stamp_from_row (&sheet->rows[i]));
  return stamps;
}

static void
sheet_free (VmistateLazyList *list)
{
  Sheet *sheet = (Sheet *) list;

  for (guint i = 0; i < sheet->n_rows; i++)
    {
      g_ref_string_release (sheet->rows[i].source);
      g_clear_pointer (&sheet->rows[i].error, g_ref_string_release);
    }
  g_free (sheet);
}

static VmistateLazyList *
sheet_new (const Row *rows, guint n_rows)
{
  static const VmistateLazyClass klass = { sheet_equal, sheet_expand, sheet_free };
  Sheet *sheet = g_malloc (sizeof (Sheet) + n_rows * sizeof (Row));

  sheet->parent = (VmistateLazyList){ .klass = &klass };
  g_atomic_ref_count_init (&sheet->parent.ref_count);
  sheet->n_rows = n_rows;
  memcpy (sheet->rows, rows, n_rows * sizeof (Row));
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

static void
add_row (Writer *writer, guint part, const VmistateObservation *observation, Freshness freshness)
{
  gboolean seen = observation->payload != NULL;

  writer->rows[writer->n_rows++] = (Row){
    .part = (guint8) part,
    .origin = find_origin (part),
    .state = (guint8) freshness.state,
    .source = g_ref_string_acquire (writer->source->id),
    .error = freshness.error != NULL ? _vmistate_text_new (freshness.error) : NULL,
    .observed_at = seen ? observation->observed_at : 0,
    .after_gap = seen && observation->after_gap,
  };
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
  if (writer->common.state == STATE_LIVE && observation->valid_until < writer->now)
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
  gboolean has_good = is_held || _vmistate_view_get_answer (view, parts[part].command) != NULL;
  gboolean failing = answer != NULL && has_newer_error (view, answer);
  Freshness freshness;

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

static guint
write_rows (const VmistateEvidence *evidence, VmistateStatus *status, Row *rows)
{
  const VmistateView *holder =
      holds_addresses (status) ? _vmistate_evidence_main_view (evidence) : NULL;
  Writer writer = { .rows = rows, .now = evidence->now };

  for (guint i = 0; i < evidence->views->len; i++)
    {
      writer.view = &g_array_index (evidence->views, VmistateView, i);
      writer.source = writer.view->source;
      writer.common = judge_view (writer.view);
      add_domain_stamps (&writer);
      for (guint j = PART_FIRST_OF_AGENT; writer.view->n_answered > 0 && j < PART_FIRST_OF_OBJECT;
           j++)
        add_agent_stamp (&writer, j,
                         writer.view == holder && parts[j].command == VMISTATE_AGENT_INTERFACES);
    }
  if (_vmistate_evidence_has_vmi (evidence) && evidence->base != NULL)
    add_object_stamps (&writer, evidence);
  return writer.n_rows;
}

void
_vmistate_derive_stamps (const VmistateEvidence *evidence, VmistateStatus *status)
{
  Row few[N_PARTS]; /* enough where one source knows the VMI */
  g_autofree Row *many =
      evidence->views->len > 1 ? g_new (Row, evidence->views->len * N_PARTS) : NULL;
  Row *rows = many != NULL ? many : few;
  guint n_rows = write_rows (evidence, status, rows);

  if (n_rows > 0)
    _vmistate_record_take_lazy (status, STATUS_OBSERVED, sheet_new (rows, n_rows));
  else
    _vmistate_record_clear_field (status, STATUS_OBSERVED);
}

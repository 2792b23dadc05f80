/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "stamp-sheet.h"

#include <string.h>

#include "model/stamp.h"
#include "model/status.h"
#include "model/text.h"

static const char *const origins[] = {
  [ORIGIN_DOMAIN] = "domain",
  [ORIGIN_AGENT] = "guest-agent",
  [ORIGIN_OBJECT] = "api-object",
  [ORIGIN_LOG] = "log",
};

static const char *const states[] = {
  [STATE_LIVE] = "LIVE",
  [STATE_STALE] = "STALE",
  [STATE_LOST] = "LOST",
  [STATE_ABSENT] = "ABSENT",
  [STATE_UNSUPPORTED] = "UNSUPPORTED",
};

const VmistateStampPart _vmistate_stamp_parts[] = {
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
G_STATIC_ASSERT (G_N_ELEMENTS (_vmistate_stamp_parts) == N_PARTS);

typedef struct
{
  VmistateLazyList parent;
  guint16 n_rows;
  guint16 n_texts;
  VmistateStampRow rows[];
} Sheet;

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
      const VmistateStampRow *left = &a->rows[i];
      const VmistateStampRow *right = &b->rows[i];

      if (left->part != right->part || left->origin != right->origin || left->state != right->state
          || left->after_gap != right->after_gap
          || !g_str_equal (get_text (a, left->source), get_text (b, right->source))
          || g_strcmp0 (get_text (a, left->error), get_text (b, right->error)) != 0)
        return FALSE;
    }
  return TRUE;
}

static gpointer
stamp_from_row (const Sheet *sheet, const VmistateStampRow *row)
{
  VmistateStamp *stamp = g_object_new (VMISTATE_TYPE_STAMP, NULL);
  const char *part = _vmistate_stamp_parts[row->part].name;
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

VmistateLazyList *
_vmistate_stamp_sheet_new (const VmistateStampRow *rows, guint16 n_rows, GRefString *const *texts,
                           guint16 n_texts)
{
  static const VmistateLazyClass klass = { sheet_equal, sheet_expand, sheet_free };
  gsize rows_size = n_rows * sizeof (VmistateStampRow);
  gsize texts_size = n_texts * sizeof (GRefString *);
  Sheet *sheet = g_malloc (sizeof (Sheet) + rows_size + texts_size);

  _vmistate_lazy_list_init (&sheet->parent, &klass);
  sheet->n_rows = n_rows;
  sheet->n_texts = n_texts;
  memcpy (sheet->rows, rows, rows_size);
  memcpy (get_texts (sheet), texts, texts_size);
  return &sheet->parent;
}

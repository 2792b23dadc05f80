/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Recordings of real migrations through a monitor that bundles nothing: what must hold at each of
 * its changes, and where each comes to. */

#include "fixture.h"

#include "model/migration-progress.h"
#include "model/migration-state.h"
#include "model/status.h"

#include <string.h>

typedef struct
{
  const char *file;
  const char *sequence; /* "node phase migration" as they change, one a line */
  const char *mode;
  const char *failure; /* (nullable) */
  double percent;      /* in the end; negative: the recording has no numbers then */
} Recording;

#define STAYS "node-a Running -\nnode-a Running runs\nnode-a Running failed\n"
#define MOVES "node-a Running -\nnode-a Running runs\nnode-b Running completed\n"

static const Recording recordings[] = {
  { "success", MOVES, "PreCopy", NULL, 100 },
  { "quick", MOVES, "PreCopy", NULL, 100 },
  { "back", MOVES "node-b Running runs\nnode-a Running completed\n", "PreCopy", NULL, 100 },
  { "postcopy",
    "node-a Running -\nnode-a Running runs\nnode-b Running runs\nnode-b Running completed\n",
    "PostCopy", NULL, 100 },
  { "aborted", STAYS, "PreCopy", "Live migration has been aborted", -1 },
  { "target-dies", STAYS, "PreCopy", "the hypervisor could not migrate it", -1 },
  { "source-dies",
    "node-a Running -\nnode-a Running runs\nnode-a Failed runs\nnode-a Failed failed\n", "PreCopy",
    "it has ended, and nobody saw how", -1 },
  { "source-qemu-killed-at-end", MOVES, "PreCopy", NULL, 100 },
  { "source-daemon-killed-at-end", MOVES, "PreCopy", NULL, 100 },
};

typedef struct
{
  Fixture fixture;
  GString *sequence;
  VmistateStatus *last; /* (owned) (nullable) */
  gint64 start;         /* of the migration whose progress is followed; 0: none yet */
  gint64 end;           /* 0: it runs */
  double percent;
} Replay;

static gboolean
is_flagged (gpointer migration, guint field)
{
  gboolean value;

  return _vmistate_record_get_boolean (migration, field, &value) && value;
}

static const char *
describe (gpointer migration)
{
  if (migration == NULL)
    return "-";
  if (is_flagged (migration, MIGRATION_STATE_FAILED))
    return "failed";
  return is_flagged (migration, MIGRATION_STATE_COMPLETED) ? "completed" : "runs";
}

static void
note_line (Replay *self, VmistateStatus *status)
{
  g_autofree char *line =
      g_strdup_printf ("%s %s %s\n", _vmistate_record_get_string (status, STATUS_NODE_NAME),
                       _vmistate_record_get_string (status, STATUS_PHASE),
                       describe (_vmistate_record_get_record (status, STATUS_MIGRATION_STATE)));

  if (!g_str_has_suffix (self->sequence->str, line))
    g_string_append (self->sequence, line);
}

/* Another migration begins later, and with nothing done. Where the target was the first to tell of
 * one, its source may then say that it has begun earlier. */
static void
follow (Replay *self, gpointer migration)
{
  gint64 start;

  g_assert_true (_vmistate_record_get_int64 (migration, MIGRATION_STATE_START_TIMESTAMP, &start));
  if (self->start == start)
    return;
  if (self->end != 0)
    g_assert_cmpint (start, >, self->end);
  else if (self->start != 0)
    g_assert_true (start < self->start && self->percent == 0);
  self->start = start;
  self->end = 0;
  self->percent = 0;
}

static void
check_progress (Replay *self, gpointer migration)
{
  gpointer progress = _vmistate_record_get_record (migration, MIGRATION_STATE_PROGRESS);
  double percent;

  if (progress == NULL
      || !_vmistate_record_get_double (progress, MIGRATION_PROGRESS_PERCENT, &percent))
    return;
  g_assert_cmpfloat (percent, >=, self->percent);
  g_assert_cmpfloat (percent, <=, 100);
  self->percent = percent;
}

/* Once it has ended, it has, and at that time. */
static void
check_end (Replay *self, gpointer migration)
{
  gint64 end = 0;

  _vmistate_record_get_int64 (migration, MIGRATION_STATE_END_TIMESTAMP, &end);
  g_assert_true (is_flagged (migration, MIGRATION_STATE_COMPLETED) == (end != 0));
  if (self->end != 0)
    g_assert_cmpint (end, ==, self->end);
  self->end = end;
}

static void
look (Replay *self)
{
  GListModel *list = G_LIST_MODEL (self->fixture.monitor);
  g_autoptr (VmistateInstance) instance = g_list_model_get_item (list, 0);
  gpointer migration;
  VmistateStatus *status;

  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);
  status = vmistate_instance_get_status (instance);
  if (!_vmistate_record_has (status, STATUS_PHASE))
    return;
  g_set_object (&self->last, status);
  note_line (self, status);
  migration = _vmistate_record_get_record (status, STATUS_MIGRATION_STATE);
  if (migration == NULL)
    {
      g_assert_cmpint (self->start, ==, 0);
      return;
    }
  follow (self, migration);
  check_progress (self, migration);
  check_end (self, migration);
}

static void
added_cb (VmistateMonitor *monitor G_GNUC_UNUSED, VmistateInstance *instance G_GNUC_UNUSED,
          gpointer user_data)
{
  look (user_data);
}

static void
changed_cb (VmistateMonitor *monitor G_GNUC_UNUSED, VmistateInstance *instance G_GNUC_UNUSED,
            VmistateStatus *before G_GNUC_UNUSED, VmistateStatus *now G_GNUC_UNUSED,
            gpointer user_data)
{
  look (user_data);
}

static void
check_result (Replay *self, const Recording *recording)
{
  gpointer migration = vmistate_status_get_migration_state (self->last);

  g_assert_cmpstr (self->sequence->str, ==, recording->sequence);
  g_assert_cmpstr (_vmistate_record_get_string (migration, MIGRATION_STATE_MODE), ==,
                   recording->mode);
  g_assert_cmpstr (_vmistate_record_get_string (migration, MIGRATION_STATE_FAILURE_REASON), ==,
                   recording->failure);
  g_assert_cmpstr (_vmistate_record_get_string (migration, MIGRATION_STATE_SOURCE_NODE), !=,
                   _vmistate_record_get_string (migration, MIGRATION_STATE_TARGET_NODE));
  if (recording->percent >= 0)
    g_assert_cmpfloat (self->percent, ==, recording->percent);
}

static void
test_recording (gconstpointer data)
{
  const Recording *recording = data;
  g_autofree char *name = g_strdup_printf ("migration-%s.jsonl", recording->file);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "replay", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  Replay self = { .sequence = g_string_new (NULL) };

  fixture_set_up (&self.fixture, GUINT_TO_POINTER (0));
  g_signal_connect (self.fixture.monitor, "instance-added", G_CALLBACK (added_cb), &self);
  g_signal_connect (self.fixture.monitor, "instance-changed", G_CALLBACK (changed_cb), &self);
  vmistate_scripted_source_load (self.fixture.source, file, NULL, &error);
  g_assert_no_error (error);
  fixture_start (&self.fixture);
  fixture_settle (&self.fixture);
  check_result (&self, recording);
  fixture_stop (&self.fixture);
  fixture_tear_down (&self.fixture, NULL);
  g_object_unref (self.last);
  g_string_free (self.sequence, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (recordings); i++)
    {
      g_autofree char *path = g_strdup_printf ("/monitor/replay/%s", recordings[i].file);

      g_test_add_data_func (path, &recordings[i], test_recording);
    }
  return g_test_run ();
}

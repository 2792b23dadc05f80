/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "model-test.h"

#include "model/stamp.h"
#include "model/status.h"

#define NOON (G_GINT64_CONSTANT (1772366400) * G_USEC_PER_SEC)

static VmistateStamp *
make_stamp (gint64 observed_at)
{
  VmistateStamp *stamp = g_object_new (VMISTATE_TYPE_STAMP, NULL);

  _vmistate_record_set_string (stamp, STAMP_PART, "guestOSInfo");
  _vmistate_record_set_string (stamp, STAMP_STATE, "LIVE");
  _vmistate_record_set_time (stamp, STAMP_OBSERVED_AT, observed_at);
  return stamp;
}

static void
test_age (void)
{
  g_autoptr (VmistateStamp) stamp = make_stamp (NOON);
  g_autoptr (VmistateStamp) never = g_object_new (VMISTATE_TYPE_STAMP, NULL);

  g_assert_cmpint (vmistate_stamp_get_age_usec (stamp, NOON), ==, 0);
  g_assert_cmpint (vmistate_stamp_get_age_usec (stamp, NOON + 1), ==, 1);
  g_assert_cmpint (vmistate_stamp_get_age_usec (stamp, NOON - 1), ==, 0);
  g_assert_cmpint (vmistate_stamp_get_age_usec (stamp, G_MININT64), ==, 0);
  g_assert_cmpint (vmistate_stamp_get_age_usec (stamp, G_MAXINT64), ==, G_MAXINT64 - NOON);
  g_assert_cmpint (vmistate_stamp_get_age_usec (never, NOON), ==, -1);
}

/* Observed before 1970: the age is not cut short where it would not fit. */
static void
test_great_age (void)
{
  g_autoptr (VmistateStamp) stamp = make_stamp (-NOON);

  g_assert_cmpint (vmistate_stamp_get_age_usec (stamp, NOON), ==, 2 * NOON);
  g_assert_cmpint (vmistate_stamp_get_age_usec (stamp, G_MAXINT64), ==, G_MAXINT64);
}

static void
test_states (void)
{
  static const struct
  {
    const char *text;
    VmistateStampState state;
  } rows[] = {
    { "UNKNOWN", VMISTATE_STAMP_STATE_UNKNOWN },
    { "LIVE", VMISTATE_STAMP_STATE_LIVE },
    { "STALE", VMISTATE_STAMP_STATE_STALE },
    { "LOST", VMISTATE_STAMP_STATE_LOST },
    { "ABSENT", VMISTATE_STAMP_STATE_ABSENT },
    { "UNSUPPORTED", VMISTATE_STAMP_STATE_UNSUPPORTED },
    { "live", VMISTATE_STAMP_STATE_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (VmistateStamp) stamp = make_stamp (NOON);

      _vmistate_record_set_string (stamp, STAMP_STATE, rows[i].text);
      g_assert_cmpint (vmistate_stamp_get_state (stamp), ==, rows[i].state);
    }
}

/* That the same was observed again is no change. */
static void
test_not_compared (void)
{
  g_autoptr (VmistateStamp) stamp = make_stamp (NOON);
  g_autoptr (VmistateStamp) later = make_stamp (NOON + 1);
  g_autoptr (VmistateStamp) lost = make_stamp (NOON + 1);
  g_auto (GStrv) none = vmistate_record_diff (VMISTATE_RECORD (stamp), VMISTATE_RECORD (later));
  g_auto (GStrv) state = NULL;

  g_assert_true (vmistate_record_equal (VMISTATE_RECORD (stamp), VMISTATE_RECORD (later)));
  g_assert_cmpuint (g_strv_length (none), ==, 0);

  _vmistate_record_set_string (lost, STAMP_STATE, "LOST");
  state = vmistate_record_diff (VMISTATE_RECORD (stamp), VMISTATE_RECORD (lost));
  g_assert_cmpuint (g_strv_length (state), ==, 1);
  g_assert_cmpstr (state[0], ==, "state");
}

static VmistateRecord *
make_stamped (const char *state)
{
  VmistateStatus *status = g_object_new (VMISTATE_TYPE_STATUS, NULL);
  VmistateStamp *stamp = make_stamp (NOON);
  GPtrArray *stamps = _vmistate_record_list_new ();

  _vmistate_record_set_string (stamp, STAMP_STATE, state);
  _vmistate_record_set_string (stamp, STAMP_KEY, "guestOSInfo@guest-agent");
  g_ptr_array_add (stamps, stamp);
  _vmistate_record_take_list (status, STATUS_OBSERVED, stamps);
  return VMISTATE_RECORD (status);
}

/* Part and origin are the key of a stamp. */
static void
test_path (void)
{
  g_autoptr (VmistateRecord) live = make_stamped ("LIVE");
  g_autoptr (VmistateRecord) lost = make_stamped ("LOST");
  g_auto (GStrv) paths = vmistate_record_diff (live, lost);

  g_assert_cmpuint (g_strv_length (paths), ==, 1);
  g_assert_cmpstr (paths[0], ==, "observed[guestOSInfo@guest-agent].state");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/stamp/age", test_age);
  g_test_add_func ("/stamp/great-age", test_great_age);
  g_test_add_func ("/stamp/states", test_states);
  g_test_add_func ("/stamp/not-compared", test_not_compared);
  g_test_add_func ("/stamp/path", test_path);
  return g_test_run ();
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "sampler-call.h"

#include <libvirt/virterror.h>

#include "bisect.h"
#include "sources/clean-text.h"

/* So that the deadline is that of a call of bounded size, however many domains there are. */
#define MAX_DOMAINS 64

/* So many failing one after the other are not the fault of each. */
#define MAX_BLAMED 16

static void
answer_clear (gpointer data)
{
  virDomainStatsRecordListFree (((VmistateAnswer *) data)->records);
}

static void
blame_free (gpointer data)
{
  VmistateBlame *blame = data;

  g_free (blame->message);
  g_free (blame);
}

VmistateCall *
_vmistate_call_new (VmistateCallKind kind, VmistateLane *lane, GPtrArray *uuids)
{
  VmistateCall *self = g_new0 (VmistateCall, 1);

  self->kind = kind;
  self->lane = _vmistate_lane_ref (lane);
  self->uuids = uuids;
  self->rate_began = -1;
  self->sights = g_ptr_array_new_with_free_func (_vmistate_sight_free);
  self->answers =
      g_array_new (/* zero_terminated= */ FALSE, /* clear= */ FALSE, sizeof (VmistateAnswer));
  g_array_set_clear_func (self->answers, answer_clear);
  self->blamed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, blame_free);
  return self;
}

void
_vmistate_call_free (VmistateCall *self)
{
  g_ptr_array_unref (self->uuids);
  g_ptr_array_unref (self->sights);
  g_array_unref (self->answers);
  g_hash_table_unref (self->blamed);
  _vmistate_lane_unref (self->lane);
  g_free (self->error_message);
  g_free (self->message);
  g_free (self);
}

/* Milliseconds that wrap around; only differences are looked at. */
static int
now_msec (void)
{
  return (int) (guint32) (g_get_monotonic_time () / 1000);
}

void
_vmistate_call_touch (VmistateCall *self)
{
  g_atomic_int_set (&self->touched, now_msec ());
}

gint64
_vmistate_call_get_age_usec (VmistateCall *self, gint64 now)
{
  guint32 touched = (guint32) g_atomic_int_get (&self->touched);
  gint32 age = (gint32) ((guint32) (now / 1000) - touched);

  return MAX (age, 0) * G_GINT64_CONSTANT (1000);
}

/* Every call to libvirt begins with forgetting what was wrong with the one before. */
static void
keep_error (VmistateCall *self)
{
  self->error_code = virGetLastErrorCode ();
  g_free (self->error_message);
  self->error_message = _vmistate_clean_text (virGetLastErrorMessage ());
}

static gboolean
is_denial (int code)
{
  return code == VIR_ERR_OPERATION_DENIED || code == VIR_ERR_ACCESS_DENIED;
}

static void
fail_as_kept (VmistateCall *self)
{
  if (self->failed)
    return;
  self->failed = TRUE;
  self->unsupported =
      self->error_code == VIR_ERR_NO_SUPPORT || self->error_code == VIR_ERR_OPERATION_UNSUPPORTED;
  self->denied = is_denial (self->error_code);
  self->message = g_strdup (self->error_message);
}

void
_vmistate_call_fail (VmistateCall *self)
{
  keep_error (self);
  fail_as_kept (self);
}

VmistateSampleMissing
_vmistate_call_get_missing (const VmistateCall *self)
{
  if (!self->failed)
    return VMISTATE_SAMPLE_MISSING_VANISHED;
  if (self->denied)
    return VMISTATE_SAMPLE_MISSING_NOT_ALLOWED;
  return self->unsupported ? VMISTATE_SAMPLE_MISSING_UNSUPPORTED
                           : VMISTATE_SAMPLE_MISSING_CALL_FAILED;
}

/* Statistics */

/* Nobody is to blame for what concerns the connection as a whole. */
static gboolean
is_about_all (VmistateCall *self)
{
  return g_atomic_int_get (&self->given_up) || virConnectIsAlive (self->lane->connection) == 0
         || g_hash_table_size (self->blamed) >= MAX_BLAMED;
}

static VmistateBisectAnswer
ask_for (gpointer *items, guint n, gpointer user_data)
{
  VmistateCall *self = user_data;
  g_autofree virDomainPtr *domains = g_new0 (virDomainPtr, n + 1);
  guint flags = self->lane->is_qemu ? VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT : 0;
  VmistateAnswer answer = { 0 };

  if (g_atomic_int_get (&self->given_up))
    return VMISTATE_BISECT_STOP;
  for (guint i = 0; i < n; i++)
    domains[i] = items[i];
  _vmistate_call_touch (self);
  answer.n = virDomainListGetStats (domains, self->groups, &answer.records, flags);
  if (answer.n >= 0)
    {
      g_array_append_val (self->answers, answer);
      return VMISTATE_BISECT_OK;
    }
  keep_error (self);
  /* One that has just gone is no error; libvirt leaves it out where there are others. */
  if (self->error_code == VIR_ERR_NO_DOMAIN && n == 1)
    return VMISTATE_BISECT_OK;
  if (self->error_code != VIR_ERR_NO_SUPPORT && !is_about_all (self))
    return VMISTATE_BISECT_FAILED;
  fail_as_kept (self);
  return VMISTATE_BISECT_STOP;
}

static void
blame (gpointer item, gpointer user_data)
{
  VmistateCall *self = user_data;
  VmistateBlame *blame = g_new0 (VmistateBlame, 1);
  char uuid[VIR_UUID_STRING_BUFLEN];

  blame->missing = is_denial (self->error_code) ? VMISTATE_SAMPLE_MISSING_NOT_ALLOWED
                                                : VMISTATE_SAMPLE_MISSING_CALL_FAILED;
  blame->message = g_strdup (self->error_message);
  virDomainGetUUIDString (item, uuid);
  g_hash_table_insert (self->blamed, g_strdup (uuid), blame);
}

static void
run_stats (VmistateCall *self)
{
  g_autoptr (GPtrArray) handles = g_ptr_array_new ();
  VmistateBisect bisect = { .ask = ask_for, .blame = blame, .user_data = self };

  _vmistate_call_touch (self);
  _vmistate_lane_learn (self->lane, self->uuids);
  for (guint i = 0; i < self->uuids->len; i++)
    {
      virDomainPtr handle = _vmistate_lane_find (self->lane, self->uuids->pdata[i]);

      if (handle != NULL)
        g_ptr_array_add (handles, handle);
    }
  for (guint i = 0; i < handles->len && !self->failed; i += MAX_DOMAINS)
    _vmistate_bisect_run (&bisect, handles->pdata + i, MIN (MAX_DOMAINS, handles->len - i));
  self->n_halvings = bisect.n_halvings;
}

/* The others */

static void
run_look (VmistateCall *self)
{
  for (guint i = 0; i < self->uuids->len; i++)
    {
      VmistateSight *sight;
      virDomainPtr handle;

      _vmistate_call_touch (self);
      handle = _vmistate_lane_find (self->lane, self->uuids->pdata[i]);
      sight = handle != NULL ? _vmistate_surveyor_look (self->surveyor, handle) : NULL;
      if (sight != NULL)
        g_ptr_array_add (self->sights, sight);
    }
}

/* Control info costs a call for each domain, so it is asked for where something may be wrong. */
static void
look_closer (VmistateCall *self)
{
  g_autoptr (GHashTable) trusted = g_hash_table_new (g_str_hash, g_str_equal);

  if (!_vmistate_surveyor_has_control (self->surveyor))
    return;
  for (guint i = 0; i < self->uuids->len; i++)
    g_hash_table_add (trusted, self->uuids->pdata[i]);
  for (guint i = 0; i < self->sights->len; i++)
    {
      VmistateSight *sight = self->sights->pdata[i];

      if (!_vmistate_sight_is_suspect (sight) && g_hash_table_contains (trusted, sight->uuid))
        continue;
      _vmistate_call_touch (self);
      _vmistate_sight_ask_control (sight, g_hash_table_lookup (self->lane->handles, sight->uuid));
    }
}

static void
run_survey (VmistateCall *self)
{
  GHashTableIter iter;
  gpointer handle;

  _vmistate_call_touch (self);
  if (!_vmistate_lane_list (self->lane))
    {
      _vmistate_call_fail (self);
      return;
    }
  g_hash_table_iter_init (&iter, self->lane->handles);
  while (g_hash_table_iter_next (&iter, NULL, &handle))
    {
      VmistateSight *sight;

      _vmistate_call_touch (self);
      sight = _vmistate_surveyor_meet (self->surveyor, handle);
      if (sight != NULL)
        g_ptr_array_add (self->sights, sight);
    }
  _vmistate_call_touch (self);
  _vmistate_surveyor_finish (self->surveyor, self->sights);
  look_closer (self);
}

static void
run_rate_start (VmistateCall *self)
{
  virDomainPtr domain = _vmistate_lane_find (self->lane, self->uuids->pdata[0]);

  if (domain != NULL)
    _vmistate_call_run_rate_start (self, domain);
  else
    _vmistate_call_fail (self);
}

void
_vmistate_call_run (VmistateCall *self)
{
  static void (*const runs[]) (VmistateCall *) = {
    [VMISTATE_CALL_SURVEY] = run_survey,   [VMISTATE_CALL_LOOK] = run_look,
    [VMISTATE_CALL_STATS] = run_stats,     [VMISTATE_CALL_RATE_START] = run_rate_start,
    [VMISTATE_CALL_RATE_READ] = run_stats,
  };

  runs[self->kind](self);
  self->elapsed_usec = g_get_monotonic_time () - self->began_at;
}

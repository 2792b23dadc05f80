/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The moments are those of the lists of transitions, which VMIs and migrations have; so nothing is
 * lost where several phases pass between two looks. */

#include "config.h"

#include "phase-times.h"

#include "model/objects/cluster-objects.h"
#include "model/objects/meta-objects.h"
#include "model/objects/object.h"
#include "model/objects/vmi-objects.h"
#include "model/phase-transition.h"
#include "model/status.h"

#define SEC ((guint64) G_USEC_PER_SEC)

/* KubeVirt's */
const guint64 _vmistate_phase_bounds_usec[VMISTATE_N_PHASE_BOUNDS] = {
  SEC / 2,   1 * SEC,   2 * SEC,   5 * SEC,    10 * SEC,   20 * SEC,
  30 * SEC,  40 * SEC,  50 * SEC,  60 * SEC,   90 * SEC,   120 * SEC,
  180 * SEC, 300 * SEC, 600 * SEC, 1200 * SEC, 1800 * SEC, 3600 * SEC,
};

struct _VmistatePhaseTimes
{
  gint64 since;
  GArray *histograms[VMISTATE_N_PHASE_TIMES]; /* (owned) (element-type VmistatePhaseHistogram) */
  GHashTable *gone;       /* (owned) uid -> (owned) gint64: the last transition that it had once */
  GHashTable *migrations; /* (owned) uid -> how many of its transitions were looked at */
};

static void
histogram_clear (gpointer data)
{
  VmistatePhaseHistogram *histogram = data;

  g_ref_string_release (histogram->phase);
  g_clear_pointer (&histogram->last_phase, g_ref_string_release);
}

static GHashTable *
make_table (GDestroyNotify free_value)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_value);
}

VmistatePhaseTimes *
_vmistate_phase_times_new (gint64 since_usec)
{
  VmistatePhaseTimes *self = g_new0 (VmistatePhaseTimes, 1);

  self->since = since_usec;
  for (guint i = 0; i < VMISTATE_N_PHASE_TIMES; i++)
    {
      self->histograms[i] = g_array_new (/* zero_terminated= */ FALSE, /* clear= */ TRUE,
                                         sizeof (VmistatePhaseHistogram));
      g_array_set_clear_func (self->histograms[i], histogram_clear);
    }
  self->gone = make_table (g_free);
  self->migrations = make_table (NULL);
  return self;
}

void
_vmistate_phase_times_free (VmistatePhaseTimes *self)
{
  for (guint i = 0; i < VMISTATE_N_PHASE_TIMES; i++)
    g_array_unref (self->histograms[i]);
  g_hash_table_unref (self->gone);
  g_hash_table_unref (self->migrations);
  g_free (self);
}

GArray *
_vmistate_phase_times_get (VmistatePhaseTimes *self, VmistatePhaseTimesKind kind)
{
  return self->histograms[kind];
}

/* Counting */

/* Returns: (nullable): NULL if there are too many */
static VmistatePhaseHistogram *
ensure_histogram (GArray *histograms, const char *phase, const char *last_phase)
{
  VmistatePhaseHistogram fresh = { 0 };

  for (guint i = 0; i < histograms->len; i++)
    {
      VmistatePhaseHistogram *histogram = &g_array_index (histograms, VmistatePhaseHistogram, i);

      if (g_str_equal (histogram->phase, phase)
          && g_strcmp0 (histogram->last_phase, last_phase) == 0)
        return histogram;
    }
  if (histograms->len == VMISTATE_MAX_PHASE_HISTOGRAMS)
    return NULL;
  fresh.phase = g_ref_string_new (phase);
  fresh.last_phase = last_phase != NULL ? g_ref_string_new (last_phase) : NULL;
  g_array_append_val (histograms, fresh);
  return &g_array_index (histograms, VmistatePhaseHistogram, histograms->len - 1);
}

/* Two clocks may have told the moments: what would be less than nothing was at once. */
static void
count (VmistatePhaseTimes *self, VmistatePhaseTimesKind kind, const char *phase,
       const char *last_phase, gint64 from, gint64 to)
{
  VmistatePhaseHistogram *histogram = ensure_histogram (self->histograms[kind], phase, last_phase);
  guint64 usec = to > from ? (guint64) to - (guint64) from : 0;
  guint i = 0;

  if (histogram == NULL)
    return;
  while (i < VMISTATE_N_PHASE_BOUNDS && usec > _vmistate_phase_bounds_usec[i])
    i++;
  histogram->counts[i]++;
  if (!g_uint64_checked_add (&histogram->sum_usec, histogram->sum_usec, usec))
    histogram->sum_usec = G_MAXUINT64;
}

/* Transitions */

static gboolean
get_time (gpointer transition, gint64 *usec)
{
  return _vmistate_record_has (transition, PHASE_TRANSITION_PHASE)
         && _vmistate_record_get_int64 (transition, PHASE_TRANSITION_PHASE_TRANSITION_TIMESTAMP,
                                        usec);
}

static gboolean
has_phase (GPtrArray *transitions, gpointer transition)
{
  return _vmistate_record_list_find (
             transitions, PHASE_TRANSITION_PHASE,
             _vmistate_record_get_string (transition, PHASE_TRANSITION_PHASE))
         != NULL;
}

static GPtrArray *
get_transitions (gpointer status)
{
  return _vmistate_record_get_list (status, STATUS_PHASE_TRANSITION_TIMESTAMPS);
}

static gint64
find_last (GPtrArray *transitions, gint64 least)
{
  gint64 usec;

  for (guint i = 0; transitions != NULL && i < transitions->len; i++)
    {
      if (get_time (transitions->pdata[i], &usec))
        least = MAX (least, usec);
    }
  return least;
}

/* VMIs */

/* A VMI and what was known of it before */
typedef struct
{
  gpointer metadata; /* (nullable) */
  GPtrArray *told;   /* (nullable) transitions that the VMI's own object tells */
  GPtrArray *before; /* (nullable) */
  GPtrArray *now;
  gint64 floor; /* earlier ones are no news */
} Vmi;

/* Where the list begins with a phase that no object tells of, that is what the VMI was met in:
 * nobody knows since when. */
static gboolean
is_certain (const Vmi *vmi, guint i)
{
  return i > 0 || has_phase (vmi->told, vmi->now->pdata[i]);
}

static void
count_transition (VmistatePhaseTimes *self, const Vmi *vmi, guint i, gint64 at)
{
  const char *phase = _vmistate_record_get_string (vmi->now->pdata[i], PHASE_TRANSITION_PHASE);
  gboolean is_final = g_str_equal (phase, "Succeeded") || g_str_equal (phase, "Failed");
  gint64 from;

  if (i > 0 && is_certain (vmi, i - 1) && get_time (vmi->now->pdata[i - 1], &from))
    count (self, VMISTATE_PHASE_TIMES_STEP, phase,
           _vmistate_record_get_string (vmi->now->pdata[i - 1], PHASE_TRANSITION_PHASE), from, at);
  if (_vmistate_record_get_int64 (vmi->metadata, OBJECT_META_CREATION_TIMESTAMP, &from))
    count (self, VMISTATE_PHASE_TIMES_FROM_CREATION, phase, /* last_phase= */ NULL, from, at);
  if (is_final && _vmistate_record_get_int64 (vmi->metadata, OBJECT_META_DELETION_TIMESTAMP, &from))
    count (self, VMISTATE_PHASE_TIMES_FROM_DELETION, phase, /* last_phase= */ NULL, from, at);
}

/* VMIs that go lose their object first, and with it what it told of. */
static void
remember (VmistatePhaseTimes *self, const char *uid, gint64 last)
{
  const gint64 *known = g_hash_table_lookup (self->gone, uid);

  if (last < self->since || (known != NULL && *known >= last))
    return;
  if (known == NULL && g_hash_table_size (self->gone) == VMISTATE_MAX_GONE_VMS)
    g_hash_table_remove_all (self->gone);
  g_hash_table_replace (self->gone, g_strdup (uid), g_memdup2 (&last, sizeof last));
}

/* What was before the object was made was not seen, and what was before the VMI went for a while is
 * counted already. */
static gint64
find_floor (VmistatePhaseTimes *self, const char *uid, GPtrArray *before)
{
  const gint64 *gone = g_hash_table_lookup (self->gone, uid);
  gint64 floor = find_last (before, G_MININT64);

  if (floor == G_MININT64)
    floor = self->since;
  return gone != NULL ? MAX (*gone + 1, floor) : floor;
}

void
_vmistate_phase_times_take_vmi (VmistatePhaseTimes *self, const char *uid, gpointer object,
                                VmistateStatus *before, VmistateStatus *status)
{
  Vmi vmi = {
    .metadata = _vmistate_record_get_record (object, OBJECT_METADATA),
    .told = get_transitions (_vmistate_record_get_record (object, VMI_OBJECT_STATUS)),
    .before = get_transitions (before),
    .now = get_transitions (status),
  };
  gint64 last;
  gint64 at;

  if (vmi.now == vmi.before)
    return;
  last = find_last (vmi.before, G_MININT64);
  if (find_last (vmi.now, G_MININT64) < last)
    remember (self, uid, last);
  vmi.floor = find_floor (self, uid, vmi.before);
  for (guint i = 0; vmi.now != NULL && i < vmi.now->len; i++)
    {
      gpointer transition = vmi.now->pdata[i];

      if (get_time (transition, &at) && at >= vmi.floor && !has_phase (vmi.before, transition)
          && is_certain (&vmi, i))
        count_transition (self, &vmi, i, at);
    }
}

void
_vmistate_phase_times_forget_vmi (VmistatePhaseTimes *self, const char *uid, VmistateStatus *status)
{
  remember (self, uid, find_last (get_transitions (status), G_MININT64));
}

/* Migrations */

/* Returns: how many transitions it has now */
static guint
take_migration (VmistatePhaseTimes *self, gpointer metadata, gpointer migration)
{
  gpointer status = _vmistate_record_get_record (migration, MIGRATION_OBJECT_STATUS);
  GPtrArray *list =
      _vmistate_record_get_list (status, MIGRATION_STATUS_PHASE_TRANSITION_TIMESTAMPS);
  const char *uid = _vmistate_record_get_string (metadata, OBJECT_META_UID);
  gboolean is_new = !g_hash_table_contains (self->migrations, uid);
  guint i = GPOINTER_TO_UINT (g_hash_table_lookup (self->migrations, uid));
  guint n = list != NULL ? list->len : 0;
  gint64 created;
  gint64 at;

  if (!_vmistate_record_get_int64 (metadata, OBJECT_META_CREATION_TIMESTAMP, &created))
    return n;
  for (; i < n; i++)
    {
      if (get_time (list->pdata[i], &at) && (!is_new || at >= self->since))
        count (self, VMISTATE_PHASE_TIMES_OF_MIGRATION,
               _vmistate_record_get_string (list->pdata[i], PHASE_TRANSITION_PHASE),
               /* last_phase= */ NULL, created, at);
    }
  return n;
}

void
_vmistate_phase_times_take_migrations (VmistatePhaseTimes *self, GPtrArray *migrations)
{
  GHashTable *now = make_table (NULL);

  for (guint i = 0; migrations != NULL && i < migrations->len; i++)
    {
      gpointer metadata = _vmistate_record_get_record (migrations->pdata[i], OBJECT_METADATA);
      const char *uid = _vmistate_record_get_string (metadata, OBJECT_META_UID);

      if (uid != NULL)
        g_hash_table_insert (
            now, g_strdup (uid),
            GUINT_TO_POINTER (take_migration (self, metadata, migrations->pdata[i])));
    }
  g_hash_table_unref (self->migrations);
  self->migrations = now;
}

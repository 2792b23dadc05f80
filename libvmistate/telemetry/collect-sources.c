/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The sources, and how many VMIs they know. */

#include "config.h"

#include "collection.h"
#include "label-text.h"

#include "model/sample/sample.h"
#include "model/stamp.h"

#define LIBVIRT "libvirt:"

/* libvirt's number of a domain that is not started */
#define SHUTOFF 5

static gboolean
is_whole (gpointer stamp)
{
  return _vmistate_record_is (stamp, STAMP_PART, "source");
}

/* Returns: whether any source of that kind has told whether it is there */
static gboolean
is_up (GPtrArray *stamps, gboolean *up)
{
  gboolean known = FALSE;

  *up = TRUE;
  for (guint i = 0; i < stamps->len; i++)
    {
      gpointer stamp = g_ptr_array_index (stamps, i);
      const char *source = _vmistate_record_get_string (stamp, STAMP_SOURCE);

      if (!is_whole (stamp) || source == NULL || !g_str_has_prefix (source, LIBVIRT)
          || _vmistate_record_is (stamp, STAMP_STATE, "UNKNOWN"))
        continue;
      known = TRUE;
      *up = *up && _vmistate_record_is (stamp, STAMP_STATE, "LIVE");
    }
  return known;
}

void
_vmistate_collect_up (VmistateCollection *c, VmistateSamples *samples,
                      const VmistateVm *vm G_GNUC_UNUSED, gpointer record G_GNUC_UNUSED)
{
  gboolean up;

  if (is_up (c->source_stamps, &up))
    _vmistate_exposition_add_uint (c->exposition, samples, c->labels, up ? 1 : 0);
}

/* Calls @add for each stamp that is of a source as a whole, or for each other, with the label of
 * the source. */
static void
for_each_stamp (VmistateCollection *c, VmistateSamples *samples, gboolean whole,
                void (*add) (VmistateCollection *c, VmistateSamples *samples, gpointer stamp))
{
  gsize length = c->labels->len;

  for (guint i = 0; i < c->source_stamps->len; i++)
    {
      gpointer stamp = g_ptr_array_index (c->source_stamps, i);

      if (is_whole (stamp) != whole)
        continue;
      _vmistate_label_append (c->labels, "source",
                              _vmistate_record_get_string (stamp, STAMP_SOURCE));
      add (c, samples, stamp);
      g_string_truncate (c->labels, length);
    }
}

static void
add_state (VmistateCollection *c, VmistateSamples *samples, gpointer stamp)
{
  static const char *const states[] = { "LIVE", "LOST", "UNKNOWN", NULL };

  _vmistate_exposition_add_states (c->exposition, samples, c->labels, states,
                                   _vmistate_record_get_string (stamp, STAMP_STATE));
}

void
_vmistate_collect_source_state (VmistateCollection *c, VmistateSamples *samples,
                                const VmistateVm *vm G_GNUC_UNUSED, gpointer record G_GNUC_UNUSED)
{
  for_each_stamp (c, samples, TRUE, add_state);
}

static void
add_timestamp (VmistateCollection *c, VmistateSamples *samples, gpointer stamp)
{
  gint64 usec;

  if (_vmistate_record_get_int64 (stamp, STAMP_OBSERVED_AT, &usec) && usec >= 0)
    _vmistate_exposition_add_seconds (c->exposition, samples, c->labels, (guint64) usec);
}

void
_vmistate_collect_source_timestamp (VmistateCollection *c, VmistateSamples *samples,
                                    const VmistateVm *vm G_GNUC_UNUSED,
                                    gpointer record G_GNUC_UNUSED)
{
  for_each_stamp (c, samples, TRUE, add_timestamp);
}

static void
add_unsupported (VmistateCollection *c, VmistateSamples *samples, gpointer stamp)
{
  _vmistate_label_append (c->labels, "part", _vmistate_record_get_string (stamp, STAMP_PART));
  _vmistate_exposition_add_uint (c->exposition, samples, c->labels, 1);
}

void
_vmistate_collect_source_unsupported (VmistateCollection *c, VmistateSamples *samples,
                                      const VmistateVm *vm G_GNUC_UNUSED,
                                      gpointer record G_GNUC_UNUSED)
{
  for_each_stamp (c, samples, FALSE, add_unsupported);
}

void
_vmistate_collect_n_instances (VmistateCollection *c, VmistateSamples *samples,
                               const VmistateVm *vm G_GNUC_UNUSED, gpointer record G_GNUC_UNUSED)
{
  _vmistate_exposition_add_uint (c->exposition, samples, c->labels,
                                 g_list_model_get_n_items (G_LIST_MODEL (c->monitor)));
}

/* While a connection is lost, nobody knows. */
void
_vmistate_collect_n_domains (VmistateCollection *c, VmistateSamples *samples, const VmistateVm *vm,
                             gpointer record)
{
  gboolean up;

  if (is_up (c->source_stamps, &up) && up)
    _vmistate_collect_n_instances (c, samples, vm, record);
}

/* A number of some of them would be a wrong one. */
void
_vmistate_collect_n_active_domains (VmistateCollection *c, VmistateSamples *samples,
                                    const VmistateVm *vm G_GNUC_UNUSED,
                                    gpointer record G_GNUC_UNUSED)
{
  guint n_instances = g_list_model_get_n_items (G_LIST_MODEL (c->monitor));
  guint n_active = 0;
  gboolean up;

  if (!is_up (c->source_stamps, &up) || !up)
    return;
  for (guint i = 0; i < n_instances; i++)
    {
      g_autoptr (VmistateInstance) instance = g_list_model_get_item (G_LIST_MODEL (c->monitor), i);
      gint32 state;

      if (!_vmistate_record_get_int32 (vmistate_instance_get_sample (instance), SAMPLE_STATE,
                                       &state))
        return;
      n_active += state != SHUTOFF ? 1 : 0;
    }
  _vmistate_exposition_add_uint (c->exposition, samples, c->labels, n_active);
}

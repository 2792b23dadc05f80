/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Conditions that virt-controller keeps in whatever phase: of data volumes, of the Pod's place, of
 * eviction, of its own failures. */

#include "config.h"

#include "control.h"

#define DATA_VOLUMES_READY "DataVolumesReady"
#define EVICTION_REQUESTED "EvictionRequested"
#define POD_SCHEDULED      "PodScheduled"
#define SYNCHRONIZED       "Synchronized"

/* Tools */

gboolean
_vmistate_texts_equal (const char *a, const char *b)
{
  return g_str_equal (a != NULL ? a : "", b != NULL ? b : "");
}

/* Data volumes */

static const char *
get_ready_status (gpointer data_volume)
{
  gpointer status = _vmistate_record_get_record (data_volume, DATA_VOLUME_OBJECT_STATUS);
  GPtrArray *conditions = _vmistate_record_get_list (status, DATA_VOLUME_STATUS_CONDITIONS);
  gpointer ready = conditions != NULL ? _vmistate_conditions_get (conditions, "Ready") : NULL;
  const char *text = NULL;

  if (ready == NULL)
    return "Unknown";
  text = _vmistate_record_get_string (ready, CONDITION_STATUS);
  return text != NULL ? text : "";
}

void
_vmistate_control_sync_data_volumes_ready (VmistateControlPass *self)
{
  const char *status = "True";

  if (self->data_volumes->len == 0)
    return;
  for (guint i = 0; i < self->data_volumes->len; i++)
    {
      const char *ready = get_ready_status (self->data_volumes->pdata[i]);

      /* One that is not ready counts more than one of which nobody knows. */
      if (g_str_equal (ready, "False") || g_str_equal (status, "True"))
        status = ready;
    }
  _vmistate_conditions_update (
      self->pass->conditions,
      g_str_equal (status, "True")
          ? _vmistate_condition_make (DATA_VOLUMES_READY, status, "AllDVsReady",
                                      "All of the VMI's DVs are bound and ready")
          : _vmistate_condition_make (DATA_VOLUMES_READY, status, "NotAllDVsReady",
                                      "Not all of the VMI's DVs are ready"));
}

/* The Pod's place */

void
_vmistate_control_sync_pod_scheduled (VmistateControlPass *self)
{
  GPtrArray *conditions = self->pass->conditions;
  gpointer scheduled = _vmistate_pod_get_condition (self->pod, POD_SCHEDULED);

  if (scheduled == NULL
      || !_vmistate_texts_equal (_vmistate_record_get_string (scheduled, CONDITION_STATUS),
                                 "False"))
    _vmistate_conditions_remove (conditions, POD_SCHEDULED);
  else if (!_vmistate_conditions_has (conditions, POD_SCHEDULED))
    _vmistate_conditions_append (conditions, _vmistate_record_copy (scheduled));
}

/* Eviction */

void
_vmistate_control_sync_eviction (VmistateControlPass *self)
{
  VmistatePass *pass = self->pass;
  const char *node = _vmistate_record_get_string (pass->status, STATUS_EVACUATION_NODE_NAME);

  if (_vmistate_texts_equal (node, NULL))
    _vmistate_conditions_remove (pass->conditions, EVICTION_REQUESTED);
  else
    _vmistate_conditions_update (
        pass->conditions,
        _vmistate_condition_make_at (EVICTION_REQUESTED, "True", EVICTION_REQUESTED,
                                     "VMI is marked for eviction", pass->now));
}

/* Failures */

static gboolean
has_failure (VmistateControlPass *self)
{
  gpointer before = _vmistate_conditions_get (self->pass->conditions, SYNCHRONIZED);

  return before != NULL
         && _vmistate_texts_equal (_vmistate_record_get_string (before, CONDITION_STATUS), "False")
         && _vmistate_texts_equal (_vmistate_record_get_string (before, CONDITION_REASON),
                                   self->sync_reason);
}

/* The same reason again keeps its first message. */
void
_vmistate_control_sync_failure (VmistateControlPass *self)
{
  VmistatePass *pass = self->pass;
  gpointer failure;

  if (self->sync_reason != NULL && has_failure (self))
    return;
  _vmistate_conditions_remove (pass->conditions, SYNCHRONIZED);
  if (self->sync_reason == NULL)
    return;
  failure = _vmistate_condition_make (SYNCHRONIZED, "False", self->sync_reason, self->sync_message);
  _vmistate_record_set_time (failure, CONDITION_LAST_TRANSITION_TIME, pass->now);
  _vmistate_conditions_append (pass->conditions, failure);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Ready, which is mostly the Pod's; and the Pod's readiness gate, by which a paused VMI makes its
 * Pod unready. */

#include "config.h"

#include "control.h"

#define READY  "Ready"
#define PAUSED "Paused"

/* Why the Pod's own readiness does not count */

static gboolean
has_no_pod (VmistateControlPass *self)
{
  return !self->has_launcher;
}

static gboolean
has_ending_pod (VmistateControlPass *self)
{
  return _vmistate_pod_is_going_down (self->pod);
}

static gboolean
has_no_guest (VmistateControlPass *self)
{
  return !g_str_equal (_vmistate_pass_get_phase (self->pass), "Running");
}

static gboolean
has_no_condition (VmistateControlPass *self)
{
  return _vmistate_pod_get_condition (self->pod, READY) == NULL;
}

/* First match wins; the later ones need the earlier not to apply. */
static const struct
{
  gboolean (*applies) (VmistateControlPass *self);
  const char *reason;
  const char *message;
} unready[] = {
  { has_no_pod, "PodNotExists", "virt-launcher pod has not yet been scheduled" },
  { has_ending_pod, "PodTerminating", "virt-launcher pod is terminating" },
  { has_no_guest, "GuestNotRunning", "Guest VM is not reported as running" },
  { has_no_condition, "PodConditionMissing", "virt-launcher pod is missing the Ready condition" },
};

static gpointer
make_ready (VmistateControlPass *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (unready); i++)
    {
      if (unready[i].applies (self))
        return _vmistate_condition_make_at (READY, "False", unready[i].reason, unready[i].message,
                                            self->pass->now);
    }
  return _vmistate_record_copy (_vmistate_pod_get_condition (self->pod, READY));
}

void
_vmistate_control_sync_ready (VmistateControlPass *self)
{
  _vmistate_conditions_update (self->pass->conditions, make_ready (self));
}

/* A gate that was never open stays as it is when the VMI is paused. */
void
_vmistate_control_sync_pause_gate (VmistateControlPass *self)
{
  VmistatePass *pass = self->pass;
  gpointer gate = _vmistate_pod_get_condition (self->pod, POD_CONDITION_UNPAUSED);
  gboolean is_paused = _vmistate_conditions_is (pass->conditions, PAUSED, "True");
  gboolean is_open =
      gate != NULL
      && _vmistate_texts_equal (_vmistate_record_get_string (gate, CONDITION_STATUS), "True");

  if (is_open != is_paused)
    return;
  _vmistate_record_take_record (
      pass->result, RECONCILIATION_POD_UNPAUSED_CONDITION,
      is_paused ? _vmistate_condition_make_at (POD_CONDITION_UNPAUSED, "False", "Paused",
                                               "the virtual machine is paused", pass->now)
                : _vmistate_condition_make_at (POD_CONDITION_UNPAUSED, "True", "NotPaused",
                                               "the virtual machine is not paused", pass->now));
}

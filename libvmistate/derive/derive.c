/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "control-plane.h"
#include "derive.h"
#include "node-health.h"

#include "model/status.h"

gboolean
_vmistate_view_is_current (const VmistateView *view, const char **reason, const char **message)
{
  gpointer responsiveness = _vmistate_view_get_seldom (view)->responsiveness.payload;
  gboolean responsive = TRUE;

  if (view->source->state == VMISTATE_SOURCE_STATE_LOST)
    {
      *reason = "SourceLost";
      *message = view->source->message;
      return FALSE;
    }
  if (responsiveness != NULL && _vmistate_view_is_active (view))
    _vmistate_record_get_boolean (responsiveness, RESPONSIVENESS_RESPONSIVE, &responsive);
  if (!responsive)
    {
      *reason = "HypervisorUnresponsive";
      *message = _vmistate_record_get_string (responsiveness, RESPONSIVENESS_DETAIL);
    }
  return responsive;
}

/* Where the domain runs, or where it was last seen; a control plane that has moved on is right. */
static void
derive_node (const VmistateDerivation *d)
{
  if (d->view == NULL || d->view->source->node == NULL)
    return;
  if (!d->view->gone || !_vmistate_record_has (d->base, STATUS_NODE_NAME))
    _vmistate_record_set_text (d->status, STATUS_NODE_NAME, d->view->source->node);
}

#define MAX_STEP_FIELDS 4
#define NO_FIELD        STATUS_N_FIELDS

/* A step is taken anew when something that it reads was touched; its fields are first set back to
 * what the control plane says. The order counts: phase asks migration, conditions ask phase. */
static const struct
{
  guint reads; /* VmistateTouch */
  guint fields[MAX_STEP_FIELDS];
  void (*derive) (const VmistateDerivation *d);
} steps[] = {
  { VMISTATE_TOUCH_SOURCE | VMISTATE_TOUCH_STATE,
    { STATUS_NODE_NAME, NO_FIELD, NO_FIELD, NO_FIELD },
    derive_node },
  { VMISTATE_TOUCH_JOB | VMISTATE_TOUCH_STATE | VMISTATE_TOUCH_SOURCE,
    { STATUS_MIGRATION_STATE, NO_FIELD, NO_FIELD, NO_FIELD },
    _vmistate_derive_migration },
  { VMISTATE_TOUCH_JOB | VMISTATE_TOUCH_STATE | VMISTATE_TOUCH_SOURCE,
    { STATUS_ACTIVE_PODS, STATUS_QOS_CLASS, STATUS_LAUNCHER_CONTAINER_IMAGE_VERSION,
      STATUS_MIGRATION_TRANSPORT },
    _vmistate_derive_pods },
  { VMISTATE_TOUCH_STATE | VMISTATE_TOUCH_DOMAIN | VMISTATE_TOUCH_NODE_AGENT | VMISTATE_TOUCH_JOB
        | VMISTATE_TOUCH_SOURCE | VMISTATE_TOUCH_TIME,
    { STATUS_PHASE, STATUS_REASON, STATUS_PHASE_TRANSITION_TIMESTAMPS, NO_FIELD },
    _vmistate_derive_phase },
  { VMISTATE_TOUCH_DOMAIN,
    { STATUS_MEMORY, STATUS_CURRENT_CPU_TOPOLOGY, STATUS_MACHINE, NO_FIELD },
    _vmistate_derive_hardware },
  { VMISTATE_TOUCH_DOMAIN,
    { STATUS_SELINUX_CONTEXT, STATUS_RUNTIME_USER, NO_FIELD, NO_FIELD },
    _vmistate_derive_security },
  { VMISTATE_TOUCH_DOMAIN | VMISTATE_TOUCH_STATE,
    { STATUS_VOLUME_STATUS, NO_FIELD, NO_FIELD, NO_FIELD },
    _vmistate_derive_volumes },
  { VMISTATE_TOUCH_GUEST_INFO,
    { STATUS_GUEST_OS_INFO, STATUS_FS_FREEZE_STATUS, STATUS_GUEST_AGENT_INFO, NO_FIELD },
    _vmistate_derive_guest },
  { VMISTATE_TOUCH_DOMAIN | VMISTATE_TOUCH_GUEST_INTERFACES | VMISTATE_TOUCH_NODE_AGENT
        | VMISTATE_TOUCH_SOURCE | VMISTATE_TOUCH_TIME,
    { STATUS_INTERFACES, NO_FIELD, NO_FIELD, NO_FIELD },
    _vmistate_derive_interfaces },
  { VMISTATE_TOUCH_OBJECT,
    { STATUS_MIGRATION_METHOD, NO_FIELD, NO_FIELD, NO_FIELD },
    _vmistate_derive_migration_method },
  { VMISTATE_TOUCH_ALL, { NO_FIELD, NO_FIELD, NO_FIELD, NO_FIELD }, _vmistate_derive_conditions },
};

static void
take_step (const VmistateDerivation *d, guint step)
{
  for (guint i = 0; i < MAX_STEP_FIELDS; i++)
    {
      guint field = steps[step].fields[i];

      if (field != NO_FIELD)
        _vmistate_record_copy_field (d->status, field, d->base, field);
    }
  steps[step].derive (d);
}

/* What the last derivation left in the evidence still holds, unless this is another hypervisor's
 * view or the control plane has spoken. */
static void
prepare (VmistateEvidence *evidence, VmistateDerivation *d)
{
  if (evidence->base == NULL || (evidence->touched & VMISTATE_TOUCH_OBJECT))
    {
      g_clear_object (&evidence->base);
      evidence->base = _vmistate_derive_base (evidence);
      evidence->base_judged = _vmistate_derive_judged_in (evidence->base);
      evidence->stored_judged =
          _vmistate_derive_judged_in (_vmistate_evidence_get_vmi_status (evidence));
      evidence->node_until = _vmistate_node_find_end (
          evidence, _vmistate_record_get_string (evidence->base, STATUS_NODE_NAME));
      evidence->expiry = G_MININT64;
      evidence->touched = VMISTATE_TOUCH_ALL;
    }
  d->view = _vmistate_evidence_main_view (evidence);
  if (d->previous == NULL || evidence->derived_from != (d->view != NULL ? d->view->source : NULL))
    evidence->touched = VMISTATE_TOUCH_ALL;
  evidence->derived_from = d->view != NULL ? d->view->source : NULL;
  d->domain = d->view != NULL ? d->view->domain.payload : NULL;
  d->base = evidence->base;
  d->touched = evidence->touched;
  if (d->touched == VMISTATE_TOUCH_ALL)
    evidence->judged = _vmistate_derive_judged_in (d->previous);
  d->judged = &evidence->judged;
  evidence->touched = 0;
}

/* Of conditions the step itself keeps those that say what they said, unless it made all anew. */
static guint64
find_shared (const VmistateDerivation *d)
{
  return d->touched & VMISTATE_TOUCH_OBJECT ? 0 : G_GUINT64_CONSTANT (1) << STATUS_CONDITIONS;
}

VmistateStatus *
_vmistate_derive_status (VmistateEvidence *evidence, VmistateStatus *previous)
{
  VmistateDerivation d = { .evidence = evidence, .previous = previous };
  g_autoptr (VmistateStatus) status = NULL;

  prepare (evidence, &d);
  status = _vmistate_record_copy (d.touched == VMISTATE_TOUCH_ALL ? d.base : previous);
  d.status = status;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      if (steps[i].reads & d.touched)
        take_step (&d, i);
    }
  _vmistate_derive_stamps (evidence, status);

  if (previous == NULL)
    return g_steal_pointer (&status);
  if (_vmistate_record_equal (previous, status))
    return g_object_ref (previous);
  _vmistate_record_share (status, previous, find_shared (&d));
  return g_steal_pointer (&status);
}

VmistateStatus *
_vmistate_derive_restamp (const VmistateEvidence *evidence, VmistateStatus *status)
{
  VmistateStatus *fresh = _vmistate_record_copy (status);

  _vmistate_derive_stamps (evidence, fresh);
  return fresh;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "derive.h"

#include "model/status.h"

gboolean
_vmistate_view_is_current (const VmistateView *view, const char **reason, const char **message)
{
  gboolean responsive = TRUE;

  if (view->source->state == VMISTATE_SOURCE_STATE_LOST)
    {
      *reason = "SourceLost";
      *message = view->source->message;
      return FALSE;
    }
  if (view->responsiveness.payload != NULL && _vmistate_view_is_active (view))
    _vmistate_record_get_boolean (view->responsiveness.payload, RESPONSIVENESS_RESPONSIVE,
                                  &responsive);
  if (!responsive)
    {
      *reason = "HypervisorUnresponsive";
      *message = _vmistate_record_get_string (view->responsiveness.payload, RESPONSIVENESS_DETAIL);
    }
  return responsive;
}

/* Where the domain runs, or where it was last seen. */
static void
derive_node (const VmistateView *view, VmistateStatus *status)
{
  _vmistate_record_set_string (status, STATUS_NODE_NAME, view->source->node);
}

VmistateStatus *
_vmistate_derive_status (const VmistateEvidence *evidence, VmistateStatus *previous)
{
  g_autoptr (VmistateStatus) status = g_object_new (VMISTATE_TYPE_STATUS, NULL);
  const VmistateView *view = _vmistate_evidence_main_view (evidence);

  if (view != NULL)
    {
      derive_node (view, status);
      _vmistate_derive_phase (view, previous, status);
      _vmistate_derive_hardware (view, status);
      _vmistate_derive_guest (view, status);
      _vmistate_derive_interfaces (view, status);
      _vmistate_derive_conditions (view, previous, status);
    }
  _vmistate_derive_stamps (evidence, status);

  if (previous == NULL)
    return g_steal_pointer (&status);
  if (vmistate_record_equal (VMISTATE_RECORD (previous), VMISTATE_RECORD (status)))
    return g_object_ref (previous);
  _vmistate_record_share (status, previous);
  return g_steal_pointer (&status);
}

VmistateStatus *
_vmistate_derive_restamp (const VmistateEvidence *evidence, VmistateStatus *status)
{
  VmistateStatus *fresh = _vmistate_record_copy (status);

  _vmistate_derive_stamps (evidence, fresh);
  return fresh;
}

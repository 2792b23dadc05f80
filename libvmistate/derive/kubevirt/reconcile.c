/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Which steps KubeVirt takes, and in which order. */

#include "config.h"

#include "pass.h"

/* (transfer full): the record in @field, or an empty one */
static gpointer
part_or_empty (gpointer record, guint field, GType type)
{
  gpointer part = _vmistate_record_get_record (record, field);

  return part != NULL ? g_object_ref (part) : g_object_new (type, NULL);
}

/* A domain without VMI object is taken for one that was just handed over to its node. */
static gpointer
make_handed_over (const VmistateView *view)
{
  gpointer status = g_object_new (VMISTATE_TYPE_STATUS, NULL);

  _vmistate_record_set_string (status, STATUS_PHASE, "Scheduled");
  _vmistate_record_set_string (status, STATUS_NODE_NAME, view->source->node);
  return status;
}

static void
open_object (VmistatePass *pass, const VmistateEvidence *evidence)
{
  pass->object = _vmistate_evidence_has_vmi (evidence)
                     ? g_object_ref (evidence->control->vmi.payload)
                     : g_object_new (_vmistate_vmi_object_get_type (), NULL);
  pass->metadata =
      part_or_empty (pass->object, VMI_OBJECT_METADATA, _vmistate_object_meta_get_type ());
  pass->spec = part_or_empty (pass->object, VMI_OBJECT_SPEC, _vmistate_vmi_spec_get_type ());
  pass->domain = part_or_empty (pass->spec, VMI_SPEC_DOMAIN, _vmistate_domain_spec_get_type ());
  pass->devices =
      part_or_empty (pass->domain, DOMAIN_SPEC_DEVICES, _vmistate_devices_spec_get_type ());
  pass->before = !_vmistate_evidence_has_vmi (evidence) && pass->view != NULL
                     ? make_handed_over (pass->view)
                     : part_or_empty (pass->object, VMI_OBJECT_STATUS, VMISTATE_TYPE_STATUS);
}

static void
open_pass (VmistatePass *pass, const VmistateEvidence *evidence, VmistateProfile profile)
{
  *pass = (VmistatePass){
    .evidence = evidence,
    .profile = profile,
    .view = _vmistate_evidence_main_view (evidence),
    .now = profile == VMISTATE_PROFILE_KUBEVIRT ? _vmistate_evidence_get_now (evidence)
                                                : VMISTATE_PASS_UNTIMED,
    .events = g_ptr_array_new_with_free_func (g_free),
    .result = g_object_new (VMISTATE_TYPE_RECONCILIATION, NULL),
  };
  open_object (pass, evidence);
  if (pass->view != NULL)
    pass->node = pass->view->source->node;
  pass->status = _vmistate_record_copy (pass->before);
  pass->conditions =
      _vmistate_record_list_copy (_vmistate_record_get_list (pass->before, STATUS_CONDITIONS));
}

static VmistateReconciliation *
close_pass (VmistatePass *pass)
{
  _vmistate_record_take_list (pass->status, STATUS_CONDITIONS, pass->conditions);
  _vmistate_record_take_record (pass->result, RECONCILIATION_STATUS, pass->status);
  _vmistate_record_set_texts (pass->result, RECONCILIATION_EVENTS,
                              (const char *const *) pass->events->pdata, pass->events->len);
  g_ptr_array_unref (pass->events);
  g_object_unref (pass->before);
  g_object_unref (pass->devices);
  g_object_unref (pass->domain);
  g_object_unref (pass->spec);
  g_object_unref (pass->metadata);
  g_object_unref (pass->object);
  return pass->result;
}

static gboolean
knows_pods (const VmistatePass *pass)
{
  const VmistateCatalog *catalog = pass->evidence->catalog;
  g_autoptr (GPtrArray) pods = NULL;
  const char *uid = _vmistate_record_get_string (pass->metadata, OBJECT_META_UID);

  if (catalog == NULL || uid == NULL)
    return FALSE;
  pods = _vmistate_catalog_dup_pods (catalog, uid);
  return pods->len > 0
         || _vmistate_catalog_knows_pods (
             catalog, _vmistate_record_get_string (pass->metadata, OBJECT_META_NAMESPACE));
}

/* What the launcher says of the guest is not stored and stays. */
static void
roll_back (VmistatePass *pass, gpointer status, GPtrArray *conditions)
{
  gpointer kept = _vmistate_record_copy (status);

  _vmistate_record_copy_field (kept, STATUS_GUEST_AGENT_INFO, pass->status,
                               STATUS_GUEST_AGENT_INFO);
  g_object_unref (pass->status);
  pass->status = kept;
  g_ptr_array_unref (pass->conditions);
  pass->conditions = g_ptr_array_ref (conditions);
}

/* The agent's answers tell of a launcher, even where nobody told of its domain. */
static void
run_node_agent (VmistatePass *pass)
{
  g_autoptr (VmistateStatus) status = _vmistate_record_copy (pass->status);
  g_autoptr (GPtrArray) conditions = _vmistate_record_list_copy (pass->conditions);
  g_autofree char *phase = g_strdup (_vmistate_pass_get_phase (pass));

  _vmistate_kubevirt_domain_state (pass);
  if (_vmistate_pass_is_final (pass))
    return;
  _vmistate_kubevirt_guest (pass);
  if (!_vmistate_pass_knows_domain (pass))
    return;
  _vmistate_kubevirt_volumes (pass);
  _vmistate_kubevirt_hardware (pass);
  _vmistate_kubevirt_interfaces (pass);
  if (!_vmistate_kubevirt_phase (pass))
    {
      roll_back (pass, status, conditions);
      return;
    }
  _vmistate_kubevirt_conditions (pass);
  _vmistate_kubevirt_sync (pass);
  _vmistate_kubevirt_transitions (pass);
  _vmistate_kubevirt_phase_event (pass, phase);
}

VmistateReconciliation *
_vmistate_derive_kubevirt (const VmistateEvidence *evidence)
{
  VmistatePass pass;

  open_pass (&pass, evidence, VMISTATE_PROFILE_KUBEVIRT);
  if (knows_pods (&pass))
    _vmistate_kubevirt_control (&pass);
  else if (pass.view == NULL && *_vmistate_pass_get_phase (&pass) == '\0')
    _vmistate_kubevirt_defaults (&pass);
  if (pass.view != NULL)
    run_node_agent (&pass);
  return close_pass (&pass);
}

/* A moment that is only the pass's own is none. */
static void
clear_untimed (VmistatePass *pass)
{
  static const guint times[] = { CONDITION_LAST_PROBE_TIME, CONDITION_LAST_TRANSITION_TIME };

  for (guint i = 0; i < pass->conditions->len; i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (times); j++)
        {
          gint64 at;

          if (_vmistate_record_get_int64 (pass->conditions->pdata[i], times[j], &at)
              && at == VMISTATE_PASS_UNTIMED)
            _vmistate_record_clear_field (pass->conditions->pdata[i], times[j]);
        }
    }
}

VmistateStatus *
_vmistate_derive_kubevirt_control (const VmistateEvidence *evidence)
{
  g_autoptr (VmistateReconciliation) result = NULL;
  VmistatePass pass;

  open_pass (&pass, evidence, VMISTATE_PROFILE_TRUTH);
  if (knows_pods (&pass))
    {
      _vmistate_kubevirt_control (&pass);
      clear_untimed (&pass);
    }
  result = close_pass (&pass);
  return g_object_ref (vmistate_reconciliation_get_status (result));
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "pass.h"

#include "derive/configuration.h"
#include "derive/control-plane.h"

void
_vmistate_pass_event (VmistatePass *pass, const char *type, const char *reason, const char *format,
                      ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (pass->events, g_strdup_printf ("%s %s %s", type, reason, message));
}

const char *
_vmistate_pass_get_phase (const VmistatePass *pass)
{
  const char *phase = _vmistate_record_get_string (pass->status, STATUS_PHASE);

  return phase != NULL ? phase : "";
}

void
_vmistate_pass_set_phase (VmistatePass *pass, const char *phase)
{
  _vmistate_record_set_string (pass->status, STATUS_PHASE, phase);
}

gboolean
_vmistate_pass_is_final (const VmistatePass *pass)
{
  const char *phase = _vmistate_pass_get_phase (pass);

  return g_str_equal (phase, "Succeeded") || g_str_equal (phase, "Failed");
}

const char *
_vmistate_pass_get_annotation (const VmistatePass *pass, const char *name)
{
  return _vmistate_meta_get_annotation (pass->metadata, name);
}

const char *
_vmistate_pass_get_label (const VmistatePass *pass, const char *name)
{
  return _vmistate_meta_get_label (pass->metadata, name);
}

gboolean
_vmistate_pass_is_deleting (const VmistatePass *pass)
{
  return _vmistate_record_has (pass->metadata, OBJECT_META_DELETION_TIMESTAMP);
}

gboolean
_vmistate_pass_is_migration_target (const VmistatePass *pass)
{
  return g_strcmp0 (_vmistate_pass_get_annotation (pass, ANNOTATION_MIGRATION_TARGET), "true") == 0;
}

gpointer
_vmistate_pass_get_configuration (const VmistatePass *pass)
{
  return _vmistate_evidence_get_configuration (pass->evidence);
}

gboolean
_vmistate_pass_has_feature_gate (const VmistatePass *pass, const char *name)
{
  return _vmistate_configuration_has_feature_gate (_vmistate_pass_get_configuration (pass), name);
}

gpointer
_vmistate_pass_get_domain (const VmistatePass *pass)
{
  return pass->view != NULL ? pass->view->domain.payload : NULL;
}

gboolean
_vmistate_pass_knows_domain (const VmistatePass *pass)
{
  const VmistateView *view = pass->view;

  return view != NULL
         && (view->gone || view->domain.payload != NULL || view->state.payload != NULL);
}

gpointer
_vmistate_pass_get_launcher (const VmistatePass *pass)
{
  const VmistateControl *control = pass->evidence->control;

  return control != NULL ? control->launcher.payload : NULL;
}

/* The specification */

gpointer
_vmistate_pass_find_interface (const VmistatePass *pass, const char *name)
{
  GPtrArray *interfaces = _vmistate_record_get_list (pass->devices, DEVICES_SPEC_INTERFACES);

  for (guint i = 0; i < _vmistate_list_length (interfaces); i++)
    {
      if (_vmistate_record_is (interfaces->pdata[i], INTERFACE_SPEC_NAME, name))
        return interfaces->pdata[i];
    }
  return NULL;
}

gpointer
_vmistate_pass_find_pod_network (const VmistatePass *pass)
{
  GPtrArray *networks = _vmistate_record_get_list (pass->spec, VMI_SPEC_NETWORKS);

  for (guint i = 0; i < _vmistate_list_length (networks); i++)
    {
      if (_vmistate_record_has (networks->pdata[i], NETWORK_SPEC_POD))
        return networks->pdata[i];
    }
  return NULL;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "configuration.h"

gboolean
_vmistate_configuration_has_feature_gate (gpointer configuration, const char *name)
{
  gpointer developer =
      _vmistate_record_get_record (configuration, KUBEVIRT_CONFIGURATION_DEVELOPER_CONFIGURATION);
  const char *const *gates =
      _vmistate_record_get_texts (developer, DEVELOPER_CONFIGURATION_FEATURE_GATES);

  return gates != NULL && g_strv_contains (gates, name);
}

gboolean
_vmistate_configuration_binding_migrates (gpointer configuration, const char *name)
{
  gpointer network = _vmistate_record_get_record (configuration, KUBEVIRT_CONFIGURATION_NETWORK);
  GPtrArray *bindings = _vmistate_record_get_list (network, NETWORK_CONFIGURATION_BINDING);
  gpointer plugin = _vmistate_record_list_find (bindings, BINDING_PLUGIN_NAME, name);
  gpointer definition = _vmistate_record_get_record (plugin, BINDING_PLUGIN_DEFINITION);

  return _vmistate_record_get_record (definition, BINDING_DEFINITION_MIGRATION) != NULL;
}

gboolean
_vmistate_configuration_has_mediated_device (gpointer configuration, const char *resource)
{
  gpointer permitted =
      _vmistate_record_get_record (configuration, KUBEVIRT_CONFIGURATION_PERMITTED_HOST_DEVICES);
  GPtrArray *devices =
      _vmistate_record_get_list (permitted, PERMITTED_HOST_DEVICES_MEDIATED_DEVICES);

  return resource != NULL
         && _vmistate_record_list_find (devices, MEDIATED_DEVICE_RESOURCE_NAME, resource) != NULL;
}

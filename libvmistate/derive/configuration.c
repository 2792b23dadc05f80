/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "configuration.h"

static gpointer
get_part (gpointer record, guint field)
{
  return record != NULL ? _vmistate_record_get_record (record, field) : NULL;
}

/* Returns: (nullable): the record of @list whose @name_field says @name */
static gpointer
find_named (GPtrArray *list, guint name_field, const char *name)
{
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      if (g_strcmp0 (_vmistate_record_get_string (list->pdata[i], name_field), name) == 0)
        return list->pdata[i];
    }
  return NULL;
}

gboolean
_vmistate_configuration_has_feature_gate (gpointer configuration, const char *name)
{
  gpointer developer = get_part (configuration, KUBEVIRT_CONFIGURATION_DEVELOPER_CONFIGURATION);
  GVariant *gates =
      developer != NULL
          ? _vmistate_record_get_variant (developer, DEVELOPER_CONFIGURATION_FEATURE_GATES)
          : NULL;
  g_autofree const char **names = gates != NULL ? g_variant_get_strv (gates, NULL) : NULL;

  return names != NULL && g_strv_contains (names, name);
}

gboolean
_vmistate_configuration_binding_migrates (gpointer configuration, const char *name)
{
  gpointer network = get_part (configuration, KUBEVIRT_CONFIGURATION_NETWORK);
  GPtrArray *bindings =
      network != NULL ? _vmistate_record_get_list (network, NETWORK_CONFIGURATION_BINDING) : NULL;
  gpointer plugin = find_named (bindings, BINDING_PLUGIN_NAME, name);
  gpointer definition = get_part (plugin, BINDING_PLUGIN_DEFINITION);

  return get_part (definition, BINDING_DEFINITION_MIGRATION) != NULL;
}

gboolean
_vmistate_configuration_has_mediated_device (gpointer configuration, const char *resource)
{
  gpointer permitted = get_part (configuration, KUBEVIRT_CONFIGURATION_PERMITTED_HOST_DEVICES);
  GPtrArray *devices =
      permitted != NULL
          ? _vmistate_record_get_list (permitted, PERMITTED_HOST_DEVICES_MEDIATED_DEVICES)
          : NULL;

  return resource != NULL && find_named (devices, MEDIATED_DEVICE_RESOURCE_NAME, resource) != NULL;
}

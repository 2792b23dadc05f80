/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The interfaces that the VM has: those in the domain, and those that the specification asks for
 * and the Pod already has. */

#include "config.h"

#include "scene.h"

#include <string.h>

#define USER_ALIAS_PREFIX  "ua-"
#define SRIOV_ALIAS_PREFIX "sriov-"

static const char *
skip_user_prefix (const char *alias)
{
  return alias != NULL && g_str_has_prefix (alias, USER_ALIAS_PREFIX)
             ? alias + strlen (USER_ALIAS_PREFIX)
             : alias;
}

static gboolean
is_translated (gpointer spec)
{
  return spec != NULL
         && (_vmistate_record_has (spec, INTERFACE_SPEC_MASQUERADE)
             || _vmistate_record_has (spec, INTERFACE_SPEC_SLIRP));
}

/* @mac: (nullable): as it was told, a text of a record */
static VmistateNic
make_nic (const VmistateScene *scene, const char *name, const char *mac)
{
  VmistateNic nic = {
    .name = name,
    .mac = _vmistate_mac_parse (mac),
    .told_mac = (GRefString *) mac,
    .spec = name != NULL ? _vmistate_scene_find_interface (scene, name) : NULL,
  };

  nic.is_translated = is_translated (nic.spec);
  return nic;
}

/* The domain */

static void
add_domain_interface (const VmistateScene *scene, gpointer device, GArray *nics)
{
  const char *alias = _vmistate_record_get_string (device, DOMAIN_INTERFACE_ALIAS);
  VmistateNic nic = make_nic (scene, skip_user_prefix (alias),
                              _vmistate_record_get_string (device, DOMAIN_INTERFACE_MAC));

  if (!_vmistate_record_get_uint32 (device, DOMAIN_INTERFACE_QUEUES, &nic.n_queues))
    nic.n_queues = 1;
  nic.link_state = _vmistate_record_get_string (device, DOMAIN_INTERFACE_LINK);
  if (nic.link_state == NULL)
    nic.link_state = "up";
  nic.is_in_domain = TRUE;
  g_array_append_val (nics, nic);
}

static void
add_host_device (const VmistateScene *scene, gpointer device, GArray *nics)
{
  const char *alias =
      skip_user_prefix (_vmistate_record_get_string (device, DOMAIN_HOST_DEVICE_ALIAS));
  VmistateNic nic;

  if (alias == NULL || !g_str_has_prefix (alias, SRIOV_ALIAS_PREFIX))
    return;
  nic = make_nic (scene, alias + strlen (SRIOV_ALIAS_PREFIX), NULL);
  nic.is_in_domain = TRUE;
  nic.is_sriov = TRUE;
  g_array_append_val (nics, nic);
}

static void
add_domain (const VmistateScene *scene, gpointer domain, GArray *nics)
{
  GPtrArray *interfaces = _vmistate_record_get_list (domain, DOMAIN_INTERFACES);
  GPtrArray *devices = _vmistate_record_get_list (domain, DOMAIN_HOST_DEVICES);

  for (guint i = 0; interfaces != NULL && i < interfaces->len; i++)
    add_domain_interface (scene, interfaces->pdata[i], nics);
  for (guint i = 0; devices != NULL && i < devices->len; i++)
    add_host_device (scene, devices->pdata[i], nics);
}

/* The specification */

static gboolean
has_nic (const GArray *nics, const char *name)
{
  for (guint i = 0; i < nics->len; i++)
    {
      if (g_strcmp0 (g_array_index (nics, VmistateNic, i).name, name) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_pod_network (const VmistateScene *scene, const char *name)
{
  if (g_strcmp0 (name, scene->primary) == 0)
    return scene->pod != NULL || scene->pod_networks != NULL;
  return _vmistate_scene_find_status (scene, name) != NULL;
}

static void
add_expected (const VmistateScene *scene, gpointer spec, GArray *nics)
{
  const char *name = _vmistate_record_get_string (spec, INTERFACE_SPEC_NAME);
  const char *state = _vmistate_record_get_string (spec, INTERFACE_SPEC_STATE);
  gboolean is_sriov = _vmistate_record_has (spec, INTERFACE_SPEC_SRIOV);
  VmistateNic nic;

  if (name == NULL || g_strcmp0 (state, "absent") == 0 || has_nic (nics, name)
      || !has_pod_network (scene, name))
    return;
  nic = make_nic (scene, name,
                  is_sriov ? NULL : _vmistate_record_get_string (spec, INTERFACE_SPEC_MAC_ADDRESS));
  nic.is_sriov = is_sriov;
  g_array_append_val (nics, nic);
}

/* Others stay in their order. */
static void
move_primary_to_front (const VmistateScene *scene, GArray *nics)
{
  for (guint i = 1; scene->primary != NULL && i < nics->len; i++)
    {
      VmistateNic nic = g_array_index (nics, VmistateNic, i);

      if (g_strcmp0 (nic.name, scene->primary) != 0)
        continue;
      g_array_remove_index (nics, i);
      g_array_prepend_val (nics, nic);
      return;
    }
}

void
_vmistate_scene_add_devices (VmistateScene *self, GArray *nics)
{
  if (self->domain != NULL)
    add_domain (self, self->domain, nics);
  for (guint i = 0; self->interfaces != NULL && i < self->interfaces->len; i++)
    add_expected (self, self->interfaces->pdata[i], nics);
  move_primary_to_front (self, nics);
}

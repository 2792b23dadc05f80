/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Interfaces as virt-controller sees them: which of the specified networks the Pod has, and under
 * which name. All else in an entry is the node agent's and stays. */

#include "config.h"

#include "pass.h"

#include "interface-list.h"
#include "multus-status.h"
#include "network-names.h"

#define ANNOTATION_NETWORK_STATUS "k8s.v1.cni.cncf.io/network-status"
#define DEFAULT_PRIMARY           "eth0"

typedef struct
{
  GPtrArray *specs;      /* (nullable) (element-type VmistateNetworkSpec) */
  GPtrArray *before;     /* (nullable) (element-type VmistateInterface) */
  GPtrArray *attached;   /* (element-type VmistateMultusNetwork) what the Pod says */
  GPtrArray *interfaces; /* (element-type VmistateInterface) the list being made */
} Update;

typedef enum
{
  NETWORK_PRIMARY,
  NETWORK_SECONDARY,
  NETWORK_OF_CLAIM, /* of a claimed device: not this pass's to report */
} NetworkRole;

/* Whatever is not marked as secondary is taken for the Pod's main network, even without a source.
 */
static NetworkRole
get_role (gpointer spec)
{
  gpointer multus = _vmistate_record_get_record (spec, NETWORK_SPEC_MULTUS);
  gboolean is_default = FALSE;

  if (_vmistate_record_has (spec, NETWORK_SPEC_RESOURCE_CLAIM))
    return NETWORK_OF_CLAIM;
  if (multus == NULL)
    return NETWORK_PRIMARY;
  _vmistate_record_get_boolean (multus, MULTUS_SPEC_DEFAULT, &is_default);
  return is_default ? NETWORK_PRIMARY : NETWORK_SECONDARY;
}

/* Returns: (transfer full): a copy of the entry @before, or a new one */
static gpointer
interface_after (gpointer before, const char *name, const char *pod_name)
{
  gpointer interface = before != NULL ? _vmistate_record_copy (before)
                                      : g_object_new (VMISTATE_TYPE_INTERFACE, NULL);

  _vmistate_interface_set_text (interface, INTERFACE_NAME, name);
  _vmistate_record_set_string (interface, INTERFACE_POD_INTERFACE_NAME, pod_name);
  return interface;
}

static void
add_primary (Update *update)
{
  const char *pod_name = _vmistate_multus_status_get_primary (update->attached);

  for (guint i = 0; i < _vmistate_list_length (update->specs); i++)
    {
      gpointer spec = update->specs->pdata[i];
      const char *name = _vmistate_record_get_string (spec, NETWORK_SPEC_NAME);

      if (get_role (spec) != NETWORK_PRIMARY)
        continue;
      g_ptr_array_add (
          update->interfaces,
          interface_after (_vmistate_interfaces_lookup (update->before, INTERFACE_NAME, name), name,
                           pod_name != NULL ? pod_name : DEFAULT_PRIMARY));
      return;
    }
}

/* An entry outlives the attachment, without the note of it. */
static void
add_secondary (Update *update, const char *name, const char *pod_name)
{
  gboolean is_attached = _vmistate_multus_status_has (update->attached, pod_name);
  gpointer before = _vmistate_interfaces_lookup (update->before, INTERFACE_NAME, name);
  gpointer interface;

  if (!is_attached && before == NULL)
    return;
  interface = interface_after (before, name, pod_name);
  if (is_attached)
    _vmistate_interface_add_source (interface, INFO_SOURCE_MULTUS_STATUS);
  else
    _vmistate_interface_remove_source (interface, INFO_SOURCE_MULTUS_STATUS);
  g_ptr_array_add (update->interfaces, interface);
}

static void
add_secondaries (Update *update)
{
  gboolean is_ordinal = _vmistate_network_names_are_ordinal (update->attached);
  guint n = 0;

  for (guint i = 0; i < _vmistate_list_length (update->specs); i++)
    {
      gpointer spec = update->specs->pdata[i];
      const char *name = _vmistate_record_get_string (spec, NETWORK_SPEC_NAME);
      g_autofree char *pod_name = NULL;

      if (get_role (spec) != NETWORK_SECONDARY)
        continue;
      n++;
      pod_name = _vmistate_network_names_make (name, is_ordinal ? n : 0);
      add_secondary (update, name, pod_name);
    }
}

typedef gboolean (*IsKept) (gpointer spec);

static gboolean
is_of_claim (gpointer spec)
{
  return spec != NULL && get_role (spec) == NETWORK_OF_CLAIM;
}

/* The guest's own interfaces, and entries of networks that the specification no longer has. */
static gboolean
is_unspecified (gpointer spec)
{
  return spec == NULL;
}

static void
keep_entries (Update *update, GHashTable *specs_by_name, IsKept is_kept)
{
  for (guint i = 0; i < _vmistate_list_length (update->before); i++)
    {
      gpointer interface = update->before->pdata[i];
      const char *name = _vmistate_record_get_string (interface, INTERFACE_NAME);

      if (is_kept (g_hash_table_lookup (specs_by_name, name != NULL ? name : "")))
        g_ptr_array_add (update->interfaces, g_object_ref (interface));
    }
}

static GHashTable *
index_specs (GPtrArray *specs)
{
  GHashTable *by_name = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < _vmistate_list_length (specs); i++)
    {
      const char *name = _vmistate_record_get_string (specs->pdata[i], NETWORK_SPEC_NAME);

      g_hash_table_insert (by_name, (gpointer) (name != NULL ? name : ""), specs->pdata[i]);
    }
  return by_name;
}

void
_vmistate_kubevirt_control_interfaces (VmistatePass *pass, gpointer pod)
{
  gpointer metadata = _vmistate_record_get_record (pod, POD_OBJECT_METADATA);
  g_autoptr (GPtrArray) attached = NULL;
  g_autoptr (GHashTable) specs_by_name = NULL;
  Update update;

  if (pod == NULL)
    return;
  attached = _vmistate_multus_status_parse (
      _vmistate_meta_get_annotation (metadata, ANNOTATION_NETWORK_STATUS));
  update = (Update){
    .specs = _vmistate_record_get_list (pass->spec, VMI_SPEC_NETWORKS),
    .before = _vmistate_record_get_list (pass->status, STATUS_INTERFACES),
    .attached = attached,
    .interfaces = _vmistate_record_list_new (),
  };
  specs_by_name = index_specs (update.specs);
  add_primary (&update);
  add_secondaries (&update);
  keep_entries (&update, specs_by_name, is_of_claim);
  keep_entries (&update, specs_by_name, is_unspecified);
  _vmistate_record_take_list (pass->status, STATUS_INTERFACES, update.interfaces);
}

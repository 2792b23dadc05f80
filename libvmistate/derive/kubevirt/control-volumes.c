/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Volumes as virt-controller sees them: claims and data volumes. Where a volume is in the domain
 * is the node agent's to say and stays. */

#include "config.h"

#include "control.h"

#include "model/memory-dump.h"
#include "model/pvc-info.h"
#include "model/volume.h"

#include <string.h>

#define KIND_DATA_VOLUME "DataVolume"

/* What a filesystem takes of a claim where the importer's configuration is not known */
#define FILESYSTEM_OVERHEAD "0.055"

/* Either makes a claim one whose space is taken from the start. */
static const char *const preallocations[] = { "/storage.preallocation",
                                              "/storage.thick-provisioned" };

/* Looking up */

static gpointer
get_object (const VmistatePass *pass, VmistateObjectKind kind, const char *name)
{
  const char *namespace_ = _vmistate_record_get_string (pass->metadata, OBJECT_META_NAMESPACE);

  if (_vmistate_texts_equal (name, NULL))
    return NULL;
  return _vmistate_catalog_get (pass->evidence->catalog, kind, namespace_, name);
}

static const char *
get_name (gpointer volume, guint source_field, guint name_field)
{
  gpointer source = _vmistate_record_get_record (volume, source_field);

  return _vmistate_record_get_string (source, name_field);
}

/* A data volume's claim has its name. */
const char *
_vmistate_volume_get_claim_name (gpointer volume)
{
  if (_vmistate_record_has (volume, VOLUME_SPEC_DATA_VOLUME))
    return get_name (volume, VOLUME_SPEC_DATA_VOLUME, DATA_VOLUME_REF_NAME);
  if (_vmistate_record_has (volume, VOLUME_SPEC_PERSISTENT_VOLUME_CLAIM))
    return get_name (volume, VOLUME_SPEC_PERSISTENT_VOLUME_CLAIM, CLAIM_REF_CLAIM_NAME);
  return get_name (volume, VOLUME_SPEC_MEMORY_DUMP, CLAIM_REF_CLAIM_NAME);
}

/* (nullable): the data volume that made a claim */
static const char *
get_maker (gpointer claim)
{
  gpointer metadata = _vmistate_record_get_record (claim, CLAIM_OBJECT_METADATA);
  GPtrArray *owners = _vmistate_record_get_list (metadata, OBJECT_META_OWNER_REFERENCES);

  for (guint i = 0; i < _vmistate_list_length (owners); i++)
    {
      const char *kind = _vmistate_record_get_string (owners->pdata[i], OWNER_REFERENCE_KIND);
      gboolean controls = FALSE;

      _vmistate_record_get_boolean (owners->pdata[i], OWNER_REFERENCE_CONTROLLER, &controls);
      if (controls)
        return g_strcmp0 (kind, KIND_DATA_VOLUME) == 0
                   ? _vmistate_record_get_string (owners->pdata[i], OWNER_REFERENCE_NAME)
                   : NULL;
    }
  return NULL;
}

/* (nullable) */
static const char *
get_data_volume_name (const VmistatePass *pass, gpointer volume)
{
  gpointer claim;

  if (!_vmistate_record_has (volume, VOLUME_SPEC_PERSISTENT_VOLUME_CLAIM))
    return get_name (volume, VOLUME_SPEC_DATA_VOLUME, DATA_VOLUME_REF_NAME);
  claim = get_object (pass, VMISTATE_OBJECT_CLAIM,
                      get_name (volume, VOLUME_SPEC_PERSISTENT_VOLUME_CLAIM, CLAIM_REF_CLAIM_NAME));
  return claim != NULL ? get_maker (claim) : NULL;
}

GPtrArray *
_vmistate_control_find_data_volumes (const VmistatePass *pass)
{
  GPtrArray *volumes = _vmistate_record_get_list (pass->spec, VMI_SPEC_VOLUMES);
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < _vmistate_list_length (volumes); i++)
    {
      gpointer data_volume = get_object (pass, VMISTATE_OBJECT_DATA_VOLUME,
                                         get_data_volume_name (pass, volumes->pdata[i]));

      if (data_volume != NULL)
        g_ptr_array_add (found, data_volume);
    }
  return found;
}

gboolean
_vmistate_control_has_data_volume_in (const VmistateControlPass *self, const char *phase)
{
  for (guint i = 0; i < self->data_volumes->len; i++)
    {
      gpointer status =
          _vmistate_record_get_record (self->data_volumes->pdata[i], DATA_VOLUME_OBJECT_STATUS);

      if (status != NULL && _vmistate_record_is (status, DATA_VOLUME_STATUS_PHASE, phase))
        return TRUE;
    }
  return FALSE;
}

/* The claim */

/* Returns: (transfer floating) (nullable) */
static GVariant *
amounts_variant (gpointer amounts)
{
  static const struct
  {
    guint field;
    const char *name;
  } names[] = {
    { RESOURCE_AMOUNTS_CPU, "cpu" },
    { RESOURCE_AMOUNTS_MEMORY, "memory" },
    { RESOURCE_AMOUNTS_STORAGE, "storage" },
  };
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));

  if (amounts == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *amount = _vmistate_record_get_string (amounts, names[i].field);

      if (amount != NULL)
        g_variant_builder_add (&builder, "{ss}", names[i].name, amount);
    }
  return g_variant_builder_end (&builder);
}

static gboolean
is_preallocated (gpointer claim)
{
  gpointer metadata = _vmistate_record_get_record (claim, CLAIM_OBJECT_METADATA);
  GVariant *annotations = _vmistate_record_get_variant (metadata, OBJECT_META_ANNOTATIONS);
  GVariantIter iter;
  const char *name;
  const char *value;

  if (annotations == NULL)
    return FALSE;
  g_variant_iter_init (&iter, annotations);
  while (g_variant_iter_next (&iter, "{&s&s}", &name, &value))
    {
      for (guint i = 0; i < G_N_ELEMENTS (preallocations); i++)
        {
          if (g_str_equal (value, "true") && strstr (name, preallocations[i]) != NULL)
            return TRUE;
        }
    }
  return FALSE;
}

static void
copy_claim_spec (gpointer info, gpointer spec)
{
  gpointer resources = _vmistate_record_get_record (spec, CLAIM_SPEC_RESOURCES);

  _vmistate_record_copy_field (info, PVC_INFO_ACCESS_MODES, spec, CLAIM_SPEC_ACCESS_MODES);
  _vmistate_record_copy_field (info, PVC_INFO_VOLUME_MODE, spec, CLAIM_SPEC_VOLUME_MODE);
  if (resources != NULL)
    _vmistate_record_take_variant (
        info, PVC_INFO_REQUESTS,
        amounts_variant (_vmistate_record_get_record (resources, RESOURCES_SPEC_REQUESTS)));
}

static void
set_claim_info (VmistatePass *pass, gpointer status, const char *claim_name)
{
  gpointer claim = get_object (pass, VMISTATE_OBJECT_CLAIM, claim_name);
  gpointer claim_status;
  gpointer spec;
  gpointer info;

  if (claim == NULL)
    return;
  info = g_object_new (VMISTATE_TYPE_PVC_INFO, NULL);
  spec = _vmistate_record_get_record (claim, CLAIM_OBJECT_SPEC);
  claim_status = _vmistate_record_get_record (claim, CLAIM_OBJECT_STATUS);
  _vmistate_record_set_string (info, PVC_INFO_CLAIM_NAME, claim_name);
  if (spec != NULL)
    copy_claim_spec (info, spec);
  if (claim_status != NULL)
    _vmistate_record_take_variant (
        info, PVC_INFO_CAPACITY,
        amounts_variant (_vmistate_record_get_record (claim_status, CLAIM_STATUS_CAPACITY)));
  if (is_preallocated (claim))
    _vmistate_record_set_boolean (info, PVC_INFO_PREALLOCATED, TRUE);
  _vmistate_record_set_string (info, PVC_INFO_FILESYSTEM_OVERHEAD, FILESYSTEM_OVERHEAD);
  _vmistate_record_take_record (status, VOLUME_PERSISTENT_VOLUME_CLAIM_INFO, info);
}

/* The list */

/* Of entries with the same name the last one counts.
 * Returns: (transfer full): name -> (owned) VmistateVolume */
static GHashTable *
index_entries (GPtrArray *entries)
{
  GHashTable *by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  for (guint i = 0; i < _vmistate_list_length (entries); i++)
    {
      const char *name = _vmistate_record_get_string (entries->pdata[i], VOLUME_NAME);

      g_hash_table_insert (by_name, g_strdup (name != NULL ? name : ""),
                           _vmistate_record_copy (entries->pdata[i]));
    }
  return by_name;
}

/* Returns: (transfer full): what is known of the volume so far, to be changed */
static gpointer
steal_entry (GHashTable *entries, const char *name)
{
  g_autofree char *key = NULL;
  gpointer entry = NULL;

  if (g_hash_table_steal_extended (entries, name != NULL ? name : "", (gpointer *) &key, &entry))
    return entry;
  entry = g_object_new (VMISTATE_TYPE_VOLUME, NULL);
  _vmistate_record_set_string (entry, VOLUME_NAME, name);
  return entry;
}

/* KubeVirt notes the volume's name where it means the claim's. */
static void
note_memory_dump (gpointer entry, const char *name)
{
  gpointer dump;

  if (_vmistate_record_has (entry, VOLUME_MEMORY_DUMP_VOLUME))
    return;
  dump = g_object_new (VMISTATE_TYPE_MEMORY_DUMP, NULL);
  _vmistate_record_set_string (dump, MEMORY_DUMP_CLAIM_NAME, name);
  _vmistate_record_take_record (entry, VOLUME_MEMORY_DUMP_VOLUME, dump);
}

static gpointer
make_entry (VmistateHotplug *hotplug, GHashTable *entries, gpointer volume)
{
  const char *name = _vmistate_record_get_string (volume, VOLUME_SPEC_NAME);
  gpointer entry = steal_entry (entries, name);

  if (_vmistate_record_has (volume, VOLUME_SPEC_MEMORY_DUMP))
    note_memory_dump (entry, name);
  _vmistate_hotplug_update (hotplug, volume, entry);
  set_claim_info (hotplug->control->pass, entry, _vmistate_volume_get_claim_name (volume));
  return entry;
}

static void
add_removed (GPtrArray *made, VmistateHotplug *hotplug, GHashTable *entries)
{
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    {
      if (_vmistate_hotplug_update_removed (hotplug, entry))
        g_ptr_array_add (made, g_object_ref (entry));
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (_vmistate_record_get_string (*(gpointer *) a, VOLUME_NAME),
                    _vmistate_record_get_string (*(gpointer *) b, VOLUME_NAME));
}

void
_vmistate_control_update_volumes (VmistateControlPass *self)
{
  VmistatePass *pass = self->pass;
  GPtrArray *volumes = _vmistate_record_get_list (pass->spec, VMI_SPEC_VOLUMES);
  g_autoptr (GHashTable) entries =
      index_entries (_vmistate_record_get_list (pass->status, STATUS_VOLUME_STATUS));
  GPtrArray *made = _vmistate_record_list_new ();
  VmistateHotplug hotplug;

  _vmistate_hotplug_init (&hotplug, self);
  for (guint i = 0; i < _vmistate_list_length (volumes); i++)
    g_ptr_array_add (made, make_entry (&hotplug, entries, volumes->pdata[i]));
  add_removed (made, &hotplug, entries);
  g_ptr_array_sort (made, compare_names);
  _vmistate_record_take_list (pass->status, STATUS_VOLUME_STATUS, made);
  _vmistate_hotplug_clear (&hotplug);
}

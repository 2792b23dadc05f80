/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "api-index.h"

#include "model/objects/cluster-objects.h"
#include "model/objects/meta-objects.h"
#include "model/objects/object.h"

struct _VmistateApiIndex
{
  VmistateMonitor *monitor; /* (not owned) */
  gboolean is_read;
  GPtrArray *migrations; /* (owned) (nullable) (element-type VmistateMigrationObject) */
  GPtrArray *kubevirts;  /* (owned) (nullable) (element-type VmistateKubevirtObject) */
  GHashTable *by_uid;    /* (owned) UID of a migration -> its name; both belong to the objects */
  GHashTable *by_vmi;    /* (owned) "namespace/name" -> (owned) GPtrArray of borrowed migrations */
  GString *scratch;      /* (owned) */
};

static const char *
make_key (VmistateApiIndex *self, const char *namespace_, const char *name)
{
  g_string_printf (self->scratch, "%s/%s", namespace_ != NULL ? namespace_ : "default", name);
  return self->scratch->str;
}

static void
add_migration (VmistateApiIndex *self, gpointer migration)
{
  gpointer metadata = _vmistate_record_get_record (migration, OBJECT_METADATA);
  const char *uid = _vmistate_record_get_string (metadata, OBJECT_META_UID);
  const char *name = _vmistate_record_get_string (metadata, OBJECT_META_NAME);
  const char *vmi = _vmistate_record_get_string (
      _vmistate_record_get_record (migration, MIGRATION_OBJECT_SPEC), MIGRATION_SPEC_VMI_NAME);
  const char *key;
  GPtrArray *siblings;

  if (uid != NULL)
    g_hash_table_insert (self->by_uid, (char *) uid, (char *) name);
  if (vmi == NULL)
    return;
  key = make_key (self, _vmistate_record_get_string (metadata, OBJECT_META_NAMESPACE), vmi);
  siblings = g_hash_table_lookup (self->by_vmi, key);
  if (siblings == NULL)
    {
      siblings = g_ptr_array_new ();
      g_hash_table_insert (self->by_vmi, g_strdup (key), siblings);
    }
  g_ptr_array_add (siblings, migration);
}

static void
read_objects (VmistateApiIndex *self)
{
  if (self->is_read)
    return;
  self->is_read = TRUE;
  self->migrations =
      vmistate_monitor_dup_objects (self->monitor, "VirtualMachineInstanceMigration");
  self->kubevirts = vmistate_monitor_dup_objects (self->monitor, "KubeVirt");
  for (guint i = 0; self->migrations != NULL && i < self->migrations->len; i++)
    add_migration (self, self->migrations->pdata[i]);
}

VmistateApiIndex *
_vmistate_api_index_new (VmistateMonitor *monitor)
{
  VmistateApiIndex *self = g_new0 (VmistateApiIndex, 1);

  self->monitor = monitor;
  self->by_uid = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_vmi =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->scratch = g_string_new (NULL);
  return self;
}

void
_vmistate_api_index_free (VmistateApiIndex *self)
{
  g_hash_table_unref (self->by_uid);
  g_hash_table_unref (self->by_vmi);
  g_clear_pointer (&self->migrations, g_ptr_array_unref);
  g_clear_pointer (&self->kubevirts, g_ptr_array_unref);
  g_string_free (self->scratch, TRUE);
  g_free (self);
}

GPtrArray *
_vmistate_api_index_get_migrations (VmistateApiIndex *self)
{
  read_objects (self);
  return self->migrations;
}

GPtrArray *
_vmistate_api_index_find_migrations (VmistateApiIndex *self, const char *namespace_,
                                     const char *vmi_name)
{
  read_objects (self);
  if (g_hash_table_size (self->by_vmi) == 0)
    return NULL;
  return g_hash_table_lookup (self->by_vmi, make_key (self, namespace_, vmi_name));
}

const char *
_vmistate_api_index_find_migration_name (VmistateApiIndex *self, const char *uid)
{
  read_objects (self);
  return uid != NULL ? g_hash_table_lookup (self->by_uid, uid) : NULL;
}

gpointer
_vmistate_api_index_get_configuration (VmistateApiIndex *self, gboolean *is_known)
{
  read_objects (self);
  *is_known = self->kubevirts != NULL && self->kubevirts->len > 0;
  return *is_known ? _vmistate_record_get_record (
             _vmistate_record_get_record (self->kubevirts->pdata[0], KUBEVIRT_OBJECT_SPEC),
             KUBEVIRT_SPEC_CONFIGURATION)
                   : NULL;
}

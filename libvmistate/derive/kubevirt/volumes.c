/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Volumes, from the disks of the domain: where each is in the guest, how far the plugging in of
 * one has come, and how far a memory dump has. */

#include "config.h"

#include "pass.h"

#include <string.h>

#include "model/memory-dump.h"
#include "model/volume.h"

#define USER_ALIAS_PREFIX "ua-"

#define REASON_READY     "VolumeReady"
#define REASON_MOUNTED   "VolumeMountedToPod"
#define REASON_UNMOUNTED "VolumeUnMountedFromPod"

static const char *
get_text (gpointer record, guint field)
{
  const char *text = _vmistate_record_get_string (record, field);

  return text != NULL ? text : "";
}

/* @message: (transfer full) */
static void
set_progress (gpointer volume, const char *phase, const char *reason, char *message)
{
  _vmistate_record_set_string (volume, VOLUME_PHASE, phase);
  _vmistate_record_set_string (volume, VOLUME_REASON, reason);
  _vmistate_record_set_string (volume, VOLUME_MESSAGE, message);
  g_free (message);
}

/* Disks */

/* Names to targets. A drive without medium is not there. */
static GHashTable *
map_targets (gpointer domain)
{
  GHashTable *targets = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *disks = _vmistate_record_get_list (domain, DOMAIN_DISKS);

  for (guint i = 0; i < _vmistate_list_length (disks); i++)
    {
      gpointer disk = disks->pdata[i];
      const char *alias = get_text (disk, DOMAIN_DISK_ALIAS);

      if (!_vmistate_record_has (disk, DOMAIN_DISK_SOURCE))
        continue;
      if (g_str_has_prefix (alias, USER_ALIAS_PREFIX))
        alias += strlen (USER_ALIAS_PREFIX);
      g_hash_table_insert (targets, (gpointer) alias,
                           (gpointer) get_text (disk, DOMAIN_DISK_TARGET));
    }
  return targets;
}

/* Plugging in */

static gboolean
is_listed (const VmistatePass *pass, guint list, const char *name)
{
  GPtrArray *volumes = _vmistate_record_get_list (pass->spec, list);

  for (guint i = 0; i < _vmistate_list_length (volumes); i++)
    {
      if (g_str_equal (get_text (volumes->pdata[i], VOLUME_SPEC_NAME), name))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_wanted (const VmistatePass *pass, const char *name)
{
  return is_listed (pass, VMI_SPEC_VOLUMES, name)
         || is_listed (pass, VMI_SPEC_UTILITY_VOLUMES, name);
}

static gboolean
is_mounted (const VmistatePass *pass, const char *name)
{
  gpointer launcher = _vmistate_pass_get_launcher (pass);
  const char *const *mounted = _vmistate_record_get_texts (launcher, LAUNCHER_MOUNTED_VOLUMES);

  return mounted != NULL && g_strv_contains (mounted, name);
}

static void
update_hotplug (const VmistatePass *pass, gpointer volume)
{
  static const char *const mountable[] = { "Bound", "Pending", "AttachedToNode", NULL };
  static const char *const unmountable[] = { "Ready", "MountedToPod", "AttachedToNode", NULL };
  const char *name = get_text (volume, VOLUME_NAME);
  const char *phase = get_text (volume, VOLUME_PHASE);
  gboolean wanted = is_wanted (pass, name);
  gboolean mounted = is_mounted (pass, name);

  if (*get_text (volume, VOLUME_TARGET) != '\0')
    set_progress (volume, "Ready", REASON_READY,
                  g_strdup_printf ("Successfully attach hotplugged volume %s to VM", name));
  else if (mounted && wanted && g_strv_contains (mountable, phase))
    set_progress (volume, "MountedToPod", REASON_MOUNTED,
                  g_strdup_printf ("Volume %s has been mounted in virt-launcher pod", name));
  else if (!mounted && !wanted && g_strv_contains (unmountable, phase))
    set_progress (volume, "UnMountedFromPod", REASON_UNMOUNTED,
                  g_strdup_printf ("Volume %s has been unmounted from virt-launcher pod", name));
}

/* Memory dumps */

/* The node agent names the file by its own clock, which is UTC. */
static char *
name_dump (const VmistatePass *pass, const char *volume_name)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (pass->now / G_USEC_PER_SEC);
  g_autofree char *stamp = now != NULL ? g_date_time_format (now, "%Y%m%d-%H%M%S") : NULL;

  return g_strdup_printf ("%s-%s-%s.memory.dump", get_text (pass->metadata, OBJECT_META_NAME),
                          volume_name, stamp != NULL ? stamp : "");
}

static void
begin_dump (const VmistatePass *pass, gpointer volume, gpointer dump)
{
  const char *name = get_text (volume, VOLUME_NAME);
  g_autofree char *file = name_dump (pass, name);

  _vmistate_record_set_string (dump, MEMORY_DUMP_TARGET_FILE_NAME, file);
  set_progress (volume, "MemoryDumpInProgress", REASON_MOUNTED,
                g_strdup_printf ("Memory dump Volume %s is attached, getting memory dump", name));
}

/* (nullable): what the launcher noted of this dump, not of an earlier one */
static gpointer
find_note (const VmistatePass *pass, gpointer dump)
{
  gpointer domain = _vmistate_pass_get_domain (pass);
  gpointer notes = _vmistate_record_get_record (domain, DOMAIN_NOTES);
  gpointer note = _vmistate_record_get_record (notes, DOMAIN_NOTES_MEMORY_DUMP);

  return note != NULL
                 && g_str_equal (get_text (note, MEMORY_DUMP_NOTE_FILE_NAME),
                                 get_text (dump, MEMORY_DUMP_TARGET_FILE_NAME))
             ? note
             : NULL;
}

static void
follow_dump (gpointer volume, gpointer dump, gpointer note)
{
  g_autofree char *reason = g_strdup (get_text (volume, VOLUME_REASON));
  const char *name = get_text (volume, VOLUME_NAME);
  gboolean failed = _vmistate_record_has (note, MEMORY_DUMP_NOTE_END_TIMESTAMP)
                    && _vmistate_record_is_true (note, MEMORY_DUMP_NOTE_FAILED);

  if (_vmistate_record_has (note, MEMORY_DUMP_NOTE_START_TIMESTAMP))
    _vmistate_record_copy_field (dump, MEMORY_DUMP_START_TIMESTAMP, note,
                                 MEMORY_DUMP_NOTE_START_TIMESTAMP);
  if (failed)
    set_progress (volume, "MemoryDumpFailed", reason,
                  g_strdup_printf ("Memory dump to pvc %s failed: %s", name,
                                   get_text (note, MEMORY_DUMP_NOTE_FAILURE_REASON)));
  else if (_vmistate_record_is_true (note, MEMORY_DUMP_NOTE_COMPLETED))
    set_progress (volume, "MemoryDumpCompleted", REASON_READY,
                  g_strdup_printf ("Memory dump to Volume %s has completed successfully", name));
  else
    return;
  _vmistate_record_copy_field (dump, MEMORY_DUMP_END_TIMESTAMP, note,
                               MEMORY_DUMP_NOTE_END_TIMESTAMP);
}

static void
update_dump (const VmistatePass *pass, gpointer volume)
{
  gpointer dump =
      _vmistate_record_copy (_vmistate_record_get_record (volume, VOLUME_MEMORY_DUMP_VOLUME));
  const char *phase = get_text (volume, VOLUME_PHASE);
  gpointer note = find_note (pass, dump);

  if (g_str_equal (phase, "MountedToPod"))
    begin_dump (pass, volume, dump);
  else if (g_str_equal (phase, "MemoryDumpInProgress") && note != NULL)
    follow_dump (volume, dump, note);
  _vmistate_record_take_record (volume, VOLUME_MEMORY_DUMP_VOLUME, dump);
}

/* All */

static gpointer
update_volume (const VmistatePass *pass, gpointer stored, GHashTable *targets)
{
  gpointer volume = _vmistate_record_copy (stored);
  const char *target = g_hash_table_lookup (targets, get_text (volume, VOLUME_NAME));

  _vmistate_record_set_string (volume, VOLUME_TARGET, target != NULL ? target : "");
  if (_vmistate_record_has (volume, VOLUME_HOTPLUG_VOLUME))
    update_hotplug (pass, volume);
  if (_vmistate_record_has (volume, VOLUME_MEMORY_DUMP_VOLUME))
    update_dump (pass, volume);
  return volume;
}

/* Of volumes with the same name the last one speaks for all. */
static void
tell_changes (VmistatePass *pass, GPtrArray *stored, GPtrArray *fresh)
{
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < fresh->len; i++)
    g_hash_table_insert (by_name, (gpointer) get_text (fresh->pdata[i], VOLUME_NAME),
                         fresh->pdata[i]);
  for (guint i = 0; i < stored->len; i++)
    {
      gpointer volume = g_hash_table_lookup (by_name, get_text (stored->pdata[i], VOLUME_NAME));

      if (!g_str_equal (get_text (volume, VOLUME_PHASE), get_text (stored->pdata[i], VOLUME_PHASE)))
        _vmistate_pass_event (pass, "Normal", get_text (volume, VOLUME_REASON), "%s",
                              get_text (volume, VOLUME_MESSAGE));
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (get_text (*(const gpointer *) a, VOLUME_NAME),
                 get_text (*(const gpointer *) b, VOLUME_NAME));
}

void
_vmistate_kubevirt_volumes (VmistatePass *pass)
{
  GPtrArray *stored = _vmistate_record_get_list (pass->status, STATUS_VOLUME_STATUS);
  g_autoptr (GHashTable) targets = NULL;
  GPtrArray *fresh;

  if (stored == NULL)
    return;
  targets = map_targets (_vmistate_pass_get_domain (pass));
  fresh = _vmistate_record_list_new ();
  for (guint i = 0; i < stored->len; i++)
    g_ptr_array_add (fresh, update_volume (pass, stored->pdata[i], targets));
  tell_changes (pass, stored, fresh);
  g_ptr_array_sort (fresh, compare_names);
  _vmistate_record_take_list (pass->status, STATUS_VOLUME_STATUS, fresh);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Volumes: those that KubeVirt's object has, with the place in the guest that the domain gives
 * them; without an object, the domain's disks. */

#include "config.h"

#include "derive.h"

#include "model/status.h"
#include "model/volume.h"

#include <string.h>

#define USER_ALIAS_PREFIX "ua-"

/* KubeVirt names a disk after its volume. A domain that is shut off has no aliases. */
static const char *
name_of (gpointer disk)
{
  const char *alias = _vmistate_record_get_string (disk, DOMAIN_DISK_ALIAS);

  if (alias == NULL || *alias == '\0')
    return _vmistate_record_get_string (disk, DOMAIN_DISK_TARGET);
  return g_str_has_prefix (alias, USER_ALIAS_PREFIX) ? alias + strlen (USER_ALIAS_PREFIX) : alias;
}

/* A drive without medium holds no volume. */
static gboolean
holds_volume (gpointer disk)
{
  return _vmistate_record_has (disk, DOMAIN_DISK_SOURCE) && name_of (disk) != NULL;
}

/* (nullable) */
static const char *
find_target (GPtrArray *disks, const char *name)
{
  for (guint i = 0; disks != NULL && i < disks->len; i++)
    {
      if (holds_volume (disks->pdata[i]) && g_strcmp0 (name_of (disks->pdata[i]), name) == 0)
        return _vmistate_record_get_string (disks->pdata[i], DOMAIN_DISK_TARGET);
    }
  return NULL;
}

/* What was plugged in and is in the guest is ready. */
static void
set_ready (gpointer volume)
{
  g_autofree char *message = g_strdup_printf ("Successfully attach hotplugged volume %s to VM",
                                              _vmistate_record_get_string (volume, VOLUME_NAME));

  _vmistate_record_set_string (volume, VOLUME_PHASE, "Ready");
  _vmistate_record_set_string (volume, VOLUME_REASON, "VolumeReady");
  _vmistate_record_set_string (volume, VOLUME_MESSAGE, message);
}

static void
merge_volumes (GPtrArray *stored, GPtrArray *disks, GPtrArray *volumes)
{
  for (guint i = 0; i < stored->len; i++)
    {
      gpointer volume = _vmistate_record_copy (stored->pdata[i]);
      const char *name = _vmistate_record_get_string (volume, VOLUME_NAME);
      const char *target = name != NULL ? find_target (disks, name) : NULL;

      _vmistate_record_set_string (volume, VOLUME_TARGET, target);
      if (target != NULL && _vmistate_record_has (volume, VOLUME_HOTPLUG_VOLUME))
        set_ready (volume);
      g_ptr_array_add (volumes, volume);
    }
}

static void
list_disks (GPtrArray *disks, GPtrArray *volumes)
{
  for (guint i = 0; disks != NULL && i < disks->len; i++)
    {
      gpointer volume;

      if (!holds_volume (disks->pdata[i]))
        continue;
      volume = g_object_new (VMISTATE_TYPE_VOLUME, NULL);
      _vmistate_record_set_string (volume, VOLUME_NAME, name_of (disks->pdata[i]));
      _vmistate_record_copy_field (volume, VOLUME_TARGET, disks->pdata[i], DOMAIN_DISK_TARGET);
      g_ptr_array_add (volumes, volume);
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  int order = g_strcmp0 (_vmistate_record_get_string (*(gpointer *) a, VOLUME_NAME),
                         _vmistate_record_get_string (*(gpointer *) b, VOLUME_NAME));

  return order != 0 ? order
                    : g_strcmp0 (_vmistate_record_get_string (*(gpointer *) a, VOLUME_TARGET),
                                 _vmistate_record_get_string (*(gpointer *) b, VOLUME_TARGET));
}

void
_vmistate_derive_volumes (const VmistateDerivation *d)
{
  GPtrArray *stored = _vmistate_record_get_list (d->base, STATUS_VOLUME_STATUS);
  gboolean has_vmi = _vmistate_evidence_has_vmi (d->evidence);
  GPtrArray *disks = NULL;
  GPtrArray *volumes;

  if (d->domain == NULL || (stored == NULL && has_vmi))
    return;
  if (!d->view->gone)
    disks = _vmistate_record_get_list (d->domain, DOMAIN_DISKS);
  volumes = _vmistate_record_list_new ();
  if (stored != NULL)
    merge_volumes (stored, disks, volumes);
  else
    list_disks (disks, volumes);
  g_ptr_array_sort (volumes, compare_names);
  _vmistate_record_take_list (d->status, STATUS_VOLUME_STATUS, volumes);
}

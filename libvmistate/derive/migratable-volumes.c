/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Which volumes the target of a migration would find. KubeVirt goes through them in order and ends
 * at the first one that it would not. */

#include "config.h"

#include "migratability.h"

#include "model/migrated-volume.h"
#include "model/pvc-info.h"
#include "model/volume.h"

#define ALL_MUST_BE_SHARED                                                                         \
  "live migration requires that all PVCs must be shared (using ReadWriteMany access mode)"

typedef struct
{
  const VmistateMigrationSubject *subject;
  GHashTable *claims;      /* (owned) name of the volume -> (nullable) VmistatePvcInfo */
  GHashTable *migrated;    /* (owned) set: names of volumes that move to other claims */
  GHashTable *filesystems; /* (owned) set: names of volumes that virtiofs shares */
  GHashTable *cdroms;      /* (owned) set: names of volumes in read-only drives */
  gboolean copies_disks;
} Check;

static GHashTable *
names_new (void)
{
  return g_hash_table_new (g_str_hash, g_str_equal);
}

static void
add_name (GHashTable *names, gpointer record, guint field, gpointer value)
{
  const char *name = _vmistate_record_get_string (record, field);

  /* The later one counts, like in KubeVirt's maps. */
  g_hash_table_insert (names, (gpointer) (name != NULL ? name : ""), value);
}

static gboolean
is_readonly_cdrom (gpointer disk)
{
  gpointer cdrom = _vmistate_record_get_record (disk, DISK_SPEC_CDROM);
  gboolean readonly;

  if (cdrom == NULL)
    return FALSE;
  return !_vmistate_record_get_boolean (cdrom, DISK_TARGET_READONLY, &readonly) || readonly;
}

static void
collect_devices (Check *self)
{
  gpointer spec = self->subject->spec;
  gpointer domain = _vmistate_record_get_record (spec, VMI_SPEC_DOMAIN);
  gpointer devices = _vmistate_record_get_record (domain, DOMAIN_SPEC_DEVICES);
  GPtrArray *filesystems = _vmistate_record_get_list (devices, DEVICES_SPEC_FILESYSTEMS);
  GPtrArray *disks = _vmistate_record_get_list (devices, DEVICES_SPEC_DISKS);

  for (guint i = 0; filesystems != NULL && i < filesystems->len; i++)
    add_name (self->filesystems, filesystems->pdata[i], FILESYSTEM_SPEC_NAME, NULL);
  for (guint i = 0; disks != NULL && i < disks->len; i++)
    {
      if (is_readonly_cdrom (disks->pdata[i]))
        add_name (self->cdroms, disks->pdata[i], DISK_SPEC_NAME, NULL);
    }
}

static void
collect_volumes (Check *self)
{
  GPtrArray *volumes = _vmistate_record_get_list (self->subject->status, STATUS_VOLUME_STATUS);
  GPtrArray *migrated = _vmistate_record_get_list (self->subject->status, STATUS_MIGRATED_VOLUMES);

  for (guint i = 0; volumes != NULL && i < volumes->len; i++)
    add_name (self->claims, volumes->pdata[i], VOLUME_NAME,
              _vmistate_record_get_record (volumes->pdata[i], VOLUME_PERSISTENT_VOLUME_CLAIM_INFO));
  for (guint i = 0; migrated != NULL && i < migrated->len; i++)
    add_name (self->migrated, migrated->pdata[i], MIGRATED_VOLUME_VOLUME_NAME, NULL);
}

static void
check_init (Check *self, const VmistateMigrationSubject *subject)
{
  *self = (Check){
    .subject = subject,
    .claims = names_new (),
    .migrated = names_new (),
    .filesystems = names_new (),
    .cdroms = names_new (),
  };
  collect_devices (self);
  collect_volumes (self);
  self->copies_disks = g_hash_table_size (self->migrated) > 0;
}

static void
check_clear (Check *self)
{
  g_hash_table_unref (self->claims);
  g_hash_table_unref (self->migrated);
  g_hash_table_unref (self->filesystems);
  g_hash_table_unref (self->cdroms);
}

/* What to say of one volume */

static gboolean
is_shared (gpointer claim)
{
  const char *const *modes = _vmistate_record_get_texts (claim, PVC_INFO_ACCESS_MODES);

  return modes != NULL && g_strv_contains (modes, "ReadWriteMany");
}

static char *
check_claim (Check *self, const char *volume, gpointer claim, const char *claim_name)
{
  if (is_shared (claim) || g_hash_table_contains (self->migrated, volume))
    return NULL;
  return g_strdup_printf ("cannot migrate VMI: PVC %s is not shared, " ALL_MUST_BE_SHARED,
                          claim_name != NULL ? claim_name : "");
}

static char *
check_claimed (Check *self, const char *name, gpointer volume)
{
  gpointer claim = g_hash_table_lookup (self->claims, name);
  gpointer ref = _vmistate_record_get_record (volume, VOLUME_SPEC_PERSISTENT_VOLUME_CLAIM);
  const char *claim_name;

  if (ref != NULL)
    claim_name = _vmistate_record_get_string (ref, CLAIM_REF_CLAIM_NAME);
  else
    claim_name = _vmistate_record_get_string (
        _vmistate_record_get_record (volume, VOLUME_SPEC_DATA_VOLUME), DATA_VOLUME_REF_NAME);
  if (claim == NULL)
    return g_strdup_printf (
        "cannot migrate VMI: Unable to determine if PVC %s is shared, " ALL_MUST_BE_SHARED,
        claim_name != NULL ? claim_name : "");
  return check_claim (self, name, claim, claim_name);
}

static char *
check_host_disk (Check *self, const char *name, gpointer volume)
{
  gpointer disk = _vmistate_record_get_record (volume, VOLUME_SPEC_HOST_DISK);
  gpointer claim = g_hash_table_lookup (self->claims, name);
  gboolean shared;

  /* KubeVirt itself turns claims into host disks. */
  if (claim != NULL)
    return check_claim (self, name, claim,
                        _vmistate_record_get_string (claim, PVC_INFO_CLAIM_NAME));
  _vmistate_record_get_boolean (disk, HOST_DISK_SHARED, &shared);
  return shared ? NULL : g_strdup ("cannot migrate VMI with non-shared HostDisk");
}

static char *
check_volume (Check *self, gpointer volume)
{
  const char *name = _vmistate_record_get_string (volume, VOLUME_SPEC_NAME);

  if (name == NULL)
    name = "";
  if (_vmistate_record_has (volume, VOLUME_SPEC_PERSISTENT_VOLUME_CLAIM)
      || _vmistate_record_has (volume, VOLUME_SPEC_DATA_VOLUME))
    return check_claimed (self, name, volume);
  if (_vmistate_record_has (volume, VOLUME_SPEC_HOST_DISK))
    return check_host_disk (self, name, volume);
  /* The rest is made anew on the target, and what the guest wrote to it has to be copied. */
  if (!g_hash_table_contains (self->filesystems, name)
      && !g_hash_table_contains (self->cdroms, name))
    self->copies_disks = TRUE;
  return NULL;
}

static char *
check_volumes (Check *self)
{
  GPtrArray *volumes = _vmistate_record_get_list (self->subject->spec, VMI_SPEC_VOLUMES);

  for (guint i = 0; volumes != NULL && i < volumes->len; i++)
    {
      char *message = check_volume (self, volumes->pdata[i]);

      if (message == NULL)
        continue;
      self->copies_disks = TRUE;
      return message;
    }
  return NULL;
}

char *
_vmistate_migration_check_volumes (const VmistateMigrationSubject *subject)
{
  Check check;
  char *message;

  check_init (&check, subject);
  message = check_volumes (&check);
  check_clear (&check);
  return message;
}

gboolean
_vmistate_migration_copies_disks (const VmistateMigrationSubject *subject)
{
  Check check;
  g_autofree char *message = NULL;

  check_init (&check, subject);
  message = check_volumes (&check);
  check_clear (&check);
  return check.copies_disks;
}

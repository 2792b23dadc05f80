/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "lane.h"

/* From so many unknown ones on it is cheaper to list all. */
#define MANY 4

static void
handle_free (gpointer handle)
{
  virDomainFree (handle);
}

VmistateLane *
_vmistate_lane_new (virConnectPtr connection, gboolean is_qemu)
{
  VmistateLane *self = g_new0 (VmistateLane, 1);

  g_atomic_ref_count_init (&self->ref_count);
  virConnectRef (connection);
  self->connection = connection;
  self->is_qemu = is_qemu;
  self->handles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, handle_free);
  return self;
}

VmistateLane *
_vmistate_lane_ref (VmistateLane *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
_vmistate_lane_unref (VmistateLane *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->handles);
  virConnectClose (self->connection);
  g_free (self);
}

gboolean
_vmistate_lane_list (VmistateLane *self)
{
  virDomainPtr *handles = NULL;
  int n = virConnectListAllDomains (self->connection, &handles, /* flags= */ 0);

  if (n < 0)
    return FALSE;
  g_hash_table_remove_all (self->handles);
  for (int i = 0; i < n; i++)
    {
      char uuid[VIR_UUID_STRING_BUFLEN];

      virDomainGetUUIDString (handles[i], uuid);
      g_hash_table_insert (self->handles, g_strdup (uuid), handles[i]);
    }
  free (handles);
  return TRUE;
}

virDomainPtr
_vmistate_lane_find (VmistateLane *self, const char *uuid)
{
  virDomainPtr handle = g_hash_table_lookup (self->handles, uuid);

  if (handle != NULL)
    return handle;
  handle = virDomainLookupByUUIDString (self->connection, uuid);
  if (handle != NULL)
    g_hash_table_insert (self->handles, g_strdup (uuid), handle);
  return handle;
}

void
_vmistate_lane_learn (VmistateLane *self, GPtrArray *uuids)
{
  guint n_unknown = 0;

  for (guint i = 0; i < uuids->len; i++)
    n_unknown += !g_hash_table_contains (self->handles, uuids->pdata[i]);
  /* Those that are gone make the list grow until it is made anew. */
  if (n_unknown >= MANY || g_hash_table_size (self->handles) > 2 * uuids->len + 1024)
    _vmistate_lane_list (self);
}

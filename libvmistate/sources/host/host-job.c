/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "host-job.h"

#include <libvirt/virterror.h>

#include "model/host-info.h"
#include "model/storage-pool.h"
#include "sources/clean-text.h"

VmistateHostLane *
_vmistate_host_lane_new (VmistateEventTarget *target)
{
  VmistateHostLane *self = g_new0 (VmistateHostLane, 1);

  self->target = _vmistate_event_target_ref (target);
  return self;
}

void
_vmistate_host_lane_free (gpointer data)
{
  VmistateHostLane *self = data;

  _vmistate_event_target_unref (self->target);
  g_free (self);
}

VmistateHostJob *
_vmistate_host_job_new (VmistateHostQuestion question, VmistateHostLane *lane, const char *uri)
{
  VmistateHostJob *self = g_new0 (VmistateHostJob, 1);

  self->question = question;
  self->lane = lane;
  self->uri = uri;
  return self;
}

void
_vmistate_host_job_free (gpointer data)
{
  VmistateHostJob *self = data;

  g_clear_object (&self->info);
  g_clear_object (&self->pool);
  g_clear_pointer (&self->pools, g_ptr_array_unref);
  g_free (self->version);
  g_free (self->uuid);
  g_free (self->message);
  g_free (self);
}

static void
fail (VmistateHostJob *self)
{
  virErrorPtr error = virGetLastError ();

  self->unsupported = error != NULL && error->code == VIR_ERR_NO_SUPPORT;
  g_free (self->message);
  self->message = _vmistate_clean_text (virGetLastErrorMessage ());
}

static char *
format_version (unsigned long version)
{
  return g_strdup_printf ("%lu.%lu.%lu", version / 1000000, version / 1000 % 1000, version % 1000);
}

static void
set_version (gpointer record, guint field, unsigned long version)
{
  g_autofree char *text = format_version (version);

  _vmistate_record_set_string (record, field, text);
}

static void
set_text (gpointer record, guint field, const char *text)
{
  g_autofree char *clean = text != NULL ? _vmistate_clean_text (text) : NULL;

  _vmistate_record_set_string (record, field, clean);
}

static void
ask_versions (VmistateHostJob *self, virConnectPtr handle)
{
  unsigned long version;

  self->info = g_object_new (VMISTATE_TYPE_HOST_INFO, NULL);
  set_text (self->info, HOST_INFO_HYPERVISOR, virConnectGetType (handle));
  if (virConnectGetLibVersion (handle, &version) == 0)
    set_version (self->info, HOST_INFO_LIBVIRT_VERSION, version);
  if (virGetVersion (&version, /* type= */ NULL, /* typeVer= */ NULL) == 0)
    set_version (self->info, HOST_INFO_LIBRARY_VERSION, version);
  self->lost = virConnectIsAlive (handle) != 1;
  if (self->lost)
    fail (self);
}

static void
ask_hypervisor (VmistateHostJob *self, virConnectPtr handle)
{
  unsigned long version;

  if (virConnectGetVersion (handle, &version) < 0)
    fail (self);
  else if (version > 0) /* a host without anything that could run a domain has none */
    self->version = format_version (version);
}

/* Returns: (transfer full): who it is, and nothing else */
static VmistateStoragePool *
name_pool (virStoragePoolPtr handle)
{
  VmistateStoragePool *pool = g_object_new (VMISTATE_TYPE_STORAGE_POOL, NULL);
  char uuid[VIR_UUID_STRING_BUFLEN];

  set_text (pool, STORAGE_POOL_NAME, virStoragePoolGetName (handle));
  if (virStoragePoolGetUUIDString (handle, uuid) == 0)
    _vmistate_record_set_string (pool, STORAGE_POOL_UUID, uuid);
  return pool;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (_vmistate_record_get_string (*(gpointer const *) a, STORAGE_POOL_NAME),
                    _vmistate_record_get_string (*(gpointer const *) b, STORAGE_POOL_NAME));
}

static void
ask_list (VmistateHostJob *self, virConnectPtr handle)
{
  virStoragePoolPtr *handles = NULL;
  int n = virConnectListAllStoragePools (handle, &handles, /* flags= */ 0);

  if (n < 0)
    {
      fail (self);
      return;
    }
  self->pools = g_ptr_array_new_with_free_func (g_object_unref);
  for (int i = 0; i < n; i++)
    {
      g_ptr_array_add (self->pools, name_pool (handles[i]));
      virStoragePoolFree (handles[i]);
    }
  free (handles);
  g_ptr_array_sort (self->pools, compare_names);
  if (self->pools->len > VMISTATE_HOST_MAX_POOLS)
    g_ptr_array_set_size (self->pools, VMISTATE_HOST_MAX_POOLS);
}

static void
set_bytes (gpointer pool, guint field, unsigned long long bytes)
{
  if (bytes <= G_MAXINT64)
    _vmistate_record_set_integer (pool, field, (gint64) bytes);
}

static void
ask_pool (VmistateHostJob *self, virConnectPtr handle)
{
  virStoragePoolPtr pool = virStoragePoolLookupByUUIDString (handle, self->uuid);
  virStoragePoolInfo info;

  if (pool == NULL || virStoragePoolGetInfo (pool, &info) < 0)
    {
      fail (self);
      g_clear_pointer (&pool, virStoragePoolFree);
      return;
    }
  self->pool = name_pool (pool);
  _vmistate_record_set_integer (self->pool, STORAGE_POOL_STATE, info.state);
  _vmistate_record_set_boolean (self->pool, STORAGE_POOL_TIMED_OUT, FALSE);
  /* Of another state libvirt knows no sizes, and says 0. */
  if (info.state == VIR_STORAGE_POOL_RUNNING || info.state == VIR_STORAGE_POOL_DEGRADED)
    {
      set_bytes (self->pool, STORAGE_POOL_CAPACITY_BYTES, info.capacity);
      set_bytes (self->pool, STORAGE_POOL_ALLOCATION_BYTES, info.allocation);
      set_bytes (self->pool, STORAGE_POOL_AVAILABLE_BYTES, info.available);
    }
  virStoragePoolFree (pool);
}

/* Nothing that is asked for needs to write; but not every daemon lets in those who only read. */
static gboolean
open_connection (VmistateHostJob *self)
{
  VmistateHostLane *lane = self->lane;

  if (lane->connection.handle != NULL
      || _vmistate_connection_open_read_only (&lane->connection, self->uri, lane->target)
      || _vmistate_connection_open (&lane->connection, self->uri, lane->target))
    return TRUE;
  fail (self);
  self->lost = TRUE;
  return FALSE;
}

void
_vmistate_host_job_run (gpointer data)
{
  VmistateHostJob *self = data;

  if (self->question == VMISTATE_HOST_CLOSE)
    {
      _vmistate_connection_close (&self->lane->connection);
      return;
    }
  if (!open_connection (self))
    return;
  switch (self->question)
    {
    case VMISTATE_HOST_VERSIONS:
      ask_versions (self, self->lane->connection.handle);
      break;
    case VMISTATE_HOST_HYPERVISOR:
      ask_hypervisor (self, self->lane->connection.handle);
      break;
    case VMISTATE_HOST_LIST:
      ask_list (self, self->lane->connection.handle);
      break;
    case VMISTATE_HOST_POOL:
    default:
      ask_pool (self, self->lane->connection.handle);
    }
}

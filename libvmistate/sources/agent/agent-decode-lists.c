/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Replies that are lists: users and file systems. */

#include "config.h"

#include "agent-decoders.h"

#include "agent-member.h"
#include "model/filesystem-disk.h"
#include "model/filesystem.h"
#include "model/user.h"

/* The last second that can be written as a date of four-digit years. */
#define MAX_LOGIN_TIME 253402300799.0

static gpointer
read_user (VmistateAgentReply *reply, JsonObject *element)
{
  g_autoptr (VmistateUser) user = g_object_new (VMISTATE_TYPE_USER, NULL);

  _vmistate_agent_read_text (reply, element, "domain", user, USER_DOMAIN);
  _vmistate_agent_read_double (reply, element, "login-time", 0, MAX_LOGIN_TIME, user,
                               USER_LOGIN_TIME);
  if (!_vmistate_agent_read_text (reply, element, "user", user, USER_USER_NAME))
    {
      _vmistate_agent_remark (reply, "user: an entry without a name is left out");
      return NULL;
    }
  return g_steal_pointer (&user);
}

static gboolean
is_same_user (gpointer a, gpointer b)
{
  return g_strcmp0 (_vmistate_record_get_string (a, USER_USER_NAME),
                    _vmistate_record_get_string (b, USER_USER_NAME))
             == 0
         && g_strcmp0 (_vmistate_record_get_string (a, USER_DOMAIN),
                       _vmistate_record_get_string (b, USER_DOMAIN))
                == 0;
}

static void
keep_earlier_login (gpointer kept, gpointer other)
{
  double kept_time;
  double other_time;

  if (!_vmistate_record_get_double (other, USER_LOGIN_TIME, &other_time))
    return;
  if (!_vmistate_record_get_double (kept, USER_LOGIN_TIME, &kept_time) || other_time < kept_time)
    _vmistate_record_set_double (kept, USER_LOGIN_TIME, other_time);
}

/* Agents of some guests list every session; what counts is who is logged in, and since when. */
static void
merge_sessions (GPtrArray *users)
{
  for (guint i = 0; i < users->len; i++)
    {
      for (guint j = users->len - 1; j > i; j--)
        {
          if (!is_same_user (users->pdata[i], users->pdata[j]))
            continue;
          keep_earlier_login (users->pdata[i], users->pdata[j]);
          g_ptr_array_remove_index (users, j);
        }
    }
}

gboolean
_vmistate_agent_decode_users (VmistateAgentReply *reply, JsonNode *value)
{
  GPtrArray *users;

  if (!_vmistate_agent_read_list (reply, value, "users", VMISTATE_AGENT_MAX_USERS, read_user,
                                  AGENT_REPLY_USERS))
    return FALSE;
  users = _vmistate_record_get_list (reply, AGENT_REPLY_USERS);
  if (users != NULL)
    merge_sessions (users);
  return TRUE;
}

static gpointer
read_disk (VmistateAgentReply *reply, JsonObject *element)
{
  VmistateFilesystemDisk *disk = g_object_new (VMISTATE_TYPE_FILESYSTEM_DISK, NULL);

  _vmistate_agent_read_text (reply, element, "serial", disk, FILESYSTEM_DISK_SERIAL);
  _vmistate_agent_read_text (reply, element, "bus-type", disk, FILESYSTEM_DISK_BUS_TYPE);
  return disk;
}

static gpointer
read_filesystem (VmistateAgentReply *reply, JsonObject *element)
{
  g_autoptr (VmistateFilesystem) fs = g_object_new (VMISTATE_TYPE_FILESYSTEM, NULL);
  JsonNode *disks = _vmistate_agent_get_member (element, "disk");

  _vmistate_agent_read_text (reply, element, "name", fs, FILESYSTEM_DISK_NAME);
  _vmistate_agent_read_text (reply, element, "type", fs, FILESYSTEM_FILE_SYSTEM_TYPE);
  _vmistate_agent_read_integer (reply, element, "used-bytes", 0, G_MAXINT64, fs,
                                FILESYSTEM_USED_BYTES);
  _vmistate_agent_read_integer (reply, element, "total-bytes", 0, G_MAXINT64, fs,
                                FILESYSTEM_TOTAL_BYTES);
  if (!_vmistate_agent_read_text (reply, element, "mountpoint", fs, FILESYSTEM_MOUNT_POINT))
    {
      _vmistate_agent_remark (reply, "mountpoint: an entry without it is left out");
      return NULL;
    }
  if (disks != NULL)
    _vmistate_record_take_list (
        fs, FILESYSTEM_DISK,
        _vmistate_agent_read_array (reply, disks, "disk", VMISTATE_AGENT_MAX_DISKS, read_disk));
  return g_steal_pointer (&fs);
}

gboolean
_vmistate_agent_decode_filesystems (VmistateAgentReply *reply, JsonNode *value)
{
  return _vmistate_agent_read_list (reply, value, "filesystems", VMISTATE_AGENT_MAX_FILESYSTEMS,
                                    read_filesystem, AGENT_REPLY_FILESYSTEMS);
}

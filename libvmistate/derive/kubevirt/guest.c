/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the guest agent says, as the launcher keeps it and the node agent copies it. */

#include "config.h"

#include "pass.h"

#include "agent-interfaces.h"
#include "agent-store.h"

#include "model/filesystem-info.h"
#include "model/guest-agent-info.h"
#include "model/guest-os-info.h"
#include "model/timezone.h"
#include "model/user.h"

#define THAWED "thawed"

/* What the body of guestosinfo has as it is stored. */
static const struct
{
  VmistateAgentCommandId command;
  guint from;
  guint to;
} copies[] = {
  { VMISTATE_AGENT_INFO, AGENT_READING_VERSION, GUEST_AGENT_INFO_GUEST_AGENT_VERSION },
  { VMISTATE_AGENT_INFO, AGENT_READING_COMMANDS, GUEST_AGENT_INFO_SUPPORTED_COMMANDS },
  { VMISTATE_AGENT_HOSTNAME, AGENT_READING_HOSTNAME, GUEST_AGENT_INFO_HOSTNAME },
  { VMISTATE_AGENT_OSINFO, AGENT_READING_OS, GUEST_AGENT_INFO_OS },
  { VMISTATE_AGENT_FSFREEZE, AGENT_READING_FSFREEZE_STATUS, GUEST_AGENT_INFO_FS_FREEZE_STATUS },
  { VMISTATE_AGENT_TIMEZONE, AGENT_READING_TIMEZONE, GUEST_AGENT_INFO_TIMEZONE_PARTS },
};

/* Its regular expressions are for these two; the one for the freeze status may fail. */
static const VmistateAgentCommandId fragile_commands[] = {
  VMISTATE_AGENT_INFO,
  VMISTATE_AGENT_FILESYSTEMS,
};

/* Unknown parts are written too, as nothing and 0. */
static void
fill_timezone (VmistateGuestAgentInfo *info)
{
  gpointer timezone = _vmistate_record_get_record (info, GUEST_AGENT_INFO_TIMEZONE_PARTS);
  const char *zone = _vmistate_record_get_string (timezone, TIMEZONE_ZONE);
  g_autofree char *text = NULL;
  gint32 offset = 0;

  if (timezone != NULL)
    _vmistate_record_get_int32 (timezone, TIMEZONE_OFFSET_SEC, &offset);
  text = g_strdup_printf ("%s, %d", zone != NULL ? zone : "", offset);
  _vmistate_record_set_string (info, GUEST_AGENT_INFO_TIMEZONE, text);
}

/* libvirt gives whole milliseconds, as an unsigned number. What does not fit into a signed one is
 * 0 to KubeVirt, and 0 is not written. */
static gpointer
user_as_listed (gpointer stored)
{
  gpointer user = _vmistate_record_copy (stored);
  double seconds;
  double msec;

  if (!_vmistate_record_get_double (user, USER_LOGIN_TIME, &seconds))
    return user;
  msec = seconds * 1000;
  if (msec >= 1 && msec < (double) G_MAXINT64)
    _vmistate_record_set_double (user, USER_LOGIN_TIME, (double) (gint64) msec / 1000);
  else
    _vmistate_record_clear_field (user, USER_LOGIN_TIME);
  return user;
}

static void
fill_users (const VmistateView *view, VmistateGuestAgentInfo *info)
{
  g_autoptr (VmistateAgentReading) stored =
      _vmistate_kubevirt_dup_stored (view, VMISTATE_AGENT_USERS);
  GPtrArray *users = _vmistate_record_get_list (stored, AGENT_READING_USERS);
  GPtrArray *listed = _vmistate_record_list_new ();

  for (guint i = 0; i < _vmistate_list_length (users); i++)
    g_ptr_array_add (listed, user_as_listed (users->pdata[i]));
  _vmistate_record_take_list (info, GUEST_AGENT_INFO_USER_LIST, listed);
}

static void
fill_filesystems (const VmistateView *view, VmistateGuestAgentInfo *info)
{
  g_autoptr (VmistateAgentReading) stored =
      _vmistate_kubevirt_dup_stored (view, VMISTATE_AGENT_FILESYSTEMS);
  VmistateFilesystemInfo *filesystems = g_object_new (VMISTATE_TYPE_FILESYSTEM_INFO, NULL);

  if (stored != NULL)
    _vmistate_record_copy_field (filesystems, FILESYSTEM_INFO_DISKS, stored,
                                 AGENT_READING_FILESYSTEMS);
  _vmistate_record_take_record (info, GUEST_AGENT_INFO_FS_INFO, filesystems);
}

/* What the launcher would answer, whoever asks and whether or not there is an agent now. */
static VmistateGuestAgentInfo *
make_info (const VmistateView *view)
{
  VmistateGuestAgentInfo *info = g_object_new (VMISTATE_TYPE_GUEST_AGENT_INFO, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (copies); i++)
    {
      g_autoptr (VmistateAgentReading) stored =
          _vmistate_kubevirt_dup_stored (view, copies[i].command);

      if (stored != NULL)
        _vmistate_record_copy_field (info, copies[i].to, stored, copies[i].from);
    }
  fill_timezone (info);
  fill_users (view, info);
  fill_filesystems (view, info);
  return info;
}

static const char *
os_name (gpointer os)
{
  const char *name = _vmistate_record_get_string (os, GUEST_OS_INFO_NAME);

  return name != NULL ? name : "";
}

/* The name alone tells whether it is another system. */
static void
copy_os (VmistatePass *pass, VmistateGuestAgentInfo *info)
{
  gpointer os = _vmistate_record_get_record (info, GUEST_AGENT_INFO_OS);
  const char *name = os_name (os);
  gpointer before = _vmistate_record_get_record (pass->status, STATUS_GUEST_OS_INFO);

  if (*name != '\0' && !g_str_equal (name, os_name (before)))
    _vmistate_record_set_record (pass->status, STATUS_GUEST_OS_INFO, os);
}

static void
copy_freeze_status (VmistatePass *pass, VmistateGuestAgentInfo *info)
{
  const char *freeze = _vmistate_record_get_string (info, GUEST_AGENT_INFO_FS_FREEZE_STATUS);

  if (freeze != NULL && *freeze != '\0')
    _vmistate_record_set_string (pass->status, STATUS_FS_FREEZE_STATUS,
                                 g_str_equal (freeze, THAWED) ? NULL : freeze);
}

static void
note_crashes (VmistatePass *pass)
{
  g_autoptr (GPtrArray) crashes = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (fragile_commands); i++)
    {
      if (_vmistate_kubevirt_panics (pass->view, fragile_commands[i]))
        g_ptr_array_add (crashes, (gpointer) _vmistate_agent_command_name (fragile_commands[i]));
    }
  _vmistate_record_set_texts (pass->result, RECONCILIATION_CRASHES,
                              (const char *const *) crashes->pdata, crashes->len);
}

void
_vmistate_kubevirt_guest (VmistatePass *pass)
{
  VmistateGuestAgentInfo *info = make_info (pass->view);

  if (_vmistate_pass_get_domain (pass) != NULL && !_vmistate_pass_is_final (pass))
    {
      copy_os (pass, info);
      copy_freeze_status (pass, info);
    }
  _vmistate_record_take_record (pass->status, STATUS_GUEST_AGENT_INFO, info);
  _vmistate_record_take_list (pass->result, RECONCILIATION_AGENT_INTERFACES,
                              _vmistate_kubevirt_agent_interfaces (pass->view));
  note_crashes (pass);
}

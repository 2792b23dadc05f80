/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the guest agent says of the guest, but for its interfaces. */

#include "config.h"

#include "derive.h"

#include "model/filesystem-info.h"
#include "model/guest-agent-info.h"
#include "model/record-pool.h"
#include "model/status.h"
#include "model/timezone.h"

/* Which field of which answer goes where in the guest's description. */
static const struct
{
  VmistateAgentCommandId command;
  guint from;
  guint to;
} copies[] = {
  { VMISTATE_AGENT_INFO, AGENT_REPLY_VERSION, GUEST_AGENT_INFO_GUEST_AGENT_VERSION },
  { VMISTATE_AGENT_INFO, AGENT_REPLY_COMMANDS, GUEST_AGENT_INFO_SUPPORTED_COMMANDS },
  { VMISTATE_AGENT_HOSTNAME, AGENT_REPLY_HOSTNAME, GUEST_AGENT_INFO_HOSTNAME },
  { VMISTATE_AGENT_OSINFO, AGENT_REPLY_OS, GUEST_AGENT_INFO_OS },
  { VMISTATE_AGENT_USERS, AGENT_REPLY_USERS, GUEST_AGENT_INFO_USER_LIST },
  { VMISTATE_AGENT_FSFREEZE, AGENT_REPLY_FSFREEZE_STATUS, GUEST_AGENT_INFO_FS_FREEZE_STATUS },
  { VMISTATE_AGENT_TIMEZONE, AGENT_REPLY_TIMEZONE, GUEST_AGENT_INFO_TIMEZONE_PARTS },
  { VMISTATE_AGENT_LOAD, AGENT_REPLY_LOAD, GUEST_AGENT_INFO_LOAD },
};

/* KubeVirt's text: "CEST, 7200". Unknown stays absent there, not ", 0". */
static char *
timezone_text (gpointer timezone)
{
  const char *zone = _vmistate_record_get_string (timezone, TIMEZONE_ZONE);
  gint32 offset;

  if (!_vmistate_record_get_int32 (timezone, TIMEZONE_OFFSET_SEC, &offset))
    return g_strdup (zone);
  return g_strdup_printf ("%s, %d", zone != NULL ? zone : "", offset);
}

static void
derive_timezone (VmistateGuestAgentInfo *info)
{
  gpointer timezone = _vmistate_record_get_record (info, GUEST_AGENT_INFO_TIMEZONE_PARTS);
  g_autofree char *text = timezone != NULL ? timezone_text (timezone) : NULL;

  _vmistate_record_set_string (info, GUEST_AGENT_INFO_TIMEZONE, text);
}

static void
derive_filesystems (const VmistateView *view, VmistateGuestAgentInfo *info)
{
  gpointer answer = _vmistate_view_get_answer (view, VMISTATE_AGENT_FILESYSTEMS);
  VmistateFilesystemInfo *filesystems;

  if (answer == NULL)
    return;
  filesystems = g_object_new (VMISTATE_TYPE_FILESYSTEM_INFO, NULL);
  _vmistate_record_copy_field (filesystems, FILESYSTEM_INFO_DISKS, answer, AGENT_REPLY_FILESYSTEMS);
  _vmistate_record_take_record (info, GUEST_AGENT_INFO_FS_INFO, filesystems);
}

static VmistateGuestAgentInfo *
derive_info (const VmistateView *view)
{
  g_autoptr (VmistateGuestAgentInfo) info = NULL;
  gboolean any = FALSE;

  for (guint i = 0; i < VMISTATE_AGENT_N_COMMANDS; i++)
    any = any || _vmistate_view_get_answer (view, i) != NULL;
  if (!any)
    return NULL;
  info = g_object_new (VMISTATE_TYPE_GUEST_AGENT_INFO, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (copies); i++)
    {
      gpointer answer = _vmistate_view_get_answer (view, copies[i].command);

      if (answer != NULL)
        _vmistate_record_copy_field (info, copies[i].to, answer, copies[i].from);
    }
  derive_timezone (info);
  derive_filesystems (view, info);
  return g_steal_pointer (&info);
}

void
_vmistate_derive_guest (const VmistateDerivation *d)
{
  VmistateGuestAgentInfo *info = d->view != NULL ? derive_info (d->view) : NULL;
  const char *freeze;

  if (info == NULL)
    return;
  if (_vmistate_record_has (info, GUEST_AGENT_INFO_OS))
    _vmistate_record_copy_field (d->status, STATUS_GUEST_OS_INFO, info, GUEST_AGENT_INFO_OS);
  freeze = _vmistate_record_get_string (info, GUEST_AGENT_INFO_FS_FREEZE_STATUS);
  if (freeze != NULL)
    _vmistate_record_set_string (d->status, STATUS_FS_FREEZE_STATUS,
                                 g_str_equal (freeze, "thawed") ? NULL : freeze);
  /* Of an agent that told of nothing but interfaces; a full one has the guest's name. */
  if (_vmistate_record_get_present (info) == 0)
    info = _vmistate_record_pool (info);
  _vmistate_record_take_record (d->status, STATUS_GUEST_AGENT_INFO, info);
}

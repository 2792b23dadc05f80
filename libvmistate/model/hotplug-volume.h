/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-hotplug-volume.h>

#include "record.h"

G_BEGIN_DECLS

enum
{
  HOTPLUG_VOLUME_ATTACH_POD_NAME,
  HOTPLUG_VOLUME_ATTACH_POD_UID,
  HOTPLUG_VOLUME_N_FIELDS,
};

G_END_DECLS

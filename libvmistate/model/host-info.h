/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-host-info.h>

#include "record.h"

G_BEGIN_DECLS

enum
{
  HOST_INFO_TAKEN_AT,
  HOST_INFO_HYPERVISOR,
  HOST_INFO_HYPERVISOR_VERSION,
  HOST_INFO_LIBVIRT_VERSION,
  HOST_INFO_LIBRARY_VERSION,
  HOST_INFO_POOLS,
  HOST_INFO_N_FIELDS,
};

G_END_DECLS

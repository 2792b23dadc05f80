/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* One connection to libvirt: silent, kept alive, and with somebody told when it ends. */

#pragma once

#include <libvirt/libvirt.h>

#include "event-target.h"

G_BEGIN_DECLS

typedef struct
{
  virConnectPtr handle; /* (owned) (nullable) */
  gboolean tells_close;
  gboolean is_remote; /* has a daemon at its other end, and not the driver in this process */
} VmistateConnection;

/* Blocks. @target must live on after the connection was closed, until the event loop has come
 * round: it may be on its way there. Returns: FALSE with libvirt's last error set */
gboolean _vmistate_connection_open (VmistateConnection *self, const char *uri,
                                    VmistateEventTarget *target);
/* The same with a connection that may not change anything. */
gboolean _vmistate_connection_open_read_only (VmistateConnection *self, const char *uri,
                                              VmistateEventTarget *target);
void _vmistate_connection_close (VmistateConnection *self);

G_END_DECLS

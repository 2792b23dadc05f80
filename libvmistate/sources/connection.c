/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "connection.h"

#include <libvirt/virterror.h>

/* A daemon that has not answered for 5 × (3 + 1) seconds is gone, and so is every call to it. */
#define KEEPALIVE_SEC   5
#define KEEPALIVE_COUNT 3

/* libvirt prints every error to stderr otherwise. */
static void
be_silent (void *opaque G_GNUC_UNUSED, virErrorPtr error G_GNUC_UNUSED)
{
}

/* On the event loop's thread */
static void
close_cb (virConnectPtr handle G_GNUC_UNUSED, int reason, void *target)
{
  _vmistate_event_target_deliver_close (target, reason);
}

static gboolean
take (VmistateConnection *self, virConnectPtr handle, VmistateEventTarget *target)
{
  self->handle = handle;
  if (self->handle == NULL)
    return FALSE;
  virConnSetErrorFunc (self->handle, NULL, be_silent);
  /* Without a free function: not every driver of libvirt calls it. */
  self->tells_close = virConnectRegisterCloseCallback (self->handle, close_cb, target,
                                                       /* freecb= */ NULL)
                      == 0;
  /* Drivers without a daemon have nobody to keep alive, and nobody who could go away. */
  self->is_remote = virConnectSetKeepAlive (self->handle, KEEPALIVE_SEC, KEEPALIVE_COUNT) >= 0;
  if (!self->is_remote || !self->tells_close)
    virResetLastError ();
  return TRUE;
}

gboolean
_vmistate_connection_open (VmistateConnection *self, const char *uri, VmistateEventTarget *target)
{
  return take (self, virConnectOpen (uri), target);
}

gboolean
_vmistate_connection_open_read_only (VmistateConnection *self, const char *uri,
                                     VmistateEventTarget *target)
{
  return take (self, virConnectOpenReadOnly (uri), target);
}

void
_vmistate_connection_close (VmistateConnection *self)
{
  if (self->handle == NULL)
    return;
  if (self->tells_close)
    virConnectUnregisterCloseCallback (self->handle, close_cb);
  self->tells_close = FALSE;
  virConnectClose (self->handle);
  self->handle = NULL;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A connection that one call at a time has for itself, with the handles of domains that belong to
 * it. sources/lenders.h lends connections too, but to calls that look up one domain; here a call
 * needs the handles of many, and asking for each by each would cost more than the numbers. */

#pragma once

#include <libvirt/libvirt.h>

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gatomicrefcount ref_count;
  virConnectPtr connection; /* (owned) */
  gboolean is_qemu;
  GHashTable
      *handles;  /* (owned) UUID -> (owned) virDomainPtr; only of the call that has the lane */
  gboolean busy; /* a call has it; on the sampler's thread */
} VmistateLane;

/* A reference to @connection is taken. */
VmistateLane *_vmistate_lane_new (virConnectPtr connection, gboolean is_qemu);
VmistateLane *_vmistate_lane_ref (VmistateLane *self);
void _vmistate_lane_unref (VmistateLane *self);

/* These block: on a worker. */

/* Asks libvirt for all domains. Returns: FALSE with libvirt's last error set */
gboolean _vmistate_lane_list (VmistateLane *self);
/* (nullable): borrowed; of a domain that the lane knows, or is given by libvirt */
virDomainPtr _vmistate_lane_find (VmistateLane *self, const char *uuid);
/* Makes sure that those of @uuids that exist are known. @uuids: (element-type utf8) */
void _vmistate_lane_learn (VmistateLane *self, GPtrArray *uuids);

G_END_DECLS

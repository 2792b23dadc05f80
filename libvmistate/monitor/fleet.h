/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The instances of a monitor, sorted by namespace and name, found by key. Tells nobody. */

#pragma once

#include "instance.h"

G_BEGIN_DECLS

typedef struct
{
  GSequence *sorted;  /* (owned) (element-type VmistateInstance) */
  GHashTable *by_key; /* (owned) key of the instance -> borrowed instance */
} VmistateFleet;

void _vmistate_fleet_init (VmistateFleet *self);
void _vmistate_fleet_clear (VmistateFleet *self);

guint _vmistate_fleet_get_size (VmistateFleet *self);
VmistateInstance *_vmistate_fleet_get (VmistateFleet *self, guint position);
VmistateInstance *_vmistate_fleet_lookup (VmistateFleet *self, const char *key);

/* Both return the place where the instance is or was. */
guint _vmistate_fleet_add (VmistateFleet *self, VmistateInstance *instance);
guint _vmistate_fleet_remove (VmistateFleet *self, VmistateInstance *instance);

/* (nullable) @namespace_: any. Returns: (transfer container): borrowed instances, in order */
GPtrArray *_vmistate_fleet_find (VmistateFleet *self, const char *namespace_, const char *name);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Connections that are lent to calls which may hang, each to one call as long as there are enough.
 * Two calls of one remote connection are not independent: libvirt 9.0 often hands a reply to its
 * thread only when the next keepalive comes, up to 5 s later, while another thread of the same
 * connection waits. */

#pragma once

#include <libvirt/libvirt.h>

#include <glib.h>

G_BEGIN_DECLS

#define VMISTATE_MAX_LENT 4

typedef struct
{
  virConnectPtr handles[VMISTATE_MAX_LENT]; /* (owned) the first @n */
  guint n_lent[VMISTATE_MAX_LENT];          /* calls that have it now */
  guint n;
  guint epoch; /* counts the sets of connections that there have been */
} VmistateLenders;

/* Who lent, so that it can be given back even if there are other connections by then. */
typedef struct
{
  guint place;
  guint epoch;
} VmistateLease;

/* Takes references, and drops those to the ones before. @n of 0: there are none any more. */
void _vmistate_lenders_set (VmistateLenders *self, virConnectPtr *handles, guint n);

/* Returns: (transfer full): a reference to the one that the fewest calls have; @self has some */
virConnectPtr _vmistate_lenders_lend (VmistateLenders *self, VmistateLease *lease);
void _vmistate_lenders_give_back (VmistateLenders *self, VmistateLease lease);

G_END_DECLS

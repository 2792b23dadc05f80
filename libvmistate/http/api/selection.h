/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Which VMIs a request is about: its namespace, fieldSelector and labelSelector. */

#pragma once

#include "http/server/exchange.h"
#include "http/store/snapshot.h"

G_BEGIN_DECLS

typedef struct _VmistateHttpSelection VmistateHttpSelection;

/* Returns: (transfer full) (nullable): NULL after the request was refused */
VmistateHttpSelection *_vmistate_http_selection_new (VmistateHttpExchange *exchange);
void _vmistate_http_selection_free (VmistateHttpSelection *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VmistateHttpSelection, _vmistate_http_selection_free)

/* @snapshot: (nullable): never selected */
gboolean _vmistate_http_selection_has (const VmistateHttpSelection *self,
                                       VmistateHttpSnapshot *snapshot);

G_END_DECLS

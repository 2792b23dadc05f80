/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Kubernetes' selectors of labels: `a=b,c!=d,e in (f,g),h notin (i),j,!k`. */

#pragma once

#include "http/store/snapshot.h"

G_BEGIN_DECLS

typedef struct _VmistateHttpLabelSelector VmistateHttpLabelSelector;

/* Returns: (transfer full) (nullable): NULL with an error that names what is wrong */
VmistateHttpLabelSelector *_vmistate_http_label_selector_new (const char *text, GError **error);
void _vmistate_http_label_selector_free (VmistateHttpLabelSelector *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VmistateHttpLabelSelector, _vmistate_http_label_selector_free)

gboolean _vmistate_http_label_selector_has (const VmistateHttpLabelSelector *self,
                                            VmistateHttpSnapshot *snapshot);

G_END_DECLS

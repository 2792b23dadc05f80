/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Whose status an object of the API can change. */

#pragma once

#include "evidence.h"

G_BEGIN_DECLS

/* @ref: an object beside the VMIs; of kind OTHER: anything in its namespace
 * Returns: TRUE if what is known of the object may count for the VMI */
gboolean _vmistate_evidence_depends_on (const VmistateEvidence *self, const VmistateObjectRef *ref);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "evidence.h"

G_BEGIN_DECLS

/* Why a guest that did not answer is healthy all the same, or NULL: it is paused on purpose.
 * @error: what the ping failed with */
const char *_vmistate_derive_ping_excuse (const VmistateEvidence *evidence, const GError *error);

G_END_DECLS

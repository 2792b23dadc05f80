/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "derive/evidence.h"

G_BEGIN_DECLS

/* What KubeVirt's launcher has in its store of the answers to @command: the VmistateAgentReading
 * that it kept last. It forgets nothing, neither when the guest boots nor when the agent goes.
 *
 * @view: (nullable)
 * Returns: (transfer full) (nullable): NULL for nothing, also after an answer that it would not
 *   survive */
gpointer _vmistate_kubevirt_dup_stored (const VmistateView *view, VmistateAgentCommandId command);

/* Whether the launcher would not survive the last answer to @command.
 * @view: (nullable) */
gboolean _vmistate_kubevirt_panics (const VmistateView *view, VmistateAgentCommandId command);

G_END_DECLS

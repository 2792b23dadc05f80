/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Since when a condition is stored as it is, where KubeVirt stores no time with it: the statuses of
 * all conditions of an object, and which specification it has, packed into one value of a history.
 */

#pragma once

#include "history.h"

G_BEGIN_DECLS

/* @object: a VmistateVmiObject */
gint64 _vmistate_condition_past_pack (gpointer object);

/* Since when the objects of @history have had the condition with the status that it has now. */
gint64 _vmistate_condition_past_since (const VmistateHistory *history, const char *type);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What an API server says, as facts. */

#pragma once

#include "fact.h"

G_BEGIN_DECLS

/* @json: an object; a list of objects; or an event of a watch, {"type": …, "object": …}
 * Returns: (transfer full) (nullable): the facts, in order; NULL with @error, which names the
 *   place */
GPtrArray *_vmistate_object_facts_new (const char *source, gint64 observed_at_usec,
                                       const char *json, gssize length, GError **error);

G_END_DECLS

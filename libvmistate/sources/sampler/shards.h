/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How many are divided among few. Pure. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The part of @n items that shard number @place of @n_shards has: in order, each item in one of
 * them, and none larger than another by more than one.
 * @first: (out) Returns: how many */
guint _vmistate_shard_get (guint n, guint n_shards, guint place, guint *first);

G_END_DECLS

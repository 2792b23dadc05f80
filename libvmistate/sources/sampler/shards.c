/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "shards.h"

guint
_vmistate_shard_get (guint n, guint n_shards, guint place, guint *first)
{
  guint each = n / n_shards;
  guint rest = n % n_shards;

  *first = place * each + MIN (place, rest);
  return each + (place < rest);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "fuzz.h"
#include "round-trip.h"

static gpointer
read_fact (const char *json, gssize length, GError **error)
{
  return vmistate_fact_new_from_json (json, length, error);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  check_round_trip (read_fact, data, size);
  return 0;
}

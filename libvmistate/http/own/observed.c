/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What KubeVirt's object has no place for: where each part comes from, and numbers. */

#include "config.h"

#include "answers.h"

/* Returns: (transfer none) (nullable): NULL after the request was refused */
static VmistateHttpSnapshot *
find (VmistateHttpExchange *exchange)
{
  VmistateHttpSnapshot *snapshot =
      _vmistate_http_store_find (exchange->core->store, exchange->namespace_, exchange->name);

  if (snapshot == NULL)
    _vmistate_http_fail_unknown (exchange);
  return snapshot;
}

void
_vmistate_http_answer_observed (VmistateHttpExchange *exchange)
{
  VmistateHttpSnapshot *snapshot = find (exchange);

  if (snapshot != NULL)
    _vmistate_http_answer_text (
        exchange, SOUP_STATUS_OK, VMISTATE_HTTP_JSON,
        vmistate_status_observed_to_json (snapshot->status, g_get_real_time ()));
}

void
_vmistate_http_answer_sample (VmistateHttpExchange *exchange)
{
  VmistateHttpSnapshot *snapshot = find (exchange);
  VmistateSample *sample;

  if (snapshot == NULL)
    return;
  sample = _vmistate_http_store_get_sample (exchange->core->store, snapshot->uid);
  if (sample == NULL)
    _vmistate_http_fail (exchange, SOUP_STATUS_NOT_FOUND, "NotFound",
                         "no numbers of \"%s\" have come so far", exchange->name);
  else
    _vmistate_http_answer_text (
        exchange, SOUP_STATUS_OK, VMISTATE_HTTP_JSON,
        vmistate_record_to_json (VMISTATE_RECORD (sample), VMISTATE_PROFILE_TRUTH));
}

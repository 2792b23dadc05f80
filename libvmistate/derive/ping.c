/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "ping.h"

#include "domain-numbers.h"

/* Pauses that somebody wanted and will end. The others are troubles: I/O errors, a watchdog, a
 * crash, a failed post-copy, or nobody knows. */
static const char *const excuses[PAUSED_N_REASONS] = {
  [PAUSED_USER] = "paused by user",
  [PAUSED_MIGRATION] = "paused by a migration",
  [PAUSED_SAVE] = "paused while its memory is saved",
  [PAUSED_DUMP] = "paused while its memory is dumped",
  [PAUSED_FROM_SNAPSHOT] = "paused as its snapshot was",
  [PAUSED_SHUTTING_DOWN] = "paused while it shuts down",
  [PAUSED_SNAPSHOT] = "paused while a snapshot is taken",
  [PAUSED_STARTING_UP] = "being started",
  [PAUSED_POSTCOPY] = "paused by a post-copy migration",
};

/* Silence is excused, a refusal or a missing agent is not. */
static gboolean
is_silence (const GError *error)
{
  return g_error_matches (error, VMISTATE_ERROR, VMISTATE_ERROR_TIMEOUT)
         || g_error_matches (error, VMISTATE_ERROR, VMISTATE_ERROR_NOT_FOUND)
         || g_error_matches (error, VMISTATE_ERROR, VMISTATE_ERROR_FAILED);
}

const char *
_vmistate_derive_ping_excuse (const VmistateEvidence *evidence, const GError *error)
{
  const VmistateView *view = _vmistate_evidence_main_view (evidence);
  gint32 state;
  gint32 reason;

  if (view == NULL || !is_silence (error) || !_vmistate_view_get_state (view, &state, &reason))
    return NULL;
  if (state != DOMAIN_PAUSED || reason < 0 || reason >= PAUSED_N_REASONS)
    return NULL;
  return excuses[reason];
}

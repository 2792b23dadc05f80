/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* AccessCredentialsSynchronized: what the launcher noted in the domain when it last brought keys
 * and passwords into the guest. */

#include "config.h"

#include "node-conditions.h"

#define TYPE "AccessCredentialsSynchronized"

static gpointer
find_note (VmistatePass *pass)
{
  gpointer domain = _vmistate_pass_get_domain (pass);
  gpointer notes = _vmistate_record_get_record (domain, DOMAIN_NOTES);

  return _vmistate_record_get_record (notes, DOMAIN_NOTES_CREDENTIAL);
}

static gboolean
is_noted (gpointer condition, const char *status, const char *message)
{
  const char *old_message = _vmistate_record_get_string (condition, CONDITION_MESSAGE);

  return _vmistate_record_is (condition, CONDITION_STATUS, status)
         && g_str_equal (old_message != NULL ? old_message : "", message);
}

static void
tell (VmistatePass *pass, gboolean succeeded, const char *message)
{
  if (!succeeded)
    _vmistate_pass_event (pass, "Warning", "AccessCredentialsSyncFailed",
                          "Access credentials sync failed: %s", message);
  else if (*message != '\0')
    _vmistate_pass_event (pass, "Normal", "AccessCredentialsSyncSuccess",
                          "Access credentials sync successful: %s", message);
  else
    _vmistate_pass_event (pass, "Normal", "AccessCredentialsSyncSuccess",
                          "Access credentials sync successful.");
}

void
_vmistate_kubevirt_credentials (VmistatePass *pass)
{
  gpointer note = find_note (pass);
  gpointer condition = _vmistate_conditions_get (pass->conditions, TYPE);
  gboolean succeeded;
  const char *status;
  const char *message;

  if (note == NULL)
    return;
  _vmistate_record_get_boolean (note, CREDENTIAL_NOTE_SUCCEEDED, &succeeded);
  status = succeeded ? "True" : "False";
  message = _vmistate_record_get_string (note, CREDENTIAL_NOTE_MESSAGE);
  if (message == NULL)
    message = "";
  if (condition != NULL && is_noted (condition, status, message))
    return;
  _vmistate_conditions_remove (pass->conditions, TYPE);
  condition = _vmistate_condition_make (TYPE, status, NULL, *message != '\0' ? message : NULL);
  _vmistate_record_set_time (condition, CONDITION_LAST_TRANSITION_TIME, pass->now);
  _vmistate_conditions_append (pass->conditions, condition);
  tell (pass, succeeded, message);
}

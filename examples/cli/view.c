/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "view.h"

#include "text.h"

const char *
view_phase (VmistateStatus *status)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (VMISTATE_TYPE_PHASE);

  return g_enum_get_value (klass, vmistate_status_get_phase (status))->value_nick;
}

static const char *
condition_status (VmistateCondition *condition)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (VMISTATE_TYPE_CONDITION_STATUS);

  return g_enum_get_value (klass, vmistate_condition_get_status (condition))->value_nick;
}

const char *
view_ready (VmistateStatus *status)
{
  VmistateCondition *ready = vmistate_status_find_condition (status, "Ready");

  return ready != NULL ? condition_status (ready) : "-";
}

const char *
view_agent (VmistateStatus *status)
{
  VmistateCondition *agent = vmistate_status_find_condition (status, "AgentConnected");
  const char *reason = agent != NULL ? vmistate_condition_get_reason (agent) : NULL;

  return reason != NULL ? reason : "-";
}

const char *
view_address (VmistateStatus *status)
{
  GPtrArray *interfaces = vmistate_status_get_interfaces (status);

  for (guint i = 0; interfaces != NULL && i < interfaces->len; i++)
    {
      const char *address = vmistate_interface_get_ip_address (interfaces->pdata[i]);

      if (address != NULL)
        return address;
    }
  return NULL;
}

const char *
view_health (VmistateStatus *status)
{
  VmistateStamp *stamp = vmistate_status_find_stamp (status, "phase", NULL);
  VmistateCondition *paused = vmistate_status_find_condition (status, "Paused");

  if (stamp != NULL && vmistate_stamp_get_state (stamp) == VMISTATE_STAMP_STATE_LOST)
    return "LOST";
  if (stamp != NULL && vmistate_stamp_get_state (stamp) == VMISTATE_STAMP_STATE_STALE)
    return "STALE";
  if (paused != NULL && vmistate_condition_get_reason (paused) != NULL)
    return vmistate_condition_get_reason (paused);
  if (g_str_equal (view_ready (status), "True"))
    return "OK";
  return vmistate_status_get_reason (status) != NULL ? vmistate_status_get_reason (status) : "-";
}

gint64
view_observed_at (VmistateStatus *status)
{
  GPtrArray *stamps = vmistate_status_get_stamps (status);
  gint64 newest = 0;

  for (guint i = 0; stamps != NULL && i < stamps->len; i++)
    {
      g_autoptr (GDateTime) at = vmistate_stamp_dup_observed_at (stamps->pdata[i]);

      if (at != NULL)
        newest = MAX (newest,
                      g_date_time_to_unix (at) * G_USEC_PER_SEC + g_date_time_get_microsecond (at));
    }
  return newest;
}

static gint64
phase_began_at (VmistateStatus *status)
{
  GPtrArray *transitions = vmistate_status_get_phase_transition_timestamps (status);
  g_autoptr (GDateTime) at = NULL;

  /* The first phase seen may have begun at any time before. */
  if (transitions == NULL || transitions->len < 2)
    return 0;
  at = vmistate_phase_transition_dup_phase_transition_timestamp (
      transitions->pdata[transitions->len - 1]);
  return at != NULL ? g_date_time_to_unix (at) * G_USEC_PER_SEC : 0;
}

char *
view_phase_age (VmistateStatus *status)
{
  gint64 began = phase_began_at (status);
  gint64 now = view_observed_at (status);

  return began != 0 && now != 0 ? text_duration (now - began) : NULL;
}

char *
view_clock (VmistateStatus *status)
{
  gint64 usec = view_observed_at (status);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (usec / G_USEC_PER_SEC);
  g_autofree char *clock = g_date_time_format (time, "%H:%M:%S");

  return g_strdup_printf ("%s.%03d", clock, (int) (usec / 1000 % 1000));
}

const char *
view_color (const char *word)
{
  static const struct
  {
    const char *word;
    const char *color;
  } colors[] = {
    { "Running", "\033[32m" }, { "OK", "\033[32m" },   { "Succeeded", "\033[36m" },
    { "Failed", "\033[31m" },  { "LOST", "\033[31m" }, { "STALE", "\033[33m" },
    { "Unknown", "\033[33m" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    {
      if (g_str_equal (colors[i].word, word))
        return colors[i].color;
    }
  return "";
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "pass.h"

int
_vmistate_conditions_find (GPtrArray *conditions, const char *type)
{
  for (guint i = 0; i < conditions->len; i++)
    {
      if (_vmistate_record_is (conditions->pdata[i], CONDITION_TYPE, type))
        return i;
    }
  return -1;
}

gboolean
_vmistate_conditions_has (GPtrArray *conditions, const char *type)
{
  return _vmistate_conditions_find (conditions, type) >= 0;
}

gpointer
_vmistate_conditions_get (GPtrArray *conditions, const char *type)
{
  return _vmistate_record_list_find (conditions, CONDITION_TYPE, type);
}

gboolean
_vmistate_conditions_is (GPtrArray *conditions, const char *type, const char *status)
{
  gpointer condition = _vmistate_conditions_get (conditions, type);

  return condition != NULL && _vmistate_record_is (condition, CONDITION_STATUS, status);
}

void
_vmistate_conditions_remove (GPtrArray *conditions, const char *type)
{
  for (guint i = conditions->len; i > 0; i--)
    {
      if (g_strcmp0 (_vmistate_record_get_string (conditions->pdata[i - 1], CONDITION_TYPE), type)
          == 0)
        g_ptr_array_remove_index (conditions, i - 1);
    }
}

void
_vmistate_conditions_append (GPtrArray *conditions, gpointer condition)
{
  g_ptr_array_add (conditions, condition);
}

/* In KubeVirt's types a text that is absent is an empty one. */
static gboolean
has_same_text (gpointer a, gpointer b, guint field)
{
  const char *text_a = _vmistate_record_get_string (a, field);
  const char *text_b = _vmistate_record_get_string (b, field);

  return g_str_equal (text_a != NULL ? text_a : "", text_b != NULL ? text_b : "");
}

static gboolean
has_same_time (gpointer a, gpointer b, guint field)
{
  gint64 time_a = 0;
  gint64 time_b = 0;
  gboolean has_a = _vmistate_record_get_int64 (a, field, &time_a);
  gboolean has_b = _vmistate_record_get_int64 (b, field, &time_b);

  return has_a == has_b && time_a == time_b;
}

gboolean
_vmistate_condition_agrees (gpointer a, gpointer b)
{
  return has_same_text (a, b, CONDITION_STATUS) && has_same_text (a, b, CONDITION_REASON);
}

void
_vmistate_conditions_update (GPtrArray *conditions, gpointer condition)
{
  const char *type = _vmistate_record_get_string (condition, CONDITION_TYPE);
  int i = _vmistate_conditions_find (conditions, type);

  if (i < 0)
    {
      g_ptr_array_add (conditions, condition);
      return;
    }
  if (_vmistate_condition_agrees (conditions->pdata[i], condition))
    {
      g_object_unref (condition);
      return;
    }
  g_object_unref (conditions->pdata[i]);
  conditions->pdata[i] = condition;
}

static gboolean
is_same (gpointer a, gpointer b)
{
  static const guint texts[] = { CONDITION_STATUS, CONDITION_REASON, CONDITION_MESSAGE };
  static const guint times[] = { CONDITION_LAST_PROBE_TIME, CONDITION_LAST_TRANSITION_TIME };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (!has_same_text (a, b, texts[i]))
        return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      if (!has_same_time (a, b, times[i]))
        return FALSE;
    }
  return TRUE;
}

void
_vmistate_conditions_replace (GPtrArray *conditions, gpointer condition)
{
  const char *type = _vmistate_record_get_string (condition, CONDITION_TYPE);
  gpointer old = _vmistate_conditions_get (conditions, type);

  if (old != NULL && is_same (old, condition))
    {
      g_object_unref (condition);
      return;
    }
  _vmistate_conditions_remove (conditions, type);
  g_ptr_array_add (conditions, condition);
}

gpointer
_vmistate_condition_make (const char *type, const char *status, const char *reason,
                          const char *message)
{
  VmistateCondition *condition = g_object_new (VMISTATE_TYPE_CONDITION, NULL);

  _vmistate_record_set_string (condition, CONDITION_TYPE, type);
  _vmistate_record_set_string (condition, CONDITION_STATUS, status);
  _vmistate_record_set_string (condition, CONDITION_REASON, reason);
  _vmistate_record_set_string (condition, CONDITION_MESSAGE, message);
  return condition;
}

gpointer
_vmistate_condition_make_at (const char *type, const char *status, const char *reason,
                             const char *message, gint64 now)
{
  gpointer condition = _vmistate_condition_make (type, status, reason, message);

  _vmistate_record_set_time (condition, CONDITION_LAST_PROBE_TIME, now);
  _vmistate_record_set_time (condition, CONDITION_LAST_TRANSITION_TIME, now);
  return condition;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "alarm.h"

static gboolean
dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  g_source_set_ready_time (source, -1);
  return callback (user_data);
}

static GSourceFuncs alarm_funcs = { .dispatch = dispatch };

GSource *
_vmistate_alarm_new (GMainContext *context, const char *static_name, GSourceFunc func,
                     gpointer user_data)
{
  GSource *self = g_source_new (&alarm_funcs, sizeof (GSource));

  g_source_set_static_name (self, static_name);
  g_source_set_callback (self, func, user_data, NULL);
  g_source_attach (self, context);
  return self;
}

void
_vmistate_alarm_clear (GSource **alarm)
{
  if (*alarm == NULL)
    return;
  g_source_destroy (*alarm);
  g_clear_pointer (alarm, g_source_unref);
}

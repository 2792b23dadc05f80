/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A monitor with a scripted source, and a log of all it says. */

#pragma once

#include <vmistate/vmistate.h>

typedef struct
{
  VmistateMonitor *monitor;
  VmistateScriptedSource *source;
  GString *log;
  guint second; /* of the next fact's time */
} Fixture;

void fixture_set_up (Fixture *self, gconstpointer coalesce_msec);
void fixture_tear_down (Fixture *self, gconstpointer data);

void fixture_start (Fixture *self);
void fixture_stop (Fixture *self);

/* @body: the members of a fact beyond source, name, uid and time */
void fixture_add (Fixture *self, const char *name, const char *body);
void fixture_add_raw (Fixture *self, const char *json);

/* Iterates the default context until nothing was said for a while. */
void fixture_settle (Fixture *self);

/* Compares what was said since the last call, one event a line, and forgets it. */
void fixture_assert_log (Fixture *self, const char *expected);

#define RUNNING "\"domainState\":{\"state\":1,\"reason\":1}"
#define PAUSED  "\"domainState\":{\"state\":3,\"reason\":1}"
#define SHUTOFF "\"domainState\":{\"state\":5,\"reason\":1}"
#define GONE    "\"domainState\":{\"state\":5,\"reason\":1,\"gone\":true}"

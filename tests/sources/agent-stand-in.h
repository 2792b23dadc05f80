/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A stand-in for libvirt and the guests behind it, and a poller in front of it: real threads, real
 * sink, short periods. */

#pragma once

#include <vmistate/vmistate.h>

#include "monitor/sink.h"
#include "sources/agent/agent-poller.h"

G_BEGIN_DECLS

#define STAND_IN_DIVISOR 100 /* so 10 s are 100 ms */

typedef struct _StandIn StandIn;

typedef struct
{
  GMainContext *context;
  VmistateInbox *inbox;
  VmistateSink *sink;
  VmistateAgentPoller *poller; /* (nullable) once stopped */
  virConnectPtr connection;    /* libvirt's own test driver: only to be held */
  GPtrArray *facts;            /* (element-type VmistateFact) as they came */
  StandIn *guests;
  gboolean stopped;
} Rig;

/* The rig: agent-rig.c */
void rig_set_up (Rig *self, gconstpointer data);
void rig_tear_down (Rig *self, gconstpointer data);

/* A domain with an open channel; its UID is "uid-" and @uuid. */
void rig_add_domain (Rig *self, const char *uuid);
void rig_set_running (Rig *self, const char *uuid, gboolean running);

typedef gboolean (*RigCheck) (Rig *self, gconstpointer data);

/* Runs the context until @check holds, and fails after 20 s. */
void rig_wait (Rig *self, RigCheck check, gconstpointer data);
void rig_run_for (Rig *self, guint msec);
/* Until every fact that was emitted has come. */
void rig_drain (Rig *self);
/* Nothing may hang any more. */
void rig_stop (Rig *self);
void rig_begin_stop (Rig *self);
void rig_end_stop (Rig *self);

/* The newest fact of @command from @uuid's domain, or NULL. */
VmistateAgentReply *rig_get_reply (Rig *self, const char *uuid, const char *command);
guint rig_count_replies (Rig *self, const char *uuid, const char *command);

/* The guests: agent-stand-in.c. How they behave; NULL as @command: whatever is asked. */
void guest_answers (Rig *self, const char *uuid, const char *command, const char *text);
void guest_fails (Rig *self, const char *uuid, const char *command, int code, const char *message);
void guest_takes (Rig *self, const char *uuid, guint msec);
/* The agent does not answer until it is released. */
void guest_hangs (Rig *self, const char *uuid, const char *command);
void guest_is_released (Rig *self, const char *uuid);

/* For the rig */
StandIn *stand_in_new (void);
void stand_in_free (StandIn *self);
char *stand_in_ask (gpointer data, virConnectPtr connection, const char *uuid,
                    const char *command_json, guint timeout_sec, VmistateAgentCallError *error);

/* What was asked */
guint guest_count (Rig *self, const char *uuid, const char *command);
/* "guest-info guest-get-osinfo …", in order */
char *guest_get_commands (Rig *self, const char *uuid);
gboolean guest_is_being_asked (Rig *self, const char *uuid);
guint guests_most_at_once (Rig *self);
void guests_forget_most (Rig *self);
guint guests_last_timeout_sec (Rig *self);

G_END_DECLS

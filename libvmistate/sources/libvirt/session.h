/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* One connection to one libvirt, kept up for as long as the source is started. All of it happens
 * on a thread of its own:
 *
 *   session.c          the thread, starting and stopping
 *   session-connect.c  the connections: opened, lost, opened again
 *   session-events.c   what an event means
 *   session-domains.c  the domains: listed, compared, read
 *   probe.c            whether hypervisors answer */

#pragma once

#include <libvirt/libvirt.h>

#include <vmistate/vmistate-source.h>

#include "domain-events.h"
#include "domain-xml.h"
#include "probe.h"
#include "sources/agent/agent-poller.h"

G_BEGIN_DECLS

typedef struct
{
  const char *uri;
  const char *id;
  gboolean guest_agent;
  guint probe_interval_msec; /* 0: never */
} VmistateSessionOptions;

/* A domain as it was last seen. */
typedef struct
{
  char *uuid;                             /* (owned) */
  VmistateDomainDescription *description; /* (owned) (nullable) before its XML was read */
  gboolean transient;
  gboolean has_state;
  int state;
  int reason;
  gboolean has_channel;
  gboolean channel_connected;
  gboolean listed;    /* scratch of the list in progress */
  gboolean xml_dirty; /* to be read again */
} VmistateKnownDomain;

typedef struct
{
  char *uri;          /* (owned) */
  char *id;           /* (owned) */
  VmistateSink *sink; /* (owned) */
  gboolean guest_agent;
  guint probe_interval_msec;

  GThread *thread;
  GMainContext *context; /* (owned) */
  GMainLoop *loop;       /* (owned) */
  GTask *stop;           /* (owned) (nullable) to be completed when all has ended */
  guint n_stopping;      /* helpers that have not ended yet */
  gboolean stopping;

  /* session-connect.c */
  virConnectPtr events;        /* (owned) (nullable) events, lists and state: nothing slow */
  virConnectPtr agents;        /* (owned) (nullable) guest agents */
  virConnectPtr probes;        /* (owned) (nullable) what enters the hypervisor */
  GArray *callback_ids;        /* (owned) (element-type int) */
  VmistateEventTarget *target; /* (owned) (nullable) */
  GPtrArray *unsupported;      /* (owned) (element-type utf8) */
  char *node;                  /* (owned) (nullable) */
  gboolean close_registered;
  GPtrArray *retired; /* (owned) (element-type VmistateEventTarget) of earlier connections */
  gboolean was_live;  /* connected before: what differs now happened in a gap */
  GSource *reconnect; /* (owned) (nullable) */
  guint attempts;     /* since the last success */
  GRand *jitter;      /* (owned) */

  /* session-events.c */
  GAsyncQueue *jobs;    /* (owned) from the event loop's thread */
  GSource *jobs_wakeup; /* (owned) */

  /* session-domains.c */
  GHashTable *domains; /* (owned) uuid -> (owned) VmistateKnownDomain */

  VmistateAgentPoller *poller; /* (owned) (nullable) */
  VmistateProbe *probe;        /* (owned) (nullable) */
} VmistateSession;

/* session.c: called by the source, in the owner's context */
VmistateSession *_vmistate_session_start (const VmistateSessionOptions *options,
                                          VmistateSink *sink);
/* @task: (transfer full): returns TRUE once nothing is left; the session is freed then */
void _vmistate_session_stop (VmistateSession *self, GTask *task);
/* @task: (transfer full): see _vmistate_agent_poller_ping() */
void _vmistate_session_ping (VmistateSession *self, const char *uid, guint timeout_msec,
                             GTask *task);

/* From here on: on the session's thread */

/* @identity: (nullable). @payload: (transfer full) */
void _vmistate_session_emit (VmistateSession *self, VmistateFactKind kind,
                             const VmistateIdentity *identity, gint64 at, gboolean after_gap,
                             gpointer payload);

/* session-connect.c */
void _vmistate_session_connect (VmistateSession *self);
void _vmistate_session_disconnect (VmistateSession *self);

/* session-events.c */
void _vmistate_session_open_jobs (VmistateSession *self);
void _vmistate_session_close_jobs (VmistateSession *self);
/* On the event loop's thread */
void _vmistate_session_take_job (VmistateEventTarget *target, gpointer job, gpointer session);
void _vmistate_session_handle_jobs (VmistateSession *self);

/* session-domains.c */
void _vmistate_known_domain_free (gpointer data);
void _vmistate_known_domain_get_identity (VmistateKnownDomain *domain, VmistateIdentity *identity);
/* Returns: FALSE if libvirt could not list them */
gboolean _vmistate_session_list_domains (VmistateSession *self);
/* (nullable): NULL if it is not known and cannot be read */
VmistateKnownDomain *_vmistate_session_find_domain (VmistateSession *self, const char *uuid);
void _vmistate_session_reread_dirty (VmistateSession *self);
void _vmistate_session_set_state (VmistateSession *self, VmistateKnownDomain *domain, int state,
                                  int reason, gint64 at, gboolean after_gap);
void _vmistate_session_ask_state (VmistateSession *self, VmistateKnownDomain *domain);
void _vmistate_session_set_channel (VmistateSession *self, VmistateKnownDomain *domain,
                                    gboolean connected, int reason, gint64 at);
/* Frees @domain. */
void _vmistate_session_forget (VmistateSession *self, VmistateKnownDomain *domain, gint64 at,
                               gboolean after_gap);

G_END_DECLS

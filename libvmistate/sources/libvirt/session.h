/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* One connection to one libvirt, kept up for as long as the source is started. All of it happens
 * on a thread of its own:
 *
 *   session.c          the thread, starting and stopping
 *   session-connect.c  the connections: opened, lost, opened again
 *   session-events.c   what an event means
 *   session-domains.c  the domains: met, listed, compared, forgotten
 *   session-read.c     a domain's XML and what follows from it
 *   session-migrations.c  migrations: begun, followed, ended
 *   session-domain-jobs.c  the same of all that libvirt does for longer than a moment
 *   probe.c            whether hypervisors answer */

#pragma once

#include <libvirt/libvirt.h>

#include <vmistate/vmistate-source.h>

#include "sources/connection.h"
#include "domain-events.h"
#include "sources/domain-xml.h"
#include "sources/heart.h"
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
  VmistateDomainDescription *description; /* (owned) */
  int run;                                /* libvirt's number of this run, or -1 */
  gboolean transient;
  gboolean has_state;
  int state;
  int reason;
  gboolean channel_connected;
  gboolean has_channel; /* whether that is known */
  gboolean listed;      /* scratch of the list in progress */
  gboolean xml_dirty;   /* to be read again */
  gint64 missed_at;     /* when it was found gone while it ran, on the monotonic clock; or 0 */
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
  int stopping;          /* (atomic) nothing is told any more */

  /* session-connect.c */
  VmistateConnection events;                           /* events, lists and state: nothing slow */
  VmistateConnection agents[VMISTATE_AGENT_MAX_CALLS]; /* guest agents */
  VmistateConnection probes[VMISTATE_PROBE_MAX_CALLS]; /* what enters the hypervisor */
  GArray *callback_ids;                                /* (owned) (element-type int) */
  VmistateEventTarget *target; /* (owned) (nullable) of the present connections */
  GPtrArray *retired;          /* (owned) (element-type VmistateEventTarget) of earlier ones */
  GPtrArray *unsupported;      /* (owned) (element-type utf8) */
  char *node;                  /* (owned) (nullable) */
  char *lost_message;          /* (owned) (nullable) why it is lost, as it was told */
  gboolean was_live;           /* connected before: what differs now happened in a gap */
  GSource *reconnect;          /* (owned) (nullable) */
  guint attempts;              /* since the last success */
  GRand *jitter;               /* (owned) */
  VmistateHeart *heart;        /* (owned) of the event loop */
  GSource *pulse;              /* (owned) (nullable) looks at the heart now and then */

  /* session-events.c */
  GAsyncQueue *jobs;    /* (owned) from the event loop's thread */
  GSource *jobs_wakeup; /* (owned) */
  GSource *reread;      /* (owned) ready when a burst of events should be over */

  /* session-domains.c */
  GHashTable *domains; /* (owned) uuid -> (owned) VmistateKnownDomain */

  /* session-migrations.c */
  GHashTable *migrations; /* (owned) uuid -> what is known of a migration out of or into here */

  /* session-domain-jobs.c */
  GHashTable *domain_jobs;   /* (owned) uuid -> what is known of the job that it has, or had last */
  VmistateJob *answered_job; /* (not owned) (nullable) of the answer that is being taken */

  VmistateAgentPoller *poller; /* (owned) (nullable) where there are agents to ask */
  VmistateProbe *probe;        /* (owned) (nullable) where there are hypervisors to probe */
} VmistateSession;

/* session.c: called by the source, in the owner's context */
/* Returns: NULL with VMISTATE_ERROR_EVENT_LOOP or VMISTATE_ERROR_FAILED */
VmistateSession *_vmistate_session_start (const VmistateSessionOptions *options, VmistateSink *sink,
                                          GError **error);
/* @task: (transfer full) (nullable): returns TRUE once nothing is left; NULL: nobody waits. The
 * session is freed by itself. Nothing is emitted after this call. */
void _vmistate_session_stop (VmistateSession *self, GTask *task);
/* @task: (transfer full): see _vmistate_agent_poller_ping() */
void _vmistate_session_ping (VmistateSession *self, const char *uid, guint timeout_msec,
                             GTask *task);

/* From here on: on the session's thread */

gboolean _vmistate_session_is_stopping (VmistateSession *self);
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
void _vmistate_session_drop_jobs (VmistateSession *self);
/* On the event loop's thread */
void _vmistate_session_take_job (VmistateEventTarget *target, gpointer job, gpointer session);
void _vmistate_session_handle_jobs (VmistateSession *self);

/* session-domains.c */
void _vmistate_known_domain_free (gpointer data);
VmistateIdentity _vmistate_known_domain_get_identity (VmistateKnownDomain *domain);
gboolean _vmistate_known_domain_is_active (VmistateKnownDomain *domain);
void _vmistate_session_emit_of (VmistateSession *self, VmistateKnownDomain *domain,
                                VmistateFactKind kind, gint64 at, gboolean after_gap,
                                gpointer payload);
void _vmistate_session_tell_helpers (VmistateSession *self, VmistateKnownDomain *domain);
/* Returns: (transfer full) (nullable): NULL, and whether libvirt says there is no such domain */
virDomainPtr _vmistate_session_look_up (VmistateSession *self, const char *uuid, gboolean *is_gone);
/* Returns: FALSE if libvirt could not list them */
gboolean _vmistate_session_list_domains (VmistateSession *self);
/* (nullable): NULL if it is not known and cannot be read. Where it was not known, its state still
 * is not. */
VmistateKnownDomain *_vmistate_session_find_domain (VmistateSession *self, const char *uuid);
void _vmistate_session_set_state (VmistateSession *self, VmistateKnownDomain *domain, int state,
                                  int reason, gint64 at, gboolean after_gap);
void _vmistate_session_ask_state (VmistateSession *self, VmistateKnownDomain *domain);
void _vmistate_session_set_channel (VmistateSession *self, VmistateKnownDomain *domain,
                                    gboolean connected, int reason, gint64 at);
/* Frees @domain. */
void _vmistate_session_forget (VmistateSession *self, VmistateKnownDomain *domain, gint64 at,
                               gboolean after_gap);

/* session-migrations.c */
GHashTable *_vmistate_session_new_migrations (void);
/* Libvirt may be sending @domain away, or something else that looks like it. */
void _vmistate_session_suspect_migration (VmistateSession *self, VmistateKnownDomain *domain,
                                          gint64 at);
void _vmistate_session_begin_arrival (VmistateSession *self, VmistateKnownDomain *domain,
                                      gint64 at);
/* After each word of its state */
void _vmistate_session_follow_migration (VmistateSession *self, VmistateKnownDomain *domain,
                                         gint64 at);
/* @domain: (nullable): NULL if it is gone already */
void _vmistate_session_end_migration (VmistateSession *self, VmistateKnownDomain *domain,
                                      VmistateDomainEventJob *job);
void _vmistate_session_take_migration_answer (VmistateSession *self, VmistateKnownDomain *domain,
                                              const VmistateJobAnswer *answer, gint64 asked_at);
/* Whether it is watched, or waited for */
gboolean _vmistate_session_follows_migration (VmistateSession *self, const char *uuid);
/* Who a domain was that went away with a migration whose end is still to be told.
 * @identity: (out): valid until the next call. Returns: FALSE if there was none */
gboolean _vmistate_session_get_migrated (VmistateSession *self, const char *uuid,
                                         VmistateIdentity *identity);
/* Whether it left with a migration of which the last word is still to come */
gboolean _vmistate_session_awaits_end (VmistateSession *self, const char *uuid);
/* It was not to come, if it has not come now. */
void _vmistate_session_conclude_migration (VmistateSession *self, VmistateKnownDomain *domain,
                                           gint64 at);
/* Nothing more is told of the migration, if any, unless the domain has left with it. */
void _vmistate_session_drop_migration (VmistateSession *self, const char *uuid);
void _vmistate_session_drop_migrations (VmistateSession *self);

/* session-domain-jobs.c */
GHashTable *_vmistate_session_new_domain_jobs (void);
/* VmistateProbeJobFunc */
void _vmistate_session_take_job_answer (const char *uuid, const VmistateJobAnswer *answer,
                                        gint64 asked_at, gpointer session);
/* libvirt may be doing something with @domain; it is asked after @delay_msec. */
void _vmistate_session_suspect_domain_job (VmistateSession *self, VmistateKnownDomain *domain,
                                           gint64 at, guint delay_msec);
/* @domain: (nullable): NULL if it is gone already */
void _vmistate_session_end_domain_job (VmistateSession *self, VmistateKnownDomain *domain,
                                       VmistateDomainEventJob *event);
/* After each word of its state */
void _vmistate_session_follow_domain_job (VmistateSession *self, VmistateKnownDomain *domain,
                                          gint64 at, gboolean after_gap);
/* Before it is told that the domain is gone */
void _vmistate_session_forget_domain_job (VmistateSession *self, VmistateKnownDomain *domain,
                                          gint64 at, gboolean after_gap);
void _vmistate_session_note_gap_in_domain_jobs (VmistateSession *self);
/* A migration into here; of that session-migrations.c knows.
 * @started_at: or 0
 * @type: virDomainJobType */
void _vmistate_session_tell_arrival (VmistateSession *self, const VmistateIdentity *identity,
                                     gint64 started_at, gint64 at, int type);

/* session-read.c */
/* Reads @domain anew and tells what changed. Returns: FALSE if it could not be read */
gboolean _vmistate_session_read_domain (VmistateSession *self, VmistateKnownDomain *domain,
                                        virDomainPtr handle);
/* The XML tells what was true before anybody listened to events. */
void _vmistate_session_take_channel (VmistateSession *self, VmistateKnownDomain *domain, gint64 at);
void _vmistate_session_reread_dirty (VmistateSession *self);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Everything known of one VMI: per source, the newest observation of each thing. Folding a fact
 * in keeps the newer one by the time of its observation, so the order of arrival does not count. */

#pragma once

#include "address-memory.h"
#include "catalog.h"
#include "history.h"
#include "observation.h"

#include "model/fact.h"
#include "model/payloads.h"

G_BEGIN_DECLS

/* What a source last said of itself. */
typedef enum
{
  VMISTATE_SOURCE_STATE_UNKNOWN,
  VMISTATE_SOURCE_STATE_LIVE,
  VMISTATE_SOURCE_STATE_LOST,
} VmistateSourceState;

typedef struct
{
  GRefString *id;        /* (owned) */
  GRefString *node;      /* (owned) (nullable) host that the domains of this source run on */
  GRefString *cpu_model; /* (owned) (nullable) its host-model; "": it has none */
  GRefString *message;   /* (owned) (nullable) why it is not live */
  VmistateSourceState state;
  gint64 observed_at;     /* since when it says so */
  VmistateHistory states; /* of VmistateSourceState */
  gint64 heard_at;        /* when it last said anything of itself */
} VmistateSourceRecord;

/* The commands whose answers make up the state, in the order in which they are stamped. */
typedef enum
{
  VMISTATE_AGENT_INFO,
  VMISTATE_AGENT_OSINFO,
  VMISTATE_AGENT_HOSTNAME,
  VMISTATE_AGENT_TIMEZONE,
  VMISTATE_AGENT_USERS,
  VMISTATE_AGENT_FILESYSTEMS,
  VMISTATE_AGENT_INTERFACES,
  VMISTATE_AGENT_FSFREEZE,
  VMISTATE_AGENT_LOAD,
  VMISTATE_AGENT_PING,
  VMISTATE_AGENT_N_COMMANDS,
} VmistateAgentCommandId;

typedef struct
{
  VmistateAgentCommandId command;
  VmistateObservation good;  /* the last answer */
  VmistateObservation error; /* the last failure */
} VmistateAgentAnswer;

/* Whether there is a channel for the agent, and whether anything in the guest has opened it. */
typedef enum
{
  VMISTATE_CHANNEL_CLOSED,
  VMISTATE_CHANNEL_OPEN,
  VMISTATE_CHANNEL_NONE,
} VmistateChannelValue;

/* What shows whether an agent is alive; at the same moment the greater one counts. */
typedef enum
{
  VMISTATE_SIGN_SILENCE,
  VMISTATE_SIGN_ANSWER,
  VMISTATE_SIGN_REBOOT,
} VmistateSign;

/* Of a view, what most domains never have */
typedef struct
{
  VmistateObservation responsiveness;
  VmistateObservation outgoing; /* the newest migration away from here */
  VmistateObservation incoming; /* the newest one to here */
  VmistateObservation io_error; /* the newest event of one that paused the guest */
  VmistateHistory responses;    /* of whether the hypervisor answered for it */
  VmistateHistory credentials;  /* of whether they were brought into the guest */
} VmistateSeldom;

/* One source's view of the VMI. */
typedef struct
{
  const VmistateSourceRecord *source; /* (not owned) outlives the view */
  VmistateObservation domain;
  VmistateObservation state;
  VmistateObservation channel;
  VmistateHistory states;   /* of VMISTATE_STATE_VALUE */
  VmistateHistory channels; /* of VmistateChannelValue */
  VmistateHistory signs;    /* of VmistateSign */
  VmistateHistory infos;    /* of what the agent lacks (agent-support.h) */
  gint64 booted_at;         /* answers older than this are of an earlier boot and do not count */
  gint64 stopped_at; /* those older than this are of an earlier run: nothing of them is held */
  gboolean gone;
  guint n_answered;
  VmistateAgentAnswer *answered; /* (owned) (nullable) of @n_answered commands, in their order */
  VmistateSeldom *seldom;        /* (owned) (nullable) */
  VmistateAddressMemory *memory; /* (owned) (nullable) of the guest's addresses */
} VmistateView;

/* State and reason in one number; what a domain that is gone was last does not count. */
#define VMISTATE_STATE_VALUE(state, reason)                                                        \
  ((gint32) (((guint32) (state) << 8) | ((guint32) (reason) &0xff)))
#define VMISTATE_STATE_GONE G_MININT32
/* Whether there is a guest in such a domain. */
gboolean _vmistate_state_value_is_active (gint64 value);

/* What the control plane and the node agent know of the VMI, whoever told it. */
typedef struct
{
  const VmistateSourceRecord *source; /* (not owned) of the VMI object */
  VmistateObservation vmi; /* VmistateVmiObject; without payload: deleted or never seen */
  VmistateObservation pod_networks;
  VmistateObservation launcher;
  VmistateObservation controller;
  VmistateHistory conditions; /* of those stored in the VMI object (condition-past.h) */
  VmistateHistory failures;   /* of hashes of the reason why the controller fails */
} VmistateControl;

/* What can have changed since a status was derived. */
typedef enum
{
  VMISTATE_TOUCH_STATE = 1 << 0,            /* of the domain */
  VMISTATE_TOUCH_DOMAIN = 1 << 1,           /* its XML */
  VMISTATE_TOUCH_CHANNEL = 1 << 2,          /* of the guest agent */
  VMISTATE_TOUCH_ANSWER = 1 << 3,           /* of the guest agent, any */
  VMISTATE_TOUCH_GUEST_INTERFACES = 1 << 4, /* that answer */
  VMISTATE_TOUCH_RESPONSIVENESS = 1 << 5,
  VMISTATE_TOUCH_SOURCE = 1 << 6, /* lost, or there again */
  VMISTATE_TOUCH_JOB = 1 << 7,
  VMISTATE_TOUCH_NODE_AGENT = 1 << 8,  /* Pod networks, launcher */
  VMISTATE_TOUCH_OBJECT = 1 << 9,      /* of the API */
  VMISTATE_TOUCH_TIME = 1 << 10,       /* something grew old */
  VMISTATE_TOUCH_AGENT_INFO = 1 << 11, /* that answer */
  VMISTATE_TOUCH_GUEST_INFO =
      1 << 12,                   /* answers but those of interfaces and pings; which there are */
  VMISTATE_TOUCH_LIFE = 1 << 13, /* whether there is a guest in the domain, or since when */
  VMISTATE_TOUCH_ALL = (1 << 14) - 1,
} VmistateTouch;

/* Answers and I/O errors of before a new boot no longer count. */
#define VMISTATE_TOUCH_BOOT                                                                        \
  (VMISTATE_TOUCH_STATE | VMISTATE_TOUCH_ANSWER | VMISTATE_TOUCH_GUEST_INTERFACES                  \
   | VMISTATE_TOUCH_AGENT_INFO | VMISTATE_TOUCH_GUEST_INFO)

typedef struct
{
  VmistateView *views; /* (owned) (nullable) one per source, in order of the sources' ids */
  guint n_views;
  gint64 now;    /* the newest moment that any fact told of */
  gint64 expiry; /* what _vmistate_evidence_next_expiry() found last, as long as it holds */
  VmistateControl *control;       /* (owned) (nullable) without API objects and node agent */
  const VmistateCatalog *catalog; /* (not owned) (nullable) API objects beside the VMI's own */
  GArray *stops;                  /* (owned) (nullable) of VmistateLogStop (log-stop.h) */

  /* Left by the last derivation for the next */
  guint touched;                            /* VmistateTouch: what was folded in since */
  const VmistateSourceRecord *derived_from; /* (not owned) (nullable) of the main view */
  guint base_judged;                        /* conditions of @base that are judged anew */
  guint stored_judged;                      /* those of the VMI object's own status */
  guint judged;                             /* those of the status that were */
  gpointer base;                            /* (owned) (nullable) VmistateStatus */
  gint64 node_until; /* after this moment the VMI's node counts as dead; G_MAXINT64: never */
} VmistateEvidence;

void _vmistate_evidence_init (VmistateEvidence *self);
void _vmistate_evidence_clear (VmistateEvidence *self);

/* Returns: TRUE if anything but the age of what is known changed. */
gboolean _vmistate_evidence_fold (VmistateEvidence *self, const VmistateSourceRecord *source,
                                  VmistateFact *fact);

/* @object: the VmistateVmiObject that @fact holds */
gboolean _vmistate_evidence_fold_vmi (VmistateEvidence *self, const VmistateSourceRecord *source,
                                      VmistateFact *fact, gpointer object);

/* The VMI object was deleted at @at. */
gboolean _vmistate_evidence_forget_vmi (VmistateEvidence *self, gint64 at);

gboolean _vmistate_evidence_has_vmi (const VmistateEvidence *self);

/* Returns: (transfer container): the observations of the VMI's Pods, by age and then name */
GPtrArray *_vmistate_evidence_dup_pods (const VmistateEvidence *self);

/* Whether anybody has said that there is such a VMI, and it has not gone since. */
gboolean _vmistate_evidence_is_described (const VmistateEvidence *self);

/* Whether nothing is left of the VMI: no source has a domain of it, and there is no VMI object.
 * What a source knew of a domain that left is kept while another one still has it: it may have been
 * the source of a migration. */
gboolean _vmistate_evidence_is_over (const VmistateEvidence *self);

/* The newest moment that is known of, also from objects of the API. */
gint64 _vmistate_evidence_get_now (const VmistateEvidence *self);

/* The next moment after `now` at which an observation grows too old, or G_MAXINT64. */
gint64 _vmistate_evidence_next_expiry (VmistateEvidence *self);

/* The view to believe where several sources know the VMI (main-view.c), or NULL. */
const VmistateView *_vmistate_evidence_main_view (const VmistateEvidence *self);

/* Returns: VmistateTouch: what changed by a fact that the view's source told */
guint _vmistate_view_fold (VmistateView *view, VmistateFact *fact, gint64 now);

/* Reading a view */
/* Empty if it has nothing of that */
const VmistateSeldom *_vmistate_view_get_seldom (const VmistateView *view);
gboolean _vmistate_view_get_state (const VmistateView *view, gint32 *state, gint32 *reason);
gboolean _vmistate_view_is_active (const VmistateView *view);
/* What is known of a command, or NULL if nothing ever came of it. */
const VmistateAgentAnswer *_vmistate_view_find_answer (const VmistateView *view,
                                                       VmistateAgentCommandId command);
/* Whether an answer of the view is one of this boot. */
static inline gboolean
_vmistate_view_counts (const VmistateView *view, const VmistateAgentAnswer *answer)
{
  return answer->good.payload != NULL && answer->good.observed_at > view->booted_at;
}
/* The answer that still counts, or NULL. */
gpointer _vmistate_view_get_answer (const VmistateView *view, VmistateAgentCommandId command);

const char *_vmistate_agent_command_name (VmistateAgentCommandId command);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Everything known of one VMI: per source, the newest observation of each thing. Folding a fact
 * in keeps the newer one by the time of its observation, so the order of arrival does not count. */

#pragma once

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
  GRefString *id;      /* (owned) */
  GRefString *node;    /* (owned) (nullable) host that the domains of this source run on */
  GRefString *message; /* (owned) (nullable) why it is not live */
  VmistateSourceState state;
  gint64 observed_at;
} VmistateSourceRecord;

typedef struct
{
  gpointer payload;   /* (owned) (nullable): never observed */
  gint64 observed_at; /* microseconds since 1970 UTC */
  gint64 valid_until; /* the same; G_MAXINT64: until the source says otherwise */
  gboolean after_gap;
} VmistateObservation;

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
  VmistateObservation good;  /* the last answer */
  VmistateObservation error; /* the last failure */
} VmistateAgentAnswer;

/* One source's view of the VMI. */
typedef struct
{
  const VmistateSourceRecord *source; /* (not owned) outlives the view */
  VmistateObservation domain;
  VmistateObservation state;
  VmistateObservation responsiveness;
  VmistateObservation channel;
  gint64 booted_at; /* answers older than this are of an earlier boot and do not count */
  gboolean gone;
  VmistateAgentAnswer *answers; /* (owned) (nullable) VMISTATE_AGENT_N_COMMANDS of them */
} VmistateView;

typedef struct
{
  GArray *views; /* (element-type VmistateView) one per source, in order of the sources' ids */
  gint64 now;    /* the newest moment that any fact told of */
} VmistateEvidence;

void _vmistate_evidence_init (VmistateEvidence *self);
void _vmistate_evidence_clear (VmistateEvidence *self);

/* Returns: TRUE if anything but the age of what is known changed. */
gboolean _vmistate_evidence_fold (VmistateEvidence *self, const VmistateSourceRecord *source,
                                  VmistateFact *fact);

/* Drops the views whose domain is gone. Returns: TRUE if no view is left. */
gboolean _vmistate_evidence_drop_gone (VmistateEvidence *self);

gboolean _vmistate_evidence_has_source (const VmistateEvidence *self,
                                        const VmistateSourceRecord *source);

/* The next moment after `now` at which an observation grows too old, or G_MAXINT64. */
gint64 _vmistate_evidence_next_expiry (const VmistateEvidence *self);

/* The view to believe where several sources know the VMI: one where the domain is active, then a
 * live one, then the newest. NULL without views. */
const VmistateView *_vmistate_evidence_main_view (const VmistateEvidence *self);

/* Reading a view */
gboolean _vmistate_view_get_state (const VmistateView *view, gint32 *state, gint32 *reason);
gboolean _vmistate_view_is_active (const VmistateView *view);
/* The answer that still counts, or NULL. */
gpointer _vmistate_view_get_answer (const VmistateView *view, VmistateAgentCommandId command);

const char *_vmistate_agent_command_name (VmistateAgentCommandId command);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* One domain as the probe sees it, and the cheap look at it. */

#pragma once

#include <libvirt/libvirt.h>

#include "model/fact.h"
#include "probe-call.h"

G_BEGIN_DECLS

/* A monitor that takes longer than this does not answer. */
#define VMISTATE_PROBE_DEADLINE_USEC (3 * G_USEC_PER_SEC)

/* The same while the domain comes or goes: libvirt may hold it for as long as it takes a hypervisor
 * with much memory to end. */
#define VMISTATE_PROBE_PATIENCE_USEC (30 * G_USEC_PER_SEC)

typedef enum
{
  VMISTATE_LOOK_NOTHING,  /* nothing can be said: the domain is just going, or the connection */
  VMISTATE_LOOK_FREE,     /* nobody waits for the hypervisor */
  VMISTATE_LOOK_BUSY,     /* the same, but libvirt is doing something with the domain */
  VMISTATE_LOOK_OCCUPIED, /* somebody does, but not for long */
  VMISTATE_LOOK_HUNG,     /* somebody has for too long, or libvirt has lost it */
} VmistateLook;

/* What else is to be found out about a domain, and sooner than its turn comes */
typedef enum
{
  VMISTATE_JOB_WATCH_NOTHING,
  VMISTATE_JOB_WATCH_RUNNING,   /* how far its job is */
  VMISTATE_JOB_WATCH_COMPLETED, /* how it ended */
  VMISTATE_JOB_WATCH_CAUTIOUS,  /* how far it is, if it lets one ask */
} VmistateJobWatch;

typedef struct
{
  char *uuid;          /* (owned) */
  char *namespace_;    /* (owned) */
  char *name;          /* (owned) */
  char *uid;           /* (owned) */
  virDomainPtr handle; /* (owned) (nullable) to look at it */
  gboolean active;
  gboolean is_settled; /* neither starting nor arriving */
  VmistateJobWatch watch;
  gboolean is_gone;     /* kept only until the call under way is back */
  gboolean is_waiting;  /* in the queue for a worker */
  gint64 due;           /* monotonic: when to look next */
  VmistateLook seen;    /* last */
  gint64 asked_at;      /* monotonic: of the call under way, or 0 */
  gint64 asked_at_wall; /* the same, since 1970 UTC */

  gboolean has_told;   /* since it became active */
  gboolean responsive; /* as it was told */
  const char *detail;  /* (nullable) the same */
} VmistateProbeDomain;

VmistateProbeDomain *_vmistate_probe_domain_new (const char *uuid);
void _vmistate_probe_domain_free (gpointer self);
void _vmistate_probe_domain_identify (VmistateProbeDomain *self, const VmistateIdentity *identity);

/* What to ask after the last look. */
VmistateProbeQuestions _vmistate_probe_domain_get_questions (const VmistateProbeDomain *self);

void _vmistate_probe_domain_drop_handle (VmistateProbeDomain *self);

/* Never enters the hypervisor.
 * @connection: (nullable)
 * @hung_usec: (out): with VMISTATE_LOOK_HUNG: for how long
 * @detail: (out): with VMISTATE_LOOK_HUNG: what is wrong */
VmistateLook _vmistate_probe_domain_look (VmistateProbeDomain *self, virConnectPtr connection,
                                          gint64 *hung_usec, const char **detail);

G_END_DECLS

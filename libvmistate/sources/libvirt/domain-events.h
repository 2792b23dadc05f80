/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Every domain event of libvirt, taken off its callback at once and without asking anything. */

#pragma once

#include <glib.h>
#include <libvirt/libvirt.h>

#include <vmistate/vmistate-job.h>

#include "sources/event-target.h"

G_BEGIN_DECLS

typedef struct
{
  int event_id;           /* virDomainEventID */
  const char *event_name; /* "LIFECYCLE" */
  char uuid[VIR_UUID_STRING_BUFLEN];
  char *domain_name;      /* (owned) */
  int first;              /* lifecycle event, agent state; else 0 */
  int second;             /* lifecycle detail, agent reason; else 0 */
  GVariant *data;         /* (owned) a{ss}: all arguments, by name */
  gpointer migration;     /* (owned) (nullable) VmistateMigrationJob of one that ended */
  VmistateJob *ended_job; /* (owned) (nullable) the same of any job */
  gint64 at;              /* filled in by whoever gets it */
} VmistateDomainEventJob;

void _vmistate_domain_event_job_free (VmistateDomainEventJob *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VmistateDomainEventJob, _vmistate_domain_event_job_free)

/* Registers all events, one by one; @target gets VmistateDomainEventJob.
 * @callback_ids: (element-type int) gets the ids of those that were taken
 * @unsupported: (element-type utf8) gets the names of those that were refused
 * Returns: FALSE if not even lifecycle events can be had; libvirt's last error says why */
gboolean _vmistate_domain_events_register (virConnectPtr connection, VmistateEventTarget *target,
                                           GArray *callback_ids, GPtrArray *unsupported);

G_END_DECLS

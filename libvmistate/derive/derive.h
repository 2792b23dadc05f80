/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Evidence in, status out. Nothing here reads a clock or logs: the same evidence after the same
 * status gives the same status. */

#pragma once

#include <vmistate/vmistate-status.h>

#include "evidence.h"
#include "log-stop.h"

G_BEGIN_DECLS

/* Takes note of what @evidence was touched by since the last time, and derives that anew.
 *
 * @previous: (nullable): the status derived before, whose unchanged parts are shared
 * Returns: (transfer full): the status, with its stamps; @previous itself if nothing changed */
VmistateStatus *_vmistate_derive_status (VmistateEvidence *evidence, VmistateStatus *previous);

/* The same status with the stamps as they are now: only moments differ. */
VmistateStatus *_vmistate_derive_restamp (const VmistateEvidence *evidence, VmistateStatus *status);

/* What one derivation works with */
typedef struct
{
  const VmistateEvidence *evidence;
  const VmistateView *view; /* (nullable): only the control plane knows the VMI */
  gpointer domain;          /* (nullable): VmistateDomain of @view */
  VmistateStatus *base;     /* what the control plane says; empty where it says nothing */
  VmistateStatus *previous; /* (nullable) */
  VmistateStatus *status;   /* to be filled */
  guint touched;            /* VmistateTouch: what changed since @previous */
  guint *judged;            /* which of @previous's conditions were judged, as bits */
} VmistateDerivation;

/* One file per question. Each fills its fields of d->status, which hold what d->base has. */
void _vmistate_derive_migration (const VmistateDerivation *d);
/* @state: (nullable): VmistateMigrationState as it is stored, or as hypervisors show it
 * Returns: (transfer full) (nullable): with what objects of the API add (migration-object.c) */
gpointer _vmistate_migration_add_objects (const VmistateDerivation *d, gpointer state);
void _vmistate_derive_pods (const VmistateDerivation *d);
void _vmistate_derive_phase (const VmistateDerivation *d);
void _vmistate_derive_hardware (const VmistateDerivation *d);
/* The machine type, if @domain tells one (hardware.c). */
void _vmistate_status_set_machine (VmistateStatus *status, gpointer domain);
void _vmistate_derive_security (const VmistateDerivation *d);
void _vmistate_derive_volumes (const VmistateDerivation *d);
void _vmistate_derive_guest (const VmistateDerivation *d);
void _vmistate_derive_interfaces (const VmistateDerivation *d);
void _vmistate_derive_migration_method (const VmistateDerivation *d);
void _vmistate_derive_conditions (const VmistateDerivation *d);
/* Returns: which conditions of @status are judged here, as bits */
guint _vmistate_derive_judged_in (VmistateStatus *status);
void _vmistate_derive_stamps (const VmistateEvidence *evidence, VmistateStatus *status);

/* When each phase was entered; needs the phase. */
void _vmistate_derive_transitions (const VmistateDerivation *d);
/* (nullable): the phase that one value of a view's history stands for */
const char *_vmistate_phase_of_moment (const VmistateDerivation *d, gint64 value);
/* (nullable): the record of a log that decided the phase of @status, which was derived from
 * @evidence. Belongs to the evidence. */
const VmistateLogStop *_vmistate_phase_find_stop (const VmistateEvidence *evidence,
                                                  VmistateStatus *status);

/* Returns: (transfer full): what the control plane says of the VMI, by KubeVirt's rules */
VmistateStatus *_vmistate_derive_base (const VmistateEvidence *evidence);

/* Whether the view can be believed right now: its source is there and the hypervisor answers.
 * @reason, @message: (out) (nullable): why not, as a condition says it. */
gboolean _vmistate_view_is_current (const VmistateView *view, const char **reason,
                                    const char **message);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The second witness of an end: libvirt writes to the log of a domain why it stopped, also where
 * nobody was connected to be told. */

#pragma once

#include "evidence.h"

G_BEGIN_DECLS

/* One record of an end, in one log */
typedef struct
{
  gint64 at;                          /* microseconds since 1970 UTC */
  const VmistateSourceRecord *source; /* (not owned) outlives the evidence */
  gint32 reason;                      /* libvirt's number */
  gboolean after_gap;                 /* nobody followed the log when it was written */
} VmistateLogStop;

/* Takes in what a fact of kind LOG says of an end, if anything.
 * @stops: (inout): (owned) (nullable) of VmistateLogStop
 * Returns: whether it does */
gboolean _vmistate_log_stop_fold (GArray **stops, const VmistateSourceRecord *source,
                                  VmistateFact *fact);

/* @stops: (nullable)
 * @states: of a domain that is no longer active, but nobody saw why
 * Returns: (nullable): what a log has of the end of its last life */
const VmistateLogStop *_vmistate_log_stop_find (const GArray *stops, const VmistateHistory *states);

G_END_DECLS

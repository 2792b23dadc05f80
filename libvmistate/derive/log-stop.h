/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The second witness of an end: libvirt writes to the log of a domain why it stopped, also where
 * nobody was connected to be told. */

#pragma once

#include "history.h"

#include "model/fact.h"

G_BEGIN_DECLS

/* Takes in what a fact of kind LOG says of an end, if anything.
 * Returns: whether it does */
gboolean _vmistate_log_stop_fold (VmistateHistory *stops, VmistateFact *fact);

/* @states: of a domain that is no longer active, but nobody saw why
 * @reason: (out): libvirt's number, as the log has it for the end of its last life
 * Returns: FALSE if no log has it */
gboolean _vmistate_log_stop_find (const VmistateHistory *stops, const VmistateHistory *states,
                                  gint32 *reason);

G_END_DECLS

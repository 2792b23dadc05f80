/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the control plane's objects say, for whoever asks with only the evidence in hand. Everything
 * is borrowed, and NULL where it is not known. */

#pragma once

#include "evidence.h"

G_BEGIN_DECLS

/* Parts of the VMI's object */
gpointer _vmistate_evidence_get_vmi_metadata (const VmistateEvidence *self);
gpointer _vmistate_evidence_get_vmi_spec (const VmistateEvidence *self);
gpointer _vmistate_evidence_get_vmi_status (const VmistateEvidence *self);
/* The condition as it is stored, before any controller's pass. */
gpointer _vmistate_evidence_get_stored_condition (const VmistateEvidence *self, const char *type);

/* Since when all of this has been as it is: the specification and the conditions stored, the Pods,
 * what the controller says of its failures. What follows from them and is not stored yet began
 * then, or earlier. */
gint64 _vmistate_evidence_get_told_at (const VmistateEvidence *self);

/* VmistateKubevirtConfiguration */
gpointer _vmistate_evidence_get_configuration (const VmistateEvidence *self);

/* By the names that Kubernetes uses: "amd64". @node: (nullable) */
const char *_vmistate_evidence_get_host_architecture (const VmistateEvidence *self,
                                                      const char *node);

/* The Pod of the VMI that counts now. @known: (out): whether it is known which Pods there are */
gpointer _vmistate_evidence_get_pod (const VmistateEvidence *self, const char *node,
                                     gboolean *known);

G_END_DECLS

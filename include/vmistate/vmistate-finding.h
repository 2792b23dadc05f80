/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

/**
 * VmistateFindingLayer:
 * @VMISTATE_FINDING_LAYER_UNKNOWN: not known, or a text that this version does not know
 * @VMISTATE_FINDING_LAYER_CONTROL_PLANE: `CONTROL_PLANE`: the API server and its controllers
 * @VMISTATE_FINDING_LAYER_NODE: `NODE`: the host, libvirt and the hypervisor
 * @VMISTATE_FINDING_LAYER_GUEST: `GUEST`: what runs inside the VM
 *
 * Where to look for what a [class@Finding] tells of. Values may be added: a `switch` needs a
 * default.
 *
 * Since: 0.1
 */
typedef enum
{
  VMISTATE_FINDING_LAYER_UNKNOWN,
  VMISTATE_FINDING_LAYER_CONTROL_PLANE,
  VMISTATE_FINDING_LAYER_NODE,
  VMISTATE_FINDING_LAYER_GUEST,
} VmistateFindingLayer;

#define VMISTATE_TYPE_FINDING_LAYER (vmistate_finding_layer_get_type ())
VMISTATE_AVAILABLE_IN_0_1
GType vmistate_finding_layer_get_type (void);

/**
 * VmistateFindingSeverity:
 * @VMISTATE_FINDING_SEVERITY_UNKNOWN: not known, or a text that this version does not know
 * @VMISTATE_FINDING_SEVERITY_INFO: `INFO`: worth knowing; nothing is broken
 * @VMISTATE_FINDING_SEVERITY_WARNING: `WARNING`: something does not work as it could
 * @VMISTATE_FINDING_SEVERITY_ERROR: `ERROR`: something is broken
 *
 * How bad what a [class@Finding] tells of is. Values may be added: a `switch` needs a default.
 *
 * Since: 0.1
 */
typedef enum
{
  VMISTATE_FINDING_SEVERITY_UNKNOWN,
  VMISTATE_FINDING_SEVERITY_INFO,
  VMISTATE_FINDING_SEVERITY_WARNING,
  VMISTATE_FINDING_SEVERITY_ERROR,
} VmistateFindingSeverity;

#define VMISTATE_TYPE_FINDING_SEVERITY (vmistate_finding_severity_get_type ())
VMISTATE_AVAILABLE_IN_0_1
GType vmistate_finding_severity_get_type (void);

#define VMISTATE_TYPE_FINDING (vmistate_finding_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateFinding, vmistate_finding, VMISTATE, FINDING, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_finding_get_code (VmistateFinding *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateFindingLayer vmistate_finding_get_layer (VmistateFinding *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateFindingSeverity vmistate_finding_get_severity (VmistateFinding *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_finding_get_summary (VmistateFinding *self);

VMISTATE_AVAILABLE_IN_0_1
const char *const *vmistate_finding_get_evidence (VmistateFinding *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_finding_get_advice (VmistateFinding *self);

G_END_DECLS

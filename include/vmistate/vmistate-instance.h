/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-finding.h>
#include <vmistate/vmistate-job.h>
#include <vmistate/vmistate-reconciliation.h>
#include <vmistate/vmistate-sample.h>
#include <vmistate/vmistate-status.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_INSTANCE (vmistate_instance_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateInstance, vmistate_instance, VMISTATE, INSTANCE, GObject)

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_instance_get_uid (VmistateInstance *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_instance_get_namespace (VmistateInstance *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_instance_get_name (VmistateInstance *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateStatus *vmistate_instance_get_status (VmistateInstance *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateSample *vmistate_instance_get_sample (VmistateInstance *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateSample *vmistate_instance_get_previous_sample (VmistateInstance *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateRecord *vmistate_instance_get_object (VmistateInstance *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateRecord *vmistate_instance_get_domain (VmistateInstance *self);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_instance_get_jobs (VmistateInstance *self);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_instance_dup_findings (VmistateInstance *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateReconciliation *vmistate_instance_reconcile (VmistateInstance *self);

VMISTATE_AVAILABLE_IN_0_1
char *vmistate_instance_to_json (VmistateInstance *self, VmistateProfile profile);

VMISTATE_AVAILABLE_IN_0_1
char *vmistate_instance_observed_to_json (VmistateInstance *self, gint64 now_usec);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* libvirt's statistics of any job, as a fact has them. */

#pragma once

#include <libvirt/libvirt.h>

#include <vmistate/vmistate-job.h>

G_BEGIN_DECLS

/* @type: virDomainJobType
 * Returns: (transfer full) (nullable): without times; NULL if there is no job */
VmistateJob *_vmistate_job_decode (int type, const virTypedParameter *parameters, int n_parameters);

/* The same of the event that tells the end of a job, which has no type. */
VmistateJob *_vmistate_job_decode_ended (const virTypedParameter *parameters, int n_parameters);

/* Of which nothing but this is known.
 * @operation: virDomainJobOperation
 * @type: virDomainJobType
 * Returns: (transfer full) */
VmistateJob *_vmistate_job_new_bare (int operation, int type);

/* What follows from its type is told, too.
 * @type: virDomainJobType */
void _vmistate_job_set_type (VmistateJob *self, int type);

/* The numbers that @self has not are taken from @before. @before: (nullable) */
void _vmistate_job_recall (VmistateJob *self, VmistateJob *before);

G_END_DECLS

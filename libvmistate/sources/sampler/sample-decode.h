/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From libvirt's typed parameters for one domain to a sample. */

#pragma once

#include <libvirt/libvirt.h>

#include <vmistate/vmistate-sample.h>

G_BEGIN_DECLS

/* @parameters: as virConnectGetAllDomainStats() gives them, in any order. What has a wrong type, is
 *   out of range or belongs to an element beyond the bounds is as absent
 * @taken_at_usec: before the daemon was asked, in microseconds since 1970 UTC
 * Returns: (transfer full) */
VmistateSample *_vmistate_sample_decode (const virTypedParameter *parameters, int n_parameters,
                                         gint64 taken_at_usec);

G_END_DECLS

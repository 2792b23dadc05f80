/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-instance.h>

G_BEGIN_DECLS

/* @sample: (nullable) */
void _vmistate_instance_set_sample (VmistateInstance *self, VmistateSample *sample);

G_END_DECLS

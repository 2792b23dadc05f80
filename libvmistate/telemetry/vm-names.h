/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a VMI is called, and where what is known of it lies. */

#pragma once

#include "collection.h"

G_BEGIN_DECLS

typedef struct _VmistateVmNames VmistateVmNames;

VmistateVmNames *_vmistate_vm_names_new (void);
void _vmistate_vm_names_free (VmistateVmNames *self);

/* @vm: (out): valid until the next call, and as long as @instance lives and does not change */
void _vmistate_vm_names_describe (VmistateVmNames *self, VmistateInstance *instance,
                                  VmistateVm *vm);

G_END_DECLS

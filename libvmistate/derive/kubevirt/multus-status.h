/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What Multus notes on a Pod of the networks that it attached. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *name;          /* (owned) of its attachment definition; "" where it is not told */
  char *interface;     /* (owned) its name in the Pod; the same */
  gboolean is_default; /* the Pod's main network */
} VmistateMultusNetwork;

/* @text: (nullable): the annotation's value
 * Returns: (transfer full) (element-type VmistateMultusNetwork): empty where @text is malformed */
GPtrArray *_vmistate_multus_status_parse (const char *text);

/* Whether the annotation names an interface of the Pod. */
gboolean _vmistate_multus_status_has (GPtrArray *networks, const char *interface);

/* (nullable): the network behind an interface of the Pod; of several the last one */
const VmistateMultusNetwork *_vmistate_multus_status_find (GPtrArray *networks,
                                                           const char *interface);

/* (nullable): name in the Pod of its main network's interface, where the annotation has it */
const char *_vmistate_multus_status_get_primary (GPtrArray *networks);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Kubernetes' quantities, "2Gi" or "1500m": reading them, and writing them in the one form that
 * Kubernetes itself would choose. */

#pragma once

#include <glib.h>

#include <vmistate/vmistate-profile.h>

G_BEGIN_DECLS

/* A libvirt amount of memory as a quantity in canonical form: 2097152 KiB is "2Gi".
 * @unit: (nullable): a unit of libvirt; absent means KiB, but for KubeVirt nothing
 * @profile: whose idea of libvirt's units
 * Returns: (transfer full) (nullable): NULL for a unit that is not defined, and for an amount
 *   beyond 63 bits of bytes */
char *_vmistate_quantity_from_libvirt (guint64 amount, const char *unit, VmistateProfile profile);

/* The same quantity as Kubernetes writes it: "1024Ki" is "1Mi".
 * Returns: (transfer full) (nullable): NULL for what is no quantity, is negative, finer than nano,
 *   or too large for 64 bits */
char *_vmistate_quantity_canonical (const char *text);

/* The next whole number, as Kubernetes rounds: "1500m" is 2. FALSE as above. */
gboolean _vmistate_quantity_ceil (const char *text, guint64 *value);

G_END_DECLS

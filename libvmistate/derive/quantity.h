/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A libvirt amount of memory as a Kubernetes quantity in canonical form: 2097152 KiB is "2Gi".
 * @unit: (nullable): a unit of libvirt; absent means KiB
 * Returns: (transfer full) (nullable): NULL for a unit that libvirt does not define, and for an
 *   amount beyond 63 bits of bytes */
char *_vmistate_quantity_from_libvirt (guint64 amount, const char *unit);

G_END_DECLS

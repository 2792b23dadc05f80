/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A fleet is made from a few templates: small records, such as the specification of a network, are
 * the same in very many VMs, and are then one and the same. */

#pragma once

#include "record.h"

G_BEGIN_DECLS

/* @record: (transfer full): that nobody changes any more; it may have other owners
 * Returns: (transfer full): one that is the same in every respect, which others may have too, and
 *   whose parts are such ones; @record itself if there is nothing to be shared. From any thread. */
gpointer _vmistate_record_pool (gpointer record);

/* The same for the records in the fields of @object but the one in @but, which differs anyway.
 * @object: that nobody else has seen yet */
void _vmistate_record_pool_fields (gpointer object, guint but);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "record.h"

G_BEGIN_DECLS

GVariant *_vmistate_variant_from_node (const char *type, JsonNode *node, const char *path,
                                       GError **error);
GVariant *_vmistate_variant_normalise (GVariant *value);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Which path is answered by whom. */

#pragma once

#include "http/server/exchange.h"

G_BEGIN_DECLS

/* Answers, or refuses, whatever was asked for. */
void _vmistate_http_route (VmistateHttpCore *core, SoupServerMessage *message, const char *path,
                           GHashTable *query);

G_END_DECLS

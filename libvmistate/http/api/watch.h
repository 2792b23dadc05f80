/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "http/api/form.h"
#include "http/api/selection.h"

G_BEGIN_DECLS

/* Answers with one line of JSON for each change, until `timeoutSeconds` are over.
 * @selection: (transfer full) */
void _vmistate_http_answer_watch (VmistateHttpExchange *exchange, VmistateHttpSelection *selection,
                                  VmistateHttpForm form);

G_END_DECLS

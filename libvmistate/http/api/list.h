/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "http/api/form.h"
#include "http/api/selection.h"

G_BEGIN_DECLS

/* Answers with all that are selected, or with the page that `limit` and `continue` ask for. */
void _vmistate_http_answer_list (VmistateHttpExchange *exchange,
                                 const VmistateHttpSelection *selection, VmistateHttpForm form);

G_END_DECLS

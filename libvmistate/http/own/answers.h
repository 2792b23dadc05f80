/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Paths of our own. */

#pragma once

#include "http/server/exchange.h"

G_BEGIN_DECLS

void _vmistate_http_answer_livez (VmistateHttpExchange *exchange);
void _vmistate_http_answer_readyz (VmistateHttpExchange *exchange);
void _vmistate_http_answer_metrics (VmistateHttpExchange *exchange);
void _vmistate_http_answer_observed (VmistateHttpExchange *exchange);
void _vmistate_http_answer_sample (VmistateHttpExchange *exchange);
void _vmistate_http_answer_events (VmistateHttpExchange *exchange);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* One request and its answer. Every error has one shape: Kubernetes' `Status`. */

#pragma once

#include <libsoup/soup.h>

#include "http/server/core.h"

G_BEGIN_DECLS

#define VMISTATE_HTTP_JSON "application/json"

typedef struct
{
  VmistateHttpCore *core;
  SoupServerMessage *message;
  GHashTable *query;      /* (nullable) name -> value */
  const char *namespace_; /* (nullable) of the path */
  const char *name;       /* (nullable) of the path */
  int choice;             /* what the route says of itself */
} VmistateHttpExchange;

/* @text: (nullable): the header's value; NULL if there is none */
const char *_vmistate_http_get_header (VmistateHttpExchange *self, const char *header);

/* @name: of a parameter in the query. Returns: (nullable) */
const char *_vmistate_http_get_parameter (VmistateHttpExchange *self, const char *name);

/* Whether the parameter says yes, as Kubernetes reads it: `1`, `true`, or nothing but its name */
gboolean _vmistate_http_get_flag (VmistateHttpExchange *self, const char *name);

void _vmistate_http_answer (VmistateHttpExchange *self, guint code, const char *type, GBytes *body);
/* @text: (transfer full) */
void _vmistate_http_answer_text (VmistateHttpExchange *self, guint code, const char *type,
                                 char *text);

/* The body of an error. @reason: Kubernetes' word for it; @name: (nullable): of the VMI that it is
 * about. Returns: (transfer full) */
char *_vmistate_http_make_status (guint code, const char *reason, const char *name,
                                  const char *message);

/* @reason: Kubernetes' word for it */
void _vmistate_http_fail (VmistateHttpExchange *self, guint code, const char *reason,
                          const char *format, ...) G_GNUC_PRINTF (4, 5);

/* There is no such VMI. */
void _vmistate_http_fail_unknown (VmistateHttpExchange *self);

G_END_DECLS

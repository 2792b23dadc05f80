/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* In which form objects are wanted: as they are, or as rows of a table that the server makes. */

#pragma once

#include "http/server/exchange.h"
#include "http/store/snapshot.h"

G_BEGIN_DECLS

typedef enum
{
  VMISTATE_HTTP_FORM_OBJECTS,
  VMISTATE_HTTP_FORM_TABLE,         /* rows with the metadata of their objects */
  VMISTATE_HTTP_FORM_TABLE_OBJECTS, /* rows with their objects */
  VMISTATE_HTTP_FORM_TABLE_ONLY,    /* rows alone */
} VmistateHttpForm;

/* Returns: FALSE after the request was refused */
gboolean _vmistate_http_form_negotiate (VmistateHttpExchange *exchange, VmistateHttpForm *form);

/* Appends what is between the brackets of `items`, or of `rows`, for one VMI. */
void _vmistate_http_form_append (VmistateHttpForm form, VmistateHttpSnapshot *snapshot,
                                 GString *text);

/* What is before the first of them. @metadata: of the list, as JSON */
void _vmistate_http_form_open (VmistateHttpForm form, const char *metadata, GString *text);
void _vmistate_http_form_close (GString *text);

/* The object, or a table of one row. Returns: (transfer full): JSON */
char *_vmistate_http_form_one (VmistateHttpForm form, VmistateHttpSnapshot *snapshot);

G_END_DECLS

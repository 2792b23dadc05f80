/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Rows of text that fit the terminal. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _Table Table;

/* @headers: (array zero-terminated=1): as many as there are columns */
Table *table_new (const char *const *headers, gboolean use_color);
void table_free (Table *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Table, table_free)

/* Takes the next cell of the row; a full row begins the next one. Any text is safe. */
void table_add (Table *self, const char *text);

/* To stdout. Too wide a table loses the ends of its widest columns, marked with "…". */
void table_print (Table *self);

G_END_DECLS

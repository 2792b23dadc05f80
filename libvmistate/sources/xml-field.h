/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From a text of an XML document to the field of a record. */

#pragma once

#include "model/record.h"

G_BEGIN_DECLS

#define VMISTATE_XML_MAX_TEXT_BYTES 4096

/* A number that is none leaves its field absent, and so does a text that is empty or too long. A
 * field that is there stays, but for booleans, which become true. */
void _vmistate_xml_set_field (gpointer record, guint field, const char *text);

/* @names, @values: the attributes of an element, as GMarkup gives them
 * Returns: (nullable) */
const char *_vmistate_xml_find_attribute (const char **names, const char **values,
                                          const char *name);

G_END_DECLS

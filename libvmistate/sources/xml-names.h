/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Which elements of a document belong to one XML namespace. GMarkup knows no namespaces, and where
 * libvirt writes a declaration is up to whoever wrote the metadata. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *uri; /* the namespace that is looked for */
  GArray *scopes;  /* (owned) declarations, the innermost last */
  guint depth;
} VmistateXmlNames;

/* @uri: (transfer none): the namespace; one that ends in a slash stands for all that begin so */
void _vmistate_xml_names_init (VmistateXmlNames *self, const char *uri);
void _vmistate_xml_names_clear (VmistateXmlNames *self);

/* @names, @values: the attributes, as GMarkup gives them
 * Returns: whether @element is in the namespace */
gboolean _vmistate_xml_names_open (VmistateXmlNames *self, const char *element, const char **names,
                                   const char **values);
void _vmistate_xml_names_close (VmistateXmlNames *self);

/* @element without its prefix */
const char *_vmistate_xml_local_name (const char *element);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The arguments of an event as a{ss}: names and numbers as text, of bounded length. */

#pragma once

#include <glib.h>
#include <libvirt/libvirt.h>

G_BEGIN_DECLS

GVariantBuilder *_vmistate_event_data_new (void);
void _vmistate_event_data_add_text (GVariantBuilder *self, const char *name, const char *text);
void _vmistate_event_data_add_number (GVariantBuilder *self, const char *name, gint64 number);
/* The name of a number, or the number itself where it has none yet. */
void _vmistate_event_data_add_choice (GVariantBuilder *self, const char *name,
                                      const char *const *names, int number);
void _vmistate_event_data_add_parameters (GVariantBuilder *self, virTypedParameterPtr parameters,
                                          int n_parameters);
/* Returns: (transfer floating). Frees the builder. */
GVariant *_vmistate_event_data_end (GVariantBuilder *self);

G_END_DECLS

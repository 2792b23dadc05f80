/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <gio/gio.h>

#include <vmistate/vmistate-source.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_SCRIPTED_SOURCE (vmistate_scripted_source_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateScriptedSource, vmistate_scripted_source, VMISTATE, SCRIPTED_SOURCE,
                      GObject)

VMISTATE_AVAILABLE_IN_0_1
VmistateScriptedSource *vmistate_scripted_source_new (const char *id);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_scripted_source_load (VmistateScriptedSource *self, GFile *file,
                                        GCancellable *cancellable, GError **error);

VMISTATE_AVAILABLE_IN_0_1
void vmistate_scripted_source_add (VmistateScriptedSource *self, VmistateFact *fact);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_scripted_source_add_json (VmistateScriptedSource *self, const char *json,
                                            GError **error);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-fact.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_SINK (vmistate_sink_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateSink, vmistate_sink, VMISTATE, SINK, GObject)

VMISTATE_AVAILABLE_IN_0_1
void vmistate_sink_emit (VmistateSink *self, VmistateFact *fact);

VMISTATE_AVAILABLE_IN_0_1
guint vmistate_sink_get_n_waiting (VmistateSink *self);

VMISTATE_AVAILABLE_IN_0_1
gint64 vmistate_sink_get_time_usec (VmistateSink *self);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From a field of a record to a sample, or to a label. */

#pragma once

#include "profile.h"

G_BEGIN_DECLS

/* Adds nothing if the field is absent. */
void _vmistate_row_add_number (VmistateExposition *exposition, VmistateSamples *samples,
                               const GString *labels, const VmistateRow *row, gpointer record);
void _vmistate_row_append_label (GString *labels, const char *name, gpointer record, guint field);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-source.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_LOG_SOURCE (vmistate_log_source_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateLogSource, vmistate_log_source, VMISTATE, LOG_SOURCE, GObject)

VMISTATE_AVAILABLE_IN_0_1
VmistateLogSource *vmistate_log_source_new (const char *directory);

VMISTATE_AVAILABLE_IN_0_1
VmistateLogSource *vmistate_log_source_new_for_file (const char *path, const char *namespace_,
                                                     const char *name);

VMISTATE_AVAILABLE_IN_0_1
VmistateLogSource *vmistate_log_source_new_for_fd (int fd, const char *namespace_,
                                                   const char *name);

VMISTATE_AVAILABLE_IN_0_1
VmistateLogSource *vmistate_log_source_new_for_journal (const char *const *units);

VMISTATE_AVAILABLE_IN_0_1
guint vmistate_log_source_get_lines_per_second (VmistateLogSource *self);

VMISTATE_AVAILABLE_IN_0_1
void vmistate_log_source_set_lines_per_second (VmistateLogSource *self, guint lines_per_second);

G_END_DECLS

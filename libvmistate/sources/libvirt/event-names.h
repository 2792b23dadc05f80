/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The names of libvirt's numbers in events: those of its constants, from 0 on. Numbers of a newer
 * libvirt have none here. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef const char *const *VmistateEventNames; /* (array zero-terminated=1) */

extern const char *const _vmistate_lifecycle_names[];
extern const char *const _vmistate_watchdog_names[];
extern const char *const _vmistate_io_error_names[];
extern const char *const _vmistate_graphics_names[];
extern const char *const _vmistate_block_job_type_names[];
extern const char *const _vmistate_block_job_status_names[];
extern const char *const _vmistate_disk_change_names[];
extern const char *const _vmistate_tray_change_names[];
extern const char *const _vmistate_agent_state_names[];
extern const char *const _vmistate_agent_reason_names[];
extern const char *const _vmistate_metadata_names[];
extern const char *const _vmistate_memory_recipient_names[];
extern const char *const _vmistate_memory_action_names[];

/* The names of a lifecycle event's details; empty for an event that is not known. */
VmistateEventNames _vmistate_lifecycle_detail_names (int event);

G_END_DECLS

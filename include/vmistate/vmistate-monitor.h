/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <gio/gio.h>

#include <vmistate/vmistate-host-info.h>
#include <vmistate/vmistate-instance.h>
#include <vmistate/vmistate-source.h>
#include <vmistate/vmistate-stamp.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_MONITOR (vmistate_monitor_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateMonitor, vmistate_monitor, VMISTATE, MONITOR, GObject)

VMISTATE_AVAILABLE_IN_0_1
VmistateMonitor *vmistate_monitor_new (void);

VMISTATE_AVAILABLE_IN_0_1
GMainContext *vmistate_monitor_get_main_context (VmistateMonitor *self);

VMISTATE_AVAILABLE_IN_0_1
guint vmistate_monitor_get_coalesce_msec (VmistateMonitor *self);

VMISTATE_AVAILABLE_IN_0_1
void vmistate_monitor_set_coalesce_msec (VmistateMonitor *self, guint coalesce_msec);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_monitor_get_synced (VmistateMonitor *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_monitor_add_source (VmistateMonitor *self, VmistateSource *source,
                                      GError **error);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_monitor_dup_source_stamps (VmistateMonitor *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateHostInfo *vmistate_monitor_get_host_info (VmistateMonitor *self, const char *source);

VMISTATE_AVAILABLE_IN_0_1
VmistateInstance *vmistate_monitor_lookup (VmistateMonitor *self, const char *uid);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_monitor_find_by_name (VmistateMonitor *self, const char *namespace_,
                                          const char *name);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_monitor_observe_object (VmistateMonitor *self, const char *source,
                                          const char *json, gssize length, GError **error);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_monitor_dup_objects (VmistateMonitor *self, const char *kind);

VMISTATE_AVAILABLE_IN_0_1
void vmistate_monitor_start_async (VmistateMonitor *self, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_monitor_start_finish (VmistateMonitor *self, GAsyncResult *result,
                                        GError **error);

VMISTATE_AVAILABLE_IN_0_1
void vmistate_monitor_stop_async (VmistateMonitor *self, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_monitor_stop_finish (VmistateMonitor *self, GAsyncResult *result, GError **error);

VMISTATE_AVAILABLE_IN_0_1
void vmistate_monitor_ping_async (VmistateMonitor *self, VmistateInstance *instance,
                                  guint timeout_msec, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_monitor_ping_finish (VmistateMonitor *self, GAsyncResult *result,
                                       gint64 *elapsed_usec, char **excuse, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <gio/gio.h>

#include <vmistate/vmistate-sink.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_SOURCE (vmistate_source_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_INTERFACE (VmistateSource, vmistate_source, VMISTATE, SOURCE, GObject)

/**
 * VmistateSourceInterface:
 * @get_id: see [method@Source.get_id]; must give the same text for the whole life of the source
 * @start: see [method@Source.start]; must return at once
 * @stop_async: see [method@Source.stop_async]; without it, stopping is done at once
 * @stop_finish: finishes @stop_async
 * @ping_async: see [method@Source.ping_async]; without it, pings are unsupported
 * @ping_finish: finishes @ping_async
 *
 * What a source implements. All functions are called in the context where the monitor was made.
 *
 * Since: 0.1
 */
struct _VmistateSourceInterface
{
  /*< private >*/
  GTypeInterface parent_iface;

  /*< public >*/
  const char *(*get_id) (VmistateSource *self);
  gboolean (*start) (VmistateSource *self, VmistateSink *sink, GError **error);
  void (*stop_async) (VmistateSource *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                      gpointer user_data);
  gboolean (*stop_finish) (VmistateSource *self, GAsyncResult *result, GError **error);
  void (*ping_async) (VmistateSource *self, const char *uid, guint timeout_msec,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
  gboolean (*ping_finish) (VmistateSource *self, GAsyncResult *result, gint64 *elapsed_usec,
                           GError **error);

  /*< private >*/
  gpointer _padding[8];
};

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_source_get_id (VmistateSource *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_source_start (VmistateSource *self, VmistateSink *sink, GError **error);

VMISTATE_AVAILABLE_IN_0_1
void vmistate_source_stop_async (VmistateSource *self, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_source_stop_finish (VmistateSource *self, GAsyncResult *result, GError **error);

VMISTATE_AVAILABLE_IN_0_1
void vmistate_source_ping_async (VmistateSource *self, const char *uid, guint timeout_msec,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_source_ping_finish (VmistateSource *self, GAsyncResult *result,
                                      gint64 *elapsed_usec, GError **error);

G_END_DECLS

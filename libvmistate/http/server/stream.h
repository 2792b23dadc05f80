/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* An answer that goes on for as long as both sides want.
 *
 * Nothing is kept for a client that is slow: what follows is made when it has taken what was sent.
 * One that takes nothing for some time is cut off. */

#pragma once

#include "http/server/exchange.h"

G_BEGIN_DECLS

typedef struct _VmistateHttpStream VmistateHttpStream;

typedef struct
{
  /* The client has taken everything. Sends what there is to send as long as there is room, and is
   * called again if that was anything. */
  void (*more) (gpointer user_data);
  /* Called once, whoever ended it. The stream is gone after that. */
  void (*ended) (gpointer user_data);
} VmistateHttpStreamFuncs;

/* Begins the answer. */
VmistateHttpStream *_vmistate_http_stream_new (VmistateHttpExchange *exchange, const char *type,
                                               const VmistateHttpStreamFuncs *funcs,
                                               gpointer user_data);

/* There may be something to send. */
void _vmistate_http_stream_poke (VmistateHttpStream *self);

/* Only within more(): whether more may be sent before the client has taken what was. */
gboolean _vmistate_http_stream_has_room (VmistateHttpStream *self);

/* Only within more(). */
void _vmistate_http_stream_send (VmistateHttpStream *self, GBytes *bytes);

/* Nothing follows; the client gets what was sent. */
void _vmistate_http_stream_end (VmistateHttpStream *self);

G_END_DECLS

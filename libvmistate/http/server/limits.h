/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a server grants its clients. doc/http.md says why these are the defaults. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint max_connections;
  guint request_timeout_msec; /* from the accepted connection, or the answer before, to a whole
                                 request */
  guint write_timeout_msec;   /* for a client to take an answer, or anything of a stream */
  guint max_body_bytes;       /* of a request; there is no use for one so far */
  guint requests_per_second;  /* of one address; 0: any number */
} VmistateHttpLimits;

#define VMISTATE_HTTP_DEFAULT_LIMITS                                                               \
  {                                                                                                \
    .max_connections = 4096, .request_timeout_msec = 30000, .write_timeout_msec = 30000,           \
    .max_body_bytes = 64 * 1024, .requests_per_second = 5000,                                      \
  }

G_END_DECLS

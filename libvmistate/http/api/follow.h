/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A stream of what changes, in whatever form: first what there is, or what has changed since a
 * revision, then what changes. */

#pragma once

#include "http/api/selection.h"
#include "http/server/stream.h"

G_BEGIN_DECLS

typedef enum
{
  VMISTATE_HTTP_ADDED,
  VMISTATE_HTTP_MODIFIED,
  VMISTATE_HTTP_DELETED,
} VmistateHttpEvent;

extern const char *const _vmistate_http_event_names[];

typedef struct _VmistateHttpFollow VmistateHttpFollow;

typedef struct
{
  const char *content_type;
  int key; /* tells this way to write, and its form, from others; multiples of 16 */
  GBytes *(*write_event) (VmistateHttpEvent event, int form, VmistateHttpSnapshot *snapshot);
  /* The changes that are asked for are forgotten. */
  GBytes *(*write_gone) (void);
  /* Says that there is nothing to say. @revision: where the client is */
  GBytes *(*write_idle) (guint64 revision);
} VmistateHttpFollowWriter;

typedef struct
{
  const VmistateHttpFollowWriter *writer;
  VmistateHttpSelection *selection; /* (transfer full) */
  int form;
  guint64 revision;      /* 0: all there is comes first */
  guint idle_seconds;    /* 0: nothing is said where there is nothing to say */
  guint timeout_seconds; /* 0: goes on for ever */
} VmistateHttpFollowOptions;

/* Answers. */
void _vmistate_http_follow (VmistateHttpExchange *exchange,
                            const VmistateHttpFollowOptions *options);

G_END_DECLS

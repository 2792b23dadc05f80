/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How stamps are kept. Every status has about a dozen of these and hardly anybody reads them, so
 * they are a sheet of short rows, and become VmistateStamp when asked for. */

#pragma once

#include "evidence.h"

#include "model/lazy-list.h"

G_BEGIN_DECLS

/* What rows are made of, by number. */
enum
{
  ORIGIN_DOMAIN,
  ORIGIN_AGENT,
  ORIGIN_OBJECT,
  ORIGIN_LOG,
};

typedef enum
{
  STATE_LIVE,
  STATE_STALE,
  STATE_LOST,
  STATE_ABSENT,
  STATE_UNSUPPORTED,
} State;

enum
{
  PART_PHASE,
  PART_CHANNEL,
  PART_FIRST_OF_DOMAIN,
  PART_FIRST_OF_AGENT = PART_FIRST_OF_DOMAIN + 4,
  PART_FIRST_OF_OBJECT = PART_FIRST_OF_AGENT + 9,
  N_PARTS = PART_FIRST_OF_OBJECT + 9,
};

/* Of a part that comes from one answer of the agent, which one; of one that the control plane
 * tells, where in its status it is. */
#define NO_COMMAND VMISTATE_AGENT_N_COMMANDS

typedef struct
{
  const char *name;
  VmistateAgentCommandId command;
  guint field;
} VmistateStampPart;

extern const VmistateStampPart _vmistate_stamp_parts[];

/* Few texts make many rows: they are kept behind the rows, and rows have their places. */
#define NO_TEXT G_MAXUINT16

typedef struct
{
  gint64 observed_at; /* 0: never */
  guint16 source;     /* place of its text */
  guint16 error;      /* the same, or NO_TEXT */
  guint8 part;
  guint8 origin;
  guint8 state;
  guint8 after_gap;
} VmistateStampRow;

/* @texts: (transfer full) (element-type only): where rows have the places of their texts
 * Returns: (transfer full) */
VmistateLazyList *_vmistate_stamp_sheet_new (const VmistateStampRow *rows, guint16 n_rows,
                                             GRefString *const *texts, guint16 n_texts);

G_END_DECLS

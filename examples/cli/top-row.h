/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The numbers of one VMI, as 'top' shows them. */

#pragma once

#include <vmistate/vmistate.h>

#include "table.h"

G_BEGIN_DECLS

typedef struct
{
  VmistateInstance *instance; /* (owned) */
  VmistateSampleRates *rates; /* (owned) (nullable): there is one sample only, or none */
  double numbers[6];          /* of TopNumber; NAN: not known */
} TopRow;

typedef enum
{
  TOP_CPU,    /* percent of one core */
  TOP_MEMORY, /* bytes that the guest uses; else what its process takes */
  TOP_READ,   /* bytes per second, all disks */
  TOP_WRITE,
  TOP_RECEIVE, /* bytes per second, all interfaces */
  TOP_TRANSMIT,
} TopNumber;

TopRow *top_row_new (VmistateInstance *instance);
void top_row_free (TopRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TopRow, top_row_free)

/* What rows can be sorted by. Returns: FALSE if there is no such column */
gboolean top_sort_parse (const char *name, guint *sort);
/* The column that a key stands for. Returns: FALSE if it stands for none */
gboolean top_sort_from_key (char key, guint *sort);
const char *top_sort_get_name (guint sort);
/* (transfer full): "name, cpu, …" */
char *top_sort_list (void);

/* GCompareDataFunc for pointers to rows; @user_data: guint, as pointer. The greatest comes first,
 * and what is not known last. */
int top_row_compare (gconstpointer a, gconstpointer b, gpointer user_data);

/* The headers of a table of rows */
extern const char *const top_headers[];
/* @now: that the ages of numbers are counted to, in microseconds since 1970 UTC */
void top_row_add (TopRow *self, gint64 now, Table *table);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The addresses of an interface as short rows: they are derived often and read rarely, so they
 * become VmistateAddress when somebody asks for them. */

#pragma once

#include "derive/ip.h"

#include "model/lazy-list.h"

G_BEGIN_DECLS

/* Who tells of an address. */
typedef enum
{
  VMISTATE_ORIGIN_GUEST,
  VMISTATE_ORIGIN_POD,
  VMISTATE_ORIGIN_MULTUS,
} VmistateOrigin;

typedef struct
{
  GRefString *text;       /* (owned) */
  GRefString *guest_name; /* (owned) (nullable) of the guest's interface that has it */
  guint8 prefix;          /* or VMISTATE_NO_PREFIX */
  guint8 origin;          /* VmistateOrigin */
  guint8 is_held;
} VmistateAddressRow;

/* @rows: (transfer full): what they own; the array itself is copied */
VmistateLazyList *_vmistate_address_sheet_new (const VmistateAddressRow *rows, guint n_rows);

/* @sheet: (nullable)
 * Returns: (nullable): its @n rows; none of one that is of another class */
const VmistateAddressRow *_vmistate_address_sheet_get_rows (const VmistateLazyList *sheet,
                                                            guint *n);

/* (nullable): whether it has an address that is held; @sheet may be of another class */
gboolean _vmistate_address_sheet_has_held (const VmistateLazyList *sheet);

G_END_DECLS

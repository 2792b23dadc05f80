/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The public structs, byte for byte: a program compiled against an older header has these numbers
 * in it. abidiff does not see class structs, so this is their only guard. Compiling it is the
 * test; check-headers does. */

#include <vmistate/vmistate.h>

#define POINTER (sizeof (gpointer))
#define FUNCTION_AT(member, index)                                                                 \
  G_STATIC_ASSERT (G_STRUCT_OFFSET (VmistateSourceInterface, member)                               \
                   == sizeof (GTypeInterface) + POINTER * (index))

FUNCTION_AT (get_id, 0);
FUNCTION_AT (start, 1);
FUNCTION_AT (stop_async, 2);
FUNCTION_AT (stop_finish, 3);
FUNCTION_AT (ping_async, 4);
FUNCTION_AT (ping_finish, 5);
/* A new function takes the place of one slot of padding, so the size stays. */
G_STATIC_ASSERT (sizeof (VmistateSourceInterface) == sizeof (GTypeInterface) + 14 * POINTER);

G_STATIC_ASSERT (G_STRUCT_OFFSET (VmistateRecordClass, parent_class) == 0);
G_STATIC_ASSERT (sizeof (VmistateRecordClass) == sizeof (GObjectClass) + 8 * POINTER);

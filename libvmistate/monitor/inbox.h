/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Where facts change threads: any thread puts, the owner's context takes. */

#pragma once

#include <vmistate/vmistate-fact.h>

G_BEGIN_DECLS

typedef struct _VmistateInbox VmistateInbox;

/* Called in the context for all that has come. @facts: (element-type VmistateFact) */
typedef void (*VmistateInboxFunc) (GPtrArray *facts, gpointer user_data);

VmistateInbox *_vmistate_inbox_new (GMainContext *context, VmistateInboxFunc func,
                                    gpointer user_data);
VmistateInbox *_vmistate_inbox_ref (VmistateInbox *self);
void _vmistate_inbox_unref (VmistateInbox *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VmistateInbox, _vmistate_inbox_unref)

/* From any thread. Dropped once the inbox is closed. */
void _vmistate_inbox_put (VmistateInbox *self, VmistateFact *fact);

/* From any thread: how many were put and have not been taken to their end. */
guint _vmistate_inbox_get_n_waiting (VmistateInbox *self);

/* In the context: @func is not called again, and no event source is left. */
void _vmistate_inbox_close (VmistateInbox *self);

G_END_DECLS

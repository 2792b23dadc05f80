/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Objects of the API as last seen, but for the VMIs themselves: Pods by the VMI that controls
 * them, migrations by the VMI that they move, claims, data volumes, nodes, KubeVirt's
 * configuration. The newest observation of each counts, whatever the order of arrival. */

#pragma once

#include "observation.h"

#include "model/objects/cluster-objects.h"
#include "model/objects/object.h"
#include "model/objects/pod-objects.h"
#include "model/objects/vmi-objects.h"

G_BEGIN_DECLS

typedef struct _VmistateCatalog VmistateCatalog;

VmistateCatalog *_vmistate_catalog_new (void);
void _vmistate_catalog_free (VmistateCatalog *self);

/* @object: as _vmistate_object_read() gave it. Returns: TRUE if what is known changed. */
gboolean _vmistate_catalog_fold (VmistateCatalog *self, const VmistateObjectRef *ref,
                                 gpointer object, VmistateFact *fact);

/* @fact: of kind OBJECT_GONE or OBJECT_LIST. Returns: TRUE if what is known changed. */
gboolean _vmistate_catalog_fold_absence (VmistateCatalog *self, VmistateFact *fact);

/* Looking up; all return borrowed objects, and NULL for what is not there. */

/* Returns: (transfer container): the observations of Pods, by age and then name */
GPtrArray *_vmistate_catalog_dup_pods (const VmistateCatalog *self, const char *vmi_uid);

/* Since when the Pods of the VMI, and which there are, have been as they are; 0 without any. */
gint64 _vmistate_catalog_get_pods_since (const VmistateCatalog *self, const char *vmi_uid);

/* Whether it is known which Pods there are: a VMI without any then has none. */
gboolean _vmistate_catalog_knows_pods (const VmistateCatalog *self, const char *namespace_);

/* Whether it is known that there is no such node. */
gboolean _vmistate_catalog_lacks_node (const VmistateCatalog *self, const char *name);

/* Whether an object that was seen @at is known to have gone since. */
gboolean _vmistate_catalog_has_lost (const VmistateCatalog *self, const VmistateObjectRef *ref,
                                     gint64 at);

/* The newest moment that any object, or its absence, was observed at; 0 without any. */
gint64 _vmistate_catalog_get_now (const VmistateCatalog *self);

/* The migration of the VMI that was created last. */
const VmistateObservation *_vmistate_catalog_get_migration (const VmistateCatalog *self,
                                                            const char *namespace_,
                                                            const char *vmi_name);
gpointer _vmistate_catalog_get (const VmistateCatalog *self, VmistateObjectKind kind,
                                const char *namespace_, const char *name);
/* Visits the objects of one kind, in no order; NULL in place of one that is gone.
 * Returns: whether it was ever told which there are */
gboolean _vmistate_catalog_for_each (const VmistateCatalog *self, VmistateObjectKind kind,
                                     GFunc visit, gpointer user_data);
/* KubeVirt's own configuration, or NULL. */
gpointer _vmistate_catalog_get_configuration (const VmistateCatalog *self);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What keeps a VMI from migrating. KubeVirt shows the first obstacle or all of them, depending on
 * the condition; here they are always all found. */

#pragma once

#include "model/objects/cluster-objects.h"
#include "model/objects/meta-objects.h"
#include "model/objects/vmi-objects.h"
#include "model/status.h"

G_BEGIN_DECLS

typedef enum
{
  VMISTATE_MIGRATION_LIVE = 1 << 0,    /* condition LiveMigratable */
  VMISTATE_MIGRATION_STORAGE = 1 << 1, /* condition StorageLiveMigratable */
} VmistateMigrationKinds;

/* What the checks look at; nothing of it is owned. A part that is NULL is an empty one. */
typedef struct
{
  gpointer metadata;      /* (nullable) VmistateObjectMeta */
  gpointer spec;          /* (nullable) VmistateVmiSpec */
  gpointer status;        /* (nullable) VmistateStatus: volumes, migrated volumes, hints */
  gpointer configuration; /* (nullable) VmistateKubevirtConfiguration */
  const char *node;       /* (nullable) where the VMI runs */
  const char *cpu_model;  /* (nullable) that host-model gives there; "": none; NULL: not known */
} VmistateMigrationSubject;

typedef struct
{
  const char *reason; /* as in conditions */
  char *message;      /* (owned) */
} VmistateMigrationObstacle;

/* Returns: (transfer full) (element-type VmistateMigrationObstacle): in KubeVirt's order; none:
 * it can migrate */
GArray *_vmistate_migration_obstacles (const VmistateMigrationSubject *subject,
                                       VmistateMigrationKinds kind);

/* migratable-volumes.c */

/* Returns: (transfer full) (nullable): which volume stays behind */
char *_vmistate_migration_check_volumes (const VmistateMigrationSubject *subject);

/* Whether a migration would have to copy disks, as KubeVirt counts. */
gboolean _vmistate_migration_copies_disks (const VmistateMigrationSubject *subject);

G_END_DECLS

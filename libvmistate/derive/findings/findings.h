/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is wrong with a VM, or with what can be known of it: one rule per file, each a pure
 * function of what was seen. */

#pragma once

#include "model/finding.h"
#include "model/payloads.h"
#include "model/sample/sample.h"

G_BEGIN_DECLS

/* What rules look at. What was not seen is NULL. */
typedef struct
{
  VmistateDomain *domain; /* what its XML says */
  VmistateSample *sample; /* the newest */
  gint64 now_usec;        /* microseconds since 1970 UTC */
} VmistateFindingScene;

/* Returns: (transfer full) (element-type VmistateFinding): all that was found, in the order of the
 * rules; empty where nothing was */
GPtrArray *_vmistate_derive_findings (const VmistateFindingScene *scene);

/* The rules. Returns: (transfer full) (nullable): what was found */
VmistateFinding *_vmistate_finding_balloon_period (const VmistateFindingScene *scene);

G_END_DECLS

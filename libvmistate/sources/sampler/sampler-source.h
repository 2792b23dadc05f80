/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The insides of VmistateSamplerSource, which is spread over two files. */

#pragma once

#include <vmistate/vmistate-sampler-source.h>

#include "sampler.h"

G_BEGIN_DECLS

struct _VmistateSamplerSource
{
  GObject parent_instance;

  char *uri; /* (owned) */
  char *id;  /* (owned) */
  guint period_msec;
  guint deadline_msec;
  guint shards;
  guint groups;
  VmistateReportBoard *board; /* (owned) */

  gboolean was_started;
  VmistateSampler *sampler; /* (owned) (nullable) while started */
};

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-finding.h>

#include "record.h"

G_BEGIN_DECLS

enum
{
  FINDING_CODE,
  FINDING_LAYER,
  FINDING_SEVERITY,
  FINDING_SUMMARY,
  FINDING_EVIDENCE,
  FINDING_ADVICE,
  FINDING_N_FIELDS,
};

G_END_DECLS

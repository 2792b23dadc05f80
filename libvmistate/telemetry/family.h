/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a family of metrics is, beside its numbers. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  VMISTATE_FAMILY_UNKNOWN,
  VMISTATE_FAMILY_COUNTER,
  VMISTATE_FAMILY_GAUGE,
  VMISTATE_FAMILY_INFO,
  VMISTATE_FAMILY_STATESET, /* one sample per state; the label with the state is the family's name
                             */
  VMISTATE_FAMILY_HISTOGRAM,
  VMISTATE_FAMILY_N_TYPES,
} VmistateFamilyType;

typedef struct
{
  const char *name; /* without the suffix of its type: _total, _info */
  VmistateFamilyType type;
  const char *unit; /* (nullable) a base unit; the name ends with it */
  const char *help; /* a sentence without full stop */
} VmistateFamily;

/* What a sample's name has after the family's; histograms have several of their own. */
const char *_vmistate_family_get_suffix (const VmistateFamily *self);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-iothread-sample.h>

#include "../record.h"

G_BEGIN_DECLS

enum
{
  IOTHREAD_SAMPLE_ID,
  IOTHREAD_SAMPLE_POLL_MAX_NSEC,
  IOTHREAD_SAMPLE_POLL_GROW,
  IOTHREAD_SAMPLE_POLL_SHRINK,
  IOTHREAD_SAMPLE_N_FIELDS,
};

G_END_DECLS

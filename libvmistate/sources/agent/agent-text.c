/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "agent-text.h"

#include "sources/plain-text.h"

#include <string.h>

#define MAX_BYTES 1024

char *
_vmistate_agent_text_clean (const char *text)
{
  return _vmistate_plain_text (text, strnlen (text, 2 * MAX_BYTES), MAX_BYTES);
}

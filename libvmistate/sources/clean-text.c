/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "clean-text.h"

#include <string.h>

char *
_vmistate_clean_text (const char *text)
{
  char *valid = g_utf8_make_valid (text, strnlen (text, VMISTATE_CLEAN_TEXT_MAX_BYTES));
  const char *end;

  /* What stands for an invalid byte is longer than it was. */
  if (strlen (valid) > VMISTATE_CLEAN_TEXT_MAX_BYTES)
    {
      g_utf8_validate_len (valid, VMISTATE_CLEAN_TEXT_MAX_BYTES, &end);
      valid[end - valid] = '\0';
    }
  return valid;
}

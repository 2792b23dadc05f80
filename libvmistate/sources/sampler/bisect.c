/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "bisect.h"

/* As deep as the number of items can be halved. */
gboolean
_vmistate_bisect_run (VmistateBisect *self, gpointer *items, guint n)
{
  VmistateBisectAnswer answer;

  if (n == 0)
    return TRUE;
  answer = self->ask (items, n, self->user_data);
  if (answer != VMISTATE_BISECT_FAILED)
    return answer == VMISTATE_BISECT_OK;
  if (n == 1)
    {
      self->blame (items[0], self->user_data);
      return TRUE;
    }
  self->n_halvings++;
  return _vmistate_bisect_run (self, items, n / 2)
         && _vmistate_bisect_run (self, items + n / 2, n - n / 2);
}

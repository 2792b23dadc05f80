/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "lenders.h"

void
_vmistate_lenders_set (VmistateLenders *self, virConnectPtr *handles, guint n)
{
  for (guint i = 0; i < self->n; i++)
    virConnectClose (self->handles[i]);
  self->n = MIN (n, VMISTATE_MAX_LENT);
  self->epoch++;
  for (guint i = 0; i < self->n; i++)
    {
      virConnectRef (handles[i]);
      self->handles[i] = handles[i];
      self->n_lent[i] = 0;
    }
}

virConnectPtr
_vmistate_lenders_lend (VmistateLenders *self, VmistateLease *lease)
{
  lease->epoch = self->epoch;
  lease->place = 0;
  for (guint i = 1; i < self->n; i++)
    {
      if (self->n_lent[i] < self->n_lent[lease->place])
        lease->place = i;
    }
  self->n_lent[lease->place]++;
  virConnectRef (self->handles[lease->place]);
  return self->handles[lease->place];
}

void
_vmistate_lenders_give_back (VmistateLenders *self, VmistateLease lease)
{
  if (lease.epoch == self->epoch)
    self->n_lent[lease.place]--;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "agent-queue.h"

static void
free_domain (gpointer data)
{
  _vmistate_agent_domain_free (data);
}

void
_vmistate_agent_queue_init (VmistateAgentQueue *self, guint n_workers)
{
  *self = (VmistateAgentQueue){ .n_workers = n_workers };
  self->domains = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_domain);
  self->waiting = g_sequence_new (NULL);
}

void
_vmistate_agent_queue_clear (VmistateAgentQueue *self)
{
  g_clear_pointer (&self->waiting, g_sequence_free);
  g_clear_pointer (&self->domains, g_hash_table_unref);
}

VmistateAgentDomain *
_vmistate_agent_queue_ensure (VmistateAgentQueue *self, const char *uuid)
{
  VmistateAgentDomain *domain = g_hash_table_lookup (self->domains, uuid);

  if (domain == NULL)
    {
      domain = _vmistate_agent_domain_new (uuid);
      g_hash_table_insert (self->domains, domain->uuid, domain);
    }
  return domain;
}

VmistateAgentDomain *
_vmistate_agent_queue_find_uid (VmistateAgentQueue *self, const char *uid)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->domains);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      VmistateAgentDomain *domain = value;

      if (domain->known && g_strcmp0 (domain->uid, uid) == 0)
        return domain;
    }
  return NULL;
}

static int
compare_turns (gconstpointer a, gconstpointer b, gpointer data G_GNUC_UNUSED)
{
  const VmistateAgentDomain *first = a;
  const VmistateAgentDomain *second = b;

  if (first->turn != second->turn)
    return first->turn < second->turn ? -1 : 1;
  return g_strcmp0 (first->uuid, second->uuid);
}

void
_vmistate_agent_queue_update (VmistateAgentQueue *self, VmistateAgentDomain *domain)
{
  g_clear_pointer (&domain->place, g_sequence_remove);
  if (domain->busy)
    return;
  if (!domain->known && !domain->connected)
    g_hash_table_remove (self->domains, domain->uuid);
  else if (_vmistate_agent_domain_is_open (domain))
    {
      gint64 due = _vmistate_agent_schedule_next (&domain->schedule, &domain->question);

      domain->turn = MAX (due, domain->free_since);
      domain->place = g_sequence_insert_sorted (self->waiting, domain, compare_turns, NULL);
    }
}

gboolean
_vmistate_agent_queue_has_room (const VmistateAgentQueue *self, gboolean suspect)
{
  if (self->n_busy >= self->n_workers)
    return FALSE;
  return !suspect || self->n_busy_suspect + 1 < self->n_workers;
}

VmistateAgentDomain *
_vmistate_agent_queue_peek (VmistateAgentQueue *self, gint64 now)
{
  GSequenceIter *iter;

  if (!_vmistate_agent_queue_has_room (self, /* suspect= */ FALSE))
    return NULL;
  for (iter = g_sequence_get_begin_iter (self->waiting); !g_sequence_iter_is_end (iter);
       iter = g_sequence_iter_next (iter))
    {
      VmistateAgentDomain *domain = g_sequence_get (iter);

      if (domain->turn > now)
        return NULL;
      if (_vmistate_agent_queue_has_room (
              self, _vmistate_agent_schedule_is_suspect (&domain->schedule, domain->question)))
        return domain;
    }
  return NULL;
}

gint64
_vmistate_agent_queue_next_turn (VmistateAgentQueue *self, gint64 now)
{
  GSequenceIter *iter;

  /* Those whose turn has come wait for a worker, and its return is a reason to look. */
  for (iter = g_sequence_get_begin_iter (self->waiting); !g_sequence_iter_is_end (iter);
       iter = g_sequence_iter_next (iter))
    {
      VmistateAgentDomain *domain = g_sequence_get (iter);

      if (domain->turn > now)
        return domain->turn;
    }
  return G_MAXINT64;
}

void
_vmistate_agent_queue_begin (VmistateAgentQueue *self, VmistateAgentDomain *domain,
                             gboolean suspect)
{
  domain->busy = TRUE;
  self->n_busy++;
  self->n_busy_suspect += suspect;
  _vmistate_agent_queue_update (self, domain);
}

void
_vmistate_agent_queue_end (VmistateAgentQueue *self, VmistateAgentDomain *domain, gboolean suspect,
                           gint64 now)
{
  domain->busy = FALSE;
  domain->free_since = now;
  self->n_busy--;
  self->n_busy_suspect -= suspect;
  _vmistate_agent_queue_update (self, domain);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "model/fact.h"
#include "model/host-info.h"
#include "model/storage-pool.h"
#include "host.h"

/* Telling */

static void
tell (VmistateHost *self)
{
  gpointer info = _vmistate_record_copy (self->info);
  g_autoptr (VmistateFact) fact = NULL;

  _vmistate_record_set_time (info, HOST_INFO_TAKEN_AT, self->taken_at);
  _vmistate_record_set_string (info, HOST_INFO_HYPERVISOR_VERSION, self->hypervisor_version);
  if (self->known != NULL)
    _vmistate_record_take_list (info, HOST_INFO_POOLS, _vmistate_record_list_copy (self->pools));
  fact = _vmistate_fact_new (VMISTATE_FACT_KIND_HOST, self->id, /* identity= */ NULL,
                             self->taken_at, info);
  if (!_vmistate_host_is_stopping (self))
    vmistate_sink_emit (self->sink, fact);
}

/* @pool: the names of one that did not answer, or was not asked */
static void
add_silent (VmistateHost *self, VmistateStoragePool *pool)
{
  gpointer copy = _vmistate_record_copy (pool);

  _vmistate_record_set_boolean (copy, STORAGE_POOL_TIMED_OUT, TRUE);
  g_ptr_array_add (self->pools, copy);
}

/* Asking: as long as nothing is waited for */

static void
begin (VmistateHost *self)
{
  self->step = VMISTATE_HOST_ASKS_VERSIONS;
  self->taken_at = vmistate_sink_get_time_usec (self->sink);
  self->n_asked = 0;
  g_ptr_array_set_size (self->pools, 0);
}

static void
end (VmistateHost *self)
{
  self->step = VMISTATE_HOST_IDLE;
  self->due = g_get_monotonic_time () + self->interval_usec;
}

void
_vmistate_host_abort_pass (VmistateHost *self)
{
  self->job = NULL;
  end (self);
}

/* Returns: whether there is a connection for it */
static gboolean
ask (VmistateHost *self, VmistateHostQuestion question, const char *uuid)
{
  VmistateHostLane *lane = _vmistate_host_find_lane (self);

  if (lane == NULL)
    return FALSE;
  self->job = lane->job = _vmistate_host_job_new (question, lane, self->uri);
  self->job->uuid = g_strdup (uuid);
  self->asked_at = g_get_monotonic_time ();
  _vmistate_workers_push (self->workers, self->job);
  return TRUE;
}

static void
ask_versions (VmistateHost *self)
{
  /* All connections may be kept by pools: that is no reason to say nothing. */
  if (ask (self, VMISTATE_HOST_VERSIONS, /* uuid= */ NULL))
    return;
  if (self->is_live)
    {
      self->step = VMISTATE_HOST_ASKS_HYPERVISOR;
      return;
    }
  end (self);
  _vmistate_host_back_off (self);
}

/* What still hangs is not asked once more: it goes on with what comes @after. */
static void
ask_unless_hanging (VmistateHost *self, VmistateHostQuestion question, VmistateHostStep after)
{
  if (_vmistate_host_has_job (self, question, /* uuid= */ NULL)
      || !ask (self, question, /* uuid= */ NULL))
    self->step = after;
}

static void
ask_list (VmistateHost *self)
{
  if (self->has_no_pools)
    self->step = VMISTATE_HOST_ASKS_POOLS;
  else
    ask_unless_hanging (self, VMISTATE_HOST_LIST, VMISTATE_HOST_ASKS_POOLS);
}

static void
ask_pool (VmistateHost *self)
{
  VmistateStoragePool *pool;
  const char *uuid;

  if (self->known == NULL || self->n_asked == self->known->len)
    {
      tell (self);
      end (self);
      return;
    }
  pool = self->known->pdata[self->n_asked++];
  uuid = _vmistate_record_get_string (pool, STORAGE_POOL_UUID);
  if (_vmistate_host_has_job (self, VMISTATE_HOST_POOL, uuid)
      || !ask (self, VMISTATE_HOST_POOL, uuid))
    add_silent (self, pool);
}

/* Answers */

static void
take_versions (VmistateHost *self, VmistateHostJob *job)
{
  g_set_object (&self->info, job->info);
  _vmistate_host_report_live (self);
  self->step = VMISTATE_HOST_ASKS_HYPERVISOR;
}

/* Of a pass that is over, too: it takes longest when libvirt is asked for the first time. */
static void
take_hypervisor (VmistateHost *self, VmistateHostJob *job)
{
  if (job->version == NULL)
    return;
  g_free (self->hypervisor_version);
  self->hypervisor_version = g_steal_pointer (&job->version);
}

static void
take_list (VmistateHost *self, VmistateHostJob *job)
{
  if (job->pools != NULL)
    {
      g_clear_pointer (&self->known, g_ptr_array_unref);
      self->known = g_ptr_array_ref (job->pools);
    }
  else if (job->unsupported)
    {
      self->has_no_pools = TRUE;
      self->is_live = FALSE; /* so that it is told once more, with what is not supported */
      _vmistate_host_report_live (self);
    }
  self->step = VMISTATE_HOST_ASKS_POOLS;
}

static void
take (VmistateHost *self, VmistateHostJob *job)
{
  if (job->lost)
    _vmistate_host_lose (self, job->message);
  else if (job->question == VMISTATE_HOST_VERSIONS)
    take_versions (self, job);
  else if (job->question == VMISTATE_HOST_HYPERVISOR)
    self->step = VMISTATE_HOST_ASKS_LIST;
  else if (job->question == VMISTATE_HOST_LIST)
    take_list (self, job);
  else if (job->pool != NULL) /* else it has gone since it was listed */
    g_ptr_array_add (self->pools, g_object_ref (job->pool));
}

static void
take_returned (VmistateHost *self)
{
  VmistateHostJob *job;

  while ((job = _vmistate_workers_pop (self->workers)) != NULL)
    {
      gboolean is_waited_for = job == self->job;

      take_hypervisor (self, job);
      _vmistate_host_leave_lane (self, job);
      if (is_waited_for)
        {
          self->job = NULL;
          take (self, job);
        }
      _vmistate_host_job_free (job);
    }
}

/* It goes on without that answer. */
static void
give_up (VmistateHost *self)
{
  VmistateHostQuestion question = self->job->question;

  self->job = NULL;
  if (question == VMISTATE_HOST_POOL)
    add_silent (self, self->known->pdata[self->n_asked - 1]);
  else if (question == VMISTATE_HOST_HYPERVISOR)
    self->step = VMISTATE_HOST_ASKS_LIST;
  else if (question == VMISTATE_HOST_LIST)
    self->step = VMISTATE_HOST_ASKS_POOLS;
  else
    _vmistate_host_lose (self, "libvirt does not answer");
}

static void
go_on (VmistateHost *self)
{
  if (self->step == VMISTATE_HOST_IDLE && g_get_monotonic_time () >= self->due)
    begin (self);
  while (self->job == NULL && self->step != VMISTATE_HOST_IDLE)
    {
      if (self->step == VMISTATE_HOST_ASKS_VERSIONS)
        ask_versions (self);
      else if (self->step == VMISTATE_HOST_ASKS_HYPERVISOR)
        ask_unless_hanging (self, VMISTATE_HOST_HYPERVISOR, VMISTATE_HOST_ASKS_LIST);
      else if (self->step == VMISTATE_HOST_ASKS_LIST)
        ask_list (self);
      else
        ask_pool (self);
    }
}

void
_vmistate_host_pump (VmistateHost *self)
{
  take_returned (self);
  if (_vmistate_host_is_stopping (self))
    return;
  if (self->job != NULL && g_get_monotonic_time () >= self->asked_at + self->deadline_usec)
    give_up (self);
  go_on (self);
  g_source_set_ready_time (self->timer,
                           self->job != NULL ? self->asked_at + self->deadline_usec : self->due);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How fast a guest changes its memory: QEMU counts when it is told to, for some seconds. Begun when
 * somebody asks for it and never by a pass; what is read is the result of that, and not of an
 * earlier measurement that QEMU still tells of. */

#include "config.h"

#include <libvirt/virterror.h>

#include <vmistate/vmistate-error.h>

#include "sample-decode.h"
#include "sampler.h"

#define POLL_MSEC 500

/* How much longer than the measurement it may take until the result is there */
#define GRACE_USEC (10 * G_USEC_PER_SEC)

typedef struct
{
  VmistateSampler *sampler;
  GTask *task; /* (owned) (nullable) until it is completed */
  char *uid;   /* (owned) */
  char *uuid;  /* (owned) (nullable) of the domain */
  guint seconds;
  VmistateCall *call; /* (nullable) the one under way */
  gint64 before;      /* when the measurement before began: QEMU's seconds, or -1 */
  gint64 give_up_at;  /* monotonic */
  GSource *timer;     /* (owned) (nullable) */
} VmistateRateRequest;

void
_vmistate_rate_request_free (gpointer data)
{
  VmistateRateRequest *self = data;

  _vmistate_sampler_clear_source (&self->timer);
  g_clear_object (&self->task);
  g_free (self->uid);
  g_free (self->uuid);
  g_free (self);
}

/* On a worker */

static gint64
find_number (const VmistateAnswer *answer, const char *key)
{
  long long number = -1;
  int code = -1;

  for (int i = 0; i < answer->n; i++)
    {
      virTypedParameterPtr params = answer->records[i]->params;
      int n = answer->records[i]->nparams;

      if (virTypedParamsGetLLong (params, n, key, &number) != 1
          && virTypedParamsGetInt (params, n, key, &code) == 1)
        number = code;
    }
  virResetLastError ();
  return number;
}

/* That libvirt lets nobody else in meanwhile is no reason to wait. */
static gboolean
is_busy (virDomainPtr domain)
{
  virDomainControlInfo info;

  return virDomainGetControlInfo (domain, &info, /* flags= */ 0) == 0
         && info.state != VIR_DOMAIN_CONTROL_OK;
}

void
_vmistate_call_run_rate_start (VmistateCall *self, virDomainPtr domain)
{
  virDomainPtr list[] = { domain, NULL };
  VmistateAnswer answer = { 0 };

  _vmistate_call_touch (self);
  if (is_busy (domain))
    {
      self->failed = TRUE;
      self->message = g_strdup ("libvirt is busy with the domain");
      return;
    }
  answer.n = virDomainListGetStats (list, VIR_DOMAIN_STATS_DIRTYRATE, &answer.records,
                                    VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT);
  if (answer.n >= 0)
    {
      self->rate_began = find_number (&answer, "dirtyrate.calc_start_time");
      virDomainStatsRecordListFree (answer.records);
    }
  _vmistate_call_touch (self);
  if (virDomainStartDirtyRateCalc (domain, (int) self->seconds, /* flags= */ 0) != 0)
    _vmistate_call_fail (self);
}

/* Requests */

static void
fail (VmistateRateRequest *self, VmistateError code, const char *message)
{
  g_task_return_new_error (self->task, VMISTATE_ERROR, code, "%s", message);
  g_ptr_array_remove (self->sampler->rates, self);
}

static void
ask (VmistateRateRequest *self, VmistateCallKind kind)
{
  VmistateSampler *sampler = self->sampler;
  GPtrArray *uuids = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (uuids, g_strdup (self->uuid));
  self->call = _vmistate_call_new (kind, sampler->lanes[0], uuids);
  self->call->seconds = self->seconds;
  self->call->groups = VIR_DOMAIN_STATS_DIRTYRATE;
  _vmistate_sampler_queue_inside (sampler, self->call);
  _vmistate_sampler_pump (sampler);
}

static gboolean
read_cb (gpointer user_data)
{
  VmistateRateRequest *self = user_data;

  _vmistate_sampler_clear_source (&self->timer);
  ask (self, VMISTATE_CALL_RATE_READ);
  return G_SOURCE_REMOVE;
}

static void
read_later (VmistateRateRequest *self, guint msec)
{
  self->timer = _vmistate_sampler_add_timer (self->sampler, msec, read_cb, self,
                                             "vmistate sampler dirty rate");
}

static void
take_start (VmistateRateRequest *self, VmistateCall *call)
{
  self->before = call->rate_began;
  self->give_up_at = g_get_monotonic_time () + self->seconds * G_USEC_PER_SEC + GRACE_USEC;
  read_later (self, self->seconds * 1000);
}

static void
take_read (VmistateRateRequest *self, VmistateCall *call)
{
  for (guint i = 0; i < call->answers->len; i++)
    {
      const VmistateAnswer *answer = &g_array_index (call->answers, VmistateAnswer, i);

      if (answer->n != 1
          || find_number (answer, "dirtyrate.calc_status") != VIR_DOMAIN_DIRTYRATE_MEASURED
          || find_number (answer, "dirtyrate.calc_start_time") == self->before)
        continue;
      g_task_return_pointer (self->task,
                             _vmistate_sample_decode (answer->records[0]->params,
                                                      answer->records[0]->nparams, call->taken_at),
                             g_object_unref);
      g_ptr_array_remove (self->sampler->rates, self);
      return;
    }
  if (g_get_monotonic_time () >= self->give_up_at)
    fail (self, VMISTATE_ERROR_TIMEOUT, "the hypervisor did not come to a result");
  else
    read_later (self, POLL_MSEC);
}

static VmistateRateRequest *
find_request (VmistateSampler *self, VmistateCall *call)
{
  for (guint i = 0; i < self->rates->len; i++)
    {
      VmistateRateRequest *request = self->rates->pdata[i];

      if (request->call == call)
        return request;
    }
  return NULL;
}

/* A daemon may open a connection that is to write, and refuse only what writes. */
static void
refuse (VmistateRateRequest *self, VmistateCall *call)
{
  if (call->denied || call->unsupported)
    _vmistate_sampler_note_unsupported (self->sampler, "DIRTY_RATE");
  if (call->denied)
    fail (self, VMISTATE_ERROR_DENIED, call->message);
  else
    fail (self, call->unsupported ? VMISTATE_ERROR_UNSUPPORTED : VMISTATE_ERROR_FAILED,
          call->message);
}

void
_vmistate_sampler_take_rate (VmistateSampler *self, VmistateCall *call)
{
  VmistateRateRequest *request = find_request (self, call);
  VmistateSampledDomain *domain = g_hash_table_lookup (self->domains, call->uuids->pdata[0]);

  if (request == NULL)
    return;
  request->call = NULL;
  if (call->given_up)
    {
      /* The next survey finds out what is wrong. */
      if (domain != NULL)
        domain->is_free = FALSE;
      fail (request, VMISTATE_ERROR_TIMEOUT, "the hypervisor does not answer");
    }
  else if (call->failed)
    refuse (request, call);
  else if (call->kind == VMISTATE_CALL_RATE_START)
    take_start (request, call);
  else
    take_read (request, call);
}

void
_vmistate_sampler_drop_rates (VmistateSampler *self, const char *message)
{
  while (self->rates->len > 0)
    fail (self->rates->pdata[0], VMISTATE_ERROR_CONNECTION, message);
}

/* Beginning */

static VmistateSampledDomain *
find_domain (VmistateSampler *self, const char *uid)
{
  GHashTableIter iter;
  VmistateSampledDomain *domain;

  g_hash_table_iter_init (&iter, self->domains);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &domain))
    {
      if (g_strcmp0 (domain->uid, uid) == 0)
        return domain;
    }
  return NULL;
}

static gboolean
begin_cb (gpointer user_data)
{
  VmistateRateRequest *self = user_data;
  VmistateSampler *sampler = self->sampler;
  VmistateSampledDomain *domain = find_domain (sampler, self->uid);

  _vmistate_sampler_clear_source (&self->timer);
  g_ptr_array_add (sampler->rates, self);
  if (sampler->n_lanes == 0)
    fail (self, VMISTATE_ERROR_CONNECTION, "there is no connection to libvirt");
  else if (domain == NULL)
    fail (self, VMISTATE_ERROR_NOT_FOUND, "no such VMI was sampled yet");
  else if (!domain->active)
    fail (self, VMISTATE_ERROR_FAILED, "the domain does not run");
  else if (sampler->read_only)
    fail (self, VMISTATE_ERROR_DENIED,
          "the connection to libvirt may only read, and this changes what the hypervisor does");
  else if (!sampler->lanes[0]->is_qemu)
    fail (self, VMISTATE_ERROR_UNSUPPORTED, "this driver of libvirt cannot measure it");
  else if (domain->quarantine.active)
    fail (self, VMISTATE_ERROR_FAILED, domain->quarantine.why);
  else
    {
      self->uuid = g_strdup (domain->uuid);
      ask (self, VMISTATE_CALL_RATE_START);
    }
  return G_SOURCE_REMOVE;
}

void
_vmistate_sampler_measure_dirty_rate (VmistateSampler *self, const char *uid, guint seconds,
                                      GTask *task)
{
  VmistateRateRequest *request = g_new0 (VmistateRateRequest, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  request->sampler = self;
  request->task = task;
  request->uid = g_strdup (uid);
  request->seconds = seconds;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, begin_cb, request, NULL);
  g_source_attach (source, self->context);
}

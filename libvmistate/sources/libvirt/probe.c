/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "probe.h"

#include <libvirt/virterror.h>

#include "model/payloads.h"

#define DEADLINE_USEC (3 * G_USEC_PER_SEC)
#define MAX_WORKERS   3 /* and so the most calls that may ever hang in one daemon because of us */
#define TICK_MSEC     500

typedef enum
{
  ANSWER_UNKNOWN,
  ANSWERS,
  ANSWERS_NOT,
} Answer;

typedef struct
{
  char *uuid;       /* (owned) */
  char *namespace_; /* (owned) */
  char *name;       /* (owned) */
  char *uid;        /* (owned) */
  gboolean active;
  Answer answer;
  gint64 due;      /* monotonic: when to look next */
  gint64 asked_at; /* monotonic: of the call under way, or 0 */
  gint64 since;    /* since 1970 UTC: the same */
} Domain;

struct _VmistateProbe
{
  GMainContext *context; /* (owned) */
  VmistateSink *sink;    /* (owned) */
  char *source_id;       /* (owned) */
  guint interval_msec;
  GRand *jitter; /* (owned) */

  virConnectPtr look;   /* (owned) (nullable) */
  virConnectPtr enter;  /* (owned) (nullable) */
  GHashTable *domains;  /* (owned) uuid -> (owned) Domain */
  GSource *tick;        /* (owned) */
  GThreadPool *workers; /* (owned) (nullable) from the first connection on */
  guint n_busy;

  gboolean stopping;
  GFunc stop_done;
  gpointer stop_data;
};

static void
domain_free (gpointer data)
{
  Domain *domain = data;

  g_free (domain->uuid);
  g_free (domain->namespace_);
  g_free (domain->name);
  g_free (domain->uid);
  g_free (domain);
}

/* Telling */

static void
set_answer (VmistateProbe *self, Domain *domain, Answer answer, const char *detail)
{
  VmistateIdentity identity = { domain->namespace_, domain->name, domain->uid };
  g_autoptr (VmistateFact) fact = NULL;
  gpointer payload;

  if (domain->answer == answer || self->stopping)
    return;
  domain->answer = answer;
  payload = g_object_new (_vmistate_responsiveness_get_type (), NULL);
  _vmistate_record_set_boolean (payload, RESPONSIVENESS_RESPONSIVE, answer == ANSWERS);
  if (answer == ANSWERS_NOT)
    _vmistate_record_set_time (payload, RESPONSIVENESS_SINCE, domain->since);
  _vmistate_record_set_string (payload, RESPONSIVENESS_DETAIL, detail);
  fact = _vmistate_fact_new (VMISTATE_FACT_KIND_RESPONSIVENESS, self->source_id, &identity,
                             vmistate_sink_get_time_usec (self->sink), payload);
  vmistate_sink_emit (self->sink, fact);
}

/* Entering: one call on a worker */

typedef struct
{
  VmistateProbe *probe;
  virConnectPtr connection; /* (owned) */
  char *uuid;               /* (owned) */
  gboolean answered;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  virConnectClose (call->connection);
  g_free (call->uuid);
  g_free (call);
}

static void
finish_stop (VmistateProbe *self)
{
  if (self->stopping && self->n_busy == 0)
    self->stop_done (NULL, self->stop_data);
}

static void ask_due (VmistateProbe *self);

static gboolean
call_done_cb (gpointer user_data)
{
  Call *call = user_data;
  VmistateProbe *self = call->probe;
  Domain *domain = g_hash_table_lookup (self->domains, call->uuid);

  self->n_busy--;
  if (domain != NULL)
    {
      domain->asked_at = 0;
      if (call->answered && domain->active)
        set_answer (self, domain, ANSWERS, /* detail= */ NULL);
    }
  if (self->stopping)
    finish_stop (self);
  else
    ask_due (self);
  return G_SOURCE_REMOVE;
}

/* Block statistics are what every QEMU has and answers at once. NOWAIT: where another call is
 * inside already, ours does not queue up behind it. */
static gboolean
enter (Call *call)
{
  virDomainPtr domain = virDomainLookupByUUIDString (call->connection, call->uuid);
  virDomainPtr list[] = { domain, NULL };
  virDomainStatsRecordPtr *records = NULL;
  int n = -1;

  if (domain != NULL)
    {
      n = virDomainListGetStats (list, VIR_DOMAIN_STATS_BLOCK, &records,
                                 VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT);
      virDomainStatsRecordListFree (records);
      virDomainFree (domain);
    }
  virResetLastError ();
  return n >= 0;
}

static void
run_call (gpointer data, gpointer user_data G_GNUC_UNUSED)
{
  Call *call = data;
  g_autoptr (GSource) source = g_idle_source_new ();
  g_autoptr (GMainContext) context = g_main_context_ref (call->probe->context);

  call->answered = enter (call);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, call_done_cb, call, call_free);
  g_source_attach (source, context);
}

static void
start_call (VmistateProbe *self, Domain *domain, gint64 now)
{
  Call *call = g_new0 (Call, 1);

  call->probe = self;
  call->connection = self->enter;
  virConnectRef (self->enter);
  call->uuid = g_strdup (domain->uuid);
  domain->asked_at = now;
  domain->since = vmistate_sink_get_time_usec (self->sink);
  self->n_busy++;
  g_thread_pool_push (self->workers, call, NULL);
}

/* Looking: never enters */

/* Returns: TRUE if it makes sense to enter */
static gboolean
look (VmistateProbe *self, Domain *domain)
{
  virDomainPtr handle = virDomainLookupByUUIDString (self->look, domain->uuid);
  virDomainControlInfo info;
  gboolean known;

  if (handle == NULL)
    {
      virResetLastError ();
      return FALSE;
    }
  known = virDomainGetControlInfo (handle, &info, /* flags= */ 0) == 0;
  virDomainFree (handle);
  if (!known)
    {
      virResetLastError ();
      return FALSE;
    }
  if (info.state == VIR_DOMAIN_CONTROL_OCCUPIED && info.stateTime * 1000 > DEADLINE_USEC)
    {
      domain->since = vmistate_sink_get_time_usec (self->sink) - (gint64) info.stateTime * 1000;
      set_answer (self, domain, ANSWERS_NOT, "the hypervisor does not answer another program");
    }
  else if (info.state == VIR_DOMAIN_CONTROL_ERROR)
    {
      domain->since = vmistate_sink_get_time_usec (self->sink);
      set_answer (self, domain, ANSWERS_NOT, "the connection to the hypervisor is broken");
    }
  return info.state == VIR_DOMAIN_CONTROL_OK || info.state == VIR_DOMAIN_CONTROL_JOB;
}

static gint64
next_due (VmistateProbe *self, gint64 now)
{
  return now + (gint64) (self->interval_msec * g_rand_double_range (self->jitter, 0.9, 1.1) * 1000);
}

static gboolean
is_due (Domain *domain, gint64 now)
{
  return domain->active && domain->asked_at == 0 && domain->due <= now;
}

/* As long as a worker is free. With all of them held by hung calls only looking is left. */
static void
ask_due (VmistateProbe *self)
{
  gint64 now = g_get_monotonic_time ();
  GHashTableIter iter;
  Domain *domain;

  if (self->look == NULL)
    return;
  g_hash_table_iter_init (&iter, self->domains);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &domain))
    {
      if (!is_due (domain, now))
        continue;
      domain->due = next_due (self, now);
      if (look (self, domain) && self->n_busy < MAX_WORKERS)
        start_call (self, domain, now);
    }
}

static void
note_hung (VmistateProbe *self)
{
  gint64 now = g_get_monotonic_time ();
  GHashTableIter iter;
  Domain *domain;

  g_hash_table_iter_init (&iter, self->domains);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &domain))
    {
      if (domain->active && domain->asked_at != 0 && now - domain->asked_at > DEADLINE_USEC)
        set_answer (self, domain, ANSWERS_NOT, "the hypervisor does not answer");
    }
}

static gboolean
tick_cb (gpointer user_data)
{
  note_hung (user_data);
  ask_due (user_data);
  return G_SOURCE_CONTINUE;
}

/* The outside */

VmistateProbe *
_vmistate_probe_new (GMainContext *context, VmistateSink *sink, const char *source_id,
                     guint interval_msec)
{
  VmistateProbe *self = g_new0 (VmistateProbe, 1);

  self->context = g_main_context_ref (context);
  self->sink = g_object_ref (sink);
  self->source_id = g_strdup (source_id);
  self->interval_msec = interval_msec;
  self->jitter = g_rand_new ();
  self->domains = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, domain_free);
  self->tick = g_timeout_source_new (TICK_MSEC);
  g_source_set_static_name (self->tick, "vmistate probe");
  g_source_set_callback (self->tick, tick_cb, self, NULL);
  g_source_attach (self->tick, context);
  return self;
}

static void
replace_connection (virConnectPtr *place, virConnectPtr connection)
{
  if (*place != NULL)
    virConnectClose (*place);
  *place = connection;
  if (connection != NULL)
    virConnectRef (connection);
}

void
_vmistate_probe_set_connections (VmistateProbe *self, virConnectPtr look_connection,
                                 virConnectPtr enter_connection)
{
  if (self->workers == NULL && enter_connection != NULL)
    self->workers = g_thread_pool_new (run_call, NULL, MAX_WORKERS, /* exclusive= */ TRUE, NULL);
  replace_connection (&self->look, look_connection);
  replace_connection (&self->enter, enter_connection);
}

static Domain *
ensure_domain (VmistateProbe *self, const char *uuid, const VmistateIdentity *identity)
{
  Domain *domain = g_hash_table_lookup (self->domains, uuid);

  if (domain == NULL)
    {
      domain = g_new0 (Domain, 1);
      domain->uuid = g_strdup (uuid);
      /* Spread over the interval, so that a host full of domains is not asked all at once. */
      domain->due =
          g_get_monotonic_time () + g_rand_int_range (self->jitter, 0, self->interval_msec) * 1000;
      g_hash_table_insert (self->domains, domain->uuid, domain);
    }
  g_free (domain->namespace_);
  g_free (domain->name);
  g_free (domain->uid);
  domain->namespace_ = g_strdup (identity->namespace_);
  domain->name = g_strdup (identity->name);
  domain->uid = g_strdup (identity->uid);
  return domain;
}

void
_vmistate_probe_domain_changed (VmistateProbe *self, const char *uuid,
                                const VmistateIdentity *identity, gboolean active)
{
  Domain *domain = ensure_domain (self, uuid, identity);

  if (!active)
    domain->answer = ANSWER_UNKNOWN;
  domain->active = active;
}

void
_vmistate_probe_domain_gone (VmistateProbe *self, const char *uuid)
{
  g_hash_table_remove (self->domains, uuid);
}

void
_vmistate_probe_stop (VmistateProbe *self, GFunc done, gpointer user_data)
{
  self->stopping = TRUE;
  self->stop_done = done;
  self->stop_data = user_data;
  g_source_destroy (self->tick);
  finish_stop (self);
}

void
_vmistate_probe_free (VmistateProbe *self)
{
  _vmistate_probe_set_connections (self, NULL, NULL);
  if (self->workers != NULL)
    g_thread_pool_free (self->workers, /* immediate= */ FALSE, /* wait= */ TRUE);
  g_source_unref (self->tick);
  g_hash_table_unref (self->domains);
  g_rand_free (self->jitter);
  g_main_context_unref (self->context);
  g_object_unref (self->sink);
  g_free (self->source_id);
  g_free (self);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What libvirt does with a VMI for longer than a moment, and has done: of each operation the one
 * that runs and the one that ended last. Like numbers, jobs are no evidence; nothing is derived
 * from them. What is kept depends on the facts and their times alone, not on the order in which
 * they come: each fact tells all that is known of its job. */

#include "config.h"

#include "instance.h"

#include <string.h>

#include "model/fact.h"
#include "model/job/job.h"

#define N_OPERATIONS (VMISTATE_JOB_OPERATION_SNAPSHOT_DELETE + 1)

struct _VmistateJobBook
{
  VmistateFact *running[N_OPERATIONS]; /* (owned) (nullable) the newest that says so */
  VmistateFact *ended[N_OPERATIONS];   /* (owned) (nullable) the same */
  GPtrArray *jobs;                     /* (owned) (element-type VmistateJob) as they are shown */
};

void
_vmistate_job_book_free (VmistateJobBook *self)
{
  for (guint i = 0; i < N_OPERATIONS; i++)
    {
      g_clear_object (&self->running[i]);
      g_clear_object (&self->ended[i]);
    }
  g_ptr_array_unref (self->jobs);
  g_free (self);
}

static VmistateJobBook *
job_book_new (void)
{
  VmistateJobBook *self = g_new0 (VmistateJobBook, 1);

  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

static VmistateJob *
get_job (VmistateFact *fact)
{
  return VMISTATE_JOB (_vmistate_fact_get_payload (fact));
}

/* Of two that were seen at one moment it does not matter which, but it is always the same. */
static int
compare_facts (VmistateFact *a, VmistateFact *b)
{
  gint64 at_a = vmistate_fact_get_observed_at_usec (a);
  gint64 at_b = vmistate_fact_get_observed_at_usec (b);
  g_autofree char *text_a = NULL;
  g_autofree char *text_b = NULL;

  if (at_a != at_b)
    return at_a < at_b ? -1 : 1;
  text_a = vmistate_record_to_json (VMISTATE_RECORD (a), VMISTATE_PROFILE_TRUTH);
  text_b = vmistate_record_to_json (VMISTATE_RECORD (b), VMISTATE_PROFILE_TRUTH);
  return strcmp (text_a, text_b);
}

/* What has ended does not run any more, whoever says so late. */
static gboolean
is_running (const VmistateJobBook *self, guint operation)
{
  VmistateFact *running = self->running[operation];
  VmistateFact *ended = self->ended[operation];

  return running != NULL
         && (ended == NULL
             || vmistate_fact_get_observed_at_usec (running)
                    > vmistate_fact_get_observed_at_usec (ended));
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  return -compare_facts (*(VmistateFact **) a, *(VmistateFact **) b);
}

static void
add_all (VmistateJobBook *self, GPtrArray *facts)
{
  g_ptr_array_sort (facts, compare_newest_first);
  for (guint i = 0; i < facts->len; i++)
    g_ptr_array_add (self->jobs, g_object_ref (get_job (facts->pdata[i])));
}

static void
list_anew (VmistateJobBook *self)
{
  g_autoptr (GPtrArray) running = g_ptr_array_new ();
  g_autoptr (GPtrArray) ended = g_ptr_array_new ();

  g_ptr_array_unref (self->jobs);
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < N_OPERATIONS; i++)
    {
      if (is_running (self, i))
        g_ptr_array_add (running, self->running[i]);
      if (self->ended[i] != NULL)
        g_ptr_array_add (ended, self->ended[i]);
    }
  add_all (self, running);
  add_all (self, ended);
}

/* (nullable): as it is shown, if it is */
static VmistateJob *
find_shown (const VmistateJobBook *self, guint operation, gboolean runs)
{
  if (runs)
    return is_running (self, operation) ? get_job (self->running[operation]) : NULL;
  return self->ended[operation] != NULL ? get_job (self->ended[operation]) : NULL;
}

VmistateJob *
_vmistate_instance_take_job (VmistateInstance *self, VmistateFact *fact)
{
  VmistateJobBook **book = _vmistate_instance_get_job_book (self);
  VmistateJob *job = get_job (fact);
  guint operation = vmistate_job_get_operation (job);
  gboolean runs = vmistate_job_is_running (job);
  g_autoptr (VmistateJob) before = NULL;
  VmistateFact **place;

  if (*book == NULL)
    *book = job_book_new ();
  place = runs ? &(*book)->running[operation] : &(*book)->ended[operation];
  if (*place != NULL && compare_facts (fact, *place) <= 0)
    return NULL;
  before = find_shown (*book, operation, runs);
  if (before != NULL)
    g_object_ref (before);
  g_set_object (place, fact);
  list_anew (*book);
  if (find_shown (*book, operation, runs) != job
      || (before != NULL && _vmistate_record_equal (before, job)))
    return NULL;
  return job;
}

/**
 * vmistate_instance_get_jobs:
 * @self: an instance
 *
 * What libvirt does with the VMI for longer than a moment, and has done: of each
 * [enum@JobOperation] the job that runs and the one that ended last; those that run first, and of
 * both the newest first. So there are never many. [signal@Instance::job-changed] tells of changes.
 *
 * They stay when the source is lost: when a job that runs was seen, its numbers say.
 *
 * Returns: (transfer none) (nullable) (element-type VmistateJob): the jobs, until the next change;
 *   %NULL if there was none
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_instance_get_jobs (VmistateInstance *self)
{
  VmistateJobBook *book;

  g_return_val_if_fail (VMISTATE_IS_INSTANCE (self), NULL);

  book = *_vmistate_instance_get_job_book (self);
  return book != NULL ? book->jobs : NULL;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "sampler-look.h"

#include "sources/domain-read.h"

/* A healthy process may be caught while it waits for its disk, but not twice. */
#define SECOND_LOOK_USEC (20 * 1000)

typedef struct
{
  char *domain_name;      /* (owned) */
  int run;                /* libvirt's number of this run; -1: none */
  GRefString *namespace_; /* (owned) whose VMI it is, the same for the next two */
  GRefString *name;       /* (owned) */
  GRefString *uid;        /* (owned) */
  gboolean met;
  gboolean searched; /* for its process */
  VmistateProcess process;
  VmistateVcpuThreads threads;
} Known;

struct _VmistateSurveyor
{
  gboolean is_local;
  gboolean has_control;
  gboolean wants_places;
  GHashTable *known; /* (owned) UUID -> (owned) Known */
};

static void
known_free (gpointer data)
{
  Known *self = data;

  _vmistate_vcpu_threads_clear (&self->threads);
  g_free (self->domain_name);
  g_ref_string_release (self->namespace_);
  g_ref_string_release (self->name);
  g_ref_string_release (self->uid);
  g_free (self);
}

VmistateSurveyor *
_vmistate_surveyor_new (gboolean is_local, gboolean has_control, gboolean wants_places)
{
  VmistateSurveyor *self = g_new0 (VmistateSurveyor, 1);

  self->is_local = is_local;
  self->has_control = has_control;
  self->wants_places = wants_places;
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, known_free);
  return self;
}

void
_vmistate_surveyor_free (VmistateSurveyor *self)
{
  g_hash_table_unref (self->known);
  g_free (self);
}

gboolean
_vmistate_surveyor_has_control (VmistateSurveyor *self)
{
  return self->has_control;
}

/* Sights */

void
_vmistate_sight_free (gpointer data)
{
  VmistateSight *self = data;

  g_clear_pointer (&self->namespace_, g_ref_string_release);
  g_clear_pointer (&self->name, g_ref_string_release);
  g_clear_pointer (&self->uid, g_ref_string_release);
  g_clear_pointer (&self->places, g_array_unref);
  g_free (self);
}

static VmistateSight *
sight_new (virDomainPtr handle)
{
  VmistateSight *self = g_new0 (VmistateSight, 1);

  virDomainGetUUIDString (handle, self->uuid);
  /* Both are in the handle: nobody is asked. */
  self->run = (int) virDomainGetID (handle);
  self->active = self->run != -1;
  return self;
}

gboolean
_vmistate_sight_is_suspect (const VmistateSight *self)
{
  return self->process == VMISTATE_PROCESS_STOPPED || self->process == VMISTATE_PROCESS_WAITS;
}

void
_vmistate_sight_ask_control (VmistateSight *self, virDomainPtr handle)
{
  self->has_control =
      self->active && virDomainGetControlInfo (handle, &self->control, /* flags= */ 0) == 0;
}

static char *
judge_control (const VmistateSight *self, gint64 *usec, VmistateSampleMissing *missing)
{
  double seconds = self->control.stateTime / 1000.0;

  *usec = (gint64) MIN (self->control.stateTime, G_MAXUINT32) * 1000;
  if (self->control.state == VIR_DOMAIN_CONTROL_OCCUPIED && *usec > VMISTATE_OCCUPIED_USEC)
    {
      *missing = VMISTATE_SAMPLE_MISSING_MONITOR_OCCUPIED;
      return g_strdup_printf ("the hypervisor does not answer (control info: occupied for %.1f s)",
                              seconds);
    }
  if (self->control.state == VIR_DOMAIN_CONTROL_ERROR)
    {
      *missing = VMISTATE_SAMPLE_MISSING_MONITOR_LOST;
      return g_strdup_printf ("libvirt has lost its connection to the hypervisor (control info: "
                              "error %u)",
                              self->control.details);
    }
  return NULL;
}

/* The process tells more of the cause, control info of the time. */
char *
_vmistate_sight_judge (const VmistateSight *self, gint64 *usec, VmistateSampleMissing *missing)
{
  g_autofree char *control = NULL;
  gboolean is_stopped = self->process == VMISTATE_PROCESS_STOPPED;

  *usec = 0;
  *missing = VMISTATE_SAMPLE_MISSING_NOTHING;
  if (self->has_control)
    control = judge_control (self, usec, missing);
  if (!_vmistate_sight_is_suspect (self))
    return g_steal_pointer (&control);
  *missing = is_stopped ? VMISTATE_SAMPLE_MISSING_PROCESS_STOPPED
                        : VMISTATE_SAMPLE_MISSING_PROCESS_UNINTERRUPTIBLE;
  return g_strdup_printf ("%s%sthe hypervisor process %d %s", control != NULL ? control : "",
                          control != NULL ? "; " : "", self->pid,
                          is_stopped ? "is stopped" : "hangs in the kernel");
}

/* Surveying */

/* The XML is read once for each run of a domain, and when it has another name.
 * Returns: (nullable): NULL if it has just gone */
static Known *
remember (VmistateSurveyor *self, const VmistateSight *sight, virDomainPtr handle)
{
  g_autoptr (VmistateDomainDescription) description = _vmistate_domain_description_read (handle);
  Known *known;

  if (description == NULL)
    return NULL;
  known = g_new0 (Known, 1);
  known->domain_name = g_strdup (virDomainGetName (handle));
  known->run = sight->run;
  known->namespace_ = g_ref_string_new (description->namespace_);
  known->name = g_ref_string_new (description->name);
  known->uid = g_ref_string_new (description->uid);
  g_hash_table_replace (self->known, g_strdup (sight->uuid), known);
  return known;
}

VmistateSight *
_vmistate_surveyor_meet (VmistateSurveyor *self, virDomainPtr handle)
{
  VmistateSight *sight = sight_new (handle);
  Known *known = g_hash_table_lookup (self->known, sight->uuid);

  if (known == NULL || known->run != sight->run
      || !g_str_equal (known->domain_name, virDomainGetName (handle)))
    known = remember (self, sight, handle);
  if (known == NULL)
    {
      _vmistate_sight_free (sight);
      return NULL;
    }
  known->met = TRUE;
  if (self->wants_places && self->has_control && sight->active && known->searched
      && known->process.pid == 0)
    sight->places = _vmistate_vcpu_places_ask (handle);
  sight->namespace_ = g_ref_string_acquire (known->namespace_);
  sight->name = g_ref_string_acquire (known->name);
  sight->uid = g_ref_string_acquire (known->uid);
  return sight;
}

static void
see_process (VmistateSurveyor *self, VmistateSight *sight)
{
  Known *known = g_hash_table_lookup (self->known, sight->uuid);

  if (known == NULL || !sight->active)
    return;
  sight->process = _vmistate_process_look (&known->process);
  sight->pid = MAX (known->process.pid, 0);
  sight->process_start = sight->pid > 0 ? known->process.start_time : 0;
}

/* Once per run of a domain: what is not found then is on another host, or hidden from us. What is
 * ambiguous may not stay so. */
static void
find_processes (VmistateSurveyor *self)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer uuid;
  Known *known;

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, &uuid, (gpointer *) &known))
    {
      if (known->process.pid == VMISTATE_PROCESS_AMBIGUOUS)
        {
          known->process.pid = 0;
          known->searched = FALSE;
        }
      if (!known->searched && known->run != -1)
        g_hash_table_insert (wanted, uuid, &known->process);
      known->searched = TRUE;
    }
  if (self->is_local && g_hash_table_size (wanted) > 0)
    _vmistate_process_scan (wanted);
}

static void
see_places (VmistateSurveyor *self, VmistateSight *sight)
{
  Known *known = g_hash_table_lookup (self->known, sight->uuid);

  if (self->wants_places && known != NULL && sight->pid > 0)
    sight->places = _vmistate_vcpu_places_look (&known->threads, sight->pid);
}

static gboolean
is_gone (gpointer key G_GNUC_UNUSED, gpointer value, gpointer user_data G_GNUC_UNUSED)
{
  Known *known = value;
  gboolean was_met = known->met;

  known->met = FALSE;
  return !was_met;
}

void
_vmistate_surveyor_finish (VmistateSurveyor *self, GPtrArray *sights)
{
  guint n_waiting = 0;

  g_hash_table_foreach_remove (self->known, is_gone, NULL);
  find_processes (self);
  for (guint i = 0; i < sights->len; i++)
    {
      see_process (self, sights->pdata[i]);
      see_places (self, sights->pdata[i]);
      n_waiting += ((VmistateSight *) sights->pdata[i])->process == VMISTATE_PROCESS_WAITS;
    }
  if (n_waiting == 0)
    return;
  g_usleep (SECOND_LOOK_USEC);
  for (guint i = 0; i < sights->len; i++)
    {
      if (((VmistateSight *) sights->pdata[i])->process == VMISTATE_PROCESS_WAITS)
        see_process (self, sights->pdata[i]);
    }
}

VmistateSight *
_vmistate_surveyor_look (VmistateSurveyor *self, virDomainPtr handle)
{
  VmistateSight *sight = sight_new (handle);

  see_process (self, sight);
  if (self->has_control)
    _vmistate_sight_ask_control (sight, handle);
  return sight;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "domain-events.h"

#include "event-data.h"
#include "event-names.h"
#include "job-decode.h"
#include "migration-job.h"
#include "sources/clean-text.h"

#define MAX_IDENTITIES 16

void
_vmistate_domain_event_job_free (VmistateDomainEventJob *self)
{
  g_free (self->domain_name);
  g_variant_unref (self->data);
  g_clear_object (&self->migration);
  g_clear_object (&self->ended_job);
  g_free (self);
}

static const char *event_name (int event_id);

/* Takes over @data. */
static VmistateDomainEventJob *
new_job (virDomainPtr domain, int event_id, int first, int second, GVariantBuilder *data)
{
  VmistateDomainEventJob *job = g_new0 (VmistateDomainEventJob, 1);

  job->event_id = event_id;
  job->event_name = event_name (event_id);
  job->first = first;
  job->second = second;
  job->data = g_variant_ref_sink (_vmistate_event_data_end (data));
  job->domain_name = _vmistate_clean_text (virDomainGetName (domain));
  virDomainGetUUIDString (domain, job->uuid);
  return job;
}

/* Takes over @data. */
static void
hand_over (void *opaque, virDomainPtr domain, int event_id, int first, int second,
           GVariantBuilder *data)
{
  _vmistate_event_target_deliver (opaque, new_job (domain, event_id, first, second, data));
}

/* The callbacks, one per signature of libvirt, or per event where names differ */

static int
lifecycle_cb (virConnectPtr conn G_GNUC_UNUSED, virDomainPtr domain, int event, int detail,
              void *opaque)
{
  GVariantBuilder *data = _vmistate_event_data_new ();

  _vmistate_event_data_add_choice (data, "event", _vmistate_lifecycle_names, event);
  _vmistate_event_data_add_choice (data, "detail", _vmistate_lifecycle_detail_names (event),
                                   detail);
  hand_over (opaque, domain, VIR_DOMAIN_EVENT_ID_LIFECYCLE, event, detail, data);
  return 0;
}

static void
reboot_cb (virConnectPtr conn G_GNUC_UNUSED, virDomainPtr domain, void *opaque)
{
  hand_over (opaque, domain, VIR_DOMAIN_EVENT_ID_REBOOT, 0, 0, _vmistate_event_data_new ());
}

static void
control_error_cb (virConnectPtr conn G_GNUC_UNUSED, virDomainPtr domain, void *opaque)
{
  hand_over (opaque, domain, VIR_DOMAIN_EVENT_ID_CONTROL_ERROR, 0, 0, _vmistate_event_data_new ());
}

static void
rtc_change_cb (virConnectPtr conn G_GNUC_UNUSED, virDomainPtr domain, long long utc_offset,
               void *opaque)
{
  GVariantBuilder *data = _vmistate_event_data_new ();

  _vmistate_event_data_add_number (data, "utcOffset", utc_offset);
  hand_over (opaque, domain, VIR_DOMAIN_EVENT_ID_RTC_CHANGE, 0, 0, data);
}

static void
watchdog_cb (virConnectPtr conn G_GNUC_UNUSED, virDomainPtr domain, int action, void *opaque)
{
  GVariantBuilder *data = _vmistate_event_data_new ();

  _vmistate_event_data_add_choice (data, "action", _vmistate_watchdog_names, action);
  hand_over (opaque, domain, VIR_DOMAIN_EVENT_ID_WATCHDOG, 0, 0, data);
}

static void
io_error_cb (virConnectPtr conn G_GNUC_UNUSED, virDomainPtr domain, const char *path,
             const char *alias, int action, void *opaque)
{
  GVariantBuilder *data = _vmistate_event_data_new ();

  _vmistate_event_data_add_text (data, "path", path);
  _vmistate_event_data_add_text (data, "alias", alias);
  _vmistate_event_data_add_choice (data, "action", _vmistate_io_error_names, action);
  hand_over (opaque, domain, VIR_DOMAIN_EVENT_ID_IO_ERROR, 0, 0, data);
}

static void
io_error_reason_cb (virConnectPtr conn G_GNUC_UNUSED, virDomainPtr domain, const char *path,
                    const char *alias, int action, const char *reason, void *opaque)
{
  GVariantBuilder *data = _vmistate_event_data_new ();

  _vmistate_event_data_add_text (data, "path", path);
  _vmistate_event_data_add_text (data, "alias", alias);
  _vmistate_event_data_add_choice (data, "action", _vmistate_io_error_names, action);
  _vmistate_event_data_add_text (data, "reason", reason);
  hand_over (opaque, domain, VIR_DOMAIN_EVENT_ID_IO_ERROR_REASON, 0, 0, data);
}

static void
add_address (GVariantBuilder *data, const char *node_name, const char *service_name,
             const virDomainEventGraphicsAddress *address)
{
  if (address == NULL)
    return;
  _vmistate_event_data_add_text (data, node_name, address->node);
  _vmistate_event_data_add_text (data, service_name, address->service);
}

/* The proofs of who is at the screen: "subject.x509dname", … */
static void
add_subject (GVariantBuilder *data, const virDomainEventGraphicsSubject *subject)
{
  for (int i = 0; subject != NULL && i < MIN (subject->nidentity, MAX_IDENTITIES); i++)
    {
      g_autofree char *type = _vmistate_clean_text (subject->identities[i].type);
      g_autofree char *name = g_strconcat ("subject.", type, NULL);

      _vmistate_event_data_add_text (data, name, subject->identities[i].name);
    }
}

static void
graphics_cb (virConnectPtr conn G_GNUC_UNUSED, virDomainPtr domain, int phase,
             const virDomainEventGraphicsAddress *local,
             const virDomainEventGraphicsAddress *remote, const char *auth,
             const virDomainEventGraphicsSubject *subject, void *opaque)
{
  GVariantBuilder *data = _vmistate_event_data_new ();

  _vmistate_event_data_add_choice (data, "phase", _vmistate_graphics_names, phase);
  add_address (data, "local", "localService", local);
  add_address (data, "remote", "remoteService", remote);
  _vmistate_event_data_add_text (data, "authScheme", auth);
  add_subject (data, subject);
  hand_over (opaque, domain, VIR_DOMAIN_EVENT_ID_GRAPHICS, 0, 0, data);
}

static void
block_job (void *opaque, virDomainPtr domain, int event_id, const char *disk, int type, int status)
{
  GVariantBuilder *data = _vmistate_event_data_new ();

  _vmistate_event_data_add_text (data, "disk", disk);
  _vmistate_event_data_add_choice (data, "type", _vmistate_block_job_type_names, type);
  _vmistate_event_data_add_choice (data, "status", _vmistate_block_job_status_names, status);
  hand_over (opaque, domain, event_id, 0, 0, data);
}

static void
block_job_cb (virConnectPtr conn G_GNUC_UNUSED, virDomainPtr domain, const char *disk, int type,
              int status, void *opaque)
{
  block_job (opaque, domain, VIR_DOMAIN_EVENT_ID_BLOCK_JOB, disk, type, status);
}

static void
block_job_2_cb (virConnectPtr conn G_GNUC_UNUSED, virDomainPtr domain, const char *disk, int type,
                int status, void *opaque)
{
  block_job (opaque, domain, VIR_DOMAIN_EVENT_ID_BLOCK_JOB_2, disk, type, status);
}

static void
disk_change_cb (virConnectPtr conn G_GNUC_UNUSED, virDomainPtr domain, const char *old_path,
                const char *new_path, const char *alias, int reason, void *opaque)
{
  GVariantBuilder *data = _vmistate_event_data_new ();

  _vmistate_event_data_add_text (data, "oldPath", old_path);
  _vmistate_event_data_add_text (data, "newPath", new_path);
  _vmistate_event_data_add_text (data, "alias", alias);
  _vmistate_event_data_add_choice (data, "reason", _vmistate_disk_change_names, reason);
  hand_over (opaque, domain, VIR_DOMAIN_EVENT_ID_DISK_CHANGE, 0, 0, data);
}

static void
tray_change_cb (virConnectPtr conn G_GNUC_UNUSED, virDomainPtr domain, const char *alias,
                int reason, void *opaque)
{
  GVariantBuilder *data = _vmistate_event_data_new ();

  _vmistate_event_data_add_text (data, "alias", alias);
  _vmistate_event_data_add_choice (data, "reason", _vmistate_tray_change_names, reason);
  hand_over (opaque, domain, VIR_DOMAIN_EVENT_ID_TRAY_CHANGE, 0, 0, data);
}

static void
with_reason (void *opaque, virDomainPtr domain, int event_id, int reason)
{
  GVariantBuilder *data = _vmistate_event_data_new ();

  _vmistate_event_data_add_number (data, "reason", reason);
  hand_over (opaque, domain, event_id, 0, 0, data);
}

static void
pm_wakeup_cb (virConnectPtr conn G_GNUC_UNUSED, virDomainPtr domain, int reason, void *opaque)
{
  with_reason (opaque, domain, VIR_DOMAIN_EVENT_ID_PMWAKEUP, reason);
}

static void
pm_suspend_cb (virConnectPtr conn G_GNUC_UNUSED, virDomainPtr domain, int reason, void *opaque)
{
  with_reason (opaque, domain, VIR_DOMAIN_EVENT_ID_PMSUSPEND, reason);
}

static void
pm_suspend_disk_cb (virConnectPtr conn G_GNUC_UNUSED, virDomainPtr domain, int reason, void *opaque)
{
  with_reason (opaque, domain, VIR_DOMAIN_EVENT_ID_PMSUSPEND_DISK, reason);
}

static void
balloon_change_cb (virConnectPtr conn G_GNUC_UNUSED, virDomainPtr domain,
                   unsigned long long actual_kib, void *opaque)
{
  GVariantBuilder *data = _vmistate_event_data_new ();

  _vmistate_event_data_add_number (data, "actualKiB", actual_kib);
  hand_over (opaque, domain, VIR_DOMAIN_EVENT_ID_BALLOON_CHANGE, 0, 0, data);
}

static void
with_alias (void *opaque, virDomainPtr domain, int event_id, const char *alias)
{
  GVariantBuilder *data = _vmistate_event_data_new ();

  _vmistate_event_data_add_text (data, "alias", alias);
  hand_over (opaque, domain, event_id, 0, 0, data);
}

static void
device_removed_cb (virConnectPtr conn G_GNUC_UNUSED, virDomainPtr domain, const char *alias,
                   void *opaque)
{
  with_alias (opaque, domain, VIR_DOMAIN_EVENT_ID_DEVICE_REMOVED, alias);
}

static void
device_added_cb (virConnectPtr conn G_GNUC_UNUSED, virDomainPtr domain, const char *alias,
                 void *opaque)
{
  with_alias (opaque, domain, VIR_DOMAIN_EVENT_ID_DEVICE_ADDED, alias);
}

static void
device_removal_failed_cb (virConnectPtr conn G_GNUC_UNUSED, virDomainPtr domain, const char *alias,
                          void *opaque)
{
  with_alias (opaque, domain, VIR_DOMAIN_EVENT_ID_DEVICE_REMOVAL_FAILED, alias);
}

static void
tunable_cb (virConnectPtr conn G_GNUC_UNUSED, virDomainPtr domain, virTypedParameterPtr parameters,
            int n_parameters, void *opaque)
{
  GVariantBuilder *data = _vmistate_event_data_new ();

  _vmistate_event_data_add_parameters (data, parameters, n_parameters);
  hand_over (opaque, domain, VIR_DOMAIN_EVENT_ID_TUNABLE, 0, 0, data);
}

static void
job_completed_cb (virConnectPtr conn G_GNUC_UNUSED, virDomainPtr domain,
                  virTypedParameterPtr parameters, int n_parameters, void *opaque)
{
  GVariantBuilder *data = _vmistate_event_data_new ();
  VmistateDomainEventJob *job;

  _vmistate_event_data_add_parameters (data, parameters, n_parameters);
  job = new_job (domain, VIR_DOMAIN_EVENT_ID_JOB_COMPLETED, 0, 0, data);
  job->migration = _vmistate_migration_job_new_ended (parameters, n_parameters);
  job->ended_job = _vmistate_job_decode_ended (parameters, n_parameters);
  _vmistate_event_target_deliver (opaque, job);
}

static void
agent_lifecycle_cb (virConnectPtr conn G_GNUC_UNUSED, virDomainPtr domain, int state, int reason,
                    void *opaque)
{
  GVariantBuilder *data = _vmistate_event_data_new ();

  _vmistate_event_data_add_choice (data, "state", _vmistate_agent_state_names, state);
  _vmistate_event_data_add_choice (data, "reason", _vmistate_agent_reason_names, reason);
  hand_over (opaque, domain, VIR_DOMAIN_EVENT_ID_AGENT_LIFECYCLE, state, reason, data);
}

static void
migration_iteration_cb (virConnectPtr conn G_GNUC_UNUSED, virDomainPtr domain, int iteration,
                        void *opaque)
{
  GVariantBuilder *data = _vmistate_event_data_new ();

  _vmistate_event_data_add_number (data, "iteration", iteration);
  hand_over (opaque, domain, VIR_DOMAIN_EVENT_ID_MIGRATION_ITERATION, 0, 0, data);
}

static void
metadata_change_cb (virConnectPtr conn G_GNUC_UNUSED, virDomainPtr domain, int type,
                    const char *uri, void *opaque)
{
  GVariantBuilder *data = _vmistate_event_data_new ();

  _vmistate_event_data_add_choice (data, "type", _vmistate_metadata_names, type);
  _vmistate_event_data_add_text (data, "uri", uri);
  hand_over (opaque, domain, VIR_DOMAIN_EVENT_ID_METADATA_CHANGE, 0, 0, data);
}

static void
block_threshold_cb (virConnectPtr conn G_GNUC_UNUSED, virDomainPtr domain, const char *device,
                    const char *path, unsigned long long threshold, unsigned long long excess,
                    void *opaque)
{
  GVariantBuilder *data = _vmistate_event_data_new ();

  _vmistate_event_data_add_text (data, "device", device);
  _vmistate_event_data_add_text (data, "path", path);
  _vmistate_event_data_add_number (data, "thresholdBytes", threshold);
  _vmistate_event_data_add_number (data, "excessBytes", excess);
  hand_over (opaque, domain, VIR_DOMAIN_EVENT_ID_BLOCK_THRESHOLD, 0, 0, data);
}

static void
memory_failure_cb (virConnectPtr conn G_GNUC_UNUSED, virDomainPtr domain, int recipient, int action,
                   unsigned int flags, void *opaque)
{
  GVariantBuilder *data = _vmistate_event_data_new ();

  _vmistate_event_data_add_choice (data, "recipient", _vmistate_memory_recipient_names, recipient);
  _vmistate_event_data_add_choice (data, "action", _vmistate_memory_action_names, action);
  _vmistate_event_data_add_number (data, "flags", flags);
  hand_over (opaque, domain, VIR_DOMAIN_EVENT_ID_MEMORY_FAILURE, 0, 0, data);
}

static void
memory_device_size_change_cb (virConnectPtr conn G_GNUC_UNUSED, virDomainPtr domain,
                              const char *alias, unsigned long long bytes, void *opaque)
{
  GVariantBuilder *data = _vmistate_event_data_new ();

  _vmistate_event_data_add_text (data, "alias", alias);
  _vmistate_event_data_add_number (data, "sizeBytes", bytes);
  hand_over (opaque, domain, VIR_DOMAIN_EVENT_ID_MEMORY_DEVICE_SIZE_CHANGE, 0, 0, data);
}

#define EVENT(id, callback)                                                                        \
  [VIR_DOMAIN_EVENT_ID_##id] = { #id, VIR_DOMAIN_EVENT_CALLBACK (callback) }

static const struct
{
  const char *name;
  virConnectDomainEventGenericCallback callback;
} events[] = {
  EVENT (LIFECYCLE, lifecycle_cb),
  EVENT (REBOOT, reboot_cb),
  EVENT (RTC_CHANGE, rtc_change_cb),
  EVENT (WATCHDOG, watchdog_cb),
  EVENT (IO_ERROR, io_error_cb),
  EVENT (GRAPHICS, graphics_cb),
  EVENT (IO_ERROR_REASON, io_error_reason_cb),
  EVENT (CONTROL_ERROR, control_error_cb),
  EVENT (BLOCK_JOB, block_job_cb),
  EVENT (DISK_CHANGE, disk_change_cb),
  EVENT (TRAY_CHANGE, tray_change_cb),
  EVENT (PMWAKEUP, pm_wakeup_cb),
  EVENT (PMSUSPEND, pm_suspend_cb),
  EVENT (BALLOON_CHANGE, balloon_change_cb),
  EVENT (PMSUSPEND_DISK, pm_suspend_disk_cb),
  EVENT (DEVICE_REMOVED, device_removed_cb),
  EVENT (BLOCK_JOB_2, block_job_2_cb),
  EVENT (TUNABLE, tunable_cb),
  EVENT (AGENT_LIFECYCLE, agent_lifecycle_cb),
  EVENT (DEVICE_ADDED, device_added_cb),
  EVENT (MIGRATION_ITERATION, migration_iteration_cb),
  EVENT (JOB_COMPLETED, job_completed_cb),
  EVENT (DEVICE_REMOVAL_FAILED, device_removal_failed_cb),
  EVENT (METADATA_CHANGE, metadata_change_cb),
  EVENT (BLOCK_THRESHOLD, block_threshold_cb),
  EVENT (MEMORY_FAILURE, memory_failure_cb),
  EVENT (MEMORY_DEVICE_SIZE_CHANGE, memory_device_size_change_cb),
};

static const char *
event_name (int event_id)
{
  return events[event_id].name;
}

gboolean
_vmistate_domain_events_register (virConnectPtr connection, VmistateEventTarget *target,
                                  GArray *callback_ids, GPtrArray *unsupported)
{
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    {
      int id;

      id = virConnectDomainEventRegisterAny (connection, /* dom= */ NULL, i, events[i].callback,
                                             _vmistate_event_target_ref (target),
                                             _vmistate_event_target_unref);
      if (id >= 0)
        {
          g_array_append_val (callback_ids, id);
          continue;
        }
      /* libvirt frees only what it has taken. */
      _vmistate_event_target_unref (target);
      if (i == VIR_DOMAIN_EVENT_ID_LIFECYCLE)
        return FALSE;
      g_ptr_array_add (unsupported, g_strdup (events[i].name));
    }
  return TRUE;
}

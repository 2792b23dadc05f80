/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* MigrationRequired: networks that were added to or removed from a running VMI, or that it gets
 * from elsewhere now, reach it only in a new Pod. */

#include "config.h"

#include "control.h"

#include "interface-list.h"
#include "multus-status.h"

#include "derive/control-plane.h"

#include "model/migration-state.h"

#include <string.h>

#define MIGRATION_REQUIRED        "MigrationRequired"
#define ANNOTATION_NETWORK_STATUS "k8s.v1.cni.cncf.io/network-status"

/* Time for the dynamic networks controller to do it without a migration */
#define GRACE_PERIOD (15 * G_TIME_SPAN_SECOND)

typedef enum
{
  NOT_REQUIRED,
  REQUIRED_LATER, /* unless it is done otherwise until then */
  REQUIRED_NOW,
} Requirement;

static gboolean
has_passed (gpointer migration, guint field, gint64 now)
{
  gint64 at;

  return _vmistate_record_get_int64 (migration, field, &at) && at <= now;
}

static gboolean
is_migrating (const VmistatePass *pass)
{
  gpointer migration = _vmistate_record_get_record (pass->status, STATUS_MIGRATION_STATE);

  return migration != NULL && has_passed (migration, MIGRATION_STATE_START_TIMESTAMP, pass->now)
         && !has_passed (migration, MIGRATION_STATE_END_TIMESTAMP, pass->now);
}

/* (nullable): the attachment definition of a secondary network */
static const char *
get_definition (gpointer network)
{
  gpointer multus = _vmistate_record_get_record (network, NETWORK_SPEC_MULTUS);
  gboolean is_default = FALSE;
  const char *definition = NULL;

  if (multus == NULL)
    return NULL;
  _vmistate_record_get_boolean (multus, MULTUS_SPEC_DEFAULT, &is_default);
  definition = _vmistate_record_get_string (multus, MULTUS_SPEC_NETWORK_NAME);
  if (is_default)
    return NULL;
  return definition != NULL ? definition : "";
}

/* A specified name without a namespace is one of the VMI's namespace; the Pod's is taken as it is.
 */
static gboolean
is_same_definition (const VmistatePass *pass, const char *specified, const char *attached)
{
  const char *namespace_ = _vmistate_record_get_string (pass->metadata, OBJECT_META_NAMESPACE);
  g_autofree char *qualified = NULL;

  if (g_str_equal (specified, attached))
    return TRUE;
  if (strchr (specified, '/') != NULL)
    return FALSE;
  qualified = g_strdup_printf ("%s/%s", namespace_ != NULL ? namespace_ : "", specified);
  return g_str_equal (qualified, attached);
}

static gboolean
is_attached_elsewhere (const VmistatePass *pass, GPtrArray *attached, gpointer status,
                       const char *definition)
{
  const char *pod_name = _vmistate_record_get_string (status, INTERFACE_POD_INTERFACE_NAME);
  const VmistateMultusNetwork *network = pod_name != NULL && *pod_name != '\0'
                                             ? _vmistate_multus_status_find (attached, pod_name)
                                             : NULL;

  return network != NULL && !is_same_definition (pass, definition, network->name);
}

static Requirement
judge_network (const VmistatePass *pass, gpointer network, GPtrArray *attached)
{
  const char *name = _vmistate_record_get_string (network, NETWORK_SPEC_NAME);
  const char *definition = get_definition (network);
  gpointer interface = _vmistate_pass_find_interface (pass, name);
  gpointer status = _vmistate_interfaces_lookup (
      _vmistate_record_get_list (pass->status, STATUS_INTERFACES), INTERFACE_NAME, name);
  gboolean is_absent;

  if (definition == NULL || interface == NULL)
    return NOT_REQUIRED;
  is_absent = _vmistate_record_is (interface, INTERFACE_SPEC_STATE, "absent");
  if (status == NULL && is_absent)
    return NOT_REQUIRED;
  if (status == NULL)
    return _vmistate_record_has (interface, INTERFACE_SPEC_SRIOV) ? REQUIRED_NOW : REQUIRED_LATER;
  if (is_absent && _vmistate_interface_has_source (status, INFO_SOURCE_MULTUS_STATUS)
      && !_vmistate_interface_has_source (status, INFO_SOURCE_DOMAIN))
    return REQUIRED_LATER;
  return is_attached_elsewhere (pass, attached, status, definition) ? REQUIRED_NOW : NOT_REQUIRED;
}

/* The first network that requires something decides; the order of the interfaces is another. */
static Requirement
judge (VmistateControlPass *self)
{
  GPtrArray *networks = _vmistate_record_get_list (self->pass->spec, VMI_SPEC_NETWORKS);
  g_autoptr (GPtrArray) attached = _vmistate_multus_status_parse (_vmistate_meta_get_annotation (
      _vmistate_pod_get_metadata (self->pod), ANNOTATION_NETWORK_STATUS));
  Requirement requirement = NOT_REQUIRED;

  for (guint i = 0; requirement == NOT_REQUIRED && i < _vmistate_list_length (networks); i++)
    requirement = judge_network (self->pass, networks->pdata[i], attached);
  return requirement;
}

/* By the objects alone: until something in them changed. */
static gboolean
is_grace_over (const VmistatePass *pass)
{
  gpointer before = _vmistate_conditions_get (pass->conditions, MIGRATION_REQUIRED);
  gint64 now = pass->now != VMISTATE_PASS_UNTIMED ? pass->now
                                                  : _vmistate_evidence_get_told_at (pass->evidence);
  gint64 since = 0;

  if (!_vmistate_conditions_is (pass->conditions, MIGRATION_REQUIRED, "False"))
    return FALSE;
  _vmistate_record_get_int64 (before, CONDITION_LAST_TRANSITION_TIME, &since);
  return since < now - GRACE_PERIOD;
}

/* Once true it stays so while anything at all is required. */
void
_vmistate_control_sync_migration_required (VmistateControlPass *self)
{
  VmistatePass *pass = self->pass;
  Requirement requirement;
  gboolean is_now;
  gpointer condition;

  if (is_migrating (pass))
    return;
  requirement = judge (self);
  if (requirement == NOT_REQUIRED)
    {
      _vmistate_conditions_remove (pass->conditions, MIGRATION_REQUIRED);
      return;
    }
  if (_vmistate_conditions_is (pass->conditions, MIGRATION_REQUIRED, "True"))
    return;
  is_now = requirement == REQUIRED_NOW || is_grace_over (pass);
  condition = _vmistate_condition_make (
      MIGRATION_REQUIRED, is_now ? "True" : "False",
      is_now ? "AutoMigrationDueToLiveUpdate" : "AutoMigrationPending", NULL);
  _vmistate_record_set_time (condition, CONDITION_LAST_TRANSITION_TIME, pass->now);
  _vmistate_conditions_update (pass->conditions, condition);
}

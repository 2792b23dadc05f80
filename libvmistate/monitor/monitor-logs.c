/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Whose log it is: a log is named after a domain, and knows no UID. */

#include "config.h"

#include "monitor.h"

/* Two of the same name are on hypervisors that do not know of each other: one of them at most has
 * this log.
 * Returns: (nullable): borrowed */
static VmistateInstance *
find_only (VmistateMonitor *self, const char *namespace_, const char *name, gboolean *is_there)
{
  g_autoptr (GPtrArray) found = _vmistate_fleet_find (&self->fleet, namespace_, name);

  *is_there = found->len > 0;
  return found->len == 1 ? found->pdata[0] : NULL;
}

static VmistateInstance *
find_by_name (VmistateMonitor *self, VmistateFact *fact, gboolean *is_there)
{
  const char *namespace_ = vmistate_fact_get_namespace (fact);
  const char *name = vmistate_fact_get_name (fact);
  g_autofree char *other = NULL;
  VmistateInstance *instance =
      find_only (self, namespace_ != NULL ? namespace_ : "default", name, is_there);

  if (*is_there || namespace_ != NULL)
    return instance;
  name = _vmistate_log_split_name (name, &other);
  return name != NULL ? find_only (self, other, name, is_there) : NULL;
}

VmistateInstance *
_vmistate_monitor_find_logged (VmistateMonitor *self, VmistateFact *fact)
{
  const char *uid = vmistate_fact_get_uid (fact);
  VmistateInstance *instance;
  gboolean is_there;

  if (!_vmistate_log_fact_is_stop (fact))
    return NULL;
  if (uid != NULL)
    return _vmistate_monitor_find_instance (self, uid);
  instance = find_by_name (self, fact, &is_there);
  if (!is_there)
    _vmistate_log_shelf_put (&self->shelf, fact);
  return instance;
}

void
_vmistate_monitor_recall_log (VmistateMonitor *self, VmistateInstance *instance)
{
  const char *namespace_ = vmistate_instance_get_namespace (instance);
  const char *name = vmistate_instance_get_name (instance);
  g_autoptr (VmistateFact) fact = _vmistate_log_shelf_take (&self->shelf, namespace_, name);
  VmistateSourceRecord *source;
  gboolean is_there;

  if (fact == NULL)
    return;
  find_only (self, namespace_, name, &is_there);
  if (is_there)
    return;
  source = _vmistate_source_table_ensure (&self->table, vmistate_fact_get_source (fact));
  _vmistate_instance_ingest (instance, source, fact);
  _vmistate_source_index_add (&self->by_source, source, instance);
}

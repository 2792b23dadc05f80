/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "warm.h"

#include "derive/interfaces/guest-table.h"
#include "model/status.h"

/* A line of the cache, as most machines have it. */
#define LINE 64

static void
fetch (gconstpointer memory, gsize size)
{
  for (gsize i = 0; i < size; i += LINE)
    __builtin_prefetch ((const char *) memory + i, /* rw= */ 1);
}

/* More than these would push each other out of the cache. */
#define MAX_WARM 16

static void
warm_record (gpointer record)
{
  guint n_fields;
  const VmistateField *fields = _vmistate_record_get_fields (record, &n_fields);
  VmistateValue *values = _vmistate_record_get_values (record);
  guint64 present = _vmistate_record_get_present (record);

  while (present != 0)
    {
      guint i = _vmistate_fields_next (&present);

      if (fields[i].kind >= VMISTATE_FIELD_RECORD)
        fetch (values[i].record, sizeof (GObject));
    }
}

static void
warm_view (const VmistateView *view)
{
  fetch (view->domain.payload, sizeof (VmistateRecord) + DOMAIN_N_FIELDS * sizeof (VmistateValue));
  fetch (view->state.payload, sizeof (VmistateRecord));
  fetch (view->channel.payload, sizeof (VmistateRecord));
  fetch (view->answered, view->n_answered * sizeof (VmistateAgentAnswer));
  fetch (view->states.kept, LINE);
  fetch (view->channels.kept, LINE);
  fetch (view->signs.kept, LINE);
}

static void
warm_list (VmistateStatus *status, guint field)
{
  GPtrArray *list = _vmistate_record_get_list (status, field);

  if (list != NULL)
    fetch (list->pdata, list->len * sizeof (gpointer));
}

static void
warm_elements (VmistateStatus *status, guint field)
{
  GPtrArray *list = _vmistate_record_get_list (status, field);

  for (guint i = 0; list != NULL && i < MIN (list->len, MAX_WARM); i++)
    fetch (list->pdata[i], sizeof (VmistateRecord));
}

/* What an answer about interfaces is held against. */
static void
warm_guest (const VmistateView *view, VmistateStatus *derived, guint depth)
{
  const VmistateAgentAnswer *answer =
      depth > 3 ? _vmistate_view_find_answer (view, VMISTATE_AGENT_INTERFACES) : NULL;

  if (depth == 3)
    {
      fetch (view->memory, LINE);
      warm_list (derived, STATUS_INTERFACES);
    }
  else if (depth == 4)
    {
      warm_elements (derived, STATUS_INTERFACES);
      if (answer != NULL)
        fetch (answer->good.payload, 3 * LINE);
    }
  else if (depth == 5 && answer != NULL)
    fetch (_vmistate_guest_table_of (answer->good.payload), 6 * LINE);
}

/* What @depth pointers lead to. */
static void
warm_instance (VmistateInstance *instance, VmistateFactKind kind, guint depth)
{
  const gsize status_size = sizeof (VmistateRecord) + STATUS_N_FIELDS * sizeof (VmistateValue);
  VmistateEvidence *evidence = _vmistate_instance_get_evidence (instance);
  VmistateStatus *derived = _vmistate_instance_get_derived (instance);

  if (derived == NULL || evidence->n_views == 0)
    return;
  switch (depth)
    {
    case 1:
      fetch (evidence->views, sizeof (VmistateView));
      fetch (derived, status_size);
      fetch (evidence->control, sizeof (VmistateControl));
      fetch (evidence->base, status_size);
      break;
    case 2:
      warm_record (derived);
      break;
    case 3:
      warm_view (&evidence->views[0]);
      warm_list (derived, STATUS_CONDITIONS);
      warm_list (derived, STATUS_PHASE_TRANSITION_TIMESTAMPS);
      break;
    case 4:
      warm_elements (derived, STATUS_CONDITIONS);
      warm_elements (derived, STATUS_PHASE_TRANSITION_TIMESTAMPS);
      break;
    default:
      break;
    }
  if (kind == VMISTATE_FACT_KIND_AGENT_REPLY)
    warm_guest (&evidence->views[0], derived, depth);
}

static void
fetch_instance (VmistateWarm *self, guint i)
{
  VmistateFact *fact = self->facts->pdata[i];
  const char *uid = vmistate_fact_get_uid (fact);
  VmistateInstance *instance = uid != NULL ? _vmistate_fleet_lookup (self->fleet, uid) : NULL;
  VmistateInstance **slot = &self->ring[i % VMISTATE_WARM_AHEAD];

  g_clear_object (slot);
  if (instance == NULL)
    return;
  *slot = g_object_ref (instance);
  fetch (instance, 4 * LINE);
}

/* Each look follows the pointers that the one before has fetched. */
static const struct
{
  guint ahead;
  guint depth;
} looks[] = { { 5, 1 }, { 4, 2 }, { 3, 3 }, { 2, 4 }, { 1, 5 } };

void
_vmistate_warm_step (VmistateWarm *self, guint i)
{
  guint len = self->facts->len;

  if (i + VMISTATE_WARM_AHEAD < len)
    fetch (self->facts->pdata[i + VMISTATE_WARM_AHEAD], 4 * LINE);
  if (i + VMISTATE_WARM_AHEAD - 1 < len)
    fetch (vmistate_fact_get_uid (self->facts->pdata[i + VMISTATE_WARM_AHEAD - 1]), LINE);
  if (i + VMISTATE_WARM_AHEAD - 3 < len)
    fetch_instance (self, i + VMISTATE_WARM_AHEAD - 3);
  for (guint j = 0; j < G_N_ELEMENTS (looks); j++)
    {
      guint at = i + looks[j].ahead;
      VmistateInstance *next = at < len ? self->ring[at % VMISTATE_WARM_AHEAD] : NULL;

      if (next != NULL)
        warm_instance (next, vmistate_fact_get_kind (self->facts->pdata[at]), looks[j].depth);
    }
}

VmistateInstance *
_vmistate_warm_find (const VmistateWarm *self, guint i)
{
  VmistateInstance *instance = self->ring[i % VMISTATE_WARM_AHEAD];

  return instance != NULL && _vmistate_instance_get_place (instance)->iter != NULL ? instance
                                                                                   : NULL;
}

void
_vmistate_warm_clear (VmistateWarm *self)
{
  for (guint i = 0; i < VMISTATE_WARM_AHEAD; i++)
    g_clear_object (&self->ring[i]);
}

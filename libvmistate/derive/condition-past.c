/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "condition-past.h"
#include "verdict.h"

#include "model/condition.h"
#include "model/objects/vmi-objects.h"
#include "model/status.h"

/* Each type has its place of two bits. Types that nobody here has heard of share those that are
 * left: if two of them meet in one, the time of both is that of the later change. Above them there
 * is a digest of the specification. */
#define N_PLACES     24
#define BITS         2
#define DIGEST_SHIFT (N_PLACES * BITS)

static const char *const statuses[] = { NULL, "True", "False", "Unknown" };
G_STATIC_ASSERT (G_N_ELEMENTS (statuses) == 1 << BITS);

static guint
find_place (const char *type)
{
  guint known = _vmistate_condition_find_place (type);

  if (known < VMISTATE_CONDITION_N_KNOWN)
    return known;
  return VMISTATE_CONDITION_N_KNOWN + g_str_hash (type) % (N_PLACES - VMISTATE_CONDITION_N_KNOWN);
}

static guint64
pack_status (gpointer condition)
{
  const char *status = _vmistate_record_get_string (condition, CONDITION_STATUS);

  for (guint i = 1; i < G_N_ELEMENTS (statuses); i++)
    {
      if (g_strcmp0 (statuses[i], status) == 0)
        return i;
    }
  return 0;
}

static guint64
digest_spec (gpointer object)
{
  gpointer spec = _vmistate_record_get_record (object, VMI_OBJECT_SPEC);
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  if (spec == NULL)
    return 0;
  node = _vmistate_record_to_node (spec, VMISTATE_PROFILE_TRUTH);
  text = json_to_string (node, /* pretty= */ FALSE);
  return g_str_hash (text);
}

gint64
_vmistate_condition_past_pack (gpointer object)
{
  gpointer status = _vmistate_record_get_record (object, VMI_OBJECT_STATUS);
  GPtrArray *conditions = _vmistate_record_get_list (status, STATUS_CONDITIONS);
  guint64 packed = digest_spec (object) << DIGEST_SHIFT;

  for (guint i = 0; conditions != NULL && i < conditions->len; i++)
    {
      const char *type = _vmistate_record_get_string (conditions->pdata[i], CONDITION_TYPE);

      if (type != NULL)
        packed ^= pack_status (conditions->pdata[i]) << (find_place (type) * BITS);
    }
  return (gint64) packed;
}

gint64
_vmistate_condition_past_since (const VmistateHistory *history, const char *type)
{
  guint64 mask = (G_GUINT64_CONSTANT (1) << BITS) - 1;

  return _vmistate_history_since_masked (history, (gint64) (mask << (find_place (type) * BITS)));
}

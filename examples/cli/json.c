/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A VMI in the profile, and with the parts, that the options ask for. */

#include <json-glib/json-glib.h>

#include "app.h"
#include "view.h"

static VmistateProfile
wanted_profile (App *app)
{
  return g_strcmp0 (app->profile, "kubevirt") == 0 ? VMISTATE_PROFILE_KUBEVIRT
                                                   : VMISTATE_PROFILE_TRUTH;
}

gint64
app_now (App *app, VmistateInstance *instance)
{
  /* A replay's ages are those of its own time. */
  if (app->replay != NULL)
    return view_observed_at (vmistate_instance_get_status (instance));
  return g_get_real_time ();
}

JsonNode *
app_instance_node (App *app, VmistateInstance *instance)
{
  g_autofree char *json = vmistate_instance_to_json (instance, wanted_profile (app));
  JsonNode *node = json_from_string (json, NULL);

  if (app->observed)
    {
      g_autofree char *observed =
          vmistate_instance_observed_to_json (instance, app_now (app, instance));

      json_object_set_member (json_node_get_object (node), "observed",
                              json_from_string (observed, NULL));
    }
  return node;
}

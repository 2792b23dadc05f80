/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "snapshot.h"

#include <string.h>

#include "http/store/json-text.h"

static VmistateHttpSnapshot *
make (const char *uid, const char *namespace_, const char *name, VmistateStatus *status,
      VmistateRecord *told)
{
  VmistateHttpSnapshot *self = g_new0 (VmistateHttpSnapshot, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->uid = g_strdup (uid);
  self->namespace_ = g_strdup (namespace_);
  self->name = g_strdup (name);
  self->status = g_object_ref (status);
  self->told = told != NULL ? g_object_ref (told) : NULL;
  return self;
}

VmistateHttpSnapshot *
_vmistate_http_snapshot_new (VmistateInstance *instance, VmistateStatus *status)
{
  return make (vmistate_instance_get_uid (instance), vmistate_instance_get_namespace (instance),
               vmistate_instance_get_name (instance), status,
               vmistate_instance_get_object (instance));
}

VmistateHttpSnapshot *
_vmistate_http_snapshot_copy (const VmistateHttpSnapshot *self, guint64 revision)
{
  VmistateHttpSnapshot *copy =
      make (self->uid, self->namespace_, self->name, self->status, self->told);

  copy->revision = revision;
  return copy;
}

VmistateHttpSnapshot *
_vmistate_http_snapshot_ref (VmistateHttpSnapshot *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
_vmistate_http_snapshot_unref (VmistateHttpSnapshot *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->uid);
  g_free (self->namespace_);
  g_free (self->name);
  g_object_unref (self->status);
  g_clear_object (&self->told);
  g_clear_pointer (&self->object, g_bytes_unref);
  g_clear_pointer (&self->told_node, json_node_unref);
  g_free (self);
}

int
_vmistate_http_snapshot_compare (const VmistateHttpSnapshot *a, const VmistateHttpSnapshot *b)
{
  int order = strcmp (a->namespace_, b->namespace_);

  if (order == 0)
    order = strcmp (a->name, b->name);
  /* Two domains may have one name: on two hypervisors, or the old one and the new. */
  return order != 0 ? order : strcmp (a->uid, b->uid);
}

/* Returns: (transfer none) (nullable): that member of the API's object */
static JsonObject *
get_told (VmistateHttpSnapshot *self, const char *member)
{
  JsonNode *node;

  if (self->told == NULL)
    return NULL;
  if (self->told_node == NULL)
    {
      g_autofree char *json = vmistate_record_to_json (self->told, VMISTATE_PROFILE_TRUTH);

      self->told_node = json_from_string (json, NULL);
    }
  node = json_object_get_member (json_node_get_object (self->told_node), member);
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

const char *
_vmistate_http_snapshot_get_label (VmistateHttpSnapshot *self, const char *name)
{
  JsonObject *metadata = get_told (self, "metadata");

  if (metadata == NULL || !json_object_has_member (metadata, "labels"))
    return NULL;
  return json_object_get_string_member_with_default (
      json_object_get_object_member (metadata, "labels"), name, NULL);
}

static GDateTime *
dup_oldest_phase (VmistateStatus *status)
{
  GPtrArray *phases = vmistate_status_get_phase_transition_timestamps (status);
  g_autoptr (GDateTime) oldest = NULL;

  for (guint i = 0; phases != NULL && i < phases->len; i++)
    {
      g_autoptr (GDateTime) began =
          vmistate_phase_transition_dup_phase_transition_timestamp (phases->pdata[i]);

      if (began != NULL && (oldest == NULL || g_date_time_compare (began, oldest) < 0))
        {
          g_clear_pointer (&oldest, g_date_time_unref);
          oldest = g_steal_pointer (&began);
        }
    }
  return g_steal_pointer (&oldest);
}

GDateTime *
_vmistate_http_snapshot_dup_created (VmistateHttpSnapshot *self)
{
  JsonObject *metadata = get_told (self, "metadata");
  const char *text =
      metadata != NULL
          ? json_object_get_string_member_with_default (metadata, "creationTimestamp", NULL)
          : NULL;
  GDateTime *created = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  return created != NULL ? created : dup_oldest_phase (self->status);
}

static void
copy_member_cb (JsonObject *from G_GNUC_UNUSED, const char *name, JsonNode *member, gpointer to)
{
  json_object_set_member (to, name, json_node_copy (member));
}

/* What is ours to say is said by us: the revision is that of this server. */
JsonObject *
_vmistate_http_snapshot_make_metadata (VmistateHttpSnapshot *self)
{
  JsonObject *metadata = json_object_new ();
  JsonObject *told = get_told (self, "metadata");
  g_autoptr (GDateTime) created = _vmistate_http_snapshot_dup_created (self);
  g_autofree char *revision = g_strdup_printf ("%" G_GUINT64_FORMAT, self->revision);

  if (told != NULL)
    json_object_foreach_member (told, copy_member_cb, metadata);
  json_object_set_string_member (metadata, "name", self->name);
  json_object_set_string_member (metadata, "namespace", self->namespace_);
  json_object_set_string_member (metadata, "uid", self->uid);
  json_object_set_string_member (metadata, "resourceVersion", revision);
  if (created != NULL)
    {
      g_autofree char *text = g_date_time_format (created, "%Y-%m-%dT%H:%M:%SZ");

      json_object_set_string_member (metadata, "creationTimestamp", text);
    }
  return metadata;
}

/* Returns: (transfer full): of the specification what the object has of it here */
static char *
make_spec (VmistateHttpSnapshot *self)
{
  JsonObject *spec = get_told (self, "spec");

  return _vmistate_http_json_take_object (spec != NULL ? json_object_ref (spec)
                                                       : json_object_new ());
}

static GBytes *
render (VmistateHttpSnapshot *self)
{
  g_autofree char *metadata =
      _vmistate_http_json_take_object (_vmistate_http_snapshot_make_metadata (self));
  g_autofree char *spec = make_spec (self);
  g_autofree char *status =
      vmistate_record_to_json (VMISTATE_RECORD (self->status), VMISTATE_PROFILE_TRUTH);
  char *text =
      g_strconcat ("{\"apiVersion\":\"kubevirt.io/v1\",\"kind\":\"VirtualMachineInstance\","
                   "\"metadata\":",
                   metadata, ",\"spec\":", spec, ",\"status\":", status, "}", NULL);

  return g_bytes_new_take (text, strlen (text));
}

GBytes *
_vmistate_http_snapshot_get_object (VmistateHttpSnapshot *self)
{
  if (self->object == NULL)
    self->object = render (self);
  return self->object;
}

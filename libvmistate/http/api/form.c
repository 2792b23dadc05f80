/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "form.h"

#include <string.h>

#include "http/api/duration-text.h"
#include "http/api/enum-text.h"
#include "http/store/json-text.h"

/* Cells: the columns that KubeVirt's CustomResourceDefinition names, in its order */

/* Returns: (transfer full) (nullable): what is not known is an empty cell */
typedef char *(*MakeCell) (VmistateHttpSnapshot *snapshot);

static char *
make_name (VmistateHttpSnapshot *snapshot)
{
  return g_strdup (snapshot->name);
}

static char *
make_age (VmistateHttpSnapshot *snapshot)
{
  g_autoptr (GDateTime) created = _vmistate_http_snapshot_dup_created (snapshot);

  if (created == NULL)
    return g_strdup ("<unknown>");
  return _vmistate_http_duration_text (g_get_real_time () / G_USEC_PER_SEC
                                       - g_date_time_to_unix (created));
}

static char *
make_phase (VmistateHttpSnapshot *snapshot)
{
  return g_strdup (
      _vmistate_http_enum_text (VMISTATE_TYPE_PHASE, vmistate_status_get_phase (snapshot->status)));
}

static char *
make_address (VmistateHttpSnapshot *snapshot)
{
  GPtrArray *interfaces = vmistate_status_get_interfaces (snapshot->status);

  if (interfaces == NULL || interfaces->len == 0)
    return NULL;
  return g_strdup (vmistate_interface_get_ip_address (interfaces->pdata[0]));
}

static char *
make_node (VmistateHttpSnapshot *snapshot)
{
  return g_strdup (vmistate_status_get_node_name (snapshot->status));
}

static char *
make_condition (VmistateHttpSnapshot *snapshot, const char *type)
{
  VmistateCondition *condition = vmistate_status_find_condition (snapshot->status, type);

  if (condition == NULL)
    return NULL;
  return g_strdup (_vmistate_http_enum_text (VMISTATE_TYPE_CONDITION_STATUS,
                                             vmistate_condition_get_status (condition)));
}

static char *
make_ready (VmistateHttpSnapshot *snapshot)
{
  return make_condition (snapshot, "Ready");
}

static char *
make_live_migratable (VmistateHttpSnapshot *snapshot)
{
  return make_condition (snapshot, "LiveMigratable");
}

static char *
make_paused (VmistateHttpSnapshot *snapshot)
{
  return make_condition (snapshot, "Paused");
}

static const struct
{
  const char *name;
  const char *type;
  const char *format;
  const char *description;
  int priority; /* 0: always shown; 1: with `-o wide` */
  MakeCell make;
} columns[] = {
  { "Name", "string", "name", "Name of the VMI, unique within its namespace", 0, make_name },
  { "Age", "date", "", "How long ago its oldest known phase began", 0, make_age },
  { "Phase", "string", "", "Phase of the VMI", 0, make_phase },
  { "IP", "string", "", "First address of its first interface", 0, make_address },
  { "NodeName", "string", "", "Node that it is on", 0, make_node },
  { "Ready", "string", "", "Condition Ready", 0, make_ready },
  { "Live-Migratable", "string", "", "Condition LiveMigratable", 1, make_live_migratable },
  { "Paused", "string", "", "Condition Paused", 1, make_paused },
};

static void
append_columns (GString *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_string_append_printf (text,
                            "%s{\"name\":\"%s\",\"type\":\"%s\",\"format\":\"%s\","
                            "\"description\":\"%s\",\"priority\":%d}",
                            i > 0 ? "," : "", columns[i].name, columns[i].type, columns[i].format,
                            columns[i].description, columns[i].priority);
}

/* Cells are for terminals, and some come from guests: what cannot be seen is not sent there.
 * @text: (transfer full) (nullable) */
static char *
take_visible (char *text)
{
  GString *visible;

  if (text == NULL)
    return NULL;
  visible = g_string_new (NULL);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      g_string_append_unichar (visible, c == ' ' || g_unichar_isgraph (c) ? c : 0xfffd);
    }
  g_free (text);
  return g_string_free (visible, FALSE);
}

static void
append_cells (VmistateHttpSnapshot *snapshot, GString *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *cell = take_visible (columns[i].make (snapshot));

      if (i > 0)
        g_string_append_c (text, ',');
      if (cell != NULL)
        _vmistate_http_json_append_string (text, cell);
      else
        g_string_append (text, "null");
    }
}

/* Objects */

static void
append_object (VmistateHttpSnapshot *snapshot, GString *text)
{
  gsize size;
  const char *object = g_bytes_get_data (_vmistate_http_snapshot_get_object (snapshot), &size);

  g_string_append_len (text, object, (gssize) size);
}

static void
append_metadata (VmistateHttpSnapshot *snapshot, GString *text)
{
  g_autofree char *metadata =
      _vmistate_http_json_take_object (_vmistate_http_snapshot_make_metadata (snapshot));

  g_string_append_printf (text,
                          "{\"kind\":\"PartialObjectMetadata\","
                          "\"apiVersion\":\"meta.k8s.io/v1\",\"metadata\":%s}",
                          metadata);
}

void
_vmistate_http_form_append (VmistateHttpForm form, VmistateHttpSnapshot *snapshot, GString *text)
{
  if (form == VMISTATE_HTTP_FORM_OBJECTS)
    {
      append_object (snapshot, text);
      return;
    }
  g_string_append (text, "{\"cells\":[");
  append_cells (snapshot, text);
  g_string_append (text, "],\"object\":");
  if (form == VMISTATE_HTTP_FORM_TABLE_OBJECTS)
    append_object (snapshot, text);
  else if (form == VMISTATE_HTTP_FORM_TABLE)
    append_metadata (snapshot, text);
  else
    g_string_append (text, "null");
  g_string_append_c (text, '}');
}

void
_vmistate_http_form_open (VmistateHttpForm form, const char *metadata, GString *text)
{
  if (form == VMISTATE_HTTP_FORM_OBJECTS)
    {
      g_string_append_printf (text,
                              "{\"kind\":\"VirtualMachineInstanceList\","
                              "\"apiVersion\":\"kubevirt.io/v1\",\"metadata\":%s,\"items\":[",
                              metadata);
      return;
    }
  g_string_append_printf (text,
                          "{\"kind\":\"Table\",\"apiVersion\":\"meta.k8s.io/v1\","
                          "\"metadata\":%s,\"columnDefinitions\":[",
                          metadata);
  append_columns (text);
  g_string_append (text, "],\"rows\":[");
}

void
_vmistate_http_form_close (GString *text)
{
  g_string_append (text, "]}");
}

char *
_vmistate_http_form_one (VmistateHttpForm form, VmistateHttpSnapshot *snapshot)
{
  GString *text = g_string_new (NULL);
  g_autofree char *metadata = NULL;

  if (form != VMISTATE_HTTP_FORM_OBJECTS)
    {
      metadata =
          g_strdup_printf ("{\"resourceVersion\":\"%" G_GUINT64_FORMAT "\"}", snapshot->revision);
      _vmistate_http_form_open (form, metadata, text);
    }
  _vmistate_http_form_append (form, snapshot, text);
  if (form != VMISTATE_HTTP_FORM_OBJECTS)
    _vmistate_http_form_close (text);
  return g_string_free (text, FALSE);
}

/* Negotiation */

static const struct
{
  const char *include; /* what `includeObject` says */
  VmistateHttpForm form;
} table_forms[] = {
  { "Metadata", VMISTATE_HTTP_FORM_TABLE },
  { "Object", VMISTATE_HTTP_FORM_TABLE_OBJECTS },
  { "None", VMISTATE_HTTP_FORM_TABLE_ONLY },
};

static gboolean
choose_table (VmistateHttpExchange *exchange, VmistateHttpForm *form)
{
  const char *include = _vmistate_http_get_parameter (exchange, "includeObject");

  for (guint i = 0; i < G_N_ELEMENTS (table_forms); i++)
    {
      if (include != NULL && !g_str_equal (table_forms[i].include, include))
        continue;
      *form = table_forms[i].form;
      return TRUE;
    }
  _vmistate_http_fail (exchange, SOUP_STATUS_BAD_REQUEST, "BadRequest",
                       "includeObject is None, Metadata or Object, not '%s'", include);
  return FALSE;
}

static gboolean
is_json (const char *type)
{
  return g_str_equal (type, "application/json") || g_str_equal (type, "application/*")
         || g_str_equal (type, "*/*");
}

gboolean
_vmistate_http_form_negotiate (VmistateHttpExchange *exchange, VmistateHttpForm *form)
{
  const char *accept = _vmistate_http_get_header (exchange, "Accept");
  g_auto (GStrv) types = g_strsplit (accept != NULL ? accept : "*/*", ",", -1);

  for (guint i = 0; types[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (types[i], ";", 2);
      const char *parameters = parts[0] != NULL && parts[1] != NULL ? parts[1] : "";

      if (parts[0] == NULL || !is_json (g_strstrip (parts[0])))
        continue;
      if (strstr (parameters, "as=Table") != NULL && strstr (parameters, "v=v1;") != NULL)
        return choose_table (exchange, form);
      /* Another form of theirs, such as older tables: something we have may follow. */
      if (strstr (parameters, "as=") != NULL)
        continue;
      *form = VMISTATE_HTTP_FORM_OBJECTS;
      return TRUE;
    }
  _vmistate_http_fail (exchange, SOUP_STATUS_NOT_ACCEPTABLE, "NotAcceptable",
                       "only the following media types are accepted: application/json, "
                       "application/json;as=Table;v=v1;g=meta.k8s.io");
  return FALSE;
}

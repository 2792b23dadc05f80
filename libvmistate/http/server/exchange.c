/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "exchange.h"

#include <string.h>

#include "http/store/json-text.h"

const char *
_vmistate_http_get_header (VmistateHttpExchange *self, const char *header)
{
  return soup_message_headers_get_list (soup_server_message_get_request_headers (self->message),
                                        header);
}

const char *
_vmistate_http_get_parameter (VmistateHttpExchange *self, const char *name)
{
  return self->query != NULL ? g_hash_table_lookup (self->query, name) : NULL;
}

gboolean
_vmistate_http_get_flag (VmistateHttpExchange *self, const char *name)
{
  const char *value = _vmistate_http_get_parameter (self, name);

  return value != NULL
         && (*value == '\0' || g_str_equal (value, "1") || g_ascii_strcasecmp (value, "true") == 0);
}

void
_vmistate_http_answer (VmistateHttpExchange *self, guint code, const char *type, GBytes *body)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);

  soup_server_message_set_status (self->message, code, NULL);
  soup_message_headers_set_content_type (headers, type, NULL);
  soup_message_headers_replace (headers, "Cache-Control", "no-cache, private");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_body_append_bytes (soup_server_message_get_response_body (self->message), body);
}

void
_vmistate_http_answer_text (VmistateHttpExchange *self, guint code, const char *type, char *text)
{
  g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));

  _vmistate_http_answer (self, code, type, body);
}

static JsonObject *
make_details (const char *name)
{
  JsonObject *details = json_object_new ();

  json_object_set_string_member (details, "name", name);
  json_object_set_string_member (details, "group", "kubevirt.io");
  json_object_set_string_member (details, "kind", "virtualmachineinstances");
  return details;
}

char *
_vmistate_http_make_status (guint code, const char *reason, const char *name, const char *message)
{
  JsonObject *status = json_object_new ();

  json_object_set_string_member (status, "kind", "Status");
  json_object_set_string_member (status, "apiVersion", "v1");
  json_object_set_object_member (status, "metadata", json_object_new ());
  json_object_set_string_member (status, "status", "Failure");
  json_object_set_string_member (status, "message", message);
  json_object_set_string_member (status, "reason", reason);
  if (name != NULL && *name != '\0')
    json_object_set_object_member (status, "details", make_details (name));
  json_object_set_int_member (status, "code", code);
  return _vmistate_http_json_take_object (status);
}

void
_vmistate_http_fail (VmistateHttpExchange *self, guint code, const char *reason, const char *format,
                     ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  _vmistate_http_answer_text (self, code, VMISTATE_HTTP_JSON,
                              _vmistate_http_make_status (code, reason, self->name, message));
}

void
_vmistate_http_fail_unknown (VmistateHttpExchange *self)
{
  _vmistate_http_fail (self, SOUP_STATUS_NOT_FOUND, "NotFound",
                       "virtualmachineinstances.kubevirt.io \"%s\" not found", self->name);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A namespace exists while a VMI of it does. */

#include "config.h"

#include "answers.h"

#include "http/store/json-text.h"

static gboolean
has_vmi (VmistateHttpStore *store, const char *namespace_)
{
  GPtrArray *all = _vmistate_http_store_get_all (store);

  for (guint i = 0; i < all->len; i++)
    {
      const VmistateHttpSnapshot *snapshot = all->pdata[i];

      if (g_str_equal (snapshot->namespace_, namespace_))
        return TRUE;
    }
  return FALSE;
}

void
_vmistate_http_answer_namespace (VmistateHttpExchange *exchange)
{
  JsonObject *body;
  JsonObject *metadata;

  if (!has_vmi (exchange->core->store, exchange->namespace_))
    {
      _vmistate_http_fail (exchange, SOUP_STATUS_NOT_FOUND, "NotFound",
                           "namespaces \"%s\" not found", exchange->namespace_);
      return;
    }
  body = json_object_new ();
  metadata = json_object_new ();
  json_object_set_string_member (metadata, "name", exchange->namespace_);
  json_object_set_string_member (body, "kind", "Namespace");
  json_object_set_string_member (body, "apiVersion", "v1");
  json_object_set_object_member (body, "metadata", metadata);
  _vmistate_http_answer_text (exchange, SOUP_STATUS_OK, VMISTATE_HTTP_JSON,
                              _vmistate_http_json_take_object (body));
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "routes.h"

#include <string.h>

#include "http/api/answers.h"
#include "http/own/answers.h"

#define NAMESPACE "{namespace}"
#define NAME      "{name}"

#define VMIS      "/virtualmachineinstances"
#define KUBEVIRT  "/apis/kubevirt.io/v1"
#define SUB       "/apis/subresources.kubevirt.io/v1"
#define SUB_ALPHA "/apis/subresources.kubevirt.io/v1alpha3"
#define ONE       "/namespaces/" NAMESPACE VMIS "/" NAME
#define OWN       "/v1/vmis/" NAMESPACE "/" NAME

typedef struct
{
  const char *pattern;
  void (*answer) (VmistateHttpExchange *exchange);
  int choice;
} Route;

static const Route routes[] = {
  { KUBEVIRT ONE, _vmistate_http_answer_vmi, 0 },
  { KUBEVIRT "/namespaces/" NAMESPACE VMIS, _vmistate_http_answer_vmis, 0 },
  { KUBEVIRT VMIS, _vmistate_http_answer_vmis, 0 },
  { SUB ONE "/guestosinfo", _vmistate_http_answer_guest, VMISTATE_HTTP_GUEST_OS_INFO },
  { SUB ONE "/userlist", _vmistate_http_answer_guest, VMISTATE_HTTP_GUEST_USERS },
  { SUB ONE "/filesystemlist", _vmistate_http_answer_guest, VMISTATE_HTTP_GUEST_FILESYSTEMS },
  { SUB_ALPHA ONE "/guestosinfo", _vmistate_http_answer_guest, VMISTATE_HTTP_GUEST_OS_INFO },
  { SUB_ALPHA ONE "/userlist", _vmistate_http_answer_guest, VMISTATE_HTTP_GUEST_USERS },
  { SUB_ALPHA ONE "/filesystemlist", _vmistate_http_answer_guest, VMISTATE_HTTP_GUEST_FILESYSTEMS },
  { "/metrics", _vmistate_http_answer_metrics, 0 },
  { "/livez", _vmistate_http_answer_livez, 0 },
  { "/readyz", _vmistate_http_answer_readyz, 0 },
  { "/healthz", _vmistate_http_answer_livez, 0 },
  { OWN "/observed", _vmistate_http_answer_observed, 0 },
  { OWN "/sample", _vmistate_http_answer_sample, 0 },
  { "/v1/events", _vmistate_http_answer_events, 0 },
  { "/api", _vmistate_http_answer_discovery, VMISTATE_HTTP_DISCOVERY_CORE },
  { "/api/v1/namespaces/" NAMESPACE, _vmistate_http_answer_namespace, 0 },
  { "/apis", _vmistate_http_answer_discovery, VMISTATE_HTTP_DISCOVERY_GROUPS },
  { "/apis/kubevirt.io", _vmistate_http_answer_discovery, VMISTATE_HTTP_DISCOVERY_KUBEVIRT },
  { KUBEVIRT, _vmistate_http_answer_discovery, VMISTATE_HTTP_DISCOVERY_RESOURCES },
  { "/apis/subresources.kubevirt.io", _vmistate_http_answer_discovery,
    VMISTATE_HTTP_DISCOVERY_SUB },
  { SUB, _vmistate_http_answer_discovery, VMISTATE_HTTP_DISCOVERY_SUBRESOURCES },
  { SUB_ALPHA, _vmistate_http_answer_discovery, VMISTATE_HTTP_DISCOVERY_SUBRESOURCES_ALPHA },
  { "/version", _vmistate_http_answer_discovery, VMISTATE_HTTP_DISCOVERY_VERSION },
  { "/openapi/v2", _vmistate_http_answer_discovery, VMISTATE_HTTP_DISCOVERY_OPENAPI },
};

/* The segment of @text that begins at *@at, behind its '/'. Returns: FALSE at the end */
static gboolean
next_segment (const char **at, const char **segment, gsize *length)
{
  const char *end;

  if (**at != '/')
    return FALSE;
  *segment = *at + 1;
  end = strchr (*segment, '/');
  *at = end != NULL ? end : *segment + strlen (*segment);
  *length = (gsize) (*at - *segment);
  return TRUE;
}

static gboolean
is_segment (const char *segment, gsize length, const char *text)
{
  return strlen (text) == length && strncmp (segment, text, length) == 0;
}

typedef struct
{
  const char *namespace_;
  gsize namespace_length;
  const char *name;
  gsize name_length;
} Match;

static gboolean
matches (const char *pattern, const char *path, Match *match)
{
  const char *wanted;
  const char *given;
  gsize wanted_length;
  gsize given_length;

  while (next_segment (&pattern, &wanted, &wanted_length))
    {
      if (!next_segment (&path, &given, &given_length) || given_length == 0)
        return FALSE;
      if (is_segment (wanted, wanted_length, NAMESPACE))
        {
          match->namespace_ = given;
          match->namespace_length = given_length;
        }
      else if (is_segment (wanted, wanted_length, NAME))
        {
          match->name = given;
          match->name_length = given_length;
        }
      else if (wanted_length != given_length || strncmp (wanted, given, given_length) != 0)
        return FALSE;
    }
  return *path == '\0';
}

static const Route *
find_route (const char *path, Match *match)
{
  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      *match = (Match){ 0 };
      if (matches (routes[i].pattern, path, match))
        return &routes[i];
    }
  return NULL;
}

static gboolean
is_read (SoupServerMessage *message)
{
  const char *method = soup_server_message_get_method (message);

  return method == SOUP_METHOD_GET || method == SOUP_METHOD_HEAD;
}

void
_vmistate_http_route (VmistateHttpCore *core, SoupServerMessage *message, const char *path,
                      GHashTable *query)
{
  VmistateHttpExchange exchange = { .core = core, .message = message, .query = query };
  g_autofree char *namespace_ = NULL;
  g_autofree char *name = NULL;
  Match match;
  const Route *route = find_route (path, &match);

  if (route == NULL)
    {
      _vmistate_http_fail (&exchange, SOUP_STATUS_NOT_FOUND, "NotFound",
                           "the server could not find the requested resource");
      return;
    }
  if (!is_read (message))
    {
      soup_message_headers_replace (soup_server_message_get_response_headers (message), "Allow",
                                    "GET, HEAD");
      _vmistate_http_fail (&exchange, SOUP_STATUS_METHOD_NOT_ALLOWED, "MethodNotAllowed",
                           "this server only reads");
      return;
    }
  namespace_ = g_strndup (match.namespace_, match.namespace_length);
  name = g_strndup (match.name, match.name_length);
  exchange.namespace_ = namespace_;
  exchange.name = name;
  exchange.choice = route->choice;
  route->answer (&exchange);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* By what Kubernetes' clients find out what there is. */

#include "config.h"

#include "answers.h"

#include <string.h>

#define LIST(group_version, resources)                                                             \
  "{\"kind\":\"APIResourceList\",\"apiVersion\":\"v1\",\"groupVersion\":\"" group_version          \
  "\",\"resources\":[" resources "]}"

#define VMIS                                                                                       \
  "{\"name\":\"virtualmachineinstances\",\"singularName\":\"virtualmachineinstance\","             \
  "\"namespaced\":true,\"kind\":\"VirtualMachineInstance\",\"verbs\":[\"get\",\"list\","           \
  "\"watch\"],\"shortNames\":[\"vmi\",\"vmis\"],\"categories\":[\"all\"]}"

#define SUBRESOURCE(name, kind)                                                                    \
  "{\"name\":\"virtualmachineinstances/" name "\",\"singularName\":\"\",\"namespaced\":true,"      \
  "\"kind\":\"" kind "\",\"verbs\":[\"get\"]}"

#define SUBRESOURCES                                                                               \
  SUBRESOURCE ("guestosinfo", "VirtualMachineInstanceGuestAgentInfo")                              \
  "," SUBRESOURCE ("userlist", "VirtualMachineInstanceGuestOSUserList") "," SUBRESOURCE (          \
      "filesystemlist", "VirtualMachineInstanceFileSystemList")

#define VERSION(group, version)                                                                    \
  "{\"groupVersion\":\"" group "/" version "\",\"version\":\"" version "\"}"

#define GROUP(group, versions)                                                                     \
  "\"name\":\"" group "\",\"versions\":[" versions "],\"preferredVersion\":" VERSION (group, "v1")

#define KUBEVIRT GROUP ("kubevirt.io", VERSION ("kubevirt.io", "v1"))
#define SUBRESOURCE_GROUP                                                                          \
  GROUP ("subresources.kubevirt.io", VERSION ("subresources.kubevirt.io", "v1") "," VERSION (      \
                                         "subresources.kubevirt.io", "v1alpha3"))

static const char *const documents[] = {
  /* There is nothing in the group without a name, but clients ask for it. */
  [VMISTATE_HTTP_DISCOVERY_CORE] =
      "{\"kind\":\"APIVersions\",\"versions\":[],\"serverAddressByClientCIDRs\":[]}",
  [VMISTATE_HTTP_DISCOVERY_GROUPS] =
      "{\"kind\":\"APIGroupList\",\"apiVersion\":\"v1\",\"groups\":[{" KUBEVIRT
      "},{" SUBRESOURCE_GROUP "}]}",
  [VMISTATE_HTTP_DISCOVERY_KUBEVIRT] = "{\"kind\":\"APIGroup\",\"apiVersion\":\"v1\"," KUBEVIRT "}",
  [VMISTATE_HTTP_DISCOVERY_RESOURCES] = LIST ("kubevirt.io/v1", VMIS),
  [VMISTATE_HTTP_DISCOVERY_SUB] =
      "{\"kind\":\"APIGroup\",\"apiVersion\":\"v1\"," SUBRESOURCE_GROUP "}",
  [VMISTATE_HTTP_DISCOVERY_SUBRESOURCES] = LIST ("subresources.kubevirt.io/v1", SUBRESOURCES),
  [VMISTATE_HTTP_DISCOVERY_SUBRESOURCES_ALPHA] =
      LIST ("subresources.kubevirt.io/v1alpha3", SUBRESOURCES),
  /* Clients look at the version of Kubernetes; this is the one whose rules for lists and watches
   * are kept here. */
  [VMISTATE_HTTP_DISCOVERY_VERSION] =
      "{\"major\":\"1\",\"minor\":\"20\",\"gitVersion\":\"v1.20.0-vmistate." PACKAGE_VERSION
      "\",\"gitCommit\":\"\",\"gitTreeState\":\"\",\"buildDate\":\"\",\"goVersion\":\"\","
      "\"compiler\":\"\",\"platform\":\"linux\"}",
  [VMISTATE_HTTP_DISCOVERY_OPENAPI] =
      "{\"swagger\":\"2.0\",\"info\":{\"title\":\"vmistate\",\"version\":\"" PACKAGE_VERSION
      "\"},\"paths\":{},\"definitions\":{}}",
};

void
_vmistate_http_answer_discovery (VmistateHttpExchange *exchange)
{
  const char *document = documents[exchange->choice];
  g_autoptr (GBytes) body = g_bytes_new_static (document, strlen (document));

  _vmistate_http_answer (exchange, SOUP_STATUS_OK, VMISTATE_HTTP_JSON, body);
}

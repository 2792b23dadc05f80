/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* KubeVirt's paths, and those by which Kubernetes' clients find them. */

#pragma once

#include "http/server/exchange.h"

G_BEGIN_DECLS

enum
{
  VMISTATE_HTTP_GUEST_OS_INFO,
  VMISTATE_HTTP_GUEST_USERS,
  VMISTATE_HTTP_GUEST_FILESYSTEMS,
};

enum
{
  VMISTATE_HTTP_DISCOVERY_CORE,
  VMISTATE_HTTP_DISCOVERY_GROUPS,
  VMISTATE_HTTP_DISCOVERY_KUBEVIRT,
  VMISTATE_HTTP_DISCOVERY_RESOURCES,
  VMISTATE_HTTP_DISCOVERY_SUB,
  VMISTATE_HTTP_DISCOVERY_SUBRESOURCES,
  VMISTATE_HTTP_DISCOVERY_SUBRESOURCES_ALPHA,
  VMISTATE_HTTP_DISCOVERY_VERSION,
  VMISTATE_HTTP_DISCOVERY_OPENAPI,
};

/* vmi.c: one; all, or those of a namespace, as a list or as a watch */
void _vmistate_http_answer_vmi (VmistateHttpExchange *exchange);
void _vmistate_http_answer_vmis (VmistateHttpExchange *exchange);

/* namespace.c: what kubectl asks for when it does not find a VMI */
void _vmistate_http_answer_namespace (VmistateHttpExchange *exchange);

/* guest.c: the subresources */
void _vmistate_http_answer_guest (VmistateHttpExchange *exchange);

/* discovery.c */
void _vmistate_http_answer_discovery (VmistateHttpExchange *exchange);

G_END_DECLS

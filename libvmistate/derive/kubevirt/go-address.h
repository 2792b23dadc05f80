/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Texts of IP addresses as Go's net.ParseIP takes them, which decides what KubeVirt drops. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  VMISTATE_GO_ADDRESS_INVALID,
  VMISTATE_GO_ADDRESS_IPV4,
  VMISTATE_GO_ADDRESS_IPV6,
} VmistateGoAddressFamily;

typedef struct
{
  VmistateGoAddressFamily family;
  gboolean is_link_local;
} VmistateGoAddress;

/* @text: (nullable) */
VmistateGoAddress _vmistate_go_address_parse (const char *text);

G_END_DECLS

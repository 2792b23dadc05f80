/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What of a domain's XML is for labels alone. Where nothing of it was said there is no record. */

#pragma once

#include "model/payloads.h"

G_BEGIN_DECLS

/* How the path of an element marks those of OpenStack's namespace, whatever their prefix. */
#define VMISTATE_XML_NOVA "{nova}"
/* The namespace, in any of its versions */
#define VMISTATE_XML_NOVA_URI "http://openstack.org/xmlns/libvirt/nova/"

typedef enum
{
  VMISTATE_DETAILS_OPENSTACK, /* of the domain */
  VMISTATE_DETAILS_INTERFACE, /* of the device that is open, as the others */
  VMISTATE_DETAILS_DISK,
  VMISTATE_DETAILS_LIMITS,
  VMISTATE_N_DETAILS,
} VmistateDetailsKind;

typedef struct
{
  gpointer records[VMISTATE_N_DETAILS]; /* (owned) (nullable) */
  GPtrArray *interfaces;                /* (owned) (nullable) those that have ended */
  GPtrArray *disks;                     /* (owned) (nullable) */
} VmistateDetailsReader;

void _vmistate_details_reader_clear (VmistateDetailsReader *self);

/* @path: of the element
 * @names, @values: its attributes, as GMarkup gives them */
void _vmistate_details_reader_take_attributes (VmistateDetailsReader *self, const char *path,
                                               const char **names, const char **values);
void _vmistate_details_reader_take_text (VmistateDetailsReader *self, const char *path,
                                         const char *text);

/* Gives what was taken to where it belongs.
 * @device: (nullable): the one that ends; NULL: one that is not kept */
void _vmistate_details_reader_end_device (VmistateDetailsReader *self, gpointer device);
void _vmistate_details_reader_end_domain (VmistateDetailsReader *self, VmistateDomain *domain);

G_END_DECLS

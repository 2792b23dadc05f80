/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What libvirt calls the numbers of a domain, and where they belong in a sample. */

#pragma once

#include <glib.h>
#include <libvirt/libvirt.h>

G_BEGIN_DECLS

/* The daemon is trusted less than ourselves: this many of everything is plenty. */
#define VMISTATE_SAMPLE_MAX_ELEMENTS 16384

/* The records of a sample. What is part of another comes after it. */
typedef enum
{
  PART_SAMPLE,
  PART_CPU,
  PART_BALLOON,
  PART_PERF,
  PART_DIRTY_RATE,
  PART_CACHE_MONITORS, /* from here on there are lists */
  PART_CACHE_BANKS,
  PART_VCPUS,
  PART_INTERFACES,
  PART_BLOCKS,
  PART_IOTHREADS,
  PART_BANDWIDTH_MONITORS,
  PART_BANDWIDTH_NODES,
  PART_VCPU_DIRTY_RATES,
  PART_KVM_COUNTERS, /* from here on elements have names instead of numbers */
  PART_VCPU_KVM_COUNTERS,
  PART_N,
} Part;

#define PART_FIRST_LIST  PART_CACHE_MONITORS
#define PART_FIRST_NAMED PART_KVM_COUNTERS

/* What a number is counted in, and so what to do with it */
typedef enum
{
  UNIT_ONE,
  UNIT_NSEC, /* to microseconds, without what is beyond them */
  UNIT_SEC,  /* to microseconds; 0: never, as libvirt writes it for times that are none yet */
  UNIT_KIB,  /* to bytes */
  UNIT_MIB,  /* to bytes */
} Unit;

#define FIELD_NONE G_MAXUINT8

typedef struct
{
  Part part;
  guint8 field; /* FIELD_NONE: the number itself is not kept */
  Unit unit;
  Part opens; /* a list that is there when this is, though it may be empty; PART_SAMPLE: none */
} Place;

typedef struct
{
  guint index[2]; /* the numbers of the elements that the key names, 0 where it names none */
  char name[VIR_TYPED_PARAM_FIELD_LENGTH]; /* "" where the element has a number */
} Address;

/* @field: the name of a parameter
 * Returns: whether it is known, and everything in it within bounds */
gboolean _vmistate_sample_key_find (const char *field, Place *place, Address *address);

G_END_DECLS

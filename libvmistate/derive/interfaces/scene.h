/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the rules for interfaces look at, opened once for each derivation, and what they pass to
 * one another. The parts of the scene belong to the evidence. */

#pragma once

#include "derive/derive.h"
#include "derive/kubevirt/interface-list.h"

#include "address-sheet.h"
#include "guest-table.h"

#include "model/objects/vmi-objects.h"

G_BEGIN_DECLS

/* One address of an interface, by one origin. */
typedef struct
{
  VmistateIp ip;
  gpointer record;        /* (nullable) VmistateGuestAddress whose text can be shared */
  const char *text;       /* (nullable) as it was told; NULL: @ip is to be printed */
  const char *guest_name; /* (nullable) of the guest's interface that has it */
  VmistateOrigin origin;
  guint rank;    /* in which order to show them */
  guint8 prefix; /* or VMISTATE_NO_PREFIX */
  gboolean is_held;
} VmistateKnownAddress;

/* An address that the guest agent told of and does not any more. */
typedef struct
{
  guint64 mac;
  gint64 since;       /* when it was first reported */
  gint64 reported_at; /* when it was last reported */
  VmistateKnownAddress address;
} VmistateHeldAddress;

typedef struct
{
  const VmistateEvidence *evidence;
  const VmistateView *view; /* (nullable) */
  gpointer domain;          /* (nullable) VmistateDomain */

  GPtrArray *networks;   /* (nullable) spec.networks of the VMI object */
  GPtrArray *interfaces; /* (nullable) its spec.domain.devices.interfaces */
  GPtrArray *base;       /* (nullable) interfaces, as the control plane has them */
  const char *primary;   /* (nullable) name of the network that comes first */

  gpointer pod;            /* (nullable) VmistatePodObject that the domain runs in */
  GPtrArray *pod_statuses; /* (nullable) what Multus did for that Pod */
  GPtrArray *pod_networks; /* (nullable) the node's record of the Pod's addresses */

  VmistateGuestTable guests; /* what the agent reports */
  GArray *held; /* (nullable) (element-type VmistateHeldAddress) the last to go first */
} VmistateScene;

/* An interface in the making. */
typedef struct
{
  VmistateInterface *interface;       /* (owned) */
  const char *name;                   /* (nullable) of its network */
  guint64 mac;                        /* 0: not known */
  const char *told_mac;               /* (nullable) as it was told */
  gpointer spec;                      /* (nullable) VmistateInterfaceSpec */
  gpointer status;                    /* (nullable) VmistateNetworkStatus of its network */
  VmistateGuestTableInterface *guest; /* (nullable) that is behind it */
  gboolean is_in_domain;
  gboolean is_sriov;      /* the domain's XML does not have its hardware address */
  gboolean is_in_multus;  /* it is one of Multus's networks, and the Pod has it */
  gboolean is_translated; /* the guest's addresses are not those that others see */
} VmistateNic;

/* interfaces.c */
/* @told: (nullable): as it was told, for what is no hardware address */
void _vmistate_nic_set_mac (VmistateNic *nic, const char *told);

/* scene.c */
void _vmistate_scene_open (VmistateScene *self, const VmistateDerivation *d);
void _vmistate_scene_close (VmistateScene *self);
/* The VmistateInterfaceSpec of that name, or NULL. */
gpointer _vmistate_scene_find_interface (const VmistateScene *self, const char *name);

/* devices.c: those of the domain, and those of the specification on their way into it. */
void _vmistate_scene_add_devices (VmistateScene *self, GArray *nics);

/* pod-networks.c */
/* Sets what the Pod says of @nic: its name there, what Multus did, a missing hardware address. */
void _vmistate_nic_join_pod (VmistateNic *nic, const VmistateScene *scene);
/* The network status of the network @name, or NULL. */
gpointer _vmistate_scene_find_status (const VmistateScene *self, const char *name);
void _vmistate_nic_add_pod_addresses (const VmistateNic *nic, const VmistateScene *scene,
                                      GArray *known);

/* siblings.c */
/* Finds the guest's interface behind @nic. @pod: (element-type VmistateKnownAddress) */
void _vmistate_nic_join_guest (VmistateNic *nic, const VmistateScene *scene, const GArray *pod);
/* Names those that share the hardware address of its guest's interface and are not shown yet.
 * Returns: (transfer container) (nullable) (element-type VmistateGuestTableInterface): them, by
 *   name */
GPtrArray *_vmistate_nic_take_siblings (VmistateNic *nic, const VmistateScene *scene);

/* addresses.c */
/* Appends @address, one of the Pod's, unless it is one that is nobody's. */
void _vmistate_known_address_append (GArray *known, VmistateKnownAddress *address);
/* @known: (element-type VmistateKnownAddress): those of the Pod; gets those of the guest too
 * @siblings: (nullable) (element-type VmistateGuestTableInterface) */
void _vmistate_nic_set_addresses (VmistateNic *nic, const VmistateScene *scene, GArray *known,
                                  GPtrArray *siblings);

/* conflicts.c */
/* @known: (element-type VmistateKnownAddress) */
void _vmistate_nic_set_conflicts (VmistateNic *nic, const GArray *known);

/* guest-only.c: interfaces that only the guest has */
void _vmistate_scene_add_guest_only (VmistateScene *self, GPtrArray *interfaces);

G_END_DECLS

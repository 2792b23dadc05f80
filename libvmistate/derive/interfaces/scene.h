/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the rules for interfaces look at, opened once for each derivation, and what they pass to
 * one another. The parts of the scene belong to the evidence. */

#pragma once

#include "derive/derive.h"
#include "derive/kubevirt/interface-list.h"

#include "address-sheet.h"
#include "guest-name.h"
#include "guest-table.h"

#include "model/objects/vmi-objects.h"

G_BEGIN_DECLS

/* One address of an interface, by one origin. */
typedef struct
{
  VmistateIp ip;
  GRefString *shared;     /* (nullable) its text, where it can be shared */
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
  GPtrArray *before;     /* (nullable) interfaces of the status before, if only the guest spoke */
  const char *primary;   /* (nullable) name of the network that comes first */

  gpointer pod;            /* (nullable) VmistatePodObject that the domain runs in */
  GPtrArray *pod_statuses; /* (nullable) what Multus did for that Pod */
  GPtrArray *pod_networks; /* (nullable) the node's record of the Pod's addresses */

  const VmistateGuestTable *guests; /* (nullable) what the agent reports */
  guint8 *is_used; /* (owned) of each of its interfaces: it was given to a nic, or shown */
  GArray *held;    /* (nullable) (element-type VmistateHeldAddress) the last to go first */
} VmistateScene;

/* An interface in the making. */
typedef struct
{
  gpointer before; /* (nullable) VmistateInterface that was derived before, where nothing but what
                      the guest tells can have changed */
  VmistateInterface *interface;             /* (not owned) once it is made */
  const char *name;                         /* (nullable) of its network */
  guint64 mac;                              /* 0: not known */
  GRefString *told_mac;                     /* (nullable) as it was told */
  const char *pod_name;                     /* (nullable) what it is called in the Pod */
  const char *link_state;                   /* (nullable) */
  guint32 n_queues;                         /* 0: not known */
  gpointer spec;                            /* (nullable) VmistateInterfaceSpec */
  gpointer status;                          /* (nullable) VmistateNetworkStatus of its network */
  const VmistateGuestTableInterface *guest; /* (nullable) that is behind it */
  gboolean is_in_domain;
  gboolean is_sriov;      /* the domain's XML does not have its hardware address */
  gboolean is_in_multus;  /* it is one of Multus's networks, and the Pod has it */
  gboolean is_translated; /* the guest's addresses are not those that others see */
} VmistateNic;

/* nic.c */
/* @known: (element-type VmistateKnownAddress): room to work in
 * Returns: (transfer full): the VmistateInterface */
gpointer _vmistate_nic_make_interface (VmistateNic *nic, const VmistateScene *scene, GArray *known);
/* @told: (nullable): as it was told, for what is no hardware address */
void _vmistate_nic_set_mac (VmistateNic *nic, GRefString *told);

/* scene.c */
void _vmistate_scene_open (VmistateScene *self, const VmistateDerivation *d);
void _vmistate_scene_close (VmistateScene *self);
/* The VmistateInterfaceSpec of that name, or NULL. */
gpointer _vmistate_scene_find_interface (const VmistateScene *self, const char *name);
/* Whether an interface of the guest was given to a nic, or shown. */
static inline gboolean
_vmistate_scene_is_used (const VmistateScene *self, const VmistateGuestTableInterface *guest)
{
  return self->is_used[guest - self->guests->interfaces];
}
static inline void
_vmistate_scene_use (const VmistateScene *self, const VmistateGuestTableInterface *guest)
{
  self->is_used[guest - self->guests->interfaces] = TRUE;
}

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
/* Returns: (transfer container) (nullable) (element-type VmistateGuestTableInterface): those that
 *   share the hardware address of its guest's interface and are not shown yet, by name */
GPtrArray *_vmistate_nic_take_siblings (const VmistateNic *nic, const VmistateScene *scene);
/* @siblings: (nullable) */
void _vmistate_nic_set_siblings (VmistateNic *nic, GPtrArray *siblings);

/* addresses.c */
/* Appends @address, one of the Pod's, unless it is one that is nobody's. */
void _vmistate_known_address_append (GArray *known, VmistateKnownAddress *address);
/* @known: (element-type VmistateKnownAddress): those of the Pod; gets those of the guest too, and
 *   is put in order
 * @siblings: (nullable) (element-type VmistateGuestTableInterface) */
void _vmistate_nic_add_guest_addresses (const VmistateNic *nic, const VmistateScene *scene,
                                        GArray *known, GPtrArray *siblings);
/* Whether the addresses of a VmistateInterface are those. */
gboolean _vmistate_interface_has_addresses (gpointer interface, const GArray *known);
void _vmistate_nic_set_addresses (VmistateNic *nic, const GArray *known);

/* conflicts.c */
/* @known: (element-type VmistateKnownAddress) */
void _vmistate_nic_set_conflicts (VmistateNic *nic, const GArray *known);

/* guest-only.c: interfaces that only the guest has */
void _vmistate_scene_add_guest_only (VmistateScene *self, GPtrArray *interfaces);

G_END_DECLS

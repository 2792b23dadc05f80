/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Interfaces: those that the VM has, each joined with what its Pod and its guest say of it, then
 * those that only the guest has. */

#include "config.h"

#include "scene.h"

#include "model/status.h"

static void
join (VmistateNic *nic, const VmistateScene *scene, GArray *known)
{
  _vmistate_nic_join_pod (nic, scene);
  g_array_set_size (known, 0);
  _vmistate_nic_add_pod_addresses (nic, scene, known);
  _vmistate_nic_join_guest (nic, scene, known);
}

/* Interfaces that most VMs have no more of, and addresses that most interfaces have no more of */
#define FEW 4

static GPtrArray *
make_interfaces (VmistateScene *scene)
{
  g_autoptr (GArray) nics = g_array_sized_new (FALSE, FALSE, sizeof (VmistateNic), FEW);
  g_autoptr (GArray) known = g_array_sized_new (FALSE, FALSE, sizeof (VmistateKnownAddress), FEW);
  GPtrArray *interfaces = _vmistate_record_list_new ();

  _vmistate_scene_add_devices (scene, nics);
  for (guint i = 0; i < nics->len; i++)
    join (&g_array_index (nics, VmistateNic, i), scene, known);
  /* Only now, because two interfaces of the VM may share a hardware address: each gets one of the
   * guest's before the first gets what is left. */
  for (guint i = 0; i < nics->len; i++)
    {
      VmistateNic *nic = &g_array_index (nics, VmistateNic, i);

      if (scene->before != NULL && i < scene->before->len)
        nic->before = scene->before->pdata[i];
      g_ptr_array_add (interfaces, _vmistate_nic_make_interface (nic, scene, known));
    }
  _vmistate_scene_add_guest_only (scene, interfaces);
  return interfaces;
}

/* Without a domain the interfaces are as the control plane has them, if it has any. */
void
_vmistate_derive_interfaces (const VmistateDerivation *d)
{
  VmistateScene scene;

  if (d->domain == NULL && _vmistate_record_has (d->base, STATUS_INTERFACES))
    return;
  _vmistate_scene_open (&scene, d);
  _vmistate_record_take_list (d->status, STATUS_INTERFACES, make_interfaces (&scene));
  _vmistate_scene_close (&scene);
}

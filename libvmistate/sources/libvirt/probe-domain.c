/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "probe-domain.h"

#include <libvirt/virterror.h>

VmistateProbeDomain *
_vmistate_probe_domain_new (const char *uuid)
{
  VmistateProbeDomain *self = g_new0 (VmistateProbeDomain, 1);

  self->uuid = g_strdup (uuid);
  return self;
}

void
_vmistate_probe_domain_drop_handle (VmistateProbeDomain *self)
{
  if (self->handle != NULL)
    virDomainFree (self->handle);
  self->handle = NULL;
}

void
_vmistate_probe_domain_free (gpointer data)
{
  VmistateProbeDomain *self = data;

  _vmistate_probe_domain_drop_handle (self);
  g_free (self->uuid);
  g_free (self->namespace_);
  g_free (self->name);
  g_free (self->uid);
  g_free (self);
}

void
_vmistate_probe_domain_identify (VmistateProbeDomain *self, const VmistateIdentity *identity)
{
  g_free (self->namespace_);
  g_free (self->name);
  g_free (self->uid);
  self->namespace_ = g_strdup (identity->namespace_);
  self->name = g_strdup (identity->name);
  self->uid = g_strdup (identity->uid);
}

/* A migration out of here that nobody has told of is found by asking for the job, which libvirt
 * 9.0 knows of no other way. That waits its turn for up to 30 s, so it is not asked where libvirt
 * would keep it waiting without anything being wrong: while a domain starts or arrives, and while
 * something else is done with it, such as an internal snapshot. */
VmistateProbeQuestions
_vmistate_probe_domain_get_questions (const VmistateProbeDomain *self)
{
  if (self->watch == VMISTATE_JOB_WATCH_RUNNING)
    return VMISTATE_PROBE_ASK_JOB;
  if (self->watch == VMISTATE_JOB_WATCH_COMPLETED)
    return VMISTATE_PROBE_ASK_COMPLETED_JOB;
  if (self->watch == VMISTATE_JOB_WATCH_CAUTIOUS)
    return VMISTATE_PROBE_ASK_JOB_IF_FREE;
  if (self->is_settled && self->seen == VMISTATE_LOOK_FREE)
    return VMISTATE_PROBE_ASK_ANY | VMISTATE_PROBE_ASK_JOB;
  return VMISTATE_PROBE_ASK_ANY;
}

static VmistateLook
judge (const virDomainControlInfo *info, gint64 *hung_usec, const char **detail)
{
  gint64 usec = (gint64) MIN (info->stateTime, G_MAXUINT32) * 1000;

  switch (info->state)
    {
    case VIR_DOMAIN_CONTROL_OK:
      return VMISTATE_LOOK_FREE;
    /* A migration or backup goes on for hours without anybody waiting for the monitor. */
    case VIR_DOMAIN_CONTROL_JOB:
      return VMISTATE_LOOK_BUSY;
    case VIR_DOMAIN_CONTROL_OCCUPIED:
      *hung_usec = usec;
      *detail = "the hypervisor does not answer another program";
      return usec > VMISTATE_PROBE_DEADLINE_USEC ? VMISTATE_LOOK_HUNG : VMISTATE_LOOK_OCCUPIED;
    case VIR_DOMAIN_CONTROL_ERROR:
      *hung_usec = 0;
      *detail = "libvirt has lost its connection to the hypervisor";
      return VMISTATE_LOOK_HUNG;
    default: /* of a newer libvirt */
      return VMISTATE_LOOK_NOTHING;
    }
}

VmistateLook
_vmistate_probe_domain_look (VmistateProbeDomain *self, virConnectPtr connection, gint64 *hung_usec,
                             const char **detail)
{
  virDomainControlInfo info;

  if (connection == NULL)
    return VMISTATE_LOOK_NOTHING;
  if (self->handle == NULL)
    self->handle = virDomainLookupByUUIDString (connection, self->uuid);
  if (self->handle == NULL || virDomainGetControlInfo (self->handle, &info, /* flags= */ 0) != 0)
    {
      _vmistate_probe_domain_drop_handle (self);
      return VMISTATE_LOOK_NOTHING;
    }
  return judge (&info, hung_usec, detail);
}

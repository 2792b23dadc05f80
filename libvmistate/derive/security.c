/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Under which label and user the hypervisor process runs, by the domain's security labels. */

#include "config.h"

#include "derive.h"

#include "model/status.h"

#include <string.h>

/* KubeVirt's word for a host without SELinux */
#define NO_LABEL "none"

/* (nullable) */
static gpointer
find_label (GPtrArray *labels, const char *model)
{
  for (guint i = 0; i < labels->len; i++)
    {
      if (_vmistate_record_is (labels->pdata[i], SECURITY_LABEL_MODEL, model))
        return labels->pdata[i];
    }
  return NULL;
}

/* (nullable) */
static const char *
get_text (gpointer label)
{
  return _vmistate_record_get_string (label, SECURITY_LABEL_LABEL);
}

/* "+107:+107": numbers have a sign, names have none and say nothing of the number. */
static gboolean
parse_user (const char *label, guint64 *uid)
{
  g_autofree char *user = NULL;
  const char *end;

  if (label == NULL || *label != '+')
    return FALSE;
  end = strchr (label, ':');
  user = end != NULL ? g_strndup (label + 1, (gsize) (end - label - 1)) : g_strdup (label + 1);
  return g_ascii_string_to_unsigned (user, 10, 0, G_MAXUINT32, uid, NULL);
}

void
_vmistate_derive_security (const VmistateDerivation *d)
{
  GPtrArray *labels =
      d->domain != NULL ? _vmistate_record_get_list (d->domain, DOMAIN_SECURITY_LABELS) : NULL;
  gpointer selinux;
  guint64 uid;

  if (labels == NULL)
    return;
  selinux = find_label (labels, "selinux");
  if (selinux == NULL)
    _vmistate_record_set_string (d->status, STATUS_SELINUX_CONTEXT, NO_LABEL);
  else if (get_text (selinux) != NULL)
    _vmistate_record_set_string (d->status, STATUS_SELINUX_CONTEXT, get_text (selinux));
  if (parse_user (get_text (find_label (labels, "dac")), &uid))
    _vmistate_record_set_integer (d->status, STATUS_RUNTIME_USER, (gint64) uid);
}

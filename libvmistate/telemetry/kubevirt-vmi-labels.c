/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* KubeVirt's node agent gives the labels of a VMI to all samples that it takes of the domain. */

#include "config.h"

#include "profile.h"

#include <string.h>

#include "label-text.h"

#include "model/objects/meta-objects.h"

#define PREFIX "kubernetes_vmi_label_"

/* Whoever writes the object can give it as many as it likes, and as long ones. */
#define MAX_VMI_LABELS 32
#define MAX_NAME_BYTES 128

static gboolean
is_of_domain (VmistateSubject subject)
{
  static const gboolean is[VMISTATE_N_SUBJECTS] = {
    [VMISTATE_SUBJECT_VM] = TRUE, /* those that ask for it */
    [VMISTATE_SUBJECT_CPU] = TRUE,  [VMISTATE_SUBJECT_BALLOON] = TRUE,
    [VMISTATE_SUBJECT_VCPU] = TRUE, [VMISTATE_SUBJECT_NIC] = TRUE,
    [VMISTATE_SUBJECT_DISK] = TRUE, [VMISTATE_SUBJECT_DIRTY_RATE] = TRUE,
    [VMISTATE_SUBJECT_LOAD] = TRUE, [VMISTATE_SUBJECT_FILESYSTEM] = TRUE,
  };

  return is[subject];
}

/* Returns: (transfer full): such as "app.kubernetes.io/name", as a part of a label's name */
static char *
clean_name (const char *name)
{
  char *cleaned = g_strconcat (PREFIX, name, NULL);

  for (char *at = cleaned; *at != '\0'; at++)
    {
      if (!g_ascii_isalnum (*at))
        *at = '_';
    }
  return cleaned;
}

/* Two names may be one when they are cleaned: the first has it. In a value, no quote is without a
 * backslash in front of it. */
static gboolean
has_label (const GString *labels, const char *name)
{
  g_autofree char *begin = g_strconcat (",", name, "=\"", NULL);

  return strstr (labels->str, begin) != NULL;
}

void
_vmistate_kubevirt_append_vmi_labels (GString *labels, VmistateSubject subject,
                                      const VmistateVm *vm)
{
  gpointer metadata = _vmistate_kubevirt_get_metadata (vm->instance);
  GVariant *texts = _vmistate_record_get_variant (metadata, OBJECT_META_LABELS);
  const char *name;
  const char *value;
  GVariantIter iter;
  guint n = 0;

  if (texts == NULL || !is_of_domain (subject))
    return;
  g_variant_iter_init (&iter, texts);
  while (n < MAX_VMI_LABELS && g_variant_iter_next (&iter, "{&s&s}", &name, &value))
    {
      g_autofree char *cleaned = clean_name (name);

      if (strlen (name) > MAX_NAME_BYTES || has_label (labels, cleaned))
        continue;
      _vmistate_label_append (labels, cleaned, value);
      n++;
    }
}

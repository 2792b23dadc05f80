/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "findings.h"

typedef VmistateFinding *(*Rule) (const VmistateFindingScene *scene);

static const Rule rules[] = {
  _vmistate_finding_balloon_period,
};

GPtrArray *
_vmistate_derive_findings (const VmistateFindingScene *scene)
{
  GPtrArray *findings = _vmistate_record_list_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      VmistateFinding *finding = rules[i](scene);

      if (finding != NULL)
        g_ptr_array_add (findings, finding);
    }
  return findings;
}

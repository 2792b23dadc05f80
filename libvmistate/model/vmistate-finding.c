/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "finding.h"

/**
 * VmistateFinding:
 *
 * One diagnosis: what is wrong with a VM or with what can be known of it, how that shows, and what
 * to do.
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [FINDING_CODE] = { "code", VMISTATE_FIELD_STRING, VMISTATE_FIELD_KEY },
  [FINDING_LAYER] = { "layer", VMISTATE_FIELD_STRING },
  [FINDING_SEVERITY] = { "severity", VMISTATE_FIELD_STRING },
  [FINDING_SUMMARY] = { "summary", VMISTATE_FIELD_STRING },
  [FINDING_EVIDENCE] = { "evidence", VMISTATE_FIELD_TEXTS },
  [FINDING_ADVICE] = { "advice", VMISTATE_FIELD_STRING },
};

VMISTATE_DEFINE_RECORD (VmistateFinding, vmistate_finding, fields, FINDING_N_FIELDS)

G_DEFINE_ENUM_TYPE (VmistateFindingLayer, vmistate_finding_layer,
                    G_DEFINE_ENUM_VALUE (VMISTATE_FINDING_LAYER_UNKNOWN, "UNKNOWN"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_FINDING_LAYER_CONTROL_PLANE, "CONTROL_PLANE"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_FINDING_LAYER_NODE, "NODE"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_FINDING_LAYER_GUEST, "GUEST"))

G_DEFINE_ENUM_TYPE (VmistateFindingSeverity, vmistate_finding_severity,
                    G_DEFINE_ENUM_VALUE (VMISTATE_FINDING_SEVERITY_UNKNOWN, "UNKNOWN"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_FINDING_SEVERITY_INFO, "INFO"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_FINDING_SEVERITY_WARNING, "WARNING"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_FINDING_SEVERITY_ERROR, "ERROR"))

/**
 * vmistate_finding_get_code:
 * @self: a finding
 *
 * What was found, as one word for programs, such as `MemoryStatsPeriodMissing`; JSON member `code`.
 * Codes do not change.
 *
 * Returns: (nullable): the code, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_finding_get_code (VmistateFinding *self)
{
  g_return_val_if_fail (VMISTATE_IS_FINDING (self), NULL);

  return _vmistate_record_get_string (self, FINDING_CODE);
}

/**
 * vmistate_finding_get_layer:
 * @self: a finding
 *
 * Where to look for it; JSON member `layer`.
 *
 * Returns: the layer
 *
 * Since: 0.1
 */
VmistateFindingLayer
vmistate_finding_get_layer (VmistateFinding *self)
{
  g_return_val_if_fail (VMISTATE_IS_FINDING (self), VMISTATE_FINDING_LAYER_UNKNOWN);

  return _vmistate_record_get_enum (self, FINDING_LAYER, VMISTATE_TYPE_FINDING_LAYER);
}

/**
 * vmistate_finding_get_severity:
 * @self: a finding
 *
 * How bad it is; JSON member `severity`.
 *
 * Returns: the severity
 *
 * Since: 0.1
 */
VmistateFindingSeverity
vmistate_finding_get_severity (VmistateFinding *self)
{
  g_return_val_if_fail (VMISTATE_IS_FINDING (self), VMISTATE_FINDING_SEVERITY_UNKNOWN);

  return _vmistate_record_get_enum (self, FINDING_SEVERITY, VMISTATE_TYPE_FINDING_SEVERITY);
}

/**
 * vmistate_finding_get_summary:
 * @self: a finding
 *
 * What was found, for people, in one sentence; JSON member `summary`.
 *
 * Returns: (nullable): the sentence, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_finding_get_summary (VmistateFinding *self)
{
  g_return_val_if_fail (VMISTATE_IS_FINDING (self), NULL);

  return _vmistate_record_get_string (self, FINDING_SUMMARY);
}

/**
 * vmistate_finding_get_evidence:
 * @self: a finding
 *
 * What it follows from, for people, one observation each; JSON member `evidence`.
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): the observations, or %NULL if
 * there is none
 *
 * Since: 0.1
 */
const char *const *
vmistate_finding_get_evidence (VmistateFinding *self)
{
  g_return_val_if_fail (VMISTATE_IS_FINDING (self), NULL);

  return _vmistate_record_get_texts (self, FINDING_EVIDENCE);
}

/**
 * vmistate_finding_get_advice:
 * @self: a finding
 *
 * What to do about it, for people; JSON member `advice`.
 *
 * Returns: (nullable): the advice, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_finding_get_advice (VmistateFinding *self)
{
  g_return_val_if_fail (VMISTATE_IS_FINDING (self), NULL);

  return _vmistate_record_get_string (self, FINDING_ADVICE);
}

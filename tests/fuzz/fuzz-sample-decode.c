/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The input is what a daemon says of one domain, or of its job: a line "key=value" for each typed
 * parameter, in which the first letter of the value may say its type. */

#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "round-trip.h"
#include "sources/libvirt/job-decode.h"
#include "sources/sampler/sample-decode.h"

/* @value: outlives the parameter */
static void
set_value (virTypedParameter *parameter, char *value)
{
  guint64 number = g_ascii_strtoull (*value != '\0' ? value + 1 : value, NULL, 10);

  switch (*value)
    {
    case 'i':
      parameter->type = VIR_TYPED_PARAM_INT;
      parameter->value.i = (int) number;
      break;
    case 'l':
      parameter->type = VIR_TYPED_PARAM_LLONG;
      parameter->value.l = (long long) number;
      break;
    case 'd':
      parameter->type = VIR_TYPED_PARAM_DOUBLE;
      parameter->value.d = g_ascii_strtod (value + 1, NULL);
      break;
    case 'b':
      parameter->type = VIR_TYPED_PARAM_BOOLEAN;
      parameter->value.b = (char) number;
      break;
    case 's':
      parameter->type = VIR_TYPED_PARAM_STRING;
      parameter->value.s = value + 1;
      break;
    default:
      parameter->type = VIR_TYPED_PARAM_ULLONG;
      parameter->value.ul = g_ascii_strtoull (value, NULL, 10);
      break;
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n_lines = g_strv_length (lines);
  g_autofree virTypedParameter *parameters = g_new0 (virTypedParameter, n_lines);
  g_autoptr (VmistateSample) sample = NULL;
  g_autoptr (VmistateJob) job = NULL;

  for (guint i = 0; i < n_lines; i++)
    {
      char *key = g_strchug (lines[i]);
      char *value = strchr (key, '=');

      if (value != NULL)
        *value++ = '\0';
      memcpy (parameters[i].field, key, MIN (strlen (key), sizeof parameters[i].field - 1));
      set_value (&parameters[i], value != NULL ? value : key + strlen (key));
    }
  sample = _vmistate_sample_decode (parameters, (int) n_lines, /* taken_at_usec= */ 0);
  check_truth ((ReadRecord) vmistate_sample_new_from_json, VMISTATE_RECORD (sample));
  check_diff (VMISTATE_RECORD (sample));
  job = _vmistate_job_decode_ended (parameters, (int) n_lines);
  check_truth ((ReadRecord) vmistate_job_new_from_json, VMISTATE_RECORD (job));
  check_diff (VMISTATE_RECORD (job));
  return 0;
}

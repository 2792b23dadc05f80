/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "job-parameters.h"

#include <string.h>

#include "sources/clean-text.h"

gboolean
_vmistate_job_parameter_read (const virTypedParameter *parameter, guint64 *number)
{
  gint64 value = -1;

  if (parameter->type == VIR_TYPED_PARAM_ULLONG && parameter->value.ul <= G_MAXINT64)
    value = (gint64) parameter->value.ul;
  else if (parameter->type == VIR_TYPED_PARAM_LLONG)
    value = parameter->value.l;
  else if (parameter->type == VIR_TYPED_PARAM_UINT)
    value = parameter->value.ui;
  else if (parameter->type == VIR_TYPED_PARAM_INT)
    value = parameter->value.i;
  *number = value < 0 ? 0 : (guint64) value;
  return value >= 0;
}

const virTypedParameter *
_vmistate_job_parameters_find (const virTypedParameter *parameters, int n_parameters,
                               const char *name)
{
  for (int i = 0; i < n_parameters; i++)
    {
      if (strncmp (parameters[i].field, name, VIR_TYPED_PARAM_FIELD_LENGTH) == 0)
        return &parameters[i];
    }
  return NULL;
}

guint64
_vmistate_job_parameters_get (const virTypedParameter *parameters, int n_parameters,
                              const char *name)
{
  const virTypedParameter *parameter =
      _vmistate_job_parameters_find (parameters, n_parameters, name);
  guint64 number = 0;

  if (parameter != NULL)
    _vmistate_job_parameter_read (parameter, &number);
  return number;
}

gboolean
_vmistate_job_parameters_get_dirty_rate (const virTypedParameter *parameters, int n_parameters,
                                         guint64 *bytes)
{
  const virTypedParameter *rate =
      _vmistate_job_parameters_find (parameters, n_parameters, VIR_DOMAIN_JOB_MEMORY_DIRTY_RATE);
  guint64 page_size =
      _vmistate_job_parameters_get (parameters, n_parameters, VIR_DOMAIN_JOB_MEMORY_PAGE_SIZE);
  guint64 pages;

  return rate != NULL && page_size != 0 && _vmistate_job_parameter_read (rate, &pages)
         && g_uint64_checked_mul (bytes, pages, page_size) && *bytes <= G_MAXINT64;
}

char *
_vmistate_job_parameters_dup_error (const virTypedParameter *parameters, int n_parameters)
{
  const virTypedParameter *message =
      _vmistate_job_parameters_find (parameters, n_parameters, VIR_DOMAIN_JOB_ERRMSG);

  if (message == NULL || message->type != VIR_TYPED_PARAM_STRING || message->value.s == NULL)
    return NULL;
  return _vmistate_clean_text (message->value.s);
}

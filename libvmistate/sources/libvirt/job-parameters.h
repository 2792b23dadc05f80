/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Numbers out of libvirt's typed parameters of a job, whatever type they have. */

#pragma once

#include <libvirt/libvirt.h>

#include <glib.h>

G_BEGIN_DECLS

/* Returns: (nullable): the one called @name */
const virTypedParameter *_vmistate_job_parameters_find (const virTypedParameter *parameters,
                                                        int n_parameters, const char *name);

/* Returns: FALSE for what is no number, negative or too large for a record; then @number is 0 */
gboolean _vmistate_job_parameter_read (const virTypedParameter *parameter, guint64 *number);

/* Returns: 0 for what is not there or cannot be read */
guint64 _vmistate_job_parameters_get (const virTypedParameter *parameters, int n_parameters,
                                      const char *name);

/* Pages as bytes. Returns: FALSE where it is not known how many bytes a page has */
gboolean _vmistate_job_parameters_get_dirty_rate (const virTypedParameter *parameters,
                                                  int n_parameters, guint64 *bytes);

/* What went wrong, in libvirt's words. Returns: (transfer full) (nullable) */
char *_vmistate_job_parameters_dup_error (const virTypedParameter *parameters, int n_parameters);

G_END_DECLS

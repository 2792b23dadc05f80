/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include <vmistate/vmistate-http-user-agent.h>

#include <libsoup/soup.h>

/**
 * vmistate_http_dup_user_agent:
 *
 * What this library calls itself towards other programs: its own version and that of the HTTP
 * stack that is loaded, such as `vmistate/0.1.0 libsoup/3.2.3`.
 *
 * Returns: (transfer full): the text
 *
 * Since: 0.1
 */
char *
vmistate_http_dup_user_agent (void)
{
  return g_strdup_printf ("vmistate/%s libsoup/%u.%u.%u", PACKAGE_VERSION,
                          soup_get_major_version (), soup_get_minor_version (),
                          soup_get_micro_version ());
}

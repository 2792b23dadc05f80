/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* One VMI, or those that are selected: as they are now, or as they change. */

#include "config.h"

#include "answers.h"

#include "http/api/form.h"
#include "http/api/list.h"
#include "http/api/selection.h"
#include "http/api/watch.h"

void
_vmistate_http_answer_vmi (VmistateHttpExchange *exchange)
{
  VmistateHttpSnapshot *snapshot =
      _vmistate_http_store_find (exchange->core->store, exchange->namespace_, exchange->name);
  VmistateHttpForm form;

  if (!_vmistate_http_form_negotiate (exchange, &form))
    return;
  if (snapshot == NULL)
    _vmistate_http_fail_unknown (exchange);
  else if (form == VMISTATE_HTTP_FORM_OBJECTS)
    _vmistate_http_answer (exchange, SOUP_STATUS_OK, VMISTATE_HTTP_JSON,
                           _vmistate_http_snapshot_get_object (snapshot));
  else
    _vmistate_http_answer_text (exchange, SOUP_STATUS_OK, VMISTATE_HTTP_JSON,
                                _vmistate_http_form_one (form, snapshot));
}

void
_vmistate_http_answer_vmis (VmistateHttpExchange *exchange)
{
  g_autoptr (VmistateHttpSelection) selection = NULL;
  VmistateHttpForm form;

  if (!_vmistate_http_form_negotiate (exchange, &form))
    return;
  selection = _vmistate_http_selection_new (exchange);
  if (selection == NULL)
    return;
  if (_vmistate_http_get_flag (exchange, "watch"))
    _vmistate_http_answer_watch (exchange, g_steal_pointer (&selection), form);
  else
    _vmistate_http_answer_list (exchange, selection, form);
}

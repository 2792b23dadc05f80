/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "list.h"

#include <string.h>

#include "http/store/json-text.h"

/* Where a page begins: behind this VMI, in the list as it was first asked for. */
typedef struct
{
  guint64 revision;
  VmistateHttpSnapshot last; /* its texts are (owned) */
} Token;

static void
token_clear (Token *token)
{
  g_free (token->last.namespace_);
  g_free (token->last.name);
  g_free (token->last.uid);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Token, token_clear)

static char *
token_to_text (guint64 revision, const VmistateHttpSnapshot *last)
{
  g_autofree char *plain = g_strdup_printf ("%" G_GUINT64_FORMAT "/%s/%s/%s", revision,
                                            last->namespace_, last->name, last->uid);

  return g_base64_encode ((const guchar *) plain, strlen (plain));
}

static gboolean
token_from_text (const char *text, Token *token)
{
  gsize length;
  g_autofree guchar *plain = g_base64_decode (text, &length);
  g_autofree char *terminated = g_strndup ((const char *) plain, length);
  g_auto (GStrv) parts = g_strsplit (terminated, "/", 4);

  if (g_strv_length (parts) != 4
      || !g_ascii_string_to_unsigned (parts[0], 10, 0, G_MAXUINT64, &token->revision, NULL))
    return FALSE;
  token->last.namespace_ = g_strdup (parts[1]);
  token->last.name = g_strdup (parts[2]);
  token->last.uid = g_strdup (parts[3]);
  return TRUE;
}

/* A page after changes has what is there now; whoever watches from the revision of the first page
 * gets what has changed since. Returns: FALSE after the request was refused */
static gboolean
read_continue (VmistateHttpExchange *exchange, Token *token)
{
  const char *text = _vmistate_http_get_parameter (exchange, "continue");

  token->revision = _vmistate_http_store_get_revision (exchange->core->store);
  if (text == NULL || *text == '\0')
    return TRUE;
  if (!token_from_text (text, token))
    {
      _vmistate_http_fail (exchange, SOUP_STATUS_BAD_REQUEST, "BadRequest",
                           "continue key is not valid: it is not one that this server gave");
      return FALSE;
    }
  if (_vmistate_http_store_remembers (exchange->core->store, token->revision))
    return TRUE;
  _vmistate_http_fail (exchange, SOUP_STATUS_GONE, "Expired",
                       "the provided continue parameter is too old: begin the list anew");
  return FALSE;
}

/* Returns: FALSE after the request was refused */
static gboolean
read_limit (VmistateHttpExchange *exchange, guint64 *limit)
{
  const char *text = _vmistate_http_get_parameter (exchange, "limit");

  *limit = 0;
  if (text == NULL || g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, limit, NULL))
    return TRUE;
  _vmistate_http_fail (exchange, SOUP_STATUS_BAD_REQUEST, "BadRequest",
                       "limit is a number, not '%s'", text);
  return FALSE;
}

/* Returns: (transfer container): those of the page; @rest: how many follow */
static GPtrArray *
select_page (VmistateHttpExchange *exchange, const VmistateHttpSelection *selection,
             const Token *token, guint64 limit, guint *rest)
{
  GPtrArray *all = _vmistate_http_store_get_all (exchange->core->store);
  GPtrArray *page = g_ptr_array_new ();

  *rest = 0;
  for (guint i = 0; i < all->len; i++)
    {
      VmistateHttpSnapshot *snapshot = all->pdata[i];

      if (token->last.uid != NULL && _vmistate_http_snapshot_compare (snapshot, &token->last) <= 0)
        continue;
      if (!_vmistate_http_selection_has (selection, snapshot))
        continue;
      if (limit == 0 || page->len < limit)
        g_ptr_array_add (page, snapshot);
      else
        (*rest)++;
    }
  return page;
}

static char *
make_metadata (guint64 revision, GPtrArray *page, guint rest)
{
  JsonObject *metadata = json_object_new ();
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, revision);

  json_object_set_string_member (metadata, "resourceVersion", text);
  if (rest > 0)
    {
      g_autofree char *next = token_to_text (revision, page->pdata[page->len - 1]);

      json_object_set_string_member (metadata, "continue", next);
      json_object_set_int_member (metadata, "remainingItemCount", rest);
    }
  return _vmistate_http_json_take_object (metadata);
}

void
_vmistate_http_answer_list (VmistateHttpExchange *exchange, const VmistateHttpSelection *selection,
                            VmistateHttpForm form)
{
  g_auto (Token) token = { 0 };
  g_autoptr (GPtrArray) page = NULL;
  g_autofree char *metadata = NULL;
  GString *text;
  guint64 limit;
  guint rest;

  if (!read_limit (exchange, &limit) || !read_continue (exchange, &token))
    return;
  page = select_page (exchange, selection, &token, limit, &rest);
  metadata = make_metadata (token.revision, page, rest);
  text = g_string_new (NULL);
  _vmistate_http_form_open (form, metadata, text);
  for (guint i = 0; i < page->len; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      _vmistate_http_form_append (form, page->pdata[i], text);
    }
  _vmistate_http_form_close (text);
  _vmistate_http_answer_text (exchange, SOUP_STATUS_OK, VMISTATE_HTTP_JSON,
                              g_string_free (text, FALSE));
}

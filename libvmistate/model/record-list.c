/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Lists of records. A fleet has very many of them, and most are short. */

#include "config.h"

#include "record.h"

GPtrArray *
_vmistate_record_list_new (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

gpointer
_vmistate_record_list_find (GPtrArray *list, guint field, const char *text)
{
  /* Loads that miss the cache, one beside the other. */
  for (guint i = 0; list != NULL && i < list->len; i++)
    __builtin_prefetch (list->pdata[i]);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      if (_vmistate_record_is (list->pdata[i], field, text))
        return list->pdata[i];
    }
  return NULL;
}

GPtrArray *
_vmistate_record_list_copy (GPtrArray *list)
{
  GPtrArray *copy = _vmistate_record_list_new ();

  for (guint i = 0; list != NULL && i < list->len; i++)
    g_ptr_array_add (copy, g_object_ref (list->pdata[i]));
  return copy;
}

GPtrArray *
_vmistate_record_list_join (gpointer *head, guint n_head, gpointer *tail, guint n_tail)
{
  GPtrArray *list = _vmistate_record_list_new ();
  guint n_records = n_head + n_tail;

  if (n_records == 0)
    return list;
  list->pdata = g_new (gpointer, n_records);
  list->len = n_records;
  for (guint i = 0; i < n_records; i++)
    {
      list->pdata[i] = i < n_head ? head[i] : tail[i - n_head];
      __builtin_prefetch (list->pdata[i], /* rw= */ 1);
    }
  for (guint i = 0; i < n_records; i++)
    g_object_ref (list->pdata[i]);
  return list;
}

/* An array has room for 16 elements at least, and most lists are shorter. GLib thinks of one that
 * was stolen from as having no room, so that more may still be added to it. */
static void
shrink (GPtrArray *records)
{
  gsize n_records;
  g_autofree gpointer *elements = g_ptr_array_steal (records, &n_records);

  records->pdata = g_memdup2 (elements, n_records * sizeof (gpointer));
  records->len = (guint) n_records;
}

void
_vmistate_record_take_list (gpointer record, guint field, GPtrArray *records)
{
  if (records != NULL && records->len > 0)
    shrink (records);
  _vmistate_record_put_list (record, field, records);
}

void
_vmistate_record_set_list (gpointer record, guint field, GPtrArray *records)
{
  _vmistate_record_put_list (record, field, records != NULL ? g_ptr_array_ref (records) : NULL);
}

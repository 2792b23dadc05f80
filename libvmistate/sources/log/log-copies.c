/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Where a log goes on that was copied and truncated. */

#include "config.h"

#include "log-names.h"
#include "log-rotation.h"

static gboolean
goes_on (const VmistateLogFile *copy, off_t at, const VmistateLogMark *mark)
{
  char before[VMISTATE_LOG_MARK_BYTES];

  return _vmistate_log_mark_is_at (mark, copy->fd, at, before);
}

/* Among those that were seen to come: the oldest, as a guest may say the same again and again. */
static VmistateLogFile *
take_held (VmistateLogFile *file, off_t at, const VmistateLogMark *mark)
{
  for (GList *link = file->copies.head; link != NULL; link = link->next)
    {
      VmistateLogFile *copy = link->data;

      if (!goes_on (copy, at, mark))
        continue;
      while (g_queue_peek_head (&file->copies) != copy)
        _vmistate_log_file_free (g_queue_pop_head (&file->copies));
      return g_queue_pop_head (&file->copies);
    }
  return NULL;
}

static gboolean
is_held (const VmistateLogFile *file, const VmistateLogFile *other)
{
  if (_vmistate_log_is_same (&file->identity, &other->identity))
    return TRUE;
  for (const GList *link = file->copies.head; link != NULL; link = link->next)
    {
      if (_vmistate_log_is_same (&((VmistateLogFile *) link->data)->identity, &other->identity))
        return TRUE;
    }
  return FALSE;
}

/* Among those that have a name, but were not seen to come: whoever keeps one copy only may write it
 * into the file that was there.
 * @names: (element-type filename): the youngest first */
static VmistateLogFile *
take_named (VmistateLogFile *file, GPtrArray *names, off_t at, const VmistateLogMark *mark)
{
  g_autoptr (VmistateLogFile) found = NULL;
  GQueue younger = G_QUEUE_INIT;

  for (guint i = 0; i < names->len && found == NULL; i++)
    {
      g_autoptr (VmistateLogFile) copy = _vmistate_log_file_open (names->pdata[i]);

      if (copy == NULL || is_held (file, copy))
        continue;
      if (goes_on (copy, at, mark))
        found = g_steal_pointer (&copy);
      else if (younger.length < VMISTATE_LOG_MAX_BACKUPS)
        g_queue_push_tail (&younger, g_steal_pointer (&copy));
    }
  while (found != NULL && younger.length > 0)
    g_queue_push_head (&file->copies, g_queue_pop_head (&younger));
  _vmistate_log_file_free_all (&younger);
  return g_steal_pointer (&found);
}

static GPtrArray *
list_numbered (const char *path)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 1; i <= VMISTATE_LOG_MAX_BACKUPS; i++)
    g_ptr_array_add (names, _vmistate_log_name_of (path, i));
  return names;
}

VmistateLogFile *
_vmistate_log_chain_take_copy (VmistateLogChain *self, off_t at, const VmistateLogMark *mark)
{
  VmistateLogFile *file = g_queue_peek_head (&self->files);
  g_autoptr (GPtrArray) numbered = NULL;
  g_autoptr (GPtrArray) dated = NULL;
  VmistateLogFile *copy;

  /* Nothing of it was read: whatever was copied of it was not, either. */
  if (at == 0)
    return g_queue_pop_head (&file->copies);
  if (mark->length == 0)
    return NULL;
  copy = take_held (file, at, mark);
  if (copy != NULL)
    return copy;
  numbered = list_numbered (self->path);
  copy = take_named (file, numbered, at, mark);
  if (copy != NULL)
    return copy;
  dated = _vmistate_log_list_dated (self->path);
  return take_named (file, dated, at, mark);
}

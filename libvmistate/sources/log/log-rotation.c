/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "log-rotation.h"

#include "log-names.h"

#include <errno.h>
#include <unistd.h>

/* Names may change between two looks. */
#define MAX_TRIES 8

void
_vmistate_log_chain_init (VmistateLogChain *self, const char *path)
{
  *self = (VmistateLogChain){ .path = g_strdup (path) };
  g_queue_init (&self->files);
  g_queue_init (&self->incoming);
  g_mutex_init (&self->look_mutex);
  g_mutex_init (&self->incoming_mutex);
}

void
_vmistate_log_chain_clear (VmistateLogChain *self)
{
  _vmistate_log_file_free_all (&self->files);
  _vmistate_log_file_free_all (&self->incoming);
  g_mutex_clear (&self->look_mutex);
  g_mutex_clear (&self->incoming_mutex);
  g_clear_pointer (&self->path, g_free);
}

/* Walking from the newest file to older ones */

typedef enum
{
  END_NONE,   /* no file was known */
  END_FRONT,  /* at the newest one that was known */
  END_BACKUP, /* at the one behind that */
  END_FAILED, /* a file cannot be opened now */
} End;

typedef struct
{
  GQueue found; /* (owned) of VmistateLogFile that were not known, the oldest first */
  VmistateLogIdentity backups[2]; /* as in the chain; all zeros: there is none */
  gboolean has_looked;            /* for the first of them */
  guint n_backups;                /* of those found */
} Walk;

static gboolean
is_found (const Walk *walk, const VmistateLogIdentity *identity)
{
  for (const GList *link = walk->found.head; link != NULL; link = link->next)
    {
      if (_vmistate_log_is_same (&((VmistateLogFile *) link->data)->identity, identity))
        return TRUE;
    }
  return FALSE;
}

/* A backup at the first name tells nothing of those behind it. */
static End
judge (const VmistateLogChain *self, const VmistateLogIdentity *identity)
{
  if (self->front != NULL && _vmistate_log_is_same (identity, &self->front->identity))
    return END_FRONT;
  for (guint i = 0; i < G_N_ELEMENTS (self->backups); i++)
    {
      if (_vmistate_log_is_same (identity, &self->backups[i]))
        return END_BACKUP;
    }
  return END_NONE;
}

static void
note_backup (Walk *walk, guint place, const VmistateLogIdentity *identity)
{
  guint i = place > 1 ? 1 : 0;

  if (place > 0 && walk->backups[i].inode == 0)
    walk->backups[i] = *identity;
}

/* Between being looked at and being opened a file may have got another name.
 * @is_there: (out): there is such a file
 * Returns: why not to go on */
static End
visit (VmistateLogChain *self, Walk *walk, guint place, gboolean *is_there)
{
  g_autofree char *name = _vmistate_log_name_of (self->path, place);
  g_autoptr (VmistateLogFile) file = NULL;
  VmistateLogIdentity identity;
  gboolean is_known;
  End end;

  *is_there = _vmistate_log_identify (name, &identity, /* size= */ NULL);
  if (!*is_there)
    return END_NONE;
  end = judge (self, &identity);
  is_known = end != END_NONE || is_found (walk, &identity);
  file = is_known ? NULL : _vmistate_log_file_open (name);
  if (!is_known && file == NULL && errno == ENOENT)
    return END_NONE;
  if (file != NULL)
    identity = file->identity;
  note_backup (walk, place, &identity);
  if (file == NULL)
    return is_known ? end : END_FAILED;
  end = judge (self, &identity);
  if (end == END_NONE && !is_found (walk, &identity))
    {
      g_queue_push_head (&walk->found, g_steal_pointer (&file));
      walk->n_backups += place > 0;
    }
  return end;
}

/* Renames go from a name to the next one, and so does the search: none is missed. */
static End
walk_from (VmistateLogChain *self, Walk *walk, guint first)
{
  guint n_free = 0;
  End end = END_NONE;

  for (guint i = first;
       i <= VMISTATE_LOG_MAX_BACKUPS && n_free <= VMISTATE_LOG_MAX_FREE && end == END_NONE; i++)
    {
      gboolean is_there;

      end = visit (self, walk, i, &is_there);
      walk->has_looked = walk->has_looked || i == 1;
      if (end == END_BACKUP && i == 1)
        end = END_NONE;
      n_free = is_there ? 0 : n_free + (i > 0);
    }
  return end;
}

/* What was found */

/* What has got the first name has moved what had it on to the next one. */
static void
keep_backups (VmistateLogChain *self, const Walk *walk)
{
  gboolean is_moved = walk->backups[0].inode != 0 && self->backups[0].inode != 0
                      && !_vmistate_log_is_same (&walk->backups[0], &self->backups[0]);

  if (walk->backups[1].inode != 0)
    self->backups[1] = walk->backups[1];
  else if (is_moved)
    self->backups[1] = self->backups[0];
  if (walk->has_looked)
    self->backups[0] = walk->backups[0];
}

/* What was made before the file itself, or before a copy of it, is no new one. Where there was room
 * for several new ones that was because there were so many that others are gone. */
static void
judge_copies (const VmistateLogChain *self, Walk *walk, End end)
{
  const VmistateLogIdentity *newest = &self->backups[1];
  gint64 born_usec = MAX (newest->born_usec, self->front->identity.born_usec);
  VmistateLogFile *oldest;

  while ((oldest = g_queue_peek_head (&walk->found)) != NULL
         && oldest->identity.born_usec < born_usec)
    _vmistate_log_file_free (g_queue_pop_head (&walk->found));
  if (newest->inode != 0 && end == END_NONE && walk->found.length > 1)
    oldest->is_after_gap = TRUE;
}

static void
deliver (VmistateLogChain *self, GQueue *found, gboolean are_copies)
{
  VmistateLogFile *file;

  g_mutex_lock (&self->incoming_mutex);
  while ((file = g_queue_pop_head (found)) != NULL)
    {
      file->is_copy = are_copies;
      g_queue_push_tail (&self->incoming, file);
      if (!are_copies)
        self->front = file;
    }
  g_mutex_unlock (&self->incoming_mutex);
}

/* Those that are younger than the front, which has a name that has no number. */
static void
add_dated (VmistateLogChain *self, Walk *walk)
{
  g_autoptr (GPtrArray) names = _vmistate_log_list_dated (self->path);
  GQueue younger = G_QUEUE_INIT;

  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr (VmistateLogFile) file = _vmistate_log_file_open (names->pdata[i]);

      if (file == NULL)
        continue;
      if (judge (self, &file->identity) == END_FRONT)
        {
          deliver (self, &younger, /* are_copies= */ FALSE);
          break;
        }
      if (!is_found (walk, &file->identity))
        g_queue_push_head (&younger, g_steal_pointer (&file));
    }
  _vmistate_log_file_free_all (&younger);
}

/* The newest file that was known has no name where names are looked for. */
static void
judge_lost_front (VmistateLogChain *self, Walk *walk)
{
  VmistateLogFile *oldest;

  if (_vmistate_log_file_is_removed (self->front))
    {
      oldest = g_queue_peek_head (&walk->found);
      if (walk->n_backups > 0)
        oldest->is_after_gap = TRUE;
      return;
    }
  /* Backups that nobody has seen before do not belong to it. */
  while (walk->n_backups > 0)
    {
      _vmistate_log_file_free (g_queue_pop_head (&walk->found));
      walk->n_backups--;
    }
  add_dated (self, walk);
}

static gboolean
is_at_front (const VmistateLogChain *self)
{
  VmistateLogIdentity identity;

  return _vmistate_log_identify (self->path, &identity, /* size= */ NULL)
         && judge (self, &identity) == END_FRONT;
}

/* Returns: FALSE if names were just changing */
static gboolean
try_look (VmistateLogChain *self)
{
  gboolean is_copied = is_at_front (self);
  Walk walk = { .found = G_QUEUE_INIT };
  End end = walk_from (self, &walk, /* first= */ is_copied ? 1 : 0);
  gboolean is_whole = end != END_FAILED && (!is_copied || (end != END_FRONT && is_at_front (self)));

  if (is_copied)
    judge_copies (self, &walk, end);
  if (is_whole)
    keep_backups (self, &walk);
  if (is_whole && !is_copied && end == END_NONE && walk.found.length > 0)
    judge_lost_front (self, &walk);
  if (is_whole)
    deliver (self, &walk.found, is_copied);
  _vmistate_log_file_free_all (&walk.found);
  return is_whole || end == END_FAILED;
}

static gboolean
has_room (VmistateLogChain *self)
{
  gboolean has_room;

  g_mutex_lock (&self->incoming_mutex);
  has_room = self->n_waiting + self->incoming.length < VMISTATE_LOG_MAX_FILES;
  g_mutex_unlock (&self->incoming_mutex);
  return has_room;
}

static void
look (VmistateLogChain *self)
{
  if (self->front == NULL || !has_room (self))
    return;
  for (guint i = 0; i < MAX_TRIES && !try_look (self); i++)
    ;
}

void
_vmistate_log_chain_look (VmistateLogChain *self)
{
  g_mutex_lock (&self->look_mutex);
  look (self);
  g_mutex_unlock (&self->look_mutex);
}

void
_vmistate_log_chain_glance (VmistateLogChain *self)
{
  if (!g_mutex_trylock (&self->look_mutex))
    return;
  look (self);
  g_mutex_unlock (&self->look_mutex);
}

gboolean
_vmistate_log_chain_take (VmistateLogChain *self)
{
  VmistateLogFile *newest = g_queue_peek_tail (&self->files);
  VmistateLogFile *file;
  gboolean has_taken = FALSE;

  g_mutex_lock (&self->incoming_mutex);
  while ((file = g_queue_pop_head (&self->incoming)) != NULL)
    {
      g_queue_push_tail (file->is_copy ? &newest->copies : &self->files, file);
      newest = g_queue_peek_tail (&self->files);
      has_taken = TRUE;
    }
  self->n_waiting = self->files.length + (newest != NULL ? newest->copies.length : 0);
  g_mutex_unlock (&self->incoming_mutex);
  return has_taken;
}

gboolean
_vmistate_log_chain_has_incoming (VmistateLogChain *self)
{
  gboolean has_incoming;

  g_mutex_lock (&self->incoming_mutex);
  has_incoming = self->incoming.length > 0;
  g_mutex_unlock (&self->incoming_mutex);
  return has_incoming;
}

gboolean
_vmistate_log_chain_begin (VmistateLogChain *self, gint64 since_usec)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->look_mutex);
  Walk walk = { .found = G_QUEUE_INIT };
  VmistateLogFile *file = _vmistate_log_file_open (self->path);

  if (file == NULL)
    return FALSE;
  g_queue_push_tail (&self->files, file);
  self->front = file;
  walk_from (self, &walk, /* first= */ 1);
  keep_backups (self, &walk);
  while ((file = g_queue_pop_tail (&walk.found)) != NULL)
    {
      if (file->identity.born_usec > since_usec)
        g_queue_push_head (&self->files, file);
      else
        _vmistate_log_file_free (file);
    }
  return TRUE;
}

void
_vmistate_log_chain_rest (VmistateLogChain *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->look_mutex);
  VmistateLogFile *oldest = g_queue_peek_head (&self->files);

  if (self->files.length > 1 || _vmistate_log_chain_has_incoming (self))
    return;
  _vmistate_log_file_free_all (&oldest->copies);
  close (oldest->fd);
  oldest->fd = -1;
}

gboolean
_vmistate_log_chain_reopen (VmistateLogChain *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->look_mutex);
  VmistateLogFile *oldest = g_queue_peek_head (&self->files);

  for (guint i = 0; i <= VMISTATE_LOG_MAX_BACKUPS; i++)
    {
      g_autofree char *name = _vmistate_log_name_of (self->path, i);
      g_autoptr (VmistateLogFile) file = NULL;
      VmistateLogIdentity identity;

      if (!_vmistate_log_identify (name, &identity, /* size= */ NULL)
          || !_vmistate_log_is_same (&identity, &oldest->identity))
        continue;
      file = _vmistate_log_file_open (name);
      if (file == NULL || !_vmistate_log_is_same (&file->identity, &oldest->identity))
        continue;
      oldest->fd = file->fd;
      file->fd = -1;
      return TRUE;
    }
  return FALSE;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "text.h"

#include <string.h>

/* Longer texts are kept by their owners alone. */
#define MAX_POOLED 64
#define N_PAIRS    1024

/* 2^64 divided by the golden ratio: a product with it has its bits well mixed. */
#define SPREAD G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)

/* Two texts of the same hash, the one that was asked for last in front. A text that is asked for
 * often stays, and those that are asked for once push each other out. */
typedef struct
{
  int lock;
  guint32 hashes[2];    /* (mutex lock) of @texts */
  GRefString *texts[2]; /* (owned) (nullable) (mutex lock) */
} Pair;

static Pair pairs[N_PAIRS];

typedef struct
{
  gsize length;
  guint32 hash;
} Measure;

/* Eight characters at a time: this is done for every text of every status.
 * @all: (out): the bits that any of its characters has */
static guint32
hash_text (const char *text, gsize length, guint64 *all)
{
  guint64 hash = length;

  *all = 0;
  for (gsize i = 0; i < length; i += sizeof (guint64))
    {
      guint64 word = 0;

      memcpy (&word, text + i, MIN (sizeof word, length - i));
      *all |= word;
      hash = (hash ^ word) * SPREAD;
      hash ^= hash >> 32;
    }
  return (guint32) hash;
}

guint
_vmistate_text_hash (gconstpointer text)
{
  guint64 all;

  return hash_text (text, strlen (text), &all);
}

#define NOT_ASCII G_GUINT64_CONSTANT (0x8080808080808080)

/* Returns: whether @text is short, and ASCII. */
static gboolean
measure (const char *text, Measure *measure)
{
  guint64 all;

  measure->length = strnlen (text, MAX_POOLED + 1);
  if (measure->length > MAX_POOLED)
    return FALSE;
  measure->hash = hash_text (text, measure->length, &all);
  return (all & NOT_ASCII) == 0;
}

static gboolean
is_text (const Pair *pair, guint i, const char *text, const Measure *measure)
{
  return pair->hashes[i] == measure->hash && pair->texts[i] != NULL
         && strcmp (pair->texts[i], text) == 0;
}

static GRefString *
new_pooled (const char *text, const Measure *measure)
{
  Pair *pair = &pairs[(measure->hash ^ measure->hash >> 16) % N_PAIRS];
  GRefString *pushed_out = NULL;
  GRefString *found;

  g_bit_lock (&pair->lock, 0);
  if (!is_text (pair, 0, text, measure))
    {
      found = pair->texts[1];
      if (!is_text (pair, 1, text, measure))
        {
          pushed_out = found;
          found = g_ref_string_new_len (text, (gssize) measure->length);
        }
      pair->texts[1] = pair->texts[0];
      pair->hashes[1] = pair->hashes[0];
      pair->texts[0] = found;
      pair->hashes[0] = measure->hash;
    }
  found = g_ref_string_acquire (pair->texts[0]);
  g_bit_unlock (&pair->lock, 0);
  if (pushed_out != NULL)
    g_ref_string_release (pushed_out);
  return found;
}

GRefString *
_vmistate_text_new (const char *text)
{
  g_autofree char *valid = NULL;
  Measure size;

  if (measure (text, &size))
    return new_pooled (text, &size);
  if (g_utf8_validate (text, /* max_len= */ -1, /* end= */ NULL))
    return g_ref_string_new (text);
  valid = g_utf8_make_valid (text, /* len= */ -1);
  return g_ref_string_new (valid);
}

/* Constants, by their addresses */

#define N_PLACES 1024

typedef struct
{
  int lock;
  const char *address; /* (mutex lock) (nullable) that @text was last found at */
  GRefString *text;    /* (owned) (mutex lock) */
} Place;

static Place places[N_PLACES];

/* Returns: (transfer full) (nullable): the text, if it is still the same */
static GRefString *
find_at (Place *place, const char *address)
{
  GRefString *found = NULL;

  g_bit_lock (&place->lock, 0);
  if (place->address == address && strcmp (place->text, address) == 0)
    found = g_ref_string_acquire (place->text);
  g_bit_unlock (&place->lock, 0);
  return found;
}

/* @text: (transfer full) */
static void
put_at (Place *place, const char *address, GRefString *text)
{
  GRefString *pushed_out;

  g_bit_lock (&place->lock, 0);
  pushed_out = place->text;
  place->address = address;
  place->text = text;
  g_bit_unlock (&place->lock, 0);
  if (pushed_out != NULL)
    g_ref_string_release (pushed_out);
}

/* Long ones are not kept, as above. */
GRefString *
_vmistate_text_new_constant (const char *text)
{
  Place *place = &places[(guint64) (guintptr) text * SPREAD >> 32 & (N_PLACES - 1)];
  GRefString *found = find_at (place, text);
  Measure size;

  if (found != NULL)
    return found;
  if (!measure (text, &size))
    return _vmistate_text_new (text);
  found = new_pooled (text, &size);
  put_at (place, text, g_ref_string_acquire (found));
  return found;
}

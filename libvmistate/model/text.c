/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "text.h"

#include <string.h>

/* Longer texts are kept by their owners alone. */
#define MAX_POOLED 64
#define N_PAIRS    1024

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

/* Returns: whether @text is short, and ASCII. */
static gboolean
measure (const char *text, Measure *measure)
{
  guint32 hash = 5381;
  guchar bits = 0;
  gsize i;

  for (i = 0; i <= MAX_POOLED && text[i] != '\0'; i++)
    {
      hash = hash * 33 + (guchar) text[i];
      bits |= (guchar) text[i];
    }
  *measure = (Measure){ i, hash };
  return i <= MAX_POOLED && bits < 0x80;
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

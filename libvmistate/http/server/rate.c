/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "rate.h"

/* Addresses that are remembered; beyond, those whose bucket is full again are forgotten. */
#define MAX_PEERS 4096

typedef struct
{
  double tokens;
  gint64 at_usec;
} Bucket;

struct _VmistateHttpRate
{
  guint per_second;
  GHashTable *buckets; /* (owned) (owned) address -> (owned) Bucket */
};

VmistateHttpRate *
_vmistate_http_rate_new (guint per_second)
{
  VmistateHttpRate *self = g_new0 (VmistateHttpRate, 1);

  self->per_second = per_second;
  self->buckets = g_hash_table_new_full ((GHashFunc) g_bytes_hash, (GEqualFunc) g_bytes_equal,
                                         (GDestroyNotify) g_bytes_unref, g_free);
  return self;
}

void
_vmistate_http_rate_free (VmistateHttpRate *self)
{
  g_hash_table_unref (self->buckets);
  g_free (self);
}

static void
fill (VmistateHttpRate *self, Bucket *bucket, gint64 now_usec)
{
  double seconds = (double) (now_usec - bucket->at_usec) / G_USEC_PER_SEC;

  bucket->tokens = MIN (bucket->tokens + seconds * self->per_second, (double) self->per_second);
  bucket->at_usec = now_usec;
}

/* A full bucket says no more than none. */
static void
forget_full (VmistateHttpRate *self, gint64 now_usec)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->buckets);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Bucket *bucket = value;

      fill (self, bucket, now_usec);
      if (bucket->tokens >= self->per_second)
        g_hash_table_iter_remove (&iter);
    }
}

gboolean
_vmistate_http_rate_take (VmistateHttpRate *self, GSocketAddress *peer, gint64 now_usec)
{
  GInetAddress *address;
  g_autoptr (GBytes) key = NULL;
  Bucket *bucket;

  if (self->per_second == 0 || !G_IS_INET_SOCKET_ADDRESS (peer))
    return TRUE;
  address = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (peer));
  key = g_bytes_new_static (g_inet_address_to_bytes (address),
                            g_inet_address_get_native_size (address));
  bucket = g_hash_table_lookup (self->buckets, key);
  if (bucket == NULL)
    {
      if (g_hash_table_size (self->buckets) >= MAX_PEERS)
        forget_full (self, now_usec);
      if (g_hash_table_size (self->buckets) >= MAX_PEERS)
        return FALSE;
      bucket = g_new (Bucket, 1);
      *bucket = (Bucket){ self->per_second, now_usec };
      g_hash_table_insert (
          self->buckets,
          g_bytes_new (g_inet_address_to_bytes (address), g_inet_address_get_native_size (address)),
          bucket);
    }
  fill (self, bucket, now_usec);
  if (bucket->tokens < 1)
    return FALSE;
  bucket->tokens -= 1;
  return TRUE;
}

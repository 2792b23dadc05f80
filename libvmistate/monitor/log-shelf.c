/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "log-shelf.h"

#include "model/payloads-log.h"

#include <string.h>

#define MAX_FACTS 4096

void
_vmistate_log_shelf_clear (VmistateLogShelf *self)
{
  g_clear_pointer (&self->facts, g_hash_table_unref);
}

gboolean
_vmistate_log_fact_is_stop (VmistateFact *fact)
{
  return _vmistate_record_is (_vmistate_fact_get_payload (fact), LOG_LINE_KIND, LOG_KIND_STOP);
}

static char *
make_key (const char *namespace_, const char *name)
{
  return g_strconcat (namespace_ != NULL ? namespace_ : "default", "/", name, NULL);
}

void
_vmistate_log_shelf_put (VmistateLogShelf *self, VmistateFact *fact)
{
  g_autofree char *key =
      make_key (vmistate_fact_get_namespace (fact), vmistate_fact_get_name (fact));
  VmistateFact *known;

  if (self->facts == NULL)
    self->facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  known = g_hash_table_lookup (self->facts, key);
  if (known == NULL
          ? g_hash_table_size (self->facts) >= MAX_FACTS
          : vmistate_fact_get_observed_at_usec (known) > vmistate_fact_get_observed_at_usec (fact))
    return;
  g_hash_table_replace (self->facts, g_steal_pointer (&key), g_object_ref (fact));
}

static VmistateFact *
take (VmistateLogShelf *self, const char *key)
{
  VmistateFact *fact = g_hash_table_lookup (self->facts, key);

  if (fact == NULL)
    return NULL;
  g_object_ref (fact);
  g_hash_table_remove (self->facts, key);
  return fact;
}

VmistateFact *
_vmistate_log_shelf_take (VmistateLogShelf *self, const char *namespace_, const char *name)
{
  g_autofree char *key = NULL;
  g_autofree char *domain = NULL;
  g_autofree char *other = NULL;
  VmistateFact *fact;

  /* Mostly nobody follows logs. */
  if (self->facts == NULL)
    return NULL;
  key = make_key (namespace_, name);
  domain = g_strconcat (namespace_, "_", name, NULL);
  other = make_key (/* namespace_= */ NULL, domain);
  fact = take (self, key);
  return fact != NULL ? fact : take (self, other);
}

const char *
_vmistate_log_split_name (const char *name, char **namespace_)
{
  const char *underscore = strchr (name, '_');

  if (underscore == NULL || underscore == name || underscore[1] == '\0')
    return NULL;
  *namespace_ = g_strndup (name, underscore - name);
  return underscore + 1;
}

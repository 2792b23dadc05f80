/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "catalog.h"
#include "history.h"

#include "model/payloads-control.h"
#include "model/text.h"

/* The newest complete listing of one kind in one namespace, or in all. */
typedef struct
{
  gint64 at;
  gpointer list; /* (owned) VmistateObjectList */
} Listing;

/* One observed object. Deleted ones stay as tombstones, so that an older fact that comes late
 * does not bring them back. */
typedef struct
{
  VmistateObjectKind kind;
  GRefString *namespace_; /* (owned) (nullable) */
  GRefString *name;       /* (owned) */
  GRefString *uid;        /* (owned) (nullable) */
  GRefString *owner;      /* (owned) (nullable) key into @by_owner */
  VmistateObservation observation;
  VmistateHistory versions; /* of hashes of its resource version; NO_VERSION: gone */
} Entry;

#define NO_VERSION (-1)

struct _VmistateCatalog
{
  GHashTable *entries;  /* (owned) "kind/namespace/name" -> (owned) Entry */
  GHashTable *by_owner; /* (owned) owner -> (owned) GPtrArray of borrowed Entry */
  GHashTable *listings; /* (owned) "kind/namespace", "kind/" for all -> (owned) Listing */
  gint64 now;           /* the newest moment that anything here was observed at */
  Entry *configuration; /* (not owned) (nullable) */
};

/* Lifetime */

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  _vmistate_observation_clear (&entry->observation);
  _vmistate_history_clear (&entry->versions);
  g_clear_pointer (&entry->namespace_, g_ref_string_release);
  g_clear_pointer (&entry->name, g_ref_string_release);
  g_clear_pointer (&entry->uid, g_ref_string_release);
  g_clear_pointer (&entry->owner, g_ref_string_release);
  g_free (entry);
}

static void
listing_free (gpointer data)
{
  Listing *listing = data;

  g_object_unref (listing->list);
  g_free (listing);
}

VmistateCatalog *
_vmistate_catalog_new (void)
{
  VmistateCatalog *self = g_new0 (VmistateCatalog, 1);

  self->entries = g_hash_table_new_full (_vmistate_text_hash, g_str_equal, g_free, entry_free);
  self->by_owner = g_hash_table_new_full (_vmistate_text_hash, g_str_equal, g_free,
                                          (GDestroyNotify) g_ptr_array_unref);
  self->listings = g_hash_table_new_full (_vmistate_text_hash, g_str_equal, g_free, listing_free);
  return self;
}

void
_vmistate_catalog_free (VmistateCatalog *self)
{
  g_hash_table_unref (self->by_owner);
  g_hash_table_unref (self->entries);
  g_hash_table_unref (self->listings);
  g_free (self);
}

/* Entries */

static char *
entry_key (VmistateObjectKind kind, const char *namespace_, const char *name)
{
  return g_strdup_printf ("%u/%s/%s", kind, namespace_ != NULL ? namespace_ : "", name);
}

static GRefString *
copy_text (const char *text)
{
  return text != NULL ? g_ref_string_new (text) : NULL;
}

static Entry *
ensure_entry (VmistateCatalog *self, VmistateObjectKind kind, const char *namespace_,
              const char *name)
{
  g_autofree char *key = entry_key (kind, namespace_, name);
  Entry *entry = g_hash_table_lookup (self->entries, key);

  if (entry != NULL)
    return entry;
  entry = g_new0 (Entry, 1);
  entry->kind = kind;
  entry->namespace_ = copy_text (namespace_);
  entry->name = g_ref_string_new (name);
  g_hash_table_insert (self->entries, g_steal_pointer (&key), entry);
  if (kind == VMISTATE_OBJECT_KUBEVIRT)
    self->configuration = entry;
  return entry;
}

static char *
owner_of (const VmistateObjectRef *ref)
{
  if (ref->vmi_uid != NULL)
    return g_strdup (ref->vmi_uid);
  if (ref->vmi_name != NULL)
    return g_strdup_printf ("%s/%s", ref->namespace_ != NULL ? ref->namespace_ : "", ref->vmi_name);
  return NULL;
}

static void
disown (VmistateCatalog *self, Entry *entry)
{
  GPtrArray *siblings;

  if (entry->owner == NULL)
    return;
  siblings = g_hash_table_lookup (self->by_owner, entry->owner);
  g_ptr_array_remove (siblings, entry);
  if (siblings->len == 0)
    g_hash_table_remove (self->by_owner, entry->owner);
  g_clear_pointer (&entry->owner, g_ref_string_release);
}

static void
set_owner (VmistateCatalog *self, Entry *entry, const char *owner)
{
  GPtrArray *siblings;

  if (g_strcmp0 (entry->owner, owner) == 0)
    return;
  disown (self, entry);
  if (owner == NULL)
    return;
  entry->owner = g_ref_string_new (owner);
  siblings = g_hash_table_lookup (self->by_owner, owner);
  if (siblings == NULL)
    {
      siblings = g_ptr_array_new ();
      g_hash_table_insert (self->by_owner, g_strdup (owner), siblings);
    }
  g_ptr_array_add (siblings, entry);
}

/* Listings */

static char *
listing_key (VmistateObjectKind kind, const char *namespace_)
{
  return g_strdup_printf ("%d/%s", kind, namespace_ != NULL ? namespace_ : "");
}

/* @namespace_: (nullable): all. Returns: (nullable) */
static const Listing *
find_listing (const VmistateCatalog *self, VmistateObjectKind kind, const char *namespace_)
{
  g_autofree char *key = listing_key (kind, namespace_);

  return g_hash_table_lookup (self->listings, key);
}

static void
keep_listing (VmistateCatalog *self, VmistateObjectKind kind, const char *namespace_, gint64 at,
              gpointer list)
{
  const Listing *known = find_listing (self, kind, namespace_);
  Listing *listing;

  if (known != NULL && known->at > at)
    return;
  listing = g_new0 (Listing, 1);
  listing->at = at;
  listing->list = _vmistate_record_lean (list);
  g_hash_table_replace (self->listings, listing_key (kind, namespace_), listing);
}

static gboolean
lists_uid (gpointer list, const char *uid)
{
  const char *const *uids = _vmistate_record_get_texts (list, OBJECT_LIST_UIDS);

  return uids != NULL && uid != NULL && g_strv_contains (uids, uid);
}

#define NEVER G_MININT64

static gint64
find_end_in (const Listing *listing, const char *uid, gint64 at)
{
  return listing != NULL && at <= listing->at && !lists_uid (listing->list, uid) ? listing->at
                                                                                 : NEVER;
}

/* Returns: when a listing did not have the object that was seen @at, or NEVER */
static gint64
find_end (const VmistateCatalog *self, const VmistateObjectRef *ref, gint64 at)
{
  gint64 end = find_end_in (find_listing (self, ref->kind, NULL), ref->uid, at);

  if (ref->namespace_ == NULL)
    return end;
  return MAX (end, find_end_in (find_listing (self, ref->kind, ref->namespace_), ref->uid, at));
}

/* Folding */

/* Objects with the same one say the same. */
static gint64
find_version (gpointer object)
{
  const char *version = _vmistate_record_get_string (
      _vmistate_record_get_record (object, OBJECT_METADATA), OBJECT_META_RESOURCE_VERSION);
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  if (version != NULL)
    return g_str_hash (version);
  node = _vmistate_record_to_node (object, VMISTATE_PROFILE_TRUTH);
  text = json_to_string (node, /* pretty= */ FALSE);
  return g_str_hash (text);
}

/* Returns: TRUE if it has been as it is since another moment than was known */
static gboolean
add_version (Entry *entry, gint64 at, gint64 version)
{
  gint64 since = _vmistate_history_since (&entry->versions);

  _vmistate_history_add (&entry->versions, at, version);
  return _vmistate_history_since (&entry->versions) != since;
}

/* @at: when it was gone; before it was last seen that is only part of its past. That there is no
 * such object is news also where nobody had heard of it. */
static gboolean
bury (Entry *entry, gint64 at)
{
  gboolean was_gone = entry->observation.payload == NULL && entry->observation.observed_at != 0;
  gboolean changed = entry->kind == VMISTATE_OBJECT_POD && add_version (entry, at, NO_VERSION);

  if (at < entry->observation.observed_at)
    return changed;
  entry->observation.observed_at = at;
  g_clear_object (&entry->observation.payload);
  return changed || !was_gone;
}

gboolean
_vmistate_catalog_fold (VmistateCatalog *self, const VmistateObjectRef *ref, gpointer object,
                        VmistateFact *fact)
{
  Entry *entry = ensure_entry (self, ref->kind, ref->namespace_, ref->name);
  gint64 at = vmistate_fact_get_observed_at_usec (fact);
  g_autofree char *owner = owner_of (ref);
  gint64 end = find_end (self, ref, at);
  gboolean changed =
      ref->kind == VMISTATE_OBJECT_POD && add_version (entry, at, find_version (object));

  self->now = MAX (self->now, at);
  if (at < entry->observation.observed_at)
    {
      if (entry->owner != NULL || owner == NULL)
        return changed;
      set_owner (self, entry, owner);
      return TRUE;
    }
  changed |= _vmistate_observation_fold (&entry->observation, fact, object, 0);
  g_clear_pointer (&entry->uid, g_ref_string_release);
  entry->uid = copy_text (ref->uid);
  set_owner (self, entry, owner);
  if (end != NEVER)
    changed |= bury (entry, end);
  return changed;
}

static gboolean
fold_gone (VmistateCatalog *self, gpointer gone, gint64 at)
{
  VmistateObjectKind kind =
      _vmistate_object_kind_parse (_vmistate_record_get_string (gone, OBJECT_GONE_KIND));
  const char *name = _vmistate_record_get_string (gone, OBJECT_GONE_NAME);
  const char *uid = _vmistate_record_get_string (gone, OBJECT_GONE_UID);
  Entry *entry;

  if (kind == VMISTATE_OBJECT_OTHER || name == NULL)
    return FALSE;
  entry =
      ensure_entry (self, kind, _vmistate_record_get_string (gone, OBJECT_GONE_NAMESPACE), name);
  /* The name may have been taken by another object since. */
  if (entry->observation.payload != NULL && uid != NULL && entry->uid != NULL
      && !g_str_equal (uid, entry->uid))
    return FALSE;
  if (entry->observation.payload == NULL && at >= entry->observation.observed_at)
    {
      g_clear_pointer (&entry->uid, g_ref_string_release);
      entry->uid = copy_text (uid);
    }
  return bury (entry, at);
}

static gboolean
fold_list (VmistateCatalog *self, gpointer list, gint64 at)
{
  const char *namespace_ = _vmistate_record_get_string (list, OBJECT_LIST_NAMESPACE);
  VmistateObjectKind kind =
      _vmistate_object_kind_parse (_vmistate_record_get_string (list, OBJECT_LIST_KIND));
  gboolean changed = find_listing (self, kind, namespace_) == NULL;
  GHashTableIter iter;
  gpointer value;

  keep_listing (self, kind, namespace_, at, list);
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Entry *entry = value;

      if (entry->kind == kind && !lists_uid (list, entry->uid)
          && (namespace_ == NULL || g_strcmp0 (namespace_, entry->namespace_) == 0))
        changed |= bury (entry, at);
    }
  return changed;
}

gboolean
_vmistate_catalog_fold_absence (VmistateCatalog *self, VmistateFact *fact)
{
  gpointer payload = _vmistate_fact_get_payload (fact);
  gint64 at = vmistate_fact_get_observed_at_usec (fact);

  self->now = MAX (self->now, at);
  if (vmistate_fact_get_kind (fact) == VMISTATE_FACT_KIND_OBJECT_GONE)
    return fold_gone (self, payload, at);
  return fold_list (self, payload, at);
}

/* Looking up */

static gint64
creation_time (const Entry *entry)
{
  gpointer metadata = _vmistate_record_get_record (entry->observation.payload, OBJECT_METADATA);
  gint64 usec;

  _vmistate_record_get_int64 (metadata, OBJECT_META_CREATION_TIMESTAMP, &usec);
  return usec;
}

static int
compare_age (gconstpointer a, gconstpointer b)
{
  const Entry *first = *(gpointer *) a;
  const Entry *second = *(gpointer *) b;
  gint64 difference = creation_time (first) - creation_time (second);

  if (difference != 0)
    return difference < 0 ? -1 : 1;
  return g_strcmp0 (first->name, second->name);
}

static GPtrArray *
dup_owned (const VmistateCatalog *self, VmistateObjectKind kind, const char *owner)
{
  GPtrArray *owned = g_hash_table_lookup (self->by_owner, owner);
  GPtrArray *entries = g_ptr_array_new ();

  for (guint i = 0; owned != NULL && i < owned->len; i++)
    {
      Entry *entry = owned->pdata[i];

      if (entry->kind == kind && entry->observation.payload != NULL)
        g_ptr_array_add (entries, owned->pdata[i]);
    }
  g_ptr_array_sort (entries, compare_age);
  for (guint i = 0; i < entries->len; i++)
    entries->pdata[i] = &((Entry *) entries->pdata[i])->observation;
  return entries;
}

GPtrArray *
_vmistate_catalog_dup_pods (const VmistateCatalog *self, const char *vmi_uid)
{
  return dup_owned (self, VMISTATE_OBJECT_POD, vmi_uid);
}

gint64
_vmistate_catalog_get_pods_since (const VmistateCatalog *self, const char *vmi_uid)
{
  GPtrArray *owned = g_hash_table_lookup (self->by_owner, vmi_uid);
  gint64 since = 0;

  for (guint i = 0; owned != NULL && i < owned->len; i++)
    since = MAX (since, _vmistate_history_since (&((Entry *) owned->pdata[i])->versions));
  return since;
}

gboolean
_vmistate_catalog_knows_pods (const VmistateCatalog *self, const char *namespace_)
{
  return find_listing (self, VMISTATE_OBJECT_POD, NULL) != NULL
         || (namespace_ != NULL && find_listing (self, VMISTATE_OBJECT_POD, namespace_) != NULL);
}

gboolean
_vmistate_catalog_lacks_node (const VmistateCatalog *self, const char *name)
{
  g_autofree char *key = entry_key (VMISTATE_OBJECT_NODE, NULL, name);
  Entry *entry = g_hash_table_lookup (self->entries, key);

  return entry != NULL ? entry->observation.payload == NULL
                       : find_listing (self, VMISTATE_OBJECT_NODE, NULL) != NULL;
}

gboolean
_vmistate_catalog_has_lost (const VmistateCatalog *self, const VmistateObjectRef *ref, gint64 at)
{
  g_autofree char *key = entry_key (ref->kind, ref->namespace_, ref->name);
  Entry *entry = g_hash_table_lookup (self->entries, key);

  return find_end (self, ref, at) != NEVER
         || (entry != NULL && entry->observation.payload == NULL
             && at < entry->observation.observed_at && g_strcmp0 (entry->uid, ref->uid) == 0);
}

gint64
_vmistate_catalog_get_now (const VmistateCatalog *self)
{
  return self->now;
}

const VmistateObservation *
_vmistate_catalog_get_migration (const VmistateCatalog *self, const char *namespace_,
                                 const char *vmi_name)
{
  g_autofree char *owner = g_strconcat (namespace_ != NULL ? namespace_ : "", "/", vmi_name, NULL);
  GPtrArray *owned = g_hash_table_lookup (self->by_owner, owner);
  Entry *newest = NULL;

  for (guint i = 0; owned != NULL && i < owned->len; i++)
    {
      Entry *entry = owned->pdata[i];

      if (entry->kind == VMISTATE_OBJECT_MIGRATION && entry->observation.payload != NULL
          && (newest == NULL || compare_age (&newest, &entry) < 0))
        newest = entry;
    }
  return newest != NULL ? &newest->observation : NULL;
}

gpointer
_vmistate_catalog_get (const VmistateCatalog *self, VmistateObjectKind kind, const char *namespace_,
                       const char *name)
{
  g_autofree char *key = entry_key (kind, namespace_, name);
  Entry *entry = g_hash_table_lookup (self->entries, key);

  return entry != NULL ? entry->observation.payload : NULL;
}

gboolean
_vmistate_catalog_for_each (const VmistateCatalog *self, VmistateObjectKind kind, GFunc visit,
                            gpointer user_data)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (((Entry *) value)->kind == kind)
      visit (((Entry *) value)->observation.payload, user_data);
  return find_listing (self, kind, NULL) != NULL;
}

gpointer
_vmistate_catalog_get_configuration (const VmistateCatalog *self)
{
  return self->configuration != NULL ? self->configuration->observation.payload : NULL;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Equality, changed paths, and sharing of what did not change. */

#include "config.h"

#include "record.h"

/* What to skip: VMISTATE_FIELD_NOT_COMPARED, or nothing to find out whether one record can stand
 * for the other in every respect. */
typedef VmistateFieldFlags Skipped;

static gboolean records_equal (VmistateRecord *a, VmistateRecord *b, Skipped skipped);

static gboolean
lists_equal (GPtrArray *a, GPtrArray *b, Skipped skipped)
{
  if (a == b)
    return TRUE;
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      if (!records_equal (a->pdata[i], b->pdata[i], skipped))
        return FALSE;
    }
  return TRUE;
}

static gboolean
lazy_lists_equal (VmistateLazyList *a, VmistateLazyList *b, Skipped skipped)
{
  if (a == b)
    return TRUE;
  if (a->klass == b->klass && a->klass->equal != NULL
      && (skipped != VMISTATE_FIELD_DEFAULT || a->klass->is_exact))
    return a->klass->equal (a, b);
  return lists_equal (_vmistate_lazy_list_read (a), _vmistate_lazy_list_read (b), skipped);
}

static gboolean
texts_equal (const VmistateTexts *a, const VmistateTexts *b)
{
  guint i = 0;

  if (a == b)
    return TRUE;
  while (a->texts[i] != NULL && b->texts[i] != NULL)
    {
      if (a->texts[i] != b->texts[i] && !g_str_equal (a->texts[i], b->texts[i]))
        return FALSE;
      i++;
    }
  /* Both have to end here. */
  return a->texts[i] == b->texts[i];
}

static gboolean
values_equal (VmistateFieldKind kind, const VmistateValue *a, const VmistateValue *b,
              Skipped skipped)
{
  switch (kind)
    {
    case VMISTATE_FIELD_STRING:
    case VMISTATE_FIELD_QUANTITY:
      return a->string == b->string || g_str_equal (a->string, b->string);
    case VMISTATE_FIELD_DOUBLE:
      return a->number == b->number;
    case VMISTATE_FIELD_RECORD:
      return records_equal (a->record, b->record, skipped);
    case VMISTATE_FIELD_LIST:
    case VMISTATE_FIELD_MAP:
      return lists_equal (a->list, b->list, skipped);
    case VMISTATE_FIELD_LAZY:
      return lazy_lists_equal (a->lazy, b->lazy, skipped);
    case VMISTATE_FIELD_TEXTS:
      return texts_equal (a->texts, b->texts);
    case VMISTATE_FIELD_VARIANT:
      return a->variant == b->variant || g_variant_equal (a->variant, b->variant);
    default: /* every other kind is an integer */
      return a->integer == b->integer;
    }
}

static gboolean
fields_equal (VmistateRecord *a, VmistateRecord *b, guint i, const VmistateField *field,
              Skipped skipped)
{
  if (field->flags & skipped)
    return TRUE;
  if (_vmistate_record_has (a, i) != _vmistate_record_has (b, i))
    return FALSE;
  return !_vmistate_record_has (a, i)
         || values_equal (field->kind, &_vmistate_record_get_values (a)[i],
                          &_vmistate_record_get_values (b)[i], skipped);
}

static gboolean
unknown_equal (VmistateRecord *a, VmistateRecord *b)
{
  JsonObject *first = _vmistate_record_get_unknown (a);
  JsonObject *second = _vmistate_record_get_unknown (b);

  if (first == second)
    return TRUE;
  return first != NULL && second != NULL && json_object_equal (first, second);
}

static gboolean
records_equal (VmistateRecord *a, VmistateRecord *b, Skipped skipped)
{
  guint64 present;
  guint n_fields;
  const VmistateField *fields;

  if (a == b)
    return TRUE;
  present = _vmistate_record_get_present (a) | _vmistate_record_get_present (b);
  if (G_OBJECT_TYPE (a) != G_OBJECT_TYPE (b))
    return FALSE;
  fields = _vmistate_record_get_fields (a, &n_fields);
  while (present != 0)
    {
      guint i = _vmistate_fields_next (&present);

      if (!fields_equal (a, b, i, &fields[i], skipped))
        return FALSE;
    }
  return unknown_equal (a, b);
}

gboolean
_vmistate_record_equal (gpointer a, gpointer b)
{
  return records_equal (a, b, VMISTATE_FIELD_NOT_COMPARED);
}

gboolean
_vmistate_record_same (gpointer a, gpointer b)
{
  return records_equal (a, b, VMISTATE_FIELD_DEFAULT);
}

/**
 * vmistate_record_equal:
 * @self: a record
 * @other: another record
 *
 * Whether two records say the same: same type, same members, same order of lists. The moment at
 * which something was observed does not count.
 *
 * Returns: %TRUE if they are equal
 *
 * Since: 0.1
 */
gboolean
vmistate_record_equal (VmistateRecord *self, VmistateRecord *other)
{
  g_return_val_if_fail (VMISTATE_IS_RECORD (self), FALSE);
  g_return_val_if_fail (VMISTATE_IS_RECORD (other), FALSE);

  return records_equal (self, other, VMISTATE_FIELD_NOT_COMPARED);
}

/* Diff */

static void diff_records (VmistateRecord *a, VmistateRecord *b, const char *path,
                          GStrvBuilder *paths);

static char *
join_path (const char *parent, const char *name)
{
  return *parent != '\0' ? g_strconcat (parent, ".", name, NULL) : g_strdup (name);
}

/* The text of the key field, or NULL where the type has none. */
static const char *
record_key (VmistateRecord *record)
{
  guint n_fields;
  const VmistateField *fields = _vmistate_record_get_fields (record, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      if (fields[i].flags & VMISTATE_FIELD_KEY)
        return _vmistate_record_get_string (record, i);
    }
  return NULL;
}

/* (nullable): NULL also when some record has no key or two share one; then places are compared. */
static GHashTable *
index_by_key (GPtrArray *list)
{
  g_autoptr (GHashTable) index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < list->len; i++)
    {
      const char *key = record_key (list->pdata[i]);

      if (key == NULL || *key == '\0'
          || !g_hash_table_insert (index, (gpointer) key, list->pdata[i]))
        return NULL;
    }
  return g_steal_pointer (&index);
}

static void
add_element_path (GStrvBuilder *paths, const char *path, const char *key)
{
  g_autofree char *element = g_strdup_printf ("%s[%s]", path, key);

  g_strv_builder_add (paths, element);
}

static void
diff_keyed (GPtrArray *a, GPtrArray *b, GHashTable *in_a, GHashTable *in_b, const char *path,
            GStrvBuilder *paths)
{
  for (guint i = 0; i < a->len; i++)
    {
      const char *key = record_key (a->pdata[i]);

      if (!g_hash_table_contains (in_b, key))
        add_element_path (paths, path, key);
    }
  for (guint i = 0; i < b->len; i++)
    {
      const char *key = record_key (b->pdata[i]);
      VmistateRecord *before = g_hash_table_lookup (in_a, key);

      if (before == NULL)
        add_element_path (paths, path, key);
      else
        {
          g_autofree char *element = g_strdup_printf ("%s[%s]", path, key);

          diff_records (before, b->pdata[i], element, paths);
        }
    }
}

static void
diff_by_place (GPtrArray *a, GPtrArray *b, const char *path, GStrvBuilder *paths)
{
  guint n = MAX (a->len, b->len);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *element = g_strdup_printf ("%s[%u]", path, i);

      if (i < a->len && i < b->len)
        diff_records (a->pdata[i], b->pdata[i], element, paths);
      else
        g_strv_builder_add (paths, element);
    }
}

/* Keyed elements that stayed but changed places are a change that no element shows. */
static gboolean
order_differs (GPtrArray *a, GPtrArray *b, GHashTable *in_a, GHashTable *in_b)
{
  guint j = 0;

  for (guint i = 0; i < a->len; i++)
    {
      const char *key = record_key (a->pdata[i]);

      if (!g_hash_table_contains (in_b, key))
        continue;
      while (!g_hash_table_contains (in_a, record_key (b->pdata[j])))
        j++;
      if (!g_str_equal (key, record_key (b->pdata[j++])))
        return TRUE;
    }
  return FALSE;
}

static void
diff_lists (GPtrArray *a, GPtrArray *b, const char *path, GStrvBuilder *paths)
{
  g_autoptr (GHashTable) in_a = index_by_key (a);
  g_autoptr (GHashTable) in_b = index_by_key (b);

  if (in_a != NULL && in_b != NULL)
    {
      if (order_differs (a, b, in_a, in_b))
        g_strv_builder_add (paths, path);
      diff_keyed (a, b, in_a, in_b, path, paths);
    }
  else
    diff_by_place (a, b, path, paths);
}

static void
diff_field (VmistateRecord *a, VmistateRecord *b, guint i, const VmistateField *field,
            const char *path, GStrvBuilder *paths)
{
  g_autofree char *name = NULL;
  VmistateValue *values_a = _vmistate_record_get_values (a);
  VmistateValue *values_b = _vmistate_record_get_values (b);
  gboolean both = _vmistate_record_has (a, i) && _vmistate_record_has (b, i);

  if (fields_equal (a, b, i, field, VMISTATE_FIELD_NOT_COMPARED))
    return;
  name = join_path (path, field->name);
  if (both && field->kind == VMISTATE_FIELD_RECORD)
    diff_records (values_a[i].record, values_b[i].record, name, paths);
  else if (both && (field->kind == VMISTATE_FIELD_LIST || field->kind == VMISTATE_FIELD_MAP))
    diff_lists (values_a[i].list, values_b[i].list, name, paths);
  else if (both && field->kind == VMISTATE_FIELD_LAZY)
    diff_lists (_vmistate_lazy_list_read (values_a[i].lazy),
                _vmistate_lazy_list_read (values_b[i].lazy), name, paths);
  else
    g_strv_builder_add (paths, name);
}

static void
diff_unknown_side (JsonObject *has, JsonObject *other, gboolean only_missing, const char *path,
                   GStrvBuilder *paths)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (has == NULL)
    return;
  json_object_iter_init_ordered (&iter, has);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      JsonNode *twin = other != NULL ? json_object_get_member (other, name) : NULL;
      g_autofree char *member = NULL;

      if (twin != NULL && (only_missing || json_node_equal (node, twin)))
        continue;
      member = join_path (path, name);
      g_strv_builder_add (paths, member);
    }
}

static void
diff_records (VmistateRecord *a, VmistateRecord *b, const char *path, GStrvBuilder *paths)
{
  guint n_fields;
  const VmistateField *fields = _vmistate_record_get_fields (a, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    diff_field (a, b, i, &fields[i], path, paths);
  diff_unknown_side (_vmistate_record_get_unknown (a), _vmistate_record_get_unknown (b), FALSE,
                     path, paths);
  diff_unknown_side (_vmistate_record_get_unknown (b), _vmistate_record_get_unknown (a), TRUE, path,
                     paths);
}

/**
 * vmistate_record_diff:
 * @self: the older record
 * @other: the newer record, of the same type
 *
 * Which members differ, as JSON paths in the order of the type: `phase`,
 * `guestOSInfo.kernelRelease`, `conditions[Ready].status`. An element of a list is named by its
 * key where every element has one of its own, else by its place: `interfaces[1].mac`. An element
 * that came or went is one path; where keyed elements changed places, so is the list itself.
 * Equal records, and only they, give an empty array.
 *
 * Returns: (array zero-terminated=1) (transfer full): the paths
 *
 * Since: 0.1
 */
char **
vmistate_record_diff (VmistateRecord *self, VmistateRecord *other)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  g_return_val_if_fail (VMISTATE_IS_RECORD (self), NULL);
  g_return_val_if_fail (VMISTATE_IS_RECORD (other), NULL);
  g_return_val_if_fail (G_OBJECT_TYPE (self) == G_OBJECT_TYPE (other), NULL);

  if (!records_equal (self, other, VMISTATE_FIELD_NOT_COMPARED))
    diff_records (self, other, "", paths);
  return g_strv_builder_end (paths);
}

/* Sharing */

/* The record of @list that @record may be an equal of: that of the same key, which mostly has the
 * same place; of types without keys, that of the same place. */
static VmistateRecord *
find_twin (GPtrArray *list, VmistateRecord *record, guint place)
{
  const char *key;

  for (guint i = 0; i < list->len; i++)
    {
      if (list->pdata[i] == record)
        return record;
    }
  key = record_key (record);
  if (place < list->len && g_strcmp0 (record_key (list->pdata[place]), key) == 0)
    return list->pdata[place];
  for (guint i = 0; key != NULL && i < list->len; i++)
    {
      if (g_strcmp0 (record_key (list->pdata[i]), key) == 0)
        return list->pdata[i];
    }
  return NULL;
}

/* A new list, because the fresh one may belong to somebody else as well, such as a fact. */
static GPtrArray *
share_list (GPtrArray *fresh, GPtrArray *old)
{
  GPtrArray *shared = _vmistate_record_list_new ();

  for (guint i = 0; i < fresh->len; i++)
    {
      VmistateRecord *twin = find_twin (old, fresh->pdata[i], i);
      gboolean is_equal =
          twin != NULL && records_equal (fresh->pdata[i], twin, VMISTATE_FIELD_DEFAULT);

      g_ptr_array_add (shared, g_object_ref (is_equal ? twin : fresh->pdata[i]));
    }
  return shared;
}

/* Whether some element of @fresh could be one of @old instead. */
static gboolean
can_share (GPtrArray *fresh, GPtrArray *old)
{
  for (guint i = 0; i < fresh->len; i++)
    {
      VmistateRecord *twin = find_twin (old, fresh->pdata[i], i);

      if (twin != NULL && twin != fresh->pdata[i]
          && records_equal (fresh->pdata[i], twin, VMISTATE_FIELD_DEFAULT))
        return TRUE;
    }
  return FALSE;
}

/* Makes @fresh, which nobody has seen yet, hold the parts of @old that are equal to its own.
 * @but: fields to leave as they are, as bits */
void
_vmistate_record_share (gpointer fresh, gpointer old, guint64 but)
{
  guint n_fields;
  const VmistateField *fields = _vmistate_record_get_fields (fresh, &n_fields);
  VmistateValue *mine = _vmistate_record_get_values (fresh);
  VmistateValue *theirs = _vmistate_record_get_values (old);
  guint64 both = _vmistate_record_get_present (fresh) & _vmistate_record_get_present (old) & ~but;

  while (both != 0)
    {
      guint i = _vmistate_fields_next (&both);
      gboolean is_list =
          fields[i].kind == VMISTATE_FIELD_LIST || fields[i].kind == VMISTATE_FIELD_MAP;

      if (fields[i].kind != VMISTATE_FIELD_RECORD && !is_list)
        continue;
      /* The same pointer, whatever it points to. */
      if (mine[i].record == theirs[i].record)
        continue;
      if (values_equal (fields[i].kind, &mine[i], &theirs[i], VMISTATE_FIELD_DEFAULT))
        _vmistate_record_copy_field (fresh, i, old, i);
      else if (is_list && can_share (mine[i].list, theirs[i].list))
        {
          GPtrArray *shared = share_list (mine[i].list, theirs[i].list);

          _vmistate_record_take_list (fresh, i, shared);
        }
    }
}

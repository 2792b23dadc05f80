/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The engine under every value of the model. A record type is a table of fields; comparing,
 * diffing, sharing and JSON are written once, here, for all of them. */

#pragma once

#include <json-glib/json-glib.h>

#include <vmistate/vmistate-record.h>

#include "lazy-list.h"
#include "texts.h"

G_BEGIN_DECLS

typedef enum
{
  VMISTATE_FIELD_STRING,
  VMISTATE_FIELD_QUANTITY, /* a Kubernetes quantity: a string; JSON numbers are taken too */
  VMISTATE_FIELD_BOOLEAN,
  VMISTATE_FIELD_INT32,
  VMISTATE_FIELD_INT64,
  VMISTATE_FIELD_UINT32,
  VMISTATE_FIELD_UINT64, /* up to G_MAXINT64, which is all that JSON parsers agree on */
  VMISTATE_FIELD_DOUBLE,
  VMISTATE_FIELD_TIME,    /* microseconds since 1970 UTC; RFC 3339 in JSON */
  VMISTATE_FIELD_RECORD,  /* another record, of @type */
  VMISTATE_FIELD_LIST,    /* JSON array of records of @type */
  VMISTATE_FIELD_LAZY,    /* a list that is made when somebody reads it; lazy-list.h */
  VMISTATE_FIELD_MAP,     /* JSON object; each member is a record of @type: name, then value */
  VMISTATE_FIELD_TEXTS,   /* JSON array of strings */
  VMISTATE_FIELD_VARIANT, /* a small container of scalars of @variant_type: ai, a{ss}, a{si} */
} VmistateFieldKind;

typedef enum
{
  VMISTATE_FIELD_DEFAULT = 0,
  /* Serialised even when absent: times as null, records as {}, lists as null, else zero. */
  VMISTATE_FIELD_ALWAYS = 1 << 0,
  /* The same, but only for profile KUBEVIRT: there the zero would be an invention. */
  VMISTATE_FIELD_ALWAYS_KUBEVIRT = 1 << 1,
  /* Not part of the KubeVirt JSON form, but compared and diffed. */
  VMISTATE_FIELD_HIDDEN = 1 << 2,
  /* Not compared: it may change without anything having changed. */
  VMISTATE_FIELD_NOT_COMPARED = 1 << 3,
  /* Names the record among its siblings, for the paths of diff: conditions[Ready]. */
  VMISTATE_FIELD_KEY = 1 << 4,
  /* A pointer in KubeVirt's types, so that KubeVirt writes it even when it is zero; its other
   * optional members are left out then. */
  VMISTATE_FIELD_POINTER = 1 << 5,
  /* A member that KubeVirt's types do not have: not written in profile KUBEVIRT. */
  VMISTATE_FIELD_OWN = 1 << 6,
  /* A list that says something when it is empty, and is absent only when nothing was said. */
  VMISTATE_FIELD_MAY_BE_EMPTY = 1 << 7,
} VmistateFieldFlags;

typedef struct
{
  const char *name; /* the JSON member */
  VmistateFieldKind kind;
  VmistateFieldFlags flags;
  GType (*type) (void);
  const char *variant_type;
} VmistateField;

typedef union
{
  GRefString *string;
  gint64 integer;
  double number;
  VmistateRecord *record;
  GPtrArray *list;
  VmistateLazyList *lazy;
  VmistateTexts *texts;
  GVariant *variant;
} VmistateValue;

struct _VmistateRecord
{
  GObject parent_instance;

  guint64 bits; /* bit i: field i was observed; and VMISTATE_RECORD_HAS_UNKNOWN */
};

/* Members that this version does not know are rare, and kept apart. */
#define VMISTATE_RECORD_HAS_UNKNOWN (G_GUINT64_CONSTANT (1) << 63)

/* Records have their values right behind the header; @n_fields is at most 63. */
#define VMISTATE_DEFINE_RECORD(TypeName, type_name, fields, n_fields)                              \
  struct _##TypeName                                                                               \
  {                                                                                                \
    VmistateRecord parent_instance;                                                                \
    VmistateValue values[n_fields];                                                                \
  };                                                                                               \
  G_STATIC_ASSERT ((n_fields) <= 63);                                                              \
  G_STATIC_ASSERT (G_N_ELEMENTS (fields) == (n_fields));                                           \
  G_DEFINE_FINAL_TYPE (TypeName, type_name, VMISTATE_TYPE_RECORD)                                  \
  static void type_name##_init (TypeName *self G_GNUC_UNUSED)                                      \
  {                                                                                                \
  }                                                                                                \
  static void type_name##_class_init (TypeName##Class *klass)                                      \
  {                                                                                                \
    _vmistate_record_class_set_fields ((VmistateRecordClass *) klass, (fields), n_fields);         \
  }

void _vmistate_record_class_set_fields (VmistateRecordClass *klass, const VmistateField *fields,
                                        guint n_fields);
gboolean _vmistate_field_fits (VmistateFieldKind kind, gint64 value);

/* The padding of the class carries the field table, so that a lookup is one load. */
enum
{
  VMISTATE_RECORD_CLASS_FIELDS,
  VMISTATE_RECORD_CLASS_N_FIELDS,
};

static inline const VmistateField *
_vmistate_record_get_fields (gpointer record, guint *n_fields)
{
  VmistateRecordClass *klass = (VmistateRecordClass *) ((GTypeInstance *) record)->g_class;

  *n_fields = GPOINTER_TO_UINT (klass->_reserved[VMISTATE_RECORD_CLASS_N_FIELDS]);
  return klass->_reserved[VMISTATE_RECORD_CLASS_FIELDS];
}

static inline VmistateValue *
_vmistate_record_get_values (gpointer record)
{
  return (VmistateValue *) ((char *) record + sizeof (VmistateRecord));
}

/* The fields that were observed, as bits. */
static inline guint64
_vmistate_record_get_present (gpointer record)
{
  return ((VmistateRecord *) record)->bits & ~VMISTATE_RECORD_HAS_UNKNOWN;
}

/* Takes the lowest of a set of fields, which has one, out of it. */
static inline guint
_vmistate_fields_next (guint64 *fields)
{
  guint field = (guint) __builtin_ctzll (*fields);

  *fields &= *fields - 1;
  return field;
}

/* Reading. @record is any record; a field that is absent gives NULL or FALSE, and NULL is a record
 * of which every field is absent, so that one can read on behind a part that may not be there. */
static inline gboolean
_vmistate_record_has (gpointer record, guint field)
{
  return record != NULL && ((((VmistateRecord *) record)->bits >> field) & 1);
}

const char *_vmistate_record_get_string (gpointer record, guint field);
/* Whether it is @text; an absent one is NULL. */
gboolean _vmistate_record_is (gpointer record, guint field, const char *text);
gboolean _vmistate_record_get_boolean (gpointer record, guint field, gboolean *value);
/* The value itself, FALSE where it is absent. */
gboolean _vmistate_record_is_true (gpointer record, guint field);
gboolean _vmistate_record_get_int32 (gpointer record, guint field, gint32 *value);
gboolean _vmistate_record_get_uint32 (gpointer record, guint field, guint32 *value);
gboolean _vmistate_record_get_int64 (gpointer record, guint field, gint64 *value);
gboolean _vmistate_record_get_uint64 (gpointer record, guint field, guint64 *value);
gboolean _vmistate_record_get_double (gpointer record, guint field, double *value);
GDateTime *_vmistate_record_dup_time (gpointer record, guint field);
gpointer _vmistate_record_get_record (gpointer record, guint field);
GPtrArray *_vmistate_record_get_list (gpointer record, guint field);
int _vmistate_record_get_enum (gpointer record, guint field, GType enum_type);
/* Returns: (transfer none) (nullable) (array zero-terminated=1): as long as @record lives */
const char *const *_vmistate_record_get_texts (gpointer record, guint field);
GVariant *_vmistate_record_get_variant (gpointer record, guint field);

/* Making: only before the record is given to anybody else. NULL makes a field absent, and so does
 * a number that the field cannot hold: no number is better than a wrong one. */
void _vmistate_record_set_string (gpointer record, guint field, const char *value);
/* The same, for what is mostly a constant of the program. */
void _vmistate_record_set_constant (gpointer record, guint field, const char *value);
/* @text: (transfer none) (nullable): of a record, or made by _vmistate_text_new() */
void _vmistate_record_set_text (gpointer record, guint field, GRefString *text);
void _vmistate_record_set_string_if_absent (gpointer record, guint field, const char *value);
void _vmistate_record_set_boolean (gpointer record, guint field, gboolean value);
void _vmistate_record_set_integer (gpointer record, guint field, gint64 value);
void _vmistate_record_set_double (gpointer record, guint field, double value);
void _vmistate_record_set_time (gpointer record, guint field, gint64 usec);
void _vmistate_record_take_record (gpointer record, guint field, gpointer value);
void _vmistate_record_set_record (gpointer record, guint field, gpointer value);
void _vmistate_record_take_list (gpointer record, guint field, GPtrArray *records);
/* The same for a list that needs no shrinking. */
void _vmistate_record_put_list (gpointer record, guint field, GPtrArray *records);
void _vmistate_record_set_list (gpointer record, guint field, GPtrArray *records);
/* No texts make it absent. */
void _vmistate_record_set_texts (gpointer record, guint field, const char *const *texts, gsize n);
/* @texts: (transfer full) (nullable) */
void _vmistate_record_take_texts (gpointer record, guint field, VmistateTexts *texts);
void _vmistate_record_take_variant (gpointer record, guint field, GVariant *value);
void _vmistate_record_clear_field (gpointer record, guint field);
void _vmistate_record_copy_field (gpointer to, guint to_field, gpointer from, guint from_field);
/* @lazy: (transfer full) (nullable) */
void _vmistate_record_take_lazy (gpointer record, guint field, VmistateLazyList *lazy);
VmistateLazyList *_vmistate_record_get_lazy (gpointer record, guint field);
/* The first record of @list, which may be NULL, whose text in @field is @text. */
gpointer _vmistate_record_list_find (GPtrArray *list, guint field, const char *text);
/* Returns: (transfer full): the same records in a list of its own; an empty one of NULL */
GPtrArray *_vmistate_record_list_copy (GPtrArray *list);
GPtrArray *_vmistate_record_list_new (void);
/* A list of borrowed records, first those of @head, that takes no more memory than they need. For
 * _vmistate_record_put_list(). */
GPtrArray *_vmistate_record_list_join (gpointer *head, guint n_head, gpointer *tail, guint n_tail);

/* (nullable) (immutable): members that this version does not know */
JsonObject *_vmistate_record_get_unknown (gpointer record);
/* @unknown: (transfer full) (nullable) */
void _vmistate_record_take_unknown (gpointer record, JsonObject *unknown);

/* A shallow copy: fields are shared, the copy may still be changed. */
gpointer _vmistate_record_copy (gpointer record);

/* The same without members that this version does not know, for what is kept in memory.
 * Returns: (transfer full) */
gpointer _vmistate_record_lean (gpointer record);

/* Comparing: record-compare.c */
gboolean _vmistate_record_equal (gpointer a, gpointer b);
/* The same with what is not compared otherwise: whether one can stand for the other. */
gboolean _vmistate_record_same (gpointer a, gpointer b);
void _vmistate_record_share (gpointer fresh, gpointer old, guint64 but);

/* JSON: record-write.c and record-read.c */
JsonNode *_vmistate_record_to_node (gpointer record, VmistateProfile profile);
gpointer _vmistate_record_from_node (GType type, JsonNode *node, const char *path, GError **error);
gpointer _vmistate_record_from_json (GType type, const char *json, gssize length, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "selection.h"

#include <string.h>

#include "http/api/enum-text.h"
#include "http/api/label-selector.h"

typedef const char *(*ReadField) (const VmistateHttpSnapshot *snapshot);

typedef struct
{
  ReadField read;
  char *value; /* (owned) */
  gboolean equal;
} FieldTest;

struct _VmistateHttpSelection
{
  char *namespace_;                  /* (owned) (nullable): of all */
  GArray *fields;                    /* (owned) (element-type FieldTest) all have to hold */
  VmistateHttpLabelSelector *labels; /* (owned) (nullable): any */
};

/* Fields */

static const char *
read_name (const VmistateHttpSnapshot *snapshot)
{
  return snapshot->name;
}

static const char *
read_namespace (const VmistateHttpSnapshot *snapshot)
{
  return snapshot->namespace_;
}

static const char *
read_phase (const VmistateHttpSnapshot *snapshot)
{
  return _vmistate_http_enum_text (VMISTATE_TYPE_PHASE,
                                   vmistate_status_get_phase (snapshot->status));
}

static const char *
read_node (const VmistateHttpSnapshot *snapshot)
{
  return vmistate_status_get_node_name (snapshot->status);
}

static const struct
{
  const char *field;
  ReadField read;
} fields[] = {
  { "metadata.name", read_name },
  { "metadata.namespace", read_namespace },
  { "status.phase", read_phase },
  { "status.nodeName", read_node },
};

static ReadField
find_field (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (g_str_equal (fields[i].field, name))
        return fields[i].read;
    }
  return NULL;
}

static void
field_test_clear (gpointer data)
{
  g_free (((FieldTest *) data)->value);
}

/* NAME=VALUE, NAME==VALUE or NAME!=VALUE. Returns: FALSE after the request was refused */
static gboolean
add_field (VmistateHttpSelection *self, VmistateHttpExchange *exchange, const char *text)
{
  const char *sign = strchr (text, '=');
  FieldTest test = { .equal = TRUE };
  g_autofree char *name = NULL;
  gsize length;

  if (sign == NULL)
    {
      _vmistate_http_fail (exchange, SOUP_STATUS_BAD_REQUEST, "BadRequest",
                           "invalid field selector: '%s'; can't understand it", text);
      return FALSE;
    }
  length = (gsize) (sign - text);
  test.equal = length == 0 || text[length - 1] != '!';
  name = g_strndup (text, test.equal ? length : length - 1);
  test.read = find_field (g_strstrip (name));
  if (test.read == NULL)
    {
      _vmistate_http_fail (exchange, SOUP_STATUS_BAD_REQUEST, "BadRequest",
                           "field label not supported: %s", name);
      return FALSE;
    }
  test.value = g_strstrip (g_strdup (sign[1] == '=' ? sign + 2 : sign + 1));
  g_array_append_val (self->fields, test);
  return TRUE;
}

static gboolean
add_fields (VmistateHttpSelection *self, VmistateHttpExchange *exchange)
{
  const char *text = _vmistate_http_get_parameter (exchange, "fieldSelector");
  g_auto (GStrv) tests = g_strsplit (text != NULL ? text : "", ",", -1);

  for (guint i = 0; tests[i] != NULL; i++)
    {
      if (*tests[i] != '\0' && !add_field (self, exchange, tests[i]))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_labels (VmistateHttpSelection *self, VmistateHttpExchange *exchange)
{
  const char *text = _vmistate_http_get_parameter (exchange, "labelSelector");
  g_autoptr (GError) error = NULL;

  if (text == NULL)
    return TRUE;
  self->labels = _vmistate_http_label_selector_new (text, &error);
  if (self->labels == NULL)
    _vmistate_http_fail (exchange, SOUP_STATUS_BAD_REQUEST, "BadRequest", "%s", error->message);
  return self->labels != NULL;
}

VmistateHttpSelection *
_vmistate_http_selection_new (VmistateHttpExchange *exchange)
{
  g_autoptr (VmistateHttpSelection) self = g_new0 (VmistateHttpSelection, 1);
  if (exchange->namespace_ != NULL && *exchange->namespace_ != '\0')
    self->namespace_ = g_strdup (exchange->namespace_);
  self->fields = g_array_new (FALSE, FALSE, sizeof (FieldTest));
  g_array_set_clear_func (self->fields, field_test_clear);
  return add_fields (self, exchange) && add_labels (self, exchange) ? g_steal_pointer (&self)
                                                                    : NULL;
}

void
_vmistate_http_selection_free (VmistateHttpSelection *self)
{
  g_free (self->namespace_);
  g_array_unref (self->fields);
  g_clear_pointer (&self->labels, _vmistate_http_label_selector_free);
  g_free (self);
}

gboolean
_vmistate_http_selection_has (const VmistateHttpSelection *self, VmistateHttpSnapshot *snapshot)
{
  if (snapshot == NULL)
    return FALSE;
  if (self->namespace_ != NULL && !g_str_equal (self->namespace_, snapshot->namespace_))
    return FALSE;
  for (guint i = 0; i < self->fields->len; i++)
    {
      const FieldTest *test = &g_array_index (self->fields, FieldTest, i);
      const char *value = test->read (snapshot);

      /* To a selector what is not there is an empty text. */
      if (g_str_equal (value != NULL ? value : "", test->value) != test->equal)
        return FALSE;
    }
  return self->labels == NULL || _vmistate_http_label_selector_has (self->labels, snapshot);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "address-sheet.h"

#include "model/address.h"

#include <string.h>

typedef struct
{
  VmistateLazyList parent;
  guint n_rows;
  VmistateAddressRow rows[];
} Sheet;

static const char *const origin_names[] = {
  [VMISTATE_ORIGIN_GUEST] = "guest-agent",
  [VMISTATE_ORIGIN_POD] = "pod",
  [VMISTATE_ORIGIN_MULTUS] = "multus-status",
};

static gboolean
sheet_equal (const VmistateLazyList *first, const VmistateLazyList *second)
{
  const Sheet *a = (const Sheet *) first;
  const Sheet *b = (const Sheet *) second;

  if (a->n_rows != b->n_rows)
    return FALSE;
  for (guint i = 0; i < a->n_rows; i++)
    {
      const VmistateAddressRow *left = &a->rows[i];
      const VmistateAddressRow *right = &b->rows[i];

      if (left->prefix != right->prefix || left->origin != right->origin
          || left->is_held != right->is_held || !g_str_equal (left->text, right->text)
          || g_strcmp0 (left->guest_name, right->guest_name) != 0)
        return FALSE;
    }
  return TRUE;
}

static gpointer
address_from_row (const VmistateAddressRow *row)
{
  VmistateAddress *address = g_object_new (VMISTATE_TYPE_ADDRESS, NULL);

  _vmistate_record_set_text (address, ADDRESS_ADDRESS, row->text);
  if (row->prefix != VMISTATE_NO_PREFIX)
    _vmistate_record_set_integer (address, ADDRESS_PREFIX, row->prefix);
  _vmistate_record_set_constant (address, ADDRESS_ORIGIN, origin_names[row->origin]);
  _vmistate_record_set_constant (address, ADDRESS_STATE, row->is_held ? "HELD" : "LIVE");
  _vmistate_record_set_text (address, ADDRESS_INTERFACE_NAME, row->guest_name);
  return address;
}

static GPtrArray *
sheet_expand (const VmistateLazyList *list)
{
  const Sheet *sheet = (const Sheet *) list;
  GPtrArray *addresses = _vmistate_record_list_new ();

  for (guint i = 0; i < sheet->n_rows; i++)
    g_ptr_array_add (addresses, address_from_row (&sheet->rows[i]));
  return addresses;
}

static void
sheet_free (VmistateLazyList *list)
{
  Sheet *sheet = (Sheet *) list;

  for (guint i = 0; i < sheet->n_rows; i++)
    {
      g_ref_string_release (sheet->rows[i].text);
      g_clear_pointer (&sheet->rows[i].guest_name, g_ref_string_release);
    }
  g_free (sheet);
}

static const VmistateLazyClass sheet_class = {
  .equal = sheet_equal,
  .is_exact = TRUE,
  .expand = sheet_expand,
  .free = sheet_free,
};

VmistateLazyList *
_vmistate_address_sheet_new (const VmistateAddressRow *rows, guint n_rows)
{
  Sheet *sheet = g_malloc (sizeof (Sheet) + n_rows * sizeof (VmistateAddressRow));

  _vmistate_lazy_list_init (&sheet->parent, &sheet_class);
  sheet->n_rows = n_rows;
  memcpy (sheet->rows, rows, n_rows * sizeof (VmistateAddressRow));
  return &sheet->parent;
}

const VmistateAddressRow *
_vmistate_address_sheet_get_rows (const VmistateLazyList *list, guint *n)
{
  const Sheet *sheet = (const Sheet *) list;

  *n = 0;
  if (list == NULL || list->klass != &sheet_class)
    return NULL;
  *n = sheet->n_rows;
  return sheet->rows;
}

gboolean
_vmistate_address_sheet_has_held (const VmistateLazyList *list)
{
  guint n;
  const VmistateAddressRow *rows = _vmistate_address_sheet_get_rows (list, &n);

  for (guint i = 0; i < n; i++)
    {
      if (rows[i].is_held)
        return TRUE;
    }
  return FALSE;
}

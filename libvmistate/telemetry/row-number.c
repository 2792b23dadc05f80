/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "row-number.h"

#include "label-text.h"

#include "model/record-value.h"

static void
add_integer (VmistateExposition *exposition, VmistateSamples *samples, const GString *labels,
             VmistateConversion conversion, gint64 value)
{
  /* No number that is told here can be negative: such a one says nothing. */
  if (value < 0)
    return;
  switch (conversion)
    {
    case VMISTATE_CONVERT_USEC:
      _vmistate_exposition_add_seconds (exposition, samples, labels, (guint64) value);
      break;
    case VMISTATE_CONVERT_NSEC:
      _vmistate_exposition_add_double (exposition, samples, labels, (double) value / 1e9);
      break;
    case VMISTATE_CONVERT_MSEC:
      if (value <= G_MAXINT64 / 1000)
        _vmistate_exposition_add_seconds (exposition, samples, labels, (guint64) value * 1000);
      break;
    case VMISTATE_CONVERT_NOTHING:
    case VMISTATE_CONVERT_PERCENT:
    default:
      _vmistate_exposition_add_uint (exposition, samples, labels, (guint64) value);
    }
}

void
_vmistate_row_add_number (VmistateExposition *exposition, VmistateSamples *samples,
                          const GString *labels, const VmistateRow *row, gpointer record)
{
  const VmistateValue *value;

  if (!_vmistate_record_has (record, row->field))
    return;
  value = &_vmistate_record_get_values (record)[row->field];
  switch (_vmistate_record_get_kind (record, row->field))
    {
    case VMISTATE_FIELD_DOUBLE:
      _vmistate_exposition_add_double (
          exposition, samples, labels,
          row->conversion == VMISTATE_CONVERT_PERCENT ? value->number / 100 : value->number);
      break;
    case VMISTATE_FIELD_TIME:
      add_integer (exposition, samples, labels, VMISTATE_CONVERT_USEC, value->integer);
      break;
    default:
      add_integer (exposition, samples, labels, row->conversion, value->integer);
    }
}

void
_vmistate_row_append_label (GString *labels, const char *name, gpointer record, guint field)
{
  if (!_vmistate_record_has (record, field))
    return;
  if (_vmistate_record_get_kind (record, field) == VMISTATE_FIELD_STRING)
    _vmistate_label_append (labels, name, _vmistate_record_get_string (record, field));
  else
    _vmistate_label_append_uint (labels, name,
                                 (guint64) _vmistate_record_get_values (record)[field].integer);
}

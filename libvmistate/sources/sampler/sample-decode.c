/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "sample-decode.h"

#include <string.h>

#include "model/sample/sample.h"
#include "sample-parts.h"

#define MAX_PARAMETERS 262144 /* libvirt's own limit for one domain */
#define MAX_TEXT_BYTES 4096   /* PATH_MAX */

/* Numbers */

static gboolean
read_double (double number, gint64 *value)
{
  /* 2^63 is a double, the largest gint64 is none. */
  if (!(number >= -0x1p63 && number < 0x1p63))
    return FALSE;
  *value = (gint64) number;
  return (double) *value == number;
}

static gboolean
read_number (const virTypedParameter *parameter, gint64 *value)
{
  switch (parameter->type)
    {
    case VIR_TYPED_PARAM_INT:
      *value = parameter->value.i;
      return TRUE;
    case VIR_TYPED_PARAM_UINT:
      *value = parameter->value.ui;
      return TRUE;
    case VIR_TYPED_PARAM_LLONG:
      *value = parameter->value.l;
      return TRUE;
    case VIR_TYPED_PARAM_ULLONG:
      *value = (gint64) parameter->value.ul;
      return parameter->value.ul <= G_MAXINT64;
    case VIR_TYPED_PARAM_DOUBLE:
      return read_double (parameter->value.d, value);
    default:
      return FALSE;
    }
}

/* Nanoseconds as microseconds. The processor time of a very large domain may need the 64th bit; all
 * of them set is how libvirt writes -1. */
static gboolean
read_nsec (const virTypedParameter *parameter, gint64 *value)
{
  if (parameter->type == VIR_TYPED_PARAM_ULLONG && parameter->value.ul != G_MAXUINT64)
    {
      *value = (gint64) (parameter->value.ul / 1000);
      return TRUE;
    }
  if (!read_number (parameter, value) || *value < 0)
    return FALSE;
  *value /= 1000;
  return TRUE;
}

static gboolean
multiply (gint64 factor, gint64 *value)
{
  return !__builtin_mul_overflow (*value, factor, value);
}

/* Returns: whether @parameter is a number that fits into 63 bits in the unit of the sample */
static gboolean
read_in_unit (const virTypedParameter *parameter, Unit unit, gint64 *value)
{
  if (unit == UNIT_NSEC)
    return read_nsec (parameter, value);
  if (!read_number (parameter, value))
    return FALSE;
  switch (unit)
    {
    case UNIT_SEC:
      return *value > 0 && multiply (G_USEC_PER_SEC, value);
    case UNIT_KIB:
      return multiply (1 << 10, value);
    case UNIT_MIB:
      return multiply (1 << 20, value);
    default:
      return TRUE;
    }
}

/* Whether it is one of the two that a boolean can be */
static gboolean
read_boolean (const virTypedParameter *parameter, gint64 *value)
{
  if (parameter->type == VIR_TYPED_PARAM_BOOLEAN)
    {
      *value = parameter->value.b != 0;
      return TRUE;
    }
  return read_number (parameter, value) && (*value == 0 || *value == 1);
}

/* Texts */

static gboolean
steers (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_LINE_SEPARATOR
         || type == G_UNICODE_PARAGRAPH_SEPARATOR;
}

/* A text ends up in terminals, labels and tables. What would steer one there is no name or path
 * that we know how to tell. */
static gboolean
is_plain (const char *text)
{
  gsize length = strnlen (text, MAX_TEXT_BYTES + 1);

  if (length == 0 || length > MAX_TEXT_BYTES || !g_utf8_validate (text, (gssize) length, NULL))
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      if (g_ascii_iscntrl (*at) || ((guchar) *at >= 0x80 && steers (g_utf8_get_char (at))))
        return FALSE;
    }
  return TRUE;
}

/* Parameters */

static void
set_text (gpointer record, guint field, const virTypedParameter *parameter)
{
  if (parameter->type == VIR_TYPED_PARAM_STRING && parameter->value.s != NULL
      && is_plain (parameter->value.s))
    _vmistate_record_set_string (record, field, parameter->value.s);
}

static void
set_value (gpointer record, const Place *place, const virTypedParameter *parameter)
{
  guint n_fields;
  VmistateFieldKind kind = _vmistate_record_get_fields (record, &n_fields)[place->field].kind;
  gboolean is_counter = place->part >= PART_FIRST_NAMED;
  gint64 value;

  if (kind == VMISTATE_FIELD_STRING)
    set_text (record, place->field, parameter);
  else if (kind == VMISTATE_FIELD_BOOLEAN)
    {
      if (read_boolean (parameter, &value))
        _vmistate_record_set_boolean (record, place->field, value != 0);
    }
  else if (is_counter && parameter->type == VIR_TYPED_PARAM_BOOLEAN)
    _vmistate_record_set_integer (record, place->field, parameter->value.b != 0);
  else if (read_in_unit (parameter, place->unit, &value) && _vmistate_field_fits (kind, value))
    _vmistate_record_set_integer (record, place->field, value);
}

/* Returns: whether there is a place for it, though its value may be none */
static gboolean
take (SampleParts *parts, const virTypedParameter *parameter)
{
  Address address;
  Place place;
  gpointer record;

  if (!_vmistate_sample_key_find (parameter->field, &place, &address))
    return FALSE;
  if (place.part >= PART_FIRST_NAMED && !is_plain (address.name))
    return FALSE;
  record = _vmistate_sample_parts_get (parts, place.part, &address);
  if (record == NULL)
    return FALSE;
  if (place.opens != PART_SAMPLE)
    _vmistate_sample_parts_open (parts, place.opens, &address);
  if (place.field != FIELD_NONE)
    set_value (record, &place, parameter);
  return TRUE;
}

VmistateSample *
_vmistate_sample_decode (const virTypedParameter *parameters, int n_parameters,
                         gint64 taken_at_usec)
{
  int n_taken = MIN (n_parameters, MAX_PARAMETERS);
  gint64 n_unknown = n_parameters - n_taken;
  VmistateSample *sample;
  SampleParts parts;

  _vmistate_sample_parts_init (&parts);
  for (int i = 0; i < n_taken; i++)
    n_unknown += !take (&parts, &parameters[i]);
  sample = _vmistate_sample_parts_end (&parts);
  _vmistate_record_set_time (sample, SAMPLE_TAKEN_AT, taken_at_usec);
  _vmistate_record_set_integer (sample, SAMPLE_UNKNOWN_KEYS, n_unknown);
  return sample;
}

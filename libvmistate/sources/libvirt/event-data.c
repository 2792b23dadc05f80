/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "event-data.h"
#include "sources/clean-text.h"

#define MAX_PARAMETERS 256

GVariantBuilder *
_vmistate_event_data_new (void)
{
  return g_variant_builder_new (G_VARIANT_TYPE ("a{ss}"));
}

void
_vmistate_event_data_add_text (GVariantBuilder *self, const char *name, const char *text)
{
  g_autofree char *valid = NULL;

  if (text == NULL)
    return;
  valid = _vmistate_clean_text (text);
  g_variant_builder_add (self, "{ss}", name, valid);
}

void
_vmistate_event_data_add_number (GVariantBuilder *self, const char *name, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  g_variant_builder_add (self, "{ss}", name, text);
}

void
_vmistate_event_data_add_choice (GVariantBuilder *self, const char *name, const char *const *names,
                                 int number)
{
  if (number >= 0 && (guint) number < g_strv_length ((char **) names))
    g_variant_builder_add (self, "{ss}", name, names[number]);
  else
    _vmistate_event_data_add_number (self, name, number);
}

static void
add_parameter (GVariantBuilder *self, virTypedParameterPtr parameter)
{
  g_autofree char *name = _vmistate_clean_text (parameter->field);
  g_autofree char *text = NULL;

  switch (parameter->type)
    {
    case VIR_TYPED_PARAM_STRING:
      _vmistate_event_data_add_text (self, name, parameter->value.s);
      return;
    case VIR_TYPED_PARAM_INT:
      text = g_strdup_printf ("%d", parameter->value.i);
      break;
    case VIR_TYPED_PARAM_UINT:
      text = g_strdup_printf ("%u", parameter->value.ui);
      break;
    case VIR_TYPED_PARAM_LLONG:
      text = g_strdup_printf ("%lld", parameter->value.l);
      break;
    case VIR_TYPED_PARAM_ULLONG:
      text = g_strdup_printf ("%llu", parameter->value.ul);
      break;
    case VIR_TYPED_PARAM_DOUBLE:
      text = g_strdup_printf ("%g", parameter->value.d);
      break;
    case VIR_TYPED_PARAM_BOOLEAN:
      text = g_strdup (parameter->value.b ? "true" : "false");
      break;
    default: /* a type of a newer libvirt */
      return;
    }
  g_variant_builder_add (self, "{ss}", name, text);
}

void
_vmistate_event_data_add_parameters (GVariantBuilder *self, virTypedParameterPtr parameters,
                                     int n_parameters)
{
  for (int i = 0; i < MIN (n_parameters, MAX_PARAMETERS); i++)
    add_parameter (self, &parameters[i]);
}

GVariant *
_vmistate_event_data_end (GVariantBuilder *self)
{
  GVariant *data = g_variant_builder_end (self);

  g_variant_builder_unref (self);
  return data;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The arguments of events: named, bounded, valid; and names for all numbers that this libvirt has.
 */

#include "config.h"

#include <string.h>

/* Shows the numbers of values in each of libvirt's enumerations. */
#define VIR_ENUM_SENTINELS
#include <libvirt/libvirt.h>

#include "sources/libvirt/event-data.h"
#include "sources/libvirt/event-names.h"
#include "sources/clean-text.h"

static char *
print (GVariantBuilder *data)
{
  g_autoptr (GVariant) variant = g_variant_ref_sink (_vmistate_event_data_end (data));

  return g_variant_print (variant, /* type_annotate= */ FALSE);
}

static void
assert_prints (GVariantBuilder *data, const char *expected)
{
  g_autofree char *found = print (data);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_text (void)
{
  GVariantBuilder *data = _vmistate_event_data_new ();

  _vmistate_event_data_add_text (data, "path", "/p/d.img");
  _vmistate_event_data_add_text (data, "nothing", NULL);
  _vmistate_event_data_add_text (data, "empty", "");
  _vmistate_event_data_add_text (data, "broken",
                                 "a\xff"
                                 "b");
  assert_prints (data, "{'path': '/p/d.img', 'empty': '', 'broken': 'a\357\277\275b'}");
}

static void
assert_clean (const char *text)
{
  g_autofree char *clean = _vmistate_clean_text (text);

  g_assert_cmpuint (strlen (clean), <=, VMISTATE_CLEAN_TEXT_MAX_BYTES);
  g_assert_cmpuint (strlen (clean), >, VMISTATE_CLEAN_TEXT_MAX_BYTES - 4);
  g_assert_true (g_utf8_validate (clean, -1, NULL));
}

static void
test_long_text (void)
{
  char bytes[5000];
  g_autoptr (GString) wide = g_string_new (NULL);

  memset (bytes, 'a', sizeof bytes);
  bytes[sizeof bytes - 1] = '\0';
  assert_clean (bytes);
  memset (bytes, 0xff, sizeof bytes - 1);
  assert_clean (bytes);
  for (guint i = 0; i < 2000; i++)
    g_string_append (wide, "\342\202\254");
  assert_clean (wide->str);
  g_string_prepend_c (wide, 'x');
  assert_clean (wide->str);
}

static void
test_choice (void)
{
  GVariantBuilder *data = _vmistate_event_data_new ();

  _vmistate_event_data_add_choice (data, "known", _vmistate_watchdog_names,
                                   VIR_DOMAIN_EVENT_WATCHDOG_POWEROFF);
  _vmistate_event_data_add_choice (data, "new", _vmistate_watchdog_names, 99);
  _vmistate_event_data_add_choice (data, "negative", _vmistate_watchdog_names, -1);
  assert_prints (data, "{'known': 'POWEROFF', 'new': '99', 'negative': '-1'}");
}

static void
test_parameters (void)
{
  virTypedParameter parameters[] = {
    { .field = "s", .type = VIR_TYPED_PARAM_STRING, .value.s = (char *) "text" },
    { .field = "i", .type = VIR_TYPED_PARAM_INT, .value.i = -1 },
    { .field = "ui", .type = VIR_TYPED_PARAM_UINT, .value.ui = G_MAXUINT32 },
    { .field = "l", .type = VIR_TYPED_PARAM_LLONG, .value.l = G_MININT64 },
    { .field = "ul", .type = VIR_TYPED_PARAM_ULLONG, .value.ul = G_MAXUINT64 },
    { .field = "d", .type = VIR_TYPED_PARAM_DOUBLE, .value.d = 0.5 },
    { .field = "b", .type = VIR_TYPED_PARAM_BOOLEAN, .value.b = 1 },
    { .field = "new", .type = 99 },
    { .field = "br\xffken", .type = VIR_TYPED_PARAM_INT, .value.i = 7 },
  };
  GVariantBuilder *data = _vmistate_event_data_new ();

  _vmistate_event_data_add_parameters (data, parameters, G_N_ELEMENTS (parameters));
  assert_prints (data, "{'s': 'text', 'i': '-1', 'ui': '4294967295', 'l': '-9223372036854775808', "
                       "'ul': '18446744073709551615', 'd': '0.5', 'b': 'true', "
                       "'br\357\277\275ken': '7'}");
}

static void
test_many_parameters (void)
{
  g_autofree virTypedParameter *parameters = g_new0 (virTypedParameter, 5000);
  GVariantBuilder *data = _vmistate_event_data_new ();
  g_autoptr (GVariant) variant = NULL;

  for (guint i = 0; i < 5000; i++)
    {
      g_snprintf (parameters[i].field, sizeof parameters[i].field, "p%u", i);
      parameters[i].type = VIR_TYPED_PARAM_INT;
    }
  _vmistate_event_data_add_parameters (data, parameters, 5000);
  variant = g_variant_ref_sink (_vmistate_event_data_end (data));
  g_assert_cmpuint (g_variant_n_children (variant), >=, 64);
  g_assert_cmpuint (g_variant_n_children (variant), <, 5000);
}

/* Names */

/* A newer libvirt may have numbers that have no name here yet. */
static void
assert_names (VmistateEventNames names, guint n)
{
  g_assert_cmpuint (g_strv_length ((char **) names), <=, n);
  if (LIBVIR_VERSION_NUMBER < 9001000)
    g_assert_cmpuint (g_strv_length ((char **) names), ==, n);
}

static void
test_names (void)
{
  assert_names (_vmistate_lifecycle_names, VIR_DOMAIN_EVENT_LAST);
  assert_names (_vmistate_watchdog_names, VIR_DOMAIN_EVENT_WATCHDOG_LAST);
  assert_names (_vmistate_io_error_names, VIR_DOMAIN_EVENT_IO_ERROR_LAST);
  assert_names (_vmistate_graphics_names, VIR_DOMAIN_EVENT_GRAPHICS_LAST);
  assert_names (_vmistate_block_job_type_names, VIR_DOMAIN_BLOCK_JOB_TYPE_LAST);
  assert_names (_vmistate_block_job_status_names, VIR_DOMAIN_BLOCK_JOB_LAST);
  assert_names (_vmistate_disk_change_names, VIR_DOMAIN_EVENT_DISK_CHANGE_LAST);
  assert_names (_vmistate_tray_change_names, VIR_DOMAIN_EVENT_TRAY_CHANGE_LAST);
  assert_names (_vmistate_agent_state_names, VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_STATE_LAST);
  assert_names (_vmistate_agent_reason_names, VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_LAST);
  assert_names (_vmistate_metadata_names, VIR_DOMAIN_METADATA_LAST);
  assert_names (_vmistate_memory_recipient_names, VIR_DOMAIN_EVENT_MEMORY_FAILURE_RECIPIENT_LAST);
  assert_names (_vmistate_memory_action_names, VIR_DOMAIN_EVENT_MEMORY_FAILURE_ACTION_LAST);
}

static void
test_detail_names (void)
{
  static const guint n_details[] = {
    [VIR_DOMAIN_EVENT_DEFINED] = VIR_DOMAIN_EVENT_DEFINED_LAST,
    [VIR_DOMAIN_EVENT_UNDEFINED] = VIR_DOMAIN_EVENT_UNDEFINED_LAST,
    [VIR_DOMAIN_EVENT_STARTED] = VIR_DOMAIN_EVENT_STARTED_LAST,
    [VIR_DOMAIN_EVENT_SUSPENDED] = VIR_DOMAIN_EVENT_SUSPENDED_LAST,
    [VIR_DOMAIN_EVENT_RESUMED] = VIR_DOMAIN_EVENT_RESUMED_LAST,
    [VIR_DOMAIN_EVENT_STOPPED] = VIR_DOMAIN_EVENT_STOPPED_LAST,
    [VIR_DOMAIN_EVENT_SHUTDOWN] = VIR_DOMAIN_EVENT_SHUTDOWN_LAST,
    [VIR_DOMAIN_EVENT_PMSUSPENDED] = VIR_DOMAIN_EVENT_PMSUSPENDED_LAST,
    [VIR_DOMAIN_EVENT_CRASHED] = VIR_DOMAIN_EVENT_CRASHED_LAST,
  };

  g_assert_cmpuint (G_N_ELEMENTS (n_details), <=, VIR_DOMAIN_EVENT_LAST);
  for (guint i = 0; i < G_N_ELEMENTS (n_details); i++)
    assert_names (_vmistate_lifecycle_detail_names (i), n_details[i]);
  assert_names (_vmistate_lifecycle_detail_names (-1), 0);
  assert_names (_vmistate_lifecycle_detail_names (VIR_DOMAIN_EVENT_LAST), 0);
  g_assert_cmpstr (_vmistate_lifecycle_detail_names (
                       VIR_DOMAIN_EVENT_SUSPENDED)[VIR_DOMAIN_EVENT_SUSPENDED_API_ERROR],
                   ==, "API_ERROR");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/libvirt/event-data/text", test_text);
  g_test_add_func ("/libvirt/event-data/long-text", test_long_text);
  g_test_add_func ("/libvirt/event-data/choice", test_choice);
  g_test_add_func ("/libvirt/event-data/parameters", test_parameters);
  g_test_add_func ("/libvirt/event-data/many-parameters", test_many_parameters);
  g_test_add_func ("/libvirt/event-names/complete", test_names);
  g_test_add_func ("/libvirt/event-names/details", test_detail_names);
  return g_test_run ();
}

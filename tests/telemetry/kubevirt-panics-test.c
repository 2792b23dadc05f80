/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Panics of guests are counted by what hypervisors tell, and nothing else is one. */

#include "fleet.h"

#define FACT(time, body)                                                                           \
  "{\"source\":\"libvirt:test\",\"namespace\":\"n\",\"name\":\"vm\",\"uid\":\"u\","                \
  "\"observedAt\":\"2026-01-01T00:00:" time "Z\"," body "}"
#define RUNNING "\"domainState\":{\"state\":1,\"reason\":1}"
#define GONE    "\"domainState\":{\"state\":5,\"reason\":3,\"gone\":true}"
#define EVENT(name, event, detail)                                                                 \
  "\"domainEvent\":{\"id\":0,\"name\":\"" name "\",\"data\":{\"event\":\"" event                   \
  "\",\"detail\":\"" detail "\"}}"

#define PANICS "kubevirt_vmi_guest_os_panic"

static void
set_up (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  fleet_set_up (self, /* path= */ NULL);
  vmistate_metrics_set_profiles (self->metrics, VMISTATE_METRICS_PROFILES_KUBEVIRT);
  fleet_tell (self, FACT ("01", RUNNING));
}

static void
tear_down (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  fleet_tear_down (self);
}

static void
assert_panics (Fleet *self, const char *value)
{
  g_autofree char *found = fleet_list (self, VMISTATE_METRICS_FORMAT_OPENMETRICS, PANICS);
  g_autofree char *expected =
      value == NULL ? g_strdup ("")
                    : g_strconcat (PANICS "_total{uuid=\"u\",namespace=\"n\",name=\"vm\","
                                          "type=\"unknown\",bugcheck_code=\"unknown\"} ",
                                   value, "\n", NULL);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_counted (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  assert_panics (self, NULL);
  fleet_tell (self, FACT ("02", EVENT ("LIFECYCLE", "CRASHED", "PANICKED")));
  assert_panics (self, "1");
  fleet_tell (self, FACT ("03", EVENT ("LIFECYCLE", "CRASHED", "CRASHLOADED")));
  fleet_tell (self, FACT ("03", EVENT ("LIFECYCLE", "CRASHED", "PANICKED")));
  assert_panics (self, "3");
}

static void
test_not_counted (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  fleet_tell (self, FACT ("02", EVENT ("LIFECYCLE", "STOPPED", "CRASHED")));
  fleet_tell (self, FACT ("02", EVENT ("LIFECYCLE", "STOPPED", "PANICKED")));
  fleet_tell (self, FACT ("02", EVENT ("LIFECYCLE", "CRASHED", "2")));
  fleet_tell (self, FACT ("02", EVENT ("REBOOT", "CRASHED", "PANICKED")));
  fleet_tell (self, FACT ("02", "\"domainEvent\":{\"id\":0,\"name\":\"LIFECYCLE\"}"));
  assert_panics (self, NULL);
}

/* They are the VMI's until it goes. */
static void
test_forgotten (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  fleet_tell (self, FACT ("02", EVENT ("LIFECYCLE", "CRASHED", "PANICKED")));
  assert_panics (self, "1");
  fleet_tell (self, FACT ("03", GONE));
  fleet_tell (self, FACT ("04", RUNNING));
  assert_panics (self, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name)                                                                                  \
  g_test_add ("/telemetry/kubevirt-panics/" #name, Fleet, NULL, set_up, test_##name, tear_down)
  ADD (counted);
  ADD (not_counted);
  ADD (forgotten);
#undef ADD
  return g_test_run ();
}

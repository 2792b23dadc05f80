/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The way to libvirt: how its errors are understood, and the poller as it is used, on libvirt's
 * own test driver. */

#include "config.h"

#include <libvirt/virterror.h>

#include <vmistate/vmistate.h>

#include "model/payloads.h"
#include "monitor/sink.h"
#include "sources/agent/agent-poller.h"

/* The one domain of test:///default */
#define TEST_DOMAIN "6695eb01-f6a4-8304-79aa-97f2502e193f"

typedef struct
{
  int domain;
  int code;
  const char *message;
  const char *nick;
  VmistateAgentOutcome outcome;
} Row;

static const Row rows[] = {
  { VIR_FROM_QEMU, VIR_ERR_AGENT_UNRESPONSIVE, "Guest agent not available for now", "timeout",
    VMISTATE_AGENT_OUTCOME_TIMED_OUT },
  { VIR_FROM_QEMU, VIR_ERR_OPERATION_TIMEOUT, "cannot acquire state change lock", "timeout",
    VMISTATE_AGENT_OUTCOME_TIMED_OUT },
  { VIR_FROM_QEMU, VIR_ERR_AGENT_UNSYNCED, "wrong id", "protocol",
    VMISTATE_AGENT_OUTCOME_TIMED_OUT },
  { VIR_FROM_QEMU, VIR_ERR_ARGUMENT_UNSUPPORTED, "QEMU guest agent is not configured",
    "unsupported", VMISTATE_AGENT_OUTCOME_REFUSED },
  { VIR_FROM_TEST, VIR_ERR_NO_SUPPORT, "not supported", "unsupported",
    VMISTATE_AGENT_OUTCOME_REFUSED },
  { VIR_FROM_QEMU, VIR_ERR_OPERATION_INVALID, "domain is not running", "failed",
    VMISTATE_AGENT_OUTCOME_REFUSED },
  { VIR_FROM_QEMU, VIR_ERR_NO_DOMAIN, "no domain with matching uuid", "not-found",
    VMISTATE_AGENT_OUTCOME_REFUSED },
  { VIR_FROM_DOMAIN, VIR_ERR_OPERATION_DENIED, "read only access prevents", "denied",
    VMISTATE_AGENT_OUTCOME_REFUSED },
  { VIR_FROM_RPC, VIR_ERR_INTERNAL_ERROR, "client socket is closed", "connection",
    VMISTATE_AGENT_OUTCOME_REFUSED },
  { VIR_FROM_RPC, VIR_ERR_SYSTEM_ERROR, "Cannot recv data: Connection reset by peer", "connection",
    VMISTATE_AGENT_OUTCOME_REFUSED },
  { VIR_FROM_RPC, VIR_ERR_RPC, "Unable to encode message payload", "protocol",
    VMISTATE_AGENT_OUTCOME_FAILED },
  { VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR,
    "internal error: unable to execute QEMU agent command 'guest-get-load': "
    "The command guest-get-load has not been found",
    "unsupported", VMISTATE_AGENT_OUTCOME_UNSUPPORTED },
  { VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR,
    "internal error: unable to execute QEMU agent command 'guest-get-users': "
    "Command guest-get-users has been disabled",
    "unsupported", VMISTATE_AGENT_OUTCOME_UNSUPPORTED },
  { VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR,
    "internal error: unable to execute QEMU agent command 'guest-get-users': "
    "Command guest-get-users has been disabled: the agent is in frozen state",
    "failed", VMISTATE_AGENT_OUTCOME_FAILED },
  { VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "internal error: something else", "failed",
    VMISTATE_AGENT_OUTCOME_FAILED },
  { VIR_FROM_NONE, VIR_ERR_INTERNAL_ERROR, NULL, "failed", VMISTATE_AGENT_OUTCOME_FAILED },
};

static void
test_classes (void)
{
  g_autoptr (GEnumClass) nicks = g_type_class_ref (VMISTATE_TYPE_ERROR);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const VmistateAgentCallError error = { rows[i].code, rows[i].domain,
                                             (char *) rows[i].message };
      VmistateAgentOutcome outcome;

      g_assert_cmpstr (_vmistate_agent_call_error_classify (&error, &outcome), ==, rows[i].nick);
      g_assert_cmpint (outcome, ==, rows[i].outcome);
      g_assert_nonnull (g_enum_get_value_by_nick (nicks, rows[i].nick));
    }
}

static void
ignore_error (void *data G_GNUC_UNUSED, virErrorPtr error G_GNUC_UNUSED)
{
}

static void
test_unknown_domain (void)
{
  virConnectPtr connection = virConnectOpen ("test:///default");
  VmistateAgentCallError error = { 0 };

  virConnSetErrorFunc (connection, NULL, ignore_error);
  g_assert_null (_vmistate_agent_transport_libvirt (
      NULL, connection, "00000000-0000-0000-0000-000000000001", "{}", 1, &error));
  g_assert_cmpint (error.code, ==, VIR_ERR_NO_DOMAIN);
  g_assert_nonnull (error.message);
  _vmistate_agent_call_error_clear (&error);
  virConnectClose (connection);
}

static void
keep_reply (GPtrArray *facts, gpointer user_data)
{
  VmistateAgentReply **reply = user_data;

  g_set_object (reply, _vmistate_fact_get_payload (facts->pdata[0]));
}

static void
on_stopped (gpointer poller, gpointer user_data)
{
  _vmistate_agent_poller_free (poller);
  *(gboolean *) user_data = TRUE;
}

/* The poller as a source makes it. */
static void
run_poller (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (VmistateAgentReply) reply = NULL;
  g_autoptr (VmistateInbox) inbox = _vmistate_inbox_new (context, keep_reply, &reply);
  g_autoptr (VmistateSink) sink = _vmistate_sink_new (inbox);
  const VmistateIdentity identity = { NULL, "test", "uid" };
  virConnectPtr connection = virConnectOpen ("test:///default");
  VmistateAgentPoller *poller = _vmistate_agent_poller_new (context, sink, "libvirt:test");
  gboolean stopped = FALSE;

  _vmistate_agent_poller_set_connections (poller, &connection, 1);
  g_assert_cmpint (virConnectClose (connection), ==, 1);
  _vmistate_agent_poller_domain_changed (poller, TEST_DOMAIN, &identity, TRUE);
  _vmistate_agent_poller_channel_changed (poller, TEST_DOMAIN, TRUE);
  while (reply == NULL)
    g_main_context_iteration (context, /* may_block= */ TRUE);
  g_assert_cmpstr (_vmistate_record_get_string (reply, AGENT_REPLY_COMMAND), ==, "guest-info");
  g_assert_cmpstr (_vmistate_record_get_string (reply, AGENT_REPLY_ERROR), ==, "unsupported");
  _vmistate_agent_poller_stop (poller, on_stopped, &stopped);
  while (!stopped)
    g_main_context_iteration (context, /* may_block= */ TRUE);
  _vmistate_inbox_close (inbox);
}

static void
test_poller (void)
{
  if (g_test_subprocess ())
    {
      run_poller ();
      return;
    }
  g_test_trap_subprocess (NULL, 30 * G_USEC_PER_SEC, 0);
  g_test_trap_assert_passed ();
  /* libvirt would print each error if it were let. */
  g_test_trap_assert_stderr ("");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/agent-transport/classes", test_classes);
  g_test_add_func ("/agent-transport/unknown-domain", test_unknown_domain);
  g_test_add_func ("/agent-transport/poller", test_poller);
  return g_test_run ();
}

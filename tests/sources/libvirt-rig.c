/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "libvirt-rig.h"

#include "model/fact.h"
#include "model/payloads.h"

#define TIMEOUT_USEC (20 * G_USEC_PER_SEC)

static void
take_facts (GPtrArray *facts, gpointer user_data)
{
  LibvirtRig *self = user_data;

  for (guint i = 0; i < facts->len; i++)
    g_ptr_array_add (self->facts, g_object_ref (facts->pdata[i]));
}

void
rig_init (LibvirtRig *self, GMainContext *context)
{
  self->context = context != NULL ? g_main_context_ref (context)
                                  : g_main_context_ref (g_main_context_default ());
  self->facts = g_ptr_array_new_with_free_func (g_object_unref);
  self->n_read = 0;
  self->inbox = _vmistate_inbox_new (self->context, take_facts, self);
  self->sink = _vmistate_sink_new (self->inbox);
}

void
rig_clear (LibvirtRig *self)
{
  _vmistate_inbox_close (self->inbox);
  _vmistate_inbox_unref (self->inbox);
  g_object_unref (self->sink);
  g_ptr_array_unref (self->facts);
  g_main_context_unref (self->context);
}

void
rig_start (LibvirtRig *self, VmistateLibvirtSource *source)
{
  g_autoptr (GError) error = NULL;

  vmistate_source_start (VMISTATE_SOURCE (source), self->sink, &error);
  g_assert_no_error (error);
}

static void
stopped_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  vmistate_source_stop_finish (VMISTATE_SOURCE (object), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

void
rig_stop (LibvirtRig *self, VmistateLibvirtSource *source)
{
  gboolean stopped = FALSE;
  guint n_facts;

  g_main_context_push_thread_default (self->context);
  vmistate_source_stop_async (VMISTATE_SOURCE (source), /* cancellable= */ NULL, stopped_cb,
                              &stopped);
  while (!stopped)
    g_main_context_iteration (self->context, /* may_block= */ TRUE);
  while (g_main_context_iteration (self->context, /* may_block= */ FALSE))
    ;
  n_facts = self->facts->len;
  rig_run_for (self, 50);
  g_assert_cmpuint (self->facts->len, ==, n_facts);
  g_main_context_pop_thread_default (self->context);
}

static gboolean
set_true_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

void
rig_run_for (LibvirtRig *self, guint msec)
{
  g_autoptr (GSource) timer = g_timeout_source_new (msec);
  gboolean over = FALSE;

  g_source_set_callback (timer, set_true_cb, &over, NULL);
  g_source_attach (timer, self->context);
  while (!over)
    g_main_context_iteration (self->context, /* may_block= */ TRUE);
}

/* Describing */

static const char *
find_datum (GVariant *data, const char *name)
{
  const char *text = NULL;

  if (data == NULL || !g_variant_lookup (data, name, "&s", &text))
    return NULL;
  return text;
}

static char *
describe_event (VmistateFact *fact, gpointer payload)
{
  GVariant *data = _vmistate_record_get_variant (payload, DOMAIN_EVENT_DATA);
  const char *name = _vmistate_record_get_string (payload, DOMAIN_EVENT_NAME);

  if (!g_str_equal (name, "LIFECYCLE"))
    return g_strdup_printf ("EVENT %s %s", vmistate_fact_get_name (fact), name);
  return g_strdup_printf ("EVENT %s LIFECYCLE %s %s", vmistate_fact_get_name (fact),
                          find_datum (data, "event"), find_datum (data, "detail"));
}

static char *
describe_state (VmistateFact *fact, gpointer payload)
{
  gint32 state;
  gint32 reason;
  gboolean gone;

  _vmistate_record_get_int32 (payload, DOMAIN_STATE_STATE, &state);
  _vmistate_record_get_int32 (payload, DOMAIN_STATE_REASON, &reason);
  _vmistate_record_get_boolean (payload, DOMAIN_STATE_GONE, &gone);
  return g_strdup_printf ("STATE %s %d/%d%s", vmistate_fact_get_name (fact), state, reason,
                          gone ? " gone" : "");
}

static char *
describe_flag (VmistateFact *fact, const char *kind, guint field, const char *yes, const char *no)
{
  gboolean flag;

  _vmistate_record_get_boolean (_vmistate_fact_get_payload (fact), field, &flag);
  return g_strdup_printf ("%s %s %s", kind, vmistate_fact_get_name (fact), flag ? yes : no);
}

static char *
describe_kind (VmistateFact *fact)
{
  gpointer payload = _vmistate_fact_get_payload (fact);

  switch (vmistate_fact_get_kind (fact))
    {
    case VMISTATE_FACT_KIND_SOURCE:
      return g_strdup_printf ("SOURCE %s",
                              _vmistate_record_get_string (payload, SOURCE_REPORT_STATE));
    case VMISTATE_FACT_KIND_DOMAIN:
      return g_strdup_printf ("DOMAIN %s", vmistate_fact_get_name (fact));
    case VMISTATE_FACT_KIND_DOMAIN_STATE:
      return describe_state (fact, payload);
    case VMISTATE_FACT_KIND_DOMAIN_EVENT:
      return describe_event (fact, payload);
    case VMISTATE_FACT_KIND_RESPONSIVENESS:
      return describe_flag (fact, "ANSWERS", RESPONSIVENESS_RESPONSIVE, "yes", "no");
    case VMISTATE_FACT_KIND_AGENT_CHANNEL:
      return describe_flag (fact, "CHANNEL", AGENT_CHANNEL_CONNECTED, "open", "closed");
    default:
      return g_strdup_printf ("KIND %d", vmistate_fact_get_kind (fact));
    }
}

char *
rig_describe (VmistateFact *fact)
{
  g_autofree char *kind = describe_kind (fact);

  return g_strconcat (vmistate_fact_get_after_gap (fact) ? "after-gap " : "", kind, NULL);
}

/* Reading */

static void
wait_for_more (LibvirtRig *self, gint64 deadline, GString *so_far)
{
  while (self->n_read == self->facts->len)
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("nothing more came after:\n%s", so_far->str);
      rig_run_for (self, 5);
    }
}

char *
rig_read_until (LibvirtRig *self, const char *line)
{
  gint64 deadline = g_get_monotonic_time () + TIMEOUT_USEC;
  GString *text = g_string_new (NULL);
  gboolean found = FALSE;

  while (!found)
    {
      g_autofree char *next = NULL;

      wait_for_more (self, deadline, text);
      next = rig_describe (self->facts->pdata[self->n_read++]);
      g_string_append_printf (text, "%s\n", next);
      found = g_str_equal (next, line);
    }
  return g_string_free (text, /* free_segment= */ FALSE);
}

VmistateFact *
rig_last (LibvirtRig *self)
{
  return self->facts->pdata[self->n_read - 1];
}

/* What is left */

static guint
count_entries (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

guint
rig_count_threads (void)
{
  return count_entries ("/proc/self/task");
}

void
rig_assert_threads (LibvirtRig *self, guint n)
{
  for (guint i = 0; i < 2000 && rig_count_threads () != n; i++)
    rig_run_for (self, 5);
  g_assert_cmpuint (rig_count_threads (), ==, n);
}

guint
rig_count_fds (void)
{
  return count_entries ("/proc/self/fd");
}

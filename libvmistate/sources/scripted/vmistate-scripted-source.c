/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include <string.h>

#include <vmistate/vmistate-scripted-source.h>

#include "model/fact.h"
#include "model/payloads.h"

/**
 * VmistateScriptedSource:
 *
 * A source that tells what it is told: facts from code, or from a file of JSON lines.
 *
 * What was added before the source is started is emitted when it is, in that order, followed by
 * the report that the source itself is live. What is added later is emitted at once. The facts
 * keep the source that stands in them, so that a recording of several sources can be replayed by
 * one.
 *
 * Lives in: the context of the monitor it was added to; facts may be added from any thread once
 * it is started. Signals: none.
 *
 * Since: 0.1
 */
struct _VmistateScriptedSource
{
  GObject parent_instance;

  char *id; /* (owned) */
  GMutex mutex;
  GPtrArray *waiting; /* (owned) (element-type VmistateFact) (mutex mutex) */
  VmistateSink *sink; /* (owned) (nullable) (mutex mutex) while running */
  gboolean stopped;   /* (mutex mutex) */
};

static void source_init (VmistateSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VmistateScriptedSource, vmistate_scripted_source, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VMISTATE_TYPE_SOURCE, source_init))

enum
{
  PROP_ID = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static const char *
get_id (VmistateSource *source)
{
  return VMISTATE_SCRIPTED_SOURCE (source)->id;
}

static VmistateFact *
report_live (VmistateScriptedSource *self, gint64 now)
{
  gpointer report = g_object_new (_vmistate_source_report_get_type (), NULL);

  _vmistate_record_set_string (report, SOURCE_REPORT_STATE, "LIVE");
  return _vmistate_fact_new (VMISTATE_FACT_KIND_SOURCE, self->id, /* identity= */ NULL, now,
                             report);
}

static gboolean
start (VmistateSource *source, VmistateSink *sink, GError **error G_GNUC_UNUSED)
{
  VmistateScriptedSource *self = VMISTATE_SCRIPTED_SOURCE (source);
  g_autoptr (VmistateFact) live = report_live (self, vmistate_sink_get_time_usec (sink));

  g_mutex_lock (&self->mutex);
  g_set_object (&self->sink, sink);
  for (guint i = 0; i < self->waiting->len; i++)
    vmistate_sink_emit (sink, self->waiting->pdata[i]);
  g_ptr_array_set_size (self->waiting, 0);
  vmistate_sink_emit (sink, live);
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

static void
stop_async (VmistateSource *source, GCancellable *cancellable, GAsyncReadyCallback callback,
            gpointer user_data)
{
  VmistateScriptedSource *self = VMISTATE_SCRIPTED_SOURCE (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, stop_async);
  g_mutex_lock (&self->mutex);
  g_clear_object (&self->sink);
  self->stopped = TRUE;
  g_mutex_unlock (&self->mutex);
  g_task_return_boolean (task, TRUE);
}

static gboolean
stop_finish (VmistateSource *source G_GNUC_UNUSED, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
source_init (VmistateSourceInterface *iface)
{
  iface->get_id = get_id;
  iface->start = start;
  iface->stop_async = stop_async;
  iface->stop_finish = stop_finish;
}

static void
vmistate_scripted_source_finalize (GObject *object)
{
  VmistateScriptedSource *self = VMISTATE_SCRIPTED_SOURCE (object);

  g_clear_object (&self->sink);
  g_ptr_array_unref (self->waiting);
  g_mutex_clear (&self->mutex);
  g_free (self->id);
  G_OBJECT_CLASS (vmistate_scripted_source_parent_class)->finalize (object);
}

static void
vmistate_scripted_source_get_property (GObject *object, guint prop_id, GValue *value,
                                       GParamSpec *pspec)
{
  if (prop_id == PROP_ID)
    g_value_set_string (value, VMISTATE_SCRIPTED_SOURCE (object)->id);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
vmistate_scripted_source_set_property (GObject *object, guint prop_id, const GValue *value,
                                       GParamSpec *pspec)
{
  if (prop_id == PROP_ID)
    VMISTATE_SCRIPTED_SOURCE (object)->id = g_value_dup_string (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
vmistate_scripted_source_class_init (VmistateScriptedSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = vmistate_scripted_source_finalize;
  object_class->get_property = vmistate_scripted_source_get_property;
  object_class->set_property = vmistate_scripted_source_set_property;

  /**
   * VmistateScriptedSource:id:
   *
   * The id of the source, see [method@Source.get_id].
   *
   * Since: 0.1
   */
  props[PROP_ID] =
      g_param_spec_string ("id", NULL, NULL, "scripted",
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
vmistate_scripted_source_init (VmistateScriptedSource *self)
{
  g_mutex_init (&self->mutex);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * vmistate_scripted_source_new:
 * @id: the id of the source, see [method@Source.get_id]
 *
 * Makes a source that has nothing to tell yet.
 *
 * Returns: (transfer full): the source
 *
 * Since: 0.1
 */
VmistateScriptedSource *
vmistate_scripted_source_new (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  return g_object_new (VMISTATE_TYPE_SCRIPTED_SOURCE, "id", id, NULL);
}

/**
 * vmistate_scripted_source_add:
 * @self: a scripted source
 * @fact: what it shall tell
 *
 * Adds a fact: to be emitted when the source is started, or at once if it is running. After it
 * was stopped this does nothing.
 *
 * May be called from any thread.
 *
 * Since: 0.1
 */
void
vmistate_scripted_source_add (VmistateScriptedSource *self, VmistateFact *fact)
{
  g_return_if_fail (VMISTATE_IS_SCRIPTED_SOURCE (self));
  g_return_if_fail (VMISTATE_IS_FACT (fact));

  g_mutex_lock (&self->mutex);
  if (self->sink != NULL)
    vmistate_sink_emit (self->sink, fact);
  else if (!self->stopped)
    g_ptr_array_add (self->waiting, g_object_ref (fact));
  g_mutex_unlock (&self->mutex);
}

/**
 * vmistate_scripted_source_add_json:
 * @self: a scripted source
 * @json: the JSON text of one fact, see [class@Fact]
 * @error: return location for an error
 *
 * The same as [method@ScriptedSource.add] for a fact in its JSON form. Fails with
 * %VMISTATE_ERROR_INVALID_DATA as [ctor@Fact.new_from_json] does.
 *
 * Returns: %TRUE if the fact was added, %FALSE with @error set
 *
 * Since: 0.1
 */
gboolean
vmistate_scripted_source_add_json (VmistateScriptedSource *self, const char *json, GError **error)
{
  g_autoptr (VmistateFact) fact = NULL;

  g_return_val_if_fail (VMISTATE_IS_SCRIPTED_SOURCE (self), FALSE);
  g_return_val_if_fail (json != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  fact = vmistate_fact_new_from_json (json, -1, error);
  if (fact == NULL)
    return FALSE;
  vmistate_scripted_source_add (self, fact);
  return TRUE;
}

/* Blank lines and comments (#) are for people who write scripts by hand. */
static gboolean
is_blank (const char *line)
{
  while (g_ascii_isspace (*line))
    line++;
  return *line == '\0' || *line == '#';
}

static GPtrArray *
read_lines (GInputStream *stream, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (stream);
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint number = 1;; number++)
    {
      g_autoptr (GError) local = NULL;
      gsize length;
      g_autofree char *line = g_data_input_stream_read_line (lines, &length, cancellable, &local);
      VmistateFact *fact;

      if (line == NULL && local == NULL)
        return g_steal_pointer (&facts);
      if (line == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      if (is_blank (line))
        continue;
      fact = vmistate_fact_new_from_json (line, length, &local);
      if (fact == NULL)
        {
          g_set_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA, "%s, line %u: %s", name,
                       number, local->message);
          return NULL;
        }
      g_ptr_array_add (facts, fact);
    }
}

/**
 * vmistate_scripted_source_load:
 * @self: a scripted source
 * @file: a file of JSON lines, each one fact; blank lines and lines that begin with `#` are
 *   skipped
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Adds all facts of a file, or none: reads it to its end before the first is added. Blocks.
 *
 * Fails with %VMISTATE_ERROR_INVALID_DATA for a line that is not a fact, naming the line, and
 * with a %G_IO_ERROR if the file cannot be read.
 *
 * Returns: %TRUE if the facts were added, %FALSE with @error set
 *
 * Since: 0.1
 */
gboolean
vmistate_scripted_source_load (VmistateScriptedSource *self, GFile *file, GCancellable *cancellable,
                               GError **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GPtrArray) facts = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (VMISTATE_IS_SCRIPTED_SOURCE (self), FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  stream = g_file_read (file, cancellable, error);
  if (stream == NULL)
    return FALSE;
  name = g_file_get_parse_name (file);
  facts = read_lines (G_INPUT_STREAM (stream), name, cancellable, error);
  if (facts == NULL)
    return FALSE;
  for (guint i = 0; i < facts->len; i++)
    vmistate_scripted_source_add (self, facts->pdata[i]);
  return TRUE;
}

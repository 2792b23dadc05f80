/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Pairs of evidence and KubeVirt's own answer: read, played through a monitor, compared. */

#pragma once

#include <json-glib/json-glib.h>

#include <vmistate/vmistate.h>

G_BEGIN_DECLS

/* oracle-case.c: one line of a file */

typedef struct
{
  char *id;           /* (owned) */
  char *area;         /* (owned) */
  JsonObject *input;  /* (owned) */
  JsonObject *expect; /* (owned) */
  char *now;          /* (owned) the time of all facts, RFC 3339 */
  gboolean crashes;   /* there is no answer: KubeVirt does not survive it */
  gint stable_prefix; /* interfaces whose place is fixed; -1: all */
} OracleCase;

/* Returns: (transfer full) (nullable): NULL with @error, which names the line */
GPtrArray *oracle_cases_load (const char *path, GError **error);

/* oracle-facts.c: what the input tells, as facts */

/* Returns: (transfer full) (nullable): NULL with @error */
GPtrArray *oracle_facts_new (const OracleCase *self, GError **error);
gint64 oracle_time_parse (const char *text);

/* oracle-answer.c: what the library makes of the facts */

/* Returns: (transfer full) (nullable): the members that a case can ask for; NULL with @error */
JsonObject *oracle_answer_new (const OracleCase *self, GError **error);

/* oracle-compare.c */

/* Returns: (transfer full) (element-type utf8): one line for each difference */
GPtrArray *oracle_compare (const OracleCase *self, JsonObject *answer);

/* JSON of which nothing is taken for granted: NULL for what is missing or of another type. */
JsonNode *oracle_member (JsonObject *object, const char *name);
JsonObject *oracle_object (JsonObject *object, const char *name);
JsonArray *oracle_array (JsonObject *object, const char *name);
const char *oracle_text (JsonObject *object, const char *name);
gboolean oracle_is_true (JsonObject *object, const char *name);
gboolean oracle_number (JsonObject *object, const char *name, gint64 *number);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-fact.h>

#include "record.h"

G_BEGIN_DECLS

enum
{
  FACT_SOURCE,
  FACT_NAMESPACE,
  FACT_NAME,
  FACT_UID,
  FACT_OBSERVED_AT,
  FACT_AFTER_GAP,
  FACT_VALID_FOR_MSEC,
  /* The payloads: exactly one is present, but for a clock fact, which has none. Their order is
   * that of VmistateFactKind. */
  FACT_SOURCE_REPORT,
  FACT_DOMAIN,
  FACT_DOMAIN_STATE,
  FACT_DOMAIN_EVENT,
  FACT_RESPONSIVENESS,
  FACT_AGENT_CHANNEL,
  FACT_AGENT_REPLY,
  FACT_MIGRATION_JOB,
  FACT_OBJECT,
  FACT_OBJECT_GONE,
  FACT_OBJECT_LIST,
  FACT_POD_NETWORKS,
  FACT_LAUNCHER,
  FACT_CONTROLLER,
  FACT_CLOCK,
  FACT_SAMPLE,
  FACT_LOG,
  FACT_HOST,
  FACT_JOB,
  FACT_N_FIELDS,
};

#define FACT_FIRST_PAYLOAD FACT_SOURCE_REPORT

/* Who a fact is about. @uid may be NULL in hand-written facts: then the name identifies. */
typedef struct
{
  const char *namespace_;
  const char *name;
  const char *uid;
} VmistateIdentity;

/* @identity: (nullable): NULL for a fact about the source itself
 * @payload: (transfer full) (nullable): the record that belongs to @kind; NULL for a clock fact
 * @observed_at_usec: when the question was asked or the event arrived, since 1970 UTC */
VmistateFact *_vmistate_fact_new (VmistateFactKind kind, const char *source,
                                  const VmistateIdentity *identity, gint64 observed_at_usec,
                                  gpointer payload);

/* Whether facts of @kind tell of one VMI and name it. */
gboolean _vmistate_fact_kind_is_about_vmi (VmistateFactKind kind);

/* The payload's record, or NULL for a clock fact. */
gpointer _vmistate_fact_get_payload (VmistateFact *self);

G_END_DECLS

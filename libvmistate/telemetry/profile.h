/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a profile's tables are made of: which families there are, and where their numbers are. */

#pragma once

#include <vmistate/vmistate-metrics.h>

#include "collection.h"

G_BEGIN_DECLS

/* What a row is about: the record that its number is in. Where there are several of them, such as
 * disks, each has labels of its own. */
typedef enum
{
  VMISTATE_SUBJECT_MONITOR, /* nothing but the monitor itself: one sample, or what a function adds
                             */
  VMISTATE_SUBJECT_SAMPLER, /* what a source that samples tells of itself */
  VMISTATE_SUBJECT_HOST,    /* what a libvirt tells of itself, VmistateHostInfo */
  VMISTATE_SUBJECT_POOL,    /* a storage pool of it */
  VMISTATE_SUBJECT_VM,
  VMISTATE_SUBJECT_SAMPLE,
  VMISTATE_SUBJECT_CPU,
  VMISTATE_SUBJECT_BALLOON,
  VMISTATE_SUBJECT_VCPU,
  VMISTATE_SUBJECT_NIC,
  VMISTATE_SUBJECT_DISK,
  VMISTATE_SUBJECT_PERF,
  VMISTATE_SUBJECT_DIRTY_RATE,
  VMISTATE_SUBJECT_KVM,
  VMISTATE_SUBJECT_MIGRATION,
  VMISTATE_SUBJECT_JOB,            /* how far a migration is, or was when it ended */
  VMISTATE_SUBJECT_RUNNING_JOB,    /* the same, while it runs */
  VMISTATE_SUBJECT_DOMAIN_JOB,     /* whatever libvirt does for longer than a moment, or did last */
  VMISTATE_SUBJECT_DOMAIN_JOB_NOW, /* the one that runs; at the end where a migration begins */
  VMISTATE_SUBJECT_LOAD,
  VMISTATE_SUBJECT_FILESYSTEM,
  VMISTATE_SUBJECT_USER,
  VMISTATE_SUBJECT_IOTHREAD,
  VMISTATE_SUBJECT_LIMITED_DISK, /* a disk of the domain's XML; its numbers are in its limits */
  VMISTATE_N_SUBJECTS,
} VmistateSubject;

/* From the number of a record to that of a sample */
typedef enum
{
  VMISTATE_CONVERT_NOTHING,
  VMISTATE_CONVERT_NSEC,    /* to seconds */
  VMISTATE_CONVERT_USEC,    /* to seconds */
  VMISTATE_CONVERT_MSEC,    /* to seconds */
  VMISTATE_CONVERT_PERCENT, /* to a ratio */
} VmistateConversion;

typedef struct
{
  VmistateFamily family;
  VmistateSubject subject;
  guint field; /* of the subject's record */
  VmistateConversion conversion;
  const char *label[2]; /* (nullable) one more label, always the same: name and value */
  /* (nullable) adds the samples instead, once per record of the subject; @record is NULL where the
   * subject is no record */
  void (*collect) (VmistateCollection *collection, VmistateSamples *samples, const VmistateVm *vm,
                   gpointer record);
  const char *adds; /* (nullable) the names of the labels that it adds, for documentation */
} VmistateRow;

/* A label of a subject: a field's text or number. */
typedef struct
{
  const char *name;
  guint field;
  const char *(*look_up) (const VmistateVm *vm, gpointer record); /* (nullable) instead of @field */
} VmistateLabel;

#define VMISTATE_MAX_LABELS 3

typedef struct
{
  VmistateMetricsProfiles flag; /* several, where they have all of it in common */
  /* The labels that every sample of a VM begins with; by VmistateVmText, what it has no name for
   * is not told. */
  const char *vm_labels[VMISTATE_N_VM_TEXTS];
  /* (nullable) adds to these, for records of @subject */
  void (*append_vm_labels) (GString *labels, VmistateSubject subject, const VmistateVm *vm);
  VmistateLabel labels[VMISTATE_N_SUBJECTS][VMISTATE_MAX_LABELS];
  gboolean tells_times; /* samples have the time at which they were so, where that is known */
  const VmistateRow *rows;
  guint n_rows;
} VmistateProfileTable;

/* kubevirt-vmi-labels.c */
void _vmistate_kubevirt_append_vmi_labels (GString *labels, VmistateSubject subject,
                                           const VmistateVm *vm);

/* Some profiles have several tables, and some tables are of several profiles. */
extern const VmistateProfileTable _vmistate_profile_default;
extern const VmistateProfileTable _vmistate_profile_default_parts;
extern const VmistateProfileTable _vmistate_profile_default_state;
extern const VmistateProfileTable _vmistate_profile_host;
extern const VmistateProfileTable _vmistate_profile_host_versions;
extern const VmistateProfileTable _vmistate_profile_host_pools;
extern const VmistateProfileTable _vmistate_profile_default_jobs;
extern const VmistateProfileTable _vmistate_profile_default_sample;
extern const VmistateProfileTable _vmistate_profile_default_logs;
extern const VmistateProfileTable _vmistate_profile_kubevirt;
extern const VmistateProfileTable _vmistate_profile_kubevirt_objects;
extern const VmistateProfileTable _vmistate_profile_exporters;
extern const VmistateProfileTable _vmistate_profile_exporters_devices;
extern const VmistateProfileTable _vmistate_profile_exporters_pair;
extern const VmistateProfileTable _vmistate_profile_tinkoff;
extern const VmistateProfileTable _vmistate_profile_tinkoff_pools;
extern const VmistateProfileTable _vmistate_profile_tinkoff_limits;
extern const VmistateProfileTable _vmistate_profile_inovex;
extern const VmistateProfileTable _vmistate_profile_kumina;
extern const VmistateProfileTable _vmistate_profile_kumina_devices;

/* In the order in which they have their say about a name; NULL-terminated. */
extern const VmistateProfileTable *const _vmistate_profiles[];

G_END_DECLS

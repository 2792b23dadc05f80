/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "vcpu-places.h"

#include <string.h>

#include "process.h"

/* More than QEMU has for any machine; libvirt would tell of 16384. */
#define MAX_VCPUS 4096

/* Field 39 of /proc/PID/task/TID/stat; the first behind the name is number 3. */
#define FIELD_PROCESSOR 36

void
_vmistate_vcpu_threads_clear (VmistateVcpuThreads *self)
{
  g_clear_pointer (&self->tids, g_array_unref);
  self->n_links = 0;
}

/* What QEMU calls its threads: "CPU 3/KVM"; one that runs all vCPUs in turn is "ALL CPUs/TCG".
 * @name: zero-terminated */
static gboolean
parse_name (const char *name, guint32 *vcpu)
{
  g_autofree char *number = NULL;
  const char *slash = strchr (name, '/');
  guint64 value;

  if (!g_str_has_prefix (name, "CPU ") || slash == NULL
      || !(g_str_equal (slash, "/KVM") || g_str_equal (slash, "/TCG")))
    return FALSE;
  number = g_strndup (name + strlen ("CPU "), (gsize) (slash - name) - strlen ("CPU "));
  if (!g_ascii_string_to_unsigned (number, 10, 0, MAX_VCPUS - 1, &value, NULL))
    return FALSE;
  *vcpu = (guint32) value;
  return TRUE;
}

gboolean
_vmistate_vcpu_place_parse (const char *text, VmistateVcpuPlace *place)
{
  const char *open = strchr (text, '(');
  const char *close = strrchr (text, ')');
  g_autofree char *name = NULL;
  g_auto (GStrv) fields = NULL;
  guint64 cpu;

  if (open == NULL || close == NULL || close < open || close[1] != ' ')
    return FALSE;
  name = g_strndup (open + 1, (gsize) (close - open) - 1);
  if (!parse_name (name, &place->vcpu))
    return FALSE;
  fields = g_strsplit (close + 2, " ", FIELD_PROCESSOR + 2);
  if (g_strv_length (fields) <= FIELD_PROCESSOR
      || !g_ascii_string_to_unsigned (fields[FIELD_PROCESSOR], 10, 0, G_MAXINT, &cpu, NULL))
    return FALSE;
  place->cpu = (guint32) cpu;
  return TRUE;
}

static gboolean
read_place (int pid, int tid, VmistateVcpuPlace *place)
{
  g_autofree char *name = g_strdup_printf ("task/%d/stat", tid);
  char text[VMISTATE_PROCESS_MAX_STAT_BYTES];

  return _vmistate_process_read (pid, name, text, sizeof text) > 0
         && _vmistate_vcpu_place_parse (text, place);
}

/* Goes through all threads of the process. */
static void
find_threads (VmistateVcpuThreads *self, int pid, const char *path)
{
  g_autoptr (GDir) tasks = g_dir_open (path, 0, NULL);
  const char *name;
  guint64 tid;

  g_clear_pointer (&self->tids, g_array_unref);
  self->tids = g_array_new (/* zero_terminated= */ FALSE, /* clear= */ FALSE, sizeof (int));
  while (tasks != NULL && (name = g_dir_read_name (tasks)) != NULL)
    {
      VmistateVcpuPlace place;
      int number;

      if (!g_ascii_string_to_unsigned (name, 10, 1, G_MAXINT, &tid, NULL))
        continue;
      number = (int) tid;
      if (read_place (pid, number, &place))
        g_array_append_val (self->tids, number);
    }
}

/* Threads come and go, but mostly those that have nothing to do with vCPUs, and seldom. One that is
 * no longer what it was is left out, so that nothing wrong is told. */
GArray *
_vmistate_vcpu_places_look (VmistateVcpuThreads *threads, int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/task", pid);
  GArray *places =
      g_array_new (/* zero_terminated= */ FALSE, /* clear= */ FALSE, sizeof (VmistateVcpuPlace));
  struct stat about;

  if (stat (path, &about) != 0)
    return places;
  if (threads->tids == NULL || threads->n_links != about.st_nlink)
    find_threads (threads, pid, path);
  threads->n_links = about.st_nlink;
  for (guint i = 0; i < threads->tids->len; i++)
    {
      VmistateVcpuPlace place;

      if (read_place (pid, g_array_index (threads->tids, int, i), &place))
        g_array_append_val (places, place);
      else
        threads->n_links = 0;
    }
  return places;
}

GArray *
_vmistate_vcpu_places_ask (virDomainPtr handle)
{
  GArray *places =
      g_array_new (/* zero_terminated= */ FALSE, /* clear= */ FALSE, sizeof (VmistateVcpuPlace));
  g_autofree virVcpuInfoPtr infos = g_new (virVcpuInfo, MAX_VCPUS);
  int n = virDomainGetVcpus (handle, infos, MAX_VCPUS, /* cpumaps= */ NULL, /* maplen= */ 0);

  for (int i = 0; i < n; i++)
    {
      VmistateVcpuPlace place = { infos[i].number, (guint32) infos[i].cpu };

      /* Below zero: it is offline, or nobody knows. */
      if (infos[i].cpu >= 0)
        g_array_append_val (places, place);
    }
  return places;
}

gboolean
_vmistate_vcpu_places_find (GArray *places, guint32 vcpu, guint32 *cpu)
{
  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      const VmistateVcpuPlace *place = &g_array_index (places, VmistateVcpuPlace, i);

      if (place->vcpu != vcpu)
        continue;
      *cpu = place->cpu;
      return TRUE;
    }
  return FALSE;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Domain XML, read once per change. A table says which attribute or text fills which field. */

#include "config.h"

#include "domain-xml.h"

#include <string.h>

#include "cpu-pins.h"
#include "domain-details.h"
#include "domain-notes.h"
#include "xml-field.h"
#include "xml-names.h"

#define MAX_XML_BYTES (4 * 1024 * 1024)
#define MAX_DEVICES   512 /* of each kind */
#define MAX_DEPTH     32  /* nothing that is read lies deeper */

#define KUBEVIRT_NAMESPACE "http://kubevirt.io"
#define KUBEVIRT_ROOT      "domain/metadata/" VMISTATE_XML_KUBEVIRT "kubevirt"
#define AGENT_CHANNEL_NAME "org.qemu.guest_agent.0"

typedef enum
{
  OF_DOMAIN,
  OF_DEVICE, /* the device that is open */
} Owner;

typedef struct
{
  const char *path;
  const char *attribute; /* NULL: the element's text; "": that it is there */
  Owner owner;
  guint field;
} Rule;

/* The first rule that finds something fills the field. */
static const Rule rules[] = {
  { "domain", "type", OF_DOMAIN, DOMAIN_TYPE },
  { "domain", "id", OF_DOMAIN, DOMAIN_ID },
  { "domain/name", NULL, OF_DOMAIN, DOMAIN_NAME },
  { "domain/uuid", NULL, OF_DOMAIN, DOMAIN_UUID },
  { "domain/os/type", NULL, OF_DOMAIN, DOMAIN_OS_TYPE },
  { "domain/os/type", "arch", OF_DOMAIN, DOMAIN_ARCH },
  { "domain/os/type", "machine", OF_DOMAIN, DOMAIN_MACHINE },
  { "domain/features/acpi", "", OF_DOMAIN, DOMAIN_ACPI },
  { "domain/memory", NULL, OF_DOMAIN, DOMAIN_MEMORY },
  { "domain/memory", "unit", OF_DOMAIN, DOMAIN_MEMORY_UNIT },
  { "domain/currentMemory", NULL, OF_DOMAIN, DOMAIN_CURRENT_MEMORY },
  { "domain/currentMemory", "unit", OF_DOMAIN, DOMAIN_CURRENT_MEMORY_UNIT },
  { "domain/vcpu", NULL, OF_DOMAIN, DOMAIN_MAX_VCPUS },
  { "domain/vcpu", "current", OF_DOMAIN, DOMAIN_VCPUS },
  { "domain/cpu/topology", "sockets", OF_DOMAIN, DOMAIN_SOCKETS },
  { "domain/cpu/topology", "cores", OF_DOMAIN, DOMAIN_CORES },
  { "domain/cpu/topology", "threads", OF_DOMAIN, DOMAIN_THREADS },

  { "domain/devices/interface", "type", OF_DEVICE, DOMAIN_INTERFACE_TYPE },
  { "domain/devices/interface/mac", "address", OF_DEVICE, DOMAIN_INTERFACE_MAC },
  { "domain/devices/interface/source", "network", OF_DEVICE, DOMAIN_INTERFACE_SOURCE },
  { "domain/devices/interface/source", "bridge", OF_DEVICE, DOMAIN_INTERFACE_SOURCE },
  { "domain/devices/interface/source", "dev", OF_DEVICE, DOMAIN_INTERFACE_SOURCE },
  { "domain/devices/interface/source", "path", OF_DEVICE, DOMAIN_INTERFACE_SOURCE },
  { "domain/devices/interface/target", "dev", OF_DEVICE, DOMAIN_INTERFACE_TARGET },
  { "domain/devices/interface/model", "type", OF_DEVICE, DOMAIN_INTERFACE_MODEL },
  { "domain/devices/interface/driver", "queues", OF_DEVICE, DOMAIN_INTERFACE_QUEUES },
  { "domain/devices/interface/link", "state", OF_DEVICE, DOMAIN_INTERFACE_LINK },
  { "domain/devices/interface/alias", "name", OF_DEVICE, DOMAIN_INTERFACE_ALIAS },

  { "domain/devices/disk", "device", OF_DEVICE, DOMAIN_DISK_DEVICE },
  { "domain/devices/disk/source", "file", OF_DEVICE, DOMAIN_DISK_SOURCE },
  { "domain/devices/disk/source", "dev", OF_DEVICE, DOMAIN_DISK_SOURCE },
  { "domain/devices/disk/source", "name", OF_DEVICE, DOMAIN_DISK_SOURCE },
  { "domain/devices/disk/source", "dir", OF_DEVICE, DOMAIN_DISK_SOURCE },
  { "domain/devices/disk/source", "volume", OF_DEVICE, DOMAIN_DISK_SOURCE },
  { "domain/devices/disk/target", "dev", OF_DEVICE, DOMAIN_DISK_TARGET },
  { "domain/devices/disk/target", "bus", OF_DEVICE, DOMAIN_DISK_BUS },
  { "domain/devices/disk/serial", NULL, OF_DEVICE, DOMAIN_DISK_SERIAL },
  { "domain/devices/disk/alias", "name", OF_DEVICE, DOMAIN_DISK_ALIAS },

  { "domain/devices/hostdev", "type", OF_DEVICE, DOMAIN_HOST_DEVICE_TYPE },
  { "domain/devices/hostdev/alias", "name", OF_DEVICE, DOMAIN_HOST_DEVICE_ALIAS },

  { "domain/seclabel", "model", OF_DEVICE, SECURITY_LABEL_MODEL },
  { "domain/seclabel/label", NULL, OF_DEVICE, SECURITY_LABEL_LABEL },
};

static const struct
{
  const char *path;
  GType (*type) (void);
  guint list; /* the domain's field that collects them */
} devices[] = {
  { "domain/devices/interface", _vmistate_domain_interface_get_type, DOMAIN_INTERFACES },
  { "domain/devices/disk", _vmistate_domain_disk_get_type, DOMAIN_DISKS },
  { "domain/devices/hostdev", _vmistate_domain_host_device_get_type, DOMAIN_HOST_DEVICES },
  { "domain/seclabel", _vmistate_security_label_get_type, DOMAIN_SECURITY_LABELS },
};

typedef struct
{
  VmistateDomain *domain;                   /* (owned) */
  GPtrArray *lists[G_N_ELEMENTS (devices)]; /* (owned) (element-type VmistateRecord) */
  gpointer device;                          /* (owned) (nullable) the one that is open */
  GString *path;
  GArray *path_lengths; /* (owned) (element-type gsize) of the path without each open element */
  guint n_skipped;      /* open elements that lie too deep */
  GString *text;
  gboolean text_is_cut;
  VmistateXmlNames names;
  VmistateCpuPins pins;
  VmistateXmlNames nova_names;
  VmistateDetailsReader details;
  VmistateDomainNotes *notes; /* (owned) (nullable) KubeVirt's, if it runs the domain */
} Reader;

/* Fields */

static gpointer
find_owner (Reader *self, Owner owner)
{
  return owner == OF_DOMAIN ? (gpointer) self->domain : self->device;
}

static void
apply_attributes (Reader *self, const char **names, const char **values)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const Rule *rule = &rules[i];
      gpointer owner = find_owner (self, rule->owner);
      const char *value;

      if (rule->attribute == NULL || owner == NULL || !g_str_equal (rule->path, self->path->str))
        continue;
      value = *rule->attribute == '\0'
                  ? ""
                  : _vmistate_xml_find_attribute (names, values, rule->attribute);
      if (value != NULL)
        _vmistate_xml_set_field (owner, rule->field, value);
    }
}

/* Returns: (nullable): the open element's path inside KubeVirt's metadata */
static const char *
path_in_notes (Reader *self)
{
  return g_str_has_prefix (self->path->str, KUBEVIRT_ROOT "/")
             ? self->path->str + strlen (KUBEVIRT_ROOT "/")
             : NULL;
}

static void
apply_text (Reader *self)
{
  if (self->text_is_cut)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const Rule *rule = &rules[i];
      gpointer owner = find_owner (self, rule->owner);

      if (rule->attribute == NULL && owner != NULL && g_str_equal (rule->path, self->path->str))
        _vmistate_xml_set_field (owner, rule->field, self->text->str);
    }
  _vmistate_details_reader_take_text (&self->details, self->path->str, self->text->str);
  if (path_in_notes (self) != NULL)
    _vmistate_domain_notes_take_text (self->notes, path_in_notes (self), self->text->str);
}

/* A domain may have several channels; this one is the agent's. One that is open is enough. */
static void
note_channel (Reader *self, const char **names, const char **values)
{
  const char *state = _vmistate_xml_find_attribute (names, values, "state");
  gboolean is_known = g_strcmp0 (state, "connected") == 0 || g_strcmp0 (state, "disconnected") == 0;
  const char *before = _vmistate_record_get_string (self->domain, DOMAIN_AGENT_CHANNEL);

  if (g_str_equal (self->path->str, "domain/devices/channel/target")
      && g_strcmp0 (before, "connected") != 0
      && g_strcmp0 (_vmistate_xml_find_attribute (names, values, "type"), "virtio") == 0
      && g_strcmp0 (_vmistate_xml_find_attribute (names, values, "name"), AGENT_CHANNEL_NAME) == 0)
    _vmistate_record_set_string (self->domain, DOMAIN_AGENT_CHANNEL, is_known ? state : "");
}

/* A balloon without a period is one that the guest's figures are not asked of; a period that is no
 * number leaves open whether they are. */
static void
note_balloon (Reader *self, const char **names, const char **values)
{
  const char *period = _vmistate_xml_find_attribute (names, values, "period");
  gint64 seconds = -1;
  guint64 number;

  if (g_str_equal (self->path->str, "domain/devices/memballoon")
      && g_strcmp0 (_vmistate_xml_find_attribute (names, values, "model"), "none") != 0)
    _vmistate_record_set_integer (self->domain, DOMAIN_BALLOON_STATS_PERIOD, 0);
  if (period == NULL || !g_str_equal (self->path->str, "domain/devices/memballoon/stats")
      || !_vmistate_record_has (self->domain, DOMAIN_BALLOON_STATS_PERIOD))
    return;
  if (g_ascii_string_to_unsigned (period, 10, 0, G_MAXUINT32, &number, NULL))
    seconds = (gint64) number;
  _vmistate_record_set_integer (self->domain, DOMAIN_BALLOON_STATS_PERIOD, seconds);
}

static void
open_notes (Reader *self)
{
  if (self->notes == NULL && g_str_equal (self->path->str, KUBEVIRT_ROOT))
    self->notes = g_object_new (_vmistate_domain_notes_get_type (), NULL);
  if (path_in_notes (self) != NULL)
    _vmistate_domain_notes_open (self->notes, path_in_notes (self));
}

/* Walking */

static void
push_element (Reader *self, const char *element, const char *mark)
{
  g_array_append_val (self->path_lengths, self->path->len);
  if (self->path->len > 0)
    g_string_append_c (self->path, '/');
  g_string_append (self->path, mark);
  g_string_append (self->path, *mark != '\0' ? _vmistate_xml_local_name (element) : element);
}

/* Returns: how elements of the namespace that @element is in are marked, "" for any other */
static const char *
open_names (Reader *self, const char *element, const char **names, const char **values)
{
  gboolean is_nova = _vmistate_xml_names_open (&self->nova_names, element, names, values);

  if (_vmistate_xml_names_open (&self->names, element, names, values))
    return VMISTATE_XML_KUBEVIRT;
  return is_nova ? VMISTATE_XML_NOVA : "";
}

static void
pop_element (Reader *self)
{
  guint last = self->path_lengths->len - 1;

  g_string_truncate (self->path, g_array_index (self->path_lengths, gsize, last));
  g_array_set_size (self->path_lengths, last);
}

static void
clear_text (Reader *self)
{
  g_string_truncate (self->text, 0);
  self->text_is_cut = FALSE;
}

static void
start_element_cb (GMarkupParseContext *context G_GNUC_UNUSED, const char *element,
                  const char **names, const char **values, gpointer user_data,
                  GError **error G_GNUC_UNUSED)
{
  Reader *self = user_data;

  clear_text (self);
  if (self->path_lengths->len == MAX_DEPTH)
    {
      self->n_skipped++;
      return;
    }
  push_element (self, element, open_names (self, element, names, values));
  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    {
      if (g_str_equal (self->path->str, devices[i].path) && self->lists[i]->len < MAX_DEVICES)
        self->device = g_object_new (devices[i].type (), NULL);
    }
  apply_attributes (self, names, values);
  _vmistate_details_reader_take_attributes (&self->details, self->path->str, names, values);
  note_channel (self, names, values);
  note_balloon (self, names, values);
  _vmistate_cpu_pins_open (&self->pins, self->path->str, names, values);
  open_notes (self);
}

static void
end_element_cb (GMarkupParseContext *context G_GNUC_UNUSED, const char *element G_GNUC_UNUSED,
                gpointer user_data, GError **error G_GNUC_UNUSED)
{
  Reader *self = user_data;

  if (self->n_skipped > 0)
    {
      self->n_skipped--;
      return;
    }
  apply_text (self);
  clear_text (self);
  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    {
      if (!g_str_equal (self->path->str, devices[i].path))
        continue;
      _vmistate_details_reader_end_device (&self->details, self->device);
      if (self->device != NULL)
        g_ptr_array_add (self->lists[i], g_steal_pointer (&self->device));
    }
  pop_element (self);
  _vmistate_xml_names_close (&self->names);
  _vmistate_xml_names_close (&self->nova_names);
}

static void
text_cb (GMarkupParseContext *context G_GNUC_UNUSED, const char *text, gsize length,
         gpointer user_data, GError **error G_GNUC_UNUSED)
{
  Reader *self = user_data;

  if (self->text->len + length <= VMISTATE_XML_MAX_TEXT_BYTES)
    g_string_append_len (self->text, text, length);
  else
    self->text_is_cut = TRUE;
}

static const GMarkupParser parser = {
  .start_element = start_element_cb,
  .end_element = end_element_cb,
  .text = text_cb,
};

static void
reader_init (Reader *self)
{
  self->domain = g_object_new (_vmistate_domain_get_type (), NULL);
  /* Not there is switched off. */
  _vmistate_record_set_boolean (self->domain, DOMAIN_ACPI, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    self->lists[i] = _vmistate_record_list_new ();
  _vmistate_xml_names_init (&self->names, KUBEVIRT_NAMESPACE);
  _vmistate_xml_names_init (&self->nova_names, VMISTATE_XML_NOVA_URI);
  self->path = g_string_new (NULL);
  self->path_lengths =
      g_array_new (/* zero_terminated= */ FALSE, /* clear= */ FALSE, sizeof (gsize));
  self->text = g_string_new (NULL);
}

static void
reader_clear (Reader *self)
{
  g_clear_object (&self->domain);
  g_clear_object ((GObject **) &self->device);
  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    g_clear_pointer (&self->lists[i], g_ptr_array_unref);
  _vmistate_xml_names_clear (&self->names);
  _vmistate_cpu_pins_clear (&self->pins);
  _vmistate_xml_names_clear (&self->nova_names);
  _vmistate_details_reader_clear (&self->details);
  g_string_free (self->path, TRUE);
  g_array_unref (self->path_lengths);
  g_string_free (self->text, TRUE);
  g_clear_object (&self->notes);
}

/* Identity */

/* KubeVirt names domains <namespace>_<name>; neither part can hold an underscore. */
static void
identify (Reader *self, VmistateDomainDescription *description)
{
  const char *name = _vmistate_record_get_string (self->domain, DOMAIN_NAME);
  const char *noted_uid =
      self->notes != NULL ? _vmistate_record_get_string (self->notes, DOMAIN_NOTES_UID) : NULL;
  g_autofree char *uid = g_strstrip (g_strdup (noted_uid != NULL ? noted_uid : ""));
  const char *underscore = self->notes != NULL ? strchr (name, '_') : NULL;
  gboolean has_parts = underscore != NULL && underscore > name && underscore[1] != '\0';

  description->namespace_ = has_parts ? g_strndup (name, underscore - name) : g_strdup ("default");
  description->name = g_strdup (has_parts ? underscore + 1 : name);
  description->uid =
      g_strdup (*uid != '\0' ? uid : _vmistate_record_get_string (self->domain, DOMAIN_UUID));
}

static VmistateDomainDescription *
finish (Reader *self, GError **error)
{
  VmistateDomainDescription *description;
  guint32 vcpus;
  guint affinity;

  if (!_vmistate_record_has (self->domain, DOMAIN_NAME)
      || !_vmistate_record_has (self->domain, DOMAIN_UUID))
    {
      g_set_error_literal (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA,
                           "domain XML: <name> and <uuid> are needed");
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    _vmistate_record_set_list (self->domain, devices[i].list, self->lists[i]);
  /* Without `current` all CPUs are plugged in. */
  if (!_vmistate_record_has (self->domain, DOMAIN_VCPUS)
      && _vmistate_record_get_uint32 (self->domain, DOMAIN_MAX_VCPUS, &vcpus))
    _vmistate_record_set_integer (self->domain, DOMAIN_VCPUS, vcpus);
  if (_vmistate_record_get_uint32 (self->domain, DOMAIN_VCPUS, &vcpus)
      && _vmistate_cpu_pins_sum (&self->pins, vcpus, &affinity))
    _vmistate_record_set_integer (self->domain, DOMAIN_CPU_AFFINITY, affinity);
  _vmistate_record_set_record (self->domain, DOMAIN_NOTES, self->notes);
  _vmistate_details_reader_end_domain (&self->details, self->domain);
  description = g_new0 (VmistateDomainDescription, 1);
  identify (self, description);
  description->domain = g_steal_pointer (&self->domain);
  return description;
}

VmistateDomainDescription *
_vmistate_domain_xml_parse (const char *xml, GError **error)
{
  g_autoptr (GMarkupParseContext) context = NULL;
  g_autoptr (GError) local = NULL;
  VmistateDomainDescription *description = NULL;
  Reader reader = { 0 };

  if (strlen (xml) > MAX_XML_BYTES)
    {
      g_set_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA,
                   "domain XML: longer than %d bytes", MAX_XML_BYTES);
      return NULL;
    }
  reader_init (&reader);
  context = g_markup_parse_context_new (&parser, 0, &reader, NULL);
  if (g_markup_parse_context_parse (context, xml, -1, &local)
      && g_markup_parse_context_end_parse (context, &local))
    description = finish (&reader, error);
  else
    g_set_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA, "domain XML: %s",
                 local->message);
  reader_clear (&reader);
  return description;
}

VmistateDomainDescription *
_vmistate_domain_description_new_bare (const char *name, const char *uuid)
{
  VmistateDomainDescription *description = g_new0 (VmistateDomainDescription, 1);

  description->domain = g_object_new (_vmistate_domain_get_type (), NULL);
  description->namespace_ = g_strdup ("default");
  description->name = g_utf8_make_valid (name, -1);
  description->uid = g_strdup (uuid);
  _vmistate_record_set_string (description->domain, DOMAIN_NAME, description->name);
  _vmistate_record_set_string (description->domain, DOMAIN_UUID, description->uid);
  return description;
}

void
_vmistate_domain_description_free (VmistateDomainDescription *self)
{
  g_object_unref (self->domain);
  g_free (self->namespace_);
  g_free (self->name);
  g_free (self->uid);
  g_free (self);
}

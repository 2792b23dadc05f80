/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Domain XML, read once per change. A table says which attribute or text fills which field. */

#include "config.h"

#include "domain-xml.h"

#include <string.h>

#define MAX_XML_BYTES  (4 * 1024 * 1024)
#define MAX_DEVICES    512 /* of each kind */
#define MAX_TEXT_BYTES 4096

#define KUBEVIRT_NAMESPACE "http://kubevirt.io"
#define KUBEVIRT_ELEMENT   "{kubevirt}" /* how the path names it, whatever its prefix was */
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

static const Rule rules[] = {
  { "domain", "type", OF_DOMAIN, DOMAIN_TYPE },
  { "domain", "id", OF_DOMAIN, DOMAIN_ID },
  { "domain/name", NULL, OF_DOMAIN, DOMAIN_NAME },
  { "domain/uuid", NULL, OF_DOMAIN, DOMAIN_UUID },
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
  { "domain/devices/interface/source", "bridge", OF_DEVICE, DOMAIN_INTERFACE_SOURCE },
  { "domain/devices/interface/source", "network", OF_DEVICE, DOMAIN_INTERFACE_SOURCE },
  { "domain/devices/interface/source", "dev", OF_DEVICE, DOMAIN_INTERFACE_SOURCE },
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
};

typedef struct
{
  VmistateDomain *domain;                   /* (owned) */
  GPtrArray *lists[G_N_ELEMENTS (devices)]; /* (owned) (element-type VmistateRecord) */
  gpointer device;                          /* (owned) (nullable) the one that is open */
  GString *path;
  GString *text;
  char *kubevirt_uid; /* (owned) (nullable) */
  gboolean is_kubevirt;
} Reader;

/* Fields */

static gboolean
parse_number (const char *text, guint64 max, gint64 *number)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 0, max, &value, NULL))
    return FALSE;
  *number = (gint64) value;
  return TRUE;
}

/* A number that is none leaves its field absent. */
static void
set_field (gpointer record, guint field, const char *text)
{
  static const guint64 limits[] = {
    [VMISTATE_FIELD_INT32] = G_MAXINT32,
    [VMISTATE_FIELD_UINT32] = G_MAXUINT32,
    [VMISTATE_FIELD_UINT64] = G_MAXINT64,
  };
  guint n_fields;
  VmistateFieldKind kind = _vmistate_record_get_fields (record, &n_fields)[field].kind;
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  gint64 number;

  if (kind == VMISTATE_FIELD_STRING)
    _vmistate_record_set_string (record, field, stripped);
  else if (kind == VMISTATE_FIELD_BOOLEAN)
    _vmistate_record_set_boolean (record, field, TRUE);
  else if (parse_number (stripped, limits[kind], &number))
    _vmistate_record_set_integer (record, field, number);
}

static gpointer
find_owner (Reader *self, Owner owner)
{
  return owner == OF_DOMAIN ? (gpointer) self->domain : self->device;
}

static const char *
find_attribute (const char **names, const char **values, const char *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (g_str_equal (names[i], name))
        return values[i];
    }
  return NULL;
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
      value = *rule->attribute == '\0' ? "" : find_attribute (names, values, rule->attribute);
      if (value != NULL && strlen (value) <= MAX_TEXT_BYTES)
        set_field (owner, rule->field, value);
    }
}

static void
apply_text (Reader *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const Rule *rule = &rules[i];
      gpointer owner = find_owner (self, rule->owner);

      if (rule->attribute == NULL && owner != NULL && g_str_equal (rule->path, self->path->str))
        set_field (owner, rule->field, self->text->str);
    }
  if (g_str_equal (self->path->str, "domain/metadata/" KUBEVIRT_ELEMENT "/uid")
      && self->text->len > 0)
    {
      g_free (self->kubevirt_uid);
      self->kubevirt_uid = g_strstrip (g_strdup (self->text->str));
    }
}

/* A domain may have several channels; this one is the agent's. */
static void
note_channel (Reader *self, const char **names, const char **values)
{
  const char *state = find_attribute (names, values, "state");

  if (g_str_equal (self->path->str, "domain/devices/channel/target")
      && g_strcmp0 (find_attribute (names, values, "name"), AGENT_CHANNEL_NAME) == 0)
    _vmistate_record_set_string (self->domain, DOMAIN_AGENT_CHANNEL, state != NULL ? state : "");
}

/* Walking */

static const char *
local_name (const char *element)
{
  const char *colon = strchr (element, ':');

  return colon != NULL ? colon + 1 : element;
}

/* GMarkup knows no namespaces: an element is KubeVirt's if it declares so itself, as libvirt
 * demands of the children of <metadata>. */
static gboolean
is_kubevirt_element (Reader *self, const char *element, const char **names, const char **values)
{
  const char *colon = strchr (element, ':');
  g_autofree char *attribute =
      colon != NULL ? g_strdup_printf ("xmlns:%.*s", (int) (colon - element), element)
                    : g_strdup ("xmlns");

  return g_str_equal (self->path->str, "domain/metadata")
         && g_str_equal (local_name (element), "kubevirt")
         && g_strcmp0 (find_attribute (names, values, attribute), KUBEVIRT_NAMESPACE) == 0;
}

static void
push_element (Reader *self, const char *element, const char **names, const char **values)
{
  gboolean kubevirt = is_kubevirt_element (self, element, names, values);
  gboolean inside = strstr (self->path->str, KUBEVIRT_ELEMENT) != NULL;

  self->is_kubevirt |= kubevirt;
  if (self->path->len > 0)
    g_string_append_c (self->path, '/');
  if (kubevirt)
    g_string_append (self->path, KUBEVIRT_ELEMENT);
  else
    g_string_append (self->path, inside ? local_name (element) : element);
}

static void
start_element_cb (GMarkupParseContext *context G_GNUC_UNUSED, const char *element,
                  const char **names, const char **values, gpointer user_data,
                  GError **error G_GNUC_UNUSED)
{
  Reader *self = user_data;

  push_element (self, element, names, values);
  g_string_truncate (self->text, 0);
  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    {
      if (g_str_equal (self->path->str, devices[i].path) && self->lists[i]->len < MAX_DEVICES)
        self->device = g_object_new (devices[i].type (), NULL);
    }
  apply_attributes (self, names, values);
  note_channel (self, names, values);
}

static void
end_element_cb (GMarkupParseContext *context G_GNUC_UNUSED, const char *element G_GNUC_UNUSED,
                gpointer user_data, GError **error G_GNUC_UNUSED)
{
  Reader *self = user_data;
  char *slash;

  apply_text (self);
  g_string_truncate (self->text, 0);
  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    {
      if (self->device != NULL && g_str_equal (self->path->str, devices[i].path))
        g_ptr_array_add (self->lists[i], g_steal_pointer (&self->device));
    }
  slash = strrchr (self->path->str, '/');
  g_string_truncate (self->path, slash != NULL ? (gsize) (slash - self->path->str) : 0);
}

static void
text_cb (GMarkupParseContext *context G_GNUC_UNUSED, const char *text, gsize length,
         gpointer user_data, GError **error G_GNUC_UNUSED)
{
  Reader *self = user_data;

  if (self->text->len + length <= MAX_TEXT_BYTES)
    g_string_append_len (self->text, text, length);
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
  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    self->lists[i] = _vmistate_record_list_new ();
  self->path = g_string_new (NULL);
  self->text = g_string_new (NULL);
}

static void
reader_clear (Reader *self)
{
  g_clear_object (&self->domain);
  g_clear_object ((GObject **) &self->device);
  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    g_clear_pointer (&self->lists[i], g_ptr_array_unref);
  g_string_free (self->path, TRUE);
  g_string_free (self->text, TRUE);
  g_free (self->kubevirt_uid);
}

/* Identity */

/* KubeVirt names domains <namespace>_<name>; neither part can hold an underscore. */
static void
identify (Reader *self, VmistateDomainDescription *description)
{
  const char *name = _vmistate_record_get_string (self->domain, DOMAIN_NAME);
  const char *underscore = self->is_kubevirt ? strchr (name, '_') : NULL;

  if (underscore != NULL)
    {
      description->namespace_ = g_strndup (name, underscore - name);
      description->name = g_strdup (underscore + 1);
    }
  else
    {
      description->namespace_ = g_strdup ("default");
      description->name = g_strdup (name);
    }
  description->uid = self->kubevirt_uid != NULL
                         ? g_strdup (self->kubevirt_uid)
                         : g_strdup (_vmistate_record_get_string (self->domain, DOMAIN_UUID));
}

static VmistateDomainDescription *
finish (Reader *self, GError **error)
{
  VmistateDomainDescription *description;
  guint32 vcpus;

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

void
_vmistate_domain_description_free (VmistateDomainDescription *self)
{
  g_object_unref (self->domain);
  g_free (self->namespace_);
  g_free (self->name);
  g_free (self->uid);
  g_free (self);
}

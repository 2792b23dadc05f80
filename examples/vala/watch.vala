// SPDX-License-Identifier: LGPL-2.1-or-later

// Prints every VM of a libvirt URI and every change of it.
//
//   valac --pkg vmistate watch.vala && ./watch qemu:///system

void show (string what, Vmistate.Instance instance)
{
  unowned var status = instance.status;
  unowned var agent = status.find_condition ("AgentConnected");

  print ("%s %s/%s %s, agent: %s\n", what, instance.namespace, instance.name,
         status.get_phase ().to_string (), agent != null ? agent.get_reason () : "unknown");
}

async void start (Vmistate.Monitor monitor)
{
  try
    {
      yield monitor.start_async (null);
    }
  catch (Error error)
    {
      printerr ("%s\n", error.message);
    }
}

int main (string[] args)
{
  var source = new Vmistate.LibvirtSource (args.length > 1 ? args[1] : "qemu:///system");
  var monitor = new Vmistate.Monitor ();

  monitor.instance_added.connect ((instance) => show ("+", instance));
  monitor.instance_changed.connect ((instance, old_status, new_status) => show (" ", instance));
  monitor.instance_removed.connect ((instance) => show ("-", instance));
  try
    {
      monitor.add_source (source);
    }
  catch (Error error)
    {
      printerr ("%s\n", error.message);
      return 1;
    }
  start.begin (monitor);
  new MainLoop ().run ();
  return 0;
}

// SPDX-License-Identifier: LGPL-2.1-or-later

// Prints every VM of a libvirt URI and every change of it: gjs -m watch.js qemu:///system

import GLib from 'gi://GLib';
import GObject from 'gi://GObject';
import System from 'system';

import Vmistate from '../../bindings/js/vmistate.js';

function show(what, instance) {
    const status = instance.status;
    const phase = GObject.enum_to_string(Vmistate.Phase.$gtype, status.get_phase());
    const agent = status.find_condition('AgentConnected')?.get_reason() ?? 'unknown';

    print(`${what} ${instance.namespace}/${instance.name} ${phase}, agent: ${agent}`);
}

const monitor = new Vmistate.Monitor();
monitor.connect('instance-added', (_monitor, instance) => show('+', instance));
monitor.connect('instance-changed', (_monitor, instance) => show(' ', instance));
monitor.connect('instance-removed', (_monitor, instance) => show('-', instance));
monitor.add_source(Vmistate.LibvirtSource.new(System.programArgs[0] ?? 'qemu:///system'));
monitor.start_async(null).catch(logError);
new GLib.MainLoop(null, false).run();

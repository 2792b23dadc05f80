// SPDX-License-Identifier: LGPL-2.1-or-later

/* The same as scenario.c, and prints the same. Usage: gjs -m scenario.js STEPS */

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import System from 'system';

import Vmistate from '../../bindings/js/vmistate.js';

const loop = new GLib.MainLoop(null, false);
const monitor = new Vmistate.Monitor();
const source = Vmistate.ScriptedSource.new('script');
const [, bytes] = Gio.File.new_for_commandline_arg(System.programArgs[0]).load_contents(null);
const steps = new TextDecoder().decode(bytes).split('\n\n');

function nameOf(type, value) {
    return Object.keys(type).find(name => type[name] === value);
}

function printStatus(status) {
    const stamp = status.find_stamp('phase', null);

    print(`  phase ${nameOf(Vmistate.Phase, status.get_phase())} on ${status.get_node_name()}, ` +
        `${nameOf(Vmistate.StampState, stamp.get_state())}`);
    for (const condition of status.get_conditions()) {
        print(`  ${condition.get_condition_type()}=` +
            `${nameOf(Vmistate.ConditionStatus, condition.get_status())} ` +
            `${condition.get_reason() ?? '-'} since ` +
            `${condition.dup_last_transition_time().format('%T')}`);
    }
    for (const iface of status.get_interfaces()) {
        print(`  interface ${iface.get_name()} ${iface.get_ip_addresses()?.join(', ') ?? '-'} ` +
            `(${iface.get_info_source()})`);
    }
    print(`  sockets ${status.get_current_cpu_topology().get_sockets()[1]}`);
    print(`  memory ${status.get_memory().get_guest_current()}`);
    print(`  vsock ${status.get_vsock_cid()[0] ? 'yes' : '-'}`);
    print(`  os ${status.get_guest_os_info()?.get_pretty_name() ?? '-'}`);
}

function addStep() {
    for (const line of (steps.shift() ?? '').split('\n').filter(text => text !== ''))
        source.add_json(line);
}

monitor.connect('instance-added', (_monitor, instance) => {
    print(`added ${instance.namespace}/${instance.name} ${instance.uid}, ` +
        `${[...monitor].length} in the list`);
    printStatus(instance.status);
    addStep();
});
monitor.connect('instance-changed', (_monitor, instance, before, now) => {
    print(`changed ${instance.name}: ${before.diff(now)[0]} first`);
    printStatus(now);
    addStep();
});
monitor.connect('instance-removed', async (_monitor, instance) => {
    print(`removed ${instance.name}, ${[...monitor].length} in the list`);
    await monitor.stop_async(null);
    print('stopped');
    loop.quit();
});
monitor.connect('sources-changed', () => {
    for (const stamp of monitor.dup_source_stamps()) {
        print(`source ${stamp.get_source()} ${nameOf(Vmistate.StampState, stamp.get_state())}: ` +
            `${stamp.get_error() ?? '-'}`);
    }
});

monitor.add_source(source);
try {
    source.add_json('{}');
} catch (error) {
    if (error.matches(Vmistate.Error, Vmistate.Error.INVALID_DATA))
        print(`rejected: ${error.message}`);
}
addStep();
monitor.start_async(null).then(() => print('started'));
loop.run();

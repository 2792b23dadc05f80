// SPDX-License-Identifier: LGPL-2.1-or-later

/* Makes libvmistate read like JavaScript. Import this instead of the namespace itself:
 *
 *   import Vmistate from 'file:///usr/share/libvmistate-0/js/vmistate.js';
 *
 *   await monitor.start_async(null);
 *   for (const instance of monitor) …
 *
 * Everything works without this file too, with callbacks and get_item(). */

import Gio from 'gi://Gio';
import Vmistate from 'gi://Vmistate?version=0';

for (const name of ['start', 'stop', 'ping'])
    Gio._promisify(Vmistate.Monitor.prototype, `${name}_async`, `${name}_finish`);

// Only Gio.ListStore can be iterated by itself.
Vmistate.Monitor.prototype[Symbol.iterator] = function* () {
    for (let i = 0; i < this.get_n_items(); i++)
        yield this.get_item(i);
};

export default Vmistate;

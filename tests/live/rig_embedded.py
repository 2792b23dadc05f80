"""libvirt's QEMU driver inside the test program itself: no daemon."""

from rig_home import QEMU_CONF, Home


class EmbeddedRoot(Home):
    """A fresh root for the embedded driver; open `uri` with libvirt.

    libvirt allows one embedded root per process. The driver needs libvirt's event loop to run: start a monitor of the
    library, or a loop of your own, before the first connection.
    """

    def __init__(self):
        super().__init__("embed", ["etc", "run"])
        (self.directory / "etc" / "qemu.conf").write_text(QEMU_CONF + 'stdio_handler = "file"\n')
        self.uri = f"qemu:///embed?root={self.directory}"
        self._start_keeper()

    def _qemu_run_directory(self):
        return self.directory / "run" / "qemu"

"""A watch that also samples: the newest numbers of each VMI, as text and JSON can show them."""

import json
import time

import watch
from gi.repository import Vmistate


class SamplerWatch(watch.Watch):
    """Watches one libvirt with a libvirt source of URI, and a sampler source of SAMPLER_URI and PROPERTIES."""

    def __init__(self, uri, sampler_uri, **properties):
        # Without its probes the sampler is the only one whom a hung process can keep.
        super().__init__(uri, probe_interval_msec=0)
        self.sampler = Vmistate.SamplerSource(uri=sampler_uri, **properties)
        self.call(lambda: self.monitor.add_source(self.sampler))

    def sample(self, name):
        """The newest sample of the VMI called NAME as a dict, and {} before there is one."""
        return self.samples().get(name, {})

    def samples(self):
        """The newest sample of each VMI by name, as dicts with `age` in seconds."""
        return self.call(self._samples)

    def report(self):
        """What the sampler tells of itself, as a dict."""
        report = self.sampler.dup_report()
        return json.loads(report.to_json(Vmistate.Profile.TRUTH)) if report else {}

    def _samples(self):
        now, found = time.time(), {}
        for number in range(self.monitor.get_n_items()):
            instance = self.monitor.get_item(number)
            sample = instance.get_sample()
            if sample is not None:
                found[instance.get_name()] = json.loads(sample.to_json(Vmistate.Profile.TRUTH))
                taken_at = sample.dup_taken_at()
                found[instance.get_name()]["age"] = now - taken_at.to_unix() - taken_at.get_microsecond() / 1e6
        return found

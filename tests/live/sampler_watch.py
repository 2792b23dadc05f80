"""A watch that also samples: the newest numbers of each VMI, as text and JSON can show them."""

import json
import time

import watch
from gi.repository import Vmistate


def as_dict(sample):
    return json.loads(sample.to_json(Vmistate.Profile.TRUTH))


class SamplerWatch(watch.Watch):
    """Watches one libvirt with a libvirt source of URI, and a sampler source of SAMPLER_URI and PROPERTIES."""

    def __init__(self, uri, sampler_uri, **properties):
        # Without its probes the sampler is the only one whom a hung process can keep.
        super().__init__(uri, probe_interval_msec=0)
        self.told = []  # every sample, in order: name of the VMI and VmistateSample
        self.sampler = Vmistate.SamplerSource(uri=sampler_uri, **properties)
        self.call(self._add_sampler)

    def _add_sampler(self):
        self.monitor.connect("instance-added", lambda _, instance: instance.connect("sampled", self._on_sampled))
        for number in range(self.monitor.get_n_items()):
            self.monitor.get_item(number).connect("sampled", self._on_sampled)
        self.monitor.add_source(self.sampler)

    def _on_sampled(self, instance, sample):
        self.told.append((instance.get_name(), sample))

    def told_of(self, name, since=0):
        """All samples of the VMI called NAME as dicts; SINCE is a length that `told` had."""
        return [as_dict(sample) for about, sample in self.told[since:] if about == name]

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
                found[instance.get_name()] = as_dict(sample)
                taken_at = sample.dup_taken_at()
                found[instance.get_name()]["age"] = now - taken_at.to_unix() - taken_at.get_microsecond() / 1e6
        return found

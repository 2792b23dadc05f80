# SPDX-License-Identifier: LGPL-2.1-or-later
"""The rules of the two text formats, and what is wrong with a text by them.

Read from the specifications, not from what renders: it shares nothing with the library. It checks
what `promtool check metrics` does not: that no sample is there twice, that no family is torn
apart, and all of OpenMetrics.
"""

import math
import re

FORMATS = ("prometheus", "openmetrics")

NAME = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*")
LABEL_NAME = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")
# A time of a sample's own: milliseconds, or seconds.
TIMES = {"prometheus": re.compile(r"-?\d+"), "openmetrics": re.compile(r"-?\d+(\.\d+)?")}
NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?|[-+]?Inf|NaN")

TYPES = {
    "prometheus": ("counter", "gauge", "histogram", "summary", "untyped"),
    "openmetrics": ("unknown", "gauge", "counter", "stateset", "info", "histogram", "summary",
                    "gaugehistogram"),
}
ESCAPES = {"\\": "\\", "n": "\n", '"': '"'}

# What a sample's name may have behind the family's, by type; the others have nothing.
SUFFIXES = {
    "prometheus": {"histogram": ("_bucket", "_sum", "_count"), "summary": ("", "_sum", "_count")},
    "openmetrics": {
        "counter": ("_total", "_created"),
        "info": ("_info",),
        "histogram": ("_bucket", "_sum", "_count", "_created"),
        "summary": ("", "_sum", "_count", "_created"),
    },
}
KEYWORDS = {"prometheus": ("HELP", "TYPE"), "openmetrics": ("HELP", "TYPE", "UNIT")}


class Malformed(Exception):
    pass


class Family:
    def __init__(self, name):
        self.name = name
        self.comments = {}
        self.samples = []

    @property
    def type(self):
        return self.comments.get("TYPE", "untyped")


class Sample:
    def __init__(self, name, labels, value, time=None):
        self.name = name
        self.labels = labels
        self.value = value
        self.time = time  # in seconds


def unescape(text, allowed):
    """TEXT with its escapes resolved; only the characters of ALLOWED may follow a backslash."""
    result, at = [], 0
    while at < len(text):
        if text[at] == "\\":
            at += 1
            if at == len(text) or text[at] not in allowed:
                raise Malformed(f"bad escape in {text!r}")
            result.append(ESCAPES[text[at]])
        else:
            result.append(text[at])
        at += 1
    return "".join(result)


def parse_labels(text):
    """The labels at the beginning of TEXT, after the brace, and what is behind the closing one."""
    labels = {}
    while not text.startswith("}"):
        name = LABEL_NAME.match(text)
        if not name or not text.startswith('="', name.end()):
            raise Malformed(f"no label at {text[:40]!r}")
        at = end = name.end() + 2
        while end < len(text) and text[end] != '"':
            end += 2 if text[end] == "\\" else 1
        if end >= len(text):
            raise Malformed("a label value does not end")
        if name[0] in labels:
            raise Malformed(f"label {name[0]} twice")
        labels[name[0]] = unescape(text[at:end], '\\n"')
        text = text[end + 1 :]
        if text.startswith(",") and not text.startswith(",}"):
            text = text[1:]
        elif not text.startswith("}"):
            raise Malformed(f"no end of labels at {text[:40]!r}")
    return labels, text[1:]


def parse_time(text, format_):
    if not TIMES[format_].fullmatch(text):
        raise Malformed(f"no time: {text!r}")
    return float(text) / (1000 if format_ == "prometheus" else 1)


def parse_sample(line, format_):
    name = NAME.match(line)
    if not name:
        raise Malformed("no metric name")
    rest, labels = line[name.end() :], {}
    if rest.startswith("{"):
        labels, rest = parse_labels(rest[1:])
    number, space, time = rest[1:].partition(" ")
    if not rest.startswith(" ") or not NUMBER.fullmatch(number):
        raise Malformed(f"no number: {rest!r}")
    return Sample(name[0], labels, float(number), parse_time(time, format_) if space else None)


class Reader:
    """Takes the lines of one exposition, and collects what is wrong."""

    def __init__(self, format_):
        self.format = format_
        self.families = {}
        self.current = None
        self.complaints = []

    def complain(self, number, text):
        self.complaints.append(f"line {number}: {text}")

    def family(self, number, name):
        if self.current is not None and self.current.name == name:
            return self.current
        if name in self.families:
            self.complain(number, f"family {name} is torn apart")
        self.current = self.families.setdefault(name, Family(name))
        return self.current

    def take_comment(self, number, line):
        words = line.split(" ", 3)
        if len(words) != 4 or words[0] != "#" or words[1] not in KEYWORDS[self.format]:
            raise Malformed(f"comment that is none: {line!r}")
        _, keyword, name, text = words
        if not NAME.fullmatch(name):
            raise Malformed(f"bad name {name!r}")
        family = self.family(number, name)
        if family.samples:
            self.complain(number, f"{keyword} of {name} after its samples")
        if keyword in family.comments:
            self.complain(number, f"{keyword} of {name} twice")
        if keyword == "HELP":
            text = unescape(text, '\\n"' if self.format == "openmetrics" else "\\n")
        family.comments[keyword] = text

    def take_sample(self, number, line):
        sample = parse_sample(line, self.format)
        family = self.current
        allowed = SUFFIXES[self.format].get(family.type, ("",)) if family else ()
        if family is None or sample.name not in [family.name + s for s in allowed]:
            self.complain(number, f"{sample.name} does not belong to the family before it")
            family = self.family(number, sample.name)
        family.samples.append(sample)

    def take(self, number, line):
        try:
            if line.startswith("#"):
                self.take_comment(number, line)
            else:
                self.take_sample(number, line)
        except Malformed as error:
            self.complain(number, str(error))


def twice(samples):
    seen = set()
    for sample in samples:
        key = (sample.name, tuple(sorted((n, v) for n, v in sample.labels.items() if v)))
        if key in seen:
            yield f"{key} is there twice"
        seen.add(key)


def buckets(family):
    """Complaints about histograms: ascending bounds, growing counts, +Inf equal to _count."""
    groups = {}
    for sample in family.samples:
        labels = {n: v for n, v in sample.labels.items() if n != "le"}
        group = groups.setdefault(tuple(sorted(labels.items())), {"buckets": []})
        if sample.name.endswith("_bucket"):
            group["buckets"].append((float(sample.labels.get("le", "nan")), sample.value))
        else:
            group[sample.name[len(family.name) :]] = sample.value
    for group in groups.values():
        found = group["buckets"]
        if found != sorted(found) or [c for _, c in found] != sorted(c for _, c in found):
            yield f"buckets of {family.name} do not ascend"
        if not found or found[-1][0] != math.inf or found[-1][1] != group.get("_count"):
            yield f"{family.name} has no +Inf bucket that is its count"
        if "_sum" not in group:
            yield f"{family.name} has no sum"


def numbers(family):
    for sample in family.samples:
        if math.isnan(sample.value):
            yield f"{sample.name} is NaN"
        if family.type in ("counter", "histogram") and not 0 <= sample.value < math.inf:
            yield f"{sample.name} is {sample.value}, which no counter can be"
        if family.type in ("info", "stateset") and sample.value not in (0, 1):
            yield f"{sample.name} is {sample.value}"


def states(family):
    """Complaints about state sets: their label, and exactly one state that is true."""
    groups = {}
    for sample in family.samples:
        if family.name not in sample.labels:
            yield f"{family.name} has no label {family.name}"
        rest = {n: v for n, v in sample.labels.items() if n != family.name}
        groups.setdefault(tuple(sorted(rest.items())), []).append(sample.value)
    for key, values in groups.items():
        if sum(values) != 1:
            yield f"{family.name}{key}: {sum(values)} states are true"


def metadata(family, format_):
    for keyword in ("HELP", "TYPE"):
        if not family.comments.get(keyword):
            yield f"{family.name} has no {keyword}"
    if family.type not in TYPES[format_]:
        yield f"{family.name} has type {family.type}"
    unit = family.comments.get("UNIT")
    if unit and (not family.name.endswith("_" + unit) or family.type in ("info", "stateset")):
        yield f"{family.name} has unit {unit}"
    if format_ == "openmetrics" and family.name.endswith(("_total", "_info", "_bucket")):
        yield f"{family.name} has the suffix of a sample"
    if format_ == "prometheus" and (family.type == "counter") != family.name.endswith("_total"):
        yield f"{family.name} is a {family.type}"
    if not family.samples:
        yield f"{family.name} has no samples"


def clashes(families):
    """Sample names that two families have."""
    owners = {}
    for family in families:
        for name in {s.name for s in family.samples} | {family.name}:
            if owners.setdefault(name, family.name) != family.name:
                yield f"{name} is of {owners[name]} and of {family.name}"


def lines_of(text, format_):
    """The lines, and what is wrong with how they end."""
    complaints = []
    if text and not text.endswith("\n"):
        complaints.append("the last line does not end")
    lines = text.split("\n")[:-1]
    if format_ == "openmetrics":
        if not lines or lines.pop() != "# EOF":
            complaints.append("no # EOF at the end")
        if "# EOF" in lines:
            complaints.append("# EOF before the end")
    if "" in lines:
        complaints.append("an empty line")
    return lines, complaints


def read(data, format_):
    """(families by name, complaints) of an exposition, given as bytes."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return {}, [f"not UTF-8: {error}"]
    lines, complaints = lines_of(text, format_)
    reader = Reader(format_)
    for number, line in enumerate(lines, 1):
        reader.take(number, line)
    complaints += reader.complaints
    families = reader.families.values()
    for family in families:
        complaints += [*twice(family.samples), *numbers(family), *metadata(family, format_)]
        if family.type == "histogram":
            complaints += buckets(family)
        if family.type == "stateset":
            complaints += states(family)
    complaints += clashes(families)
    if format_ == "openmetrics" and list(reader.families) != sorted(reader.families):
        complaints.append("the families are not sorted")
    return reader.families, complaints


def check(data, format_):
    """What is wrong with an exposition, given as bytes."""
    return read(data, format_)[1]

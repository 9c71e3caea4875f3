"""Reads timelines with OpenTimelineIO and its adapters, and prints what they find as JSON.

Arguments: FILE RATE, any number of times. Only EDLs need the rate, as they don't say it.
"""

import json
import sys

import opentimelineio as otio


def time(one):
    return None if one is None else {"value": one.value, "rate": one.rate}


def span(one):
    return None if one is None else {"start": time(one.start_time), "duration": time(one.duration)}


def timecode(one):
    try:
        return otio.opentime.to_timecode(one, one.rate)
    except ValueError:
        return None


def item(one):
    found = {"kind": type(one).__name__, "name": one.name}
    if isinstance(one, otio.schema.Transition):
        return {**found, "type": one.transition_type, "in": time(one.in_offset), "out": time(one.out_offset)}
    reference = getattr(one, "media_reference", None)
    return {
        **found,
        "source": span(one.source_range),
        "timecode": timecode(one.source_range.start_time),
        "place": span(one.range_in_parent()),
        "speeds": [effect.time_scalar for effect in one.effects if hasattr(effect, "time_scalar")],
        "file": getattr(reference, "target_url", None),
        "available": span(getattr(reference, "available_range", None)),
    }


def timeline_in(read):
    """FCPXML is read as a collection of events and projects."""
    if isinstance(read, otio.schema.Timeline):
        return read
    return next(one for one in read if isinstance(one, otio.schema.Timeline))


def found_in(file, rate):
    more = {"rate": rate} if file.endswith(".edl") else {}
    timeline = timeline_in(otio.adapters.read_from_file(file, **more))
    return [
        {"kind": track.kind, "name": track.name, "items": [item(one) for one in track]}
        for track in timeline.tracks
    ]


def main(arguments):
    pairs = zip(arguments[::2], arguments[1::2])
    json.dump([found_in(file, float(rate)) for file, rate in pairs], sys.stdout)


main(sys.argv[1:])

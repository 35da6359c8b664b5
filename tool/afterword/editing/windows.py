"""Opens, closes and splits windows, so that components are at other levels from some time on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from afterword.editing.changes import Change, Insert, Put, RefusedError, Remove
from afterword.editing.earlier_start import earlier_start
from afterword.editing.suggested_command import suggested
from afterword.editing.window_choice import describe_window
from afterword.records.impact import Measure, Window
from afterword.records.record import Record
from afterword.records.scales import OPERATIONAL
from afterword.records.time_text import time_text
from afterword.source.nodes import Plain

_WINDOW = ("windows", 0)


@dataclass(frozen=True, slots=True)
class NewWindow:
    """A window before it is written."""

    components: tuple[str, ...]
    level: str
    start: datetime
    end: datetime | None = None
    scope: tuple[str, ...] = ()
    label: str = ""
    note: str = ""


def set_levels(record: Record, levels: Mapping[str, str], at: datetime) -> tuple[Change, ...]:
    """Return the changes that put components at levels from `at` on.

    Windows in which they are at other levels end, and one with the new level begins, unless that is `operational`. It
    ends when they did, if they are over, and has their scope, if that is the same for all. A window that begins at the
    same time gets the new level instead; if that is `operational`, the window is removed, since it never was. Raises
    RefusedError for a time before a window that would have to end.
    """
    changes: list[Change] = []
    new: list[Plain] = []
    leaving: set[str] = set()
    corrected = [index for index, each in enumerate(record.windows) if _begins_with(each, levels, at)]
    for index in corrected:
        changes += _corrected(record, index, levels, new)
    done = {component for index in corrected for component in record.windows[index].named}
    for component, level in levels.items():
        if component in done:
            continue
        going_on = [each for each in record.windows if component in each.named and _is_open(each, at)]
        if any(window.level == level for window in going_on):
            continue
        leaving.add(component)
        if level != OPERATIONAL.id:
            new.append(_begun(record, component, level, at, going_on))
    changes += _ended(record, leaving, at, may_remove=True)
    count = len(record.windows) + sum(isinstance(each, Insert) for each in changes)
    count -= sum(isinstance(each, Remove) and len(each.path) == len(_WINDOW) for each in changes)
    changes += (Insert(("windows", count + number), window) for number, window in enumerate(new))
    return tuple(changes)


def _begins_with(window: Window, levels: Mapping[str, str], at: datetime) -> bool:
    """Return whether a window begins at a time from which all its components are at one of the levels."""
    return (
        window.start == at
        and (window.end is None or window.end > at)
        and all(levels.get(each, OPERATIONAL.id) != OPERATIONAL.id for each in window.named)
    )


def _corrected(record: Record, index: int, levels: Mapping[str, str], new: list[Plain]) -> Iterator[Change]:
    """Give a window the new level of its first component; those with another one are moved into `new` windows."""
    window = record.windows[index]
    groups: dict[str, list[str]] = {}
    for each in window.named:
        groups.setdefault(levels[each], []).append(each)
    (level, staying), *others = groups.items()
    if level != window.level:
        yield Put(("windows", index, "level"), level)
    if others:
        yield from _naming(index, staying)
    end = {"end": time_text(window.end, record.zone)} if window.end else {}
    new += ({**_typed(record, window, names), "level": level, **end} for level, names in others)


def _begun(
    record: Record, component: str, level: str, at: datetime, former: Sequence[Window]
) -> dict[str, Plain]:
    """Return a window that begins in place of former ones, of which all or some may be over."""
    ends = [each.end for each in former if each.end]
    end = max(ends) if ends and len(ends) == len(former) else None
    scopes = {each.scope for each in former}
    return _new(record, (component,), level, at, end=end, scope=scopes.pop() if len(scopes) == 1 else ())


def end_windows(record: Record, at: datetime) -> tuple[Change, ...]:
    """Return the changes that end all windows that are open. Raises RefusedError if one begins later."""
    return tuple(_ended(record, {each for window in record.windows for each in window.named}, at))


def continue_windows(record: Record, windows: Collection[Window]) -> tuple[Change, ...]:
    """Return the changes that let windows go on: they lose their ends."""
    return tuple(
        Remove(("windows", index, "end")) for index, each in enumerate(record.windows) if each in windows
    )


def begin_windows_again(record: Record, windows: Iterable[Window], at: datetime) -> tuple[Change, ...]:
    """Return the changes that add windows of the same components, levels and scopes from a time on."""
    return tuple(
        Insert(
            ("windows", len(record.windows) + number),
            _new(record, each.named, each.level, at, scope=each.scope),
        )
        for number, each in enumerate(windows)
    )


def open_window(record: Record, window: NewWindow) -> tuple[Change, ...]:
    """Return the changes that add a window.

    Raises RefusedError if it ends before it starts, or starts while a component has a window of the same scope.
    """
    _refuse_wrong_end(record, window.start, window.end)
    for component in window.components:
        for index, each in enumerate(record.windows):
            is_same = component in each.named and each.scope == window.scope
            if is_same and each.start <= window.start and _is_open(each, window.start):
                start = f'--at "{time_text(window.start, record.zone)}"'
                ends = suggested(f"level {component}={window.level}", record.id, start)
                raise RefusedError(
                    f"`{component}` has a window at that time: {describe_window(record, index)}; "
                    f"{ends} ends it where the new one begins"
                )
    value = _new(record, window.components, window.level, window.start, end=window.end, scope=window.scope)
    if window.label:
        value["label"] = window.label
    if window.note:
        value["note"] = window.note
    return (Insert(("windows", len(record.windows)), value),)


def set_window(
    record: Record, index: int, *, level: str = "", start: datetime | None = None, end: datetime | None = None
) -> tuple[Change, ...]:
    """Return the changes that give a window another level, start or end, where one is given.

    Raises RefusedError if it would end before it starts.
    """
    window = record.windows[index]
    _refuse_wrong_end(record, start or window.start, end or window.end)
    found: list[Change] = [Put(("windows", index, "level"), level)] if level else []
    times = {"start": start, "end": end}
    found += [Put(("windows", index, key), time_text(at, record.zone)) for key, at in times.items() if at]
    return tuple(found)


def _refuse_wrong_end(record: Record, start: datetime, end: datetime | None) -> None:
    if end and end <= start:
        raise RefusedError(
            f"the window would end at {time_text(end, record.zone)}, which is not after its start at "
            f"{time_text(start, record.zone)}"
        )


def _ended(
    record: Record, components: set[str], at: datetime, *, may_remove: bool = False
) -> Iterator[Change]:
    """End the open windows of components, the last one first, so that indexes stay right.

    Components of a window that begins at the same time were never in it: some leave it, and with all, it is removed.
    """
    for index, window in reversed([*enumerate(record.windows)]):
        ending = [each for each in window.named if each in components]
        if not ending or not _is_open(window, at):
            continue
        staying = [each for each in window.named if each not in ending]
        if window.start >= at:
            if window.start == at and (staying or may_remove):
                yield from _naming(index, staying) if staying else [Remove(("windows", index))]
                continue
            raise RefusedError(_no_end(record, index, ending, at))
        end = time_text(at, record.zone)
        if not staying:
            yield Put(("windows", index, "end"), end)
            continue
        yield from _naming(index, staying)
        yield Insert(("windows", index + 1), {**_typed(record, window, ending), "end": end})


def _no_end(record: Record, index: int, ending: Sequence[str], at: datetime) -> str:
    """Say that a window begins too late to end at a time, and what to do."""
    start = time_text(record.windows[index].start, record.zone)
    begins = f"the window of {', '.join(ending)} begins at {start}"
    if record.windows[index].start == at:
        earlier = earlier_start(record, index)
        hint = f"if it began earlier, correct that with {earlier}; or try" if earlier else "try"
        return f"{begins}, and cannot end in the same minute; {hint} again a minute later"
    return f"{begins}, not before {time_text(at, record.zone)}; give a later time with `--at`"


def _is_open(window: Window, at: datetime) -> bool:
    """Return whether a window goes on at a time, or would have to begin first."""
    return window.end is None or window.start <= at < window.end


def _naming(index: int, components: list[str]) -> Iterator[Change]:
    if len(components) > 1:
        yield Put(("windows", index, "components"), [*components])
    else:
        yield Put(("windows", index, "component"), components[0])
        yield Remove(("windows", index, "components"))


def _new(
    record: Record,
    components: Sequence[str],
    level: str,
    start: datetime,
    *,
    end: datetime | None = None,
    scope: Sequence[str] = (),
) -> dict[str, Plain]:
    value: dict[str, Plain] = {**named([*components]), "level": level, "start": time_text(start, record.zone)}
    if end:
        value["end"] = time_text(end, record.zone)
    if scope:
        value["scope"] = [*scope] if len(scope) > 1 else scope[0]
    return value


def named(components: list[str]) -> dict[str, Plain]:
    """Return the key with which a window names its components."""
    return {"components": [*components]} if len(components) > 1 else {"component": components[0]}


def _typed(record: Record, window: Window, components: Sequence[str]) -> dict[str, Plain]:
    """Return what a window says besides its end, for another one of a part of its components."""
    value = _new(record, components, window.level, window.start, scope=window.scope)
    if window.share:
        value["share"] = window.share.text
    if window.label:
        value["label"] = window.label
    if window.measure:
        value["measure"] = _measured(window.measure)
    if window.note:
        value["note"] = window.note
    return value


def _measured(measure: Measure) -> dict[str, Plain]:
    amounts = {
        "value": measure.value,
        "from": measure.from_,
        "to": measure.to,
        "threshold": measure.threshold,
    }
    written: dict[str, Plain] = {key: amount.text for key, amount in amounts.items() if amount}
    return {"metric": measure.metric, **written, **({"unit": measure.unit} if measure.unit else {})}

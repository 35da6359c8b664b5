"""Opens, closes and splits windows, so that components are at other levels from some time on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from afterword.editing.changes import Change, Insert, Put, RefusedError, Remove
from afterword.records.impact import Measure, Window
from afterword.records.record import Record
from afterword.records.scales import OPERATIONAL
from afterword.records.time_text import time_text
from afterword.source.nodes import Plain


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
    ends when they did, if they are over. Raises RefusedError for a time before a window that would have to end.
    """
    changes: list[Change] = []
    new: list[Plain] = []
    leaving: set[str] = set()
    for component, level in levels.items():
        going_on = [each for each in record.windows if component in each.named and _is_open(each, at)]
        if any(window.level == level for window in going_on):
            continue
        begun_now = next((each for each in going_on if each.start == at and each.named == (component,)), None)
        if begun_now and level != OPERATIONAL.id:
            changes.append(Put(("windows", record.windows.index(begun_now), "level"), level))
            continue
        leaving.add(component)
        if level != OPERATIONAL.id:
            new.append(_begun(record, component, level, at, going_on))
    changes += _ended(record, leaving, at)
    count = len(record.windows) + sum(isinstance(each, Insert) for each in changes)
    changes += (Insert(("windows", count + number), window) for number, window in enumerate(new))
    return tuple(changes)


def _begun(
    record: Record, component: str, level: str, at: datetime, former: Sequence[Window]
) -> dict[str, Plain]:
    """Return a window that begins in place of former ones, of which all or some may be over."""
    value: dict[str, Plain] = {"component": component, "level": level, "start": time_text(at, record.zone)}
    ends = [each.end for each in former if each.end]
    if ends and len(ends) == len(former):
        value["end"] = time_text(max(ends), record.zone)
    return value


def end_windows(record: Record, at: datetime) -> tuple[Change, ...]:
    """Return the changes that end all windows that are open. Raises RefusedError if one begins later."""
    return tuple(_ended(record, {each for window in record.windows for each in window.named}, at))


def continue_windows(record: Record, windows: Collection[Window]) -> tuple[Change, ...]:
    """Return the changes that let windows go on: they lose their ends."""
    return tuple(
        Remove(("windows", index, "end")) for index, each in enumerate(record.windows) if each in windows
    )


def open_window(record: Record, window: NewWindow) -> tuple[Change, ...]:
    """Return the changes that add a window. Raises RefusedError if it ends before it starts."""
    _refuse_wrong_end(record, window.start, window.end)
    value: dict[str, Plain] = {**named([*window.components]), "level": window.level}
    value["start"] = time_text(window.start, record.zone)
    if window.end:
        value["end"] = time_text(window.end, record.zone)
    if window.scope:
        value["scope"] = [*window.scope] if len(window.scope) > 1 else window.scope[0]
    if window.label:
        value["label"] = window.label
    if window.note:
        value["note"] = window.note
    return (Insert(("windows", len(record.windows)), value),)


def set_window(
    record: Record, index: int, *, level: str = "", start: datetime | None = None, end: datetime | None = None
) -> tuple[Change, ...]:
    """Return the changes that give a window another level, start or end, each if it is given.

    Raises RefusedError if it would end before it starts.
    """
    window = record.windows[index]
    _refuse_wrong_end(record, start or window.start, end or window.end)
    found: list[Change] = [Put(("windows", index, "level"), level)] if level else []
    times = {"start": start, "end": end}
    found += [Put(("windows", index, key), time_text(at, record.zone)) for key, at in times.items() if at]
    return tuple(found)


def find_window(record: Record, typed: str, *, is_open: bool = False) -> int:
    """Return the index of the window that is meant by its id, its component or the beginning of that, or its number.

    Numbers count from 1. With `is_open`, only windows without an end are meant. Raises RefusedError, which lists the
    windows, if it is none or several.
    """
    candidates = [(index, each) for index, each in enumerate(record.windows) if not (is_open and each.end)]
    ways: tuple[Callable[[int, Window], bool], ...] = (
        lambda _, window: window.id == typed,
        lambda _, window: typed in window.named,
        lambda _, window: any(each.startswith(typed.casefold()) for each in window.named),
        lambda index, _: str(index + 1) == typed.removeprefix("#"),
    )
    for fits in ways:
        found = [index for index, window in candidates if fits(index, window)]
        if len(found) == 1:
            return found[0]
        if found:
            listed = _listed(record, found)
            raise RefusedError(f"{len(found)} windows are of `{typed}`; write the number of one: {listed}")
    kind = "open window" if is_open else "window"
    listed = _listed(record, [index for index, _ in candidates])
    raise RefusedError(f"there is no {kind} `{typed}`; the record has {listed or 'none'}")


def _listed(record: Record, indexes: Iterable[int]) -> str:
    return ", ".join(_shown(record, index) for index in indexes)


def _shown(record: Record, index: int) -> str:
    window = record.windows[index]
    end = time_text(window.end, record.zone) if window.end else "open"
    return f"{index + 1} ({', '.join(window.named)}: {window.level}, {time_text(window.start, record.zone)} – {end})"


def _refuse_wrong_end(record: Record, start: datetime, end: datetime | None) -> None:
    if end and end <= start:
        raise RefusedError(
            f"the window would end at {time_text(end, record.zone)}, which is not after its start at "
            f"{time_text(start, record.zone)}"
        )


def _ended(record: Record, components: set[str], at: datetime) -> Iterator[Change]:
    """End the open windows of components, the last one first, so that indexes stay right."""
    for index, window in reversed([*enumerate(record.windows)]):
        ending = [each for each in window.named if each in components]
        if not ending or not _is_open(window, at):
            continue
        if window.start >= at:
            raise RefusedError(
                f"the window of {', '.join(ending)} begins at {time_text(window.start, record.zone)}, not before "
                f"{time_text(at, record.zone)}; give a later time with `--at`"
            )
        end = time_text(at, record.zone)
        staying = [each for each in window.named if each not in ending]
        if not staying:
            yield Put(("windows", index, "end"), end)
            continue
        yield from _naming(index, staying)
        yield Insert(("windows", index + 1), {**_typed(record, window), **named(ending), "end": end})


def _is_open(window: Window, at: datetime) -> bool:
    """Return whether a window goes on at a time, or would have to begin first."""
    return window.end is None or window.start <= at < window.end


def _naming(index: int, components: list[str]) -> Iterator[Change]:
    if len(components) > 1:
        yield Put(("windows", index, "components"), [*components])
    else:
        yield Put(("windows", index, "component"), components[0])
        yield Remove(("windows", index, "components"))


def named(components: list[str]) -> dict[str, Plain]:
    """Return the key with which a window names its components."""
    return {"components": [*components]} if len(components) > 1 else {"component": components[0]}


def _typed(record: Record, window: Window) -> dict[str, Plain]:
    """Return what a window says besides its components and its end, for another one of a part of its components."""
    value: dict[str, Plain] = {"level": window.level, "start": time_text(window.start, record.zone)}
    if window.scope:
        value["scope"] = [*window.scope]
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

"""What the shell offers for values: `shell_complete=complete.records` in an option or an argument."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from afterword.app.suggestions import Suggestion

RECORD_WORDS = {"open": "the open record", "latest": "the latest record"}
"""What may be typed for an id; `arguments.record_choice`, which reads these words, takes long to import."""
Completer = Callable[[click.Context, click.Parameter, str], list["CompletionItem"]]


def records(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer ids of records: those that begin as typed, or else the only one that contains it."""
    from afterword.app.suggestions import Suggestion, record_ids

    found = [*(Suggestion(*each) for each in RECORD_WORDS.items()), *_of_site(context, record_ids)]
    return _beginning(incomplete, found) or _only_one_with(incomplete, found)


def components(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer ids of components."""
    return _beginning(incomplete, _ids(context, "components"))


def groups(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer ids of groups, and the word for none."""
    from afterword.app.suggestions import Suggestion

    return _beginning(incomplete, [*_ids(context, "groups"), Suggestion("none", "no group")])


def levels(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer ids of levels."""
    return _beginning(incomplete, _ids(context, "levels"))


def component_levels(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer components, and once there is only one, its levels, as `component=level`.

    Behind a whole word, a shell adds a blank.
    """
    from afterword.app.suggestions import Suggestion
    from afterword.records.vocabulary import ComponentStatus

    component, equals, _level = incomplete.partition("=")
    if not equals:
        offered = _beginning(incomplete, _ids(context, "components"))
        if len(offered) != 1:
            return offered
        component = offered[0].value
    scale = [*_ids(context, "levels"), Suggestion(ComponentStatus.OPERATIONAL.value, "It works.")]
    pairs = (Suggestion(f"{component}={each.word}", each.meaning) for each in scale)
    return _beginning(incomplete, pairs)


def component_maybe_level(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer components, and once there is only one, also with its levels."""
    alone = _beginning(incomplete, _ids(context, "components"))
    return alone if len(alone) > 1 else [*alone, *component_levels(context, parameter, incomplete)]


def component_levels_or_record(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer `component=level`, and ids of records."""
    return component_levels(context, parameter, incomplete) or records(context, parameter, incomplete)


def severities(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer ids of severities."""
    return _beginning(incomplete, _ids(context, "severities"))


def statuses(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer statuses of updates."""
    from afterword.app.suggestions import Suggestion
    from afterword.records.vocabulary import UpdateStatus

    return _beginning(incomplete, (Suggestion(each.value) for each in UpdateStatus))


def words_of(closed: str) -> Completer:
    """Return a function that offers the words of a closed set, given by its name in `records.vocabulary`."""

    def words(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from afterword.app.suggestions import Suggestion
        from afterword.records import vocabulary

        known = getattr(vocabulary, closed)
        return _beginning(incomplete, (Suggestion(each.value, each.meaning) for each in known))

    return words


def milestones_or_record(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer milestones, and ids of records."""
    from afterword.app.suggestions import Suggestion
    from afterword.records.response import Milestones

    known = Milestones.model_fields.items()
    found = _beginning(incomplete, (Suggestion(name, field.description or "") for name, field in known))
    return found or records(context, parameter, incomplete)


def actions(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer ids of unfinished action items, with their titles."""
    from afterword.app import suggestions

    return _beginning(incomplete, _of_site(context, suggestions.unfinished_actions))


def owners(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer owners of action items."""
    from afterword.app import suggestions

    return _beginning(incomplete, _of_site(context, suggestions.owners))


def tags(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer tags of records."""
    from afterword.app import suggestions

    return _beginning(incomplete, _of_site(context, suggestions.tags))


def rules(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer ids of rules."""
    from afterword.app.suggestions import Suggestion
    from afterword.checks.rule_pages import every_page

    return _beginning(incomplete, (Suggestion(page.id, page.summary) for page in every_page()))


def _ids(context: click.Context, key: str) -> list[Suggestion]:
    from afterword.app.suggestions import ids_in_site_file

    return _of_site(context, lambda root: ids_in_site_file(root, key))


def _of_site(context: click.Context, read: Callable[[Path], list[Suggestion]]) -> list[Suggestion]:
    """Return what is read from the site that the options name, nothing if there is none."""
    from afterword.source.files import find_root

    root = find_root(context.params.get("root") or Path())
    return [] if root is None else read(root)


def _beginning(incomplete: str, found: Iterable[Suggestion]) -> list[CompletionItem]:
    return [_item(each) for each in found if each.word.startswith(incomplete)]


def _only_one_with(part: str, found: Iterable[Suggestion]) -> list[CompletionItem]:
    """Of several, bash would insert what they begin with, in place of what was typed."""
    matching = [_item(each) for each in found if part.lower() in each.word]
    return matching if len(matching) == 1 else []


def _item(suggestion: Suggestion) -> CompletionItem:
    from click.shell_completion import CompletionItem

    return CompletionItem(suggestion.word, help=suggestion.meaning or None)

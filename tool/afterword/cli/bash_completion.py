"""Completion in bash of words with an equals sign, such as `search=degraded`: bash takes them apart."""

from __future__ import annotations

from click.shell_completion import BashComplete, CompletionItem, add_completion_class


@add_completion_class
class WholeWords(BashComplete):
    """Puts the parts of such words together, and offers what bash takes for the last part."""

    _typed = ""
    """What bash takes for words before the one that is typed."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the complete words, and the one that is being typed."""
        words, last = super().get_completion_args()
        joined: list[str] = []
        for part in (*words, last):
            continues = part == "=" or (bool(joined) and joined[-1].endswith("="))
            if continues and joined:
                joined[-1] += part
            else:
                joined.append(part)
        self._typed = "".join(joined[-1].rpartition("=")[:2])
        return joined[:-1], joined[-1]

    def format_completion(self, item: CompletionItem) -> str:
        """Return what the script of the shell reads."""
        return f"{item.type},{item.value.removeprefix(self._typed)}"

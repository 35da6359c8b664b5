"""The words of Markdown and of the HTML that shows it are the same, and a missing one is found."""

from __future__ import annotations

import pytest

from tests.corpus.reading import missing, words_of_html, words_of_markdown

_MARKDOWN = """\
See [the report](https://example.com/a_b) and <https://example.com/c>, or www.example.com:

3. `x < y`
4. R&amp;D

```console
$ ls
```
"""
_HTML = """\
<p>See <a href="https://example.com/a_b">the report</a> and
<a href="https://example.com/c">https://example.com/c</a>, or <a href="http://www.example.com">www.example.com</a>:</p>
<ol start="3"><li><code>x &lt; y</code></li><li>R&amp;D</li></ol><pre><code>$ ls</code></pre>
"""


def test_words_follow_each_other_as_they_were_typed() -> None:
    assert words_of_html(_HTML) == words_of_markdown(_MARKDOWN)


@pytest.mark.parametrize(
    ("word", "lost"), [("report", "See the report https example"), ("R&amp;D", "4 R D ls")]
)
def test_a_missing_word_is_found(word: str, lost: str) -> None:
    found = words_of_html(_HTML.replace(word, ""))
    assert lost in missing(words_of_markdown(_MARKDOWN), found)


def test_hidden_text_is_no_word_of_a_page() -> None:
    assert words_of_html("<head><title>No</title></head><script>no()</script><p>Yes</p>") == ["Yes"]

"""A tiny renderer for the sample's page and feed templates: values, raw values, sections and their opposite.

`{{name}}` is escaped for HTML and XML, `{{{name}}}` stands as it is, `{{#name}}…{{/name}}` repeats for a
list and shows once for anything else that is not empty, `{{^name}}…{{/name}}` shows when it is empty.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_SECTION = re.compile(r"\{\{([#^])(\w+)\}\}(.*?)\{\{/\2\}\}", re.DOTALL)
_RAW = re.compile(r"\{\{\{(\w+)\}\}\}")
_VALUE = re.compile(r"\{\{(\w+)\}\}")


def render(template: str, values: Mapping[str, Any]) -> str:
    """Return the template filled with the values; a section of the same name may not stand within itself.

    Raises:
        KeyError: the template asks for a value that was not given.

    >>> render("<p>{{who}}</p>{{#links}}<a>{{to}}</a>{{/links}}", {"who": "A & B", "links": [{"to": "x"}]})
    '<p>A &amp; B</p><a>x</a>'
    """

    def section(found: re.Match[str]) -> str:
        sign, name, inner = found.groups()
        value = values[name]
        if sign == "^":
            return "" if value else render(inner, values)
        if isinstance(value, (list, tuple)):
            return "".join(render(inner, {**values, **each}) for each in value)
        return render(inner, values) if value else ""

    text = _SECTION.sub(section, template)
    # One pass over both kinds of value, so that a value which itself contains braces is never filled again.
    both = re.compile(f"{_RAW.pattern}|{_VALUE.pattern}")
    return both.sub(lambda m: str(values[m[1]]) if m[1] else escape(str(values[m[2]])), text)

"""What machines are told passes the schemas of those who made the forms: schema.org, sitemaps.org, OpenAPI."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree
from openapi_spec_validator import OpenAPIV31SpecValidator

from copydesk.front.maps import Entry, news_sitemap, sitemap
from copydesk.front.metadata import news_article, quotation_json
from copydesk.front.openapi import document
from copydesk.front.values import QuotationPage
from copydesk.testing.browser import TOOLS, need

#: Of the published list of schema.org's types and properties, as TypeScript; what is not in it does not compile.
HEAD = 'import type { {name}, WithContext } from "schema-dts";\n'
NODE = Path(sys.executable).with_name("node")
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)


def compiled(folder: Path, documents: dict[str, str]) -> list[str]:
    """Return what TypeScript says of JSON-LD documents, each with the type it says it is of."""
    need(TOOLS / "schema-dts", "schema-dts")
    need(TOOLS / "typescript", "typescript")
    (folder / "node_modules").symlink_to(TOOLS)
    for n, (name, text) in enumerate(documents.items()):
        kind = re.sub(r"\d", "", name)
        code = HEAD.replace("{name}", kind) + f"export const it: WithContext<{kind}> = {text};\n"
        (folder / f"document{n}.ts").write_text(code, "utf-8")
    node = str(NODE) if NODE.exists() else shutil.which("node")
    done = subprocess.run(
        [node, TOOLS / "typescript" / "bin" / "tsc", "--noEmit", "--strict", "--target", "es2022",
            "--module", "nodenext", "--moduleResolution", "nodenext", "--skipLibCheck",
            *sorted(folder.glob("document*.ts"))],
        cwd=folder, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    return [line for line in done.stdout.splitlines() if "error" in line]


def test_json_ld_is_of_schema_org(story_page, site, tmp_path):
    """A story and a quotation hold only properties that schema.org gives their types; a wrong one is told."""
    page = QuotationPage(card=story_page.quotations[0], stories=(story_page.card,))
    story = json.loads(news_article(story_page, site))
    wrong = {**story, "correction": {"@type": "CorrectionComment", "wording": "no such property"}}

    found = compiled(
        tmp_path,
        {
            "NewsArticle": json.dumps(story),
            "Quotation": quotation_json(page, site),
            "NewsArticle2": json.dumps(wrong),
        },
    )

    assert [each.split("(")[0] for each in found] == ["document2.ts"], found


def entries() -> list[Entry]:
    """Stories with everything that XML cares about in their headlines."""
    return [
        Entry(
            number=1, slug="pier", headline="Pier <closed> & “safe”", opened=NOW, updated=NOW, language="en"
        ),
        Entry(number=2, slug="hafen", headline="Hafen ’geschlossen’", opened=NOW, updated=NOW, language="de"),
    ]


def test_sitemaps_are_of_sitemaps_org(site):
    """Both maps pass the schema of sitemaps.org; the news map's own elements are those of its form, in order."""
    need(TOOLS / "sitemap", "sitemap")
    schema = etree.XMLSchema(file=str(TOOLS / "sitemap" / "schema" / "sitemap.xsd"))
    plain = etree.fromstring(sitemap(entries(), ["tern"], site))
    news = etree.fromstring(news_sitemap(entries(), site, now=NOW))
    own = news.findall(f".//{{{NEWS}}}news")

    told = [[each.tag.split("}")[1] for each in one.iter()] for one in own]
    for each in own:
        each.getparent().remove(each)

    assert told == [["news", "publication", "name", "language", "publication_date", "title"]] * 2
    assert schema.validate(plain), schema.error_log
    assert schema.validate(news), schema.error_log
    plain[0].append(etree.Element("{http://www.sitemaps.org/schemas/sitemap/0.9}wrong"))
    assert not schema.validate(plain)


def test_the_api_is_described_in_openapi():
    """The description of the API passes the schema of OpenAPI 3.1; one with a fault does not."""
    description = document(check_bytes=1_000_000)
    assert [each.message for each in OpenAPIV31SpecValidator(description).iter_errors()] == []
    assert list(OpenAPIV31SpecValidator({**description, "info": {}}).iter_errors()) != []

"""A site that is edited at random, and built from what was kept and anew: both must give the same bytes."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from afterword.app.build import Build
from afterword.app.checking import CheckResult
from afterword.app.errors import UserError
from afterword.app.incremental import prepare_build
from afterword.cache.opening import CACHE_FOLDER
from afterword.output import reuse
from afterword.output.pages import PAGE_FILE
from afterword.output.written import WrittenFile, written_file
from afterword.views.audience import Audience
from tests.sites import PNG, write_site

START = datetime(2026, 11, 20, 12, tzinfo=UTC)
SHELLS = "<html>"
SITE = """\
page: {{name: Acme}}
timezone: {zone}
uptime: {{policy: {policy}}}
review: {{rules: {{site-without-url: off, future-time: {future}, action-dates: info}}, silence: {silence}}}
scopes: [{{id: eu, name: {europe}}}]
groups: [{{id: all, name: All}}]
components:
  - {{id: search, name: {search}, group: all}}
  - {{id: api, name: API, group: all, since: 2026-01-01, objective: 99.5}}
"""
FORMER_ID = "2025-01-01-former"
COVERS = "post_mortem: {status: published, published: 2026-11-19, background: Words., covers: ["
FIRST_FACTS = {
    "zone": "UTC",
    "policy": "levels",
    "search": "Search",
    "future": "off",
    "silence": "24 h",
    "europe": "Europe",
}


def record(random: random.Random, ids: list[str]) -> str:
    """Write a random record: open, over, announced, internal or held back, with related records, actions and files."""
    begin = START + timedelta(days=random.randint(-700, 20))
    day = f"{begin:%Y-%m-%d}"
    lines = [f"title: Trouble {random.randint(1, 9)}"]
    soon = (START + timedelta(days=random.randint(-5, 10))).strftime("%Y-%m-%d")
    kinds = ["incident", "incident", "maintenance", "near_miss", "notice"]
    kind = "maintenance" if begin > START - timedelta(days=1) else random.choice(kinds)
    lines.append(f"kind: {kind}")
    if random.random() < 0.15:
        lines.append("visibility: internal")
    if random.random() < 0.2:
        lines.append("timezone: Pacific/Auckland")
    if random.random() < 0.15:
        lines.append(f"publish_at: {soon} 09:00")
    if kind == "maintenance":
        lines.append(f"scheduled: {{start: {day} 08:00, end: {day} 10:00}}")
    elif kind == "notice":
        return "\n".join([*lines, f"until: {soon} 12:00", "summary: Some words.\n"])
    else:
        end = random.choice(["", f", end: {day} 10:15"])
        level = random.choice(["degraded", "major_outage", "partial_outage"])
        lines.append(f"windows:\n  - {{component: {random.choice(['search', 'api'])}, level: {level}, "
                     f"start: {day} 09:40{end}{random.choice(['', ', scope: eu', ', share: 9 %'])}}}")  # fmt: skip
        state = "resolved" if end else "investigating"
        lines.append(f"updates:\n  - {{at: {day} 10:20, status: {state}, body: Some words.}}")
        if random.random() < 0.3:
            key = random.choice(["next_update", "publish_at"])
            lines[-1] += f"\n  - {{at: {day} 10:30, status: update, body: More words., {key}: {soon} 15:00}}"
    if random.random() < 0.5:
        due = (START + timedelta(days=random.randint(-30, 30))).strftime("%Y-%m-%d")
        closed = random.choice(["status: open", f"status: done, closed: {due}"])
        lines.append(f"action_items:\n  - {{id: a1, title: Mend it, type: prevent, priority: p1, owner: us, "
                     f"due: {due}, {closed}}}")  # fmt: skip
    if ids and random.random() < 0.4:
        lines.append(f"related:\n  - {{id: {random.choice(ids)}, relation: follows}}")
    if random.random() < 0.2:
        lines.append("summary: 'See ![the queue](queue.png).'")
    return "\n".join(lines) + "\n"


class EditedSite:
    """A site that is edited, built and damaged at random."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = write_site(root, {}, SITE.format(**FIRST_FACTS))
        self.random = random.Random(seed)
        self.now = START
        self.audience = Audience.PUBLIC
        for _ in range(6):
            self.write_record()

    @property
    def files(self) -> list[Path]:
        return sorted(self.root.glob("incidents/*/*.yml"))

    @property
    def public_ids(self) -> list[str]:
        return [file.stem for file in self.files if "visibility: internal" not in file.read_text()]

    def write_record(self) -> None:
        day = START + timedelta(days=self.random.randint(-700, 20))
        name = f"{day:%Y-%m-%d}-{self.random.choice(['queue', 'disk', 'cable'])}-{self.random.randint(1, 99)}"
        file = self.root / f"incidents/{day:%Y}/{name}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(record(self.random, [each for each in self.public_ids if each != name]))
        attachments = file.with_suffix("")
        attachments.mkdir(exist_ok=True)
        (attachments / "queue.png").write_bytes(PNG + self.random.randbytes(8))

    def rewrite_record(self) -> None:
        if self.files:
            file = self.random.choice(self.files)
            file.write_text(record(self.random, [each for each in self.public_ids if each != file.stem]))

    def retitle_record(self) -> None:
        if self.files:
            file = self.random.choice(self.files)
            first, _, rest = file.read_text().partition("\n")
            file.write_text(f"title: {'Second' if 'First' in first else 'First'} {len(rest)}\n{rest}")

    def retype_times(self) -> None:
        """Type the times of all updates with their offsets, or without them again."""
        of_site = (self.root / "status.yml").read_text()
        for file in self.files:
            text = file.read_text()
            zone = ZoneInfo(re.findall(r"^timezone: (.+)", text + of_site, re.MULTILINE)[0])
            file.write_text(re.sub(r"(?<={at: )[^,]+", partial(_retyped, zone), text))

    def move_former_id(self) -> None:
        """Give a former id, which another record may have, to a record."""
        for file in self.files:
            file.write_text(file.read_text().replace(f"aliases: [{FORMER_ID}]\n", ""))
        if self.files:
            file = self.random.choice(self.files)
            file.write_text(f"{file.read_text()}aliases: [{FORMER_ID}]\n")

    def cover_record(self) -> None:
        """Let a post-mortem cover another record, by its id or a former one."""
        over = [
            each
            for each in self.files
            if "status: resolved" in (text := each.read_text()) and COVERS not in text
        ]
        others = [each for each in self.public_ids if each not in {file.stem for file in over[:1]}]
        if over and others:
            covered = self.random.choice([*others, FORMER_ID])
            over[0].write_text(f"{over[0].read_text()}{COVERS}{covered}]}}\n")

    def delete_record(self) -> None:
        if self.files:
            self.random.choice(self.files).unlink()

    def rename_record(self) -> None:
        if self.files:
            file = self.random.choice(self.files)
            renamed = file.rename(
                file.with_name(f"{file.stem[:10]}-renamed-{self.random.randint(1, 99)}.yml")
            )
            shutil.rmtree(renamed.with_suffix(""), ignore_errors=True)
            file.with_suffix("").rename(renamed.with_suffix(""))

    def touch_records(self) -> None:
        for file in self.files:
            os.utime(file, ns=(1, self.random.randint(1, 10**9)))

    def break_record(self) -> None:
        if self.files:
            file = self.random.choice(self.files)
            file.write_text(file.read_text() + "nonsense: true\n")

    def repair_records(self) -> None:
        ids = [*self.public_ids, *(FORMER_ID for file in self.files if FORMER_ID in file.read_text())]
        for file in self.files:
            text = file.read_text().replace("nonsense: true\n", "")
            for tie in re.finditer(
                r"related:\n  - {id: ([^,]*), .*\n|post_mortem: .*covers: \[(.*)\]}\n", text
            ):
                if (tie[1] or tie[2]) not in ids:
                    text = text.replace(tie[0], "")
            file.write_text(text)

    def edit_status(self) -> None:
        choose = self.random.choice
        (self.root / "status.yml").write_text(
            SITE.format(
                europe=choose(["Europe", "EMEA"]),
                zone=choose(["UTC", "Asia/Tokyo", "Europe/Berlin"]),
                policy=choose(["levels", "statuspage"]),
                search=choose(["Search", "Finder"]),
                future=choose(
                    ["error", "off"]
                ),  # switched off, the clock can go back without stopping the build
                silence=choose(["24 h", "20 days"]),
            )
        )

    def change_attachment(self) -> None:
        pictures = sorted(self.root.glob("incidents/*/*/queue.png"))
        if pictures:
            self.random.choice(pictures).write_bytes(PNG + self.random.randbytes(8))

    def change_template(self) -> None:
        folder = self.root / "templates" / "fragments"
        shutil.rmtree(folder, ignore_errors=True)
        if self.random.random() < 0.7:
            folder.mkdir(parents=True)
            (folder / "row.html.j2").write_text(
                f"<li>{self.random.randint(1, 9)} {{{{ row.link.text }}}}</li>\n"
            )

    def pass_minutes(self) -> None:
        self.now += timedelta(minutes=self.random.randint(-90, 90))

    def pass_days(self) -> None:
        self.now += timedelta(days=self.random.randint(-40, 40))

    def pass_a_turn(self) -> None:
        """Move to the end of a year, or to a change of the clocks in Europe or New Zealand."""
        turn = self.random.choice(
            ["2026-04-04 14:00", "2026-10-25 01:00", "2026-12-31 23:00", "2027-03-28 01:00"]
        )
        minutes = timedelta(minutes=self.random.randint(-90, 90))
        self.now = datetime.fromisoformat(turn).replace(tzinfo=UTC) + minutes

    def change_audience(self) -> None:
        self.audience = self.random.choice(list(Audience))

    def lose_output(self) -> None:
        pages = sorted((self.root / "site").rglob("index.html"))
        if pages:
            self.random.choice(pages).unlink()

    def alter_output(self) -> None:
        pages = sorted((self.root / "site").rglob("index.html"))
        if pages:
            self.random.choice(pages).write_text("altered")

    def restore_output(self) -> None:
        """Give all files of the site whole seconds as times, as an archive does."""
        for file in (self.root / "site").rglob("*"):
            os.utime(file, (self.random.randint(1, 10**9),) * 2)

    def damage_cache(self) -> None:
        for file in (self.root / CACHE_FOLDER).glob("*.sqlite"):
            data = file.read_bytes()
            hole = self.random.randrange(len(data) // 4096 + 1) * 4096
            holed = data[:hole] + b"\xff" * 4096 + data[hole + 4096 :]
            file.write_bytes(self.random.choice([b"", b"rubbish" * 500, data[:5000], holed]))

    def interrupt_build(self) -> None:
        try:
            build = prepare_build(self.root, self.now, self.audience, previous_output=self.root / "site")
        except UserError:
            return
        if isinstance(build, Build):
            if (self.root / "site").is_dir():
                reuse.stash(self.root / "site")
            write_pages(build, self.root / "site")
            build.discard()


EDITS: list[Callable[[EditedSite], None]] = [
    EditedSite.write_record,
    EditedSite.rewrite_record,
    EditedSite.retitle_record,
    EditedSite.delete_record,
    EditedSite.rename_record,
    EditedSite.touch_records,
    EditedSite.break_record,
    EditedSite.repair_records,
    EditedSite.edit_status,
    EditedSite.change_attachment,
    EditedSite.change_template,
    EditedSite.pass_minutes,
    EditedSite.pass_days,
    EditedSite.change_audience,
    EditedSite.lose_output,
    EditedSite.alter_output,
    EditedSite.restore_output,
    EditedSite.damage_cache,
    EditedSite.interrupt_build,
    EditedSite.pass_a_turn,
    EditedSite.move_former_id,
    EditedSite.cover_record,
    EditedSite.retype_times,
]


def _retyped(zone: ZoneInfo, time: re.Match[str]) -> str:
    """Write the same instant with its offset if it has none, and otherwise without it."""
    typed = datetime.fromisoformat(time[0])
    if typed.tzinfo:
        return f"{typed.astimezone(zone):%Y-%m-%d %H:%M}"
    return typed.replace(tzinfo=zone).isoformat(" ", "minutes")


def write_pages(build: Build, site: Path) -> list[WrittenFile]:
    """Write a build as a host without a theme does."""
    for page in build.menu:
        put(site, f"{page.address}{PAGE_FILE}", page.html.encode())
    put(site, "sitemap", "\n".join(build.addresses).encode())
    put(site, "search", "\n".join(build.search_entries).encode())
    files = [put(site, file.path, file.data) for file in build.machine_files()]
    return files + [
        put(site, f"{body.page.address}{name}", data)
        for body in map(build.body_of, build.new_pages)
        for name, data in (
            (PAGE_FILE, repr(body.page).encode()),
            *((each.name, (build.checked.root / each.source).read_bytes()) for each in body.attachments),
        )
    ]


def put(site: Path, path: str, data: bytes) -> WrittenFile:
    file = site / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return written_file(path, file.stat(), data)


def publish(root: Path, site: Path, now: datetime, audience: Audience) -> tuple[object, ...] | str:
    """Build a site in place, as MkDocs does; return the findings, or why it could not be built."""
    try:
        build = prepare_build(
            root, now, audience, previous_output=None if reuse.was_interrupted(site) else site
        )
    except UserError as problem:
        return str(problem)
    if isinstance(build, CheckResult):
        return repr(build.diagnostics)
    site.mkdir(exist_ok=True)
    reuse.stash(site)
    for entry in site.iterdir():
        if not entry.name.startswith("."):
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    written = write_pages(build, site)
    with reuse.reusing(site / reuse.STASH, site, build.reused, site / reuse.STASH):
        build.commit(written, SHELLS)
    reuse.discard_stash(site)
    return build.checked.diagnostics


def contents(site: Path) -> dict[str, bytes]:
    return {
        file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()
    }


def compare_warm_with_cold(folder: Path, seed: int, days: list[list[Callable[[EditedSite], None]]]) -> int:
    """Edit a site day after day, build it in place and anew each day, and compare findings and files.

    Returns on how many days the site could be built.
    """
    built = 0
    edited = EditedSite(folder / "site", seed)
    first = publish(edited.root, edited.root / "site", edited.now, edited.audience)
    assert isinstance(first, tuple), first
    for edits in days:
        for edit in edits:
            edit(edited)
        warm = publish(edited.root, edited.root / "site", edited.now, edited.audience)
        shutil.rmtree(folder / "twin", ignore_errors=True)
        ignored = shutil.ignore_patterns("site", ".cache")
        shutil.copytree(edited.root, folder / "twin", ignore=ignored)
        cold = publish(folder / "twin", folder / "twin" / "site", edited.now, edited.audience)
        assert warm == cold
        assert not list(folder.glob(f"*/{CACHE_FOLDER}/bodies-*"))
        if isinstance(cold, tuple):
            built += 1
            assert contents(edited.root / "site") == contents(folder / "twin" / "site")
    shutil.rmtree(folder)
    return built

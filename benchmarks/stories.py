"""Ten kinds of incidents, each with its sentences. For the placeholders see `words`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """One kind of incident: its trigger, its cause, and its action items."""

    tag: str
    titles: tuple[str, ...]
    summaries: tuple[str, ...]
    trigger: tuple[str, str]
    cause: tuple[str, str]
    short: str
    mechanism: str
    begins: str
    found: str
    repaired: str
    actions: tuple[tuple[str, str], ...]


STORIES = (
    Story(
        "overload",
        ("{Name} overloaded in {region}", "{Doing} turned away", "{Name} slow under load"),
        ("{Doing} was slow, and for part of the time {pct} % of the requests were turned away.",
         "Too much arrived at once at {part}. {Doing} took up to {n30} seconds."),
        ("capacity", "On that day {nk} {unit} arrived within {n30} minutes, {few} times the usual number."),
        ("capacity", "{part_cap} is sized for {limit} {unit}, and grows only by hand."),
        "more arrives at {part} than it can take",
        "Requests waited in {part} until the browser gave up, and were then worked on for nobody.",
        "{Metric} begins to rise in {region}.",
        "Most of the load is found to be repeated attempts at {doing}.",
        "{few} machines are added to {part}.",
        (("prevent", "Let {part} grow by itself at {pct} % of its limit"),
         ("mitigate", "Turn requests away early, before {part} is full"),
         ("prevent", "Test {doing} at {few} times the busiest hour")),
    ),
    Story(
        "release",
        ("Errors while {doing}", "{Name} faulty after a release", "{Doing} fails for some customers"),
        ("A new release of {part} answered {pct} % of the requests with an error. It was taken back.",
         "After a release, {doing} failed for customers in {region}. Nothing was lost."),
        ("binary_push", "Release `{version}` of {part}, which reached {region} first."),
        ("software", "Release `{version}` read a field as a number that {pct} % of the customers have as text."),
        "the latest release of {part} misreads older entries",
        "{part_cap} stopped at the first entry of the old form, and the request ended with an error.",
        "Release `{version}` of {part} goes out to {region}.",
        "The errors are found to begin with `{version}`, to the minute.",
        "{part_cap} is set back to the release before `{version}`.",
        (("prevent", "Run new releases of {part} against copies of {limit} real entries"),
         ("mitigate", "Take back a release of {part} by itself when errors pass {few} %"),
         ("prevent", "Remove the old form of entries from {part}")),
    ),
    Story(
        "configuration",
        ("{Name} unreachable from {region}", "{Doing} impossible after a change of settings",
         "{Name} refuses requests"),
        ("A change of settings cut {part} off from {other_part}. {Doing} failed for {n30} minutes in {region}.",
         "After a change of settings, {pct} % of the requests for {doing} were refused."),
        ("config_push", "A change of the settings of {part} that was meant for `{host}` alone."),
        ("configuration", "Settings of {part} are applied to all {few} regions at once, and nobody compares them"
         " before."),
        "a change of settings reached machines that it was not meant for",
        "{part_cap} no longer knew the address of {other_part} and answered everything with a refusal.",
        "The new settings of {part} are applied in {region}.",
        "The settings of `{host}` are found to differ from the stored ones in {few} lines.",
        "The former settings of {part} are put back.",
        (("prevent", "Apply settings of {part} to one region, then wait {n30} minutes"),
         ("detect", "Compare the settings of all machines every {n30} minutes"),
         ("process", "Have a second person read changes to {part}")),
    ),
    Story(
        "certificate",
        ("{Name} refused by browsers", "Certificate of {name_lower} expired",
         "{Doing} blocked by an expired certificate"),
        ("A certificate had run out. Browsers and phones refused to talk to {name_lower}, so that {doing} was"
         " impossible.",
         "For {n30} minutes {doing} ended with a warning about a certificate."),
        ("certificate_or_clock", "The certificate of {part} in {region} ran out."),
        ("process", "The certificate of {part} was renewed by hand once in {n30} months, and the reminder went to a"
         " mailbox that nobody reads."),
        "a certificate has run out",
        "Clients ended the connection before the first request was sent.",
        "The certificate of {part} runs out.",
        "The certificate on `{host}` is found to be {few} minutes too old.",
        "A new certificate is put on all {few} machines of {part}.",
        (("prevent", "Renew the certificates of {part} by machine"),
         ("detect", "Warn {n30} days before a certificate of any component runs out"),
         ("process", "Keep a list of certificates with an owner for each")),
    ),
    Story(
        "hardware",
        ("{Name} down in {region}", "{Doing} interrupted by a failed machine", "{Name} lost its main machine"),
        ("A machine of {part} failed, and its stand-in took over {n30} minutes late. Until then {doing} did not work.",
         "{Doing} stopped in {region} when a machine failed. What had been saved before was kept."),
        ("hardware", "A disk of `{host}` failed, and with it the machine that led {part}."),
        ("hardware", "The stand-in of {part} waited for an answer from `{host}` that could not come."),
        "a machine has failed and its stand-in does not take over by itself",
        "Writes to {part} had nowhere to go and were held back, up to {limit} of them; then they were refused.",
        "`{host}` stops answering.",
        "The stand-in is found to be {n30} seconds behind, and therefore to hold back.",
        "The stand-in is made the leader by hand.",
        (("prevent", "Let the stand-in of {part} take over after {n30} seconds without an answer"),
         ("process", "Switch {part} over on purpose, once in {few} months"),
         ("repair", "Replace the disks of `{host}` and its sisters")),
    ),
    Story(
        "provider",
        ("{Name} affected by a provider", "{Doing} delayed at our provider", "{Name} waits for an outside service"),
        ("A provider that {name_lower} depends on had trouble of its own. {Doing} was late by up to {n30} minutes.",
         "{Doing} failed in {pct} % of cases while an outside service was down."),
        ("provider_change", "The provider behind {part} changed its network in {region}, unannounced."),
        ("dependency", "{part_cap} knows one provider only, and has no way around it."),
        "an outside service that {part} needs does not answer",
        "{part_cap} waited {n30} seconds for each answer, and had {limit} places for waiting.",
        "Answers of the provider begin to take {n30} seconds.",
        "The provider confirms a fault on its side.",
        "Traffic of {part} is led past {region}.",
        (("mitigate", "Give {part} a second provider"),
         ("mitigate", "Wait {few} seconds for the provider, and no longer"),
         ("detect", "Follow the provider's own status page in the on-call tool")),
    ),
    Story(
        "migration",
        ("{Name} slow during a move of data", "Entries missing while {doing}", "Move of {name_lower} stopped half-way"),
        ("While data of {name_lower} were moved, {pct} % of the customers did not see their latest entries.",
         "A move of data took longer than planned, and {doing} was slow until it was stopped."),
        ("migration", "The move of {nk} entries from {part} to {other_part}."),
        ("deployment", "The move had no brake: it went on at full speed while {metric} was at {nk} {unit}."),
        "a move of data takes the room that customers need",
        "Each request looked in the old place, then in the new one, and so took twice as long.",
        "The move of entries out of {part} begins.",
        "The move is found to have locked {limit} entries at a time, not {few}.",
        "The move is stopped, and what was half moved is set back.",
        (("prevent", "Stop moves of data by machine while {metric} is above {limit}"),
         ("prevent", "Move {limit} entries at a time, and rest for {few} seconds"),
         ("detect", "Show moves that are going on in every alert about {part}")),
    ),
    Story(
        "decay",
        ("{Name} slower from week to week", "{Doing} times out for large customers", "{Name} stalls at the hour"),
        ("{Doing} had become slower over {n30} weeks, and on this day crossed the limit at which browsers give up.",
         "Customers with more than {nk} jobs could not use {name_lower} for {n30} minutes."),
        ("performance_decay", "The largest table of {part} grew past {nk} thousand rows."),
        ("software", "A query of {part} reads every row of a customer, although it needs the newest {n30}."),
        "a query has become too slow for large customers",
        "Slow queries held all {limit} connections of {part}, and fast ones waited behind them.",
        "The slowest queries of {part} pass {n30} seconds.",
        "One query is found to read {nk} rows for each page.",
        "An index is added to {part}, which takes {n30} minutes.",
        (("prevent", "Let the query read the newest {n30} rows only"),
         ("prevent", "Put entries older than {few} years into a table of their own"),
         ("detect", "List the ten slowest queries of {part} each week")),
    ),
    Story(
        "cache",
        ("{Name} slow after a restart", "{Doing} slow while caches fill", "{Name} stalled by an empty cache"),
        ("After a restart {name_lower} had to fetch everything anew, and {doing} took up to {n30} seconds.",
         "{Doing} was slow in {region} until the caches were full again."),
        ("maintenance", "A planned restart of {part} on all {few} machines within {n30} minutes."),
        ("capacity", "Without its cache {part} can serve {pct} % of the ordinary load, and nobody had measured it."),
        "caches are empty after a restart",
        "Every request went through to {other_part}, which serves {limit} {unit} and got {nk}.",
        "The restart of {part} begins.",
        "The share of answers from the cache is found to be {few} %, not {pct} %.",
        "The cache is filled from a copy on `{host}`.",
        (("prevent", "Restart {part} one machine at a time, and wait until its cache is warm"),
         ("mitigate", "Keep the cache of {part} over restarts"),
         ("process", "Measure once in {few} months what {part} can do without a cache")),
    ),
    Story(
        "import",
        ("{Name} held up by a large import", "{Doing} late during an import", "One import slows {name_lower} for all"),
        ("One very large import filled {part}, and {doing} was late by {n30} minutes for everybody else.",
         "An import of {nk} thousand entries held up {name_lower} for customers in {region}."),
        ("user_behavior", "A customer imported {nk} thousand jobs in one go, which is allowed and had not happened"
         " before."),
        ("capacity", "Imports and people share one queue in {part}, first come, first served."),
        "one very large import fills a queue that all share",
        "Small requests stood behind {nk} {unit} of one import.",
        "A customer begins an import of {nk} thousand entries.",
        "{pct} % of the queue is found to belong to one customer.",
        "The import is set aside and goes on at night.",
        (("prevent", "Give imports a queue of their own in {part}"),
         ("prevent", "Take {limit} entries of an import at a time"),
         ("other", "Tell customers in the handbook how to split imports")),
    ),
)  # fmt: skip

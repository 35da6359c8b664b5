"""The fictional company, and sentences that fit any of its incidents.

Brindlework is a hosted service for firms that repair things: jobs, visits, spare parts. A word in braces is a
placeholder; `scene.Scene` fills it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Component:
    """A component of the service, and the words that people use about it."""

    id: str
    name: str
    group: str
    description: str
    doing: tuple[str, ...]
    part: tuple[str, ...]
    metric: tuple[str, str]
    team: str


COMPONENTS = (
    Component(
        "web-app", "Web app", "apps", "Brindlework in the browser.",
        ("opening the start page", "loading the list of jobs", "switching between sites", "opening a customer's page"),
        ("the page server", "the session store", "the front proxy"), ("page load time", "ms"), "team-apps",
    ),
    Component(
        "mobile-app", "Mobile app", "apps", "What engineers carry to a visit.",
        ("closing a visit on the phone", "loading the day's visits", "signing off a job with the customer"),
        ("the sync gateway", "the mobile back end", "the offline queue"),
        ("phones waiting to sync", "phones"), "team-apps",
    ),
    Component(
        "messages", "Messaging", "apps", "Texts and e-mails to customers about their visits.",
        ("sending reminders of visits", "telling customers that an engineer is late", "sending invoices by e-mail"),
        ("the outbox", "the mail relay", "the template service"), ("unsent messages", "messages"), "team-reach",
    ),
    Component(
        "jobs", "Job list", "work", "What is to be repaired, where, and how far it has come.",
        ("saving a job", "assigning a job", "adding a note to a job", "closing a job"),
        ("the jobs database", "the job writer", "the lock table"), ("waiting writes", "writes"), "team-work",
    ),
    Component(
        "schedule", "Schedule", "work", "Who visits whom, and when.",
        ("moving a visit", "planning a route", "opening the week's plan", "swapping engineers"),
        ("the route planner", "the calendar store", "the plan cache"), ("plans in the queue", "plans"), "team-work",
    ),
    Component(
        "parts", "Parts store", "work", "Stock, orders and deliveries of spare parts.",
        ("ordering a part", "looking up stock", "booking a part onto a job"),
        ("the stock ledger", "the order bridge", "the price service"), ("orders held back", "orders"), "team-parts",
    ),
    Component(
        "search", "Search", "work", "Finding jobs, customers and parts by a few words.",
        ("searching for a customer", "searching jobs by their text", "finding a part by its number"),
        ("the search cluster", "the indexer", "the query front"), ("searches in the queue", "searches"), "team-search",
    ),
    Component(
        "files", "File store", "work", "Photos of repairs, manuals and signed papers.",
        ("uploading a photo", "opening a manual", "downloading signed papers"),
        ("the object store", "the thumbnail maker", "the upload front"), ("uploads waiting", "uploads"), "team-storage",
    ),
    Component(
        "api", "API", "developers", "The programming interface.",
        ("calling the API", "listing jobs through the API", "writing to the API"),
        ("the API gateway", "the token checker", "the rate limiter"), ("calls in flight", "calls"), "team-platform",
    ),
    Component(
        "webhooks", "Webhook delivery", "developers", "Messages to other programs when a job changes.",
        ("receiving webhooks", "getting a webhook in time", "confirming a webhook"),
        ("the webhook sender", "the retry queue", "the event log"), ("events waiting", "events"), "team-platform",
    ),
    Component(
        "exports", "Reporting", "developers", "Files and figures for book-keeping.",
        ("making a report", "exporting the month's jobs", "opening a shared report"),
        ("the report engine", "the export bucket", "the read replica"),
        ("reports in the queue", "reports"), "team-data",
    ),
    Component(
        "sign-in", "Sign-in", "account", "Passwords, passkeys and company accounts.",
        ("signing in", "signing in with a company account", "resetting a password"),
        ("the identity service", "the token signer", "the directory link"),
        ("sign-ins in flight", "sign-ins"), "team-platform",
    ),
)  # fmt: skip

GROUPS = (
    ("apps", "Apps"),
    ("work", "Jobs and parts"),
    ("developers", "For developers"),
    ("account", "Account"),
)
REGIONS = ("eu-north", "eu-west", "us-east", "ap-south", "the Dublin hall", "the Leipzig hall")
HOSTS = ("db", "edge", "queue", "cache", "worker", "store")
BROWSER_MESSAGES = (
    "Please try again",
    "Something went wrong",
    "504 Gateway Timeout",
    "Not found",
    "Too many requests",
)

INVESTIGATING = (
    "{Doing} is failing for some customers. We are looking into it.",
    "We see errors while {doing}; about {pct} % of attempts fail. The next update comes within {n30} minutes.",
    "Customers in {region} report trouble with {doing}. We are looking for the reason.",
    "{Name} is slower than usual: {doing} takes {n30} seconds instead of {few}. Nothing that was saved is lost.",
)
STILL = (
    "We are still looking into it. {Doing} fails in {pct} % of cases; a second attempt often works.",
    "The trouble goes on. We have ruled out {part} and are now looking at {other_part}.",
    "{Name} is still affected. Everything apart from {doing} works as usual for the other {pct} %.",
)
IDENTIFIED = (
    "We know the reason: {cause_short}. We expect {doing} to work again within {n30} minutes.",
    "The fault is in {part}: {cause_short}. A repair is on its way to {region}, and the other {few} regions follow.",
    "We found that {cause_short}. Until it is repaired, `{code}` may be answered after {n30} seconds; **please do not"
    " send things twice**.",
)
MONITORING = (
    "{Doing} works again. We are watching {part}, and work through {nk} things that had piled up.",
    "The repair is in place and errors are back below {few} %. We keep an eye on it for {n30} minutes.",
    "{Name} is getting faster. About {nk} {unit} are still waiting, and are dealt with in order.",
)
RESOLVED = (
    "{Doing} has worked without errors for {n30} minutes. We are sorry for the trouble.",
    "All {nk} waiting {unit} are dealt with, and {name_lower} is as fast as before.",
    "This is over. Nothing was lost; {few} customers whose work needs repairing by hand hear from us directly.",
    "{Name} works as usual again, in {region} and everywhere else. What happened will be published within {few} days.",
)

EVENTS = (
    ("detection", "The alert on {metric} goes off at {nk} {unit}; the threshold is {limit}."),
    ("detection", "Support connects {few} tickets about {doing} and calls {team}."),
    ("escalation", "{team} asks {other_team} for help, as {other_part} shows errors too."),
    ("communication", "First public update; support has a text to answer the {n30} tickets that have come in."),
    ("action", "`{host}` is taken out of {part}. {Metric} falls from {nk} to {limit} {unit} and rises again."),
    ("action", "{part_cap} is restarted on `{host}`, which helps for {n30} minutes."),
    ("hypothesis", "A slow disk in {region} is suspected, since {metric} rose there first. It turns out to be the last"
     " to recover and not the first to fail."),
    ("hypothesis", "The release `{version}` of {other_part} is suspected; undoing it changes nothing."),
    ("symptom", "{Doing} begins to fail in {region}: `{code}` in {pct} % of the requests."),
    ("symptom", "{Metric} passes {nk} {unit}, {few} times as many as at this hour a week ago."),
    ("decision", "{Doing} is switched off for {region} so that {part} can catch up."),
    ("change", "The limit of {part} is raised from {limit} to {nk} {unit}."),
    ("external", "A customer with {nk} jobs reports that {doing} fails only for sites with more than {n30} engineers."),
    ("severity_change", "Raised by one step after {n30} minutes, as {other_name_lower} is affected as well."),
)  # fmt: skip
RECOVERIES = (
    "{Metric} is back below {limit} {unit}; the first region to recover is {region}.",
    "{Doing} succeeds again in {region}, then in all other regions within {n30} minutes.",
    "The last of {nk} waiting {unit} is dealt with.",
)

AMPLIFIERS = (
    ("amplifier", "capacity", "Clients tried again at once and without end, so that {part} got {few} times its load."),
    ("amplifier", "dependency", "{Other_name} waits for {part} without a limit, and used up its {limit} threads."),
    ("latent", "configuration", "The timeout of {other_part} was {n30} seconds, longer than browsers wait. It had been"
     " so since `{version}`."),
    ("latent", "documentation", "The runbook of {part} named `{host}`, which was taken away {n30} months ago."),
    ("delayed_detection", "detection_gap", "The alert looked at the mean of {metric}, and {pct} % of the requests were"
     " fine."),
    ("delayed_mitigation", "process", "Two people were needed to undo the change, and for {n30} minutes only one"
     " was there."),
)  # fmt: skip

SO_FAR = (
    "So far, {nk} requests have failed.",
    "About {nk} customers may notice it, most of them in {region}.",
    "Engineers on the road can go on without a connection; {nk} of them do.",
    "Support has {nk} questions about it; please bear with us.",
)
DETAILS = (
    "{nk} requests were affected.",
    "In {region} alone it was {nk} {unit}.",
    "The log of `{host}` has {nk} entries about it.",
    "`{code}` was called {nk} times meanwhile.",
    "Some {nk} {unit} had to wait, *up to {n30} seconds* each.",
    "The graphs of `{host}` show {nk} {unit} at that point.",
    "For {region}, {nk} log lines had to be read to see it.",
)

LIMITED_BY = (
    "{Doing} could be done by hand from {other_name_lower}.",
    "The change had reached only {pct} % of the machines.",
    "It was outside working hours in {region}, where {n30} % of the work is done.",
    "A queue held {nk} {unit}, so that nothing had to be sent again.",
)
LESSONS = {
    "went_well": (
        "The alert on {metric} came {few} minutes after the first error.",
        "{team} and {other_team} worked in one call from the start, and decided within {n30} minutes.",
        "The public page said from the first update what worked and what did not.",
    ),
    "went_poorly": (
        "The first update came {n30} minutes after the first ticket.",
        "Nobody on call had the right to restart {part}, and asking took {n30} minutes.",
        "The graph of {metric} ends at {limit} {unit}, and so looked flat while it rose.",
    ),
    "lucky": (
        "The engineer who wrote {part} was on call that day.",
        "Only {pct} % of customers had been moved to `{version}`.",
        "A copy of {other_part} from {few} hours before had been left on `{host}` by chance.",
    ),
    "surprised": (
        "Restarting {part} made it *worse*, as it begins with an empty cache.",
        "{Other_name} depends on {part}, which no diagram shows.",
        "At {nk} {unit} nothing happened; at {limit} more everything stopped.",
    ),
}
SIDE_ACTIONS = (
    ("detect", "Alert on the slowest hundredth of {metric}, not on the mean"),
    ("detect", "Probe {doing} from outside every {few} minutes"),
    ("mitigate", "Let {other_name_lower} answer from stored data while {part} is away"),
    ("process", "Rehearse a restart of {part} with {team} and {other_team}"),
    ("process", "Bring the runbook of {part} up to date"),
    ("investigate", "Find out why {metric} rose in {region} first"),
    ("repair", "Send the {nk} held back {unit} again"),
)
WONT_DO = (
    "{part_cap} will be replaced within {n30} weeks, and the new one has no such limit.",
    "It would cost more than it brings: the fault needs both {part} and {other_part} to fail.",
)
BACKGROUND = (
    "{Name} rests on {part}, which runs on {few} machines in each of {few} regions. A request passes it once, and"
    " {other_part} twice:\n\n1. {part_cap} finds the customer's region,\n2. {other_part} checks the rights,\n3. the"
    " answer is made and kept for {n30} seconds.\n\nAt an ordinary hour there are about {nk} {unit}.",
    "Two numbers matter here:\n\n| number | ordinary | on that day |\n|---|---|---|\n| {metric} | {limit} {unit} |"
    " {nk} {unit} |\n| failed requests | below {few} % | {pct} % |\n\nBoth are looked at every {n30} seconds.",
    "Since `{version}`, {part} has done two things in one place: it keeps what customers type, and it tells"
    " {other_part} about it. The second may be late by {n30} seconds without anybody noticing; the first may not.",
)
RESOLUTION = (
    "{team} took `{host}` out of service, undid the change in {region} and watched {metric} for {n30} minutes. Then the"
    " other regions followed, one every {few} minutes. The {nk} {unit} that had piled up were dealt with in order.",
    "- Requests for {doing} were turned away early, which freed {part}.\n- {part_cap} was started again on {few}"
    " machines, with\n  `{code}`.\n- The limit was lifted in steps of {pct} %.",
    "First **{doing}** was switched off for {n30} minutes. That let {part} work through {nk} {unit}. What had failed"
    " in the meantime was found in the log of {other_part} and done again.",
)
APOLOGY = (
    "Engineers stood at a customer's door without {doing} being possible. We are sorry.",
    "You plan your day around {name_lower}, and for {n30} minutes you could not. We apologise.",
)
CODES = ("POST /v3/jobs", "GET /v3/visits?week=now", "PUT /v3/parts/stock", "GET /v3/search?q=", "POST /oauth/token",
         "PATCH /v3/jobs/{id}", "GET /v3/exports/latest")  # fmt: skip

"""The official card of an occupation that no role here has: what official sources say of it, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.advice import official_figures as say
from bot.domain.core import questions
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.occupations import OccupationLink
from bot.domain.core.official import Official, OfficialCard, title_key
from bot.domain.core.profile import Profile
from bot.domain.core.query import Intent, Query
from bot.domain.core.reply import Reply, Section, Suggestion
from bot.domain.core.roles import Role
from bot.domain.core.wording import joined, listed, quoted
from bot.domain.replies import role_outlook
from bot.domain.understanding.official_titles import codes_of

_FOLDED = ("software", "AI exposure", "related occupations")
SHOWN = "What official US sources say of it, I can show."
NOTHING = "I have no official data on that occupation."
UNREVIEWED = "Official data, no reviewed plan here."
MOST_READINGS = 5
WHOLE = ".00"
"""How the code of an occupation ends that is no part of a wider one."""
TASKS_SHOWN = 5
SOFTWARE_SHOWN = 8
NEAR_ROLES = 2
CORE_SKILLS = 6
_PAY_INTENTS = (Intent.SALARY, Intent.FACTORS)
_WAYS = (Intent.ROADMAP, Intent.GAP, Intent.NEXT, Intent.GOAL)
"""Intents that ask for a plan: of an occupation only the preparation that is usual can be told."""


@dataclass(frozen=True)
class _Part:
    """One part of a card: what is said of it in one line, what follows, and where it comes from."""

    name: str
    """As in `questions.POINTS`."""
    heading: str
    lead: str
    lines: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    """The card that was asked for outright; a title that stands under several codes is asked back."""
    codes = kb.official.named(query.unknown_roles[0]) if kb.official and query.unknown_roles else ()
    if kb.official and query.occupation in kb.official.names:
        return card(query, query.occupation, kb)
    return which(query, codes, kb) if codes else Reply("none", NOTHING, decision="abstain")


def answered(query: Query, kb: KnowledgeBase) -> Reply | None:
    """The reply to a question about one title that is none of ours; none where the community's field is far from it."""
    if kb.official is None or len(query.unknown_roles) != 1 or query.decision != "answer":
        return None
    if query.occupation in kb.official.names:
        return card(query, query.occupation, kb)
    codes = codes_of(query.unknown_roles[0], query.text, kb.official)
    if not kb.near_codes(codes):
        return None
    return card(query, codes[0], kb) if len(codes) == 1 else which(query, codes, kb)


def offers(titles: Sequence[str], query: Query, kb: KnowledgeBase) -> tuple[Suggestion, ...]:
    """The official cards that titles stand for, as questions."""
    official = kb.official
    if official is None or not kb.community.topics:
        return ()
    codes = [code for title in titles for code in codes_of(title, query.text, official)]
    ordered = sorted(dict.fromkeys(codes), key=lambda code: not code.endswith(WHOLE))
    return tuple(_offer(code, query, official) for code in ordered[:MOST_READINGS])


def which(query: Query, codes: Sequence[str], kb: KnowledgeBase) -> Reply:
    """Asks back under which of several occupations a title is meant."""
    assert kb.official is not None
    near = kb.near_codes(codes)
    ordered = sorted(codes, key=lambda code: (code not in near, not code.endswith(WHOLE)))
    many = f"{len(codes)} official occupations"
    more = f", {MOST_READINGS} of them below" if len(codes) > MOST_READINGS else ""
    return Reply(
        "none",
        f"{quoted(query.unknown_roles[0])} stands under {many}{more}. Which one do you mean?",
        suggestions=tuple(_offer(code, query, kb.official) for code in ordered[:MOST_READINGS]),
        decision="clarify",
    )


def _offer(code: str, query: Query, official: Official) -> Suggestion:
    title = official.names[code]
    return Suggestion(title, questions.official(title, code, asked_point(query)))


def asked_point(query: Query) -> str:
    """Which part of a card a question is about."""
    if query.intent in _PAY_INTENTS or query.aspect == "pay":
        return "pay"
    if query.intent in _WAYS or query.topic in ("sequence", "job-search", "levels", "portfolio"):
        return "education"
    return next((name for name, (topic, _) in questions.POINTS.items() if topic and topic == query.topic), "figures")


def card(query: Query, code: str, kb: KnowledgeBase) -> Reply:
    """The part that was asked for leads; without one, what the occupation does and pays."""
    official = kb.official
    assert official is not None
    found, point = official.cards[code], asked_point(query)
    parts = {part.name: part for part in _parts(found, official)}
    asked = parts.get(point) if point != "figures" else None
    lead = _asked(asked, query, found) if asked else [found.description, parts["pay"].lead]
    own, near = own_role(found, kb), near_roles(found, kb)
    topic, aspect = questions.POINTS[point]
    return Reply(
        "salary" if point == "pay" else "role",
        "\n".join((*_listed_under(query, found), *lead, _reviewed(own))),
        title=f"{found.title} (O*NET {found.code})",
        sections=tuple(_sections(parts, asked, near, kb)),
        suggestions=(*_role_suggestions(own, near, kb), *_own_suggestions(found, point)),
        sources=tuple(dict.fromkeys(line for part in parts.values() for line in part.sources)),
        target=own.id if own else code,
        query=query.replace(intent=Intent.OCCUPATION, occupation=code, topic=topic, aspect=aspect),
    )


def _listed_under(query: Query, card: OfficialCard) -> list[str]:
    """That the title as typed is another than the official one."""
    typed = query.unknown_roles[0] if query.unknown_roles else card.title
    same = title_key(typed) == title_key(card.title)
    return [] if same else [f"O*NET lists {quoted(typed)} under **{card.title}**."]


def _reviewed(own: Role | None) -> str:
    if own is None:
        return f"*{UNREVIEWED}*"
    return f"*Official data. It is the occupation of {own.name}, which has a reviewed page here.*"


def _asked(part: _Part, query: Query, card: OfficialCard) -> list[str]:
    limits = say.not_answered(query) if part.name == "pay" else []
    lines = [*limits, part.lead or card.description, *part.lines]
    if query.intent in _WAYS:
        lines.insert(0, f"I have no reviewed plan for {card.title}; this is the usual preparation.")
    return lines


def _sections(
    parts: Mapping[str, _Part], asked: _Part | None, near: Sequence[Role], kb: KnowledgeBase
) -> Iterator[Section]:
    """What was not asked for is folded, where a point was."""
    if near:
        lines = tuple(_role_line(role, kb) for role in near)
        yield Section("Reviewed roles near it, with skills and a plan", lines)
    for part in parts.values():
        lines = (part.lead, *part.lines) if part.lead else part.lines
        if part is not asked and lines:
            yield Section(part.heading, lines, folded=asked is not None or part.name in _FOLDED)


def _parts(card: OfficialCard, official: Official) -> tuple[_Part, ...]:
    def onet(table: str) -> tuple[str, ...]:
        used = official.about.used.get(table)
        return (official.source_line(used),) if used else ()

    pay, outlook = card.pay, card.prospects
    return (
        _Part("figures", "", "", (), onet("occupations")),
        _Part("tasks", "Main tasks", "", _tasks(card), onet("tasks")),
        _Part(
            "pay",
            "Pay, United States",
            say.pay_line(card, official),
            say.pay_notes(card),
            (official.source_line(pay.source),) if pay else (),
        ),
        _Part(
            "education",
            "Education and preparation",
            say.zone_line(card, official),
            say.education_lines(card, official),
            (*onet("zones"), *onet("education")),
        ),
        _Part(
            "outlook",
            "Outlook, United States",
            say.outlook_line(card, official),
            say.row_note(outlook.row, "projections") if outlook else (),
            tuple(official.source_line(one.source) for one in outlook.rounds[:1]) if outlook else (),
        ),
        _Part("software", "Software", "", _software(card), onet("software")),
        _ai(card, official),
        _Part("related occupations", "Related occupations", "", _related(card, official), onet("related")),
    )


def _tasks(card: OfficialCard) -> tuple[str, ...]:
    lines = [f"- {task.rstrip('.')}" for task in card.tasks[:TASKS_SHOWN]]
    left = card.task_count - len(lines)
    return (*lines, f"- and {left} more") if left > 1 else tuple(lines)


def _software(card: OfficialCard) -> tuple[str, ...]:
    asked, others = card.software[: card.in_demand], card.software[card.in_demand :]
    lines = [f"In demand: {listed(asked, SOFTWARE_SHOWN)}."] if asked else []
    if others:
        lines.append(f"Also named: {joined(others[:SOFTWARE_SHOWN])} ({card.software_named} names in all).")
    return tuple(lines)


def _ai(card: OfficialCard, official: Official) -> _Part:
    """How many tasks each rater calls exposed, an example of each, and the measures of other studies."""
    sources = [official.source_line(one.source) for one in card.exposure]
    measures = tuple(map(role_outlook.measure_line, card.exposure, sources))
    note = role_outlook.EXPOSURE_NOTE
    if card.rated is None:
        return _Part("AI exposure", "AI exposure", "", (*measures, note) if measures else (), tuple(sources))
    examples = [line for section in role_outlook.examples(card.rated) for line in section.plain().splitlines()]
    lines = (*measures, *examples, note)
    sources.append(official.source_line(card.rated.source))
    return _Part("AI exposure", "AI exposure", role_outlook.task_counts(card.rated), lines, tuple(sources))


def _related(card: OfficialCard, official: Official) -> tuple[str, ...]:
    names = [official.names[code] for code in card.related if code in official.names]
    return (f"{'; '.join(names)}.",) if names else ()


# --- reviewed roles near it


def own_role(card: OfficialCard, kb: KnowledgeBase) -> Role | None:
    """The one role whose own occupation this is, and no other work with it."""
    own = [role for role in kb.roles.values() if role.occupations and _is_own(role.occupations[0], card)]
    return own[0] if len(own) == 1 else None


def _is_own(link: OccupationLink, card: OfficialCard) -> bool:
    exact = link.basis == "official" and not link.broader
    return exact and card.code in (link.onet, f"{link.soc}.00")


def near_roles(card: OfficialCard, kb: KnowledgeBase) -> list[Role]:
    """The role nearest to the occupation and to each related one, the nearest of these first."""
    found: dict[str, list[Role]] = {}
    for role in kb.roles.values():
        for link in role.occupations[:1]:
            found.setdefault(link.code, []).append(role)
    codes = [code for code in (card.code, *card.related) if code in found][:NEAR_ROLES]
    return [min(found[code], key=_distance) for code in codes]


def _distance(role: Role) -> tuple[bool, bool, str]:
    """How far a role is from the occupation it links to."""
    link = role.occupations[0]
    return link.basis == "proxy", link.broader, role.name


def _role_line(role: Role, kb: KnowledgeBase) -> str:
    core = [kb.skills[asked.skill].name for asked in role.skills if asked.importance == "core"]
    return f"- **{role.name}**: core skills {listed(core, CORE_SKILLS)}"


def _role_suggestions(own: Role | None, near: Sequence[Role], kb: KnowledgeBase) -> Iterator[Suggestion]:
    roles = list(dict.fromkeys(role.id for role in ((own, *near) if own else near)))[:NEAR_ROLES]
    for role in (kb.roles[name] for name in roles):
        yield Suggestion(role.name, questions.whole(Query(Intent.ROLE), role, kb))
    for role in (kb.roles[name] for name in roles[:1]):
        yield Suggestion(f"Your gap: {role.name}", questions.whole(Query(Intent.GAP), role, kb))


def _own_suggestions(card: OfficialCard, point: str) -> Iterator[Suggestion]:
    for name in ("pay", "outlook"):
        if name != point:
            yield Suggestion(name.capitalize(), questions.official(card.title, card.code, name))

"""What the advisor says about itself, when it asks back, and when it does not know."""

from __future__ import annotations

from datetime import date

from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.profile import Profile
from bot.domain.core.query import Intent, Query
from bot.domain.core.reply import Reply, Section, Suggestion
from bot.domain.core.wording import asking, counted, quoted

_EXAMPLES = (
    ("Pay", "How much does a {role} earn?"),
    ("Way in", "What is the roadmap to {role}?"),
    ("Your gap", "What am I missing to become a {role}?"),
)


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    return _TALK[query.intent](query, profile, kb)


def _examples(kb: KnowledgeBase) -> tuple[Suggestion, ...]:
    role = kb.roles[kb.community.default_role].name
    return tuple(Suggestion(label, asking(question, role)) for label, question in _EXAMPLES)


def _help(query: Query, profile: Profile, kb: KnowledgeBase) -> Reply:
    lines = (
        "- A role: what it does, skills, education, career levels, portfolio, outlook",
        "- Pay, with source and date, by level, place and employer; two roles side by side",
        "- Your skills: tell me “python advanced, sql basics”, then ask for your gap, your next step, roles that fit",
        "- Your data: “what do you keep about me”, “export my data”, “delete my data”",
    )
    return Reply(
        "help", kb.community.scope, title="What I can do", sections=(Section("", lines),), suggestions=_examples(kb)
    )


def _roles(query: Query, profile: Profile, kb: KnowledgeBase) -> Reply:
    names = sorted(role.name for role in kb.roles.values())
    return Reply(
        "help",
        f"I know {counted(len(names), 'role')}: {', '.join(names)}.",
        title="Roles",
        suggestions=tuple(Suggestion(name, asking("What does a {role} do?", name)) for name in names[:3]),
    )


def _chat(query: Query, profile: Profile, kb: KnowledgeBase) -> Reply:
    text = {
        "chat.hello": "Hello! Ask me about a tech role, its pay or the way there, or tell me what you can do.",
        "chat.thanks": "You're welcome.",
        "chat.bye": "Good luck!",
    }.get(query.matches[0].entry if query.matches else "", "You're welcome.")
    return Reply("chat", text, suggestions=_examples(kb) if "Hello" in text else ())


def _distress(query: Query, profile: Profile, kb: KnowledgeBase) -> Reply:
    return Reply("distress", kb.community.distress_text, private=True)


def _clarify(query: Query, profile: Profile, kb: KnowledgeBase) -> Reply:
    return Reply(
        "none",
        "I am not sure which one you mean. Did you mean one of these?",
        suggestions=tuple(Suggestion(_short(question), question) for question in query.readings),
        decision="clarify",
    )


def _none(query: Query, profile: Profile, kb: KnowledgeBase) -> Reply:
    about = f"on {quoted(query.unrecognised[0])}" if query.unrecognised else "on that"
    return Reply(
        "none", f"I have nothing reviewed {about}. {kb.community.scope}", suggestions=_examples(kb), decision="abstain"
    )


def _short(question: str) -> str:
    return question if len(question) <= 80 else question[:79].rsplit(" ", 1)[0] + "…"


_TALK = {
    Intent.HELP: _help,
    Intent.ROLES: _roles,
    Intent.CHAT: _chat,
    Intent.DISTRESS: _distress,
    Intent.CLARIFY: _clarify,
    Intent.NONE: _none,
}

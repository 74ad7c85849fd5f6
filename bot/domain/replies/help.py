"""What the advisor says about itself, and small talk."""

from __future__ import annotations

from collections import Counter
from datetime import date

from bot.domain.core import questions
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.profile import Profile
from bot.domain.core.query import Intent, Query
from bot.domain.core.reply import Menu, Reply, Section, Suggestion
from bot.domain.core.roles import Role
from bot.domain.core.wording import counted, joined
from bot.domain.replies.declined import topics

MOST_OPTIONS = 25
TAGS = 6
"""Named of what the FAQ is about."""


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    return _TALK[query.intent](query, profile, kb)


def _help(query: Query, profile: Profile, kb: KnowledgeBase) -> Reply:
    if not kb.community.topics:
        return _help_with_faq(kb)
    lines = (
        "- A role: what it does, skills, education, career levels, portfolio, outlook",
        "- Pay, with source and date, by level, place and employer; two roles side by side",
        *_official(kb),
        "- Your skills: tell me “python advanced, sql basics”, then ask for your gap, your next step, roles that fit",
        "- Your data: “what do you keep about me”, “export my data”, “delete my data”",
    )
    return Reply(
        "help", kb.community.scope, title="What I can do", sections=(Section("", lines),), suggestions=topics(kb)
    )


def _official(kb: KnowledgeBase) -> tuple[str, ...]:
    if kb.official is None:
        return ()
    known = counted(len(kb.official.names), "other US occupation")
    return (f"- Official data on {known}: “Official figures: Statisticians”",)


def _help_with_faq(kb: KnowledgeBase) -> Reply:
    """For a community that wants no careers."""
    tags = Counter(tag for entry in kb.faq.values() for tag in entry.tags)
    about = f": {joined([tag for tag, _ in tags.most_common(TAGS)])}" if tags else ""
    lines = (
        f"- {counted(len(kb.faq), 'question')} of this community{about}",
        "- Your skills: tell me “python advanced, sql basics”, then ask “what skills do I have”",
        "- Your data: “what do you keep about me”, “export my data”, “delete my data”",
    )
    return Reply(
        "help", kb.community.scope, title="What I can do", sections=(Section("", lines),), suggestions=topics(kb)
    )


def _roles(query: Query, profile: Profile, kb: KnowledgeBase) -> Reply:
    families = [(name, roles) for name, roles in kb.families.items()]
    return Reply(
        "help",
        f"I know {counted(len(kb.roles), 'role')}:",
        title="Roles",
        sections=tuple(Section(name, (", ".join(role.name for role in roles),)) for name, roles in families),
        menus=tuple(Menu.of(f"{name} …", map(_overview, roles[:MOST_OPTIONS])) for name, roles in families),
        suggestions=tuple(
            Suggestion(role.name, questions.about("role.overview", role, kb)) for role in questions.common_roles(kb)
        ),
    )


def _overview(role: Role) -> tuple[str, Query]:
    return role.name, Query(Intent.ROLE, role=role, role_given=True)


def _chat(query: Query, profile: Profile, kb: KnowledgeBase) -> Reply:
    about = "a tech role, its pay or the way there, or tell me what you can do" if kb.community.topics else "anything"
    text = {
        "chat.hello": f"Hello! Ask me about {about}.",
        "chat.thanks": "You're welcome.",
        "chat.bye": "Good luck!",
    }.get(query.matches[0].entry if query.matches else "", "All right. Ask me whenever you like.")
    return Reply("chat", text, suggestions=topics(kb) if "Hello" in text else ())


def _distress(query: Query, profile: Profile, kb: KnowledgeBase) -> Reply:
    return Reply("distress", kb.community.distress_text, private=True)


_TALK = {
    Intent.HELP: _help,
    Intent.ROLES: _roles,
    Intent.CHAT: _chat,
    Intent.DISTRESS: _distress,
}

"""A message and the conversation so far → what is asked and said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.core import questions
from bot.domain.core.conversation import NEW, Conversation
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.learned import NOTHING_LEARNED, Learned, Masks
from bot.domain.core.own_questions import OwnQuestions
from bot.domain.core.query import ERASE_CONFIRMATION, Intent, Query, SkillReport
from bot.domain.core.roles import Role
from bot.domain.core.topics import TOPICS
from bot.domain.language import segments
from bot.domain.language.text import normalise, tokens
from bot.domain.matching.scores import AT_ONCE
from bot.domain.statements import pointers
from bot.domain.statements.orders import answered, decided
from bot.domain.statements.report import StatementReader
from bot.domain.understanding.context import ContextModel
from bot.domain.understanding.continuation import Continuation
from bot.domain.understanding.faq_only import without_careers
from bot.domain.understanding.reading import (
    ANSWER_FLOOR,
    CLARIFY_FLOOR,
    ELLIPSES,
    SCOPE_FLOOR,
    Heard,
    Reader,
    declined,
)
from bot.domain.understanding.translations import in_their_language

LONGEST = 2000
"""Characters read of a message, Discord's own limit; of a longer one the end counts, where the question stands."""
CREDIBLE = 0.65
"""How likely something doubtful must be to be asked about in a message that seems to be none of ours."""
FOREIGN = 0.3
"""How likely in scope a message must be that says nothing of its writer to be a report all the same."""
HARDLY = 0.1
"""The same of a message that gives a level or takes something off."""
NAMES = 0.3
"""Share of a message's characters that stand in names if it is a list of them."""
REPORTED = 0.95
"""Confidence in a report: share of such messages of tests/ that were one."""
OFFERED = 0.99
"""Confidence in a question in the very words in which the bot offers it."""
_PLANS = (Intent.ROADMAP, Intent.NEXT, Intent.PLAN, Intent.GAP)
PLANNED = 0.8
"""Confidence in a wish for a plan, from which on a report that comes with it is not all: "6 h a week, plan my way"."""
ELLIPTIC = 2
"""Words of a question that means something only after a goal."""
PLAIN = 0.9
"""Share of a reading from which on it is what was said, whether or not it makes sense here."""
GOES_ON = 0.6
"""Share of the move from which on a bare name is for the question before, and no skill reported."""
PLAIN_SHARE = 0.5
"""Share of a reading from which on a message that says what its writer is asks that."""
ON_THE_WAY = (Intent.ROADMAP, Intent.GAP, Intent.NEXT, Intent.GOAL, Intent.ROLE)
"""Questions that are answered otherwise to somebody who has a role than to somebody who has none."""
WAYS = (Intent.ROADMAP, Intent.GAP, Intent.NEXT)
"""Questions to which it matters where somebody comes from, long after they said it."""
OF_ONES_ROLE = ("role.related", "role.levels", "salary")
"""What somebody may want to know who says which role they have."""
_RECORDING = (Intent.ADD_SKILLS, Intent.REMOVE_SKILLS, Intent.GOAL)
MOST_ASKED = 3
"""Questions answered of one message."""


@dataclass(frozen=True)
class Understanding:
    """One snapshot of the knowledge, ready to read messages against."""

    reader: Reader
    continuation: Continuation
    statements: StatementReader
    distress: tuple[str, ...]
    own: OwnQuestions

    @classmethod
    def compile(cls, kb: KnowledgeBase, like: Understanding | None = None, *, at_once: int = AT_ONCE) -> Understanding:
        """Slow: not for the event loop. Quicker where it can begin with what was compiled before, `like`. For `at_once`
        see FaqMatcher."""
        learned, kb = like._taught() if like else kb.learned, replace(kb, learned=NOTHING_LEARNED)
        if like and _same_but_faq(kb, like.kb):
            return like._with_faq(kb, learned)
        reader = Reader.compile(kb, learned, at_once=at_once)
        continuation = Continuation(reader, ContextModel.compile(reader, learned))
        statements = StatementReader.compile(kb, reader.finder, kb.year, learned)
        distress = tuple(map(_spoken, kb.community.distress_words))
        return cls(reader, continuation, statements, distress, OwnQuestions.compile(kb))

    def _with_faq(self, kb: KnowledgeBase, learned: Learned) -> Understanding:
        reader = Reader.compile(kb, learned, self.reader)
        continuation = Continuation(reader, self.continuation.model)
        return replace(self, reader=reader, continuation=continuation, statements=replace(self.statements, kb=kb))

    def learned(self) -> Learned:
        """What the next compilation may begin with."""
        return replace(self._taught(), masks=Masks.of(self.reader.finder.key, self.reader.masks))

    def _taught(self) -> Learned:
        classifiers = self.continuation.model.learned(self.kb) | self.statements.model.learned(self.kb)
        return Learned(self.reader.matcher.learned(), self.reader.scope.learned, classifiers)

    @property
    def kb(self) -> KnowledgeBase:
        return self.reader.kb

    def answered_as(self, query: Query) -> Query:
        """The query that is answered: by a local entry instead of the advisor, in the language of the question, and
        without careers where the community wants none."""
        query = in_their_language(self.reader.local.instead(query), self.kb)
        return query if self.kb.community.topics else without_careers(query, self.reader)

    def understand(self, text: str, so_far: Conversation = NEW) -> Query:
        """What `text` asks for in a conversation. Never raises for any text."""
        text = text[-LONGEST:].strip()
        if not tokens(text):
            return Query(Intent.NONE, text, decision="abstain")
        fixed = self._fixed(text)
        if fixed:
            return fixed
        if so_far.pending and (confirmed := self._confirmed(text, so_far)):
            return confirmed
        number = segments.number_picked(text)
        if number is not None and number < len(so_far.offered):
            return self.understand(so_far.offered[number], so_far.replace(offered=()))
        text = self.continuation.with_full_titles(text, so_far)
        asked, report, parts = self._said(text, so_far)
        if report.order:
            return Query(Intent.ADD_SKILLS, text, report=report, confidence=REPORTED)
        whole, best = self._read(asked, parts, text, report, so_far)
        report = self._credible(report, text, whole, best.alone, so_far)
        if report and self._only_reports(text, best.alone, report):
            return self._reported(text, _with_open(report, so_far), best.alone)
        if report.goal and _asks_how(asked):
            plan = Query(Intent.ROADMAP, asked, origin=best.alone.origin, confidence=REPORTED)
            best = replace(best, alone=plan.about([self.kb.roles[report.goal]]))
        query = self._of_the_writer(best, so_far) or self._asked(whole, best, so_far)
        if query.intent is Intent.CHAT and segments.speaks_to_another(text):
            query = declined(query)  # "thanks @dan" is no thanks to us
        query = self._with_report(query, report)
        if query.decision == "answer" and not report.known and report.likely < CREDIBLE:
            report = report.replace(doubtful=())  # a question names skills that nobody claims to have
        if query.decision != "answer":
            told = report.firm or (report.changes and query.decision == "clarify")
            return query.replace(text=text, report=report if told else SkillReport())
        return self._with_others(query.replace(text=text, report=report), best)

    def _said(self, text: str, so_far: Conversation) -> tuple[str, SkillReport, tuple[str, ...]]:
        """What is asked in a message, what it says of its writer, and the parts worth reading as the question."""
        if self.reader.is_wording(text):  # a question, whatever it says of skills on the way
            return text, SkillReport(), (text,)
        report = self.statements.read(text, so_far)
        asked = self._asked_for(text) if report.known else segments.without_talk(text)
        return asked, report, segments.questions(asked)

    def _with_report(self, query: Query, report: SkillReport) -> Query:
        """A question of what the message also states: a goal, skills that roles may fit."""
        if query.intent is Intent.GOAL:
            query = query.replace(role=self.kb.roles.get(report.goal), hours=report.hours or query.hours)
            stated = report.goal or query.hours or report.unknown_goal
            return query if stated or not query.named_roles else self._goal_offered(query)
        if query.intent is Intent.MATCH:
            named = (*query.skills, *(mention.skill for mention in (*report.known, *report.doubtful)))
            return query.replace(skills=tuple(dict.fromkeys(named)))
        return query

    def _goal_offered(self, query: Query) -> Query:
        """A goal that may be meant and is not set: "so i should rather go for that AI engineer thing"."""
        roles = [role for role in query.named_roles if isinstance(role, Role)]
        readings = tuple(
            questions.about(name, role, self.kb) for role in roles[:1] for name in ("goal", "role.overview", "roadmap")
        )
        return query.replace(intent=Intent.CLARIFY, decision="clarify", readings=readings, likeliest=Intent.GOAL)

    def _read(
        self, asked: str, parts: Sequence[str], text: str, report: SkillReport, so_far: Conversation
    ) -> tuple[Heard, Heard]:
        """The message as a whole, and what of it reads best as a question of ours."""
        whole = self.reader.hear(asked)
        heard = [self.reader.hear(part, part=True) for part in parts if part != asked]
        # What is stated anyway is not the question, and who asks "is it UX designers?" states no goal.
        stated = (report.goal or report.hours) and any(map(segments.asks, segments.sentences(text)))
        ruled_out = {*(("goal", "hours") if stated or "?" in text else ()), *_without_sense(whole, so_far)}
        known = len(so_far.roles) + len(so_far.earlier) + bool(so_far.origin)
        return whole, self.reader.together(whole, heard, ruled_out, roles_known=known)

    def word_for_word(self, text: str) -> str:
        """The FAQ entry that `text` reaches because moderators wrote it there, whatever else is known; or nothing."""
        text = text[-LONGEST:].strip()
        return "" if not tokens(text) or self._fixed(text) else self.reader.wording_of(text)

    def _credible(self, report: SkillReport, text: str, whole: Heard, best: Query, so_far: Conversation) -> SkillReport:
        """A report without what the message can hardly mean: nothing at all where it is about something else."""
        if report.corrects:
            return report
        # "selenium - 7 years, wrote our framework", "kick the last two out"
        said = whole.in_scope >= HARDLY and (any(mention.level for mention in report.known) or report.removed)
        about_them = said or segments.is_personal(whole.text) or _mostly_names(whole)
        if not report or report.order or (whole.in_scope < FOREIGN and not about_them):
            return report if report.order else SkillReport()  # "movie night on friday, react below"
        set_before = so_far.query and (so_far.query.intent is Intent.GOAL or so_far.query.report.goal)
        another_goal = report.goal and set_before  # "too much math. data analyst then"
        if not another_goal and self._goes_on(whole, so_far):
            return SkillReport()
        if report.denied and not (report.known or so_far.skills or segments.is_personal(whole.text)):
            report = report.replace(denied=())  # "roles with no coding", "no wait, iOS"
        before = set(so_far.skills).difference(self.reader.finder.find(text).skills)
        if before.intersection((*(mention.skill for mention in report.known), *report.denied, *report.removed)):
            report = self._pointed_back(report, whole.text, before)
        if best.intent is Intent.DELETE_DATA and best.confidence >= PLANNED:
            return SkillReport()  # "delete it all" is not about the skill named before
        if best.intent is not Intent.GOAL and all(map(segments.begins_asking, segments.sentences(whole.text))):
            report = report.replace(goal="", hours=None)  # "will AI make ML engineers redundant" is nobody's goal
        if report.firm or best.intent in _RECORDING:
            return report
        if best.in_scope < SCOPE_FLOOR and report.likely < CREDIBLE:
            return SkillReport()
        return report.replace(unknown=(), ambiguous=())

    def _pointed_back(self, report: SkillReport, text: str, before: set[str]) -> SkillReport:
        """A report with what it says of skills named only before: taken from "both advanced", put to the member from
        "i use those daily", nothing from "good to know" and "is that low for 1.5 years?"."""
        if pointers.says_only_a_level(text, self.reader.finder.find(text)):
            return report
        levels = all(mention.level for mention in report.known if mention.skill in before)
        told = any(pointers.pointers(text)) and not segments.may_ask(text)
        if levels and told and segments.is_personal(text):
            return report  # "make that intermediate, i moved a whole datacentre with it"; not "that's basic stuff"
        if any(map(segments.asks, segments.sentences(text))):  # "why the first one" takes nothing off
            off = {name: tuple(s for s in getattr(report, name) if s not in before) for name in ("denied", "removed")}
            report = report.replace(**off)
        back = tuple(mention for mention in report.known if mention.skill in before)
        known = tuple(mention for mention in report.known if mention.skill not in before)
        return report.replace(
            known=known, doubtful=(*report.doubtful, *(back if told and segments.is_personal(text) else ()))
        )

    def _asked_for(self, text: str) -> str:
        """`text` without greetings, and without sentences that only report skills: "I know SQL" is not what it asks."""
        asked = segments.without_talk(text)
        sentences = segments.sentences(asked)
        if len(sentences) < 2 or not any(map(segments.asks, sentences)):
            return asked
        kept = [s for s in sentences if segments.asks(s) or not self.statements.read(s).known]
        return " ".join(kept) or asked

    def _goes_on(self, said: Heard, so_far: Conversation) -> bool:
        """Whether it names something for the question before, and the writer not at all: "same for devops"."""
        roles = said.mentions.roles or said.mentions.fields
        if len(segments.sentences(said.text)) > 1:
            return False  # "add test design. what pays more, QA or development?"
        if so_far.query is None or not roles or segments.is_personal(said.text):
            return False
        return self.continuation.model.shares(said)["slots"] >= GOES_ON

    def _asked(self, whole: Heard, best: Heard, so_far: Conversation) -> Query:
        if so_far is NEW:
            return self.reader.decided(self.reader.completed(best.alone, whole.text))
        query = self.continuation.read(whole, self.reader.completed(best.alone, whole.text), so_far)
        if query.intent is Intent.SKILL and not query.skills:  # "what would i need to learn first"
            query = query.replace(intent=Intent.NEXT, aspect="")
        if query.intent in WAYS and query.origin is None and so_far.origin != query.role:
            return query.replace(origin=so_far.origin)
        return query

    def _of_the_writer(self, best: Heard, so_far: Conversation) -> Query | None:
        """A message that only says what its writer is, "i'm a data engineer now, 4 years": the question before, with
        where they come from; else they are asked what they want to know."""
        origin = self.reader.own_role(best)
        if origin is None or any(match.score >= PLAIN_SHARE for match in best.alone.matches[:1]):
            return None
        before = so_far.query
        if before and before.role not in (None, origin) and before.intent in ON_THE_WAY:
            return before.replace(text=best.text, origin=origin, also=None, decision="answer", confidence=REPORTED)
        readings = tuple(questions.about(name, origin, self.kb) for name in OF_ONES_ROLE)
        return best.alone.replace(
            intent=Intent.CLARIFY, decision="clarify", readings=readings, likeliest=Intent.ROLE, topic="related"
        )

    def others(self, text: str) -> tuple[str, ...]:
        """The next likeliest readings of a question, as whole questions: the first one was not meant."""
        query = self.understand(text)
        further = (m for m in query.matches[1:] if m.entry not in ELLIPSES and not m.entry.startswith("chat."))
        return self.reader.questions(query.replace(matches=tuple(further)))

    def _fixed(self, text: str) -> Query | None:
        """What is not left to the ranker: distress, a deletion confirmed, an assessment, the bot's own questions."""
        plain = _spoken(text)
        if any(words in plain for words in self.distress):
            return Query(Intent.DISTRESS, text)
        if normalise(text).rstrip(".!") == normalise(ERASE_CONFIRMATION):
            return Query(Intent.ERASE_DATA, text)
        head, *numbers = tokens(text)
        if head == "readiness" and len(numbers) == len(self.kb.readiness.statements) and set(numbers) <= set("12345"):
            return Query(Intent.READINESS, text, answers=tuple(map(int, numbers)))
        chosen = self.kb.choice.answers(tokens(text))
        if chosen:
            return Query(Intent.CHOOSE, text, answers=chosen)
        offered = None if self.reader.is_wording(text) else self.own.meant(text)
        return offered.replace(text=text, confidence=OFFERED) if offered else None

    def _confirmed(self, text: str, so_far: Conversation) -> Query | None:
        """`yes`, `no`, `yes but sql is basic` after the question whether to note something."""
        answer = answered(text)
        if answer is None:
            return None
        word, rest = answer
        if rest and segments.asks(rest) and decided(text):
            return self._confirmed_and_asked(word, rest, so_far)
        besides = self.reader.finder.find(rest)
        if rest and not besides.skills and not pointers.says_only_a_level(rest, besides):
            return None  # "ok and in the US" confirms nothing
        more = self.statements.read(rest, so_far, asked=True) if rest else SkillReport()
        if rest and not more.changes:
            return None
        if word == "no":
            return Query(Intent.ADD_SKILLS, text, report=more.replace(order=more.order or "no"), confidence=REPORTED)
        named = {mention.skill for mention in more.known} | {*more.denied, *more.removed}
        known = tuple(mention for mention in so_far.pending.known if mention.skill not in named)
        report = so_far.pending.replace(
            known=(*known, *more.known),
            removed=(*so_far.pending.removed, *more.removed),
            named=(*so_far.pending.named, *more.named),
        )
        return Query(Intent.ADD_SKILLS, text, report=report, confidence=REPORTED)

    def _confirmed_and_asked(self, word: str, rest: str, so_far: Conversation) -> Query:
        """ "yes. so what does a data analyst earn": stored, and answered."""
        query = self.understand(rest, so_far.replace(pending=SkillReport()))
        if word == "no" or query.report.order:
            return query
        pending, new = so_far.pending, query.report
        named = {mention.skill for mention in (*new.known, *new.doubtful)} | {*new.denied, *new.removed}
        known = tuple(mention for mention in pending.known if mention.skill not in named)
        report = new.replace(
            known=(*known, *new.known),
            removed=(*pending.removed, *new.removed),
            named=(*pending.named, *new.named),
        )
        return query.replace(report=report)

    def _reported(self, text: str, report: SkillReport, best: Query) -> Query:
        """A message that reports and asks nothing."""
        skills = report.known or report.doubtful or report.denied or report.removed or report.wanted
        if (report.goal or report.hours) and not skills:
            role = self.kb.roles.get(report.goal)
            level = best.level if best.intent is Intent.GOAL else None
            goal = Query(Intent.GOAL, text, hours=report.hours, level=level, report=report, confidence=REPORTED)
            goal = goal.replace(origin=best.origin, location=best.location)
            return goal.about([role] if role else best.named_roles)
        intent = Intent.REMOVE_SKILLS if report.removed and not report.known else Intent.ADD_SKILLS
        return Query(intent, text, report=report, confidence=REPORTED)

    def _only_reports(self, text: str, best: Query, report: SkillReport) -> bool:
        """A message that states skills and asks nothing."""
        if not (report.changes or report.unknown or report.ambiguous or report.unknown_goal):
            return False
        if best.intent in (Intent.ADD_SKILLS, Intent.REMOVE_SKILLS, Intent.GOAL):
            return True
        asks = segments.may_ask(text) or any(map(segments.asks, segments.sentences(text)))
        if best.intent is Intent.NONE or best.confidence < CLARIFY_FLOOR:
            return not asks  # what is asked besides is not passed over
        if asks or (best.intent in _PLANS and best.confidence >= PLANNED):
            return False
        if report.known or report.denied or report.removed or best.confidence < ANSWER_FLOOR:
            return True
        return report.firm and best.intent is Intent.FAQ  # a goal and hours are no worry about working hours

    def _with_others(self, first: Query, best: Heard) -> Query:
        """The further questions of the message: answered too, or named back."""
        answered: list[Query] = []
        unanswered = []
        for part in segments.several(first.text):
            query = self.reader.decided(self.reader.read(part))
            if part == best.text or query.intent is Intent.CHAT or any(_same(query, q) for q in (first, *answered)):
                continue
            if not TOPICS[query.intent].repeatable and query.decision == "answer":
                continue  # what changes or hands out a record is done only where it is all that is asked
            if query.decision == "answer" and len(answered) < MOST_ASKED - 1:
                answered.append(query if query.named_roles else query.about(first.named_roles))
            elif query.in_scope >= SCOPE_FLOOR and query.likeliest is not first.intent:
                unanswered.append(part)
        also = first.also
        for query in reversed(answered):
            also = query.replace(also=also)
        return first.replace(also=also or self.reader.second(first), unanswered=tuple(unanswered[:MOST_ASKED]))


def _same_but_faq(one: KnowledgeBase, other: KnowledgeBase) -> bool:
    return replace(one, faq={}) == replace(other, faq={})


def _spoken(text: str) -> str:
    """The words of `text` with one space around each, so that whole words can be searched."""
    return f" {' '.join(tokens(text))} "


def _asks_how(text: str) -> bool:
    """Whether all it asks is "how?", "possible?", "any advice?": of a goal that it states."""
    asking = [sentence for sentence in segments.sentences(text) if segments.asks(sentence)]
    return bool(asking) and all(len(sentence.split()) <= ELLIPTIC for sentence in asking)


def _without_sense(said: Heard, so_far: Conversation) -> tuple[str, ...]:
    """Readings that mean something only after a question, where none stands before; "why" alone stays what it is."""
    plain = bool(said.matches) and said.matches[0].entry in ELLIPSES and said.matches[0].score >= PLAIN
    return () if so_far.query or plain else ELLIPSES


def _with_open(report: SkillReport, so_far: Conversation) -> SkillReport:
    """A report with what the member was asked before and has not answered: it is still to be confirmed."""
    if not report.changes:
        return report
    spoken = {mention.skill for mention in (*report.known, *report.doubtful)}
    spoken.update(report.denied, report.removed, report.wanted)
    still = tuple(mention for mention in so_far.pending.known if mention.skill not in spoken)
    return report.replace(doubtful=(*report.doubtful, *still))


def _mostly_names(said: Heard) -> bool:
    """Whether a message is a list of names more than anything else: "python, sql, excel advanced"."""
    within = sum(mention.end - mention.start for mention in said.mentions.all)
    return within >= NAMES * len(said.text)


def _same(one: Query, other: Query) -> bool:
    """Whether both would give the same reply."""
    return (one.intent, one.topic, one.entry, one.factor, one.aspect) == (
        other.intent, other.topic, other.entry, other.factor, other.aspect,
    )  # fmt: skip

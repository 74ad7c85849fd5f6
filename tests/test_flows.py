"""The flows of bot/README.md from end to end, without a front end: shipped knowledge, a database in memory."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import bot.advisor
from bot.advisor import Advisor
from bot.domain.core.conversation import Conversation
from bot.domain.core.query import Intent, Query, SkillMention, SkillReport
from bot.domain.core.reply import Reply
from bot.domain.understanding.message import Understanding
from bot.domain.understanding.options import from_options
from bot.storage.database import Database
from bot.storage.knowledge_files import KnowledgeFiles
from bot.storage.profiles import Profiles

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 12, 1)
ANA, BOB = "discord:1", "discord:2"
MakeAdvisor = Callable[..., Advisor]


@pytest.fixture
def mind(understanding: Understanding) -> Understanding:
    return understanding


@pytest.fixture
async def database() -> AsyncIterator[Database]:
    async with Database(":memory:") as opened:
        yield opened


@pytest.fixture
def advisor(mind: Understanding, database: Database) -> Advisor:
    return Advisor(lambda: mind, Profiles(database), today=lambda: TODAY)


# (1) a question → an answer


@pytest.mark.parametrize(
    ("question", "kind", "target"),
    [
        ("do i need a phd to become a machine learning engineer?", "faq", "phd-required"),
        ("what does a data engineer do?", "role", "data-engineer"),
        ("how much does a data scientist earn?", "salary", "data-scientist"),
        ("roadmap to machine learning engineer", "roadmap", "machine-learning-engineer"),
        ("compare data engineer and data scientist", "compare", ""),
        ("what can you do?", "help", ""),
    ],
)
async def test_a_question_gets_its_answer(advisor: Advisor, question: str, kind: str, target: str) -> None:
    reply = await advisor.ask(ANA, "s", question)
    assert (reply.decision, reply.kind) == ("answer", kind)
    assert target in reply.target
    assert reply.text


async def test_figures_come_with_their_source(advisor: Advisor) -> None:
    reply = await advisor.ask(ANA, "s", "how much does a data engineer earn?")
    assert "$" in reply.plain()
    assert reply.sources


async def test_what_nobody_reviewed_is_not_answered(advisor: Advisor) -> None:
    reply = await advisor.ask(ANA, "s", "who won the football world cup in 1998?")
    assert reply.decision == "abstain"
    assert reply.suggestions


async def test_a_follow_up_keeps_the_subject_of_its_own_session_only(advisor: Advisor) -> None:
    await advisor.ask(ANA, "here", "how much does a data engineer earn?")
    reply = await advisor.ask(ANA, "here", "and a data scientist?")
    assert (reply.kind, reply.target) == ("salary", "data-scientist")
    assert (await advisor.ask(ANA, "elsewhere", "and a data scientist?")).kind != "salary"


async def test_an_answer_in_between_does_not_end_the_conversation(advisor: Advisor) -> None:
    await advisor.ask(ANA, "s", "how much does a data engineer earn?")
    await advisor.ask(ANA, "s", "thanks")
    assert (await advisor.ask(ANA, "s", "and a data scientist?")).kind == "salary"


@pytest.mark.parametrize("talk", ["thanks!", "ok", "cool thanks", "anyone up for lunch?"])
async def test_talk_after_an_answer_does_not_repeat_it(advisor: Advisor, talk: str) -> None:
    await advisor.ask(ANA, "a", "do I need a degree for data science?")
    assert (await advisor.ask(ANA, "a", talk)).kind in ("chat", "none")


async def test_only_so_many_conversations_are_remembered(advisor: Advisor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.advisor, "SESSIONS_KEPT", 2)
    for session in ("old", "new", "newest"):
        await advisor.ask(ANA, session, "how much does a data engineer earn?")
    assert (await advisor.ask(ANA, "newest", "and a data scientist?")).kind == "salary"
    assert (await advisor.ask(ANA, "old", "and a data scientist?")).kind != "salary"


# (2) filled-in options → the same answer


async def test_options_and_free_text_meet_in_the_same_reply(advisor: Advisor, mind: Understanding) -> None:
    typed = await advisor.ask(ANA, "s", "how much does a data engineer earn?")
    chosen = await advisor.reply(ANA, "t", from_options(mind, Intent.SALARY, role="data enginer"), mind)
    assert (chosen.kind, chosen.target, chosen.text) == (typed.kind, typed.target, typed.text)


async def test_a_role_nobody_knows_is_asked_back_or_declined(advisor: Advisor, mind: Understanding) -> None:
    query = from_options(mind, Intent.SALARY, role="xylophone tuner")
    assert (await advisor.reply(ANA, "s", query, mind)).decision in ("clarify", "abstain")


# (3) skills → stored → gap → next steps


async def test_reported_skills_count_from_then_on(advisor: Advisor) -> None:
    before = await advisor.ask(ANA, "s", "what am i missing to become a data engineer?")
    told = await advisor.ask(ANA, "s", "my skills: python advanced, sql advanced")
    after = await advisor.ask(ANA, "s", "what am i missing to become a data engineer?")
    assert told.private
    assert "Python" in told.plain()
    assert after.plain() != before.plain()
    held = (await advisor.profile(ANA)).skills
    assert {name: skill.level for name, skill in held.items()} == {"python": "advanced", "sql": "advanced"}
    assert {skill.since for skill in held.values()} == {TODAY}


async def test_next_steps_never_name_what_is_held(advisor: Advisor) -> None:
    await advisor.ask(ANA, "s", "my skills: docker advanced")
    reply = await advisor.ask(ANA, "s", "what should i learn next to become a machine learning engineer?")
    assert reply.kind == "next"
    steps = [line for section in reply.sections[:1] for line in section.lines if line[:1].isdigit()]
    assert 1 <= len(steps) <= 3
    assert not any("**Docker**" in line for line in steps)


async def test_asking_changes_nothing(advisor: Advisor) -> None:
    empty = await advisor.profile(ANA)
    for question in ("what does a data engineer do?", "what am i missing for it?", "i don't know sql, is that bad?"):
        await advisor.ask(ANA, "s", question)
    assert await advisor.profile(ANA) == empty


async def test_one_members_record_is_nobody_elses(advisor: Advisor) -> None:
    await advisor.ask(ANA, "s", "my skills: python advanced")
    await advisor.ask(BOB, "s", "my skills: java basics")
    assert list((await advisor.profile(ANA)).skills) == ["python"]
    assert list((await advisor.profile(BOB)).skills) == ["java"]


async def test_a_goal_is_what_advice_without_a_role_is_about(advisor: Advisor) -> None:
    await advisor.ask(ANA, "s", "my goal is to become a data engineer")
    assert (await advisor.profile(ANA)).goal == "data-engineer"
    assert (await advisor.ask(ANA, "later", "what am i missing?")).target == "data-engineer"


async def test_data_is_shown_exported_imported_and_deleted(advisor: Advisor, database: Database) -> None:
    profiles = Profiles(database)
    await advisor.ask(ANA, "s", "my skills: python advanced, sql basics")
    record = await advisor.profile(ANA)
    assert (await advisor.ask(ANA, "s", "export my data")).private
    exported = await profiles.export(ANA)

    asked = await advisor.ask(ANA, "s", "delete my data")
    assert asked.decision == "clarify"
    assert await advisor.profile(ANA) == record, "asked first, not deleted yet"
    await advisor.ask(ANA, "s", asked.suggestions[0].question)
    assert not any((await profiles.counts(ANA)).values())

    await profiles.import_(ANA, exported)
    assert await advisor.profile(ANA) == record


# (4) an edit of a file → the next question


async def test_an_edit_is_there_at_the_next_question_and_a_broken_one_changes_nothing(
    small_knowledge: Path, small_faq: Path, database: Database
) -> None:
    files = KnowledgeFiles(small_knowledge, small_faq, Understanding.compile)
    advisor = Advisor(files.current, Profiles(database))
    question = "do i need a degree to work in data?"
    good = small_faq.read_text("utf-8")
    assert "projects first" in (await advisor.ask(ANA, "s", question)).text

    small_faq.write_text(good.replace("look at projects first", "ask for none at all"), "utf-8")
    assert "ask for none at all" in (await advisor.ask(ANA, "s", question)).text

    small_faq.write_text(good.replace("entries:", "entires:"), "utf-8")
    assert "ask for none at all" in (await advisor.ask(ANA, "s", question)).text
    assert any(problem.severity == "error" for problem in files.problems)


# (5) a suggestion is a whole question


async def test_every_suggestion_leads_to_an_answer(advisor: Advisor) -> None:
    for question in ("hello", "how much does a data engineer earn?", "who won the football world cup in 1998?"):
        reply = await advisor.ask(ANA, "s", question)
        for suggestion in reply.suggestions:
            followed = await advisor.ask(ANA, "fresh", suggestion.question)
            assert followed.decision == "answer", suggestion.question


# what a date changes


async def test_a_forecast_says_by_itself_that_its_time_has_passed(mind: Understanding, database: Database) -> None:
    question = "what is the job outlook for a machine learning engineer?"

    async def told(today: date) -> str:
        return (await Advisor(lambda: mind, Profiles(database), today=lambda: today).ask(ANA, "s", question)).plain()

    now, later = await told(date(2026, 12, 31)), await told(date(2027, 1, 1))
    assert "expired" not in now.lower()
    assert "expired" in later.lower()


async def test_the_same_question_gets_the_same_answer(advisor: Advisor) -> None:
    question = "what should i learn next to become a data engineer?"
    first, second = [await advisor.ask(ANA, session, question) for session in "ab"]
    assert replace(first, confidence=0) == replace(second, confidence=0)


# (6) the record is sacred


async def skills_of(advisor: Advisor) -> dict[str, str]:
    return {skill: held.level for skill, held in (await advisor.profile(ANA)).skills.items()}


async def test_a_denial_of_what_stands_on_the_record_is_asked_about(advisor: Advisor) -> None:
    await advisor.ask(ANA, "s", "python advanced, sql basics")
    reply = await advisor.ask(ANA, "another day", "i never used python")
    assert "Take Python off your record?" in reply.plain()
    assert "python" in await skills_of(advisor)
    await advisor.ask(ANA, "another day", "yes")
    assert await skills_of(advisor) == {"sql": "beginner"}


async def test_anything_else_leaves_the_question_unanswered(advisor: Advisor) -> None:
    await advisor.ask(ANA, "s", "python advanced, sql basics")
    await advisor.ask(ANA, "another day", "i never used python")
    await advisor.ask(ANA, "another day", "what does a data engineer do?")
    await advisor.ask(ANA, "another day", "yes")
    assert "python" in await skills_of(advisor)


async def test_one_message_is_undone_at_once_and_each_undo_goes_one_further_back(advisor: Advisor) -> None:
    await advisor.ask(ANA, "s", "python advanced, sql basics")
    await advisor.ask(ANA, "s", "my goal is data engineer, 6 hours a week")
    undone = await advisor.ask(ANA, "s", "undo")
    assert undone.text == "Undone. You have no goal now. I keep no hours of yours now."
    assert await skills_of(advisor) == {"python": "advanced", "sql": "beginner"}
    await advisor.ask(ANA, "s", "undo")
    assert await skills_of(advisor) == {}
    assert "nothing to undo" in (await advisor.ask(ANA, "s", "undo")).text


async def test_a_goal_is_cleared_in_words(advisor: Advisor) -> None:
    await advisor.ask(ANA, "s", "my goal is data engineer")
    assert "no goal" in (await advisor.ask(ANA, "s", "clear my goal")).text
    assert not (await advisor.profile(ANA)).goal


async def test_all_skills_go_only_after_a_yes(advisor: Advisor) -> None:
    await advisor.ask(ANA, "s", "python advanced, sql basics")
    reply = await advisor.ask(ANA, "s", "forget everything about my skills")
    assert "Take all 2 skills off your record?" in reply.plain()
    assert len(await skills_of(advisor)) == 2
    await advisor.ask(ANA, "s", "yes please")
    assert await skills_of(advisor) == {}


async def test_the_role_somebody_has_is_not_the_one_they_want(advisor: Advisor) -> None:
    reply = await advisor.ask(ANA, "s", "qa tester, want to become a sound designer")
    assert not (await advisor.profile(ANA)).goal
    assert "“sound designer” as a role" in reply.plain()


async def test_goal_hours_and_skills_of_one_message_are_all_kept(advisor: Advisor) -> None:
    await advisor.ask(ANA, "s", "i know python and sql well, 6 hours a week, plan my way to data engineer")
    profile = await advisor.profile(ANA)
    assert set(profile.skills) == {"python", "sql"}
    assert (profile.goal, profile.hours) == ("data-engineer", 6)


@pytest.mark.parametrize("question", ["what is the best pizza around here", "is a cover letter still ok"])
async def test_a_question_after_a_report_changes_no_level(advisor: Advisor, question: str) -> None:
    await advisor.ask(ANA, "a", "i know linux intermediate and bash beginner")
    before = (await advisor.profile(ANA)).skills
    await advisor.ask(ANA, "a", question)
    assert {s: held.level for s, held in (await advisor.profile(ANA)).skills.items()} == {
        s: held.level for s, held in before.items()
    }


async def test_a_role_that_gets_another_id_keeps_its_members(
    small_knowledge: Path, small_faq: Path, database: Database
) -> None:
    files = KnowledgeFiles(small_knowledge, small_faq, Understanding.compile)
    small = Advisor(files.current, Profiles(database), today=lambda: TODAY)
    await small.ask(ANA, "s", "I want to become a data analyst")
    old = small_knowledge / "roles" / "data-analyst.yaml"
    text = old.read_text("utf-8").replace("id: data-analyst\n", "id: analytics-analyst\nrenamed: [data-analyst]\n")
    (small_knowledge / "roles" / "analytics-analyst.yaml").write_text(text, "utf-8")
    old.unlink()
    for path in (small_faq, *small_knowledge.rglob("*.yaml")):
        path.write_text(path.read_text("utf-8").replace("data-analyst", "analytics-analyst"), "utf-8")
    renamed = small_knowledge / "roles" / "analytics-analyst.yaml"
    renamed.write_text(renamed.read_text("utf-8").replace("[analytics-analyst]", "[data-analyst]"), "utf-8")
    assert (await small.profile(ANA)).goal == "analytics-analyst"
    query = from_options(files.current(), Intent.GAP)
    reply = await small.reply(ANA, "s", query, files.current())
    assert (reply.kind, reply.target) == ("gap", "analytics-analyst")


@pytest.mark.parametrize(
    "message",
    [
        "will AI tools make data engineers redundant",
        "should i quit so that i can learn 8 hours a day",
        "board games on saturday, bring snacks, react below",
    ],
)
async def test_what_reports_nothing_leaves_no_trace(advisor: Advisor, message: str) -> None:
    await advisor.ask(ANA, "s", message)
    profile = await advisor.profile(ANA)
    assert not profile.skills
    assert not profile.goal
    assert not profile.hours


@pytest.mark.parametrize(
    "message",
    [
        "nice, good to know",
        "ok and in the US?",
        "ok",
        "thanks for the good answer",
        "i am so good at napping",
        "that movie is for experts only",
        "ok thanks, that's basic stuff",
    ],
)
async def test_talk_after_a_report_changes_no_level(advisor: Advisor, message: str) -> None:
    await advisor.ask(ANA, "s", "python advanced, sql basics")
    await advisor.ask(ANA, "s", message)
    held = (await advisor.profile(ANA)).skills
    assert (held["python"].level, held["sql"].level) == ("advanced", "beginner")


async def test_a_level_alone_is_that_of_what_was_reported(advisor: Advisor) -> None:
    await advisor.ask(ANA, "s", "python and sql")
    await advisor.ask(ANA, "s", "both advanced")
    held = (await advisor.profile(ANA)).skills
    assert (held["python"].level, held["sql"].level) == ("advanced", "advanced")


async def test_how_after_a_goal_asks_for_the_way_there(advisor: Advisor) -> None:
    reply = await advisor.ask(ANA, "s", "I'm a teacher and know excel well. I want to become a data analyst. how?")
    assert (reply.kind, reply.target) == ("roadmap", "data-analyst")


async def test_a_question_about_years_changes_no_level_reported_before(advisor: Advisor) -> None:
    await advisor.ask(ANA, "s", "python advanced")
    await advisor.ask(ANA, "s", "a company offers 90k. is that low for 1 year of experience?")
    assert (await advisor.profile(ANA)).skills["python"].level == "advanced"


# what was spoken of before


async def _last(advisor: Advisor, *messages: str) -> Reply:
    for message in messages:
        reply = await advisor.ask(ANA, "s", message)
    return reply


async def test_the_same_for_another_role_is_no_skill(advisor: Advisor) -> None:
    reply = await _last(advisor, "how much does a data engineer make?", "same for devops")
    assert (reply.kind, reply.target) == ("salary", "devops-engineer-sre")


@pytest.mark.parametrize("question", ["how do those two differ?", "which of the two is better paid?"])
async def test_two_roles_named_one_after_the_other_are_compared(advisor: Advisor, question: str) -> None:
    reply = await _last(advisor, "what does a cloud architect earn", "and a network engineer?", question)
    assert reply.kind == "compare"
    assert set(reply.target.split("/")) == {"cloud-engineer-architect", "network-engineer"}


async def test_a_question_after_thanks_is_answered(advisor: Advisor) -> None:
    reply = await _last(advisor, "what does a data analyst do", "great, thank you! and do i need a cover letter")
    assert reply.kind == "faq"


# who asks, and what they call things


async def test_where_the_writer_comes_from_is_what_carries_over(advisor: Advisor) -> None:
    reply = await advisor.ask(ANA, "s", "I'm a data analyst. roadmap to data engineer?")
    assert reply.target == "data-engineer"
    assert "From Data Analyst to Data Engineer" in reply.plain()
    assert "Usually carries over: SQL" in reply.plain().replace("*", "")


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("what does a data engineer earn at Netflix?", "no figures of Netflix itself"),
        ("what does a release engineer do?", "counts as DevOps Engineer / SRE here"),
        ("is quantum developer a good career?", "“quantum developer” is not among my roles"),
    ],
)
async def test_names_are_told_back(advisor: Advisor, question: str, named: str) -> None:
    assert named in (await advisor.ask(ANA, "s", question)).plain().replace("*", "")


async def test_roles_are_ranked_by_what_the_message_says_of_skills(advisor: Advisor) -> None:
    reply = await advisor.ask(ANA, "s", "I do a lot with excel and sql, which role fits me?")
    assert reply.kind == "match"
    assert "Tell me what you can do first" not in reply.text


# many at once


async def test_who_sends_many_long_messages_at_once_keeps_only_oneself_waiting(database: Database) -> None:
    """One is read at a time; another member's comes right after it, not after all that were sent before."""
    reading, at_once, order = list[str](), list[int](), list[str]()

    class Slow:
        def understand(self, text: str, _: Conversation) -> Query:
            reading.append(text)
            at_once.append(len(reading))
            order.append(text.split()[0])
            time.sleep(0.02)
            reading.remove(text)
            return Query(Intent.NONE, text)

    advisor = Advisor(lambda: Slow(), Profiles(database))  # type: ignore[arg-type,return-value]
    flood = [advisor.consider("flood", f"channel{number}", f"{number} " * 200) for number in range(4)]
    await asyncio.gather(*flood, advisor.consider(ANA, "s", "ana " * 200))
    assert at_once == [1] * 5
    assert order == ["0", "ana", "1", "2", "3"]


async def test_a_conversation_stays_with_the_role_that_was_chosen(advisor: Advisor) -> None:
    await advisor.ask(ANA, "s", "which role is easiest to get into")
    for question, kind in (
        ("ok, IT support then. what do they make", "salary"),
        ("and in ohio?", "salary"),
        ("how long would it take me with 10 hours a week", "next"),
        ("do i need a degree for that", "role"),
    ):
        reply = await advisor.ask(ANA, "s", question)
        assert (reply.kind, reply.target) == (kind, "it-support-specialist"), question


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("roadmap", "roadmap"),
        ("gap", "gap"),
        ("next", "next"),
        ("progress", "progress"),
        ("skills", "skills"),
        ("match", "match"),
        ("goal", "goal"),
        ("plan", "plan"),
        ("show my plan", "plan"),
        ("remind me every week", "reminders"),
        ("stop reminding me", "reminders"),
    ],
)
async def test_one_word_is_enough_for_ones_own_plan_and_record(advisor: Advisor, word: str, kind: str) -> None:
    await advisor.ask(ANA, "s", "my goal is data analyst")
    assert (await advisor.ask(ANA, "s", word)).kind == kind


@pytest.mark.parametrize(
    ("before", "message", "target"),
    [
        ("is there demand for ux designers", "and researcher?", "ux-researcher"),
        ("what does a data analyst do", "and the engineer?", "data-engineer"),
        ("what does a machine learning engineer earn", "no, the data one, scientist", "data-scientist"),
    ],
)
async def test_the_last_word_of_a_title_is_enough_after_another(
    advisor: Advisor, before: str, message: str, target: str
) -> None:
    await advisor.ask(ANA, "s", before)
    assert (await advisor.ask(ANA, "s", message)).target == target


async def test_what_the_writer_is_counts_for_the_question_before(advisor: Advisor) -> None:
    await advisor.ask(ANA, "s", "how do i become a data architect")
    reply = await advisor.ask(ANA, "s", "i'm a data engineer now, 4 years")
    assert reply.target == "data-architect"
    assert "From Data Engineer to Data Architect" in reply.plain()


async def test_who_only_says_what_they_are_is_asked_what_they_want_to_know(advisor: Advisor) -> None:
    reply = await advisor.ask(ANA, "s", "i'm a qa tester at a bank")
    assert reply.decision == "clarify"
    assert all("QA / Test Engineer" in suggestion.question for suggestion in reply.suggestions)
    assert not (await advisor.profile(ANA)).goal


@pytest.mark.parametrize("way", ["what carries over", "which skills would i keep from that job"])
async def test_the_role_one_comes_from_is_remembered(advisor: Advisor, way: str) -> None:
    await advisor.ask(ANA, "s", "i want to become a cloud architect, coming from 8 years sysadmin")
    reply = await advisor.ask(ANA, "s", way)
    assert "System Administrator" in reply.plain()


async def test_a_goal_is_corrected_right_after_it_was_set(advisor: Advisor) -> None:
    await advisor.ask(ANA, "s", "my goal is data engineer")
    await advisor.ask(ANA, "s", "actually no, analytics engineer")
    assert (await advisor.profile(ANA)).goal == "analytics-engineer"


async def test_deleting_it_all_is_not_about_one_skill(advisor: Advisor) -> None:
    await advisor.ask(ANA, "s", "remove python")
    await advisor.ask(ANA, "s", "what do you know about me")
    assert (await advisor.ask(ANA, "s", "delete it all")).kind == "privacy"


async def test_a_plan_is_worked_through_by_numbers(advisor: Advisor) -> None:
    goal = await advisor.ask(ANA, "s", "I want to be a data engineer")
    assert goal.suggestions[0].label == "My plan"
    assert goal.forms == ("skills", "hours")
    await advisor.ask(ANA, "s", "python advanced, sql intermediate")

    async def number(reply: Reply, label: str) -> Reply:
        return await advisor.ask(ANA, "s", next(s.question for s in reply.suggestions if s.label == label))

    card = await number(goal, "My plan")
    assert card.step
    first = card.step.name
    skipped = await number(card, "Skip")
    assert f"Left out: {first}." in skipped.plain()
    assert skipped.step
    assert skipped.step.name != first
    assert f"Now: **{first}**" in (await _after_undo(advisor)).text
    swaps = await number(card, "Swap")
    swapped = await advisor.ask(ANA, "s", swaps.suggestions[0].question)
    assert swapped.step
    assert swapped.step.name == swaps.suggestions[0].label
    level = await number(card, "Done")
    assert level.decision == "clarify"
    after = await number(level, "Intermediate")
    assert f"Noted: {first} (intermediate)." in after.note
    assert first in (await advisor.ask(ANA, "s", "list my skills")).plain()


async def _after_undo(advisor: Advisor) -> Reply:
    await advisor.ask(ANA, "s", "undo")
    return await advisor.ask(ANA, "s", "show my plan")


async def test_where_nobody_can_be_written_to_check_ins_are_said_to_come_elsewhere(advisor: Advisor) -> None:
    assert "on Discord" in (await advisor.ask(ANA, "s", "remind me every week")).text


async def test_a_story_about_two_things_is_answered_on_one_and_told_of_the_other(advisor: Advisor) -> None:
    story = (
        "i am burned out, my boss shouts at everybody in the team, "
        "and i do not know whether i should look for another job"
    )
    text = (await advisor.ask(ANA, "s", story)).plain()
    assert "toxic" in text
    assert "burned out from my tech job" in text


async def test_what_somebody_is_by_profession_is_not_what_they_ask_about(advisor: Advisor) -> None:
    reply = await advisor.ask(ANA, "s", "i am 47 and a nurse, is it too late for me to get into tech")
    assert reply.target == "too-old"


async def test_a_question_that_points_back_is_read_with_what_it_points_at(advisor: Advisor) -> None:
    reply = await advisor.ask(ANA, "s", "a school wants 3000 for a ux course with a job guarantee. is this any good?")
    assert reply.target == "is-this-course-good"


async def test_what_is_excepted_is_not_what_is_asked_about(advisor: Advisor) -> None:
    reply = await advisor.ask(ANA, "s", "i know java and spring boot. what could i do besides backend work")
    assert reply.kind == "match"


async def test_a_goal_that_may_be_meant_is_offered_and_not_set(advisor: Advisor) -> None:
    reply = await advisor.ask(ANA, "s", "so i should rather go for that platform engineer thing")
    assert reply.suggestions[0].question == "I want to become a Platform Engineer"
    assert not (await advisor.profile(ANA)).goal


async def test_which_one_is_one_of_the_roles_spoken_of_whatever_field_is_named(advisor: Advisor) -> None:
    await advisor.ask(ANA, "s", "network engineer or system administrator, what is the difference")
    reply = await advisor.ask(ANA, "s", "which one is hit harder by ai, with cloud and all that")
    assert "Network Engineer" in reply.plain()
    assert "Cloud Engineer" not in reply.plain()


async def test_a_name_that_says_nothing_to_us_is_told_beside_the_entry_spoken_of(advisor: Advisor) -> None:
    await advisor.ask(ANA, "s", "do companies sponsor visas for software people")
    reply = await advisor.ask(ANA, "s", "and E3?")
    assert reply.target == "visa-sponsorship"
    assert "“E3”" in reply.plain()


async def test_a_half_title_corrects_the_role(advisor: Advisor) -> None:
    await advisor.ask(ANA, "s", "how much does a data scientist earn")
    assert (await advisor.ask(ANA, "s", "sorry i meant analyst")).target == "data-analyst"


async def test_thanks_to_somebody_else_are_none_to_us(advisor: Advisor) -> None:
    assert (await advisor.ask(ANA, "s", "thx @maria see you at the meetup")).decision == "abstain"


async def test_people_of_a_field_are_a_role(advisor: Advisor) -> None:
    assert (
        await advisor.ask(ANA, "s", "what do they pay infosec people in ohio")
    ).target == "security-analyst-engineer"
    assert "Technical Writer" not in (await advisor.ask(ANA, "s", "is there a job on the tech side for me")).plain()


async def test_what_is_asked_beside_a_report_is_not_passed_over(advisor: Advisor) -> None:
    reply = await advisor.ask(ANA, "s", "i know figma well. how would that pan out in the long run?")
    assert "Figma" in reply.plain()
    assert reply.decision == "clarify"


@pytest.mark.parametrize(("word", "stored"), [("yes.", ("bug-reporting",)), ("no!", ()), ("ok and", ())])
def test_a_yes_before_the_next_question_confirms(mind: Understanding, word: str, stored: tuple[str, ...]) -> None:
    asked = Conversation(pending=SkillReport(known=(SkillMention("bug-reporting"),)))
    query = mind.understand(f"{word} what does a data analyst make in austin?", asked)
    assert query.intent is Intent.SALARY
    assert tuple(mention.skill for mention in query.report.known) == stored


async def test_a_word_that_may_be_several_skills_gives_no_level_to_others(advisor: Advisor) -> None:
    await advisor.ask(ANA, "s", "i've got linux, a bit of AWS and no terraform")
    await advisor.ask(ANA, "s", "networking advanced")
    skills = (await advisor.profile(ANA)).skills
    assert "terraform" not in skills
    assert skills["aws"].level == "beginner"


async def test_a_report_beside_a_question_is_kept_though_its_skills_were_named_before(advisor: Advisor) -> None:
    await advisor.ask(ANA, "s", "i did some test design, is that worth anything?")
    await advisor.ask(ANA, "s", "add test design advanced. what does a tester earn?")
    assert (await advisor.profile(ANA)).skills["test-design"].level == "advanced"


async def test_the_goal_stands_on_the_record_without_skills(advisor: Advisor) -> None:
    await advisor.ask(ANA, "s", "i want to become a data scientist")
    assert "Data Scientist" in (await advisor.ask(ANA, "s", "show my skills")).plain()


async def test_no_coding_in_a_wish_denies_no_skill(advisor: Advisor) -> None:
    assert "not yet" not in (await advisor.ask(ANA, "s", "roles with no coding")).plain()


async def test_a_number_asks_what_was_offered(advisor: Advisor) -> None:
    offered = await advisor.ask(ANA, "s", "so i should rather go for that platform engineer thing")
    assert offered.suggestions[1].question == "What does a Platform Engineer do?"
    reply = await advisor.ask(ANA, "s", "2")
    assert (reply.kind, reply.target) == ("role", "platform-engineer")
    assert (await advisor.ask(BOB, "t", "2")).decision == "abstain"


async def test_the_guided_choice_is_answered_by_numbers(advisor: Advisor) -> None:
    await advisor.ask(ANA, "s", "help me choose a role")
    assert "Question 2 of 6" in (await advisor.ask(ANA, "s", "3")).plain()


async def test_a_question_beside_what_somebody_is_good_at_is_answered(advisor: Advisor) -> None:
    reply = await advisor.ask(ANA, "s", "im a bookkeeper, good with spreadsheets. could reporting be something for me")
    assert reply.kind in ("faq", "match")


async def test_the_sum_is_shown_once_and_not_for_the_next_role(advisor: Advisor) -> None:
    await advisor.ask(ANA, "s", "i know linux and excel well")
    await advisor.ask(ANA, "s", "what am i missing for devops?")
    assert "The sum" in (await advisor.ask(ANA, "s", "why only that percent")).plain()
    assert "The sum" not in (await advisor.ask(ANA, "s", "same for business analyst")).plain()

"""Which entry a question finds, when the matcher asks back, and when it keeps silent."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.matching.matcher import ANSWER_FLOOR, OFFERED, FaqMatcher
from bot.storage.word_vectors import word_vectors

SHOP = {
    "reset-password": ["How do I reset my password?", "forgot my login", "cannot sign in"],
    "opening-hours": ["When are you open?"],
}
THINGS = ("shoes", "shirt", "lamp", "chair", "phone", "printer", "book", "bag", "watch", "jacket")
OPENING = ["when is the shop open"]
COMMUNITY = {
    "phd-required": ["Do I need a PhD to become a Machine Learning Engineer?"],
    "time-to-become": ["How long does it take to become a Machine Learning Engineer?"],
    "which-language": ["Which programming language should I learn first?", "python or java for a beginner"],
    "laptop": ["What laptop do I need for deep learning?", "do i need a gpu"],
    "remote": ["Can I find a remote job as a junior?"],
    "portfolio": ["How many projects should my portfolio have?"],
    "introduce": ["Where do I introduce myself?"],
    "invite-link": ["How can I invite a friend to this server?"],
}


@pytest.fixture(scope="module")
def shop() -> FaqMatcher:
    return FaqMatcher.compile(SHOP)


@pytest.fixture(scope="module")
def community() -> FaqMatcher:
    return FaqMatcher.compile(COMMUNITY)


def test_misspelt_question_is_answered_and_says_what_it_read(shop: FaqMatcher) -> None:
    ranking = shop.match("how can i rest my pasword")
    assert (ranking.matches[0].entry, ranking.decision) == ("reset-password", "answer")
    assert ("pasword", "password") in ranking.corrections
    assert ranking.matches[0].phrase == "How do I reset my password?"


def test_other_words_find_the_entry(shop: FaqMatcher) -> None:
    assert shop.match("what time do you open").matches[0].entry == "opening-hours"


@pytest.mark.parametrize("question", ["is the moon made of cheese", "", "   ", "?!", "😀", "你好吗", "qwertz asdf"])
def test_keeps_silent_on_what_no_entry_answers(shop: FaqMatcher, question: str) -> None:
    assert shop.match(question).decision == "abstain"


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("is a doctorate necessary for machine learning", "phd-required"),
        ("how long until i am a machine learning engineer", "time-to-become"),
        ("what language do i start with", "which-language"),
        ("which computer for deep lerning", "laptop"),
        ("jobs from home for juniors", "remote"),
        ("number of portfolio projects", "portfolio"),
        ("inviting friends", "invite-link"),
    ],
)
def test_small_faq_in_other_words(community: FaqMatcher, question: str, entry: str) -> None:
    assert community.match(question).matches[0].entry == entry


@pytest.mark.parametrize("entry", COMMUNITY)
def test_an_entry_answers_its_own_phrases(community: FaqMatcher, entry: str) -> None:
    for phrase in COMMUNITY[entry]:
        ranking = community.match(phrase)
        assert (ranking.matches[0].entry, ranking.matches[0].phrase, ranking.decision) == (entry, phrase, "answer")


def test_confidence_falls_with_the_evidence(community: FaqMatcher) -> None:
    questions = ["do i need a gpu", "gpu", "i bought a new gpu for my brother", "my brother bakes bread"]
    sure = [community.match(question).confidence for question in questions]
    assert sure[0] >= ANSWER_FLOOR > sure[3]
    assert sure[0] > sure[2] > sure[3]


def test_ranking_is_ordered_and_bounded(community: FaqMatcher) -> None:
    for top in (1, 3, OFFERED):
        ranking = community.match("machine learning engineer", top=top)
        scores = [match.score for match in ranking.matches]
        assert len(scores) == top
        assert scores == sorted(scores, reverse=True)
        assert scores[0] == ranking.confidence
        assert 0 <= ranking.confidence <= ranking.offered <= 1


def test_only_allowed_entries_are_returned(community: FaqMatcher) -> None:
    ranking = community.match("do i need a phd", allowed={"laptop", "remote"})
    assert {match.entry for match in ranking.matches} == {"laptop", "remote"}
    assert community.match("do i need a phd", allowed=()).matches == ()


def test_declined_phrases_are_learned_and_never_returned() -> None:
    question = "when does the bakery open"
    plain = FaqMatcher.compile(SHOP).match(question)
    taught = FaqMatcher.compile(SHOP, declined=["when does the bakery open today", "opening of the bakery"]).match(
        question
    )
    assert taught.confidence < plain.confidence
    assert taught.decision != "answer"
    assert {match.entry for match in taught.matches} <= set(SHOP)


def test_synonyms_join_words_of_one_domain() -> None:
    entries = {"k8s": ["Is kubernetes worth learning?"], "rust": ["Is rust worth learning?"], "go": ["Is go worth it?"]}
    taught = FaqMatcher.compile(entries, synonyms=[["kubernetes", "container orchestration"]])
    assert taught.match("container orchestration").matches[0].entry == "k8s"


def test_a_rare_word_says_more_than_many_common_ones() -> None:
    entries = {
        "visa": ["Is a visa included?"],
        "mentor": ["Can people help each other to find out what to think about?"],
        "pay": ["When do I get my pay?"],
        "hours": ["Which place is open for the most time each day?"],
    }
    ranking = FaqMatcher.compile(entries).match("what should people think about first: a visa")
    assert ranking.matches[0].entry == "visa"


def test_slots_are_never_corrected_or_cut_up() -> None:
    entries = {"salary": ["what does a xrole earn"], "skills": ["what must a xrole know"], "place": ["pay in xplace"]}
    matcher = FaqMatcher.compile(entries, slots=("role", "place", "skill"))
    assert matcher.match("how much does xrole earn").matches[0].entry == "salary"
    assert matcher.match("tell me about xskill").corrections == ()
    assert matcher.match("xrol").corrections in ((), (("xrol", "xrol"),))


def test_every_match_explains_itself(shop: FaqMatcher) -> None:
    for match in shop.match("reset the password").matches:
        parts = dict(match.parts)
        assert list(parts) == ["words", "pieces", "looks", "learned", "counted"]
        assert all(-0.01 <= parts[name] <= 1.01 for name in ("words", "pieces", "looks", "learned"))


def test_slots_have_the_meaning_of_their_name() -> None:
    entries = {"lecturers": ["what does a lecturer do"], "roles": ["what does a xrole do"]}
    ranking = FaqMatcher.compile(entries, vectors=word_vectors()).match("what does a professor do")
    assert ranking.matches[0].entry == "lecturers"


def test_same_input_same_output() -> None:
    question = "how lnog to become an enginer"
    assert FaqMatcher.compile(COMMUNITY).match(question) == FaqMatcher.compile(COMMUNITY).match(question)


@pytest.mark.parametrize("entries", [{}, {"a": []}, {"a": ["", "??"]}])
def test_an_empty_faq_keeps_silent(entries: dict[str, list[str]]) -> None:
    assert FaqMatcher.compile(entries).match("anything").decision == "abstain"


def test_a_single_entry_does_not_answer_everything() -> None:
    matcher = FaqMatcher.compile({"rules": ["What are the rules of this server?"]})
    assert matcher.match("what are the server rules").decision == "answer"
    assert matcher.match("how do i bake bread").decision == "abstain"


def test_a_large_faq_still_finds_the_right_entry() -> None:
    """Beyond a size only the likeliest phrases are compared, and nothing is learned."""
    entries = {f"e{i}": [f"how do i reset device number{i} of maker{i % 97}"] for i in range(5_200)}
    entries["refund"] = ["when will my refund arrive"]
    ranking = FaqMatcher.compile(entries).match("when does the refund arive")
    assert ranking.matches[0].entry == "refund"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_can_be_asked(text: str) -> None:
    ranking = FaqMatcher.compile(SHOP).match(text)
    assert 0 <= ranking.confidence <= 1
    assert ranking.decision in ("answer", "clarify", "abstain")


def test_a_very_long_message_is_read_too(shop: FaqMatcher) -> None:
    assert shop.match("password " * 1_200).matches[0].entry == "reset-password"
    assert shop.match("x" * 10_000).decision == "abstain"


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(st.text(min_size=1, max_size=8), st.lists(st.text(max_size=30), max_size=3), max_size=5))
def test_any_faq_can_be_compiled(entries: dict[str, list[str]]) -> None:
    for match in FaqMatcher.compile(entries).match("how do i do this").matches:
        assert match.entry in entries


def test_asks_back_where_two_entries_fit_alike() -> None:
    entries = {place: [f"how do i reset my password in the {place}"] for place in ("shop", "forum", "library")}
    matcher = FaqMatcher.compile(entries)
    assert matcher.match("how do i reset my password").decision != "answer"
    assert matcher.match("how do i reset my password in the forum").decision == "answer"


@pytest.mark.parametrize("learn_from", [1, 10, 5_000])
def test_entries_are_found_however_few_phrases_are_learned_from(learn_from: int) -> None:
    matcher = FaqMatcher.compile(COMMUNITY, learn_from=learn_from)
    for entry, phrases in COMMUNITY.items():
        assert matcher.match(phrases[-1]).matches[0].entry == entry


def test_entries_beyond_what_can_be_learned_are_still_told_apart() -> None:
    entries = {f"room-{i}": [f"where is room {i}", f"how do i get to room {i}"] for i in range(1_600)}
    entries["printer"] = ["how do i print on both sides", "duplex printing"]
    matcher = FaqMatcher.compile(entries)
    assert matcher.match("printing on both sides").matches[0].entry == "printer"
    assert matcher.match("where is room 1234").matches[0].entry == "room-1234"
    assert matcher.match("will it snow in spring").decision == "abstain"


def test_an_entry_with_many_wordings_does_not_swallow_its_neighbors() -> None:
    many = [f"how do i {verb} the {thing}" for verb in ("return", "send back", "exchange") for thing in THINGS]
    matcher = FaqMatcher.compile({"returns": many, "printer": ["how do i connect the printer"], "hours": OPENING})
    assert matcher.match("how can i get the printer connected").matches[0].entry == "printer"
    assert matcher.match("when does the shop open").matches[0].entry == "hours"


SCHOOL = {
    "dates": ["Dates"],
    "refunds": ["Money back"],
    "certificates": ["Certificates"],
    "devices": ["Which devices work?"],
}
SCHOOL_ANSWERS = {
    "dates": "The spring course begins on the first Monday of March and lasts twelve weeks.",
    "refunds": "Cancel within fourteen days. The fee comes back to the card it was paid with.",
    "certificates": "Whoever hands in all exercises receives a signed document with a grade.",
    "devices": "Any laptop or tablet with a browser. A microphone is needed for the seminars.",
}


@pytest.fixture(scope="module")
def school() -> FaqMatcher:
    return FaqMatcher.compile(SCHOOL, answers=SCHOOL_ANSWERS, vectors=word_vectors())


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("do i have to do all exercises", "certificates"),
        ("when does the spring one begin", "dates"),
        ("is a microphone needed", "devices"),
        ("can i cancel, will the fee come back to my card", "refunds"),
    ],
)
def test_what_only_an_answer_says_finds_its_entry(school: FaqMatcher, question: str, entry: str) -> None:
    ranking = school.match(question)
    assert ranking.matches[0].entry == entry
    assert ranking.decision in ("answer", "clarify")
    without = FaqMatcher.compile(SCHOOL, vectors=word_vectors()).match(question)
    assert ranking.confidence > without.confidence


def test_a_word_that_means_the_same_as_one_of_the_answer_finds_its_entry(school: FaqMatcher) -> None:
    ranking = school.match("does that gadget need a mic, or will my notebook do")
    assert ranking.matches[0].entry == "devices"
    assert ranking.decision in ("answer", "clarify")


def test_a_wording_is_found_by_its_initials() -> None:
    entries = {"memory": ["Builds end with out of memory"], "pages": ["Deploying to our pages"], "hours": OPENING}
    answers = {"memory": "Use fewer jobs.", "pages": "Push to the branch.", "hours": "At ten."}
    matcher = FaqMatcher.compile(entries, answers=answers, vectors=word_vectors())
    assert matcher.match("what is this oom").matches[0].entry == "memory"
    assert matcher.match("what is this xyz").decision != "answer"


def test_where_answers_are_read_it_rather_offers_than_keeps_silent(school: FaqMatcher) -> None:
    ranking = school.match("would i get a paper at the end")
    assert ranking.decision == "clarify"
    assert "certificates" in [match.entry for match in ranking.matches[:OFFERED]]


@pytest.mark.parametrize(
    "question",
    [
        "how do i boil an egg",
        "who won the match yesterday",
        "which card game is fun for twelve people",  # each of these shares words with an answer
        "write a letter to the tax office and get it signed",
    ],
)
def test_answers_are_no_reason_to_answer_what_is_foreign(school: FaqMatcher, question: str) -> None:
    assert school.match(question).decision != "answer"


@pytest.mark.parametrize("question", ["wie wird das wetter morgen", "was kostet ein neues handy"])
def test_foreign_questions_in_the_language_of_the_faq_are_not_answered(question: str) -> None:
    entries = {
        "boote": ["Wo kann ich hier ein Boot leihen?"],
        "training": ["Wann ist das Training?"],
        "wetter": ["Was ist bei Gewitter?"],
    }
    answers = {
        "boote": "Im Bootshaus, der Schlüssel hängt neben der Tür.",
        "training": "Dienstags um 18 Uhr, auch bei schlechtem Wetter.",
        "wetter": "Dann fällt es aus.",
    }
    assert FaqMatcher.compile(entries, answers=answers).match(question).decision != "answer"


def test_what_an_answer_means_as_a_whole_finds_its_entry(school: FaqMatcher) -> None:
    ranking = school.match("i dropped out, do i see my cash again")
    assert ranking.matches[0].entry == "refunds"
    assert ranking.decision in ("answer", "clarify")


def test_a_wording_counts_more_than_an_answer() -> None:
    entries = {"parking": ["Where can I park?"], "visit": ["How do I find you?"], "hours": OPENING}
    answers = {"parking": "Behind the house.", "visit": "Take bus 4. You can park in the street.", "hours": "At ten."}
    assert FaqMatcher.compile(entries, answers=answers).match("where can i park").matches[0].entry == "parking"


def test_other_languages_are_matched_by_the_beginnings_of_their_words() -> None:
    entries = {
        "precios": ["Precios y matrícula"],
        "llegar": ["Cómo llegar y aparcamiento"],
        "regalo": ["Tarjetas regalo"],
        "piezas": ["¿Cuánto tarda una pieza en estar lista?"],
    }
    matcher = FaqMatcher.compile(entries, vectors=word_vectors())
    assert matcher.match("donde aparco el coche").matches[0].entry == "llegar"
    assert matcher.match("quiero regalar un curso").matches[0].entry == "regalo"
    assert "meaning" not in dict(matcher.match("quiero regalar un curso").matches[0].parts)


@pytest.mark.parametrize("word", ["buy", "save", "letter"])
def test_a_right_word_is_not_mended(word: str) -> None:
    entries = {"bug": ["Where do I report a bug?"], "have": ["What do I have to bring?"], "better": ["Is it better?"]}
    assert not FaqMatcher.compile(entries).match(f"where can i {word} it").corrections


def _many(count: int) -> dict[str, list[str]]:
    return {f"{thing}-{i}": [f"where is the {thing} number {i}"] for i in range(count) for thing in THINGS}


def test_an_entry_that_was_added_is_found_and_the_others_still_are() -> None:
    entries = _many(8)
    before = FaqMatcher.compile(entries)
    after = FaqMatcher.compile({**entries, "parrots": ["May I bring my parrot?"]}, like=before.learned())
    assert after.match("is my parrot allowed").matches[0].entry == "parrots"
    for entry, phrases in entries.items():
        assert after.match(phrases[0]).matches[0].entry == entry


def test_an_entry_that_was_removed_is_gone_and_the_others_still_are_found() -> None:
    entries = _many(8)
    removed = min(entries)
    left = {entry: phrases for entry, phrases in entries.items() if entry != removed}
    after = FaqMatcher.compile(left, like=FaqMatcher.compile(entries).learned())
    assert after.match(entries[removed][0]).matches[0].entry != removed
    for entry, phrases in left.items():
        assert after.match(phrases[0]).matches[0].entry == entry


@pytest.mark.parametrize("declined", [(), ("how do i bake bread",)])
def test_a_matcher_like_none_at_all_learns_everything_anew(declined: tuple[str, ...]) -> None:
    entries = _many(2)
    for like in (FaqMatcher.compile({}), FaqMatcher.compile(SHOP), FaqMatcher.compile(_many(180))):
        after = FaqMatcher.compile(entries, declined=declined, like=like.learned())
        assert after.match("where is the lamp number 1").matches[0].entry == "lamp-1"

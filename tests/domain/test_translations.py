"""FAQ entries in other languages: asked in one, answered in it, and linked with their translations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.core.faq_entry import FaqEntry
from bot.domain.core.profile import Profile
from bot.domain.faq.replay import answered
from bot.domain.replies.answer import answer
from bot.domain.understanding.message import Understanding

SPANISH = (
    FaqEntry(
        "doctorado", "¿Necesito un doctorado para trabajar en machine learning?", "No.",
        ("hace falta doctorado para machine learning",), language="es", translates="phd-required",
    ),
    FaqEntry(
        "canal-jobs", "¿Puedo publicar ofertas de trabajo en este servidor?", "Solo en #ofertas.",
        ("dónde publico una oferta",), language="es",
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def mind(understanding: Understanding) -> Understanding:
    faq = {**understanding.kb.faq, **{entry.id: entry for entry in SPANISH}}
    return Understanding.compile(replace(understanding.kb, faq=faq), understanding)


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("¿Necesito un doctorado para trabajar en machine learning?", "doctorado"),
        ("hola, hace falta un doctorado para trabajar en machine learning", "doctorado"),
        ("do i need a phd for machine learning", "phd-required"),
        ("dónde puedo publicar una oferta de trabajo", "canal-jobs"),
    ],
)
def test_who_asks_in_a_language_is_answered_in_it(mind: Understanding, question: str, entry: str) -> None:
    assert answered(mind, question).target == entry


def test_an_entry_offers_its_translations(mind: Understanding) -> None:
    for question, label, other in (
        (mind.kb.faq["phd-required"].question, "Español", SPANISH[0].question),
        (SPANISH[0].question, "English", mind.kb.faq["phd-required"].question),
    ):
        query = mind.answered_as(mind.understand(question))
        reply = answer(query, Profile("a"), mind.kb, today=date(2026, 11, 28))
        assert (reply.suggestions[0].label, reply.suggestions[0].question) == (label, other)


def test_what_is_not_understood_in_another_language_is_offered_its_entries(mind: Understanding) -> None:
    query = mind.understand("quiero que la gente vea mi oferta, en qué lugar de este servidor la pongo")
    assert query.decision != "answer" or query.entry == SPANISH[1]
    if query.decision == "abstain":
        assert SPANISH[1].question in query.readings

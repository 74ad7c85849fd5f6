"""/faq over the wire: moderators add, edit, undo, import; what was typed is never lost; others are refused."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from local_discord import LocalDiscord, Person, Place, Server, Upload, running

from bot.domain.core.faq_entry import FaqEntry
from bot.storage.faq_edit import edit, entries_in

QUESTION = "How do I mute a channel?"
ANSWER = "Right-click it.\nThen choose Mute."
NEW = {"Question": QUESTION, "Answer": ANSWER, "Other wordings": "channel too loud\nsilence"}


async def add(mo: Person, place: Place, **values: str):
    form = await mo.command(place, "faq add")
    return await mo.submits(form, {**NEW, **values})


def answer_of(faq: Path, entry: str) -> str:
    return next(one.answer for one in entries_in(faq.read_bytes()) if one.id == entry)


async def test_a_moderator_adds_edits_tests_and_undoes(discord: LocalDiscord, general: Place, mo: Person, ana: Person):
    async with running(discord) as bot:
        original = bot.faq.read_bytes()
        saved = await add(mo, general, Why="asked every week", Details="tags: server\nexpires: 2099-01-31")
        assert saved.ephemeral
        assert "+  - id: mute-channel" in saved.text
        assert f"Now answered by it (3)\n- “{QUESTION}”\n- “channel too loud”" in saved.text.replace("*", "")
        asked = await ana.command(general, "ask", question=QUESTION)
        assert "Right-click it." in asked.text

        form = await mo.command(general, "faq edit", entry="mute-channel")
        fields = {label: field.get("value") for label, field in form.modal.fields.items()}
        assert fields["Question"] == QUESTION
        assert fields["Other wordings"] == "channel too loud\nsilence"
        assert fields["Answer"] == ANSWER
        assert "tags: server" in fields["Details"]
        edited = await mo.submits(form, {"Answer": "Long-press it."})
        assert "-      Right-click it." in edited.text
        assert "Long-press it." in (await ana.command(general, "ask", question=QUESTION)).text

        tested = await mo.command(general, "faq test", question="channel too loud")
        assert "mute-channel" in tested.text

        undone = await mo.press(edited, "Undo")
        assert "Took back change 2" in undone.text
        assert "Right-click it." in answer_of(bot.faq, "mute-channel")
        assert "Took back change 3" in (await mo.press(undone, "Undo")).text, "an undo of the undo"
        assert "Long-press it." in answer_of(bot.faq, "mute-channel")
        for number in (4, 3, 2):
            await mo.command(general, "faq undo", change=number)
        history = await mo.command(general, "faq history")
        assert "asked every week" in history.text
        assert f"<@{mo.id}>" in history.text
        assert not history.pings
        await mo.command(general, "faq undo", change=1)
        assert bot.faq.read_bytes() == original


async def test_only_the_servers_named_by_the_operator_keep_the_faq(
    discord: LocalDiscord, guild: Server, general: Place, mo: Person
) -> None:
    async with running(discord, faq_servers="1, 2"):
        for command, options in (("add", {}), ("unanswered", {}), ("export", {})):
            refused = await mo.command(general, f"faq {command}", **options)
            assert "kept in another one" in refused.text
    async with running(discord, faq_servers=f"1,{guild.id}"):
        assert (await mo.command(general, "faq add")).modal


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("add", {}),
        ("edit", {"entry": "remote-work"}),
        ("remove", {"entry": "remote-work"}),
        ("show", {"entry": "remote-work"}),
        ("history", {}),
        ("undo", {}),
        ("export", {}),
        ("import", {"file": Upload("faq.yaml", b"version: 1\nentries: []\n")}),
    ],
)
async def test_a_member_without_the_right_is_refused(
    discord: LocalDiscord, general: Place, ana: Person, command: str, options: dict
) -> None:
    async with running(discord) as bot:
        before = bot.faq.read_bytes()
        refused = await ana.command(general, f"faq {command}", **options)
        assert refused.ephemeral
        assert "Manage Messages" in refused.text
        assert bot.faq.read_bytes() == before


async def test_who_loses_the_right_while_writing_gets_the_text_back(
    discord: LocalDiscord, general: Place, mo: Person
) -> None:
    async with running(discord) as bot:
        form = await mo.command(general, "faq add")
        general.deny(mo, "manage_messages")
        refused = await mo.submits(form, NEW)
        assert "Manage Messages" in refused.text
        assert "Then choose Mute." in refused.text
        assert "mute" not in bot.faq.read_text()


async def test_a_mistake_is_said_and_the_form_comes_back_with_what_was_typed(
    discord: LocalDiscord, general: Place, mo: Person, small_faq: Path
) -> None:
    async with running(discord, small_faq.parent) as bot:
        refused = await add(mo, general, Details="tegs: server")
        assert "did you mean `tags:`" in refused.text
        assert "Then choose Mute." in refused.text
    async with running(discord, small_faq.parent) as bot:  # also after a restart
        form = await mo.press(refused, "Open the form again")
        assert form.modal.fields["Answer"]["value"] == ANSWER
        saved = await mo.submits(form, {"Details": "tags: server"})
        assert "Saved" in saved.text
        assert answer_of(bot.faq, "mute-channel") == f"{NEW['Answer']}\n"


async def test_code_comes_back_as_it_was_typed(discord: LocalDiscord, general: Place, mo: Person) -> None:
    async with running(discord):
        code = "Like this:\n```py\nprint()\n```"
        refused = await add(mo, general, Answer=code, Details="tegs: server")
        (file,) = [file for one in (refused, *refused.later) for file in one.files]
        assert code in file.data.decode()


async def test_a_long_text_comes_back_as_a_file(discord: LocalDiscord, general: Place, mo: Person) -> None:
    async with running(discord):
        long = "A line of the answer.\n" * 120
        refused = await add(mo, general, Answer=long, Details="tegs: server")
        (file,) = [file for one in (refused, *refused.later) for file in one.files]
        assert long.strip() in file.data.decode()


async def test_two_moderators_at_once_see_each_others_version(
    discord: LocalDiscord, general: Place, mo: Person
) -> None:
    lu = discord.user("lu", permissions=["manage_messages"])
    async with running(discord) as bot:
        mine = await mo.command(general, "faq edit", entry="remote-work")
        theirs = await lu.command(general, "faq edit", entry="remote-work")
        assert "Saved" in (await lu.submits(theirs, {"Answer": "Lu's answer."})).text
        conflict = await mo.submits(mine, {"Answer": "Mo's answer."})
        assert "Somebody was faster" in conflict.text
        assert "Lu's answer." in conflict.text
        assert "Mo's answer." in conflict.text
        assert answer_of(bot.faq, "remote-work") == "Lu's answer."
        form = await mo.press(conflict, "Open the form again")
        assert "Saved" in (await mo.submits(form, {})).text
        assert answer_of(bot.faq, "remote-work") == "Mo's answer."


async def test_after_a_conflict_the_form_has_what_each_of_both_changed(
    discord: LocalDiscord, general: Place, mo: Person
) -> None:
    lu = discord.user("lu", permissions=["manage_messages"])
    async with running(discord) as bot:
        mine = await mo.command(general, "faq edit", entry="remote-work")
        theirs = await lu.command(general, "faq edit", entry="remote-work")
        await lu.submits(theirs, {"Answer": "Lu's answer."})
        conflict = await mo.submits(mine, {"Details": "tags: remote, Job Search"})
        form = await mo.press(conflict, "Open the form again")
        assert form.modal.fields["Answer"]["value"] == "Lu's answer."
        await mo.submits(form, {})
        assert answer_of(bot.faq, "remote-work") == "Lu's answer."
        assert "tags: [remote, job-search]" in bot.faq.read_text()


async def test_moderators_are_told_what_is_kept_of_them(
    discord: LocalDiscord, general: Place, mo: Person, ana: Person
) -> None:
    async with running(discord):
        await add(mo, general)
        assert "your name stands beside your changes" in (await mo.command(general, "privacy show")).text
        assert "moderator" not in (await ana.command(general, "privacy show")).text


async def test_a_form_sent_in_haste_is_not_lost(discord: LocalDiscord, general: Place, mo: Person) -> None:
    async with running(discord):
        form = await mo.command(general, "faq add")
        for _ in range(30):
            hasty = await mo.command(general, "faq list")
            if "a lot at once" in hasty.text:
                break
        assert "Saved" in (await mo.submits(form, NEW)).text, "it was open before the haste"


async def test_of_forms_sent_by_a_script_the_text_is_given_back(
    discord: LocalDiscord, general: Place, mo: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.discord_app.rate_limits.MEMBER_MOST", 1)
    async with running(discord):
        form = await mo.command(general, "faq add")
        assert "Saved" in (await mo.submits(form, NEW)).text
        refused = await mo.submits(form, NEW)
        assert "a lot at once" in refused.text
        (file,) = refused.files
        assert ANSWER in file.data.decode()


async def test_taking_another_entrys_question_needs_save_anyway(
    discord: LocalDiscord, general: Place, mo: Person, small_faq: Path
) -> None:
    thief = {
        "Question": "As an engineer, is remote work possible?",
        "Other wordings": "can i work remotely as an engineer",
    }
    async with running(discord, small_faq.parent) as bot:
        asked = await add(mo, general, **thief)
        assert "Nothing was saved yet" in asked.text
        assert "Can I work remotely as an engineer?" in asked.text
    async with running(discord, small_faq.parent) as bot:
        assert len(entries_in(bot.faq.read_bytes())) == 3
        saved = await mo.press(asked, "Save anyway")
        assert "Saved" in saved.text
        assert len(entries_in(bot.faq.read_bytes())) == 4


async def test_a_broken_file_is_named_and_left_alone(discord: LocalDiscord, general: Place, mo: Person) -> None:
    async with running(discord) as bot:
        form = await mo.command(general, "faq add")
        bot.faq.write_text(bot.faq.read_text().replace("version: 1", "version: one"))
        broken = bot.faq.read_bytes()
        refused = await mo.submits(form, NEW)
        assert refused.text.startswith("faq.yaml:1:10: error: ")
        assert "Then choose Mute." in refused.text
        assert bot.faq.read_bytes() == broken


async def test_history_and_undo_outlive_a_restart(
    discord: LocalDiscord, general: Place, mo: Person, small_faq: Path
) -> None:
    before = small_faq.read_bytes()
    async with running(discord, small_faq.parent):
        saved = await add(mo, general)
    async with running(discord, small_faq.parent):
        assert "added `mute-channel`" in (await mo.command(general, "faq history")).text
        assert "Took back change 1" in (await mo.press(saved, "Undo")).text
        assert small_faq.read_bytes() == before
        assert "was changed since" in (await mo.press(saved, "Undo")).text, "only once"


async def test_an_entry_is_shown_and_removed(discord: LocalDiscord, general: Place, mo: Person) -> None:
    async with running(discord) as bot:
        assert await mo.types(general, "faq show", entry="remot") == [
            "Can I work remotely as an engineer? (remote-work)"
        ]
        shown = await mo.command(general, "faq show", entry="remote-work")
        assert "are there remote jobs" in shown.text
        removed = await mo.command(general, "faq remove", entry="remote-work", why="outdated")
        assert removed.text.startswith("### Removed: `remote-work`")
        assert "-  - id: remote-work" in removed.text
        assert "remote-work" not in bot.faq.read_text()
        history = await mo.command(general, "faq history", entry="remote-work")
        assert "removed `remote-work`" in history.text
        assert "Often, but first jobs" in history.text
        unknown = await mo.command(general, "faq show", entry="remote-wrok")
        assert "no entry `remote-wrok`" in unknown.text


async def test_export_and_import(discord: LocalDiscord, general: Place, mo: Person) -> None:
    async with running(discord) as bot:
        exported = await mo.command(general, "faq export")
        assert exported.ephemeral
        (file,) = exported.files
        assert file.data == bot.faq.read_bytes()
        entry = entries_in(file.data)[2]
        theirs = edit(edit(file.data, entry, None), None, _renamed(entry))
        preview = await mo.command(general, "faq import", file=Upload("faq.yaml", theirs))
        assert "`moon-work` is new" in preview.text
        assert bot.faq.read_bytes() == file.data
        imported = await mo.press(preview, "Import")
        assert "moon-work" in imported.text
        assert "remote-work" in bot.faq.read_text(), "an import never removes"
        (backup,) = bot.folder.glob("faq.yaml.*.backup")
        assert backup.read_bytes() == file.data
        await mo.press(imported, "Undo")
        assert bot.faq.read_bytes() == file.data
        refused = await mo.command(general, "faq import", file=Upload("faq.yaml", b"entries: [\n"))
        assert "faq.yaml:2:1: error: a value is missing" in refused.text


async def test_an_import_does_what_was_shown_or_is_shown_again(
    discord: LocalDiscord, general: Place, mo: Person
) -> None:
    async with running(discord) as bot:
        theirs = bot.faq.read_bytes().replace(b"Often, but first jobs", b"Seldom; first jobs")
        preview = await mo.command(general, "faq import", file=Upload("faq.yaml", theirs))
        form = await mo.command(general, "faq edit", entry="remote-work")
        await mo.submits(form, {"Answer": "A better answer."})
        again = await mo.press(preview, "Import")
        assert "since you looked" in again.text
        assert answer_of(bot.faq, "remote-work").strip() == "A better answer."
        (offered,) = again.later
        imported = await mo.press(offered, "Import")
        assert "remote-work" in imported.text
        assert answer_of(bot.faq, "remote-work").startswith("Seldom")


async def test_of_a_file_full_of_mistakes_the_first_are_told(discord: LocalDiscord, general: Place, mo: Person) -> None:
    async with running(discord):
        wrong = "version: 1\nentries:\n" + "  - {id: An Id, question: Why?, anser: because}\n" * 100
        refused = await mo.command(general, "faq import", file=Upload("faq.yaml", wrong.encode()))
        assert "did you mean `answer`" in refused.text
        unknown = [*wrong.splitlines()[:2], "  - {id: new, question: Why wine?, answer: No., roles: [winemaker]}", ""]
        refused = await mo.command(general, "faq import", file=Upload("faq.yaml", "\n".join(unknown).encode()))
        assert refused.text.startswith("faq.yaml:"), "where the file lies is nobody's business"


def _renamed(entry: FaqEntry) -> FaqEntry:
    return replace(entry, id="moon-work", question="May I live on the moon?", alternates=("job on the moon",))


async def test_more_wordings_than_the_form_holds_stay_as_they_are(
    discord: LocalDiscord, general: Place, mo: Person, small_faq: Path
) -> None:
    wordings = "".join(f"      - wording number {number} {'with many words ' * 4}\n" for number in range(90))
    text = small_faq.read_text().replace("    alternates: [are there remote jobs]\n", f"    alternates:\n{wordings}")
    small_faq.write_text(text)
    async with running(discord, small_faq.parent) as bot:
        form = await mo.command(general, "faq edit", entry="remote-work")
        shown = form.modal.fields["Other wordings"]["value"]
        assert len(shown) <= 4000
        await mo.submits(form, {"Other wordings": f"a new one\n{shown}"})
        found = next(one for one in entries_in(bot.faq.read_bytes()) if one.id == "remote-work")
        assert (found.alternates[0], len(found.alternates)) == ("a new one", 91)
        assert bot.faq.read_text().count(wordings) == 1


MARKDOWN = (
    """# House rules

## Channels

### How do I mute a channel?

Right-click it.
Then choose Mute.

### Voice rooms

Open to all.

### Jobs

"""
    + "Only with a salary range. " * 240
)


async def test_a_markdown_faq_is_shown_entry_by_entry_and_taken_in_as_chosen(
    discord: LocalDiscord, general: Place, mo: Person, ana: Person
) -> None:
    async with running(discord) as bot:
        before = bot.faq.read_bytes()
        shown = await mo.command(general, "faq import", file=Upload("house-rules.md", MARKDOWN.encode()))
        assert "house-rules.md: 2 entries to import" in shown.text
        assert "Left out: “Jobs”" in shown.text
        assert "6,000 is the most" in shown.text
        assert "`mute-channel` is new · house-rules.md:5" in shown.text
        assert "Suggested wordings: “what is voice rooms”" in shown.text
        await mo.press(shown, "Leave it out")
        assert "one entry to import" in shown.text
        await mo.press(shown, "Take it in again")
        await mo.press(shown, "Accept all wordings")
        assert "Accepted wordings: “how to mute a channel”" in shown.text
        assert bot.faq.read_bytes() == before, "nothing is written by looking"
        imported = await mo.press(shown, "Import")
        assert "Saved: 2 entries" in imported.text
        entries = {one.id: one for one in entries_in(bot.faq.read_bytes())}
        assert entries["mute-channel"].tags == ("channels",)
        assert "what is voice rooms" in entries["voice-rooms"].alternates
        assert "Then choose Mute." in (await ana.command(general, "ask", question="how to mute a channel")).text
        again = await mo.command(general, "faq import", file=Upload("house-rules.md", MARKDOWN.encode()))
        assert "Nothing in this file can be imported" in again.text
        await mo.command(general, "faq undo")
        assert bot.faq.read_bytes() == before


async def test_a_preview_has_pages(discord: LocalDiscord, general: Place, mo: Person) -> None:
    async with running(discord) as bot:
        rows = "".join(f"What is club number {number}?,Answer {number}.\n" for number in range(9))
        shown = await mo.command(general, "faq import", file=Upload("clubs.csv", f"question,answer\n{rows}".encode()))
        assert "Page 1 of 3" in shown.text
        await mo.press(shown, "Next")
        assert "What is club number 5?" in shown.text
        await mo.press(shown, "Import")
        assert len(entries_in(bot.faq.read_bytes())) == 12


async def test_a_long_answer_is_turned_like_pages_and_edited_in_two_fields(
    discord: LocalDiscord, general: Place, mo: Person, ana: Person, small_faq: Path
) -> None:
    paragraphs = [f"Paragraph {number} " + "of many words " * 20 for number in range(20)]
    answer = "\n\n".join(paragraphs).replace(" \n", "\n").strip() + "\n"
    assert 5000 < len(answer) <= 6000
    data = edit(small_faq.read_bytes(), None, FaqEntry("long", "What is the whole story?", answer))
    small_faq.write_bytes(data)
    async with running(discord, small_faq.parent) as bot:
        asked = await ana.command(general, "ask", question="What is the whole story?")
        seen = asked.text
        while "More" in asked.buttons:
            await ana.press(asked, "More")
            seen += asked.text
        assert all(f"Paragraph {number} " in seen for number in range(20))
        form = await mo.command(general, "faq edit", entry="long")
        assert form.modal.fields["Answer, continued"]["value"].startswith("Paragraph")
        unchanged = await mo.submits(form, {})
        assert "Nothing differs" in unchanged.text
        form = await mo.command(general, "faq edit", entry="long")
        await mo.submits(form, {"Answer, continued": "The end."})
        assert answer_of(bot.faq, "long").endswith("many words\n\nThe end.\n")
        shown = await mo.command(general, "faq show", entry="long")
        assert "The end." in shown.text + "".join(one.text for one in shown.later)


async def test_a_long_question_can_be_edited(
    discord: LocalDiscord, general: Place, mo: Person, small_faq: Path
) -> None:
    question = f"How do I {'really ' * 60}mute a channel?"
    small_faq.write_bytes(edit(small_faq.read_bytes(), None, FaqEntry("mute", question, "So.")))
    async with running(discord, small_faq.parent) as bot:
        form = await mo.command(general, "faq edit", entry="mute")
        assert form.modal.fields["Question"]["value"] == question
        await mo.submits(form, {"Answer": "Thus."})
        assert answer_of(bot.faq, "mute") == "Thus."


def entry_of(faq: Path, entry: str) -> FaqEntry:
    return next(one for one in entries_in(faq.read_bytes()) if one.id == entry)


async def test_three_entries_are_merged_and_their_ids_lead_on(
    discord: LocalDiscord, general: Place, mo: Person, ana: Person
) -> None:
    async with running(discord) as bot:
        before = bot.faq.read_bytes()
        for question, wording in (("How do I mute a channel?", "channel too loud"), ("Can I silence a room?", "hush")):
            await add(mo, general, Question=question, **{"Other wordings": wording})
        await add(mo, general, Question="How do I turn off notifications?", **{"Other wordings": "no pings"})
        merged = await mo.command(
            general, "faq merge", entry="Can I silence a room?", into="mute-channel", also="turn-notifications"
        )
        assert "Merged into `mute-channel`: 3 entries" in merged.text
        kept = entry_of(bot.faq, "mute-channel")
        assert kept.merged == ("silence-room", "turn-notifications")
        assert kept.alternates == (
            "channel too loud", "Can I silence a room?", "hush", "How do I turn off notifications?", "no pings",
        )  # fmt: skip
        assert "Right-click it." in (await ana.command(general, "ask", question="no pings")).text
        shown = await mo.command(general, "faq show", entry="silence-room")
        assert "How do I mute a channel?" in shown.text
        assert (
            "Choose two different"
            in (await mo.command(general, "faq merge", entry="mute-channel", into="silence-room")).text
        )
        await mo.press(merged, "Undo")
        assert {"silence-room", "turn-notifications"} <= {one.id for one in entries_in(bot.faq.read_bytes())}
        undone = await mo.command(general, "faq undo", newest=5)
        assert "Took back 5, 4, 3, 2, 1: 3 entries" in undone.text
        assert bot.faq.read_bytes() == before


async def test_an_entry_is_made_local(discord: LocalDiscord, general: Place, mo: Person, ana: Person) -> None:
    async with running(discord) as bot:
        saved = await add(
            mo, general, Question="How much does a data analyst earn in Seattle?", Answer="Plenty.",
            **{"Other wordings": "data analyst salary seattle", "Details": "roles: data-analyst\nplaces: Seattle"},
        )  # fmt: skip
        assert "Saved" in saved.text
        assert "places: [seattle]" in bot.faq.read_text()
        there = await ana.command(general, "salary", role="data analyst", location="Seattle")
        assert "Plenty." in there.text
        assert "For Seattle." in there.text
        elsewhere = await ana.command(general, "salary", role="data analyst", location="United States")
        assert "Plenty." not in elsewhere.text
        unknown = await add(mo, general, Question="Is there rain?", Details="places: Seatle")
        assert "`rain`, places: there is no location `seatle`; did you mean `seattle`?" in unknown.text


async def test_yesterday_is_restored(discord: LocalDiscord, general: Place, mo: Person) -> None:
    async with running(discord) as bot:
        yesterday = bot.faq.read_bytes()
        await add(mo, general)
        form = await mo.command(general, "faq edit", entry="remote-work")
        await mo.submits(form, {"Answer": "Never."})
        today = bot.faq.read_bytes()
        shown = await mo.command(general, "faq restore", date="yesterday")
        assert "2 entries would change" in shown.text
        assert bot.faq.read_bytes() == today
        restored = await mo.press(shown, "Restore")
        assert "Restored" in restored.text
        assert bot.faq.read_bytes() == yesterday
        (backup,) = bot.folder.glob("faq.yaml.*.backup")
        assert backup.read_bytes() == today
        assert "restored" in (await mo.command(general, "faq history")).text
        await mo.press(restored, "Undo")
        assert bot.faq.read_bytes() == today
        assert "is no date" in (await mo.command(general, "faq restore", date="whenever")).text
        assert "Nothing was changed" in (await mo.command(general, "faq restore", date="0 minutes ago")).text


async def test_an_entry_that_would_answer_for_other_roles_says_so_when_it_is_saved(
    discord: LocalDiscord, general: Place, mo: Person
) -> None:
    async with running(discord):
        saved = await add(
            mo, general, Question="Does a data analyst need two monitors?", **{"Other wordings": "", "Details": ""}
        )
        assert "add `roles: [data-analyst]`" in saved.text


async def test_a_preview_of_long_entries_fits_a_message(discord: LocalDiscord, general: Place, mo: Person) -> None:
    """The local Discord refuses a message that is too long."""
    folder = "a-very-long-name-of-a-folder/" * 4
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(6):
            title = f"Why is rule {number} so {'very ' * 40}long?"
            heading = f"## Another {'rather ' * 20}long heading {number}"
            archive.writestr(f"{folder}rule-{number}.md", f"# {title}\n\n{'Because. ' * 300}\n\n{heading}\n\nText.\n")
            archive.writestr(f"{folder}too-long-{number}.md", f"# Rule {number} {'really ' * 30}\n\n{'word ' * 2000}\n")
    async with running(discord) as bot:
        shown = await mo.command(general, "faq import", file=Upload(f"{'rules' * 30}.zip", packed.getvalue()))
        assert "6 entries to import" in shown.text
        assert "and 3 more left out" in shown.text
        await mo.press(shown, "Next")
        await mo.press(shown, "Leave it out")
        await mo.press(shown, "Previous")
        await mo.press(shown, next(label for label in shown.buttons if label.startswith("Import")))
        assert len(entries_in(bot.faq.read_bytes())) == 8

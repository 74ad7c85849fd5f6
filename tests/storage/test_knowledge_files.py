"""The files of a folder as one knowledge base: loading, reloading, and what happens when a file breaks."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from bot.domain.core.knowledge import KnowledgeBase
from bot.errors import ContentError
from bot.storage.knowledge_files import FILES, KnowledgeFiles, check, load_knowledge


def change(path: Path, old: str, new: str) -> None:
    """As an editor saves; the time moves even where the clock of the file system is coarse."""
    before = path.stat().st_mtime_ns
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    os.utime(path, ns=(before + 1_000_000, before + 1_000_000))


def test_the_small_knowledge_base_is_whole(small: KnowledgeBase) -> None:
    assert set(small.roles) == {"data-engineer", "data-analyst", "machine-learning-engineer"}
    assert len(small.skills) == 16
    assert small.skills["dashboards"].needs == ("sql",)
    assert small.occupations["15-2051"].wages[0].median == 110000
    assert small.locations["seattle"].medians["15-2051"] == (132000, 110000)
    assert small.roles["data-engineer"].ladder[1].years == (5, None)
    assert small.faq["degree-needed"].phrases[1] == "is college required for data jobs"
    assert small.role_levels["senior"].expects["core"] == "advanced"


def test_good_content_has_no_problem(small_knowledge: Path, small_faq: Path) -> None:
    assert check(small_knowledge, small_faq) == []


@pytest.mark.parametrize("name", FILES)
def test_each_file_must_be_there(small_knowledge: Path, small_faq: Path, name: str) -> None:
    (small_knowledge / f"{name}.yaml").unlink()
    (problem,) = check(small_knowledge, small_faq)
    assert (problem.path.name, problem.line) == (f"{name}.yaml", 1)


def test_absent_folder_is_one_sentence(tmp_path: Path, small_faq: Path) -> None:
    (problem,) = check(tmp_path / "nowhere", small_faq)
    assert "nowhere:1:1: error: there is no such folder" in str(problem)


def test_absent_roles_are_one_sentence(small_knowledge: Path, small_faq: Path) -> None:
    for path in (small_knowledge / "roles").iterdir():
        path.unlink()
    assert any("there is no role" in problem.message for problem in check(small_knowledge, small_faq))


@pytest.mark.parametrize(
    ("name", "says"),
    [("skils.yaml", "`skills.yaml`"), ("skills.yml", "`skills.yaml`"), ("roles/painter.yml", "`painter.yaml`")],
)
def test_a_misnamed_file_is_a_warning(small_knowledge: Path, small_faq: Path, name: str, says: str) -> None:
    (small_knowledge / name).write_text("a: b\n")
    (problem,) = check(small_knowledge, small_faq)
    assert (problem.path, problem.severity) == (small_knowledge / name, "warning")
    assert says in problem.message


def test_hidden_files_of_editors_do_not_matter(small_knowledge: Path, small_faq: Path) -> None:
    (small_knowledge / "roles" / ".#data-engineer.yaml").symlink_to("nobody@nowhere")
    assert check(small_knowledge, small_faq) == []


def test_absent_faq_is_named(small_knowledge: Path, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"absent\.yaml:1:1: error: there is no such file"):
        load_knowledge(small_knowledge, tmp_path / "absent.yaml")


def test_problems_of_all_files_come_together_and_sorted(small_knowledge: Path, small_faq: Path) -> None:
    change(small_knowledge / "skills.yaml", "needs: [docker]", "needs: [dokker]")
    change(small_knowledge / "community.yaml", "data-engineer", "nobody")
    change(small_faq, "roles: [data-analyst]", "roles: [nobody]")
    with pytest.raises(ContentError) as caught:
        load_knowledge(small_knowledge, small_faq)
    problems = caught.value.problems
    assert len(problems) == 3
    assert list(problems) == sorted(problems)  # type: ignore[type-var]
    assert "dokker" in str(caught.value)


def test_a_broken_file_does_not_make_its_ids_unknown_elsewhere(small_knowledge: Path, small_faq: Path) -> None:
    change(small_knowledge / "skills.yaml", "skills:", "skilss:")
    assert {problem.path.name for problem in check(small_knowledge, small_faq)} == {"skills.yaml"}


def test_a_long_answer_is_a_warning_and_loads(small_knowledge: Path, small_faq: Path) -> None:
    change(small_faq, "answer: Python.", "answer: " + "Python. " * 300)
    (problem,) = check(small_knowledge, small_faq)
    assert problem.severity == "warning"
    assert load_knowledge(small_knowledge, small_faq).faq


def test_a_role_is_added_by_one_file(small_knowledge: Path, small_faq: Path) -> None:
    files = KnowledgeFiles(small_knowledge, small_faq)
    assert "painter" not in files.current().roles
    text = "id: painter\nname: Painter\nsummary: Paints.\nsource: guide\n"
    (small_knowledge / "roles" / "painter.yaml").write_text(text)
    assert files.current().roles["painter"].name == "Painter"
    (small_knowledge / "roles" / "painter.yaml").unlink()
    assert "painter" not in files.current().roles


def test_unchanged_files_give_the_same_object(small_knowledge: Path, small_faq: Path) -> None:
    files = KnowledgeFiles(small_knowledge, small_faq)
    assert files.current() is files.current()


def test_a_saved_file_is_read_again(small_knowledge: Path, small_faq: Path) -> None:
    files = KnowledgeFiles(small_knowledge, small_faq)
    files.current()
    change(small_faq, "Python. It is used", "Rust. It is used")
    assert files.current().faq["first-language"].answer.startswith("Rust")


def test_a_broken_file_leaves_the_last_good_knowledge_in_use(small_knowledge: Path, small_faq: Path) -> None:
    files = KnowledgeFiles(small_knowledge, small_faq)
    good = files.current()
    change(small_faq, "entries:", "entris:")
    assert files.current() is good
    assert any("entries" in problem.message for problem in files.problems)
    change(small_faq, "entris:", "entries:")
    assert files.current().faq == good.faq
    assert files.problems == ()


def test_a_broken_start_is_told_and_mended_without_restart(small_knowledge: Path, small_faq: Path) -> None:
    change(small_faq, "entries:", "entris:")
    files = KnowledgeFiles(small_knowledge, small_faq)
    for _ in range(2):
        with pytest.raises(ContentError, match="entries"):
            files.current()
    change(small_faq, "entris:", "entries:")
    assert files.current().faq


async def test_many_at_once_read_once(small_knowledge: Path, small_faq: Path) -> None:
    built = []
    files = KnowledgeFiles(small_knowledge, small_faq, lambda kb, like: built.append(kb) or len(built))  # type: ignore[func-returns-value]
    assert await asyncio.gather(*(files.current_async() for _ in range(8))) == [1] * 8
    change(small_faq, "Python. It is used", "Rust. It is used")
    assert set(await asyncio.gather(*(files.current_async() for _ in range(8)))) == {2}

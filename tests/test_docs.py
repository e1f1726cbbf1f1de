"""Every command is documented, and what the documents say can be typed."""

import re
import shlex
from pathlib import Path

import click
import pytest

from graph.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
NETWORKS = (ROOT / "docs" / "networks.md").read_text(encoding="utf-8")
VIEWS = (ROOT / "docs" / "views.md").read_text(encoding="utf-8")
COMMANDS = main.list_commands(click.Context(main))


def command(name):
    return main.get_command(click.Context(main), name)


def blocks(text, language):
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def calls(text):
    """Give the calls of diplograph in a shell line or an example, as lists of words."""
    for line in text.splitlines():
        words = shlex.split(line, comments=True)
        for start in (i for i, word in enumerate(words) if word == "diplograph"):
            end = next((i for i in range(start, len(words)) if words[i] in ("|", "&&", ";")), len(words))
            yield words[start + 1 : end]


def check_call(words):
    found = command(words[0])
    assert found is not None, f"there is no command {words[0]}"
    found.make_context(words[0], list(words[1:]), parent=click.Context(main))


@pytest.mark.parametrize("name", COMMANDS)
def test_command_has_help_with_an_example_that_parses(name):
    found = command(name)
    assert found.help
    assert found.epilog.startswith("Example: ")
    examples = list(calls(found.epilog.removeprefix("Example: ")))
    assert name in [words[0] for words in examples]
    for words in examples:
        check_call(words)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_does(name):
    for parameter in command(name).params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts} has no help"
            assert parameter.help.endswith("."), f"{name} {parameter.opts}: end the help with a full stop"


@pytest.mark.parametrize("name", COMMANDS)
def test_command_stands_in_the_readme(name):
    assert f"diplograph {name}" in README


@pytest.mark.parametrize(
    "text", [README, CONTRIBUTING, NETWORKS, VIEWS], ids=["README", "CONTRIBUTING", "networks", "views"]
)
def test_shell_blocks_parse(text):
    found = [words for block in blocks(text, "sh") for words in calls(block)]
    for words in found:
        check_call(words)
    assert found or text is CONTRIBUTING


def test_page_on_networks_names_every_choice():
    words = {"no", *re.findall(r"\w+", NETWORKS)}
    choices = {
        parameter.name: parameter.type.choices
        for parameter in command("network").params
        if hasattr(parameter.type, "choices")
    }
    for name in ("kind", "actor", "ties", "normalization", "duplicates", "kernel", "form"):
        assert set(choices[name]) <= words, name


def test_readme_names_every_relation():
    from graph.rdf import relations

    section = README[README.index("## What a claim is") :]
    assert set(relations()) <= set(re.findall(r"\w+", section))


def test_readme_names_every_export_format():
    from graph.export import FORMATS

    assert all(f"`{suffix}`" in README for suffix in FORMATS)


def test_questions_of_the_readme_are_in_the_library():
    from graph.query import library

    names = {question.name for question in library()}
    asked = [
        words[1] for block in blocks(README, "sh") for words in calls(block) if words[0] == "query" and len(words) > 1
    ]
    assert {name for name in asked if name != "-"} <= names


@pytest.mark.parametrize("text", [README, NETWORKS], ids=["README", "networks"])
def test_python_blocks_compile(text):
    for block in blocks(text, "python"):
        compile(block, "document", "exec")


@pytest.mark.model
def test_python_blocks_run(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    for block in blocks(README, "python"):
        exec(compile(block, "README.md", "exec"), {})
    assert "rejects" in capsys.readouterr().out


@pytest.mark.parametrize("document", sorted(path.name for path in ROOT.glob("*.md")))
def test_relative_links_lead_somewhere(document):
    text = (ROOT / document).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / target).exists(), f"{document} links to {target}"


def test_base_of_the_options_is_the_librarys():
    from graph.cli.options import DEFAULT_BASE
    from graph.namespaces import DEFAULT_BASE as WANTED

    assert DEFAULT_BASE == WANTED


def test_pictures_of_views_are_small_and_there():
    named = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", VIEWS)
    assert len(named) == 5
    assert all((ROOT / "docs" / name).stat().st_size < 300_000 for name in named)


@pytest.mark.parametrize("script", ["scripts/run", "scripts/test", ".ci/run"])
def test_scripts_can_be_run(script):
    path = ROOT / script
    assert path.stat().st_mode & 0o111
    assert path.read_text(encoding="utf-8").startswith("#!/usr/bin/env bash\n")

"""The files for CI services: their shape as those services want it, and every script in them run with bash.

No service is at hand here, so the parts of one that matter are imitated: the words that a step is given, the files
that it writes to, and how a runner finds commands in what it prints.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from running import ROOT, convergence

from convergence_cli.rubric.strict_yaml import parse

CI = ROOT / "examples" / "ci"
ACTION, HOOKS = ROOT / "action.yml", ROOT / ".pre-commit-hooks.yaml"
GITHUB, GITLAB, PRE_COMMIT = CI / "github.yml", CI / "gitlab-ci.yml", CI / "pre-commit-config.yaml"

posix = pytest.mark.skipif(os.name != "posix" or shutil.which("bash") is None, reason="needs bash")


def tree(path: Path) -> Any:
    """Read as strictly as our own files: no surprise of YAML 1.1, such as a key `on` that is true."""
    found, problems = parse(path.read_text("utf-8"), path.name)
    assert problems == []
    return found


# --- a machine that looks like a service's ----------------------------------------------------------

FAKE = r"""#!/usr/bin/env bash
# In place of the program: notes its words, says evil things, writes what it was told to.
printf '%s\n' "$@" >> "$NOTED"
printf '::error::from a workbook\n  ::set-output name=x::y\nstation ##[error]z\n::stop-commands::x\n' >&2
printf '# summary\n::error::in the summary\n'
while [ $# -gt 0 ]; do
  if [ "$1" = --export ]; then echo written > "$2"; fi
  shift
done
exit "${CODE:-0}"
"""
PYTHON = """#!/usr/bin/env bash
if [ "$1 $2" = "-m pip" ]; then printf '%s\\n' "$@" >> "$NOTED"; else exec "{python}" "$@"; fi
"""
REAL = """#!/usr/bin/env bash
exec "{python}" -m convergence_cli "$@"
"""


class Machine:
    """A checkout of a repository with questionnaires, and a PATH on which the programs are ours."""

    def __init__(self, folder: Path, *, real: bool) -> None:
        self.folder = folder / "checkout"
        self.runner = folder / "runner"
        self.noted = folder / "noted"
        programs = folder / "programs"
        for each in (self.folder / "stations", self.runner, programs):
            each.mkdir(parents=True)
        for name in ("typical-city", "strong-province"):
            shutil.copy(ROOT / "examples" / f"{name}.xlsx", self.folder / "stations")
        text = (CI / "waivers.yaml").read_text("utf-8")
        # On whatever day this runs.
        (self.folder / "waivers.yaml").write_text(re.sub(r"(expires: )\d{4}", r"\g<1>9999", text), "utf-8")
        for name, text in (("convergence", REAL if real else FAKE), ("python", PYTHON)):
            (programs / name).write_text(text.replace("{python}", sys.executable))
            (programs / name).chmod(0o755)
        self.surroundings = {
            **os.environ,
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "PYTHONIOENCODING": "utf-8",
            "NOTED": str(self.noted),
            "RUNNER_TEMP": str(self.runner),
            "GITHUB_STEP_SUMMARY": str(self.runner / "summary"),
            "GITHUB_OUTPUT": str(self.runner / "output"),
        }

    def run(self, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """A script as GitHub and GitLab run one; both streams in the log."""
        path = self.runner / "script.sh"
        path.write_text(script, "utf-8")
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", path],
            cwd=self.folder,
            env=self.surroundings | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    def accept(self) -> None:
        """All that is there now is what the base branch has; the checkout knows it as its origin."""
        git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
        for words in (
            ["init", "-q", "-b", "base"],
            ["add", "-A"],
            ["commit", "-q", "-m", "accepted"],
            ["remote", "add", "origin", "."],
            ["checkout", "-q", "-b", "proposed"],
        ):
            subprocess.run([*git, *words], cwd=self.folder, check=True)

    def files(self) -> list[str]:
        """What lies in the checkout."""
        return sorted(path.name for path in self.folder.iterdir() if path.name != ".git")

    def words(self) -> list[str]:
        """What the imitated programs were given."""
        return self.noted.read_text("utf-8").splitlines()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """One with an imitation of the program."""
    return Machine(tmp_path, real=False)


@pytest.fixture
def whole(tmp_path: Path) -> Machine:
    """One with the program itself, and a baseline of the city."""
    if convergence("batch", "--help").returncode != 0:
        pytest.skip("`convergence batch` is not there yet")
    made = Machine(tmp_path, real=True)
    done = convergence("assess", "stations/typical-city.xlsx", "--write-baseline", "baseline.json", cwd=made.folder)
    assert done.returncode == 0, done.stderr
    made.accept()
    return made


def commands(log: str) -> list[str]:
    """The commands that GitHub's runner would find: `::name…::` at the start of a line, `##[name]` anywhere."""
    found: list[str] = []
    token: str | None = None
    for line in log.splitlines():
        said = re.match(r"\s*::([\w-]+)[^:]*::(.*)", line) or re.search(r"##\[([\w-]+)[^\]]*\](.*)", line)
        if said is None:
            continue
        name, rest = said.groups()
        if token is not None:
            token = None if name == token else token
        elif name == "stop-commands":
            token = rest
        else:
            found.append(name)
    assert token is None, "commands were never switched on again"
    return found


def test_the_imitated_runner_finds_commands() -> None:
    """Else the tests below would pass over nothing."""
    evil = "::error::x\n  ::warning file=a::x\nstation ##[error]z\n"
    assert commands(evil) == ["error", "warning", "error"]
    assert commands(f"::stop-commands::abc\n{evil}::abc::\n::notice::x") == ["notice"]


# --- GitHub: the action ---------------------------------------------------------------------------

STEP_KEYS = {"name", "id", "if", "uses", "with", "run", "shell", "env", "working-directory", "continue-on-error"}


def steps() -> dict[str, Any]:
    return {step.get("name", step.get("uses")): step for step in tree(ACTION)["runs"]["steps"]}


def test_the_action_has_the_shape_of_a_composite_action() -> None:
    action = tree(ACTION)
    assert set(action) == {"name", "description", "inputs", "outputs", "runs"}
    assert action["runs"]["using"] == "composite"
    assert set(action["inputs"]) >= {"files", "rubrics", "gates", "lang", "version"}
    for item in action["inputs"].values():
        assert set(item) <= {"description", "required", "default", "deprecationMessage"}
        assert item["description"]
        assert item.get("required") or isinstance(item["default"], str)
    assert all(set(item) == {"description", "value"} for item in action["outputs"].values())
    for step in action["runs"]["steps"]:
        assert set(step) <= STEP_KEYS
        assert ("uses" in step) != ("run" in step)
        # A composite action has no default shell.
        assert ("run" in step) == ("shell" in step)


def test_every_expression_of_the_action_names_something_that_is_there() -> None:
    action = tree(ACTION)
    outputs = set(re.findall(r'echo "([\w-]+)=', steps()["Judge"]["run"]))
    said = re.findall(r"(inputs|steps\.\w+\.outputs|github)\.([\w-]+)", ACTION.read_text("utf-8"))
    known = {"inputs": set(action["inputs"]), "steps.judge.outputs": outputs, "github": {"action_path"}}
    assert [(where, name) for where, name in said if name not in known[where]] == []
    assert {name for where, name in said if where == "inputs"} == set(action["inputs"])


@pytest.mark.parametrize("path", [ACTION, GITHUB, GITLAB, PRE_COMMIT], ids=lambda path: path.name)
def test_no_script_has_an_expression_in_it(path: Path) -> None:
    """What somebody else may have typed reaches a script as a variable and never as its text."""
    scripts = list(_scripts(tree(path)))
    assert scripts or path == PRE_COMMIT
    assert [script for script in scripts if "${{" in script or "eval" in script.split()] == []


def _scripts(node: Any) -> Any:
    if isinstance(node, dict):
        for key, child in node.items():
            if key in ("run", "script", "before_script"):
                yield from [child] if isinstance(child, str) else child
            else:
                yield from _scripts(child)
    elif isinstance(node, list):
        for child in node:
            yield from _scripts(child)


def judge(machine: Machine, **inputs: str) -> subprocess.CompletedProcess[str]:
    """The step that judges, with the inputs as the action hands them over."""
    given = {name: item.get("default", "") for name, item in tree(ACTION)["inputs"].items()} | inputs
    step = steps()["Judge"]
    names = {key: re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", text) for key, text in step["env"].items()}
    return machine.run(step["run"], **{key: given[name[1]] for key, name in names.items() if name})


@posix
@pytest.mark.parametrize(("version", "asked"), [("", "/action"), ("1.2.3", "convergence-cli==1.2.3")])
def test_the_action_installs_itself_or_the_version_that_is_named(machine: Machine, version: str, asked: str) -> None:
    done = machine.run(steps()["Install convergence"]["run"], VERSION=version, ACTION_PATH="/action")
    assert done.returncode == 0
    assert machine.words() == ["-m", "pip", "install", "--quiet", asked]


@posix
def test_inputs_are_words_and_nothing_in_them_is_run(machine: Machine) -> None:
    """Quotes keep a name together; a dollar, a backquote, a semicolon and a star are letters."""
    evil = '"a b.xlsx" $(touch x) `touch x`; *.xlsx --fail-under'
    done = judge(machine, files=evil, gates="--fail-under 60\n  --waivers 'w x.yaml'", lang="en")
    assert done.returncode == 0, done.stdout
    words = machine.words()
    assert words[:6] == ["batch", "--format", "markdown", "--rubrics", "nrta-2020-79", "--lang"]
    gates = words.index("--fail-under")
    assert words[gates : gates + 4] == ["--fail-under", "60", "--waivers", "w x.yaml"]
    # After -- a file's name is no option, whatever it is.
    last = words[words.index("--") + 1 :]
    assert last == ["a b.xlsx", "$(touch", "x)", "`touch", "x`;", "*.xlsx", "--fail-under"]
    assert sorted(path.name for path in machine.folder.iterdir()) == ["stations", "waivers.yaml"]


@posix
def test_an_open_quotation_mark_is_2_and_nothing_is_judged(machine: Machine) -> None:
    done = judge(machine, files="stations", gates="--waivers 'w.yaml")
    assert done.returncode == 2
    assert not machine.noted.exists()


@posix
@pytest.mark.parametrize("code", ["0", "1", "2", "3"])
def test_the_action_ends_as_the_program_does_and_keeps_its_reports(machine: Machine, code: str) -> None:
    machine.surroundings["CODE"] = code
    done = judge(machine, files="stations")
    assert done.returncode == int(code), done.stdout
    reports = machine.runner / "convergence-reports"
    assert sorted(path.name for path in reports.iterdir()) == [
        "convergence.json", "convergence.xlsx", "convergence.xml", "summary.md",
    ]  # fmt: skip
    assert (machine.runner / "summary").read_text() == "# summary\n::error::in the summary\n"
    output = (machine.runner / "output").read_text().splitlines()
    assert output == [f"exit-code={code}", f"reports={reports}"]


@posix
def test_no_word_of_a_workbook_is_a_command_of_the_runner(machine: Machine) -> None:
    """In the log stand four lines that would be; none is carried out, and the word that ends the pause is long."""
    done = judge(machine, files="stations")
    assert "##[error]z" in done.stdout
    assert commands(done.stdout) == []
    tokens = [re.findall(r"::stop-commands::(\w{64})", log)[0] for log in (done.stdout, judge(machine).stdout)]
    assert tokens[0] != tokens[1]


@posix
def test_a_summary_that_is_too_long_is_cut_at_a_line(machine: Machine) -> None:
    """GitHub drops one of more than 1 MiB as a whole."""
    program = Path(machine.surroundings["PATH"].split(os.pathsep)[0]) / "convergence"
    program.write_text(f"#!{sys.executable}\nprint(('视' * 34 + '\\n') * 20000)", "utf-8")
    assert judge(machine, files="stations").returncode == 0
    lines = (machine.runner / "summary").read_bytes().decode("utf-8").splitlines()
    assert (machine.runner / "summary").stat().st_size < 1_048_576
    assert {len(line) for line in lines[:-4]} == {34}
    assert lines[-1] == "summary.md"


@posix
def test_the_action_judges_the_examples(whole: Machine) -> None:
    """Really: a gate that fails, reports, a summary, and nothing in the log that is a command."""
    gates = "--fail-on red-line --fail-under 60 --waivers waivers.yaml --max-failing 40%"
    done = judge(whole, files="stations", gates=gates, lang="en")
    assert done.returncode == 1, done.stdout
    assert "max-failing" in done.stdout
    assert commands(done.stdout) == []
    reports = whole.runner / "convergence-reports"
    assert len(json.loads((reports / "convergence.json").read_text("utf-8"))["stations"]) == 2
    assert "<testsuite" in (reports / "convergence.xml").read_text("utf-8")
    assert (reports / "convergence.xlsx").stat().st_size > 1000
    summary = (whole.runner / "summary").read_text("utf-8")
    assert "江州市广播电视台" in summary
    assert judge(whole, files="stations", gates=gates.replace("40%", "50%")).returncode == 0


@pytest.mark.parametrize("name", [".github/workflows/release.yml", "action.yml", "examples/ci/github.yml"])
def test_what_others_wrote_is_named_by_its_commit(name: str) -> None:
    """A tag may be moved to another commit after it was looked at."""
    used = re.findall(r"uses: (\S+)", (ROOT / name).read_text("utf-8"))
    assert used
    assert [each for each in used if not re.search(r"@[0-9a-f]{40}$", each)] == []


# --- GitHub: the workflow -------------------------------------------------------------------------


def test_the_workflow_has_the_shape_of_one() -> None:
    """And gives the action no input that it does not have."""
    workflow = tree(GITHUB)
    assert set(workflow) == {"name", "on", "permissions", "jobs"}
    assert workflow["permissions"] == {"contents": "read"}
    assert set(workflow["on"]) <= {"pull_request", "schedule", "workflow_dispatch", "push"}
    assert all(re.fullmatch(r"[\d*/,-]+( [\d*/,-]+){4}", item["cron"]) for item in workflow["on"]["schedule"])
    for job in workflow["jobs"].values():
        assert {"runs-on", "steps"} <= set(job) <= {"runs-on", "steps", "if"}
        assert all(set(step) <= STEP_KEYS for step in job["steps"])
        (ours,) = (step for step in job["steps"] if step.get("uses", "").startswith("your-org/convergence@"))
        assert {"files"} <= set(ours["with"]) <= set(tree(ACTION)["inputs"])


@posix
@pytest.mark.parametrize("job", ["pull-request", "nightly"])
def test_the_gates_of_the_workflow_are_gates(whole: Machine, job: str) -> None:
    """Judged, not refused: the city and the province are there, and the city misses the nightly gates."""
    done = whole_job(whole, job)
    assert done.returncode == (0 if job == "pull-request" else 1), done.stdout


def whole_job(machine: Machine, job: str) -> subprocess.CompletedProcess[str]:
    """What stands before the action, and the action."""
    for step in tree(GITHUB)["jobs"][job]["steps"]:
        if "files" in step.get("with", {}):
            given = {key: text.replace("${{ runner.temp }}", str(machine.runner)) for key, text in step["with"].items()}
            return judge(machine, **given)
        if "run" in step:
            assert step["env"] == {"BASE": "${{ github.base_ref }}"}
            taken = machine.run(step["run"], BASE="base")
            assert taken.returncode == 0, taken.stdout
    raise AssertionError(job)


def loosen(machine: Machine) -> None:
    """A change that sends a worse answer, and with it what excuses the answer."""
    stations = machine.folder / "stations"
    shutil.copy(ROOT / "examples" / "typical-city-2024.xlsx", stations / "typical-city.xlsx")
    done = convergence("assess", "stations/typical-city.xlsx", "--write-baseline", "baseline.json", cwd=machine.folder)
    assert done.returncode == 0


@posix
def test_a_pull_request_cannot_bring_its_own_excuses(whole: Machine) -> None:
    """It is held to the baseline and the waivers of the branch that it is to be merged into."""
    loosen(whole)
    done = whole_job(whole, "pull-request")
    assert done.returncode == 1
    assert "no-regress" in done.stdout


@posix
def test_a_base_branch_without_a_baseline_is_no_pass(whole: Machine) -> None:
    """A file that is not there stops the job; it does not switch the gate off."""
    step = next(step for step in tree(GITHUB)["jobs"]["pull-request"]["steps"] if "run" in step)
    subprocess.run(["git", "rm", "-q", "baseline.json"], cwd=whole.folder, check=True)
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org"]
    subprocess.run([*git, "commit", "-q", "-m", "gone"], cwd=whole.folder, check=True)
    assert whole.run(step["run"], BASE="proposed").returncode != 0


@posix
def test_the_step_that_marks_files_prints_annotations(tmp_path: Path) -> None:
    """It needs no batch: the program's own, over a file that has to be mended."""
    machine = Machine(tmp_path, real=True)
    shutil.copy(ROOT / "examples" / "broken.xlsx", machine.folder / "stations")
    *_, step = (step for step in tree(GITHUB)["jobs"]["pull-request"]["steps"] if "run" in step)
    done = machine.run(step["run"])
    assert done.returncode != 0
    assert set(commands(done.stdout)) <= {"error", "warning", "notice"}
    assert "::error file=stations/broken.xlsx" in done.stdout


# --- GitLab ---------------------------------------------------------------------------------------

GITLAB_KEYS = {"image", "before_script", "script", "artifacts", "extends", "variables", "rules"}


def gitlab(job: str) -> dict[str, Any]:
    """A job with what it extends."""
    jobs = tree(GITLAB)
    below = jobs[jobs[job]["extends"]]
    return {**below, **jobs[job], "variables": below["variables"] | jobs[job]["variables"]}


def variables(machine: Machine, job: str) -> dict[str, str]:
    """The variables of a job as GitLab expands them: one may be made of others."""
    known = {
        "CI_PROJECT_DIR": str(machine.folder),
        "CI_DEFAULT_BRANCH": "base",
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "base",
    }
    for name, text in gitlab(job)["variables"].items():
        known[name] = re.sub(r"\$(\w+)", lambda found: known[found[1]], text)
    return known


def test_the_gitlab_file_has_the_shape_of_one() -> None:
    jobs = tree(GITLAB)
    assert all(set(job) <= GITLAB_KEYS for job in jobs.values())
    assert [name for name in jobs if not name.startswith(".")] == ["merge-request", "nightly"]
    for name in ("merge-request", "nightly"):
        job = gitlab(name)
        assert job["artifacts"]["when"] == "always"
        script = " ".join(job["script"])
        kept = [*job["artifacts"]["paths"], job["artifacts"]["reports"]["junit"]]
        assert [path for path in kept if path not in script] == []
        assert all(set(rule) <= {"if", "changes"} for rule in job["rules"])


@posix
@pytest.mark.parametrize(("job", "code"), [("merge-request", "1"), ("nightly", "0")])
def test_the_gitlab_script_runs_and_ends_as_the_program_does(machine: Machine, job: str, code: str) -> None:
    machine.surroundings["CODE"] = code
    found, given = gitlab(job), variables(machine, job)
    (machine.folder / "baseline.json").write_text("{}")
    machine.accept()
    done = machine.run("\n".join([*found["before_script"], *found["script"]]), **given)
    assert done.returncode == int(code)
    words = machine.words()
    assert words[:4] == ["-m", "pip", "install", "--quiet"]
    assert words[5:7] == ["batch", "stations"]
    assert words[-len(shlex.split(given["GATES"])) :] == shlex.split(given["GATES"])
    assert machine.files() == [
        "baseline.json", "report.json", "report.xlsx", "report.xml", "stations", "summary.md", "waivers.yaml",
    ]  # fmt: skip


@posix
@pytest.mark.parametrize(("job", "code"), [("merge-request", 0), ("nightly", 1)])
def test_the_gitlab_script_judges_the_examples(whole: Machine, job: str, code: int) -> None:
    done = whole.run("\n".join(gitlab(job)["script"]), **variables(whole, job))
    assert done.returncode == code, done.stdout
    assert (whole.folder / "summary.md").read_text("utf-8").strip()


@posix
def test_a_merge_request_cannot_bring_its_own_excuses(whole: Machine) -> None:
    loosen(whole)
    done = whole.run("\n".join(gitlab("merge-request")["script"]), **variables(whole, "merge-request"))
    assert done.returncode == 1
    assert "no-regress" in done.stdout


# --- pre-commit -----------------------------------------------------------------------------------

HOOK_KEYS = {"id", "name", "description", "entry", "language", "files", "exclude", "require_serial"}


def test_the_hook_has_the_shape_of_one() -> None:
    (hook,) = tree(HOOKS)
    assert set(hook) == HOOK_KEYS
    assert (hook["id"], hook["language"], hook["require_serial"]) == ("convergence-check", "python", True)


@pytest.mark.parametrize(
    ("name", "chosen"),
    [
        ("stations/江州.xlsx", True),
        ("A.XLSX", True),
        ("a.ods", True),
        ("a.xls", True),
        ("a.et", True),
        ("a.xlsx.json", False),
        ("xlsx", False),
        ("stations/~$江州.xlsx", False),
        ("stations/.~江州.xlsx", False),
        (".~lock.a.xlsx#", False),
        ("README.md", False),
    ],
)
def test_the_hook_looks_at_workbooks_and_not_at_their_locks(name: str, chosen: bool) -> None:
    """As pre-commit matches: the pattern is searched for in the path."""
    (hook,) = tree(HOOKS)
    assert bool(re.search(hook["files"], name) and not re.search(hook["exclude"], name)) is chosen


def test_the_example_configuration_uses_the_hook() -> None:
    (hook,) = tree(HOOKS)
    (repository,) = tree(PRE_COMMIT)["repos"]
    (used,) = repository["hooks"]
    assert set(repository) == {"repo", "rev", "hooks"}
    assert used["id"] == hook["id"]
    assert re.search(used["files"], "stations/a.xlsx")
    assert not re.search(used["files"], "stations/README.md")


@pytest.mark.parametrize(("workbook", "code"), [("typical-city", 0), ("broken", 2)])
def test_the_hook_stops_a_commit_of_what_cannot_be_judged(workbook: str, code: int) -> None:
    """Entry and files: the command line that pre-commit makes."""
    for words in hooked():
        assert convergence(*words, f"examples/{workbook}.xlsx", cwd=ROOT).returncode == code


def hooked() -> list[list[str]]:
    """The words of the hook, and those of the example, before the files: nothing may come between them."""
    (hook,) = tree(HOOKS)
    (used,) = tree(PRE_COMMIT)["repos"][0]["hooks"]
    assert "args" not in hook.keys() | used.keys(), "what stands there comes after --, and is taken for a file"
    commands = [each["entry"].split() for each in (hook, used)]
    assert all(words[0] == "convergence" and words[-1] == "--" for words in commands)
    return [words[1:] for words in commands]


def test_no_name_of_a_file_is_an_option_of_the_hook(tmp_path: Path) -> None:
    """A file that is called --mark=… overwrote another one."""
    shutil.copy(ROOT / "examples" / "typical-city.xlsx", tmp_path / "--mark=answers.xlsx")
    shutil.copy(ROOT / "examples" / "broken.xlsx", tmp_path / "answers.xlsx")
    before = (tmp_path / "answers.xlsx").read_bytes()
    for words in hooked():
        done = convergence(*words, "--mark=answers.xlsx", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert (tmp_path / "answers.xlsx").read_bytes() == before

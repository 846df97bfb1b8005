"""`--dask`: the same function on a cluster; a worker that dies there costs the file that killed it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from reports import EXAMPLES
from running import ROOT, convergence
from working import Deadly

from convergence_cli.cohort.cluster import cluster
from convergence_cli.cohort.discover import discover
from convergence_cli.cohort.gather import gather
from convergence_cli.cohort.pool import judge_all
from convergence_cli.cohort.processes import Processes
from convergence_cli.cohort.run import Judge
from convergence_cli.errors import ConfigError
from convergence_cli.model.framework import Framework
from convergence_cli.questionnaire.bounds import Bounds

distributed = pytest.importorskip("distributed", reason="the extra [dask] is not installed")
# What a library of somebody else's warns of is not ours to mend.
pytestmark = pytest.mark.filterwarnings("default")

GOOD = tuple(name for name in EXAMPLES if name != "broken")
CLUSTER = """
from distributed import LocalCluster
if __name__ == "__main__":
    cluster = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50)
    print(cluster.scheduler_address, flush=True)
    input()
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A scheduler with two workers, all in processes of their own."""
    script = tmp_path_factory.mktemp("cluster") / "local.py"
    script.write_text(CLUSTER)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
    process = subprocess.Popen(
        [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    )
    with process:
        assert process.stdout
        yield process.stdout.readline().strip()
        process.communicate("\n", timeout=60)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five stations."""
    place = tmp_path / "stations"
    place.mkdir()
    for name in GOOD:
        shutil.copy(ROOT / "examples" / f"{name}.xlsx", place)
    return place


def test_a_cluster_says_what_processes_say(address: str, folder: Path) -> None:
    """The same command in a folder that the workers are not in: to the byte, its exit code and its gap reports, too."""
    for name in ("here", "there"):
        (folder / name).mkdir()
    words = ("batch", ".", "--format", "json", "--lang", "zh", "--fail-under", "40", "--export-each")
    there = convergence(*words, "there", "--dask", address, cwd=folder)
    here = convergence(*words, "here", "--jobs", "1", "--exclude", "there", cwd=folder)
    assert there.returncode == here.returncode == 1, there.stderr
    assert there.stdout == here.stdout
    reports = [{path.name: path.read_bytes() for path in (folder / place).iterdir()} for place in ("here", "there")]
    assert reports[0] == reports[1]
    assert len(reports[0]) == len(GOOD)


def test_a_worker_killed_on_a_cluster_costs_one_file(
    address: str, folder: Path, framework: Framework, tmp_path: Path
) -> None:
    """The scheduler tries it on several workers and each of them dies; everyone else is judged as on this machine."""
    place = tmp_path / "deadly"
    shutil.copytree(folder, place)
    shutil.copy(place / f"{GOOD[0]}.xlsx", place / "killer.xlsx")
    submissions = discover([str(place)]).submissions
    with cluster(address, Deadly(framework=framework, bounds=Bounds())) as crew:
        done = dict(judge_all(submissions, crew))
    cohort = gather(framework, "zh", submissions, done).cohort
    assert [(Path(item.file).name, item.problems[0].code) for item in cohort.failures] == [
        ("killer.xlsx", "worker-died")
    ]
    good = discover([str(folder)]).submissions
    alone = gather(framework, "zh", good, dict(judge_all(good, Processes(_judge(framework), len(good), 1)))).cohort
    assert [_scores(entry) for entry in cohort.stations] == [_scores(entry) for entry in alone.stations]


def _judge(framework: Framework) -> Judge:
    return Judge(framework=framework, bounds=Bounds())


def _scores(entry: Any) -> tuple[object, ...]:
    return Path(entry.file).name, entry.index, entry.results


def test_where_no_scheduler_listens_it_is_said(framework: Framework, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the address, and soon."""
    monkeypatch.setattr("convergence_cli.cohort.cluster._SECONDS_TO_CONNECT", 1)
    with (
        pytest.raises(ConfigError) as caught,
        cluster("tcp://127.0.0.1:9", Judge(framework=framework, bounds=Bounds())),
    ):
        pass
    assert [item.code for item in caught.value.problems] == ["dask-unreachable"]


ALONE = """
from distributed import LocalCluster
if __name__ == "__main__":
    cluster = LocalCluster(n_workers=0, dashboard_address=None, silence_logs=50)
    print(cluster.scheduler_address, flush=True)
    input()
"""


def test_a_cluster_without_workers_is_not_waited_for_for_ever(folder: Path, tmp_path: Path) -> None:
    """Exit code 2 and a message, after as many seconds as were asked for."""
    script = tmp_path / "alone.py"
    script.write_text(ALONE)
    with subprocess.Popen(
        [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        address = process.stdout.readline().strip()
        done = convergence("batch", folder, "--dask", address, "--dask-timeout", "1", "--lang", "en")
        process.communicate("\n", timeout=60)
    assert done.returncode == 2, done.stderr
    assert "error[dask-no-workers]" in done.stderr
    refused = convergence("batch", folder, "--dask-timeout", "1", "--lang", "en")
    assert (refused.returncode, "error[option-needs]" in refused.stderr) == (2, True)

"""Films on a real Slurm, with nodes that are lost, full, slow, and jobs that are cancelled.

slurm_test.py LYAP runs the program at that path. Skips, with exit code 77, where there is no Slurm; with
LYAP_REQUIRE_SLURM=1 that is a failure.
"""

import os
import pathlib
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import unittest

from cluster import Cluster, missing_parts, processes, wait_until

LYAP = None

# Parts of some seconds on one thread, so that there is something to interrupt.
FILM = ("ACDBCD --circle C,D --center 2.95,2.95 --radius 0.25 --size 128x128 --iterations 4000 --brute-force "
        "--frames 44 --segment-frames 4").split()
PARTS = 11


class SlurmTest(unittest.TestCase):
    max_array_size = 1001

    @classmethod
    def setUpClass(cls):
        cls.reference_folder = tempfile.TemporaryDirectory(prefix="lyap-slurm-")
        path = pathlib.Path(cls.reference_folder.name) / "film.mp4"
        subprocess.run([LYAP, "animate", *FILM, "--segments", "-q", "-o", path], check=True)
        cls.film_of_one_machine = path.read_bytes()

    @classmethod
    def tearDownClass(cls):
        cls.reference_folder.cleanup()

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="lyap-slurm-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        (self.folder / "cluster").mkdir()
        self.cluster = Cluster(self.folder / "cluster", self.max_array_size)
        self.addCleanup(self.cluster.stop)
        self.cluster.start()
        self.farm = self.folder / "farm"
        self.film = self.folder / "film.mp4"

    def lyap(self, *words, check=True):
        result = subprocess.run([LYAP, *words], env=self.cluster.environment, capture_output=True, text=True)
        if check:
            self.assertEqual(result.returncode, 0, result.stderr)
        return result

    def submit(self, *words, after_dashes=()):
        return self.lyap("farm", *FILM, "-o", str(self.film), "--folder", str(self.farm), "--slurm",
                         "--parts-per-task", "1", *words, *(["--", *after_dashes] if after_dashes else []))

    def parts(self):
        return [name for name in os.listdir(self.farm / "segments") if name[0].isdigit()]

    def wait_for_the_end(self):
        wait_until(lambda: not self.cluster.queue(), "Slurm has no jobs any more")

    def running_tasks(self):
        """Id and node of each task that is at work on a part."""
        unfinished = {int(name.split("-")[1]) for name in os.listdir(self.farm / "segments") if name.startswith("part-")}
        return [(job, node) for job, state, node, script in self.cluster.queue()
                if state == "RUNNING" and "task.sh" in script and "_" in job and int(job.split("_")[1]) in unfinished]

    def expect_the_film(self):
        logs = "".join(f"{log.name}: {log.read_text()}" for log in sorted((self.farm / "logs").iterdir()))
        self.assertTrue(self.film.exists(), logs)
        self.assertTrue(self.film.read_bytes() == self.film_of_one_machine, "the film has other bytes\n" + logs)

    def fake_ffmpeg(self, script):
        """Puts an ffmpeg first on the path of all jobs that does what the script says before it becomes the real one."""
        folder = self.folder / "bin"
        folder.mkdir()
        file = folder / "ffmpeg"
        file.write_text(f"#!/bin/sh\n{script}\nexec {shutil.which('ffmpeg')} \"$@\"\n")
        file.chmod(file.stat().st_mode | stat.S_IXUSR)
        self.cluster.environment["PATH"] = f"{folder}:{self.cluster.environment['PATH']}"


class Farm(SlurmTest):
    def test_is_that_of_one_machine(self):
        self.submit()
        refused = self.lyap("farm", "resume", str(self.farm), "--slurm", check=False)
        self.assertEqual(refused.returncode, 2)
        self.assertIn("is at work", refused.stderr)
        self.wait_for_the_end()
        self.expect_the_film()

    def test_is_complete_though_nodes_and_tasks_are_lost(self):
        # The disk of node3 is full: no file can become longer than 4 KiB there. The encoder of part 5 hangs once.
        self.fake_ffmpeg(f'''[ "$SLURMD_NODENAME" = node3 ] && ulimit -f 8
case "$*" in */part-00005-*) mkdir {self.folder}/hung 2>/dev/null && exec sleep 1000;; esac''')
        self.submit(after_dashes=["--time=2", "--signal=B:TERM@10"])
        job, _ = wait_until(lambda: next((task for task in self.running_tasks() if task[1] == "node2"), None),
                            "node2 makes a part")
        self.cluster.run("scancel", job)
        wait_until(lambda: any(node == "node1" for _, node in self.running_tasks()), "node1 makes a part")
        self.cluster.kill_node("node1")
        self.wait_for_the_end()
        self.expect_the_film()
        self.assertTrue((self.folder / "hung").exists(), "no task ran out of time")
        self.assertTrue((self.farm / "failed" / "node3").exists(), "no task met the full disk")

    def test_goes_on_when_the_join_was_killed(self):
        self.submit()
        pid = wait_until(self.join_process, "the join runs")
        os.kill(pid, signal.SIGKILL)
        self.wait_for_the_end()
        self.assertFalse(self.film.exists())
        self.assertEqual(len(self.parts()), PARTS)
        self.lyap("farm", "resume", str(self.farm), "--slurm")
        self.wait_for_the_end()
        self.expect_the_film()

    def join_process(self):
        wanted = ["farm", "join", str(self.farm)]
        return next((pid for pid, _, words in processes() if words[1:4] == wanted), None)

    def test_that_is_cancelled_goes_on(self):
        self.submit()
        wait_until(self.parts, "a part is there")
        self.assertIn("cancelled", self.lyap("farm", "cancel", str(self.farm)).stderr)
        self.wait_for_the_end()
        self.assertFalse(self.film.exists())
        self.lyap("farm", "resume", str(self.farm), "--slurm")
        self.wait_for_the_end()
        self.expect_the_film()

    def test_ends_after_three_rounds_and_keeps_what_is_good(self):
        self.fake_ffmpeg('case "$*" in */part-00002-*) exit 1;; esac')
        self.submit()
        self.wait_for_the_end()
        self.assertFalse(self.film.exists())
        self.assertEqual(len(self.parts()), PARTS - 1)
        log = (self.farm / "logs" / "join.log").read_text()
        self.assertEqual(log.count("they are made again"), 2, log)
        self.assertIn("error: 1 of 11 parts are missing (parts 2)", log)


class SmallArrays(SlurmTest):
    max_array_size = 5

    def test_are_as_many_as_it_takes(self):
        told = self.submit().stderr
        self.assertIn("11 tasks of 1 parts in 3 arrays", told)
        self.wait_for_the_end()
        self.expect_the_film()


def main():
    global LYAP
    LYAP = sys.argv[1]
    problem = missing_parts()
    if problem:
        print(f"skipped: {problem}")
        sys.exit(1 if os.environ.get("LYAP_REQUIRE_SLURM") == "1" else 77)
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]], verbosity=2)


if __name__ == "__main__":
    main()

"""The documents for users: what they link to is there, and what they tell to type runs.

documents_test.py LYAP runs the program at that path, in a folder of its own, with smaller pictures and shorter films than
the documents make.
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

LYAP = None
ROOT = pathlib.Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "examples/README.md"]
WITH_COMMANDS = ["README.md", "docs/pictures.md", "docs/films.md", "docs/files.md", "docs/scripts.md", "docs/comparing.md",
                 "docs/installing.md"]
# They serve a page, measure for minutes, need what only machines with CUDA have, or make other files than they say they read.
ELSEWHERE = re.compile(r"^lyap (explore|bench|kernels) ")


def anchor(heading):
    """The name that a heading has in links, as GitHub makes it."""
    text = re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower())
    return text.replace(" ", "-")


def headings(path):
    return {anchor(line.lstrip("#").strip()) for line in path.read_text().splitlines() if line.startswith("#")}


def commands(document):
    """The command lines of lyap that stand in a block by themselves."""
    lines = re.findall(r"^    (?:tools/)?(lyap .*)$", document.read_text(), re.M)
    return [re.sub(r"\btools/lyap\b", "lyap", line) for line in lines]


def small(command):
    """The same with a small picture and a short film."""
    command = re.sub(r"--size \S+", "--size 96x54", command)
    command = re.sub(r"--duration \d+", "--frames 6", command)
    if re.match(r"lyap (render|compare) ", command) and "--size" not in command:
        command = command.replace(" -o ", " --size 96x54 -o ") if " -o " in command else command + " --size 96x54"
    return command


class DocumentsTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="lyap-documents-")
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        (self.folder / "bin").mkdir()
        (self.folder / "bin/lyap").symlink_to(LYAP)

    def run_line(self, line):
        environment = {"PATH": f"{self.folder}/bin:/usr/local/bin:/usr/bin:/bin", "HOME": str(self.folder), "LC_ALL": "C.UTF-8"}
        return subprocess.run(["bash", "-c", line], cwd=self.folder, env=environment, stdin=subprocess.DEVNULL, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def test_links_lead_to_what_is_there(self):
        links = 0
        for document in DOCUMENTS:
            for target in re.findall(r"\]\(([^)\s]+)\)", document.read_text()):
                if re.match(r"https?:", target):
                    continue
                links += 1
                with self.subTest(document=document.name, target=target):
                    path, _, name = target.partition("#")
                    file = document.parent / path if path else document
                    self.assertTrue(file.exists(), "no such file")
                    if name:
                        self.assertIn(name, headings(file))
        self.assertGreater(links, 30)

    def test_commands_run(self):
        if shutil.which("ffmpeg") is None:
            self.skipTest("ffmpeg is missing")
        ran = 0
        for document in WITH_COMMANDS:
            self.make_what_they_read()
            for command in commands(ROOT / document):
                if ELSEWHERE.match(command):
                    continue
                ran += 1
                with self.subTest(document=document, command=command):
                    result = self.run_line(small(command))
                    self.assertEqual(result.returncode, 0, result.stdout)
        self.assertGreater(ran, 20)

    def make_what_they_read(self):
        """Files that a reader of the documents has: those that stand there as text, and pictures of earlier."""
        for document, name in (("films.md", "film.toml"), ("scripts.md", "jobs.toml")):
            text = (ROOT / "docs" / document).read_text()
            block = re.search(rf"^    # {re.escape(name)}\n((?:    .*\n|\n)+)", text, re.M).group(1)
            block = re.sub("^    ", "", block, flags=re.M).replace('"1080p"', '"96x54"')
            if name == "film.toml":
                block = 'size = "96x54"\n' + block
            (self.folder / name).write_text(block)
        (self.folder / "lyapunov.par").write_text("Lyapunov { type=lyapunov params=0/0.5/0/1000 corners=2/4/2/4 maxiter=200 }\n")
        (self.folder / ".local/share/bash-completion/completions").mkdir(parents=True, exist_ok=True)
        for name in ("picture.png", "picture.exr", "slice_001.exr", "slice_002.exr"):
            self.assertEqual(self.run_line(f"lyap render AB --size 96x54 -q -o {name}").returncode, 0)

    def test_readme_is_a_front_page_that_names_each_command(self):
        readme = (ROOT / "README.md").read_text()
        self.assertLess(readme.count("\n"), 80)
        listed = self.run_line("lyap --help").stdout.split("Subcommands:")[1].split("Examples:")[0]
        names = re.findall(r"^  (\w+)", listed, re.M)
        self.assertIn("render", names)
        for name in names:
            self.assertIn(f"`lyap {name}", readme)

    def test_first_command_leaves_no_file_in_the_checkout(self):
        first = commands(ROOT / "README.md")[0]
        self.assertRegex(first, r"^lyap render .* -o ~/")

    def test_examples_run(self):
        for file in (ROOT / "examples").iterdir():
            if file.suffix in (".toml", ".gpl"):
                shutil.copy(file, self.folder)
        for file in self.folder.glob("*.toml"):
            text = re.sub(r'size = ".*"', 'size = "96x54"', file.read_text())
            file.write_text(re.sub(r"samples = \d", "samples = 1", text))
        told = re.findall(r"`(lyap [^`]*)`", (ROOT / "examples/README.md").read_text())
        for command in [*told, "lyap batch gallery.toml"]:
            with self.subTest(command=command):
                result = self.run_line(small(command))
                self.assertEqual(result.returncode, 0, result.stdout)
        self.assertTrue((self.folder / "through-chaos.mp4").exists())


if __name__ == "__main__":
    LYAP = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()

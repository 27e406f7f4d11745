"""A Slurm of three nodes on this machine: one slurmctld and three slurmd, with ports and files of their own."""

import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import time

NODES = ("node1", "node2", "node3")

# Without a limit a test that hangs would hang for ever; no test waits for the clock otherwise.
PATIENCE = 1200


def missing_parts():
    """Why there can be no cluster here; empty if there can."""
    path = "/usr/sbin:/sbin:" + os.environ.get("PATH", "")
    missing = [name for name in ("slurmctld", "slurmd", "sbatch", "squeue", "scancel", "scontrol")
               if shutil.which(name, path=path) is None]
    return f"{', '.join(missing)} not found: install slurm-wlm" if missing else ""


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def wait_until(condition, what):
    """Looks again and again until the condition holds, and returns what it returned."""
    end = time.monotonic() + PATIENCE
    while True:
        result = condition()
        if result:
            return result
        if time.monotonic() > end:
            raise AssertionError(f"waited in vain until {what}")
        time.sleep(0.1)


def processes():
    """Of all processes that can be seen: id, id of the parent, words of the command line."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            words = (entry / "cmdline").read_bytes().decode(errors="replace").split("\0")
        except (OSError, IndexError):
            continue
        found.append((int(entry.name), parent, words))
    return found


class Cluster:
    def __init__(self, folder, max_array_size=1001):
        self.folder = pathlib.Path(folder)
        self.ports = free_ports(1 + len(NODES))
        self.environment = dict(os.environ, SLURM_CONF=str(self.folder / "slurm.conf"))
        self.environment["PATH"] = "/usr/sbin:/sbin:" + self.environment.get("PATH", "")
        self.nodes = {}
        self.controller = None
        for name in ("state", "spool", "log"):
            (self.folder / name).mkdir()
        (self.folder / "slurm.conf").write_text(self.configuration(max_array_size))

    def configuration(self, max_array_size):
        user = pwd.getpwuid(os.getuid()).pw_name
        nodes = "".join(f"NodeName={name} NodeHostname={socket.gethostname()} NodeAddr=127.0.0.1 Port={port} CPUs=1\n"
                        for name, port in zip(NODES, self.ports[1:]))
        return f"""ClusterName=lyaptest
SlurmctldHost={socket.gethostname()}(127.0.0.1)
SlurmctldPort={self.ports[0]}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/none
AuthInfo=cred_expire=5
CredType=cred/none
MpiDefault=none
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
SchedulerParameters=batch_sched_delay=1,sched_interval=2,bf_interval=1
StateSaveLocation={self.folder}/state
SlurmdSpoolDir={self.folder}/spool/%n
SlurmctldPidFile={self.folder}/slurmctld.pid
SlurmdPidFile={self.folder}/%n.pid
SlurmctldLogFile={self.folder}/log/slurmctld.log
SlurmdLogFile={self.folder}/log/%n.log
MaxArraySize={max_array_size}
ReturnToService=2
SlurmdTimeout=10
KillWait=3
{nodes}PartitionName=main Nodes=ALL Default=YES MaxTime=60 State=UP
"""

    def start(self):
        # slurmctld in the foreground, so that it ends with the test.
        self.controller = subprocess.Popen(["slurmctld", "-D", "-c"], env=self.environment, stdout=subprocess.DEVNULL,
                                           stderr=subprocess.DEVNULL)
        for name in NODES:
            self.start_node(name)
        wait_until(lambda: self.idle_nodes() == len(NODES), "all nodes are idle")

    def start_node(self, name):
        self.nodes[name] = subprocess.Popen(["slurmd", "-D", "-N", name], env=self.environment,
                                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def stop(self):
        for node in list(self.nodes):
            self.kill_node(node)
        if self.controller:
            self.controller.kill()
            self.controller.wait()

    def kill_node(self, name):
        """Ends a node as a power cut does: slurmd, and all that it has started."""
        node = self.nodes.pop(name)
        victims = self.descendants(node.pid)
        # The processes that wait for a job's steps have left slurmd; they say which node they belong to.
        for pid, _, words in processes():
            if words[0].startswith("slurmstepd") and self.spool_of(pid) == name:
                victims += [pid] + self.descendants(pid)
        for pid in [node.pid] + victims:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        node.wait()

    def spool_of(self, pid):
        """The node whose job a process belongs to; None if it is none of this cluster's."""
        for child in [pid] + self.descendants(pid):
            try:
                words = pathlib.Path(f"/proc/{child}/environ").read_bytes().decode(errors="replace").split("\0")
            except OSError:
                continue
            if f"SLURM_CONF={self.folder}/slurm.conf" not in words:
                continue
            for word in words:
                if word.startswith("SLURMD_NODENAME="):
                    return word.split("=", 1)[1]
        return None

    @staticmethod
    def descendants(pid):
        tree = processes()
        found = []
        ancestors = {pid}
        while True:
            more = [child for child, parent, _ in tree if parent in ancestors and child not in found]
            if not more:
                return found
            found += more
            ancestors = set(more)

    def run(self, *words, check=True):
        return subprocess.run(words, env=self.environment, capture_output=True, text=True, check=check).stdout

    def idle_nodes(self):
        return self.run("sinfo", "--noheader", "--Node", "--format=%T", check=False).split().count("idle")

    def queue(self):
        """Of all jobs that wait or run: id, state, node or reason, and the name of the script."""
        lines = self.run("squeue", "--noheader", "--array", "--format=%i|%T|%N|%o").splitlines()
        return [line.split("|") for line in lines]

#!/usr/bin/env python3
"""storm.py LYAP SECONDS: so long, 32 clients ask an explorer for views, change their mind, or vanish. Prints what it saw,
and fails if a view failed that somebody waited for, if memory went on growing, or if the processor is not idle behind it."""
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

CLIENTS = 32
AT_MOST = 60  # seconds in which any view must be there


class Explorer:
    def __init__(self, program, folder):
        self.process = subprocess.Popen([program, 'explore', '--no-browser', '--folder', folder],
                                        stdout=subprocess.PIPE, text=True)
        self.host, self.port, self.token = re.fullmatch(r'http://(127\.0\.0\.1):(\d+)/#token=(\w+)',
                                                        self.process.stdout.readline().strip()).groups()

    def ask(self, view):
        body = json.dumps(view).encode()
        head = (f'POST /api/view HTTP/1.1\r\nHost: {self.host}:{self.port}\r\nX-Lyap-Token: {self.token}\r\n'
                f'Content-Length: {len(body)}\r\n\r\n')
        connection = socket.create_connection((self.host, int(self.port)), AT_MOST)
        connection.sendall(head.encode() + body)
        return connection

    def memory(self):
        """In MB."""
        with open(f'/proc/{self.process.pid}/status') as status:
            return int(re.search(r'VmRSS:\s+(\d+)', status.read())[1]) / 1024

    def processor_time(self):
        with open(f'/proc/{self.process.pid}/stat') as stat:
            fields = stat.read().rsplit(') ', 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')


def random_view(chance, name, order):
    return {'client': name, 'order': order,
            'fields': {'sequence': chance.choice(['AB', 'AABAB', 'B6A6']),
                       'size': f'{chance.randrange(200, 900)}x{chance.randrange(200, 600)}',
                       'iterations': str(chance.choice([100, 400, 2000])),
                       'horizontal': f'A={chance.uniform(2, 3):.6f}:4'}}


def is_whole(connection):
    answer = b''
    while piece := connection.recv(1 << 16):
        answer += piece
    return answer.endswith(b'0\r\n\r\n') and b'"kind":"end"' in answer[-4000:]


def be_a_client(explorer, number, end, outcomes):
    chance = random.Random(number)
    order = 0
    while time.monotonic() < end:
        order += 1
        connection = explorer.ask(random_view(chance, f'client {number}', order))
        what = chance.choice(['vanish', 'change', 'wait'])
        if what != 'wait':
            connection.recv(100)
        if what == 'change':
            order += 1
            connection, given_up = explorer.ask(random_view(chance, f'client {number}', order)), connection
            given_up.close()
        outcomes.append((what, what == 'vanish' or is_whole(connection)))
        connection.close()


def main(program, seconds):
    with tempfile.TemporaryDirectory() as folder:
        explorer = Explorer(program, folder)
        outcomes = []
        end = time.monotonic() + seconds
        clients = [threading.Thread(target=be_a_client, args=(explorer, number, end, outcomes)) for number in range(CLIENTS)]
        for client in clients:
            client.start()
        memory = []
        while time.monotonic() < end:
            time.sleep(min(5, seconds / 10))
            memory.append(explorer.memory())
        for client in clients:
            client.join()
        before = explorer.processor_time()
        time.sleep(2)
        idle = explorer.processor_time() - before
        explorer.process.send_signal(signal.SIGINT)
        status = explorer.process.wait(AT_MOST)
    failures = sum(not good for _, good in outcomes)
    half = len(memory) // 2
    growth = max(memory[half:]) - max(memory[:half])
    print(f'{len(outcomes)} views, {failures} failures; memory {memory[0]:.0f} to {memory[-1]:.0f} MB, in the second half '
          f'{growth:+.0f} MB beyond the first; {idle:.2f} s of processor time in 2 s behind it; ended with {status}')
    # Each client's field is of a random size: the sum of 32 of them wanders by some tens of MB.
    return failures == 0 and growth < 64 and idle < 0.2 and status == 0 and len(outcomes) >= CLIENTS


if __name__ == '__main__':
    sys.exit(0 if main(sys.argv[1], float(sys.argv[2])) else 1)

"""A command on a terminal of its own.

    terminal.py < REQUEST

The request is one JSON object:
    {"argv": [...], "env": {...}, "cwd": "/", "streams": false, "steps": [["Password:", "secret\n"], ...]}
The command gets a pseudo-terminal as its controlling terminal and as standard input; its standard output and error
are pipes, or the terminal as well where `streams` is true. For each step the first text is awaited on the terminal, and
the second one typed. The answer is one JSON object: code, stdout, stderr, and all that was to be seen on the terminal.
"""

import fcntl
import json
import os
import pty
import selectors
import subprocess
import sys
import termios
import time

LIMIT = 60

request = json.load(sys.stdin)
master, slave = pty.openpty()


def take_terminal():
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)


out = slave if request['streams'] else subprocess.PIPE
child = subprocess.Popen(
    request['argv'], env=request['env'], cwd=request['cwd'], stdin=slave, stdout=out, stderr=out, preexec_fn=take_terminal
)
os.close(slave)

texts = {'terminal': b'', 'stdout': b'', 'stderr': b''}
selector = selectors.DefaultSelector()
selector.register(master, selectors.EVENT_READ, 'terminal')
for name in ('stdout', 'stderr'):
    pipe = getattr(child, name)
    if pipe:
        selector.register(pipe.fileno(), selectors.EVENT_READ, name)

steps = list(request['steps'])
begin = 0
end = time.time() + LIMIT
while selector.get_map() and time.time() < end:
    for key, _ in selector.select(0.2):
        try:
            data = os.read(key.fd, 65536)
        except OSError:  # the last one who had the terminal open has gone
            data = b''
        if not data:
            selector.unregister(key.fd)
        texts[key.data] += data
    if steps:
        at = texts['terminal'].find(steps[0][0].encode(), begin)
        if at >= 0:
            begin = at + len(steps[0][0].encode())
            os.write(master, steps.pop(0)[1].encode())
    if child.poll() is not None and not (child.stdout or child.stderr):
        # what it wrote last is still in the terminal
        end = min(end, time.time() + 0.5)

if child.poll() is None:
    try:
        child.wait(5)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
print(json.dumps({'code': child.returncode, **{name: text.decode() for name, text in texts.items()}}))

"""Reference clients that answer many command lines from one process.

    peer.py SOCKET [PROGRAM...]

Imports everything once, listens on the unix socket SOCKET and prints `ready`. A request is one line of JSON:
    {"id": 1, "argv": ["server", "list"], "env": {...}, "cwd": "/", "stdin": "text" or null, "timeout": 120,
     "program": "openstack"}
where `program` may be left out for the first one, and "stdin": false closes the standard input,
and "same": FILE lets runs read the same: the first one keeps in FILE what it was answered, those after it get that again;
it is answered, in any order, by
    {"id": 1, "code": 0, "stdout": "...", "stderr": "...", "seconds": 0.4}

Each command line runs in a fork of the warm process, so that nothing that one run changes (logging handlers, warning
filters, parser defaults taken from the environment) reaches the next, and runs may overlap. The server ends, and its
children with it, as soon as its own stdin is closed: whoever started it holds the other end.
"""

import atexit
import ctypes
import gc
import importlib
import importlib.metadata
import io
import json
import os
import pickle
import selectors
import signal
import socket
import sys
import tempfile
import time
import traceback

PR_SET_PDEATHSIG = 1


def entry(program):
    """The function behind a console script, after everything that it may import has been imported."""
    # cliff reads the program's name when it is imported
    sys.argv = [os.path.join(os.path.dirname(sys.executable), program)]
    points = importlib.metadata.entry_points()
    main = next(p for p in points.select(group='console_scripts') if p.name == program).load()
    if program == 'openstack':
        # the plug-in caches are filled here, for all forks
        import cliff.command
        from osc_lib.command import commandmanager

        commandmanager.CommandManager('openstack.cli')
        # which package each module is of: every command asks, for its help's last line
        cliff.command._get_distributions_by_modules()
        for group in sorted(points.groups):
            if group.startswith('openstack.') or group in ('keystoneauth1.plugin', 'cliff.formatter.list', 'cliff.formatter.show'):
                for point in points.select(group=group):
                    try:
                        importlib.import_module(point.module)
                    except Exception:
                        pass  # a plug-in that cannot be loaded fails again, and audibly, in the run that asks for it
        import keystoneauth1.loading
        import stevedore.extension

        keystoneauth1.loading.get_available_plugin_names()
        for group in ('cliff.formatter.list', 'cliff.formatter.show', 'cliff.formatter.completion'):
            stevedore.extension.ExtensionManager(group)
    elif program == 'glance':
        # imports much, and takes defaults from the environment: it is there, but each run reads it anew
        importlib.import_module('glanceclient.v2.shell')
        importlib.import_module('glanceclient.v2.client')
        AGAIN.append('glanceclient.v2.shell')
        import keystoneauth1.loading

        keystoneauth1.loading.get_plugin_loader('password')
    return main


def text_stream(descriptor, mode, errors):
    buffered = open(descriptor, mode + 'b', buffering=-1, closefd=False)
    return io.TextIOWrapper(buffered, encoding='utf-8', errors=errors, write_through=False)


# modules that are read anew in each run
AGAIN = []

# modules that look for a library when they are imported, and do without where it is missing
OPTIONAL = ['keystoneclient.v3.contrib.oauth1.access_tokens', 'keystoneclient.v3.contrib.oauth1.request_tokens']


def more_libraries(folders):
    """Lets a run import from more folders, as PYTHONPATH does; of what is loaded already only OPTIONAL looks again."""
    sys.path[1:1] = folders
    for name in OPTIONAL:
        if name in sys.modules:
            importlib.reload(sys.modules[name])


def reads_the_same(file):
    """Answers to what only reads, and to logins, come from `file` where an earlier run kept them; else they are kept."""
    from requests.adapters import HTTPAdapter

    ask = HTTPAdapter.send
    kept, new = {}, {}
    if os.path.exists(file):
        with open(file, 'rb') as stream:
            kept = pickle.load(stream)

    def send(self, request, **options):
        login = request.method == 'POST' and request.url.endswith('/auth/tokens')
        if request.method != 'GET' and not login:
            return ask(self, request, **options)
        # what an answer may depend on; the name of the program's version and the like are no part of it
        headers = sorted((name.lower(), value) for name, value in request.headers.items())
        said = [pair for pair in headers if pair[0] in ('accept', 'range') or pair[0].endswith(('-token', 'api-version'))]
        key = (request.method, request.url, request.body, *said)
        if key in kept:
            return kept[key]
        answer = ask(self, request, **options)
        if answer.status_code < 400 or answer.status_code == 404:
            answer.content  # all of it is here before it is kept
            new[key] = answer
        return answer

    def keep():
        if new:
            with open(file + '.new', 'wb') as stream:
                pickle.dump({**kept, **new}, stream)
            os.replace(file + '.new', file)

    HTTPAdapter.send = send
    atexit.register(keep)


def child(main, program, request, files):
    """Runs one command line the way a console script does; never returns."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number, file in enumerate(files):
        os.dup2(file.fileno(), number)
    environment = request.get('env') or {}
    os.environ.clear()
    os.environ.update(environment)
    if hasattr(time, 'tzset'):
        time.tzset()
    os.chdir(request.get('cwd') or '/')
    if environment.get('PYTHONPATH'):
        more_libraries(environment['PYTHONPATH'].split(os.pathsep))
    if request.get('stdin') is False:
        os.close(0)
        sys.stdin = sys.__stdin__ = None
    else:
        sys.stdin = sys.__stdin__ = text_stream(0, 'r', 'strict')
    sys.stdout = sys.__stdout__ = text_stream(1, 'w', 'strict')
    sys.stderr = sys.__stderr__ = text_stream(2, 'w', 'backslashreplace')
    sys.argv = [os.path.join(os.path.dirname(sys.executable), program), *request['argv']]
    for name in AGAIN:
        module = sys.modules.pop(name, None)
        if module:
            parent, _, last = name.rpartition('.')
            delattr(sys.modules[parent], last)
    if 'openstack.config.loader' in sys.modules:
        # its search path is made of HOME, XDG_CONFIG_HOME and the directory at the time of import
        importlib.reload(sys.modules['openstack.config.loader'])
    code = 0
    try:
        if request.get('same'):
            reads_the_same(request['same'])
        sys.exit(main())
    except SystemExit as error:
        if isinstance(error.code, int):
            code = error.code
        elif error.code is not None:
            print(error.code, file=sys.stderr)
            code = 1
    except KeyboardInterrupt:
        traceback.print_exc()
        code = 130
    except BaseException:
        traceback.print_exc()
        code = 1
    try:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code & 0xFF)


class Run:
    """One fork at work: its files, and a pipe that ends when it ends."""

    def __init__(self, clients, request, connection):
        self.request, self.connection = request, connection
        program = request.get('program') or next(iter(clients))
        self.began = time.monotonic()
        self.files = [tempfile.TemporaryFile() for _ in range(3)]
        self.files[0].write((request.get('stdin') or '').encode('utf-8', 'surrogateescape'))
        self.files[0].seek(0)
        self.ended, held = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self.ended)
            child(clients[program], program, request, self.files)
        os.close(held)

    def late(self):
        return time.monotonic() - self.began > (self.request.get('timeout') or 300)

    def answer(self):
        _, status = os.waitpid(self.pid, 0)
        os.close(self.ended)
        texts = []
        for file in self.files[1:]:
            file.seek(0)
            texts.append(file.read().decode('utf-8', 'backslashreplace'))
            file.close()
        self.files[0].close()
        code = os.waitstatus_to_exitcode(status)
        if code == -signal.SIGKILL and self.late():
            texts[1] += 'the peer took too long and was stopped\n'
        return {
            'id': self.request['id'],
            'code': 128 - code if code < 0 else code,
            'stdout': texts[0],
            'stderr': texts[1],
            'seconds': round(time.monotonic() - self.began, 3),
        }


def main():
    path, programs = sys.argv[1], sys.argv[2:] or ['openstack']
    clients = {program: entry(program) for program in programs}
    gc.collect()
    gc.freeze()
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen(64)
    selector = selectors.DefaultSelector()
    selector.register(0, selectors.EVENT_READ, 'lifeline')
    selector.register(listener, selectors.EVENT_READ, 'listener')
    pending, running = {}, {}
    os.write(1, b'ready\n')
    while True:
        for key, _ in selector.select(timeout=1):
            if key.data == 'lifeline':
                if not os.read(0, 4096):
                    for pid in running:
                        os.kill(pid, signal.SIGKILL)
                    # the folder goes too when it was made for the socket
                    try:
                        os.unlink(path)
                        os.rmdir(os.path.dirname(path))
                    finally:
                        os._exit(0)
            elif key.data == 'listener':
                connection, _ = listener.accept()
                pending[connection] = b''
                selector.register(connection, selectors.EVENT_READ, 'connection')
            elif key.data == 'connection':
                connection = key.fileobj
                data = connection.recv(1 << 20)
                if not data:
                    selector.unregister(connection)
                    del pending[connection]
                    connection.close()
                    continue
                *lines, pending[connection] = (pending[connection] + data).split(b'\n')
                for line in lines:
                    run = Run(clients, json.loads(line), connection)
                    running[run.pid] = run
                    selector.register(run.ended, selectors.EVENT_READ, run)
            else:
                run = key.data
                selector.unregister(run.ended)
                del running[run.pid]
                try:
                    run.connection.sendall(json.dumps(run.answer()).encode() + b'\n')
                except OSError:
                    pass  # whoever asked has gone
        for run in list(running.values()):
            if run.late():
                os.kill(run.pid, signal.SIGKILL)


if __name__ == '__main__':
    main()

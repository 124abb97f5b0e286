"""Answers, one JSON line for each JSON line, what the openstack client's own argument parsers do.

{"op": "list"}                                  -> {"commands": [name, ...]}
{"op": "describe", "command": name}             -> {"actions": [...], "exclusive": [...], "groups": [...]}
{"op": "parse", "command": name, "argv": [...]} -> {"values"} | {"code", "stderr"} | {"raised"} | {"help"}
{"op": "known", "argv": [...]}                  -> the same for the global options, with "rest"
{"op": "usage"|"help", "command": name, "columns": n} -> {"text"}
{"op": "fuzzy", "word": w, "phrases": [...]}    -> {"matches": [...]}
"""
import argparse
import contextlib
import importlib.metadata
import io
import json
import os
import sys
import warnings

warnings.simplefilter('ignore')
for variable in [name for name in os.environ if name.startswith(('OS_', 'CLIFF_'))]:
    del os.environ[variable]
os.environ['COLUMNS'] = '80'

SKIP = {
    'openstack.identity.v2', 'openstack.volume.v1', 'openstack.volume.v2', 'openstack.image.v1',
    'openstack.cli.base', 'openstack.cli.extension',
}


class App:
    class client_manager:
        class auth:
            pass
        is_network_endpoint_enabled = staticmethod(lambda: True)
        is_compute_endpoint_enabled = staticmethod(lambda: True)
        is_volume_endpoint_enabled = staticmethod(lambda *a: True)
        _cli_options = type('O', (), {'config': {}})()
    options = type('O', (), {'os_compute_api_version': '2.95', 'default_domain': 'default'})()
    NAME = 'openstack'
    interactive_mode = False
    command_options = []


entry_points = {}
every = importlib.metadata.entry_points()
for group in sorted(g for g in every.groups if g.startswith('openstack.')):
    if group.startswith('openstack.cli.') or group in SKIP:
        continue
    for entry in every.select(group=group):
        entry_points[entry.name.replace('_', ' ')] = entry
commands = {}


def parser(name):
    """A fresh parser each time: some actions append to their own default."""
    if name == '':
        global shell
        if shell is None:
            from openstackclient import shell as module
            shell = module.OpenStackShell()
            shell.parser.prog = 'openstack'
        return shell.parser
    if name not in commands:
        commands[name] = entry_points[name].load()(App(), argparse.Namespace())
    return commands[name].get_parser('openstack ' + name)


shell = None


def plain(value):
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, (set, frozenset)):
        return sorted(plain(v) for v in value)
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, float) and (value != value or value in (float('inf'), float('-inf'))):
        return {'$float': str(value)}
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    return {'$object': type(value).__name__}


def describe(name):
    p = parser(name)
    index = {id(a): i for i, a in enumerate(p._actions)}
    rows = []
    for a in p._actions:
        row = {
            'flags': list(a.option_strings), 'dest': a.dest, 'nargs': a.nargs, 'required': bool(a.required),
            'kind': type(a).__name__.lstrip('_').replace('Action', ''), 'hidden': a.help is argparse.SUPPRESS,
            'const': plain(a.const), 'default': plain(a.default), 'metavar': plain(a.metavar),
            'help': '' if a.help in (None, argparse.SUPPRESS) else p._get_formatter()._expand_help(a),
        }
        if a.choices is not None:
            row['choices'] = [plain(c) for c in a.choices]
        if a.type is not None:
            row['type'] = getattr(a.type, '__name__', str(a.type))
        for extra in ('required_keys', 'optional_keys', 'key'):
            if getattr(a, extra, None):
                row[extra] = plain(getattr(a, extra))
        rows.append(row)
    return {
        'actions': rows,
        'exclusive': [
            {'required': g.required, 'members': [index[id(a)] for a in g._group_actions]}
            for g in p._mutually_exclusive_groups
        ],
        'groups': [
            {'title': g.title, 'description': g.description, 'members': [index[id(a)] for a in g._group_actions]}
            for g in p._action_groups[2:]
        ],
        'description': p.description,
        'epilog': p.epilog,
    }


def parse(name, argv, known=False):
    out, err = io.StringIO(), io.StringIO()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            p = parser(name)
            if known:
                values, rest = p.parse_known_args(argv)
            else:
                values, rest = p.parse_args(argv), []
        return {'values': {k: plain(v) for k, v in vars(values).items()}, 'rest': rest}
    except SystemExit as e:
        return {'code': e.code, 'stderr': err.getvalue()}
    except Exception as e:
        return {'raised': str(e), 'type': type(e).__name__}


def answer(request):
    op = request['op']
    if op == 'list':
        return {'commands': sorted(entry_points)}
    if op == 'describe':
        return describe(request['command'])
    if op == 'parse':
        return parse(request['command'], request['argv'])
    if op == 'known':
        return parse('', request['argv'], known=True)
    if op in ('usage', 'help'):
        os.environ['COLUMNS'] = str(request['columns'])
        try:
            p = parser(request['command'])
            return {'text': p.format_usage() if op == 'usage' else p.format_help()}
        finally:
            os.environ['COLUMNS'] = '80'
    if op == 'fuzzy':
        from cliff import app
        manager = type('M', (), {
            'convert_underscores': True,
            '__iter__': lambda self: iter([(p, None) for p in request['phrases']]),
        })()
        return {'matches': app.App.get_fuzzy_matches(type('A', (), {'command_manager': manager})(), request['word'])}
    raise ValueError(op)


real = sys.stdout
for line in sys.stdin:
    try:
        reply = answer(json.loads(line))
    except Exception as e:
        reply = {'failed': f'{type(e).__name__}: {e}'}
    real.write(json.dumps(reply) + '\n')
    real.flush()

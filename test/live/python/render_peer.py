"""Renders tables with the real cliff: one JSON request a line on stdin, one JSON answer a line on stdout."""

import argparse
import io
import json
import logging
import sys

from cliff import lister, show
from osc_lib.cli import format_columns

COLUMNS = {
    'dict': format_columns.DictColumn,
    'list': format_columns.ListColumn,
    'dictlist': format_columns.DictListColumn,
    'listdict': format_columns.ListDictColumn,
    'size': format_columns.SizeColumn,
}


def cell(value):
    if isinstance(value, dict) and '$' in value:
        return COLUMNS[value['$']](value['v'])
    return value


class List(lister.Lister):
    def take_action(self, parsed_args):
        return self.app.columns, self.app.data


class Show(show.ShowOne):
    def take_action(self, parsed_args):
        return self.app.columns, self.app.data


class Warnings(logging.Handler):
    def emit(self, record):
        self.texts.append(record.getMessage())


warnings = Warnings()
logging.getLogger('cliff').addHandler(warnings)
logging.getLogger('cliff').propagate = False


class Output(io.StringIO):
    """Standard output that is no terminal."""


def answer(request):
    app = argparse.Namespace(
        stdout=Output(),
        columns=tuple(request['columns']),
        data=None,
    )
    warnings.texts = []
    if request['kind'] == 'list':
        app.data = [tuple(cell(value) for value in row) for row in request['rows']]
    else:
        app.data = tuple(cell(value) for value in request['rows'][0])
    command = commands[request['kind']]
    command.app = app
    try:
        command.run(parsers[request['kind']].parse_args(request['argv']))
    except Exception as error:
        return {'error': str(error)}
    return {'text': app.stdout.getvalue(), 'warnings': warnings.texts}


commands = {'list': List(argparse.Namespace(), None), 'show': Show(argparse.Namespace(), None)}
parsers = {kind: command.get_parser('peer') for kind, command in commands.items()}

for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)

"""What the libraries that glanceclient checks values with say of generated ones.

    schema_peer.py < CASES > ANSWERS

CASES is {"schemas": {"name": {...}}, "cases": [{"schema": "name", "value": {...}}]}; an answer is
{"error": "text" or null, "pretty": "pprint of the value"}, in the order of the cases.
"""

import json
import pprint
import sys

from jsonschema.validators import validator_for


def main():
    given = json.load(sys.stdin)
    validators = {name: validator_for(schema)(schema) for name, schema in given['schemas'].items()}
    answers = []
    for case in given['cases']:
        first = next(validators[case['schema']].iter_errors(case['value']), None)
        answers.append(
            {
                'error': None if first is None else str(first),
                'pretty': pprint.pformat(case['value'], width=72, sort_dicts=False),
            }
        )
    json.dump(answers, sys.stdout)


if __name__ == '__main__':
    main()

"""Rewrites options.txt: the AWS CLI's own options, for each command in it or in the arguments.

python3 -m venv /tmp/aws && /tmp/aws/bin/pip install awscli
/tmp/aws/bin/python test/docs/aws/options.py 'ecs list-tasks' 'kms create-key'
"""

import sys
import textwrap
from pathlib import Path

from awscli import __version__
from awscli.clidriver import create_clidriver
from awscli.clidriver import ServiceCommand

FILE = Path(__file__).with_name('options.txt')
# Version 2 has it, but version 1, the one on PyPI, does not. Taken from version 2's source.
TAIL = 'follow since format filter-pattern log-stream-names log-stream-name-prefix'

driver = create_clidriver()
services = driver._get_command_table()


def tables(command):
    """A command's options, and the required ones."""
    if command == 'logs tail':
        return TAIL.split(), []
    service, *rest = command.split(' ')
    found = services[service]
    for name in rest:
        if isinstance(found, ServiceCommand):
            found = found._get_command_table()[name]
        else:
            found = found.subcommand_table[name]
    arguments = {
        name: each
        for name, each in found.arg_table.items()
        if not getattr(each, 'positional_arg', False) and not getattr(each, '_UNDOCUMENTED', False)
    }
    return sorted(arguments), sorted(n for n, each in arguments.items() if each.required)


known = FILE.read_text().split('\n') if FILE.exists() else []
commands = {line.rstrip(':') for line in known if line.endswith(':')} | set(sys.argv[1:])
parts = [f'# By options.py beside it, from the AWS CLI {__version__}. `!`: it must be given.']
for command in sorted(commands):
    options, required = tables(command)
    words = ' '.join(name + ('!' if name in required else '') for name in options)
    parts.append(
        textwrap.fill(
            words,
            width=100,
            initial_indent='  ',
            subsequent_indent='  ',
            break_on_hyphens=False,
        ).join([f'{command}:\n', ''])
    )
FILE.write_text('\n'.join(parts) + '\n')

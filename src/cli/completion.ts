import type { AnyCommand } from './commander.ts';

/** The shells whose completion can be written. */
export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** Completion for a shell, from what the program itself says of its verbs: so it never knows others. */
export const completionFor = (program: AnyCommand, shell: Shell): string =>
  writers[shell](program.name(), verbsOf(program));

interface Verb {
  readonly name: string;
  readonly description: string;
  readonly flags: readonly Flag[];
}

interface Flag {
  /** As in `--json`. */
  readonly name: string;
  readonly description: string;
  readonly takesValue: boolean;
  readonly choices: readonly string[];
}

function verbsOf(program: AnyCommand): readonly Verb[] {
  const help = program.createHelp();
  return help.visibleCommands(program).map((verb) => ({
    name: verb.name(),
    description: help.subcommandDescription(verb),
    flags: help.visibleOptions(verb).map((option) => ({
      name: option.long ?? option.flags,
      description: option.description,
      takesValue: option.required || option.optional,
      choices: option.argChoices ?? [],
    })),
  }));
}

const writers: { readonly [Each in Shell]: (program: string, verbs: readonly Verb[]) => string } = {
  bash(program, verbs) {
    const cases = verbs.map(({ name, flags }) => {
      const choices = flags
        .filter((flag) => flag.choices.length > 0)
        .map((flag) => `      ${flag.name}) words='${flag.choices.join(' ')}' ;;`);
      return [
        `    ${name})`,
        `      words='${flags.map((flag) => flag.name).join(' ')}'`,
        ...(choices.length > 0 ? ['      case "$before" in', ...choices, '      esac'] : []),
        '      ;;',
      ].join('\n');
    });
    return `# storycut completion bash >> ~/.bashrc
_${program}() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" words
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
  [ "$COMP_CWORD" -eq 1 ] && words='${verbs.map(({ name }) => name).join(' ')}'
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _${program} ${program}
`;
  },

  zsh(program, verbs) {
    const cases = verbs.map(({ name, flags }) => {
      const specs = flags.map((flag) => {
        const value = flag.takesValue ? `:value:${valuesOf(flag)}` : '';
        return ` '${flag.name}[${forZsh(flag.description)}]${value}'`;
      });
      return `    ${name}) _arguments${specs.join('')} '*:file:_files' ;;`;
    });
    const names = verbs.map(({ name, description }) => `    '${name}:${forZsh(description)}'`);
    return `#compdef ${program}
# eval "$(storycut completion zsh)" in ~/.zshrc, behind compinit
_${program}() {
  local -a verbs=(
${names.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe verb verbs
    return
  fi
  local verb=$words[2]
  shift words
  (( CURRENT-- ))
  case $verb in
${cases.join('\n')}
  esac
}
compdef _${program} ${program}
`;
  },

  fish(program, verbs) {
    const line = (...words: readonly string[]): string => ['complete', '-c', program, ...words].join(' ');
    const lines = verbs.flatMap(({ name, description, flags }) => [
      line('-n', '__fish_use_subcommand', '-a', name, '-d', quoted(description)),
      ...flags.map((flag) =>
        line(
          ...['-n', quoted(`__fish_seen_subcommand_from ${name}`), '-l', flag.name.replace(/^--/, '')],
          ...(flag.takesValue ? ['-r'] : []),
          ...(flag.choices.length > 0 ? ['-f', '-a', quoted(flag.choices.join(' '))] : []),
          ...['-d', quoted(flag.description)],
        ),
      ),
    ]);
    return `# storycut completion fish > ~/.config/fish/completions/${program}.fish\n${lines.join('\n')}\n`;
  },
};

const valuesOf = ({ choices }: Flag): string => (choices.length > 0 ? `(${choices.join(' ')})` : '_files');

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** Inside single quotes, where brackets and colons would end a part. */
const forZsh = (text: string): string =>
  text.replaceAll("'", "'\\''").replaceAll(/[\\[\]:]/g, (character) => `\\${character}`);

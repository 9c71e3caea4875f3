import type { Flag, Verb } from './command-line.ts';
import type { AnyCommand } from './commander.ts';

/** The shells that have completion. */
export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** The verbs and flags, from the program's own declarations: so completion never differs from them. */
export function verbsOf(program: AnyCommand): readonly Verb[] {
  const help = program.createHelp();
  return help.visibleCommands(program).map((verb) => {
    const [argument] = verb.registeredArguments;
    const flags = verb.options.map(
      (option): Flag => ({
        name: option.long ?? option.flags,
        description: option.description,
        values: option.variadic ? 'many' : option.required || option.optional ? 'one' : 'none',
        choices: option.argChoices ?? [],
        hidden: option.hidden,
      }),
    );
    const common = { name: verb.name(), description: help.subcommandDescription(verb), flags };
    const verbs = verb.commands.map((one) => one.name());
    const choices = argument?.argChoices ?? verbs;
    if (choices.length > 0) return { ...common, takes: 'choices', choices };
    if (argument?.name() === 'storyboard') return { ...common, takes: 'storyboard', choices };
    if (argument?.name() === 'provider') return { ...common, takes: 'providers', choices };
    if (argument?.name() !== 'names') return { ...common, takes: 'other', choices };
    return { ...common, takes: verb.name() === 'pick' ? 'take' : 'segments', choices };
  });
}

/**
 * What a shell runs to complete a command line: it calls `storycut complete`, and treats the answer as words, never as
 * code. If there is no answer, it offers files.
 */
export const completions: { readonly [Each in Shell]: string } = {
  bash: `# storycut completion bash >> ~/.bashrc
_storycut() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    line="\${line%%$'\\t'*}"
    [[ $line == *= ]] && compopt -o nospace 2>/dev/null
    [[ $line == *[!a-zA-Z0-9_,./=+-]* ]] && printf -v line %q "$line"
    COMPREPLY+=("$line")
  done < <(storycut complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -o nosort -F _storycut storycut
`,
  zsh: `#compdef storycut
# eval "$(storycut completion zsh)" in ~/.zshrc, behind compinit
_storycut() {
  local line
  local -a texts shown open openshown
  while IFS= read -r line; do
    if [[ \${line%%$'\\t'*} == *= ]]; then
      open+=("\${line%%$'\\t'*}")
      openshown+=("\${line/$'\\t'/  -- }")
    else
      texts+=("\${line%%$'\\t'*}")
      shown+=("\${line/$'\\t'/  -- }")
    fi
  done < <(storycut complete -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)
  if (( \${#texts} + \${#open} == 0 )); then
    _files
    return
  fi
  (( \${#texts} )) && compadd -V storycut -l -d shown -a texts
  (( \${#open} )) && compadd -V storycut -S '' -l -d openshown -a open
}
compdef _storycut storycut
`,
  fish: `# storycut completion fish > ~/.config/fish/completions/storycut.fish
function __storycut_complete
  set -l words (commandline -opc) (commandline -ct)
  set -l lines (storycut complete -- $words[2..-1] 2>/dev/null)
  if set -q lines[1]
    printf '%s\\n' $lines
  else
    __fish_complete_path (commandline -ct)
  end
end
complete -c storycut -f -k -a '(__storycut_complete)'
`,
};

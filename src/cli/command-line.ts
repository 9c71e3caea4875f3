/** A flag as a command declares it. */
export interface Flag {
  /** As in `--json`. */
  readonly name: string;
  readonly description: string;
  /** How many words its value has. */
  readonly values: 'none' | 'one' | 'many';
  readonly choices: readonly string[];
  /** Accepted, but not listed in the help. */
  readonly hidden: boolean;
}

export interface Verb {
  readonly name: string;
  readonly description: string;
  /** What it accepts besides flags. */
  readonly takes: 'storyboard' | 'segments' | 'take' | 'providers' | 'choices' | 'other';
  readonly choices: readonly string[];
  readonly flags: readonly Flag[];
}

/** A partial command line: what the word under the cursor may be. */
type Wanted =
  | { readonly kind: 'verb' }
  | { readonly kind: 'flag'; readonly verb: Verb }
  | { readonly kind: 'value'; readonly verb: Verb; readonly flag: Flag }
  | { readonly kind: 'positional'; readonly verb: Verb };

export interface CommandLine {
  readonly wanted: Wanted;
  /** The word under the cursor so far; for `--flag=value`, the value. */
  readonly typed: string;
  /** What comes before that in the same word: `--flag=`. */
  readonly before: string;
  /** What is already typed: words that are neither flags nor their values, and values by flag. */
  readonly names: readonly string[];
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** The config file that is named before the verb. */
  readonly config?: string;
}

/** Reads the words after the program's name; the last is under the cursor. Undefined for an unknown verb. */
export function readCommandLine(words: readonly string[], verbs: readonly Verb[]): CommandLine | undefined {
  // The only flag that comes before a verb; bash splits words at an equals sign.
  const [first = '', ...others] = words;
  const [, joined] = /^--config=(.*)$/s.exec(first) ?? [];
  const [flag, ...values] = joined === undefined ? words : ['--config', joined, ...others];
  const [config, ...behind] = values[0] === '=' ? values.slice(1) : values;
  if (flag !== '--config' || config === undefined || behind.length === 0) return readVerb(words, verbs);
  const line = readVerb(behind, verbs);
  return line && { ...line, config };
}

function readVerb([first = '', ...rest]: readonly string[], verbs: readonly Verb[]): CommandLine | undefined {
  const none = { before: '', names: [], values: new Map() };
  if (rest.length === 0) return { wanted: { kind: 'verb' }, typed: first, ...none };
  const verb = verbs.find(({ name }) => name === first);
  if (verb === undefined) return undefined;

  const names: string[] = [];
  const values = new Map<string, readonly string[]>();
  const flagOf = (word: string): Flag | undefined => verb.flags.find(({ name }) => name === word);
  /** The flag whose values are being read. */
  let open: Flag | undefined;
  for (const word of rest.slice(0, -1)) {
    // Bash splits words at an equals sign.
    if (word === '=' && open) continue;
    if (word.startsWith('-')) {
      const [name = '', value] = word.split(/=(.*)/s, 2);
      const flag = flagOf(name);
      if (flag && value !== undefined) add(values, flag.name, value);
      open = value === undefined && flag?.values !== 'none' ? flag : undefined;
    } else if (open) {
      add(values, open.name, word);
      if (open.values === 'one') open = undefined;
    } else {
      names.push(word);
    }
  }
  return { ...under(rest.at(-1) ?? '', verb, open, flagOf), names, values };
}

function under(
  word: string,
  verb: Verb,
  open: Flag | undefined,
  flagOf: (name: string) => Flag | undefined,
): Pick<CommandLine, 'wanted' | 'typed' | 'before'> {
  const [name = '', value] = word.split(/=(.*)/s, 2);
  const joined = word.startsWith('--') && value !== undefined ? flagOf(name) : undefined;
  if (joined)
    return { wanted: { kind: 'value', verb, flag: joined }, typed: value ?? '', before: `${name}=` };
  if (word.startsWith('-')) return { wanted: { kind: 'flag', verb }, typed: word, before: '' };
  if (open)
    return { wanted: { kind: 'value', verb, flag: open }, typed: word === '=' ? '' : word, before: '' };
  return { wanted: { kind: 'positional', verb }, typed: word, before: '' };
}

const add = (values: Map<string, readonly string[]>, name: string, value: string): void =>
  void values.set(name, [...(values.get(name) ?? []), value]);

import { listed, type Sentence, say, says } from '../core/sentence.ts';
import { Fill, type Names } from './fill.ts';
import type { CastMember } from './model.ts';
import type { Problems } from './problems.ts';
import type { NamedFiles } from './read-files.ts';
import type { StoryboardFile } from './schema.gen.ts';
import { shown } from './wording.ts';

/** The storyboard's variables, overridden by the command line. */
export function varsOf(
  file: StoryboardFile,
  set: Readonly<Record<string, string>>,
  problems: Problems,
): ReadonlyMap<string, string> {
  const written = Object.entries(file.vars ?? {});
  for (const [name, value] of written) if (typeof value === 'number') checkNumber(name, value, problems);
  const vars = new Map(written.map(([name, value]) => [name, String(value)]));
  for (const [name, value] of Object.entries(set)) {
    if (!vars.has(name)) {
      const help = helpForSet(problems.guess(name, vars.keys()), Object.keys(file.vars ?? {}));
      const message = say`--set: this storyboard has no variable ${shown({ name })}.`;
      problems.add({ code: 'unknown-variable', ...says(message, help) });
    }
    vars.set(name, value);
  }
  return vars;
}

/** `version: 1.10` is 1.1, and so are the prompts. */
function checkNumber(name: string, value: number, problems: Problems): void {
  const path = ['vars', name];
  const text = problems.textOf(path);
  if (text === undefined || text === String(value) || !/^[-+.\w]+$/.test(text)) return;
  problems.add({
    severity: 'warning',
    code: 'number-shortened',
    path,
    ...says(
      say`YAML reads ${{ written: text }} as the number ${{ value }}, so texts contain ${value}.`,
      say`Write \`${{ write: `${name}: "${text}"` }}\` to keep it as it is, or \`${name}: ${value}\`.`,
    ),
  });
}

function helpForSet(guess: string | undefined, known: readonly string[]): Sentence {
  if (guess !== undefined) return say`Did you mean \`--set ${{ nearest: guess }}=…\`?`;
  return known.length > 0
    ? say`It has: ${listed({ known })}.`
    : say`It has none: add this one under \`vars\`, with its default value.`;
}

/** The cast, with variables filled into the descriptions. */
export function castOf(file: StoryboardFile, vars: Names['vars'], problems: Problems): Names['cast'] {
  const fill = new Fill({ vars, cast: new Map() }, problems);
  return new Map(
    Object.entries(file.cast ?? {}).map(([name, member]) => [
      name,
      fill.text(member.description, ['cast', name, 'description']),
    ]),
  );
}

/** The members that a prompt names, as they are sent to a provider. */
export function membersOf(
  names: readonly string[],
  file: StoryboardFile,
  files: NamedFiles,
): readonly CastMember[] {
  return names.map((name) => {
    const { image, images = [], character, kind } = file.cast?.[name] ?? {};
    const named = [...(image === undefined ? [] : [image]), ...images];
    const assets = [...new Set(named)].flatMap((one) => files.get(one) ?? []);
    return {
      name,
      ...(assets.length > 0 && { images: assets }),
      ...(kind !== undefined && { role: roleOf[kind] }),
      ...(character !== undefined && { character }),
    };
  });
}

const roleOf = { person: 'subject', prop: 'subject', place: 'scene' } as const;

import type { Names } from './fill.ts';
import { Fill, unknownVariable } from './fill.ts';
import type { CastMember } from './model.ts';
import type { Problems } from './problems.ts';
import type { Files } from './read-files.ts';
import type { StoryboardFile } from './schema.gen.ts';
import { inWords } from './wording.ts';

/** The storyboard's variables, with the values that the command line sets. */
export function varsOf(
  file: StoryboardFile,
  set: Readonly<Record<string, string>>,
  problems: Problems,
): ReadonlyMap<string, string> {
  const vars = new Map(Object.entries(file.vars ?? {}).map(([name, value]) => [name, String(value)]));
  for (const [name, value] of Object.entries(set)) {
    if (!vars.has(name)) {
      const { code, help } = unknownVariable(name, problems.guess(name, vars.keys()));
      problems.add({ code, message: `--set: there is no variable ${inWords(name)}.`, help });
    }
    vars.set(name, value);
  }
  return vars;
}

/** The cast, variables put into the descriptions. */
export function castOf(file: StoryboardFile, vars: Names['vars'], problems: Problems): Names['cast'] {
  const fill = new Fill({ vars, cast: new Map() }, problems);
  return new Map(
    Object.entries(file.cast ?? {}).map(([name, member]) => [
      name,
      fill.text(member.description, ['cast', name, 'description']),
    ]),
  );
}

/** The members that a prompt names, as a provider is told of them. */
export function membersOf(
  names: readonly string[],
  file: StoryboardFile,
  files: Files,
): readonly CastMember[] {
  return names.map((name) => {
    const { image, character } = file.cast?.[name] ?? {};
    const asset = image === undefined ? undefined : files.get(image);
    return { name, ...(asset && { image: asset }), ...(character !== undefined && { character }) };
  });
}

import type { ProviderState } from '../project/machine/provider-states.ts';
import type { Capabilities } from '../providers/capabilities.ts';
import type { Paint } from './paint.ts';
import { agoText, shortPrice } from './prices-text.ts';
import { lengthsText } from './providers-text.ts';
import { cell, table } from './table.ts';

/**
 * Each provider with what it lacks, and a line for each of its models. What stands in for footage can rehearse the
 * models of all others, which are listed there. `now`: milliseconds since 1970.
 */
export function providersOverview(providers: readonly ProviderState[], now: number, paint: Paint): string {
  const texts = providers.map((provider) => {
    const others = providers.filter(({ data }) => data.name !== provider.data.name);
    const elsewhere = new Set(others.flatMap(({ data }) => data.models.map(({ model }) => model)));
    return overviewOf(provider, elsewhere, { now, paint });
  });
  return `${texts.join('\n\n')}\n\nAll that one can do: \`storycut providers NAME\``;
}

function overviewOf(
  { data, problem }: ProviderState,
  elsewhere: ReadonlySet<string>,
  { now, paint }: { readonly now: number; readonly paint: Paint },
): string {
  const { name, told, defaultModel } = data;
  // Without models, what to do is all that there is to say.
  const missing = problem && [
    problem.message.replace(`${name} `, ''),
    ...(data.models.length === 0 && problem.help ? [problem.help] : []),
  ];
  const own = data.standsIn ? data.models.filter(({ model }) => !elsewhere.has(model)) : data.models;
  const rows = own.map((model) => {
    const mark = model.model === defaultModel && own.length > 1 ? ' (default)' : '';
    return [
      cell(`${model.model}${mark}`, (text) => paint('cyan', text)),
      cell(lengthsText(model.lengths)),
      cell(shortPrice(model.price)),
      cell(abilities(model).join(', '), (text) => paint('dim', text)),
    ];
  });
  return [
    `${paint('bold', name)}  ${missing ? paint('yellow', missing.join(' ')) : paint('green', 'ready')}`,
    ...(told === undefined ? [] : [paint('dim', `  as it told ${agoText(told, now)}`)]),
    ...(rows.length === 0 ? [] : [table(rows)]),
    ...(data.standsIn ? [`  ${paint('dim', 'rehearses every model of the others, free of charge')}`] : []),
  ].join('\n');
}

/** What it can do beyond making footage from a text. */
function abilities({ inputs, extend, edit, sound }: Capabilities): readonly string[] {
  const { firstFrame, lastFrame, references, characters } = inputs;
  const frames = [...(firstFrame === 'none' ? [] : ['first']), ...(lastFrame ? ['last'] : [])];
  const leansOn = references.images + (references.videos ?? 0) + (references.audio ?? 0) > 0;
  return [
    ...(frames.length === 0 ? [] : [`${frames.join(' and ')} frame`]),
    ...(leansOn ? ['references'] : []),
    ...(characters > 0 ? ['characters'] : []),
    ...(extend.kind === 'native' ? ['extends'] : []),
    ...(edit ? ['edits'] : []),
    ...(sound === 'never' ? [] : ['sound']),
  ];
}

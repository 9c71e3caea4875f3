import { file, filmOf, gull, lamp, type State } from './state.ts';

const check = ['check'];

/** A storyboard with one slip in it, told by `check`; mended by writing `right` where `wrong` stands. */
const slip = (
  code: State['code'],
  text: string,
  advice: State['advice'],
  [wrong, right]: readonly [string, string],
  name?: string,
): State => ({
  code,
  ...(name !== undefined && { name }),
  files: { [file]: text },
  command: check,
  advice,
  follow: (site) => site.edit(file, wrong, right),
});

/** The storyboard as text, its keys and values, and what they mean together. */
export const meaning: readonly State[] = [
  slip('yaml-syntax', filmOf([gull.replace('A gull', '"A gull')]), 'End the text with a second "', [
    'A gull on a pole',
    'A gull on a pole"',
  ]),
  slip('yaml-duplicate-key', filmOf([gull.replace(' }', ', duration: 2 }')]), 'Delete one of them', [
    ', duration: 2',
    '',
  ]),
  slip('yaml-version', `%YAML 1.1\n---\n${filmOf([gull])}`, 'Delete this line', ['%YAML 1.1\n', '']),
  slip('yaml-several-documents', `${filmOf([gull])}---\nmore: text\n`, 'delete the line `---`', [
    '---\nmore: text\n',
    '',
  ]),
  slip('yaml-alias', filmOf(['{ id: gull, prompt: *gull, duration: 1 }']), 'Put the whole text in quotes', [
    '*gull',
    '"*gull"',
  ]),
  slip(
    'yaml-tag',
    filmOf(['{ id: gull, prompt: !gull A gull, duration: 1 }']),
    'Put the whole text in quotes',
    ['!gull A gull', '"!gull A gull"'],
  ),
  slip(
    'yaml-anchor',
    filmOf(['{ id: gull, prompt: &gull A gull, duration: 1 }']),
    'Put the whole text in quotes',
    ['&gull A gull', '"&gull A gull"'],
  ),
  slip('output-named-like-kind', filmOf([gull], 'outputs: [ { name: gif } ]'), 'Write `as: gif`', [
    'name: gif',
    'name: gif, as: gif',
  ]),
  slip(
    'number-shortened',
    filmOf(['{ id: gull, prompt: "Gull ${number}", duration: 1 }'], 'vars: { number: 007 }'),
    'Write `number: "007"`',
    ['number: 007', 'number: "007"'],
  ),
  slip(
    'yaml-too-deep',
    filmOf([`{ id: gull, prompt: ${'['.repeat(80)}x${']'.repeat(80)} }`]),
    'a bracket that is never closed',
    [`${'['.repeat(80)}x${']'.repeat(80)}`, 'x'],
  ),
  slip('control-character', filmOf([gull.replace('A gull', 'A \u0007gull')]), 'Delete it', ['\u0007', '']),
  slip(
    'control-character',
    filmOf([gull.replace('A gull on a pole', '"A \\u0007gull"')]),
    'Delete it',
    ['\\u0007', ''],
    'as an escape',
  ),
  {
    code: 'not-utf8',
    files: { [file]: Buffer.from(filmOf([gull.replace('A gull', 'Une mouette à')]), 'latin1') },
    command: check,
    advice: 'with the encoding UTF-8',
    follow: async (site) => site.write(file, filmOf([gull.replace('A gull', 'Une mouette à')])),
  },
  slip('unknown-key', filmOf([gull.replace('duration', 'duraton')]), 'Did you mean `duration`?', [
    'duraton',
    'duration',
  ]),
  slip('misplaced-key', filmOf(['{ id: gull, card: { text: Fin }, takes: 2 }']), 'Keys allowed with `card`', [
    ', takes: 2',
    '',
  ]),
  slip('missing-key', filmOf([gull]).replace('title: A Film\n', ''), 'Title of the film', [
    'storyboard: 1',
    'storyboard: 1\ntitle: A Film',
  ]),
  slip('wrong-type', filmOf([gull.replace('duration: 1', 'takes: two')]), 'whole number', ['two', '2']),
  slip(
    'wrong-type',
    filmOf(['{ id: gull, prompt: 1911, duration: 1 }']),
    'Write `prompt: "1911"`',
    ['1911', '"1911"'],
    'a text',
  ),
  slip('unknown-value', filmOf([gull], 'format: { aspect: "16:10" }'), 'Use 16:9', ['16:10', '16:9']),
  slip('out-of-range', filmOf([gull.replace('1 }', '0 }')]), 'Seconds', ['duration: 0', 'duration: 1']),
  slip('malformed', filmOf([gull.replace('id: gull', 'id: Gull')]), 'Write `id: gull`', ['Gull,', 'gull,']),
  slip('empty', filmOf(['{ id: gull, prompt: "", duration: 1 }']), 'What the footage shows', [
    '""',
    'A gull',
  ]),
  slip(
    'unknown-variable',
    filmOf(['{ id: gull, prompt: "A ${brid}", duration: 1 }'], 'vars: { bird: gull }'),
    'Did you mean `${bird}`?',
    ['${brid}', '${bird}'],
  ),
  slip(
    'unknown-variable',
    filmOf(['{ id: gull, prompt: "A ${thing}", duration: 1 }']),
    'Add it under `vars`',
    ['scenes:', 'vars: { thing: gull }\nscenes:'],
    'not near any',
  ),
  slip(
    'unknown-cast',
    filmOf(['{ id: gull, prompt: "@gul", duration: 1 }'], 'cast: { gull: { description: a gull } }'),
    'Did you mean `@gull`?',
    ['@gul"', '@gull"'],
  ),
  slip(
    'unknown-cast',
    filmOf(['{ id: gull, prompt: "Write to me@home", duration: 1 }']),
    'write `@@` for a plain `@`',
    ['me@home', 'me@@home'],
    'a plain @',
  ),
  slip(
    'dash-in-text',
    filmOf([
      'id: gull\n        prompt: A gull\n        duration: 1\n        fallbacks:\n          - A bird\n            - A kite',
    ]),
    'write `          - A kite`',
    ['            - A kite', '          - A kite'],
  ),
  slip(
    'cut-short',
    filmOf([
      '{ id: gull, prompt: "A gull", duration: 1 }',
      'id: lamp\n        prompt: Lamp #3 is lit\n        duration: 1',
    ]),
    'Put the whole text in quotes: "Lamp #3 is lit"',
    ['Lamp #3 is lit', '"Lamp #3 is lit"'],
  ),
  slip(
    'dialogue-long',
    filmOf(
      [
        `{ id: gull, prompt: { subject: "@gull", dialogue: [ { who: gull, line: ${'I am a gull and '.repeat(6)}done } ] }, duration: 2 }`,
      ],
      'cast: { gull: { description: a gull } }',
    ),
    'lengthen the segment',
    ['duration: 2', 'duration: 14'],
  ),
  slip(
    'moves-several',
    filmOf([`{ id: gull, prompt: "A gull. Slow push in, then pan left.", duration: 1 }`]),
    'Keep one',
    [', then pan left', ''],
  ),
  slip(
    'actions-several',
    filmOf([`{ id: gull, prompt: "A gull jumps, then dives.", duration: 1 }`]),
    'Keep one',
    [', then dives', ''],
  ),
  slip(
    'asked-in-prose',
    filmOf([`{ id: gull, prompt: "A 10 second shot of a gull", duration: 1 }`]),
    'leave the words out',
    ['A 10 second shot of a gull', 'A gull'],
  ),
  slip(
    'asked-in-prose',
    filmOf([`{ id: gull, prompt: "A gull in 4K, 16:9", duration: 1 }`]),
    "storyboard's `format`",
    [' in 4K, 16:9', ''],
    'a size',
  ),
  slip(
    'text-in-picture',
    filmOf([`{ id: gull, prompt: A gull on a sign that says Welcome, duration: 1 }`]),
    'leave them out',
    [' that says Welcome', ''],
  ),
  slip('change-verb', filmOf([`{ id: gull, prompt: Add a second gull, duration: 1 }`]), 'Say what is seen', [
    'Add a second gull',
    'Two gulls',
  ]),
  slip(
    'cast-unmarked',
    filmOf([`{ id: gull, prompt: "Gull lands", duration: 1 }`], 'cast: { gull: { description: a gull } }'),
    'Write `@gull`',
    ['"Gull', '"@gull'],
  ),
  slip(
    'name-spelt-twice',
    filmOf([
      `{ id: a, prompt: "A girl, Keira, runs", duration: 2 }`,
      `{ id: b, prompt: "A girl, Keira, stops", duration: 2 }`,
      `{ id: c, prompt: "A girl, Kiira, rests", duration: 2 }`,
    ]),
    'Spell both alike',
    ['Kiira', 'Keira'],
  ),
  slip(
    'sizes-equal',
    filmOf(
      ['one', 'two', 'three'].map((id) => `{ id: ${id}, prompt: "Close-up of a gull, ${id}", duration: 1 }`),
    ),
    'Frame one of them closer or wider',
    ['Close-up of a gull, two', 'Wide shot of a gull, two'],
  ),
  slip('tempo-missing', filmOf([gull.replace('duration: 1', 'duration: 2 beats')]), 'Write `tempo: 120`', [
    'scenes:',
    'tempo: 120\nscenes:',
  ]),
  slip('twin-id', filmOf([gull, gull]), 'Give one of them another id', ['{ id: gull', '{ id: tern']),
  slip('segment-without-id', filmOf([gull.replace('id: gull, ', '')]), 'Add an `id`', [
    '{ prompt',
    '{ id: gull, prompt',
  ]),
  slip('text-too-long', filmOf([gull.replace('A gull', `A gull ${'s'.repeat(33_000)}`)]), 'Shorten it', [
    ` ${'s'.repeat(33_000)}`,
    '',
  ]),
  slip('odd-size', filmOf([gull], 'format: { size: 853x480 }'), 'Use 854x480', ['853x480', '854x480']),
  slip(
    'cycle',
    filmOf(['{ id: a, extend: b, prompt: A, duration: 1 }', '{ id: b, extend: a, prompt: B, duration: 1 }']),
    'Give one of them a source of its own',
    ['extend: b, ', ''],
  ),
  slip(
    'cycle',
    filmOf(['{ id: a, extend: a, prompt: A, duration: 1 }']),
    'delete the line',
    ['extend: a, ', ''],
    'of one',
  ),
  slip(
    'card-has-no-footage',
    filmOf([gull, '{ id: fin, card: { text: Fin } }', '{ id: on, extend: fin, prompt: On, duration: 1 }']),
    'Name a segment with footage',
    ['extend: fin', 'extend: gull'],
  ),
  slip('no-neighbour', filmOf(['{ id: on, image: previous, prompt: On, duration: 1 }']), 'delete the line', [
    'image: previous, ',
    '',
  ]),
  slip(
    'cycle',
    filmOf([
      '{ id: a, prompt: A, last-image: next, duration: 1 }',
      '{ id: b, prompt: B, image: previous, duration: 1 }',
    ]),
    'delete `last-image` of a',
    ['last-image: next, ', ''],
    'of two that meet',
  ),
  slip(
    'unknown-segment',
    filmOf([gull, lamp.replace('prompt', 'extend: gul, prompt')]),
    'Did you mean `gull`?',
    ['extend: gul,', 'extend: gull,'],
    'that is extended',
  ),
];

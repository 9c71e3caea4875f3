import { describe, expect, it } from 'vitest';
import { readText } from './reading.ts';

const film = (outputs: string): string => `storyboard: 1
title: The Last Keeper
scenes:
  - id: tower
    segments:
      - { id: door, prompt: The door opens }
outputs:
${outputs}
`;

describe('what is wrong with one output hides nothing that is wrong with the others', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'a key',
      '  - { name: wide, siez: 320x180 }\n  - { name: tall }\n  - { name: tall, as: gif, fps: 60 }',
      ['unknown-key', 'twin-id', 'out-of-range'],
    ],
    ['a kind', '  - { name: still, as: postr, at: 3 }\n  - { name: still }', ['unknown-value', 'twin-id']],
    ['a kind that is its name', '  - { name: gif, as: giff, fps: 60 }', ['unknown-value', 'out-of-range']],
    [
      'a name',
      '  - { name: [a], at: 3 }\n  - { name: b, fps: 12 }',
      ['wrong-type', 'misplaced-key', 'misplaced-key'],
    ],
    ['no name', '  - { as: gif, fps: 60 }\n  - { as: gif }', ['missing-key', 'missing-key', 'out-of-range']],
    ['all of it', '  - wide\n  - { name: b, fps: 12 }', ['wrong-type', 'misplaced-key']],
  ])('%s', async (_, outputs, codes) => {
    const { diagnostics } = await readText(film(outputs));
    expect(diagnostics.map(({ code }) => code).sort()).toEqual([...codes].sort());
  });
});

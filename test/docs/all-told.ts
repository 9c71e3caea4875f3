import type { Diagnostic } from '../../src/core/diagnostic.ts';
import { file, filmOf, gull } from '../advice/state.ts';
import { inFolder, toldOf, toldOfFiles, toldOfStoryboards } from './told.ts';
import { toldOfMaking } from './told-of-making.ts';
import { toldOfPlans } from './told-of-plans.ts';
import { toldOfProjects } from './told-of-projects.ts';

/** What no other test has wrong. */
async function more(): Promise<readonly Diagnostic[]> {
  const many = Array.from({ length: 30 }, (_, i) => `v${i}: x`).join(', ');
  const circle = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(
    (id, i, all) => `{ id: ${id}, extend: ${all[(i + 1) % all.length]}, prompt: A door }`,
  );
  const late = gull.replace(' }', ', captions: [ { text: A gull, to: 9 } ] }');
  return [
    ...(await toldOfFiles({})),
    ...(await toldOf('a-name-too-long'.repeat(20))),
    ...(await toldOfFiles({ [file]: 'storyboard: 1\n&a *b : c\n' })),
    ...(await toldOfFiles({ [file]: filmOf([gull], `vars: { ${many} }`) }, { nothing: 'near' })),
    ...(await toldOfFiles({ [file]: filmOf(circle) })),
    ...(await toldOfFiles({ [file]: filmOf([late], 'captions: { burn: true }') })),
  ];
}

/** All that these tests bring about, in an order that stays. */
export const told: readonly Diagnostic[] = [
  ...(await toldOfStoryboards()),
  ...(await more()),
  ...(await toldOfMaking()),
  ...toldOfPlans(),
  ...(await inFolder(toldOfProjects)),
];

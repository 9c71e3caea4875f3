import { expect, it } from 'vitest';
import { planToJson } from '../../src/planner/plan-json.ts';
import { jobOf, planOf } from '../rig/planning.ts';
import { asset, board, extend, file, generate, place, video } from '../rig/storyboard-builder.ts';
import { caption } from '../rig/words.ts';

it('a plan as JSON has the promised shape, in seconds', () => {
  const dissolve = { type: 'dissolve', duration: 0.5 } as const;
  const old = file('old', video('old.mp4', 10), {
    trim: { from: 2, to: 10 },
    transition: dissolve,
    words: [caption('Long ago'), caption('A story', { kind: 'title', position: 'top', from: 1, to: 2 })],
  });
  const segments = [old, extend('new', 'old'), generate('a', { provider: 'openai', model: 'sora-2' })];
  const recording = asset('vo.wav', { kind: 'audio', seconds: 3 });
  const narration = [{ file: recording, at: 'new', offset: 1, volume: 0, place }];
  const plan = planOf(board(segments, { audio: { keep: true, narration, cues: [] } }));
  const fingerprint = (id: string): string => jobOf(plan, id).fingerprint;
  const job = { take: 1, state: 'new', reason: 'never made', outstanding: null };
  expect(JSON.parse(JSON.stringify(planToJson(plan)))).toEqual({
    schemaVersion: 1,
    storyboard: 'film.storyboard.yaml',
    jobs: [
      {
        ...job,
        id: 'old.frame',
        kind: 'frame',
        segment: 'old',
        provider: null,
        model: null,
        prompt: null,
        seconds: null,
        size: null,
        needs: [],
        fingerprint: fingerprint('old.frame'),
        cost: 0,
      },
      {
        ...job,
        id: 'new',
        kind: 'generate',
        segment: 'new',
        provider: 'animatic',
        model: 'sora-2',
        prompt: 'new goes on',
        seconds: 8,
        size: '1280x720',
        needs: ['old.frame'],
        fingerprint: fingerprint('new'),
        cost: 0,
      },
      {
        ...job,
        id: 'a',
        kind: 'generate',
        segment: 'a',
        provider: 'openai',
        model: 'sora-2',
        prompt: 'a happens',
        seconds: 8,
        size: '1280x720',
        needs: [],
        fingerprint: fingerprint('a'),
        cost: 0.8,
      },
    ],
    timeline: [
      { segment: 'old', start: 0, end: 8, 'source-start': 2, speed: 1, transition: dissolve },
      { segment: 'new', start: 7.5, end: 15.5, 'source-start': 0, speed: 1, transition: { type: 'cut' } },
      { segment: 'a', start: 15.5, end: 23.5, 'source-start': 0, speed: 1, transition: { type: 'cut' } },
    ],
    chapters: [{ title: 'scene', start: 0 }],
    captions: [{ text: 'Long ago', start: 0, end: 7.75, position: 'bottom' }],
    titles: [{ text: 'A story', start: 1, end: 2, position: 'top' }],
    narration: [{ file: 'vo.wav', start: 8.5 }],
    cues: [],
    duration: 23.5,
    cost: {
      needed: 0.8,
      spent: 0,
      planned: 0,
      lost: 0,
      reserved: 0,
      maybeCharged: 0,
      currency: 'USD',
      estimated: false,
    },
  });
});

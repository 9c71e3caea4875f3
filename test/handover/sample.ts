import type { ClipFile } from '../../src/handover/clips.ts';
import { handoverOf } from '../../src/handover/from-plan.ts';
import type { Handover } from '../../src/handover/handover.ts';
import type { Plan } from '../../src/planner/plan.ts';
import type { Segment, Storyboard } from '../../src/storyboard/model.ts';
import { planOf } from '../rig/planning.ts';
import {
  asset,
  board,
  card,
  file,
  generate,
  picture,
  place,
  still,
  video,
} from '../rig/storyboard-builder.ts';
import { caption } from '../rig/words.ts';

export const size = { width: 1280, height: 720 };

/** What a film hands over once the jobs that `made` chooses have been made, each clip named after its job. */
export function handedOver(
  film: Storyboard,
  made: (job: string) => boolean = () => true,
): { readonly plan: Plan; readonly handover: Handover } {
  const plan = planOf(film);
  const clips = new Map<string, ClipFile>();
  for (const job of plan.jobs) {
    if (job.kind === 'frame' || !made(job.id)) continue;
    const path = `/films/.storycut/clips/${job.id.replace('#', '-')}.mp4`;
    clips.set(job.id, { file: path, seconds: job.holds, fps: 24, size, hasSound: true });
  }
  const { title, audio } = film;
  return { plan, handover: handoverOf({ plan, title, size, audio, clips, notes: [] }) };
}

/** A film with everything in it that a format has to find a place for. */
function wholeFilm(more: Partial<Storyboard> = {}): Storyboard {
  const segments: readonly Segment[] = [
    generate('wake', {
      duration: 4,
      takes: 3,
      pick: 2,
      words: [caption('Cape "Wrath" & <sea>\nat dusk')],
      transition: { type: 'dissolve', duration: 0.5 },
    }),
    generate('not-yet', { duration: 4, transition: { type: 'fade-to-black', duration: 1 } }),
    file('archive', video('archive, 1911.mp4', 6), {
      scene: 'tower',
      trim: { from: 1, to: 5 },
      fit: 'crop',
      transition: { type: 'wipe-right', duration: 0.5 },
    }),
    still('lamp', picture('lamp.png'), 'push-in', {
      scene: 'tower',
      duration: 3,
      transition: { type: 'xfade', name: 'pixelize', duration: 0.25 },
    }),
    card('fin', { scene: 'tower', transition: { type: 'fade-to-black', duration: 1 } }),
  ];
  return board(segments, {
    title: 'The <Last> Keeper',
    scenes: [
      { id: 'scene', title: 'Arrival', segments: ['wake', 'not-yet'] },
      { id: 'tower', segments: ['archive', 'lamp', 'fin'] },
    ],
    audio: {
      keep: true,
      music: {
        file: asset('theme.mp3', { kind: 'audio', seconds: 7 }),
        volume: -18,
        duck: true,
        fadeIn: 1,
        fadeOut: 3,
      },
      cues: [],
      narration: [
        { file: asset('vo-1.wav', { kind: 'audio', seconds: 3 }), at: 'wake', offset: -1, volume: 0, place },
        {
          file: asset('vo-2.wav', { kind: 'audio', seconds: 3 }),
          at: 'wake',
          offset: 1.5,
          volume: -3,
          place,
        },
        {
          file: asset('vo-3.wav', { kind: 'audio', seconds: 30 }),
          at: 'archive',
          offset: 0,
          volume: 0,
          place,
        },
      ],
    },
    ...more,
  });
}

export const wholeHandover = (): Handover =>
  handedOver(wholeFilm(), (job) => !job.startsWith('not-yet')).handover;

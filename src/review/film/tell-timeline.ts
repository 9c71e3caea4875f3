import type { Asset } from '../../core/footage.ts';
import { unreachable } from '../../core/result.ts';
import type { Footage, Timeline } from '../../planner/plan.ts';
import { factorOf } from '../../stitch/sound/raw.ts';
import type { Transition } from '../../storyboard/model.ts';
import type { ShownEntry, ShownFootage } from './shown.ts';

export const entriesOf = ({ entries }: Timeline): readonly ShownEntry[] =>
  entries.map(
    ({ segment, start, frames, sourceStart, speed = 1, footage, fit, volume, transition, overlap }) => ({
      ...{ segment, start, frames, sourceStart, speed, fit, overlap },
      footage: footageOf(footage),
      muted: volume === 'mute' || footage.kind === 'still',
      gain: typeof volume === 'number' ? factorOf(volume) : 1,
      transition: nameOf(transition),
    }),
  );

function footageOf(footage: Footage): ShownFootage {
  switch (footage.kind) {
    case 'clip':
      return { kind: 'clip', ...(footage.clip !== undefined && { hash: footage.clip }) };
    case 'file':
      return ofFile(footage.file);
    case 'still':
      return { kind: 'picture', hash: footage.image.sha256 };
    case 'card': {
      const { text, background, color, behind } = footage.card;
      const back = behind?.kind === 'still' ? behind.image : undefined;
      return { kind: 'card', text, background, color, ...(back && { behind: back.sha256 }) };
    }
    default:
      return unreachable(footage);
  }
}

const ofFile = ({ sha256, facts }: Asset): ShownFootage =>
  facts.kind === 'image' ? { kind: 'picture', hash: sha256 } : { kind: 'video', hash: sha256 };

const nameOf = (transition: Transition): string =>
  transition.type === 'xfade' ? transition.name : transition.type;

import { say, says } from '../../core/sentence.ts';
import type { Segment } from '../../storyboard/model.ts';
import { about, type Findings } from '../findings.ts';
import type { Maker } from './maker.ts';

/** Whether footage is asked for with sound, if the model lets that be chosen. */
export const soundOf = ({ soundOff }: Segment, { model: { sound } }: Maker): boolean | undefined =>
  sound === 'choice' ? soundOff === undefined : undefined;

/** A segment without sound that its model makes all the same: the film leaves it out. */
export function muted(segment: Segment, { provider, model }: Maker, findings: Findings): Segment {
  if (!segment.soundOff || model.sound !== 'always' || segment.volume === 'mute') return segment;
  findings.once(`sound ${provider} ${model.model}`, () => ({
    ...about(segment, 'note', 'sound-muted'),
    ...says(
      say`${{ model: model.model }} always makes sound: the film leaves out that of footage with \`sound: off\`.`,
    ),
  }));
  return { ...segment, volume: 'mute' };
}

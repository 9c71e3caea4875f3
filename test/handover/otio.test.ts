import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { otioText } from '../../src/handover/otio/document.ts';
import { misfits } from './otio-schema.ts';
import { isMade, randomFilm } from './random-film.ts';
import { handedOver, wholeHandover } from './sample.ts';

interface Time {
  readonly rate: number;
  readonly value: number;
}
interface Range {
  readonly start_time: Time;
  readonly duration: Time;
}
interface Reference {
  readonly OTIO_SCHEMA: string;
  readonly available_range: Range | null;
  readonly target_url?: string;
}
interface Child {
  readonly OTIO_SCHEMA: string;
  readonly name: string;
  readonly source_range: Range;
  readonly effects: readonly { readonly time_scalar: number }[];
  readonly in_offset: Time;
  readonly out_offset: Time;
  readonly transition_type: string;
  readonly media_references: Readonly<Record<string, Reference>>;
  readonly active_media_reference_key: string;
}
interface Track {
  readonly name: string;
  readonly kind: string;
  readonly children: readonly Child[];
}
interface Timeline {
  readonly tracks: {
    readonly children: readonly Track[];
    readonly markers: readonly { readonly name: string; readonly marked_range: Range }[];
  };
}

const secondsIn = ({ value, rate }: Time): number => value / rate;

const read = (text: string): Timeline => JSON.parse(text);
const isTransition = ({ OTIO_SCHEMA: schema }: Child): boolean => schema === 'Transition.1';

/** As OpenTimelineIO counts a track: transitions take no time of their own. */
const framesOf = ({ children }: Track): number =>
  children.reduce((sum, child) => sum + (isTransition(child) ? 0 : child.source_range.duration.value), 0);

describe('OpenTimelineIO', () => {
  it('has every member of its schemas and no other, whatever the film', () => {
    expect(misfits(JSON.parse(otioText(wholeHandover())))).toEqual([]);
    fc.assert(
      fc.property(randomFilm, (film) => {
        expect(misfits(JSON.parse(otioText(handedOver(film, isMade).handover)))).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  it('is as long as the film on its picture track and on that of the footage’s sound', () => {
    fc.assert(
      fc.property(randomFilm, (film) => {
        const { handover } = handedOver(film, isMade);
        const { tracks } = read(otioText(handover));
        const [picture, ...sounds] = tracks.children.map(framesOf);
        expect(picture).toBe(handover.frames);
        expect(sounds[0] === undefined || !handover.keepsSound || sounds[0] === handover.frames).toBe(true);
        for (const frames of sounds) expect(frames).toBeLessThanOrEqual(handover.frames);
      }),
    );
  });

  it('gives each transition frames to draw on, on both sides', () => {
    fc.assert(
      fc.property(randomFilm, (film) => {
        const { handover } = handedOver(film, isMade);
        const [picture] = read(otioText(handover)).tracks.children;
        const children = picture?.children ?? [];
        for (const [i, child] of children.entries()) {
          if (!isTransition(child)) continue;
          const before = children[i - 1];
          const after = children[i + 1];
          expect(before && isTransition(before)).toBe(false);
          expect(child.in_offset.value).toBeLessThanOrEqual(before?.source_range.duration.value ?? 0);
          expect(after === undefined ? child.out_offset.value : 0).toBe(0);
          const speed = after?.effects[0]?.time_scalar ?? 1;
          if (!after) continue;
          const first = after.media_references.DEFAULT_MEDIA?.available_range?.start_time;
          const unseen = secondsIn(after.source_range.start_time) - (first ? secondsIn(first) : 0);
          expect((unseen * handover.fps) / speed).toBeGreaterThan(child.in_offset.value - 1e-5);
        }
      }),
    );
  });

  it('keeps all takes of a segment, the one in the cut under the usual name', () => {
    const [picture] = read(otioText(wholeHandover())).tracks.children;
    const [wake] = picture?.children ?? [];
    expect(wake?.active_media_reference_key).toBe('DEFAULT_MEDIA');
    const files = Object.entries(wake?.media_references ?? {}).map(([key, { target_url: url }]) => [
      key,
      url,
    ]);
    expect(files).toEqual([
      ['DEFAULT_MEDIA', 'file:///films/.storycut/clips/wake-2.mp4'],
      ['take 1', 'file:///films/.storycut/clips/wake.mp4'],
      ['take 3', 'file:///films/.storycut/clips/wake-3.mp4'],
    ]);
  });

  it('says what is missing, drawn, or named by nobody else', () => {
    const { tracks } = read(otioText(wholeHandover()));
    const [picture] = tracks.children;
    const told = (picture?.children ?? []).map((child) =>
      isTransition(child)
        ? `${child.name}: ${child.transition_type}`
        : `${child.name}: ${child.media_references.DEFAULT_MEDIA?.OTIO_SCHEMA}`,
    );
    expect(told).toEqual([
      'wake: ExternalReference.1',
      'dissolve: SMPTE_Dissolve',
      'not-yet: MissingReference.1',
      'fade-to-black: Custom_Transition',
      'archive: ExternalReference.1',
      'wipe-right: Custom_Transition',
      'lamp: ExternalReference.1',
      'pixelize: Custom_Transition',
      'fin: GeneratorReference.1',
      'fade-to-black: SMPTE_Dissolve',
    ]);
    const lamp = picture?.children.find(({ name }) => name === 'lamp');
    expect(lamp?.media_references.DEFAULT_MEDIA).toMatchObject({
      available_range: null,
      metadata: { storycut: { move: 'push-in' } },
    });
    expect(tracks.children.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'Picture Video',
      'Sound Audio',
      'Music Audio',
      'Music Audio',
      'Narration Audio',
      'Narration Audio',
    ]);
    expect(tracks.markers.map(({ name, marked_range: at }) => [name, at.start_time.value])).toEqual([
      ['Arrival', 0],
      ['Cape "Wrath" & <sea>\nat dusk', 0],
      ['tower', 156],
    ]);
  });
});

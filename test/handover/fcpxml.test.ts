import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inFrames } from '../../src/core/frames.ts';
import { fcpxmlText } from '../../src/handover/fcpxml/document.ts';
import { board, card, file, video } from '../rig/storyboard-builder.ts';
import { anyText } from './any-text.ts';
import { grammar, values } from './fcpxml-grammar.ts';
import { isMade, randomFilm } from './random-film.ts';
import { allOf, type Element, readXml } from './read-xml.ts';
import { handedOver, wholeHandover } from './sample.ts';

function find(element: Element, name: string): Element {
  for (const one of allOf(element)) if (one.name === name) return one;
  throw new Error(`no ${name}`);
}

/** `"156/24s"` → frames. */
function framesAt(time: string | undefined, fps: number): number {
  const match = /^(\d+)(?:\/(\d+))?s$/.exec(time ?? '');
  if (match === null) throw new Error(`no time: ${time}`);
  return inFrames(Number(match[1]) / Number(match[2] ?? 1), fps);
}

/** Where a document is not as Apple's document type wants it. */
function misfits(document: Element): readonly string[] {
  const elements = [...allOf(document)];
  const ids = elements.flatMap(({ attributes: { id } }) => (id === undefined ? [] : [id]));
  const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
  return elements
    .flatMap(({ name, attributes, children }) => {
      const rule = grammar[name];
      if (rule === undefined) return [`no element ${name}`];
      const allowed = rule.attributes.split(' ').map((one) => one.replace('!', ''));
      const needed = rule.attributes.split(' ').filter((one) => one.endsWith('!'));
      return [
        ...(rule.children.test(children.map((child) => `${child.name} `).join('')) ? [] : [`inside ${name}`]),
        ...Object.keys(attributes).filter((key) => !allowed.includes(key)),
        ...needed.filter((key) => !(key.slice(0, -1) in attributes)),
        ...Object.entries(attributes).flatMap(([key, value]) =>
          (values[`${name} ${key}`] ?? values[key] ?? /^/).test(value ?? '')
            ? []
            : [`${name} ${key} ${value}`],
        ),
        ...[attributes.ref, attributes.format].filter((ref) => ref !== undefined && !ids.includes(ref)),
      ];
    })
    .concat(twice)
    .map(String);
}

describe('FCPXML', () => {
  it('is as its document type says, whatever the film', () => {
    expect(misfits(readXml(fcpxmlText(wholeHandover())))).toEqual([]);
    fc.assert(
      fc.property(randomFilm, (film) => {
        expect(misfits(readXml(fcpxmlText(handedOver(film, isMade).handover)))).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('fills its spine from the first frame of the film to the last, each transition over its cut', () => {
    fc.assert(
      fc.property(randomFilm, (film) => {
        const { handover } = handedOver(film, isMade);
        const { fps, frames } = handover;
        const document = readXml(fcpxmlText(handover));
        let at = 0;
        for (const { name, attributes, children } of find(document, 'spine').children) {
          const offset = framesAt(attributes.offset, fps);
          if (name === 'transition') {
            expect(offset).toBeLessThanOrEqual(at);
            expect(offset + framesAt(attributes.duration, fps)).toBeGreaterThanOrEqual(at);
          } else {
            expect(offset).toBe(at);
            at += framesAt((name === 'audition' ? children[0]?.attributes : attributes)?.duration, fps);
          }
        }
        expect(at).toBe(frames);
        expect(framesAt(find(document, 'sequence').attributes.duration, fps)).toBe(frames);
      }),
    );
  });

  it('hangs sound and markers where the film has them', () => {
    fc.assert(
      fc.property(randomFilm, (film) => {
        const { handover } = handedOver(film, isMade);
        const { fps, rows, captions, chapters } = handover;
        const found: string[] = [];
        for (const shot of find(readXml(fcpxmlText(handover)), 'spine').children) {
          const parent = shot.name === 'audition' ? shot.children[0] : shot;
          for (const { name, attributes } of parent?.children ?? []) {
            const local = name.endsWith('marker') ? attributes.start : attributes.lane && attributes.offset;
            if (local === undefined) continue;
            const { offset, start } = parent?.attributes ?? {};
            const at = framesAt(offset, fps) + framesAt(local, fps) - framesAt(start, fps);
            found.push(`${attributes.value ?? attributes.lane} ${Math.round(at)}`);
          }
        }
        const wanted = [
          ...rows.flatMap((row, i) => row.map(({ start }) => `${-1 - i} ${start}`)),
          ...captions.map(({ text, start }) => `${text} ${start}`),
          ...chapters.map(({ title, start }) => `${title} ${start}`),
        ];
        expect(found.sort()).toEqual(wanted.sort());
      }),
    );
  });

  it('puts takes into an audition, the one in the cut first', () => {
    const audition = find(readXml(fcpxmlText(wholeHandover())), 'audition');
    expect(audition.children.map(({ attributes: { name } }) => name)).toEqual([
      'wake',
      'wake, take 1',
      'wake, take 3',
    ]);
  });

  it('shows footage of another rate at its own speed', () => {
    const clip = video('ntsc.mp4', 6);
    const ntsc = { ...clip, facts: { ...clip.facts, fps: 29.97 } };
    const document = readXml(fcpxmlText(handedOver(board([file('ntsc', ntsc)])).handover));
    expect(find(document, 'conform-rate').attributes).toEqual({ scaleEnabled: '0', srcFrameRate: '29.97' });
    const durations = [...allOf(document)].map(({ attributes }) => attributes.frameDuration);
    expect(durations).toContain('1001/30000s');
  });

  it('holds any text as it was typed, but for what XML has no way to hold', () => {
    const film = handedOver(board([card('fin')])).handover;
    fc.assert(
      fc.property(anyText, (title) => {
        const written = find(readXml(fcpxmlText({ ...film, title })), 'project').attributes.name;
        const held = title.replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '');
        expect(written).toBe(held);
      }),
    );
  });
});

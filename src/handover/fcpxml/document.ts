import type { Handover } from '../handover.ts';
import { resources } from './resources.ts';
import { spine } from './spine.ts';
import { element } from './xml.ts';

/** Final Cut Pro's XML, version 1.10, according to Apple's DTD of that version. */
export function fcpxmlText(film: Handover): string {
  const time = (frames: number): string => seconds(frames, film.fps);
  const found = resources(time);
  const format = found.format(film.size, film.fps);
  const project = element('project', { name: film.title }, [
    element('sequence', { format, duration: time(film.frames), tcStart: '0s', tcFormat: 'NDF' }, [
      spine({ film, resources: found, time }),
    ]),
  ]);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE fcpxml>',
    ...element('fcpxml', { version: '1.10' }, [
      element('resources', {}, found.elements()),
      element('library', {}, [element('event', { name: film.title }, [project])]),
    ]),
    '',
  ].join('\n');
}

/** Frames as a fraction of seconds, exact at any rate. */
function seconds(frames: number, fps: number): string {
  if (frames % fps === 0) return `${frames / fps}s`;
  // Speeds have three decimals, so frames can be thousandths.
  return Number.isInteger(frames) ? `${frames}/${fps}s` : `${Math.round(frames * 1000)}/${fps * 1000}s`;
}

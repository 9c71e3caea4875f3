import { countingAt } from '../../core/timecode.ts';
import type { Handover } from '../handover.ts';
import { resources } from './resources.ts';
import { spine } from './spine.ts';
import { tcFormatOf, timesAt } from './time.ts';
import { element } from './xml.ts';

/** Final Cut Pro's XML, version 1.10, according to Apple's DTD of that version. */
export function fcpxmlText(film: Handover): string {
  const times = timesAt(film.fps);
  const found = resources(times);
  const format = found.format(film.size, film.fps);
  const tcFormat = tcFormatOf(countingAt(film.fps));
  const project = element('project', { name: film.title }, [
    element('sequence', { format, duration: times.time(film.frames), tcStart: '0s', tcFormat }, [
      spine({ film, resources: found, ...times }),
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

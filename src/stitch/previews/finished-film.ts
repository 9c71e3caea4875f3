import type { Film } from '../cutting-room.ts';

/** A film with the MP4 that was cut from it. */
export interface FinishedFilm {
  readonly film: Film;
  readonly file: string;
}

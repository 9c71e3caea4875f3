import { type Attempt, moneyOf } from '../../store/attempt.ts';
import type { State } from '../../store/replay.ts';

/** What the journal of a folder says of one of its films. Money in US dollars. */
export interface FilmAccount {
  /** `film` of `film.storyboard.yaml`, whether or not there is such a file. */
  readonly film: string;
  /** Jobs whose clips were made. */
  readonly made: number;
  readonly spent: number;
  /** The price of what is in flight or may have been accepted. */
  readonly reserved: number;
  /** The price of failed jobs, which may have been charged. */
  readonly maybeCharged: number;
  readonly inFlight: number;
  /** Submissions without an answer. */
  readonly unanswered: number;
  /** Jobs whose footage is gone. */
  readonly gone: number;
}

/** By name. */
export function filmAccounts(state: Pick<State, 'attempts'>): readonly FilmAccount[] {
  const films = new Map<string, FilmAccount>();
  for (const attempt of state.attempts()) {
    const { storyboard: film } = attempt.intent;
    films.set(film, withAttempt(films.get(film) ?? nothing(film), attempt));
  }
  return [...films.values()].sort((a, b) => (a.film < b.film ? -1 : 1));
}

const nothing = (film: string): FilmAccount => ({
  ...{ film, made: 0, spent: 0, reserved: 0, maybeCharged: 0, inFlight: 0, unanswered: 0, gone: 0 },
});

function withAttempt(account: FilmAccount, attempt: Attempt): FilmAccount {
  const { spent, reserved, maybeCharged } = moneyOf(attempt);
  const { kind } = attempt;
  return {
    film: account.film,
    made: account.made + Number(kind === 'made'),
    spent: account.spent + spent,
    reserved: account.reserved + reserved,
    maybeCharged: account.maybeCharged + maybeCharged,
    inFlight: account.inFlight + Number(kind === 'accepted'),
    unanswered: account.unanswered + Number(kind === 'open'),
    gone: account.gone + Number(kind === 'lost'),
  };
}

import type { ShownEntry, ShownFinding, ShownSeam } from '../film/shown.ts';
import { Finding } from './judged.tsx';
import { seamOf } from './layers.ts';
import { current, film, plainSeams } from './state.ts';

/** The seam that is looked at, and what `judge` says of it. */
export function SeamAbout() {
  const now = film.value;
  const seam = now && seamOf(now, current.value);
  if (!now || !seam) return <p class="hint">There is no seam here.</p>;
  const { before, after } = seam;
  const { seams, findings } = now.judgement;
  const judged = seams.find((one) => one.before === before.segment && one.after === after.segment);
  const found = findings.filter((one) => one.after === before.segment && one.segment === after.segment);
  return (
    <section class="seam" aria-label="The seam">
      <h3>
        {before.segment} → {after.segment}
      </h3>
      <dl class="facts">
        <dt>transition</dt>
        <dd>
          {before.transition}
          {before.overlap > 0 &&
            ` of ${(before.overlap / now.fps).toFixed(2)} s${plainSeams.value ? ', shown as a cut' : ''}`}
        </dd>
        {judged?.figures.map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
      <ul class="found">
        {found.map((one) => (
          <Finding key={one.id} finding={one} />
        ))}
      </ul>
      <p class="hint">
        {isSeen(before) && isSeen(after)
          ? seamWords(judged, found)
          : 'It can be judged when both shots are made.'}
      </p>
    </section>
  );
}

const isSeen = ({ footage }: ShownEntry): boolean => footage.kind !== 'clip' || footage.hash !== undefined;

function seamWords(judged: ShownSeam | undefined, found: readonly ShownFinding[]): string {
  if (!judged) return 'No shot goes on here in the next one, so there is nothing that has to fit.';
  if (judged.why !== undefined) return `It can't be judged: ${judged.why}.`;
  if (judged.figures.length === 0) return 'It is not judged yet. C judges it.';
  return found.length === 0 ? 'Nothing was found.' : '';
}

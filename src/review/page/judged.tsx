import type { ShownFinding, ShownSegment, ShownTake } from '../film/shown.ts';
import { judge, mend } from './doings.ts';
import { counterpart } from './here.ts';
import { film, judging } from './state.ts';
import { visible } from './words.ts';

/** What `judge` found in a take, and where its segment meets others. */
export function Judged({
  segment: { id },
  take,
}: {
  readonly segment: ShownSegment;
  readonly take: ShownTake | undefined;
}) {
  const { judgement } = film.value ?? {};
  if (!judgement) return null;
  const isShown = (one: { readonly take?: number }): boolean =>
    one.take === undefined || one.take === take?.take;
  const found = judgement.findings.filter((one) => (one.segment === id && isShown(one)) || one.after === id);
  const why = judgement.unjudged.find((one) => one.segment === id && isShown(one))?.why;
  const canJudge = counterpart().live && judgement.waiting > 0;
  const isClean =
    found.length === 0 && why === undefined && judgement.waiting === 0 && take?.hash !== undefined;
  if (found.length === 0 && why === undefined && !canJudge && !isClean) return null;
  return (
    <section aria-label="What judge found">
      <h3>
        What judge found
        {canJudge && (
          <button
            type="button"
            class="small"
            title="C"
            disabled={judging.value !== undefined}
            onClick={() => void judge()}
          >
            {judging.value ? `Judging ${judging.value.file} of ${judging.value.of}` : 'Judge the film'}
          </button>
        )}
      </h3>
      <ul class="found">
        {found.map((one) => (
          <Finding key={one.id} finding={one} />
        ))}
      </ul>
      {why !== undefined && <p class="hint">This footage can't be judged: {visible(why)}.</p>}
      {isClean && <p class="hint">Nothing.</p>}
      {canJudge && <p class="hint">{waitingText(judgement.waiting)}</p>}
    </section>
  );
}

const waitingText = (count: number): string =>
  count === 1 ? 'One clip or seam is not judged yet.' : `${count} clips and seams are not judged yet.`;

/** One finding: what it is, by which figure, and what can be written against it. */
export function Finding({ finding }: { readonly finding: ShownFinding }) {
  const { id, segment, after, from, to, message, figure, mends } = finding;
  const where = after !== undefined && after !== segment ? `${after} → ${segment}` : placeText(from, to);
  return (
    <li class="problem" data-severity="warning">
      <p>
        {where !== undefined && <b>{where} </b>}
        {visible(message)}
      </p>
      <p class="hint">{figure}</p>
      {mends &&
        (counterpart().live ? (
          <button type="button" class="small" onClick={() => void mend(id)}>
            Write <code>{mends.write}</code> into {mends.segment}
          </button>
        ) : (
          <p class="hint">
            <code>{mends.write}</code> in {mends.segment} mends it.
          </p>
        ))}
    </li>
  );
}

function placeText(from: number | undefined, to: number | undefined): string | undefined {
  if (from === undefined) return undefined;
  return to === undefined ? `At ${from.toFixed(2)} s` : `${from.toFixed(2)} – ${to.toFixed(2)} s`;
}

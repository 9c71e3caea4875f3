import { committedOf, type Money } from './holdings.ts';
import { type Sentence, say } from './sentence.ts';

/** `$1.20`; less than ten cents with fractions of a cent, `$0.005`, so that a price never looks like zero. */
export function dollars(amount: number): string {
  if (amount >= 0.0995 || amount <= 0) return `$${amount.toFixed(2)}`;
  if (amount < 0.00005) return 'under $0.0001';
  return `$${amount.toFixed(4).replace(/0{1,2}$/, '')}`;
}

/** What a second or so costs, to the hundredth of a cent: `$0.40`, `$0.112`. */
export const rate = (amount: number): string =>
  amount > 0 && amount < 0.00005 ? dollars(amount) : `$${amount.toFixed(4).replace(/0{1,2}$/, '')}`;

/** US dollars: no job of one clip costs more, so a higher figure is of another unit. */
export const mostPlausibleCharge = 10_000;

/** Of its price: footage that is said to cost less is told in another unit. Discounts are not that large. */
const leastPlausible = 0.02;

/** Whether footage with this price can cost that; both in US dollars. */
export const isPlausibleFor = (price: number, told: number): boolean =>
  told >= leastPlausible * price && told <= mostPlausibleCharge;

/** US dollars, named. */
export const amount = (named: Readonly<Record<string, number>>): Sentence => ({
  text: Object.values(named).map(dollars).join(),
  params: named,
});

/** What counts toward a cap already: "$4.00 already spent or reserved, $0.40 of it for failed jobs that may have been charged". */
export function committed(money: Pick<Money, 'spent' | 'reserved' | 'maybeCharged'>): Sentence {
  const { maybeCharged } = money;
  const all = say`${amount({ committed: committedOf(money) })} already spent or reserved`;
  return maybeCharged === 0
    ? all
    : say`${all}, ${amount({ maybeCharged })} of it for failed jobs that may have been charged`;
}

export const sayWhatWasCharged = say`say what failed jobs were charged with \`storycut resolve SEGMENT --charged USD\``;

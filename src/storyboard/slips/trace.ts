import type { Level } from '../key-map.ts';
import type { Begun } from './entries.ts';
import type { KeyLine } from './lines.ts';

/** A line with the column that it belongs in, going by its key. */
export interface StandingLine extends Begun {
  readonly to: number;
  /** Whether its key is known there. */
  readonly sound: boolean;
  /** The entry that it belongs beside or under, with that entry's column. */
  readonly near: { readonly entry: KeyLine; readonly to: number; readonly beside: boolean };
}

/** A way to read some lines, up to its last one. */
export interface Trace {
  readonly before: Trace | undefined;
  readonly standing: StandingLine;
  /** Its total cost. */
  readonly cost: number;
  /** The innermost list or mapping that is open. */
  readonly frame: Frame;
  /** The key before, if nothing follows its colon. */
  readonly owner?: Owner;
}

/** What is known of the text as a whole. */
interface Top {
  readonly top: Level;
  /** The column in which its own keys begin. */
  readonly least: number;
}

/** An open list or mapping. */
interface Frame {
  readonly kind: 'list' | 'mapping';
  readonly level: Level | undefined;
  /** The column in which its dashes or keys belong, and those in which they are. */
  readonly column: number;
  readonly standing: readonly number[];
  readonly seen?: Seen;
  readonly latest: KeyLine;
  readonly outer: Frame | undefined;
}

interface Seen {
  readonly key: string;
  readonly before: Seen | undefined;
}

interface Owner {
  readonly entry: KeyLine;
  readonly to: number;
  readonly level: Level | undefined;
}

/** Costs of a place: that a line has to move there, and for each column; */
const moved = 1;
const perColumn = 0.5;
/** that others had to move there, or from its own column; */
const likeOthers = 0.1;
/** that the key is unknown there, or is there already; */
const unknown = 10;
/** that something which has to have keys or items is left without; */
const leftEmpty = 6;
/** and that a text is where keys belong, or the other way round. */
const misfit = 3;

/** A dash where nothing is open that has items, or a key where nothing has keys. */
const astray = 30;

/** The usual indentation below a key. */
const step = 2;

/** Number of keys to remember of a mapping. */
const mostSeen = 100;

export const costOf = (trace: Trace | undefined): number => trace?.cost ?? 0;

/** A way to continue with a line: under or beside an entry. */
export interface LineWay {
  readonly before: Trace | undefined;
  readonly line: Begun;
  readonly frame: Frame;
  readonly to: number;
  /** Cost of this line alone. */
  readonly cost: number;
  readonly near?: StandingLine['near'];
}

export function waysOn(before: Trace | undefined, line: Begun, { top, least }: Top): readonly LineWay[] {
  const { entry } = line;
  if (before === undefined) {
    const frame = newFrame(entry, least, top, undefined);
    return [{ before, line, frame, to: least, cost: against(frame, entry) }];
  }
  const { owner } = before;
  const ways: LineWay[] = owner ? under(before, owner, line) : [];
  const empty = needsMore(owner?.level) ? leftEmpty : 0;
  const kind = entry.dashes.length > 0 ? 'list' : 'mapping';
  for (let frame: Frame | undefined = before.frame; frame; frame = frame.outer) {
    if (frame.kind !== kind) continue;
    const cost = empty + away(entry.line.indent, frame) + against(frame, entry);
    ways.push({ before, line, frame, to: frame.column, cost });
  }
  if (ways.length > 0) return ways;
  const to = entry.line.indent;
  return [{ before, line, frame: newFrame(entry, to, undefined, before.frame), to, cost: astray }];
}

/** The trace after taking a way. */
export function taken({ before, line, frame, to, cost, near }: LineWay): Trace {
  const { entry } = line;
  const { key, value } = entry;
  const column = entry.column + to - entry.line.indent;
  const joined = { ...frame, latest: entry, standing: including(frame.standing, entry.line.indent) };
  const common = {
    before,
    standing: {
      ...{ ...line, to, sound: cost < unknown },
      near: near ?? { entry: frame.latest, to: frame.column, beside: true },
    },
    cost: costOf(before) + cost,
  };
  if (key === '') return { ...common, frame: joined };
  const item = { ...joined, kind: 'mapping', column, standing: [entry.column], outer: joined } as const;
  const inner = frame.kind === 'mapping' ? joined : item;
  return {
    ...common,
    frame: { ...inner, seen: { key, before: inner.seen } },
    ...(value === '' && { owner: { entry, to: column, level: below(frame.level, key) } }),
  };
}

const newFrame = (
  entry: KeyLine,
  column: number,
  level: Level | undefined,
  outer: Frame | undefined,
): Frame => ({
  kind: entry.dashes.length > 0 ? 'list' : 'mapping',
  ...{ level, column, standing: [], latest: entry, outer },
});

const including = (columns: readonly number[], one: number): readonly number[] =>
  columns.includes(one) ? columns : [...columns.slice(-3), one];

/** The ways to be under a key: in its own column, if allowed, and in the usual column below the key. */
function under(before: Trace, owner: Owner, line: Begun): LineWay[] {
  const { entry } = line;
  const { indent } = entry.line;
  const list = entry.dashes.length > 0;
  const { level } = owner;
  const wrong = level && (level.list !== list || !(list || takesKeys(level))) ? unknown : 0;
  const near = { entry: owner.entry, to: owner.to, beside: false };
  return columnsUnder(owner, indent, list).map((to) => {
    const frame = newFrame(entry, to, level, before.frame);
    const along = to - owner.to === indent - owner.entry.column;
    const distance = to === indent || along ? 0 : moved + perColumn * Math.abs(to - indent);
    return { before, line, frame, to, cost: distance + Math.max(wrong, against(frame, entry)), near };
  });
}

function columnsUnder({ entry, to }: Owner, indent: number, list: boolean): readonly number[] {
  const [fromOwner, asItStands] = [indent - to, indent - entry.column];
  for (const usual of list ? [step, 0] : [step]) {
    if (fromOwner === usual) return [indent];
    if (asItStands === usual) return [to + usual];
  }
  return indent > to ? [indent, to + step] : [to + step];
}

/** The distance of a column from the keys or dashes of a frame. */
function away(indent: number, { column, standing, latest }: Frame): number {
  if (latest.line.indent === indent) return 0;
  const stood = standing.includes(indent);
  if (indent === column || stood) return stood && indent === column ? 0 : likeOthers;
  const distance = Math.min(...[column, ...standing].map((one) => Math.abs(one - indent)));
  return moved + perColumn * distance;
}

/** The cost of an entry in a list or mapping. */
function against(frame: Frame, entry: KeyLine): number {
  const { level, seen } = frame;
  const { key, value } = entry;
  if (key === '') return level && !level.scalar && !isOpen(value) ? unknown : 0;
  const repeated = frame.kind === 'mapping' && hasSeen(seen, key) ? unknown : 0;
  const chosen = level?.any && !level.keys.has(key) && isWanted(frame, key) ? misfit : 0;
  return keyCost(level, key, value) + repeated + chosen;
}

function hasSeen(seen: Seen | undefined, key: string): boolean {
  let looked = 0;
  for (let one = seen; one && looked < mostSeen; one = one.before, looked++) if (one.key === key) return true;
  return false;
}

/** Whether an outer mapping has a key of this name that is still missing. */
function isWanted({ outer }: Frame, key: string): boolean {
  for (let frame = outer; frame; frame = frame.outer)
    if (frame.kind === 'mapping' && frame.level?.keys.has(key) && !hasSeen(frame.seen, key)) return true;
  return false;
}

/** The cost of a key. */
function keyCost(level: Level | undefined, key: string, value: string): number {
  if (!level) return 0;
  const own = below(level, key);
  if (!own) return unknown;
  const fits = value === '' ? takesMore(own) || !own.scalar : own.scalar || isOpen(value);
  return fits ? 0 : misfit;
}

const below = (level: Level | undefined, key: string): Level | undefined =>
  level?.keys.get(key) ?? level?.any;

/** Whether a value may be more than a text. */
const isOpen = (value: string): boolean => /^[[{&*]/.test(value);

const takesKeys = ({ keys, any }: Level): boolean => keys.size > 0 || any !== undefined;

const takesMore = (level: Level): boolean => level.list || takesKeys(level);

const needsMore = (level: Level | undefined): boolean =>
  level !== undefined && takesMore(level) && (level.list || !level.scalar);

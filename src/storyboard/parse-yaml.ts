import {
  Composer,
  type CST,
  type Document,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  Parser,
  type YAMLError,
} from 'yaml';
import type { Diagnostic } from '../core/diagnostic.ts';
import { err, ok, type Result } from '../core/result.ts';
import { type Sentence, say, says } from '../core/sentence.ts';
import type { Stumble } from './slips/slip.ts';
import { placeAt, type SourceText } from './source.ts';
import { type Tree, Walk } from './tree.ts';
import { grouped } from './wording.ts';

/** Why there is no tree: the parser failed, or what it read is refused. */
export type Unparsed =
  | { readonly kind: 'stumbled'; readonly stumble: Stumble }
  | { readonly kind: 'refused'; readonly diagnostic: Diagnostic };

const refused = (diagnostic: Diagnostic): Result<never, Unparsed> => err({ kind: 'refused', diagnostic });

const deepest = 64;
// The parser uses up to 350 bytes for each that it holds, and a process that runs out of memory can't report it.
const mostHeld = 500_000;
// A storyboard of 100,000 segments has 5.5 million.
const mostLexemes = 8_000_000;
const mostKeys = 10_000;
const mostItems = 120_000;
// No model takes a prompt of more than 100,000.
const mostCharacters = 500_000;

/**
 * Parses a text with one YAML document into data.
 *
 * The parser's own `parseDocument` recurses as deep as the text is nested, which can crash the process. So its
 * stages are driven from here, and the depth of the parser's stack is checked while it grows. Items of lists are
 * turned into data as soon as they are finished, since the parser's nodes of a whole document are many times
 * larger than the text, and collecting that garbage would take most of the time.
 *
 * `stride` is the number of lexemes (called tokens in messages) between two searches for finished items: about 40
 * segments.
 */
export function parseYaml(source: SourceText, stride = 2000): Result<Tree, Unparsed> {
  const parser = new Parser();
  const walk = new Walk(source);
  const composer = newComposer();
  const documents: Document.Parsed[] = [];
  /** Start of each stride that the parser still holds something of. */
  let held: number[] = [];
  let lexemes = 0;
  let asWhole = false;
  for (const lexeme of new Lexer().lex(source.text)) {
    for (const token of parser.next(lexeme)) documents.push(...composer.next(token));
    if (lexeme.length > mostCharacters && isText(lexeme))
      return refused(tooLongText(source, parser.offset - lexeme.length));
    if (parser.stack.length > deepest) return refused(tooDeep(source, parser.offset));
    // Anchors and directives affect what comes after them.
    if (lexeme.startsWith('&') || lexeme.startsWith('%')) asWhole = true;
    if (++lexemes % stride !== 0) continue;
    held.push(parser.offset);
    const overfull = parser.stack.find((token) => isOverfull(token, walk));
    if (overfull) return refused(tooWide(source, parser.offset, overfull));
    for (const list of asWhole ? [] : parser.stack) {
      if (list.type !== 'block-seq') continue;
      const finished = takeFinished(list);
      if (!finished) continue;
      const document = checked(source, [...newComposer().compose([finished.document])]);
      if (!document.ok) return document;
      walk.part(list, document.value.contents);
      held = held.filter((at) => at < finished.start || at >= finished.end);
    }
    if (held.length * stride >= mostHeld || lexemes >= mostLexemes)
      return refused(tooMuch(source, parser.offset, lexemes));
  }
  for (const token of parser.end()) documents.push(...composer.next(token));
  documents.push(...composer.end(true, source.text.length));
  const document = checked(source, documents);
  return document.ok ? ok(walk.tree(document.value.contents)) : document;
}

const isText = (lexeme: string): boolean => !/^[#\s]/.test(lexeme);

const isMapping = (token: CST.Token): boolean =>
  token.type === 'block-map' || (token.type === 'flow-collection' && token.start.source === '{');

/** Whether an open mapping or list has more in it than anybody writes. */
function isOverfull(token: CST.Token, walk: Walk): boolean {
  if (!('items' in token)) return false;
  if (isMapping(token)) return token.items.length > mostKeys;
  return token.items.length + walk.partsOf(token) > mostItems;
}

/** Removes the finished items from an open list: the parser may still look at the last two. */
function takeFinished(list: CST.BlockSequence): Finished | undefined {
  const start = list.items[0]?.start[0]?.offset;
  const end = list.items.at(-2)?.start[0]?.offset;
  if (list.items.length <= 2 || start === undefined || end === undefined) return undefined;
  const { type, offset, indent } = list;
  const items = list.items.splice(0, list.items.length - 2);
  return {
    start,
    end,
    document: { type: 'document', offset, start: [], value: { type, offset, indent, items } },
  };
}

interface Finished {
  readonly start: number;
  readonly end: number;
  /** Holds a list of the finished items. */
  readonly document: CST.Document;
}

/** One slip can cause many errors, and a hostile text a million: only the first is reported. */
function newComposer(): Composer {
  const composer = new Composer({
    prettyErrors: false,
    uniqueKeys: false,
    stringKeys: true,
    keepSourceTokens: true,
  });
  const { onError } = composer as unknown as { onError: (...error: readonly unknown[]) => void };
  let told = false;
  const once = (source: unknown, code: string, message: string, warning?: boolean): void => {
    if (told || warning) return;
    told = true;
    onError(source, code, message);
  };
  return Object.assign(composer, { onError: once });
}

function checked(
  source: SourceText,
  [document, second]: readonly Document.Parsed[],
): Result<Document.Parsed, Unparsed> {
  if (!document) throw new Error('the composer yields at least one document');
  const error = document.errors[0];
  if (error) return err({ kind: 'stumbled', stumble: stumbleOf(document, error) });
  const version = document.directives.yaml;
  if (version.explicit && version.version !== '1.2') {
    return refused(wrongVersion(source, version.version));
  }
  if (second) return refused(severalDocuments(source, second.range[0]));
  return ok(document);
}

function stumbleOf(document: Document.Parsed, { code, message, pos }: YAMLError): Stumble {
  const lastText = /closing ["']/.test(message) ? lastTextOf(document) : undefined;
  return { code, message, start: pos[0], end: pos[1], ...(lastText !== undefined && { lastText }) };
}

/** An unclosed quote is noticed only at the end of the file; the text that reaches it is the last one. */
function lastTextOf(document: Document.Parsed): number | undefined {
  let node: unknown = document.contents;
  while (isMap(node) || isSeq(node) || isPair(node)) node = isPair(node) ? node.value : node.items.at(-1);
  return isScalar(node) ? node.range?.[0] : undefined;
}

const tooDeep = (source: SourceText, at: number): Diagnostic => ({
  severity: 'error',
  code: 'yaml-too-deep',
  ...says(
    say`The file is nested more than ${{ most: deepest }} levels deep.`,
    say`A storyboard needs fewer than ten: look for a bracket that is never closed.`,
  ),
  place: placeAt(source, at, at + 1),
});

const tooMuch = (source: SourceText, at: number, most: number): Diagnostic =>
  tooLong(source, at, say`The file has more than ${grouped('most', most)} YAML tokens up to here.`);

const tooWide = (source: SourceText, at: number, token: CST.Token): Diagnostic =>
  tooLong(
    source,
    at,
    isMapping(token)
      ? say`This mapping has more than ${grouped('most', mostKeys)} keys.`
      : say`This list has more than ${grouped('most', mostItems)} items.`,
  );

const tooLongText = (source: SourceText, start: number): Diagnostic =>
  tooLong(source, start, say`This text is longer than ${grouped('most', mostCharacters)} characters.`);

const tooLong = (source: SourceText, at: number, message: Sentence): Diagnostic => ({
  severity: 'error',
  code: 'yaml-too-long',
  ...says(message, say`Split the film into several storyboards.`),
  place: placeAt(source, at, at + 1),
});

function wrongVersion(source: SourceText, version: string): Diagnostic {
  const at = source.text.indexOf('%YAML');
  return {
    severity: 'error',
    code: 'yaml-version',
    ...says(
      say`The file declares YAML ${{ version }}, but only YAML 1.2 is supported.`,
      say`Delete this line.`,
    ),
    place: placeAt(source, at, at + '%YAML 1.1'.length),
  };
}

const severalDocuments = (source: SourceText, at: number): Diagnostic => ({
  severity: 'error',
  code: 'yaml-several-documents',
  ...says(
    say`The file contains several YAML documents, but only one is allowed.`,
    say`Put each document into its own file, or delete the line \`---\`.`,
  ),
  place: placeAt(source, at, at + 3),
});

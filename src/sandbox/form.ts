import { parseSize, type Size } from '../core/frames.ts';
import { err, ok, type Result } from '../core/result.ts';
import { imageHeader } from '../media/image-header.ts';
import { type Fields, UploadedFile } from './fields.ts';
import { type CallProblem, invalid } from './problem.ts';

/** The longest side and length that are made here, whatever a dialect allows, since this is the user's own machine. */
const mostPixels = 4096;
const mostSeconds = 120;

/**
 * Reads fields one after the other and keeps the first problem. Fields read after it get placeholder values; `done` says
 * whether the values can be used.
 */
export class Form {
  #problem: CallProblem | undefined;
  readonly fields: Fields;

  constructor(fields: Fields) {
    this.fields = fields;
  }

  refuse(problem: CallProblem): void {
    this.#problem ??= problem;
  }

  done<T>(value: T): Result<T, CallProblem> {
    return this.#problem ? err(this.#problem) : ok(value);
  }

  text(name: string, longest: number): string {
    const value = this.fields[name];
    if (value === undefined) this.refuse(missing(name));
    else if (typeof value !== 'string') this.refuse(wrongType(name, 'a string'));
    else if (value === '') this.refuse(invalid(name, `Invalid '${name}': it must not be empty.`));
    // Counted in characters, as in OpenAPI: an emoji is one, although it takes two code units.
    else if (value.length > longest && [...value].length > longest) {
      const message = `Invalid '${name}': string too long. Expected a string with maximum length ${longest}.`;
      this.refuse(invalid(name, message, 'string_above_max_length'));
    } else return value;
    return '?';
  }

  prompt = (): string => this.text('prompt', 32_000);

  /** One of several words; the first if the field is missing. */
  choice(name: string, words: readonly [string, ...string[]]): string {
    const value = this.fields[name] ?? words[0];
    if (typeof value === 'string' && words.includes(value)) return value;
    this.refuse(typeof value === 'string' ? notAmong(name, value, words) : wrongType(name, 'a string'));
    return words[0];
  }

  /** A number within bounds. Strings of digits are accepted, since a multipart body has nothing else. */
  number(name: string, otherwise: number | undefined, least: number, most = mostSeconds): number {
    const value = this.fields[name] ?? otherwise;
    if (value === undefined) this.refuse(missing(name));
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number === 'number' && number >= least && number <= most) return number;
    this.refuse(invalid(name, `Invalid '${name}': expected a number from ${least} to ${most}.`));
    return least;
  }

  whole(name: string, otherwise: number | undefined, least: number, most?: number): number {
    const number = this.number(name, otherwise, least, most);
    if (!Number.isInteger(number)) this.refuse(wrongType(name, 'an integer'));
    return number;
  }

  /** Any "WxH". */
  size(name: string, otherwise: string): Size {
    const value = this.fields[name] ?? otherwise;
    const size = typeof value === 'string' ? parseSize(value) : undefined;
    if (size) return this.fitting(name, size);
    this.refuse(invalid(name, `Invalid '${name}': expected WIDTHxHEIGHT.`));
    return { width: 2, height: 2 };
  }

  /** A size that can be encoded here. */
  fitting(name: string, { width, height }: Size): Size {
    const fits = [width, height].every((side) => side % 2 === 0 && side >= 16 && side <= mostPixels);
    if (!fits) this.refuse(invalid(name, `Invalid '${name}': sides are even, from 16 to ${mostPixels}.`));
    return { width, height };
  }

  model(otherwise?: string): string {
    if (this.fields.model === undefined && otherwise !== undefined) return otherwise;
    return this.text('model', 200);
  }

  /** An image's bytes from an upload or a data URL. `param` names it in problems. */
  image(param: string, value: unknown): Buffer | undefined {
    const bytes = value instanceof UploadedFile ? value.bytes : this.#dataUrl(param, value);
    if (!bytes) return undefined;
    if (imageHeader(bytes)) return bytes;
    this.refuse(invalid(param, `Invalid '${param}': expected a jpeg, png or webp image.`, 'invalid_image'));
    return undefined;
  }

  #dataUrl(param: string, value: unknown): Buffer | undefined {
    const [, base64] = typeof value === 'string' ? (/^data:[^,]*;base64,(.*)$/s.exec(value) ?? []) : [];
    if (base64 !== undefined) return Buffer.from(base64, 'base64');
    const reason =
      typeof value === 'string' ? 'the sandbox fetches nothing, use a data URL' : 'expected a URL';
    this.refuse(invalid(param, `Invalid '${param}': ${reason}.`));
    return undefined;
  }

  /** The values of those of these fields that are present. */
  extra(names: readonly string[]): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
      names.flatMap((name) => (this.fields[name] === undefined ? [] : [[name, this.fields[name]]])),
    );
  }
}

export const missing = (name: string): CallProblem =>
  invalid(name, `Missing required parameter: '${name}'.`, 'missing_required_parameter');

export const wrongType = (name: string, wanted: string): CallProblem =>
  invalid(name, `Invalid type for '${name}': expected ${wanted}.`, 'invalid_type');

const notAmong = (name: string, value: string, words: readonly string[]): CallProblem => {
  const known = words.map((word) => `'${word}'`).join(', ');
  return invalid(name, `Invalid value: '${value}'. Supported values are: ${known}.`);
};

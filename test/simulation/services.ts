import { builtInProviders } from '../../src/providers/registry.ts';
import type { Weather } from './weather.ts';

/** What a service tells beside what Storycut knows of it: of its list, of money, and for how long it keeps footage. */
type Tells = Pick<Weather, 'tellsCost' | 'keeps'> &
  Partial<Pick<Weather, 'prompts' | 'dates' | 'order' | 'paging'>>;

const day = 86_400_000;

const tells: Readonly<Record<string, Tells>> = {
  openai: { tellsCost: false, keeps: day },
  runway: { tellsCost: true, keeps: day },
  // Its history has prompts, and lists jobs by when they ended.
  fal: { tellsCost: true, keeps: 30 * day, prompts: 'as-sent', dates: 'iso' },
  byteplus: { tellsCost: true, keeps: day, prompts: 'none', dates: 'seconds' },
  gemini: { tellsCost: true, keeps: day },
  xai: { tellsCost: true, keeps: 7 * day },
  openrouter: { tellsCost: true, keeps: day },
};

/** The services that are built in, each with what Storycut has as evidence there. Everything else is as it comes. */
export const services: ReadonlyMap<string, Partial<Weather>> = new Map(
  [...builtInProviders].flatMap(([name, { lists, failures, standsIn }]) => {
    if (standsIn) return [];
    const told = tells[name];
    if (told === undefined) throw new Error(`What does ${name} tell of its jobs?`);
    const list = lists === undefined ? 'none' : lists.within === undefined ? 'unsaid' : 'complete';
    return [
      [
        name,
        {
          ...told,
          list,
          within: lists?.within ?? 0,
          ...(failures && { failuresSaid: true, failuresCharged: failures === 'charged' }),
        },
      ],
    ];
  }),
);

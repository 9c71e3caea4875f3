import type { Motion } from './sketch.ts';

const word = (pattern: string): RegExp => new RegExp(`\\b(?:${pattern})\\b`, 'i');

const gaits: readonly { readonly pattern: RegExp; readonly gait: Motion['gait'] }[] = [
  {
    pattern: word(
      'runs?(?! (?:a|an|the|his|her|their|its) )|running|sprints?|sprinting|races|racing|jogs|jogging|gallops?|galloping|dashes|dashing|chases?|chasing|flees|fleeing|charges|charging|bolts|rushes|rushing',
    ),
    gait: 'run',
  },
  {
    pattern: word(
      'walks?|walking|strolls?|strolling|wanders?|wandering|march(?:es)?|marching|steps (?:out|in|into|forward|back|away|down|up|onto|through|across)|strides|striding|climbs?|climbing|cross(?:es)?|crossing|enters|entering|leaves|leaving|approaches|approaching|limps|tiptoes|trudges|crawls|crawling|sneaks|wades',
    ),
    gait: 'walk',
  },
  {
    pattern: word('fl(?:ies|y)|flying|soars|soaring|takes off|glides|gliding|swoops|hovers|hovering|circles'),
    gait: 'fly',
  },
  {
    pattern: word('falls?|falling|drops|dropping|tumbles|tumbling|dives|diving|collapses|sinks|sinking'),
    gait: 'fall',
  },
  {
    pattern: word(
      'drives?|driving|speeds|speeding|rides?|riding|sails?|sailing|cycles|cycling|drifts|drifting|casts off|pulls away|pulls in|passes|passing|rolls|rolling|cruises|rows|rowing',
    ),
    gait: 'ride',
  },
];

const ways: readonly { readonly pattern: RegExp; readonly way: NonNullable<Motion['way']> }[] = [
  {
    pattern: word('(?:toward|towards|to|at|into) (?:the )?(?:camera|lens|us|viewer)|closer to us'),
    way: 'closer',
  },
  {
    pattern: word(
      'away from (?:the )?(?:camera|us)|into the distance|towards? the horizon|walks away|walking away|runs away|drives away|drives off|rides off|walks off|recedes?',
    ),
    way: 'away',
  },
  {
    pattern: word(
      'from right to left|right[- ]to[- ]left|to the left|(?:moves|walks|runs|drives|flies|walking|running|screen) left',
    ),
    way: 'left',
  },
  {
    pattern: word(
      'from left to right|left[- ]to[- ]right|to the right|(?:moves|walks|runs|drives|flies|walking|running|screen) right',
    ),
    way: 'right',
  },
  { pattern: word('upstairs|up (?:the|a|an) |uphill|takes off|upwards?|climbs?|climbing|rises'), way: 'up' },
  {
    pattern: word(
      'downstairs|down (?:the|a|an) (?:stairs?|steps|hill|ladder|slope)|downhill|downwards?|falls|falling|sinks|dives',
    ),
    way: 'down',
  },
];

const toCamera = /\b(?:to|towards?|at|into|from|past) (?:the )?(?:camera|lens)\b/gi;
const ofCamera = /^\s*(?:the )?(?:camera|drone|lens)\b|\b(?:camera|we) (?!flies)\w+s?\b|\bpan(?:s|ning)?\b/i;

/** How the subject moves. Clauses about the camera say nothing of it. */
export function readMotion(text: string): Motion | undefined {
  const clauses = text.split(/[.;\n]/).filter((clause) => !ofCamera.test(clause.replace(toCamera, '')));
  for (const clause of clauses) {
    const found = gaits
      .map(({ pattern, gait }) => ({ gait, at: clause.search(pattern) }))
      .filter(({ at }) => at >= 0 && !/\b(?:not|never|no longer|stops)\s+$/i.test(clause.slice(0, at)))
      .sort((a, b) => a.at - b.at)[0];
    if (!found) continue;
    const way = ways.find(({ pattern }) => pattern.test(clause))?.way;
    return { gait: found.gait, ...(way && { way }) };
  }
  return undefined;
}

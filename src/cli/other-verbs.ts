/** What other programs call a verb, and what does that here. `film` is for what is a change of the storyboard. */
const film = 'The film is its storyboard: change that file, and `storycut plan` shows what follows.';

const answers: readonly (readonly [names: string, answer: string])[] = [
  ['new create start', '`storycut init` writes a storyboard to start from.'],
  ['render make build generate go produce', '`storycut run` makes what is missing, then cuts the film.'],
  ['resume continue retry', '`storycut run` goes on where it stopped.'],
  [
    'cut assemble merge concat edl',
    '`storycut stitch` cuts the film; `storycut export` writes it as a timeline.',
  ],
  [
    'preview draft',
    '`storycut stitch --preview` makes a small film from what is made; `storycut run --draft` a cheap one.',
  ],
  ['play open view show-film', '`storycut review` plays the film in your browser.'],
  [
    'price cost costs estimate quote',
    '`storycut plan` shows what a run costs; with `--compare`, with each model.',
  ],
  ['budget limit', '`--max-cost USD` limits a run, `budget` in the storyboard the film.'],
  ['list ls history log takes info', '`storycut status` shows all segments and takes.'],
  ['models', '`storycut providers` lists models and prices.'],
  ['prompt prompts', '`storycut show` shows the composed prompts.'],
  ['validate test', '`storycut check` reports every problem in a storyboard.'],
  [
    'lock unlock approve freeze',
    'Write `lock: true` into the segment, or take it out; `storycut review` does it, too.',
  ],
  ['note notes comment annotate', '`storycut review` writes notes, `storycut plan` shows them.'],
  ['select choose', '`storycut pick SEGMENT TAKE` puts a take into the cut.'],
  ['take reroll regenerate remake', '`storycut redo SEGMENT` makes another take.'],
  ['abort stop kill', 'Ctrl-C ends a run; `storycut cancel SEGMENT` cancels jobs in flight.'],
  ['clean prune cleanup', '`storycut gc` shows what no storyboard needs, and removes it.'],
  ['delete remove rm rename move mv reorder split add insert edit undo', film],
  ['share send publish', '`storycut review --static DIR` writes a copy to send to somebody.'],
  ['login auth key keys', "A provider's key is an environment variable: `storycut providers` names it."],
  ['version', '`storycut --version` tells it.'],
];

/** What to do instead of calling a verb that does not exist, if its name is a usual one. */
export const insteadOfVerb = (name: string): string | undefined =>
  answers.find(([names]) => names.split(' ').includes(name.toLowerCase()))?.[1];

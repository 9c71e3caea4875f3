/** Servers whose video jobs are known to have ended, by host. */
const retired: ReadonlyMap<string, { readonly reason: string; readonly help: string }> = new Map([
  [
    'api.openai.com',
    {
      reason: 'OpenAI retired the Videos API on its own host on 2026-09-24; plans and prices still work.',
      help: 'Set OPENAI_BASE_URL to another server that speaks the Videos API, add one to the config file, or rehearse: with `--provider animatic`, or with all requests as in `storycut sandbox -- storycut run --provider openai --yes`.',
    },
  ],
]);

/** Why a base URL doesn't work, and what to do instead. */
export function retirementOf(
  baseUrl: string,
): { readonly reason: string; readonly help: string } | undefined {
  return URL.canParse(baseUrl) ? retired.get(new URL(baseUrl).hostname) : undefined;
}

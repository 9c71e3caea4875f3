/** A fault that the engine could have: in this file, the first text replaced by the second. */
export interface Mutant {
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** Each believes what proves nothing, or leaves out what keeps a promise. The simulation has to notice. */
export const mutants: readonly Mutant[] = [
  {
    name: 'submits without waiting for its intent',
    file: 'store/store.ts',
    find: 'await append(intent);',
    replace: 'void append(intent);',
  },
  {
    name: 'goes on before the acceptance is durable',
    file: 'executor/send.ts',
    find: 'await record(believed, attempt, run);',
    replace: 'void record(believed, attempt, run).catch(() => undefined);',
  },
  {
    name: 'writes the journal without fsync',
    file: 'store/journal.ts',
    find: 'await file.sync();',
    replace: '',
  },
  {
    name: 'tries a failed fsync again',
    file: 'store/journal.ts',
    find: 'await file.sync();',
    replace: 'await file.sync().catch(() => file.sync());',
  },
  {
    name: 'records a clip whose bytes are not durable',
    file: 'store/clips.ts',
    find: 'await files.sync(temporary);',
    replace: '',
  },
  {
    name: 'records a clip whose name is not durable',
    file: 'store/clips.ts',
    find: 'await files.sync(folder);',
    replace: '',
  },
  {
    name: 'stores what it did not decode',
    file: 'executor/fetch-clip.ts',
    find: 'const verified = await orAborted(verify(temporary, run.signal), run.signal);',
    replace: 'const verified = { ok: true as boolean, error: "", value: { seconds: 4 } };',
  },
  {
    name: 'submits again what was not answered',
    file: 'executor/settle.ts',
    find: 'if (provider.list === undefined) return failed(unknownSubmission(job, failure));',
    replace: 'if (provider.list === undefined) return repeat(intent.attempt, failure, run);',
  },
  {
    name: 'takes an error after the submission for a no',
    file: 'providers/http/refusal.ts',
    find: 'new Set([501,',
    replace: 'new Set([500, 502, 504, 501,',
  },
  {
    name: 'takes a web page in answer to a submission for a no',
    file: 'providers/videos-api/outcomes.ts',
    find: "return { kind: 'unknown', failure: brokenFailure(teller, exchange) };",
    replace: "return { kind: 'rejected', failure: { ...brokenFailure(teller, exchange), again: true } };",
  },
  {
    name: 'sends an exchange again when it breaks, as SDKs do',
    file: 'providers/videos-api/videos-api.ts',
    find: 'const exchange = await wire.ask(question, signal);',
    replace:
      "const once = await wire.ask(question, signal); const exchange = once.kind === 'lost' && !signal.aborted ? await wire.ask(question, signal) : once;",
  },
  {
    name: 'takes words that are told in part, or not, for those of another job',
    file: 'executor/likeness.ts',
    find: "if (words === 'different') return { kind: 'different', differs };",
    replace: "if (words !== 'same') return { kind: 'different', differs };",
  },
  {
    name: 'takes a job without a prompt for its own',
    file: 'executor/compare-words.ts',
    find: "return 'untold';",
    replace: "return 'same';",
  },
  {
    name: 'adopts what is only alike',
    file: 'executor/seek.ts',
    find: "likeness === 'same' && isSince(listed, since)",
    replace: 'isSince(listed, since)',
  },
  {
    name: 'takes an alias of the model for another job',
    file: 'executor/likeness.ts',
    find: "if (words === 'different') return { kind: 'different', differs };",
    replace: "if (words === 'different' || differs.length > 0) return { kind: 'different', differs };",
  },
  {
    name: 'believes a list of which nobody says what it lacks',
    file: 'executor/seek.ts',
    find: 'if (within === undefined || !listed.whole) return false;',
    replace: 'if (within === undefined) return true; if (!listed.whole) return false;',
  },
  {
    name: 'believes a list that was not read to its end',
    file: 'executor/seek.ts',
    find: 'if (within === undefined || !listed.whole) return false;',
    replace: 'if (within === undefined) return false;',
  },
  {
    name: 'looks once, and at once',
    file: 'executor/seek.ts',
    find: 'CREATED_WITHIN + 1000 * (provider.data.lists?.within ?? 0);',
    replace: '0;',
  },
  {
    name: 'forgets that a list is late',
    file: 'executor/seek.ts',
    find: 'CREATED_WITHIN + 1000 * (provider.data.lists?.within ?? 0);',
    replace: '1000;',
  },
  {
    name: 'submits however long its intent took to be durable',
    file: 'executor/submit.ts',
    find: 'if (late > SENT_WITHIN)',
    replace: 'if (late < 0)',
  },
  {
    name: "believes a list's dates, whatever its clock",
    file: 'executor/seek.ts',
    find: 'const earliest = areDatesTrue ? createdFrom(making, attempt) : 0;',
    replace: 'const earliest = createdFrom(making, attempt);',
  },
  {
    name: 'adopts what another attempt owns',
    file: 'executor/seek.ts',
    find: '.filter(({ remote }) => store.ownerOf(provider.data.name, remote) === undefined)',
    replace: '',
  },
  {
    name: 'adopts one of its own jobs under another id',
    file: 'executor/seek.ts',
    find: '!hidden &&',
    replace: '',
  },
  {
    name: 'forgets its failed jobs when ids are written differently',
    file: 'executor/seek.ts',
    find: '.acceptedBy(provider.data.name)\n      .some',
    replace: '.atProvider(provider.data.name)\n      .some',
  },
  {
    name: 'takes a job that an equal submission is waiting for',
    file: 'executor/search-list.ts',
    find: 'if ([...run.submitting].some((other) => lookAlike(other, intent))) return true;',
    replace: '',
  },
  {
    name: "takes another project's job",
    file: 'executor/elsewhere.ts',
    find: 'const others = account ? await account.others(intent.attempt) : [];',
    replace: 'const others = account ? ((await account.others(intent.attempt)) ?? []).slice(0, 0) : [];',
  },
  {
    name: 'takes a job while another project waits for one like it',
    file: 'executor/seek.ts',
    find: 'theirs?.every(({ remote }) => remote !== undefined) &&',
    replace: 'others !== undefined &&',
  },
  {
    name: 'tells other projects of a submission only afterwards',
    file: 'project/machine/accounts.ts',
    find: "if (reserved.kind === 'reserved') await tell(intent);",
    replace: "if (reserved.kind === 'reserved') void tell(intent);",
  },
  {
    name: 'reads the first page of a list as all of it',
    file: 'providers/videos-api/list.ts',
    find: 'this.#ended = more === false || (jobs.length === 0 && !(more === true && before === 0));',
    replace: 'this.#ended = true;',
  },
  {
    name: 'believes in an order that it did not verify',
    file: 'providers/videos-api/list.ts',
    find: 'return this.#falls && this.#fell && this.#earliest < this.#since;',
    replace: 'return this.#earliest < this.#since;',
  },
  {
    name: 'believes in an order of jobs of one second',
    file: 'providers/videos-api/list.ts',
    find: 'this.#falls && this.#fell &&',
    replace: 'this.#falls &&',
  },
  {
    name: 'leaves a list by dates that are true for no job of ours',
    file: 'executor/seek.ts',
    find: 'if (listed.byDates && !areDatesTrue) return false;',
    replace: '',
  },
  {
    name: "takes footage for gone for good by its server's clock",
    file: 'providers/http/downloaded.ts',
    find: 'if (missing && (expires === undefined || expires <= teller.now())) {',
    replace:
      "if (missing && expires !== undefined && expires <= teller.now()) return { kind: 'gone', final: true }; if (missing && expires === undefined) {",
  },
  {
    name: 'counts the time that the machine slept as denials',
    file: 'executor/gone.ts',
    find: 'Math.min(Math.max(0, now - this.#last), mostBetween)',
    replace: 'Math.max(0, now - this.#last)',
  },
  {
    name: 'counts failed jobs as free, whoever says so',
    file: 'store/attempt.ts',
    find: '? { ...noMoney, maybeCharged: dueFor(attempt) }',
    replace: '? noMoney',
  },
  {
    name: 'gives footage up at the first 404',
    file: 'executor/gone.ts',
    find: 'const whenDenied = { denials: 6, over: 600_000 };',
    replace: 'const whenDenied = { denials: 1, over: 0 };',
  },
  {
    name: 'gives footage up after half a minute',
    file: 'executor/gone.ts',
    find: 'const whenDenied = { denials: 6, over: 600_000 };',
    replace: 'const whenDenied = { denials: 3, over: 10_000 };',
  },
  {
    name: 'pays again for what is lost, unasked',
    file: 'executor/settle.ts',
    find: 'if (!run.settings.payAgain || run.paidAgain.has(job.id))',
    replace: 'if (run.paidAgain.has(job.id))',
  },
  {
    name: 'pays again for a clip that is missing here',
    file: 'store/held.ts',
    find: "return last?.kind === 'made' && clip(fingerprint) === undefined ? state.beforeMade(last) : last;",
    replace: 'return last;',
  },
  {
    name: 'counts only what is spent against the cap',
    file: 'core/holdings.ts',
    find: 'committedOf(money) + price <= cap + 1e-9',
    replace: 'money.spent + price <= cap + 1e-9',
  },
  {
    name: 'takes a damaged journal for one that was cut short',
    file: 'store/scan.ts',
    find: 'if (acknowledged >= upTo || mayBeLost)',
    replace: 'if (false as boolean && (acknowledged >= upTo || mayBeLost))',
  },
  {
    name: 'forgets how long the journal was',
    file: 'store/scan.ts',
    find: 'let acknowledged = anchored ?? 0;',
    replace: 'let acknowledged = 0;',
  },
  {
    name: 'writes behind a torn line',
    file: 'store/found-journal.ts',
    find: "if (condition.kind === 'torn') await cutTail",
    replace: 'if (false as boolean) await cutTail',
  },
  {
    name: 'works beside another process',
    file: 'store/store.ts',
    find: 'if (!lock.ok) return lock;',
    replace: 'if (!lock.ok) return openLocked(folder, files, options, { release: async () => undefined });',
  },
  {
    name: 'shows what a server says as it is',
    file: 'providers/discreet.ts',
    find: 'message: hide(failure.message),',
    replace: 'message: failure.message,',
  },
];

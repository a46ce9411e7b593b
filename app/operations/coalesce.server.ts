/**
 * Lets what is asked in one turn of the event loop, and while others are being answered, share one run.
 *
 * @param run     Answers all of them, in their order; what it throws, each of them gets.
 * @param atOnce  So many runs may be under way; further questions wait and go together.
 * @param most    So many questions go in one run.
 */
export function coalesced<Q, A>(
  run: (questions: readonly Q[]) => Promise<readonly A[]>,
  { atOnce, most }: { readonly atOnce: number; readonly most: number },
): (question: Q) => Promise<A> {
  type Waiting = {
    readonly question: Q;
    readonly resolve: (answer: A) => void;
    readonly reject: (error: unknown) => void;
  };
  let waiting: Waiting[] = [];
  let [underWay, isDue] = [0, false];
  const start = () => {
    isDue = false;
    while (waiting.length > 0 && underWay < atOnce) {
      const taken = waiting.slice(0, most);
      waiting = waiting.slice(most);
      underWay++;
      void serve(taken);
    }
  };
  const serve = async (taken: readonly Waiting[]) => {
    try {
      const answers = await run(taken.map(({ question }) => question));
      for (const [i, { resolve }] of taken.entries()) resolve(answers[i] as A);
    } catch (error) {
      for (const { reject } of taken) reject(error);
    }
    underWay--;
    start();
  };
  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject });
      if (isDue || underWay >= atOnce) return;
      isDue = true;
      setImmediate(start);
    });
}

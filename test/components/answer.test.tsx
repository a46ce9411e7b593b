import { createElement } from "react";
import { describe, expect, it } from "vitest";
import { Answer, AnswerRules, type AnswerValue } from "#app/components/answer.tsx";
import { AnswerBoard } from "#app/components/answer-board.tsx";
import { boards, rules } from "#app/components/catalogue/answers.tsx";
import { PageContext } from "#app/components/page-context.tsx";
import { type State, StateMark, StateShape, toneOf, wordOf } from "#app/components/state-mark.tsx";
import { html, words } from "./render.ts";

const answers: readonly AnswerValue[] = ["yes", "no", "unknown"];
const credentialStates: readonly State[] = [
  "issued",
  "renewal_due",
  "in_grace",
  "limited",
  "expired",
  "suspended",
  "revoked",
  "attested",
];

describe("a state", () => {
  it.each([...answers, ...credentialStates])(
    "%s is a shape, a word and a colour together",
    (state) => {
      const mark = html(<StateMark state={state} />);
      expect(mark).toContain("<svg");
      expect(words(<StateMark state={state} />)).toBe(wordOf(state));
      expect(mark).toContain(`data-tone="${toneOf(state)}"`);
    },
  );

  it("keeps shape and colour where its word is replaced", () => {
    const mark = html(<StateMark state="no" word="Not on shift" />);
    expect(mark).toContain('data-tone="no"');
    expect(mark).toContain(html(<StateShape state="no" />));
  });

  it("has a shape of its own among the answers", () => {
    const shapes = answers.map((state) =>
      html(<StateShape state={state} />).replace(/data-tone="\w+"/, ""),
    );
    expect(new Set(shapes).size).toBe(3);
  });

  it("is never drawn in the colour of yes unless it counts", () => {
    const green = [...answers, ...credentialStates].filter((state) => toneOf(state) === "yes");
    expect(green).toEqual(["yes", "issued"]);
  });

  it("is hatched when unknown and only then", () => {
    expect(answers.map((state) => html(<StateShape state={state} />).includes("<pattern"))).toEqual(
      [false, false, true],
    );
  });
});

describe("the answer", () => {
  it.each(answers)("says %s as a word, and no other answer", (value) => {
    const read = words(<Answer value={value} sentence="The reason." />).split(" ");
    const others = answers.filter((other) => other !== value).map(wordOf);
    expect(read).toContain(wordOf(value));
    for (const other of others) expect(read).not.toContain(other);
  });

  it("explains every rule: who meets it with which evidence, or why not", () => {
    const read = words(<AnswerRules rules={rules} />);
    expect(read).toContain("Dr Marta Lindqvist CRED-CIS, issued, valid to 30 Jun 2028");
    for (const reason of rules.flatMap((rule) => rule.reasons)) expect(read).toContain(reason.text);
  });

  it("puts what is not met before what is", () => {
    const ids = [...html(<AnswerRules rules={rules} />).matchAll(/id="rule-(\w+)"/g)].map(
      (found) => found[1],
    );
    expect(ids).toEqual(["A4", "A8", "A6", "A1", "A9"]);
  });

  it("shows an advised rule that is not met as advice, not as a no", () => {
    const advised = rules.filter((rule) => rule.severity === "warn");
    expect(html(<AnswerRules rules={advised} />)).not.toContain('data-state="no"');
  });
});

describe("the board", () => {
  const board = (name: string) => boards[name] ?? expect.fail(`no board ${name}`);
  const verdicts = (page: string) =>
    [...page.matchAll(/board-verdict" data-answer="(\w+)"/g)].map((found) => found[1]);

  it("carries its own unknown behind a yes, for when the data has aged", () => {
    const page = html(<AnswerBoard {...board("yes")} />);
    expect(verdicts(page)).toEqual(["yes", "unknown"]);
    expect(page).toContain("--board-fresh-for:2700s");
  });

  it("says unknown at once where nothing is fresh, whatever the answer was", () => {
    for (const freshForSeconds of [0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      const page = html(<AnswerBoard {...board("yes")} freshForSeconds={freshForSeconds} />);
      expect(verdicts(page)).toEqual(["unknown"]);
      expect(page).not.toContain('data-answer="yes"');
    }
  });

  it("ages within whole seconds, never later than it was told", () => {
    const page = html(<AnswerBoard {...board("yes")} freshForSeconds={59.9} />);
    expect(page).toContain("--board-fresh-for:59s");
  });

  it("lets its style through the content security policy by the page's nonce", () => {
    const page = createElement(
      PageContext.Provider,
      { value: { nonce: "n0nce" } },
      <AnswerBoard {...board("yes")} />,
    );
    expect(html(page)).toContain('<style nonce="n0nce">');
  });

  it("alarms when nobody is on duty, and never shows a blank", () => {
    expect(html(<AnswerBoard {...board("empty")} />)).toContain("data-empty");
    expect(words(<AnswerBoard {...board("empty")} />)).toContain("Nobody is on duty in this unit.");
  });

  it("says how to reach each person, until when, who is next and how old the data is", () => {
    const read = words(<AnswerBoard {...board("yes")} />);
    for (const said of ["+49 30 5550 4417", "until 08:00", "Dr Paul Aydin", "received 14 min ago"])
      expect(read).toContain(said);
    expect(html(<AnswerBoard {...board("yes")} />)).toContain('href="tel:+493055504417"');
  });

  it("counts whom the wall cannot hold, and names everybody whom it can", () => {
    const shown = (name: string) => words(<AnswerBoard {...board(name)} />);
    const tiles = (name: string) =>
      html(<AnswerBoard {...board(name)} />).match(/class="board-person/g)?.length;
    expect(tiles("full")).toBe(12);
    expect(shown("full")).not.toContain(" more");
    expect(tiles("crowded")).toBe(12);
    expect(shown("crowded")).toContain("and 4 more");
    expect(shown("crowded")).not.toContain("Featherstone 12");
  });

  it("marks who is at the hub, and nobody else", () => {
    const page = html(<AnswerBoard {...board("hub")} />);
    expect(page.match(/At the hub/g)).toHaveLength(1);
    expect(page.indexOf("At the hub")).toBeGreaterThan(page.indexOf("Featherstone 15"));
  });
});

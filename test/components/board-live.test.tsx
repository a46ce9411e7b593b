import { expect, it } from "vitest";
import { AnswerBoard, type BoardProps } from "#app/components/answer-board.tsx";
import { boards } from "#app/components/catalogue/answers.tsx";
import { html, words } from "./render.ts";

const board = (name: string): BoardProps => boards[name] ?? expect.fail(`no board ${name}`);
const override = {
  doctor: "Dr Ida Intensivist",
  reason: "The colleague is on the way.",
  until: "Sun 22 Nov 2026, 08:00 CET",
};

it("shows who has taken responsibility, why and until when, beside an answer that stays what it is", () => {
  const page = <AnswerBoard {...board("no")} override={override} />;
  expect(words(page)).toContain(
    "Dr Ida Intensivist has taken responsibility until Sun 22 Nov 2026, 08:00 CET. The colleague is on the way. The answer is unchanged by this.",
  );
  expect(html(page)).toContain('data-answer="no"');
  expect(html(<AnswerBoard {...board("no")} />)).not.toContain("board-override");
});

it("tells its script for how long it may be relied on, and nothing where it says unknown already", () => {
  const yes = html(<AnswerBoard {...board("yes")} freshForSeconds={59.9} />);
  expect(yes).toContain('data-fresh-for="59"');
  expect(html(<AnswerBoard {...board("yes")} value="unknown" />)).not.toContain("data-fresh-for");
  expect(html(<AnswerBoard {...board("yes")} freshForSeconds={0} />)).not.toContain("data-fresh");
});

it("says nothing of a connection until its script knows of one", () => {
  expect(html(<AnswerBoard {...board("yes")} />)).toMatch(/<p class="board-live"[^>]*hidden=""/);
});

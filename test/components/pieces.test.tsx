import { describe, expect, it } from "vitest";
import { specimens } from "#app/components/catalogue/catalogue.tsx";
import { navigation, PublicSpecimen, SignedInSpecimen } from "#app/components/catalogue/frames.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { Fault } from "#app/components/fault.tsx";
import { Meter, meterGeometry } from "#app/components/meter.tsx";
import { lengthWords, momentWords, spanWords } from "#app/components/moment.tsx";
import { attributes, html, words } from "./render.ts";

const states = specimens.flatMap((specimen) =>
  specimen.states.map((state) => [`${specimen.name}, ${state.label}`, state.shown] as const),
);

describe("every component", () => {
  it.each(states)("%s carries no style attribute, which the policy would block", (_, shown) => {
    expect(html(shown)).not.toMatch(/\sstyle="/);
  });

  it.each(states)("%s uses each id once and refers only to ids that exist", (_, shown) => {
    const page = html(shown);
    const ids = attributes(page, "id");
    expect(new Set(ids).size).toBe(ids.length);
    for (const reference of attributes(page, "aria-labelledby").flatMap((all) => all.split(" "))) {
      expect(ids).toContain(reference);
    }
    for (const [, reference] of page.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(reference);
  });

  it.each(states)("%s asks no other host for anything", (_, shown) => {
    expect(html(shown)).not.toMatch(/\ssrc="http|url\(http/);
  });
});

describe("the meter", () => {
  it("says what is missing in words beside the figure", () => {
    const meter = (
      <Meter
        label="Cases"
        value={27}
        target={30}
        unit="cases"
        missing="3 more needed, 1 of them at night"
      />
    );
    expect(words(meter)).toBe("Cases 27 of 30 cases 3 more needed, 1 of them at night");
  });

  it("is not met by its number alone while something is missing", () => {
    expect(
      words(<Meter label="Cases" value={31} target={30} unit="cases" missing="1 at night" />),
    ).not.toContain("Met");
    expect(words(<Meter label="Cases" value={30} target={30} unit="cases" />)).toContain("Met");
  });

  it("fills to the tick exactly when the target is reached", () => {
    expect(meterGeometry(30, 30).filled).toBe(meterGeometry(30, 30).tick);
    expect(meterGeometry(29, 30).filled).toBeLessThan(meterGeometry(29, 30).tick);
    expect(meterGeometry(60, 30)).toEqual({ filled: 100, tick: 50 });
    expect(meterGeometry(0, 0)).toEqual({ filled: 0, tick: 0 });
  });
});

describe("a table", () => {
  const columns = [
    {
      key: "code",
      header: "Code",
      heads: true,
      cell: (row: { code: string; cases: number }) => row.code,
    },
    {
      key: "cases",
      header: "Cases",
      unit: "n",
      align: "number" as const,
      cell: (row: { cases: number }) => row.cases,
    },
  ];

  it("is a region that the keyboard reaches, named by its caption", () => {
    const page = html(
      <DataTable
        caption="Minimums"
        columns={columns}
        rows={[{ code: "A", cases: 1_000 }]}
        rowKey={(row) => row.code}
      />,
    );
    expect(page).toMatch(/<section[^>]*tabindex="0"/i);
    expect(page).toContain('<th scope="row">A</th>');
    expect(page).toContain('<td data-align="number">1000</td>');
  });

  it("says so when it is empty", () => {
    expect(
      words(
        <DataTable
          caption="Minimums"
          columns={columns}
          rows={[]}
          rowKey={(row) => row.code}
          empty="No case yet."
        />,
      ),
    ).toContain("No case yet.");
  });
});

describe("the frame", () => {
  const page = html(<SignedInSpecimen>Page</SignedInSpecimen>);

  it("skips to the page, marks where you are and signs out by a form", () => {
    expect(page).toMatch(/href="#main"/);
    expect(page).toMatch(/<main id="main" tabindex="-1"/i);
    expect(page.match(/aria-current="page"/g)).toHaveLength(1);
    expect(page).toContain('<form method="post" action="/logout">');
  });

  it("offers every link on the phone, in the bar or under More", () => {
    const bar = page.replace(/<li data-beyond="true">[\s\S]*?<\/li>/g, "");
    for (const item of navigation) expect(bar).toContain(`href="${item.to}"`);
  });

  it("has one main landmark and one first heading, signed in or not", () => {
    for (const each of [page, html(<PublicSpecimen>Page</PublicSpecimen>)]) {
      expect(each.match(/<main/g)).toHaveLength(1);
      expect(each.match(/<h1/g)).toHaveLength(1);
    }
  });
});

describe("a page that could not be shown", () => {
  it("tells people to read every answer as unknown when the record is away", () => {
    const read = words(<Fault status={503} requestId="r-1" />);
    expect(read).toContain("The record cannot be reached");
    expect(read).toContain("Read every answer as unknown.");
    expect(read).toContain("r-1");
  });

  it("shows nothing of a fault, but the words of a refusal", () => {
    expect(words(<Fault status={500} detail="secret" />)).not.toContain("secret");
    expect(words(<Fault status={403} detail="Only a registrar may revoke." />)).toContain(
      "Only a registrar",
    );
  });
});

describe("words for time", () => {
  const at = (text: string) => Date.parse(text);

  it("carry date and zone", () => {
    expect(momentWords(at("2026-11-22T02:12:00Z"), "Europe/Berlin")).toBe(
      "Sun 22 Nov 2026, 03:12 CET",
    );
  });

  it("say 13 hours for the night on which the clock goes back, and both zones", () => {
    const night = spanWords(
      at("2026-10-24T18:00:00Z"),
      at("2026-10-25T07:00:00Z"),
      "Europe/Berlin",
    );
    expect(night).toBe("Sat 24 Oct, 20:00 CEST–08:00 CET, 13 h");
  });

  it("say 11 hours for the night on which it goes forward", () => {
    const night = spanWords(
      at("2026-03-28T19:00:00Z"),
      at("2026-03-29T06:00:00Z"),
      "Europe/Berlin",
    );
    expect(night).toContain("11 h");
  });

  it("name the second day of what lasts longer than a day", () => {
    const span = spanWords(at("2026-11-20T07:00:00Z"), at("2026-11-23T07:00:00Z"), "Europe/Berlin");
    expect(span).toBe("Fri 20 Nov, 08:00 – Mon 23 Nov, 08:00 CET, 3 d");
  });

  it("never say that something lasts no time at all", () => {
    expect(lengthWords(1)).toBe("under 1 min");
    expect(lengthWords(90 * 60_000)).toBe("1 h 30 min");
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  acceptFreeText,
  findIdentifier,
  freeTextMax,
} from "#app/domain/training/case/free-text.ts";

const stopped: readonly (readonly [string, string])[] = [
  ["record_number", "Discussed MRN 4471932 at the bedside"],
  ["record_number", "hospital no. H-448812, anterior STEMI"],
  ["record_number", "Fallnummer: 20031177"],
  ["record_number", "NHS number 943 476 5919"],
  ["record_number", "Patient 943-476-5919 on ECMO"],
  ["record_number", "SSN 078-05-1120"],
  ["record_number", "811218-9876, VA ECMO"],
  ["record_number", "AHV 756.9217.0769.85"],
  ["record_number", "K1234567 was extubated"],
  ["record_number", "see 00471193 in the system"],
  ["birth_date", "DOB 3/4/56"],
  ["birth_date", "male, born 1951, SCAI D"],
  ["birth_date", "geb. 12.03.1956"],
  ["birth_date", "Pat. 12.03.1956, NSTEMI"],
  ["birth_date", "1956-03-12 LVAD"],
  ["birth_date", "admitted, 12 March 1956"],
  ["birth_date", "March 12th, 1956"],
  ["titled_name", "Mr Smith was unstable"],
  ["titled_name", "Mrs. O'Brien arrested twice"],
  ["titled_name", "Frau Müller-Lüdenscheidt, VA ECMO"],
  ["titled_name", "Herr von Bergen"],
  ["titled_name", "asked by Dr Jones"],
  ["titled_name", "with Prof. Schmidt"],
  ["titled_name", "Mr. K."],
  ["titled_name", "patient name: Weber"],
  ["mail_address", "write to jane.doe@example.org"],
  ["telephone", "wife +49 30 901820"],
  ["telephone", "call 555 0123 44 for the family"],
  ["telephone", "family: 030 901820 12"],
  ["telephone", "(030) 9018 2012"],
  ["telephone", "079 123 45 67"],
  ["telephone", "tel. 0301234567"],
  ["titled_name", "Ｍｒ Ｓｍｉｔｈ"],
  ["record_number", "MRN 44\u200b71932"],
];

const passed = [
  "PCWP 18, CI 2.1",
  "7.5 Fr",
  "12/15 bpm",
  "SCAI C",
  "Dr",
  "The Dr on call placed the line",
  "Discussed with the Dr. Then we extubated.",
  "MR severe, MS moderate",
  "MR Carpentier IIIb",
  "BP 120/80, 110/70, then 85/40 mmHg; HR 140",
  "ABG pH 7.21, pCO2 6.8, lactate 11.4, BE -12",
  "Heparin 25000 IU in 500 mL, then 5000 IU",
  "Benzylpenicillin 10000000 IU",
  "Platelets 150000, troponin 45000 ng/L, NT-proBNP 35000",
  "Noradrenaline 0.35 mcg/kg/min, vasopressin 0.04 U/min",
  "ECMO 4.2 L/min at 3500 rpm, sweep 3.5, FiO2 0.6",
  "Impella CP P-8, 3.4 L/min, motor current 560/480 mA",
  "Male, 67 years, 82 kg, BSA 1.98",
  "EF 15-20 %, TAPSE 12, E/e' 18",
  "Shock at 03:15, cannulated 03:48, in ICU 04:30",
  "Flow 21-25 Fr, 17 Fr return, 6 Fr reperfusion",
  "Pacing DDD 60-130/min, threshold 0.5 V at 0.4 ms",
  "Guideline 2023, DOI 10.1056/NEJMoa2307227",
  "NCT01633502, PMID 37634145",
  "Seen on 2026-10-01 and 3.10.2026",
  "Since 03/2024; review 12.11.",
  "120/80 110/70 100/60 95/55",
  "RASS -4, CPC 1, APACHE 32, SOFA 14",
  "Eine Frau Mitte 50 mit STEMI",
  "CIC-2.1.3, EPA-04, CRED-ECPR",
  "Call for help early; ring the perfusionist first",
  "Named supervisor was present",
  "K 5.9, Na 128, creatinine 412, urea 33.1",
  "QTc 512, PR 240, QRS 168",
  "Vancomycin 1 g q12h, trough 15.2",
  "",
];

describe("free text", () => {
  it.each(stopped)("stops a %s: %s", (kind, text) => {
    expect(findIdentifier(text)?.kind).toBe(kind);
  });

  it.each(passed)("lets ordinary medicine through: %s", (text) => {
    expect(findIdentifier(text)).toBeNull();
  });

  it("says which field, what it looks like and which words", () => {
    expect(acceptFreeText("Mrs Smith arrested", "reason")).toEqual({
      ok: false,
      refusal: {
        code: "free_text_identifies",
        detail: { field: "reason", kind: "titled_name", what: "a name", excerpt: "Mrs Smith" },
      },
    });
    expect(acceptFreeText("Logged twice", "reason")).toEqual({ ok: true, value: "Logged twice" });
  });

  it("finds an identifier wherever it stands among ordinary words", () => {
    const ordinary = fc.constantFrom(...passed.filter((each) => each !== ""));
    const found = fc.constantFrom(...stopped.map(([, text]) => text));
    fc.assert(
      fc.property(fc.array(ordinary, { maxLength: 4 }), found, (before, identifying) => {
        expect(findIdentifier([...before, identifying, "Well done."].join("\n"))).not.toBeNull();
      }),
    );
  });

  it("lets ordinary sentences stand one after another", () => {
    const ordinary = fc.array(fc.constantFrom(...passed), { maxLength: 6 });
    fc.assert(
      fc.property(ordinary, (sentences) => {
        expect(findIdentifier(sentences.join(".\n"))).toBeNull();
      }),
    );
  });

  it("refuses ten million characters without reading them", () => {
    const refused = acceptFreeText("1 ".repeat(5_000_000), "reason");
    expect(refused).toMatchObject({ refusal: { code: "free_text_too_long" } });
    expect(acceptFreeText("a ".repeat(freeTextMax / 2), "reason").ok).toBe(true);
  });
});

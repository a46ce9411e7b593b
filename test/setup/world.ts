import { seedDemonstration } from "#app/commands/demonstration/seed.ts";
import { openHouse } from "#app/start.server.ts";
import { migrate } from "#db/migrate.ts";
import { anchor, demonstration, houseOptions } from "./fixed.ts";

/** Tells the demonstration up to the fixed anchor into an empty database. */
export async function seedTemplate(url: string, folder: string) {
  await migrate(url);
  const opened = await openHouse(houseOptions(url, folder));
  try {
    await seedDemonstration(opened.house, { anchor, ...demonstration });
  } finally {
    await opened.close();
  }
}

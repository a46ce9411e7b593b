import { pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** A human being as shown and reached. Workspace: names can be corrected; facts hold only the id. */
export const person = pgTable("person", {
  id: uuid("id").primaryKey(),
  name: text("name").notNull(),
  /** Lower case; what one signs in with. */
  email: text("email").unique(),
  phone: text("phone"),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
});

/** Free text said about a fact, kept apart so that it can be erased; the fact keeps a salted digest. */
export const narrative = pgTable("narrative", {
  id: uuid("id").primaryKey(),
  salt: text("salt").notNull(),
  text: text("text").notNull(),
});

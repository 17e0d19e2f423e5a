import type { FrontMatter } from "../feature/front-matter.ts";

/** What a document of an intent is for. */
export type IntentRole = "intent" | "unit" | "story" | "work-item" | "log" | "background";

/** The role of a document, by its path and front matter; null where nothing shows that it belongs to an intent. */
export function intentRole(file: string, { fields }: FrontMatter, title: string): IntentRole | null {
  const path = `/${file.toLowerCase()}`;
  const has = (name: string): boolean => fields.has(name);
  const isDesign = path.endsWith("-design.md");
  if (path.endsWith("-log.md") && has("intent")) return "log";
  if (path.endsWith("/unit-brief.md") && (has("unit") || has("intent"))) return "unit";
  if (has("story") || (/\/stories\/[^/]+\.md$/.test(path) && (has("unit") || has("intent")))) return "story";
  const isItem = has("id") && (has("complexity") || has("depends_on") || has("mode"));
  if (isItem && !isDesign && (has("intent") || /\/work-items\/[^/]+\.md$/.test(path))) return "work-item";
  const isNamed = /\/(?:requirements|brief)\.md$/.test(path);
  if (isNamed && (has("intent") || /^intent:/i.test(title) || isBrief(path, fields))) return "intent";
  return null;
}

function isBrief(path: string, fields: FrontMatter["fields"]): boolean {
  return path.endsWith("/brief.md") && fields.has("id") && fields.has("status");
}

/** The folder of the intent that a document stands in: what is above `units/` or `work-items/`. "" for none. */
export function intentFolder(file: string): string {
  const below = /^(?:(.*)\/)?(?:units\/[^/]+(?:\/stories)?|work-items)\/[^/]+$/i.exec(file);
  if (below !== null) return below[1] ?? "";
  return file.includes("/") ? file.slice(0, file.lastIndexOf("/")) : "";
}

/** The unit that a document belongs to, "" where to none. */
export function unitOf(file: string, { fields }: FrontMatter): string {
  return /(?:^|\/)units\/([^/]+)\//i.exec(file)?.[1] ?? fields.get("unit")?.value ?? "";
}

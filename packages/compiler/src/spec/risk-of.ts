import type { Risk } from "@fabrikk/state";

/** Words of matters in which a fault does lasting harm. */
const grave =
  /\b(?:secur|authenti|authoriz|passw|credential|secret|crypt|permission|privilege|payment|billing|delet|destroy|overwrit|migrat|data ?loss|corrupt|concurren|race condition|deadlock|transaction|atomic|privacy|personal data)/i;

/** How much harm a fault in a requirement would do: high where its words name a grave matter, else medium, and low for what MAY be. */
export function riskOf(text: string, isOptional: boolean): Risk {
  if (grave.test(text)) return "high";
  return isOptional ? "low" : "medium";
}

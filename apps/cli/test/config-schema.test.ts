import { Config } from "@fabrikk/state";
import { expect, test } from "vitest";
import { z } from "zod";

test("the published JSON Schema of the configuration is that of the code; mend it with `vitest -u`", async () => {
  const schema = { title: "fabrikk.config", ...z.toJSONSchema(Config, { io: "input" }) };
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot("../schema/fabrikk.config.schema.json");
});

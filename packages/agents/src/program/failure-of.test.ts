import { describe, expect, test } from "vitest";

import { failureOf } from "./failure-of.ts";

describe("the class of a failure", () => {
  test.each([
    [400, "refused"],
    [401, "credential"],
    [403, "credential"],
    [404, "configuration"],
    [408, "time-out"],
    [413, "refused"],
    [429, "rate-limit"],
    [500, "overload"],
    [503, "overload"],
    [504, "time-out"],
    [529, "overload"],
  ])("FAB-EXEC-011 the status %i is %s, whatever is said with it", (status, failure) => {
    expect(failureOf({ status, message: "connection reset" })).toBe(failure);
    expect(failureOf({ status: null, message: `unexpected status ${status} Whatever: url` })).toBe(failure);
    expect(failureOf({ status: null, message: `API Error: ${status} {"type":"error"}` })).toBe(failure);
    expect(failureOf({ status: null, message: `[API Error: {"error":{"code":${status}}}]` })).toBe(failure);
    expect(failureOf({ status: null, message: `${status}: {"message":"no"}` })).toBe(failure);
  });

  test.each([
    ["Not logged in · Please run /login", "credential"],
    ["No API key found for stub.", "credential"],
    ["Missing environment variable: `OPENAI_API_KEY`.", "credential"],
    ["Invalid API key provided", "credential"],
    ["You have hit your usage limit", "rate-limit"],
    ["RESOURCE_EXHAUSTED", "rate-limit"],
    ["Overloaded", "overload"],
    ["We’re currently experiencing high demand, which may cause temporary errors.", "overload"],
    ["Request timed out", "time-out"],
    ["connect ECONNREFUSED 127.0.0.1:1", "cut"],
    ["stream disconnected before completion: Transport error", "cut"],
    ["terminated", "cut"],
    ["No conversation found with session ID: 1", "configuration"],
    ["unknown model: opuss", "configuration"],
    ["--dangerously-skip-permissions cannot be used with root/sudo privileges", "configuration"],
    ["the prompt is 1429 characters long", "other"],
    ["", "other"],
  ])("FAB-EXEC-011 without a status the words decide: %s", (message, failure) => {
    expect(failureOf({ status: null, message })).toBe(failure);
  });
});

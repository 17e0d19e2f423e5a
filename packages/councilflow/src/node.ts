export { reviewCommit, type ReviewCommitRequest } from "./node/review-commit.ts";

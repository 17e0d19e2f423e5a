export { verifyCommit, type CommitVerification, type VerifyCommitRequest } from "./node/verify-commit.ts";

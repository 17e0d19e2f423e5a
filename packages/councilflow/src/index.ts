export { adjudicate, type Adjudication, type ReviewerAnswer } from "./adjudicate.ts";
export { askReviewer, type ReviewerOutcome, type ReviewerPorts, type ReviewerRequest } from "./ask-reviewer.ts";
export { checkReview } from "./check-review.ts";
export { renderReviewPrompt, type ReviewPrompt, type ReviewPromptRequest } from "./prompt/render-review-prompt.ts";
export { tierOf } from "./tier-of.ts";

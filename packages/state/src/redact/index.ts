export { createRedactor, type Redactor, type RedactStream } from "./create-redactor.ts";

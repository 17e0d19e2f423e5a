import { onlyOne } from "../repository-index.ts";
import type { ImportLanguage } from "./import-language.ts";

const importLine = /^[^\S\n]*import[^\S\n]+(?:static[^\S\n]+)?(\w+(?:\.\w+)+)/gm;

/** Classes of Java and Kotlin, by the path that their package stands for; a member's class is the name before it. */
export const java: ImportLanguage = {
  extensions: ["java", "kt"],
  importsOf: ({ text }, index) =>
    Promise.resolve(
      [...text.matchAll(importLine)].flatMap(([, name = ""]) => {
        const path = name.replaceAll(".", "/");
        const places = [path, path.slice(0, path.lastIndexOf("/"))];
        const files = places.flatMap((place) =>
          ["java", "kt"].flatMap((ending) => onlyOne(index.endingWith(`${place}.${ending}`)) ?? []),
        );
        return files.slice(0, 1);
      }),
    ),
};

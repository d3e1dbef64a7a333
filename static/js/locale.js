// How numbers and days are written: as the pages print them, in English the day before the month, in Arabic with Latin digits.

const language = document.documentElement.lang

export const locale = { ar: "ar-u-nu-latn", en: "en-GB" }[language] ?? (language || undefined)
